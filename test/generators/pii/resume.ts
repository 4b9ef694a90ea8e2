import type { Random } from '../random.ts';
import { fill, type Labelled, type Language, personOf } from './index.ts';

const ZH_HEADS = [
  '{PERSON}\n{AGE} {GENDER} {HOMETOWN} 4年经验\n{PHONE:mobile} {EMAIL}\n',
  '{PERSON} | {GENDER} | {AGE} | {HOMETOWN} | 5年工作经验\n电话：{PHONE} | 邮箱：{EMAIL}\n',
  '个人简历\n{@姓名}：{PERSON}  {@性别}：{GENDER}  出生年月：{DATE_OF_BIRTH}\n{@民族}：{ETHNICITY}  籍贯：{HOMETOWN}  政治面貌：{POLITICAL_STATUS}\n{@电话}：{PHONE}  邮箱：{EMAIL}\n住址：{ADDRESS}\n婚姻状况：{MARITAL_STATUS}  身份证号：{CN_RESIDENT_ID}\n',
  '{PERSON}\n求职意向：后端开发工程师 | 期望城市：杭州\n手机：{PHONE}  微信：{SOCIAL_ACCOUNT}  邮箱：{EMAIL}\n现居：{HOMETOWN=ADDRESS}\nGitHub：{PROFILE_URL}\n',
  '{PERSON}·{GENDER}·{AGE}·{HOMETOWN}\n{PHONE:mobile}·{EMAIL}\n',
  '姓名\t{PERSON}\t性别\t{GENDER}\n出生年月\t{DATE_OF_BIRTH}\t籍贯\t{HOMETOWN}\n联系电话\t{PHONE}\t电子邮箱\t{EMAIL}\n现住址\t{ADDRESS}\n',
  '{PERSON}，{GENDER}，{AGE}，{HOMETOWN}人，{PHONE:mobile}，{EMAIL}\n',
  '{EMAIL} {PHONE:mobile}\n{PERSON}\n{GENDER} {AGE} 本科 3年经验\n',
  '基本信息\n姓名：{PERSON}\n年龄：{AGE}\n性别：{GENDER}\nQQ：{SOCIAL_ACCOUNT:qq}\n手机：{PHONE}\n邮箱：{EMAIL}\n个人博客：{PROFILE_URL}\n',
];
const ZH_BODY = [
  '教育背景\n示例大学 计算机科学与技术 本科 {-}\n主修课程：数据结构、操作系统、{-}\n',
  '工作经历\n杭州范例网络有限公司 后端开发工程师 2019.03 - 2022.06\n1. 负责订单中心重构，{-}，{-}\n2. 使用 Kafka 与 Redis 优化链路，{-}\n3. {-}\n',
  '工作经历\n上海样例科技有限公司 算法工程师 2020-07 ~ 至今\n- {-}\n- {-}\n- 负责召回与排序模型，离线 AUC 提升 1.3%\n- {-}\n',
  '项目经历\n智能客服系统 | 核心开发 | 2021.02-2021.11\n背景：{-}\n职责：{-}；{-}\n成果：满意度提升 12%，{-}\n',
  '专业技能\n熟悉 Java、Go、Python，了解 {-}\n英语：{-}\n',
  '荣誉证书\n国家奖学金（2018）、{-}\n专利：{-}\n论文：{-}\n',
  '自我评价\n热爱技术，责任心强，{-}。\n',
];
const ZH_TAIL = ['', '', '推荐人：{OTHER}（样例公司 技术总监）\n', '导师：{OTHER} 教授\n'];

const EN_HEADS = [
  '{PERSON}\n{ADDRESS}\n{PHONE} | {EMAIL} | {PROFILE_URL}\n',
  '{PERSON}\nSenior Software Engineer\nPhone: {PHONE}  Email: {EMAIL}\nAddress: {ADDRESS}\nLinkedIn: {PROFILE_URL}\n',
  'CURRICULUM VITAE\nName: {PERSON}\nDate of Birth: {DATE_OF_BIRTH}\nGender: {GENDER}\nMarital Status: {MARITAL_STATUS}\nAddress: {ADDRESS}\nTel: {PHONE}\nE-mail: {EMAIL}\nPassport No.: {PASSPORT}\n',
  '{PERSON} · {PHONE:us} · {EMAIL}\n',
  '{EMAIL} | {PHONE:us}\n{PERSON}\nProduct Manager\n',
  '{PERSON}\n{PHONE:us}\n{EMAIL}\nWeChat: {SOCIAL_ACCOUNT}\n',
];
const EN_BODY = [
  'Summary\nEngineer with nine years of experience. {-}.\n',
  'Experience\nQuillfeather Logistics, Inc. - Senior Software Engineer\nMar 2021 - Present\n- Split a monolith into 14 services; {-}\n- {-}\n- Cut spend by $26,500 every month; {-}\n',
  'Experience\nHarborlight Analytics LLC - Software Engineer, Jul 2018 - Feb 2021\n• {-}\n• {-}\n• Reviewed 1,150+ merge requests\n',
  'Education\nCascade State University, M.S. Computer Science, GPA 3.82/4.00, 2016-2018\nCoursework: {-}\n',
  'Skills\nJava, Go, TypeScript, PostgreSQL, {-}\n',
  'Projects\nOpen-source rule engine (github.com/apache/calcite): {-}\n',
  'Publications\nScaling ledgers, {-}, {-}\n',
];
const EN_TAIL = ['', '', 'References\nReferee: {OTHER}, CTO at Example Labs\n'];

/** A whole résumé: a header in one of the usual layouts, sections with hard negatives, now and then a referee. */
export function resumeText(language: Language, noisy: boolean, random: Random): Omit<Labelled, 'form' | 'kind'> {
  const zh = language !== 'en';
  const person = personOf(language, random);
  const [heads, body, tail] = zh ? [ZH_HEADS, ZH_BODY, ZH_TAIL] : [EN_HEADS, EN_BODY, EN_TAIL];
  const sections = body.filter(() => random.chance(0.75));
  if (language === 'mixed') sections.push(random.pick(EN_BODY));
  const parts = [
    fill(random.pick(heads), language, noisy, random, person),
    ...sections.map(section => fill(section, language, false, random, person)),
  ];
  parts.push(fill(random.pick(tail).replace('{OTHER}', '{PERSON}'), language, false, random));
  const mention = random.chance(0.4) ? (zh ? '本人{PERSON}承诺以上信息属实。\n' : 'Signed: {PERSON}\n') : '';
  parts.push(fill(mention, language, false, random, person));
  let text = '';
  const truths: Labelled['truths'][number][] = [];
  const innocent: Labelled['innocent'][number][] = [];
  for (const part of parts) {
    const at = text.length;
    truths.push(...part.truths.map(it => ({ ...it, start: it.start + at, end: it.end + at })));
    innocent.push(...part.innocent.map(it => ({ ...it, start: it.start + at, end: it.end + at })));
    text += part.text;
  }
  return { text, truths, language, noisy, innocent };
}

/** A résumé of at least a length, as long ones are: one header, then sections of work. */
export function longResume(language: Language, length: number, random: Random): string {
  const zh = language !== 'en';
  const person = personOf(language, random);
  let text = fill(random.pick(zh ? ZH_HEADS : EN_HEADS), language, false, random, person).text;
  while (text.length < length)
    text += `${random.pick(zh ? ZH_PROSE : EN_PROSE)}${fill(random.pick(zh ? ZH_BODY : EN_BODY), language, false, random, person).text}`;
  return text;
}

const ZH_PROSE = [
  '负责交易链路的容量规划与压测，推动单体应用拆分为若干独立服务，上线后峰值处理能力明显提高，故障恢复时间显著缩短。\n',
  '与产品、测试和运维同事协作梳理需求，制定接口规范和灰度方案，沉淀开发文档并在团队内部分享，持续改进代码质量。\n',
  '设计统一的幂等与去重组件，覆盖支付、退款和发票三条业务线，并编写自动化用例验证边界条件与异常补偿流程。\n',
];
const EN_PROSE = [
  'Designed a shared library adopted by several teams, wrote the migration guide and reviewed the changes that followed.\n',
  'Worked with product and operations to plan capacity, removed slow queries and automated the release of every service.\n',
  'Built tracing and canary tooling that reduced the mean time to diagnosis and made incidents easier to explain.\n',
];
