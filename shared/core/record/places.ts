const HAN_CITY: ReadonlySet<string> = new Set(
  '北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 成都 武汉 西安 长沙 郑州 青岛 济南 大连 沈阳 哈尔滨 长春 厦门 福州 合肥 南昌 昆明 贵阳 南宁 海口 三亚 石家庄 太原 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 宁波 无锡 常州 温州 嘉兴 绍兴 金华 台州 湖州 佛山 东莞 珠海 惠州 中山 汕头 南通 扬州 徐州 盐城 镇江 泰州 烟台 威海 潍坊 临沂 泉州 漳州 洛阳 保定 唐山 廊坊 芜湖 绵阳 宜昌 襄阳 株洲 桂林 柳州 赣州 香港 澳门 台北 新竹 台中 台南 高雄 新加坡 东京 纽约 伦敦 硅谷 远程 广东 江苏 浙江 山东 河南 四川 湖北 湖南 福建 安徽 河北 陕西 辽宁 江西 广西 云南 山西 贵州 吉林 甘肃 海南 黑龙江 内蒙古 新疆 宁夏 青海 西藏'.split(
    ' ',
  ),
);
const LATIN_CITY: ReadonlySet<string> = new Set(
  "new york|new york city|nyc|san francisco|los angeles|seattle|boston|chicago|austin|denver|portland|atlanta|dallas|houston|miami|washington|philadelphia|phoenix|san diego|san jose|palo alto|mountain view|menlo park|sunnyvale|cupertino|redmond|cambridge|oakland|berkeley|pittsburgh|minneapolis|detroit|san antonio|salt lake city|raleigh|nashville|columbus|madison|ann arbor|baltimore|cleveland|charlotte|orlando|tampa|boise|london|paris|berlin|munich|hamburg|frankfurt|amsterdam|brussels|dublin|zurich|geneva|stockholm|copenhagen|oslo|helsinki|madrid|barcelona|lisbon|rome|milan|vienna|prague|warsaw|budapest|toronto|vancouver|montreal|ottawa|calgary|sydney|melbourne|brisbane|perth|auckland|wellington|singapore|hong kong|tokyo|osaka|seoul|taipei|beijing|shanghai|shenzhen|guangzhou|hangzhou|nanjing|suzhou|chengdu|wuhan|xian|xi'an|bangalore|bengaluru|mumbai|delhi|new delhi|hyderabad|pune|chennai|kolkata|noida|gurgaon|gurugram|dubai|tel aviv|lagos|nairobi|cape town|johannesburg|sao paulo|são paulo|mexico city|buenos aires|manchester|edinburgh|bristol|leeds|glasgow|birmingham|liverpool|oxford|remote|hybrid".split(
    '|',
  ),
);
/* States of the USA, provinces of Canada, and the countries that stand beside a city. */
const STATE: ReadonlySet<string> = new Set(
  'AB|AK|AL|AR|AZ|BC|CA|CO|CT|DC|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MB|MD|ME|MI|MN|MO|MS|MT|NB|NC|ND|NE|NH|NJ|NM|NS|NT|NV|NY|OH|OK|ON|OR|PA|PE|QC|RI|SC|SD|SK|TN|TX|UT|VA|VT|WA|WI|WV|WY|US|USA|U.S.|U.S.A.|U.S|UAE|China|United States|United Kingdom|England|Scotland|Wales|Germany|France|Canada|Australia|New Zealand|India|Japan|Korea|Singapore|California|Texas|Washington|Oregon|New York|Massachusetts|Illinois|Colorado|Georgia|Florida|Virginia|Ireland|Netherlands|Switzerland|Spain|Portugal|Italy|Austria|Poland|Sweden|Norway|Denmark|Finland|Belgium|Brazil|Mexico|South Africa|Israel|P.R. China|PR China|P.R.China|UK'.split(
    '|',
  ),
);
/** `Boise, ID`: a city that no list needs to know. */
const CITY_AND_STATE = /^[A-Z][A-Za-z. ]{2,24}, ?[A-Z][A-Za-z. ]{1,16}$/;
/** `泰兴市`, `上海·浦东新区`, `中国深圳`: what the list knows, with what may stand around it; or any town by its last word. */
const HAN_PLACE = /^(?:中国)?(\p{Script=Han}{2,4}?)(?:省|市|自治区)?(?:·?\p{Script=Han}{1,4}[区县市])?$/u;

export const isHanCity = (words: string): boolean => {
  if (words.length > 12) return false;
  if (HAN_CITY.has(words)) return true;
  const last = words.charCodeAt(words.length - 1);
  // 市 省 区 县
  if (last !== 0x5e02 && last !== 0x7701 && last !== 0x533a && last !== 0x53bf && !words.startsWith('中国'))
    return false;
  const place = HAN_PLACE.exec(words);
  return place !== null && (HAN_CITY.has(place[1]!) || (words.length <= 4 && last === 0x5e02));
};

/** `low` is `words` in lower case. */
export const isLatinCity = (words: string, low: string): boolean =>
  low.length <= 44 &&
  (LATIN_CITY.has(low) ||
    (words.includes(',') && CITY_AND_STATE.test(words) && isState(words.slice(words.indexOf(',') + 1).trim())));

/** A state, a province or a country, with or without a postal code. */
export const isState = (words: string): boolean => {
  const code = words.charCodeAt(0);
  if (code < 0x41 || code > 0x5a || words.length > 24) return false;
  return STATE.has(words) || (/ \d{5}$/.test(words) && STATE.has(words.slice(0, -6)));
};
