import type { SectionKind } from './profile.ts';

/*
 * The words that headings are made of. A heading is a run of known words alone, so that its many variants (主要项目经历,
 * 实习及工作经历, Relevant Work Experience) need no list of their own, and a sentence with 项目 in it is none.
 */

/** Chinese words that name a kind, the kinds in the order in which they win where a heading names two. */
const HAN_KINDS: readonly (readonly [SectionKind, string])[] = [
  ['references', '推荐人 证明人 推荐信 参考人'],
  ['target', '意向 期望 求职 应聘 目标 规划'],
  ['summary', '自我 评价 优势 简介 概述 概况 概要 总结 亮点 陈述 小结 自述 竞争力 关于我 摘要 自传'],
  ['awards', '获奖 奖励 荣誉 奖项 奖学金 表彰 成就 竞赛 奖惩 获奖荣誉'],
  ['certificates', '证书 资质 资格 认证 执照 证照 证件'],
  ['languages', '语言 外语 英语'],
  ['skills', '技能 技术 特长 技术栈 能力 专长 擅长领域 技能树'],
  ['publications', '论文 专利 著作 出版物 发表 软著 学术成果'],
  ['projects', '项目 专案 作品 科研 研究 课题'],
  ['volunteer', '校园 校内 社团 学生会 学生干部 学生 志愿 志愿者 公益 课外 活动'],
  ['work', '工作 实习 任职 从业 就业 职场 雇佣 职业 实践'],
  ['education', '教育 学历 学习 求学 院校 毕业院校 学业'],
  ['contact', '联系 联络 基本 基础 信息 资料 联系方式 个人简历 简历 求职简历'],
  ['interests', '兴趣 爱好'],
  ['other', '其他 其它 附加 补充 备注 附件 培训 更多'],
];
/* May follow a kind and end a heading. */
const HAN_NOUNS =
  '经历 经验 履历 背景 历程 情况 历史 生涯 实战 介绍 展示 案例 成果 集 程度 清单 概览 列表 掌握 水平 工具 标签 领域 一览 记录 状态 方向 意愿 岗位 职位 意图 特点 描述 方式 服务 职务 信息 资料 说明 事项 经';
/* Stand before a kind or between two. */
const HAN_ATTRIBUTES =
  '个人 主要 相关 部分 代表 核心 重点 工程 参与 课程 在校 开源 近期 过往 全职 兼职 专业 企业 校外 社会 受 最高 掌握 IT 计算机 综合 岗位 软件 业务 擅长 办公 编程 开发 职业 所获 获得 曾获 执业 学术 我的 业余 组织 与 及 和 / 、 & 以及';

export const HAN_KIND = new Map(
  HAN_KINDS.flatMap(([kind, words]) => words.split(' ').map(word => [word, kind] as const)),
);
export const HAN_RANK = new Map(HAN_KINDS.map(([kind], rank) => [kind, rank] as const));
export const HAN_NOUN: ReadonlySet<string> = new Set(HAN_NOUNS.split(' '));
export const HAN_ATTRIBUTE: ReadonlySet<string> = new Set(HAN_ATTRIBUTES.split(' '));
/** Weak words say a kind only where no other word of the heading does: 工作能力 are skills, 职业目标 is a target. */
export const HAN_WEAK: ReadonlySet<string> = new Set(
  '工作 职业 学习 学术 信息 资料 基本 基础 研究 实践 活动 技术 能力 学生 校内 简历 其他 其它 培训 更多 发表 求职 应聘 总结 成就 目标 优势 亮点 课题'.split(
    ' ',
  ),
);

/* English headings are short runs of these words; the first kind in this order that any word names wins. */
const LATIN_KINDS: readonly (readonly [SectionKind, string])[] = [
  ['references', 'references referees'],
  ['volunteer', 'volunteer volunteering community extracurricular extracurriculars leadership'],
  ['publications', 'publications publication papers patents patent talks presentations conferences'],
  ['certificates', 'certifications certification certificates certificate licenses licences credentials'],
  ['awards', 'awards award honors honours achievements scholarships prizes accomplishments recognition grants'],
  ['projects', 'projects project portfolio'],
  ['languages', 'languages language'],
  ['target', 'objective goal objectives'],
  ['summary', 'summary profile about overview introduction bio biography statement strengths'],
  ['education', 'education educational academic academics qualifications qualification schooling studies degrees'],
  [
    'skills',
    'skills skill competencies competences technologies expertise proficiencies toolkit tools stack toolbox abilities',
  ],
  [
    'work',
    'experience employment internships internship career jobs work experiences positions appointments appointment',
  ],
  ['work', 'background history'],
  ['interests', 'interests hobbies activities'],
  ['contact', 'contact contacts details information particulars'],
  ['other', 'declaration memberships affiliations'],
];
const LATIN_FILLERS =
  'and & / of my me the professional relevant selected technical core key personal additional other history background highlights competencies programming software industry recent side work open source career employment record qualifications in areas spoken foreign academic research training courses coursework major notable general computer it soft hard specialist technology technologies tools languages skills summary about interests activities education experience to for digital top main teaching clinical practical volunteer-work further university higher job social';

export const LATIN_KIND = new Map(
  LATIN_KINDS.flatMap(([kind, words]) => words.split(' ').map(word => [word, kind] as const)),
);
export const LATIN_RANK = new Map(LATIN_KINDS.map(([kind], rank) => [kind, rank] as const).toReversed());
export const LATIN_FILLER: ReadonlySet<string> = new Set(LATIN_FILLERS.split(' '));
