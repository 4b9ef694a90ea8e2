import { lower } from './dates.ts';

/*
 * What words say of what a stretch of a head line is. Each test gives a weight in [0, 1]: 1 for a word that hardly
 * means anything else, less for one that others use as well. Suffixes carry both languages: 有限公司, Inc.; 工程师, Engineer.
 */

const LEGAL = /(?:有限责任公司|股份有限公司|有限公司|股份公司|分公司|子公司|总公司|公司|集团)(?:\([^()]{1,12}\))?$/;
const HAN_ORG =
  /(?:科技|软件|网络|信息|数据|智能|电子|通信|银行|证券|保险|基金|医院|诊所|研究院|研究所|设计院|科学院|实验室|中心|事务所|工作室|出版社|报社|电视台|协会|学会|委员会|基金会|酒店|超市|商场|工厂|制造|汽车|物流|传媒|广告|咨询|教育|培训学校|学校|大学|学院|中学|小学|机构|平台|企业|厂|局|院|所|店|技术|互娱|互联|云|金服|装备|机械|能源|地产|置业|餐饮|食品|医药|生物|文化|控股|实业|商贸|贸易|航空|铁路|电力|电网|石化|建设|建筑|工程局|税务局|政府)$/;
const LATIN_LEGAL =
  /(?:^|[ ,])(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|co|gmbh|plc|llp|lp|ag|s\.a|pty|pte|company|holdings)\.?,?$/;
const LATIN_ORG =
  /\b(?:technologies|technology|labs?|laborator(?:y|ies)|group|systems?|solutions|software|bank|studios?|university|college|hospital|foundation|agency|consulting|consultants|partners|capital|media|networks?|analytics|institute|logistics|industries|international|services|ventures|robotics|interactive|games|energy|financial|insurance|health|healthcare|clinic|school|ministry|department of|council|society|association|museum|restaurant|hotels?|airlines?|motors|pharmaceuticals?|biotech|dynamics|works|ai|cloud|data|digital|electronics|semiconductor|telecom|retail|foods?|trading|manufacturing|engineering|design|press|cafe|café|coffee|outfitters|supply|materials|instruments)$/;
const KNOWN_ORG =
  /^(?:腾讯|阿里巴巴|阿里云|字节跳动|百度|华为|京东|美团|滴滴|滴滴出行|网易|小米|快手|拼多多|蚂蚁金服|蚂蚁集团|携程|新浪|搜狐|哔哩哔哩|知乎|小红书|中兴|联想|海康威视|大疆|商汤|旷视|科大讯飞|平安科技|招商银行|微软|谷歌|亚马逊|苹果|英特尔|google|microsoft|amazon|apple|meta|facebook|netflix|ibm|intel|nvidia|oracle|uber|airbnb|linkedin|twitter|tencent|alibaba|bytedance|baidu|huawei|deloitte|accenture|freelance|self-employed|自由职业)$/;

const HAN_TITLE =
  /(?:工程师|架构师|设计师|分析师|咨询师|会计师|律师|医师|药师|教师|讲师|培训师|策划师|摄影师|美工|程序员|开发员|测试员|研究员|科学家|经理|总监|主管|主任|组长|队长|班长|部长|社长|会长|院长|所长|店长|厂长|站长|总裁|总经理|副总|总编|编辑|记者|专员|助理|顾问|专家|负责人|合伙人|创始人|实习生|管培生|培训生|学徒|文员|出纳|会计|秘书|翻译|客服|销售|销售代表|代表|采购|运营|策划|文案|教授|老师|护士|医生|司机|技师|技术员|操作员|质检员|仓管员|管理员|业务员|收银员|服务员|审计|法务|人事|行政|财务|前台|主编|导演|制片|制作人|产品|开发|测试|运维|后端|前端|算法|研发|架构|数据分析|数据挖掘|市场|推广|投资|风控|干事|委员|学员|成员|CEO|CTO|COO|CFO|CMO|HR|HRBP|UI|UX|PM|leader|Leader|工|岗)(?:\([^()]{1,12}\)|（[^（）]{1,12}）|实习生?|实习岗|助理|[I1-3]{1,3}|P\d)?$/;
const LATIN_TITLE =
  /\b(?:engineers?|developers?|programmers?|architects?|managers?|directors?|analysts?|designers?|scientists?|researchers?|consultants?|administrators?|specialists?|coordinators?|associates?|assistants?|interns?|leads?|leaders?|heads?|officers?|presidents?|ceo|cto|cfo|coo|cio|cmo|vp|founders?|co-founders?|cofounders?|partners?|principal|fellows?|lecturers?|professors?|teachers?|tutors?|instructors?|supervisors?|technicians?|representatives?|accountants?|auditors?|attorneys?|lawyers?|nurses?|writers?|editors?|journalists?|producers?|strategists?|planners?|recruiters?|advisors?|advisers?|trainees?|apprentices?|clerks?|secretar(?:y|ies)|receptionists?|operators?|owners?|maintainers?|contributors?|authors?|members?|executives?|chef|cook|barista|server|cashier|sre|qa|tester|testers?|evangelist|advocate|marketer|buyer|trader|broker|controller|economist|statistician|chemist|biologist|physicist|volunteer|captain|chair|treasurer|full-stack|freelancer|contractor|counsel|paralegal|therapist|pharmacist|dentist|physician|surgeon|caregiver|bookkeeper|driver|electrician|plumber|mechanic|foreman|superintendent|postdoc|dean|ambassador|liaison|agent|rep|counselor|coach|dispatcher|inspector|investigator|librarian|curator|photographer|animator|copywriter|videographer|illustrator|artist|translator|interpreter|underwriter|actuary|estimator|surveyor|machinist|welder|crew|webmaster|sommelier|baker|waiter|waitress|bartender|host|hostess)\b/;
const HAN_ROLE =
  /(?:负责人|开发|成员|组长|队长|队员|负责|主程|主力|参与者|作者|维护者|贡献者|独立完成|独立开发|核心开发|主要开发者|开发者|发起人|主导|后端|前端|算法|测试|设计|产品|架构|全栈|第一作者|主持人|参与人|组员|项目经理|技术支持|实施|研发)(?:\([^()]{1,12}\))?$/;

const SCHOOL =
  /(?:大学|学院|学校|中学|高中|一中|二中|职校|技校|党校|研究生院|分校|校区|研究院|科学院)(?:\([^()]{1,14}\)|[\p{Script=Han}]{1,4}校区)?$|(?:大学|学院)[\p{Script=Han}]{1,12}(?:学院|系|书院)$/u;
const LATIN_SCHOOL =
  /\b(?:university|college|institute of|institute|polytechnic|school of|school|academy|universität|université|universidad|politecnico|mit|ucla|eth|caltech|nyu|usc|epfl|kaist)\b/;

/** Degrees in the words of the source, both languages; the longest first. */
const HAN_DEGREE =
  /(?:(?:全日制|在职|统招|非全日制|成人|自考|专升本|双|第二|辅修|普通|重点)?(?:(?:工商管理|公共管理|理|工|文|法|医|农|管理|管理学|经济|经济学|教育|教育学|哲|历史|艺术|军|专业|学术型|专业型|工程)(?:学)?)?(?:博士研究生|硕士研究生|本科生|博士后|博士|硕士|学士|本科|大专|专科|高职|中专|职高|技校|高中|初中|研究生|MBA|EMBA|MPA)(?:学位|学历|生)?)/;
const LATIN_DEGREE =
  /(?:(?:doctor|master|bachelor|associate)(?:['’]?s?)?(?: degree)?(?: of (?:applied science|business administration|computer applications|computer science(?=$|[ ,(])|fine arts|public health|public administration|social work|education|laws?|science|arts|engineering|technology|philosophy|commerce|architecture|design|music|medicine|nursing|economics|accounting|finance|management))?|(?:ph\.? ?d|d\.?phil|m\.?d|j\.?d|ll\.?[bm]|m\.?b\.?a|e\.?m\.?b\.?a|m\.?p\.?a|m\.?phil|m\.?eng|b\.?eng|m\.?tech|b\.?tech|m\.?sc|b\.?sc|m\.?s|b\.?s|m\.?a|b\.?a|b\.?b\.?a|b\.?com|m\.?com|b\.?f\.?a|m\.?f\.?a|b\.?arch|m\.?arch|a\.?a\.?s|a\.?a|a\.?s|b\.?c\.?a|m\.?c\.?a|b\.?ed|m\.?ed)(?:\.(?! ?[a-z]\.)|(?![a-z]))(?: ?\(hons\.?\))?|high school diploma|diploma|ged|postgraduate|undergraduate|doctorate)(?:(?<=\.)|(?![a-z]))/;

const CITY =
  /^(?:中国)?(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|长沙|郑州|青岛|济南|大连|沈阳|哈尔滨|长春|厦门|福州|合肥|南昌|昆明|贵阳|南宁|海口|石家庄|太原|兰州|西宁|银川|乌鲁木齐|拉萨|呼和浩特|宁波|无锡|常州|温州|嘉兴|绍兴|金华|台州|湖州|佛山|东莞|珠海|惠州|中山|南通|扬州|徐州|烟台|威海|泉州|洛阳|香港|澳门|台北|新加坡|远程)(?:市|·?[\p{Script=Han}]{1,4}区)?$/u;
const PROVINCE =
  /^(?:广东|江苏|浙江|山东|河南|四川|湖北|湖南|福建|安徽|河北|陕西|辽宁|江西|重庆|广西|云南|山西|贵州|吉林|甘肃|海南|黑龙江|内蒙古|新疆|宁夏|青海|西藏|北京|上海|天津)(?:省|市|自治区)?$/;
const LATIN_CITY =
  /^(?:new york(?: city)?|nyc|san francisco|los angeles|seattle|boston|chicago|austin|denver|portland|atlanta|dallas|houston|miami|washington|philadelphia|phoenix|san diego|san jose|palo alto|mountain view|menlo park|sunnyvale|cupertino|redmond|cambridge|oakland|berkeley|pittsburgh|minneapolis|detroit|san antonio|salt lake city|raleigh|nashville|columbus|madison|ann arbor|london|paris|berlin|munich|amsterdam|dublin|zurich|geneva|stockholm|copenhagen|oslo|helsinki|madrid|barcelona|lisbon|rome|milan|vienna|prague|warsaw|budapest|toronto|vancouver|montreal|ottawa|sydney|melbourne|auckland|singapore|hong kong|tokyo|osaka|seoul|taipei|beijing|shanghai|shenzhen|guangzhou|hangzhou|nanjing|suzhou|chengdu|wuhan|xi'?an|bangalore|bengaluru|mumbai|delhi|hyderabad|pune|chennai|dubai|tel aviv|manchester|edinburgh|bristol|leeds|glasgow|birmingham|remote|hybrid)$/;
/* States of the USA, provinces of Canada, and the countries that stand beside a city. */
const STATE =
  /^(?:A[BKLRZ]|BC|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ABDEINOST]|N[BCDEHJMSTVY]|O[HKNR]|PA|PE|QC|RI|S[CDK]|T[NX]|UT|V[AT]|W[AIVY]|USA?|UK|U\.S\.A?\.?|China|United States|United Kingdom|Germany|France|Canada|Australia|India|Japan|California|Texas|Washington|Oregon|New York|Massachusetts|Illinois|Colorado|Georgia|Florida|Virginia|Ireland|Netherlands|Switzerland|Spain|Italy|Sweden|P\.?R\.? ?China)(?: \d{5})?$/;

const DEPARTMENT =
  /(?:事业部|研发部|技术部|产品部|市场部|运营部|人事部|财务部|销售部|部门|中台部|业务部|[\p{Script=Han}A-Za-z]{1,8}部|事业群|[\p{Script=Han}]{1,6}(?:组|团队|科室|处))$|\b(?:department|dept\.?|team|division|unit)$/u;
const EMPLOYMENT =
  /^(?:全职|兼职|实习|正式|外包|派遣|远程|合同制|full[ -]?time|part[ -]?time|intern(?:ship)?|contract(?:or)?|freelance|temporary|remote|permanent|seasonal)$/;
const INTERN = /实习|intern(?!al|at)|见习/;

export interface Evidence {
  readonly org: number;
  readonly title: number;
  readonly school: number;
  /** Where a degree stands in the stretch, as offsets. */
  readonly degree?: readonly [number, number];
  readonly city: boolean;
  readonly department: boolean;
  readonly employment: boolean;
}

/** What a stretch of a head line looks like, by its words alone. */
export function evidenceOf(shadow: string): Evidence {
  const low = lower(shadow);
  const han = /\p{Script=Han}/u.test(shadow);
  const degree = degreeIn(shadow, low, han);
  const org = orgWeight(shadow, low, han);
  const title = titleWeight(shadow, low, han);
  return {
    org: title > 0 && org === 0.5 ? 0 : org,
    title,
    school: schoolWeight(shadow, low, han),
    ...(degree && { degree }),
    city: isCity(shadow, low, han),
    department: shadow.length <= 24 && DEPARTMENT.test(shadow),
    employment: EMPLOYMENT.test(low),
  };
}

function orgWeight(shadow: string, low: string, han: boolean): number {
  if (KNOWN_ORG.test(low)) return 1;
  if (han) {
    if (LEGAL.test(shadow)) return 1;
    if (HAN_ORG.test(shadow)) return 0.6;
  }
  if (LATIN_LEGAL.test(low)) return 1;
  return LATIN_ORG.test(low) ? 0.6 : LATIN_SCHOOL.test(low) ? 0.5 : 0;
}

function titleWeight(shadow: string, low: string, han: boolean): number {
  if (han && HAN_TITLE.test(shadow)) return LEGAL.test(shadow) ? 0 : 0.9;
  if (LATIN_TITLE.test(low)) return /\bpartners$/.test(low) || LATIN_LEGAL.test(low) ? 0 : 0.9;
  return 0;
}

function schoolWeight(shadow: string, low: string, han: boolean): number {
  if (han && SCHOOL.test(shadow)) return 1;
  return LATIN_SCHOOL.test(low) ? 0.9 : 0;
}

function degreeIn(shadow: string, low: string, han: boolean): [number, number] | undefined {
  const match = (han ? HAN_DEGREE.exec(shadow) : null) ?? latinDegree(low);
  return match ? [match.index, match.index + match[0].length] : undefined;
}

function latinDegree(low: string): RegExpExecArray | null {
  const match = LATIN_DEGREE.exec(low);
  // `a`, `as`, `ba` inside a word or as an article are no degrees.
  if (!match || /[a-z.]/.test(low[match.index - 1] ?? '')) return null;
  return match;
}

export const roleWeight = (shadow: string): number =>
  HAN_ROLE.test(shadow) ? 1 : HAN_TITLE.test(shadow) ? 0.9 : LATIN_TITLE.test(lower(shadow)) ? 0.9 : 0;

export const isCity = (shadow: string, low: string, han: boolean): boolean =>
  han
    ? CITY.test(shadow) || PROVINCE.test(shadow)
    : LATIN_CITY.test(low) || (CITY_AND_STATE.test(shadow) && STATE.test(shadow.slice(shadow.indexOf(',') + 1).trim()));
/** `Boise, ID`: a city that no list needs to know. */
const CITY_AND_STATE = /^[A-Z][A-Za-z. ]{2,24}, ?[A-Z][A-Za-z. ]{1,16}$/;
export const isState = (shadow: string): boolean => STATE.test(shadow);
export const isInternship = (low: string): boolean => INTERN.test(low);
export const LEGAL_TAIL = /^(?:inc|llc|ltd|l\.l\.c|corp|co|gmbh|plc|llp|limited|pty|pte)\.?(?: ltd\.?)?$/;

/** The level of a degree, from its words. */
export function levelOf(degree: string): 'secondary' | 'associate' | 'bachelor' | 'master' | 'doctor' | undefined {
  const low = lower(degree).replace(/[. ’']/g, '');
  if (/博士|^phd|^dphil|doctor|^md$|^jd$/.test(low)) return 'doctor';
  if (/硕士|研究生|mba|mpa|master|^m(?:s|a|sc|eng|phil|tech|fa|com|arch|ca|ed)(?:$|\()|^llm|postgraduate/.test(low))
    return 'master';
  if (/大专|专科|高职|associate|^aa?s?$|diploma(?!.*high)/.test(low) && !/highschool/.test(low)) return 'associate';
  if (/本科|学士|bachelor|^b(?:s|a|sc|eng|tech|ba|com|fa|arch|ca|ed)(?:$|\()|^llb|undergraduate/.test(low))
    return 'bachelor';
  if (/高中|中专|职高|技校|初中|highschool|^ged/.test(low)) return 'secondary';
  return undefined;
}
