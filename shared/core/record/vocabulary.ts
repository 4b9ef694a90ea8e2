import { Suffixes } from './suffixes.ts';

/*
 * The words that say what a stretch of a head line is, in both languages. Chinese says it at the end (有限公司, 工程师),
 * English in any word of a position and in the last word of an employer.
 */

export const HAN_LEGAL = new Suffixes('公司 集团');

export const HAN_ORG = new Suffixes(
  '科技 软件 网络 信息 数据 智能 电子 通信 银行 证券 保险 基金 医院 诊所 卫生院 保健院 疾控中心 研究院 研究所 设计院 科学院 总院 实验室 中心 事务所 工作室 出版社 报社 杂志社 电视台 协会 学会 委员会 基金会 酒店 宾馆 超市 商场 工厂 制造 汽车 物流 快递 传媒 传播 广告 咨询 教育 培训学校 学校 大学 学院 中学 高中 一中 二中 小学 幼儿园 机构 平台 企业 厂 局 院 所 店 行 社 技术 互娱 互联 云 金服 装备 机械 能源 地产 置业 物业 餐饮 食品 生鲜 医药 药业 生物 文化 控股 实业 商贸 贸易 外贸 航空 铁路 地铁 轨道交通 电力 电网 石化 化工 建设 建筑 装饰 工程局 工程处 税务局 政府 人寿 农商行 信用社 合作社 游戏 电商 服饰 家居 电器 半导体 芯片 材料 股份 项目部 街道办 居委会 村委会 部队 法院 检察院 公证处 驻华代表处',
);

export const KNOWN_ORG: ReadonlySet<string> = new Set(
  '腾讯 阿里巴巴 阿里云 阿里 字节跳动 字节 百度 华为 京东 美团 滴滴 滴滴出行 网易 小米 快手 拼多多 蚂蚁金服 蚂蚁集团 携程 新浪 搜狐 哔哩哔哩 知乎 小红书 中兴 联想 海康威视 大疆 商汤 旷视 科大讯飞 平安科技 招商银行 微软 谷歌 亚马逊 苹果 英特尔 普华永道 德勤 毕马威 安永 google microsoft amazon apple meta facebook netflix ibm intel nvidia oracle uber airbnb linkedin twitter tencent alibaba bytedance baidu huawei deloitte pwc kpmg accenture freelance freelancer self-employed 自由职业'.split(
    ' ',
  ),
);

export const HAN_TITLE = new Suffixes(
  '师 员 经理 总监 主管 主任 组长 队长 班长 部长 社长 会长 院长 所长 店长 厂长 站长 科长 处长 股长 校长 园长 局长 行长 课长 班组长 车间主任 董事长 总裁 副总 总编 编辑 主编 编导 记者 专员 助理 顾问 专家 负责人 合伙人 创始人 实习生 实习 管培生 培训生 见习生 学徒 出纳 会计 秘书 翻译 客服 销售 代表 采购 运营 策划 企划 文案 教授 老师 护士 医生 大夫 司机 技工 职员 美工 审计 法务 人事 行政 财务 前台 接待 导演 制片 制作人 主播 主持人 模特 演员 产品 开发 测试 运维 后端 前端 算法 研发 架构 全栈 数据分析 数据挖掘 市场 推广 投资 风控 品控 质检 跟单 售前 售后 干事 学员 总工 主程 科学家 博士后 律师 法官 检察官 警官 公务员 科员 选调生 村官 志愿者 CEO CTO COO CFO CMO CIO HR HRBP UI UX PM BD leader Leader 工 岗',
);

export const HAN_ROLE = new Suffixes(
  '负责人 开发 成员 组长 队长 队员 负责 主程 主力 参与者 作者 维护者 贡献者 独立完成 开发者 发起人 主导 后端 前端 算法 测试 设计 产品 架构 全栈 主持人 参与人 组员 实施 研发 骨干 主创 参与 牵头 统筹 执行',
);

export const HAN_DEPARTMENT = new Suffixes('部 部门 事业群 组 团队 科室 处 中台');

/** What one Latin word says; several may hold. */
export const SAYS = { title: 1, org: 2, school: 4, legal: 8, degree: 16, department: 32 } as const;

const WORDS: readonly (readonly [number, string])[] = [
  [
    SAYS.title,
    'engineer engineers developer developers programmer programmers architect architects manager managers director directors analyst analysts designer designers scientist scientists researcher researchers consultant consultants administrator administrators specialist specialists coordinator coordinators associate associates assistant assistants intern interns internship lead leads leader leaders head heads officer officers president presidents chairman chairwoman ceo cto cfo coo cio cmo cpo vp svp evp founder founders cofounder cofounders partner partners principal fellow fellows lecturer lecturers professor professors teacher teachers tutor tutors instructor instructors supervisor supervisors technician technicians representative representatives accountant accountants auditor auditors attorney attorneys lawyer lawyers solicitor barrister nurse nurses writer writers editor editors journalist journalists reporter reporters producer producers strategist strategists planner planners recruiter recruiters advisor advisors adviser advisers trainee trainees apprentice apprentices clerk clerks secretary secretaries receptionist receptionists operator operators owner owners maintainer maintainers creator creators contributor contributors author authors member members executive executives chef cook cooks barista server cashier sre sde swe qa tester testers evangelist advocate marketer buyer trader broker controller comptroller economist statistician mathematician chemist biologist physicist geologist ecologist volunteer captain chair treasurer freelancer contractor counsel paralegal therapist pharmacist dentist physician surgeon veterinarian hygienist midwife paramedic psychologist caregiver nanny bookkeeper driver electrician plumber mechanic carpenter foreman superintendent postdoc dean ambassador liaison agent rep counselor counsellor coach dispatcher inspector investigator detective librarian curator archivist photographer animator copywriter videographer illustrator artist musician translator interpreter underwriter actuary estimator surveyor machinist welder crew webmaster sommelier baker waiter waitress bartender busser host hostess guard worker workers attendant teller stylist housekeeper janitor merchandiser steward stewardess pilot cadet sergeant lieutenant corporal detailer drafter scrum student aide devops sysadmin ux pm hr hrbp ui bd ae sdr',
  ],
  [
    SAYS.org,
    'technologies technology lab labs laboratory laboratories group system systems solutions software bank studio studios university college hospital foundation agency consulting consultants partners capital media network networks analytics institute logistics industries international services ventures robotics interactive games energy financial insurance health healthcare clinic school ministry council society association museum restaurant bistro hotel hotels airline airlines motors pharmaceutical pharmaceuticals pharma biotech dynamics works ai cloud data digital electronics semiconductor telecom retail food foods trading manufacturing engineering design press cafe café coffee outfitters supply materials instruments collective brands union cooperative publishing publishers advisors genomics freight security transit library kitchens dairy district department office management holdings bureau commission authority trust church academy nursery bakery pharmacy store stores market markets advertising entertainment pictures records farms realty properties construction contractors builders',
  ],
  [
    SAYS.legal,
    'inc llc ltd limited corp corporation co gmbh plc llp lp ag pty pte company holdings bv nv sarl oy srl kk as asa ab pvt',
  ],
  [
    SAYS.school,
    'university college institute polytechnic school academy universität université universidad universidade università politecnico mit ucla eth caltech nyu usc epfl kaist',
  ],
  [
    SAYS.degree,
    'doctor master bachelor associate doctors masters bachelors associates ph phd d dphil md m jd j llb llm ll mba m emba e mpa mphil meng beng b mtech btech msc bsc ms bs ma ba bba bcom mcom bfa mfa barch march aas aa a as bca mca bed med high diploma ged postgraduate undergraduate doctorate hnd foundation certificate edd engd dba',
  ],
  [SAYS.department, 'department dept team division unit'],
];

export const LATIN: ReadonlyMap<string, number> = saying();

function saying(): ReadonlyMap<string, number> {
  const said = new Map<string, number>();
  for (const [bit, words] of WORDS) for (const word of words.split(' ')) said.set(word, (said.get(word) ?? 0) | bit);
  return said;
}
