import type { PiiType } from '../../../shared/core/pii/index.ts';
import type { Random } from '../random.ts';
import type { Person } from './people.ts';

type Make = (random: Random, person: Person) => string;

const two = (n: number): string => String(n).padStart(2, '0');
const year = (r: Random): number => r.int(1970, 2004);

const chinaMobile: Make = r => {
  const n = `1${r.pick(['3', '5', '7', '8', '9'])}${r.digits(9)}`;
  return r.pick([
    n,
    n,
    n,
    `${n.slice(0, 3)}-${n.slice(3, 7)}-${n.slice(7)}`,
    `${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)}`,
    `+86 ${n}`,
    `+86-${n}`,
    `0086 ${n}`,
    `(+86) ${n}`,
    `+86${n}`,
    `86-${n}`,
    `${n.slice(0, 3)}.${n.slice(3, 7)}.${n.slice(7)}`,
  ]);
};
const landline: Make = r =>
  r.pick([
    `010-${r.int(6, 8)}${r.digits(7)}`,
    `021-${r.int(5, 6)}${r.digits(7)}`,
    `0571-8${r.digits(7)}`,
    `(0755)2${r.digits(7)}`,
    `0513-8${r.digits(3)} ${r.digits(4)}`,
    `400-${r.int(600, 899)}-${r.digits(4)}`,
    `028-8${r.digits(7)}-${r.int(100, 9999)}`,
  ]);
const abroad: Make = r => {
  const d = (n: number): string => r.digits(n);
  return r.pick([
    `(${r.int(201, 989)}) 555-01${d(2)}`,
    `${r.int(201, 989)}-555-01${d(2)}`,
    `+1 ${r.int(201, 989)} 555 01${d(2)}`,
    `+1-${r.int(201, 989)}-555-01${d(2)}`,
    `${r.int(201, 989)}.555.01${d(2)}`,
    `+44 7700 900${d(3)}`,
    `07700 900${d(3)}`,
    `+44 (0)20 7946 0${d(3)}`,
    `020 7946 0${d(3)}`,
    `+49 151 2345${d(4)}`,
    `+49 (0)30 901820${d(2)}`,
    `0151 2345${d(4)}`,
    `+33 6 39 98 ${d(2)} ${d(2)}`,
    `06 39 98 ${d(2)} ${d(2)}`,
    `+91 98765 ${d(5)}`,
    `+91-9${d(9)}`,
    `98${d(3)} ${d(5)}`,
    `+81 90-1234-${d(4)}`,
    `090-1234-${d(4)}`,
    `03-1234-${d(4)}`,
    `+65 9${d(3)} ${d(4)}`,
    `+65 8${d(7)}`,
    `+852 9${d(3)} ${d(4)}`,
    `+852-6${d(7)}`,
    `+886 9${d(2)}-${d(3)}-${d(3)}`,
    `09${d(2)}-${d(3)}-${d(3)}`,
  ]);
};

const email: Make = (r, { given, family }) => {
  const local = r.pick([
    `${given}.${family}`,
    `${family}${given}`,
    `${given}_${family}${r.int(1, 99)}`,
    `${given[0]}${family}`,
    `${family}.${given}${r.int(80, 99)}`,
    `${given}+jobs`,
    `${r.int(10_000_000, 2_000_000_000)}`,
    `${given}${r.int(1985, 2002)}`,
  ]);
  return `${local}@${r.pick(['example.com', 'example.com', 'example.org', 'mail.example.cn', 'qq.com', '163.com', 'example.co.uk', 'sub.example.edu.cn', 'gmail.com', 'outlook.com', 'example.io'])}`;
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
export const residentId: Make = r => {
  const head = `${r.pick(['110105', '310115', '320602', '330106', '440305', '510104', '420106', '610113', '370202', '500103'])}${year(r)}${two(r.int(1, 12))}${two(r.int(1, 28))}${r.digits(3)}`;
  return head + '10X98765432'[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(head[i]), 0) % 11];
};

const card: Make = r => {
  const head = r.pick([
    () => `62${r.digits(16)}`,
    () => `4${r.digits(14)}`,
    () => `5${r.int(1, 5)}${r.digits(13)}`,
    () => `62${r.digits(13)}`,
  ])();
  let sum = 0;
  [...head].reverse().forEach((digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  });
  const whole = head + ((10 - (sum % 10)) % 10);
  return r.chance(0.4) ? whole.replace(/(.{4})(?=.)/g, '$1 ') : whole;
};

const CITIES = [
  '江苏南通',
  '浙江杭州',
  '湖南省长沙市',
  '山东青岛',
  '河南郑州',
  '四川成都',
  '安徽合肥',
  '陕西西安',
  '黑龙江哈尔滨',
  '广东揭阳',
  '内蒙古赤峰',
  '上海',
  '北京市',
  '新疆伊犁',
  '福建省泉州市',
  '湖北襄阳',
];
const addressZh: Make = r =>
  r.pick([
    () => `上海市浦东新区${r.pick(['示例', '张杨', '锦绣'])}路${r.int(1, 999)}弄${r.int(1, 60)}号${r.int(101, 2804)}室`,
    () =>
      `北京市海淀区${r.pick(['样例', '学院', '知春'])}路${r.int(1, 200)}号院${r.int(1, 30)}号楼${r.int(1, 6)}单元${r.int(101, 2401)}`,
    () =>
      `浙江省杭州市西湖区文${r.pick(['一', '二', '三'])}西路${r.int(1, 999)}号${r.pick(['翠苑', '示例'])}小区${r.int(1, 40)}幢${r.int(101, 1902)}室`,
    () => `江苏省苏州市工业园区星湖街${r.int(100, 900)}号${r.int(1, 20)}栋B座${r.int(101, 999)}室`,
    () => `广东省深圳市南山区科技园南区${r.pick(['高新南一', '科苑'])}路${r.int(1, 99)}号示例大厦A座${r.int(3, 30)}楼`,
    () =>
      `成都市武侯区天府大道中段${r.int(1, 2000)}号${r.int(1, 9)}栋${r.int(1, 3)}单元${r.int(3, 30)}楼${r.int(1, 8)}号`,
    () => `天津市和平区南京路${r.int(1, 300)}号`,
    () => `湖北省武汉市洪山区珞喻路${r.int(1, 999)}号样例花园${r.int(1, 30)}栋${r.int(101, 3204)}`,
    () => `香港九龍彌敦道${r.int(1, 700)}號${r.int(1, 25)}樓A室`,
    () => `台北市信義區信義路五段${r.int(1, 150)}號${r.int(2, 30)}樓`,
  ])();
const addressEn: Make = r =>
  r.pick([
    () =>
      `${r.int(1, 9999)} ${r.pick(['Maple', 'Evergreen', 'Juniper', 'N. Harbor', 'West Elm'])} ${r.pick(['Street', 'Ave', 'Terrace', 'Blvd', 'Drive', 'Ln'])}, ${r.pick(['Apt 4B, ', '', '#12, ', 'Unit 7, '])}${r.pick(['Springfield, IL', 'Portland, OR', 'Austin, TX', 'San Jose, CA'])} ${r.int(10000, 99999)}`,
    () => `${r.int(1, 300)} Sample Street, London ${r.pick(['NW1 6XE', 'SW1A 1AA', 'E14 5AB'])}`,
    () =>
      `${r.pick(['Musterstraße', 'Beispielweg', 'Lindenallee'])} ${r.int(1, 200)}, ${r.int(10000, 99999)} ${r.pick(['Berlin', 'München', 'Hamburg'])}`,
    () => `${r.int(1, 200)} rue ${r.pick(['de la Paix', 'des Lilas', 'Victor Hugo'])}, 750${two(r.int(1, 20))} Paris`,
    () => `Flat ${r.int(101, 999)}, ${r.pick(['MG', 'Brigade', 'Park'])} Road, Bengaluru 5600${two(r.int(1, 99))}`,
    () =>
      `Blk ${r.int(1, 700)} Ang Mo Kio Ave ${r.int(1, 10)} #${two(r.int(1, 20))}-${r.int(10, 300)}, Singapore 56${r.digits(4)}`,
    () => `${r.int(1, 5)}-${r.int(1, 30)}-${r.int(1, 20)} Jingumae, Shibuya-ku, Tokyo 150-0001`,
    () => `〒150-0001 東京都渋谷区神宮前${r.int(1, 6)}-${r.int(1, 30)}-${r.int(1, 20)}`,
    () => `Flat A, ${r.int(2, 40)}/F, Tower ${r.int(1, 9)}, ${r.int(1, 300)} Queensway, Hong Kong`,
  ])();

const handle: Make = (r, { given, family }) =>
  r.pick([
    `${family}${given}${r.int(10, 99)}`,
    `${given}_${family}`,
    `wx_${given}${r.int(100, 999)}`,
    `${given[0]}${family}${r.int(1990, 2002)}`,
    `${given}-${r.int(10, 999)}`,
  ]);
const url: Make = (r, { given, family }) =>
  r.pick([
    `https://www.linkedin.com/in/${given}-${family}`,
    `linkedin.com/in/${given}${family}-${r.digits(3)}`,
    `https://github.com/${given}${family}`,
    `github.com/${family}${given}${r.int(1, 99)}`,
    `https://gitee.com/${family}_${given}`,
    `https://www.zhihu.com/people/${given}-${family}`,
    `https://blog.csdn.net/${family}${given}`,
    `https://${given}${family}.github.io`,
    `https://juejin.cn/user/${r.digits(16)}`,
    `https://${given}${family}.me`,
    `https://medium.com/@${given}${family}`,
    `https://leetcode.cn/u/${given}${r.int(1, 99)}/`,
    `https://stackoverflow.com/users/${r.digits(7)}/${given}-${family}`,
    `https://space.bilibili.com/${r.digits(8)}`,
  ]);

const birthZh: Make = r => {
  const [y, m, d] = [year(r), r.int(1, 12), r.int(1, 28)];
  return r.pick([
    `${y}年${m}月${d}日`,
    `${y}年${m}月`,
    `${y}-${two(m)}-${two(d)}`,
    `${y}.${two(m)}`,
    `${y}/${m}/${d}`,
    `${y}${two(m)}${two(d)}`,
    `${y}.${m}.${d}`,
    `${y}年${two(m)}月${two(d)}日`,
    `${y}-${two(m)}`,
  ]);
};
const MONTHS = [
  'Jan',
  'February',
  'Mar',
  'April',
  'May',
  'June',
  'Jul',
  'August',
  'Sept',
  'October',
  'Nov',
  'December',
];
const birthEn: Make = r => {
  const [y, m, d] = [year(r), r.int(1, 12), r.int(1, 28)];
  return r.pick([
    `${d} ${MONTHS[m - 1]} ${y}`,
    `${MONTHS[m - 1]} ${d}, ${y}`,
    `${two(m)}/${two(d)}/${y}`,
    `${y}-${two(m)}-${two(d)}`,
    `${two(d)}.${two(m)}.${y}`,
    `${MONTHS[m - 1]} ${d}th ${y}`,
  ]);
};

const VALUES: Record<PiiType, { zh: Make; en: Make }> = {
  PERSON: { zh: (_, p) => p.zh || p.en, en: (_, p) => p.en },
  PHONE: {
    zh: (r, p) => (r.chance(0.75) ? chinaMobile : landline)(r, p),
    en: (r, p) => (r.chance(0.8) ? abroad : chinaMobile)(r, p),
  },
  EMAIL: { zh: email, en: email },
  CN_RESIDENT_ID: { zh: residentId, en: residentId },
  PASSPORT: {
    zh: r => r.pick([`E${r.digits(8)}`, `G${r.digits(8)}`, `EA${r.digits(7)}`, `EJ${r.digits(7)}`]),
    en: r =>
      r.pick([`E${r.digits(8)}`, r.digits(9), `C0${r.digits(1)}X${r.digits(5)}`, `X${r.digits(7)}`, `K${r.digits(7)}`]),
  },
  US_SSN: { zh: ssn, en: ssn },
  DATE_OF_BIRTH: { zh: birthZh, en: birthEn },
  AGE: {
    zh: r => `${r.int(19, 55)}${r.pick(['岁', '岁', '周岁', ' 岁'])}`,
    en: r => r.pick([`${r.int(20, 55)}`, `${r.int(20, 55)} years old`]),
  },
  GENDER: { zh: r => r.pick(['男', '女']), en: r => r.pick(['Male', 'Female', 'male', 'female']) },
  ADDRESS: { zh: addressZh, en: addressEn },
  HOMETOWN: {
    zh: r => r.pick(CITIES),
    en: r => r.pick(['Nantong, Jiangsu', 'Portland, Oregon', 'Bristol', 'Kyoto', 'Lyon', 'Mumbai', 'Chengdu']),
  },
  SOCIAL_ACCOUNT: { zh: handle, en: handle },
  PROFILE_URL: { zh: url, en: url },
  BANK_CARD: { zh: card, en: card },
  IP_ADDRESS: { zh: ip, en: ip },
  ETHNICITY: {
    zh: r => r.pick(['汉族', '汉', '回族', '满族', '维吾尔族', '土家族', '壮族', '朝鲜族', '蒙古族', '苗族']),
    en: r => r.pick(['Han', 'Hui', 'Asian', 'Hispanic']),
  },
  POLITICAL_STATUS: {
    zh: r => r.pick(['中共党员', '党员', '共青团员', '团员', '群众', '中共预备党员', '九三学社社员', '民盟盟员']),
    en: r => r.pick(['Member of the Communist Party of China', 'CPC member', 'League member']),
  },
  MARITAL_STATUS: {
    zh: r => r.pick(['已婚', '未婚', '已婚已育', '离异', '已婚未育', '单身']),
    en: r => r.pick(['Married', 'Single', 'Divorced', 'Unmarried']),
  },
};

function ssn(r: Random): string {
  return `${r.pick(['078', '219', '457', '123', '550'])}-${two(r.int(1, 99))}-${String(r.int(1, 9999)).padStart(4, '0')}`;
}
function ip(r: Random): string {
  return r.pick([
    `192.168.${r.int(0, 255)}.${r.int(1, 254)}`,
    `10.${r.int(0, 255)}.${r.int(0, 255)}.${r.int(1, 254)}`,
    `203.0.113.${r.int(1, 254)}`,
    `198.51.100.${r.int(1, 254)}`,
  ]);
}

export const valueFor = (type: PiiType, language: 'zh' | 'en', random: Random, person: Person): string =>
  VALUES[type][language](random, person);
