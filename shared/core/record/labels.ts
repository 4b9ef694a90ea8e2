import { lower } from './case.ts';
import { isHan } from './lines.ts';

/** What a label in front of a colon, or the head of a table's column, says that its value is. */
export type Slot =
  | 'date'
  | 'org'
  | 'title'
  | 'department'
  | 'city'
  | 'school'
  | 'area'
  | 'degree'
  | 'project'
  | 'role'
  | 'entity'
  | 'score'
  | 'courses'
  | 'tech'
  | 'body'
  | 'duration'
  | 'trade';

const WORDS: readonly (readonly [Slot, string])[] = [
  [
    'date',
    '时间 日期 期间 就学期间 任职期间 服务期间 在学期间 修业期间 起讫时间 年份 年月 起止时间 起止日期 起止年月 工作时间 任职时间 在职时间 实习时间 项目时间 项目周期 项目日期 开发时间 开发周期 在校时间 就读时间 就读年月 学习时间 教育时间 时间段 date dates period years year time duration timeline',
  ],
  [
    'org',
    '公司 公司名称 服务单位 服务公司 任职单位 就职单位 就职公司 单位 工作单位 单位名称 企业 企业名称 雇主 任职公司 所在公司 实习单位 实习公司 机构 company employer organization organisation company/name',
  ],
  [
    'title',
    '职位 岗位 职务 职位名称 岗位名称 担任职务 担任职位 任职岗位 工作岗位 职称 实习岗位 position title job/title post designation',
  ],
  ['department', '部门 所在部门 所属部门 department team'],
  ['city', '地点 工作地点 所在地 城市 工作城市 公司地点 location city'],
  ['school', '学校 学校名称 院校 院校名称 毕业院校 毕业学校 就读学校 所在学校 school university college institution'],
  [
    'area',
    '专业 科系 系所 系别 院系 所学专业 主修专业 专业名称 专业方向 major field field/of/study area subject specialization discipline',
  ],
  ['degree', '学历 学位 学历/学位 学历学位 最高学历 学历层次 degree qualification'],
  ['project', '项目 项目名称 项目名 作品名称 名称 project project/name name'],
  ['role', '角色 项目角色 担任角色 项目职务 我的角色 承担角色 项目职位 参与角色 本人角色 role my/role roles'],
  ['entity', '所属公司 项目单位 所属单位 所在单位 委托单位 client'],
  ['score', 'gpa 绩点 平均绩点 成绩 平均成绩 均分 加权平均分 排名 专业排名 成绩排名 score grade cgpa'],
  [
    'courses',
    '主修课程 核心课程 主要课程 专业课程 相关课程 课程 所学课程 courses coursework relevant/coursework relevant/courses key/courses selected/coursework',
  ],
  [
    'tech',
    '技术栈 技术选型 使用技术 技术架构 开发技术 所用技术 项目技术 涉及技术 核心技术 主要技术 关键技术 技术要点 运用技术 开发环境 开发工具 技术 技术关键词 软件架构 软件环境 环境 tech tech/stack technologies technology stack tools technologies/used tech/used tools/used built/with environment stack/used keywords',
  ],
  ['duration', '时长 工期 周期'],
  [
    'trade',
    '行业 所属行业 公司行业 企业性质 公司性质 单位性质 性质 规模 公司规模 企业规模 行业类别 汇报对象 下属人数 下属 直接上级 月薪 税前月薪 薪资 离职原因 证明人 industry company/size reports/to reporting/to team/size',
  ],
  [
    'body',
    '背景 方案 成果 描述 项目描述 项目简介 项目背景 项目介绍 项目概述 项目职责 项目成果 项目业绩 项目内容 项目难点 项目亮点 项目收获 项目总结 职责 职责描述 工作职责 工作内容 工作描述 工作业绩 主要职责 主要工作 主要成果 主要业绩 个人职责 我的职责 责任描述 岗位职责 业绩 业绩描述 贡献 个人贡献 难点 亮点 内容 结果 行动 任务 情境 情景 目标 收获 总结 简介 工作成果 实习内容 实习描述 核心职责 核心贡献 负责内容 公司简介 公司描述 situation task tasks action actions result results background solution outcome outcomes impact responsibilities responsibility description summary overview achievements duties challenge highlights key/achievements key/responsibilities contributions goal approach',
  ],
];
const SLOT_OF = new Map(
  WORDS.flatMap(([slot, words]) =>
    words.split(' ').map(word => [word.replaceAll('/', word.includes('学历/') ? '/' : ' '), slot] as const),
  ),
);

export const firstLetters = (slots: ReadonlySet<Slot>): ReadonlySet<string> =>
  new Set([...SLOT_OF].filter(([, slot]) => slots.has(slot)).map(([label]) => label[0]!));

const COUNTED = '0123456789一二三四五六七八九十';

export const slotOf = (label: string): Slot | undefined => {
  const low = lower(label).trim();
  const known = SLOT_OF.get(low);
  if (known || low.length < 2) return known;
  // `项目一`, `Project #2`, `姓 名`, `技术 Tech`
  const numbered = COUNTED.includes(low[low.length - 1]!)
    ? /^(.+?) ?(?:#? ?\d{1,2}|[一二三四五六七八九十])$/.exec(low)
    : null;
  if (numbered) return SLOT_OF.get(numbered[1]!);
  if (!isHan(low.charCodeAt(0)) || !/\p{Script=Han}[ /(a-z]/u.test(low)) return undefined;
  const halves = /^(\p{Script=Han}+)[ /(]*[a-z ]+\)?$/u.exec(low);
  return SLOT_OF.get(halves ? halves[1]! : low.replace(/ /g, ''));
};

/** A label and its value, as offsets in a line. */
export interface Pair {
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
  readonly from: number;
}

const LABEL =
  /(?<![\p{Script=Han}A-Za-z])((?:\p{Script=Han}[\p{Script=Han}/ ]{0,7}(?:[A-Za-z]{2,12})?|[A-Za-z][A-Za-z/]{1,15}(?: [A-Za-z]{2,12}){0,2})(?: ?#?\d{1,2})?)[ \t]{0,99}: ?/gu;

/** The labelled values of a line (its shadow), in order; an unknown label is none. A value ends where the next label begins. */
export function pairsIn(shadow: string): Pair[] {
  if (!shadow.includes(':')) return [];
  const found: { slot: Slot; start: number; from: number }[] = [];
  for (const match of shadow.matchAll(LABEL)) {
    const label = match[1]!;
    const whole = slotOf(label);
    // `样例公司  岗位：` has the value before it in the same stretch.
    const tail = whole ? 0 : label.lastIndexOf(' ') + 1;
    const slot = whole ?? (tail > 0 ? slotOf(label.slice(tail)) : undefined);
    if (!slot) continue;
    // `角色 Role：` is one label.
    const twin = /\p{Script=Han}{2,6} $/u.exec(shadow.slice(Math.max(0, match.index - 7), match.index));
    const lead = twin && slotOf(twin[0]) === slot ? twin[0].length : 0;
    found.push({ slot, start: match.index + match[0].length, from: match.index + tail - lead });
  }
  return found.map(({ slot, start, from }, i) => {
    let end = found[i + 1]?.from ?? shadow.length;
    while (end > start && /[\s|,;、]/.test(shadow[end - 1]!)) end--;
    return { slot, start, end, from };
  });
}

/** A label at the very start of a line: `技术栈：…`, `Result:`. */
export function leadingLabel(shadow: string, mark: number): Pair | undefined {
  const colon = shadow.indexOf(':', mark);
  if (colon < 0 || colon - mark > 22) return undefined;
  const words = shadow.slice(mark, colon).replace(/[[\]*#]/g, '');
  const slot = slotOf(words);
  return slot && { slot, start: skip(shadow, colon + 1), end: shadow.length, from: mark };
}

/** The bare label that a whole line is (`Action`, `[项目职责]`), with or without its colon. */
export function bareLabel(shadow: string, mark: number): Slot | undefined {
  if (shadow.length - mark > 24 || shadow.length === mark) return undefined;
  return slotOf(shadow.slice(mark).replace(/^[[(*#\s]+|[\])*:\s]+$/g, ''));
}

const skip = (text: string, from: number): number => {
  while (from < text.length && (text[from] === ' ' || text[from] === '\t' || text[from] === ']')) from++;
  return from;
};
