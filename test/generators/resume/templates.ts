import type { Language, Month, Period } from './truth.ts';

export type SectionName =
  | 'summary'
  | 'work'
  | 'education'
  | 'projects'
  | 'skills'
  | 'languages'
  | 'certificates'
  | 'awards';

/** One way to lay a résumé out. Patterns are lines with `{tokens}`; `\t` is a gap that pushes the rest to the right edge. */
export interface Template {
  readonly id: string;
  readonly language: Language;
  /** Not looked at while the rules are written. */
  readonly heldOut: boolean;
  readonly order: readonly SectionName[];
  readonly headings: Readonly<Partial<Record<SectionName, readonly string[]>>>;
  readonly heading: (text: string) => string;
  readonly work: readonly string[];
  readonly education: readonly string[];
  readonly project: readonly string[];
  readonly dates: (period: Period, present: string) => string;
  readonly present: string;
  readonly bullet: string;
  /** `plain` one line, `lines` one category a line, `bullets` the same with marks, `sentences` prose. */
  readonly skills: 'plain' | 'lines' | 'bullets' | 'sentences' | 'column';
  readonly separator: string;
  /** The label of a project's technology line. */
  readonly tech?: string;
  /** Situation/Action/Result labels in projects. */
  readonly star?: readonly string[];
  readonly blank: number;
  /** Half-width cells after which a renderer of plain text breaks lines. */
  readonly width: number;
  /** Sections of the left column. */
  readonly sidebar?: readonly SectionName[];
  /** Each job's roles below an employer line. */
  readonly extra?: 'courses' | 'gpa' | 'both';
  /** Column heads of a table of schools. */
  readonly table?: string;
}

const two = (n: number) => String(n).padStart(2, '0');
const MON = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ranged =
  (one: (month: Month) => string, join: string) =>
  ({ start, end }: Period, present: string): string =>
    `${one(start)}${join}${end ? one(end) : present}`;

export const DATES = {
  dash: ranged(([y, m]) => `${y}-${two(m)}`, ' ~ '),
  dot: ranged(([y, m]) => `${y}.${two(m)}`, '-'),
  dotSpaced: ranged(([y, m]) => `${y}.${two(m)}`, ' - '),
  dotShort: ranged(([y, m]) => `${y}.${m}`, '—'),
  slash: ranged(([y, m]) => `${y}/${two(m)}`, ' - '),
  slashWave: ranged(([y, m]) => `${y}/${m}`, '～'),
  han: ranged(([y, m]) => `${y}年${m}月`, '-'),
  hanTo: ranged(([y, m]) => `${y}年${two(m)}月`, '至'),
  hanSpaced: ranged(([y, m]) => `${y} 年 ${m} 月`, ' — '),
  mon: ranged(([y, m]) => `${MON[m - 1]} ${y}`, ' – '),
  monDot: ranged(([y, m]) => `${MON[m - 1]}. ${y}`, ' - '),
  monTo: ranged(([y, m]) => `${MON[m - 1]} ${y}`, ' to '),
  month: ranged(([y, m]) => `${MONTH[m - 1]} ${y}`, ' - '),
  monComma: ranged(([y, m]) => `${MON[m - 1]}, ${y}`, ' — '),
  numeric: ranged(([y, m]) => `${two(m)}/${y}`, ' - '),
  numericTight: ranged(([y, m]) => `${two(m)}/${y}`, '–'),
  tick: ranged(([y, m]) => `${MON[m - 1]} ’${two(y % 100)}`, ' – '),
  iso: ranged(([y, m]) => `${y}-${two(m)}`, ' – '),
  isoTo: ranged(([y, m]) => `${y}-${two(m)}`, ' to '),
  upper: ranged(([y, m]) => `${MON[m - 1]!.toUpperCase()} ${y}`, ' – '),
} as const;

const ZH_HEADINGS = {
  summary: ['自我评价', '个人优势', '个人总结'],
  work: ['工作经历', '工作经验', '实习经历', '工作/实习经历'],
  education: ['教育背景', '教育经历'],
  projects: ['项目经历', '项目经验'],
  skills: ['专业技能', '技能特长', '个人技能'],
  languages: ['语言能力'],
  certificates: ['证书', '资格证书'],
  awards: ['获奖情况', '荣誉奖项'],
} as const;
const EN_HEADINGS = {
  summary: ['Summary', 'Profile', 'Professional Summary'],
  work: ['Experience', 'Work Experience', 'Employment History', 'Professional Experience'],
  education: ['Education'],
  projects: ['Projects', 'Selected Projects', 'Personal Projects'],
  skills: ['Skills', 'Technical Skills'],
  languages: ['Languages'],
  certificates: ['Certifications', 'Certificates'],
  awards: ['Awards', 'Honors & Awards'],
} as const;
const same = (text: string): string => text;
const upper = (text: string): string => text.toUpperCase();

const ALL: readonly SectionName[] = [
  'summary',
  'work',
  'projects',
  'education',
  'skills',
  'languages',
  'certificates',
  'awards',
];
const SCHOOL_FIRST: readonly SectionName[] = [
  'education',
  'work',
  'projects',
  'skills',
  'certificates',
  'awards',
  'languages',
  'summary',
];
const PROJECTS_FIRST: readonly SectionName[] = ['projects', 'work', 'skills', 'education'];

const zh = (id: string, own: Partial<Template>): Template => ({
  id: `zh-${id}`,
  language: 'zh',
  heldOut: false,
  order: ALL,
  headings: ZH_HEADINGS,
  heading: same,
  work: ['{org} - {title} {dates}'],
  education: ['{school} - {area} - {degree} {dates}'],
  project: ['{project} - {role} {dates}'],
  dates: DATES.dash,
  present: '至今',
  bullet: '· ',
  skills: 'lines',
  separator: '、',
  blank: 0,
  width: 96,
  ...own,
});
const en = (id: string, own: Partial<Template>): Template => ({
  id: `en-${id}`,
  language: 'en',
  heldOut: false,
  order: ALL,
  headings: EN_HEADINGS,
  heading: same,
  work: ['{org} - {title}', '{dates}'],
  education: ['{degree} {area}, {school}', '{dates}'],
  project: ['{project} - {role}', '{dates}'],
  dates: DATES.mon,
  present: 'Present',
  bullet: '• ',
  skills: 'lines',
  separator: ', ',
  blank: 0,
  width: 100,
  ...own,
});
const mixed = (id: string, own: Partial<Template>): Template => ({
  ...zh(id, own),
  id: `mixed-${id}`,
  language: 'mixed',
});

const BRACKETS = (text: string): string => `【${text}】`;

export const TEMPLATES: readonly Template[] = [
  zh('stamped', {
    order: PROJECTS_FIRST,
    skills: 'sentences',
    tech: '技术栈：',
    star: ['Situation：', 'Action：', 'Result：'],
  }),
  zh('date-first', {
    work: ['{dates}  {org}  {title}'],
    education: ['{dates}  {school}  {area}  {degree}'],
    project: ['{dates}  {project}  {role}'],
    dates: DATES.dot,
    blank: 1,
  }),
  zh('stacked', {
    work: ['{org}', '{title}', '{dates}'],
    education: ['{school}', '{area} | {degree}', '{dates}'],
    project: ['{project}', '{role}', '{dates}'],
    dates: DATES.han,
    heading: BRACKETS,
  }),
  zh('right-dates', {
    work: ['{org}\t{dates}', '{title}'],
    education: ['{school}\t{dates}', '{area}（{degree}）'],
    project: ['{project}\t{dates}', '{role}'],
    dates: DATES.dotSpaced,
    skills: 'bullets',
    bullet: '• ',
  }),
  zh('bars', {
    work: ['{org} | {title} | {dates}'],
    education: ['{school} | {area} | {degree} | {dates}'],
    project: ['{project} | {role} | {dates}'],
    dates: DATES.slash,
    heading: t => `■ ${t}`,
    bullet: '1. ',
    order: SCHOOL_FIRST,
    separator: '，',
    extra: 'both',
  }),
  zh('labelled', {
    work: ['公司名称：{org}', '职位：{title}', '时间：{dates}'],
    education: ['学校：{school}', '专业：{area}', '学历：{degree}', '时间：{dates}'],
    project: ['项目名称：{project}', '项目角色：{role}', '项目时间：{dates}'],
    dates: DATES.hanTo,
    bullet: '',
  }),
  zh('spaces', {
    work: ['{org} {title} {dates}'],
    education: ['{school} {area} {degree} {dates}'],
    project: ['{project} {role} {dates}'],
    dates: DATES.dotShort,
    bullet: '- ',
    heading: t => `一、${t}`,
    skills: 'plain',
  }),
  zh('glued-years', {
    work: ['{title} · {org}', '{dates}'],
    education: ['{school} · {area} · {degree}', '{dates}'],
    project: ['{project} · {role}', '{dates}'],
    dates: DATES.slashWave,
    bullet: '✓ ',
    tech: '技术栈: ',
    blank: 1,
  }),
  zh('sidebar', {
    work: ['{org}  {title}', '{dates}'],
    education: ['{school}', '{area}  {degree}', '{dates}'],
    project: ['{project}  {role}', '{dates}'],
    dates: DATES.dot,
    sidebar: ['skills', 'languages', 'certificates'],
    skills: 'column',
    bullet: '',
  }),
  zh('table', {
    work: ['{dates} {org} {department} {title}'],
    education: ['{dates}\t{school}\t{area}\t{degree}'],
    table: '时间\t学校\t专业\t学历',
    dates: DATES.han,
    bullet: '（1）',
    heading: t => `${t} ————————`,
  }),
  zh('colon', {
    work: ['{dates}：{org}，{title}'],
    education: ['{dates}：{school}，{area}，{degree}'],
    project: ['{dates}：{project}，{role}'],
    dates: DATES.dot,
    bullet: '● ',
    heading: t => `▎${t}：`,
    skills: 'plain',
    separator: '；',
  }),
  zh('department', {
    work: ['{dates}  {org}（{city}）', '{department} | {title}'],
    education: ['{dates}  {school}', '{degree}·{area}'],
    project: ['{dates}  {project}', '{role}'],
    dates: DATES.han,
    bullet: '- ',
    blank: 1,
    extra: 'gpa',
  }),
  zh('at', {
    work: ['{title}@{org}', '{dates}'],
    education: ['{school} · {area} · {degree}', '{dates}'],
    project: ['{project} @ {role}', '{dates}'],
    dates: DATES.slash,
    bullet: '+ ',
    skills: 'bullets',
  }),
  zh('bare', {
    work: ['{org}', '{dates} {title}'],
    education: ['{school}', '{dates} {area} {degree}'],
    project: ['{project}', '{dates} {role}'],
    dates: DATES.dotSpaced,
    bullet: '',
    heading: t => `${t}：`,
    order: SCHOOL_FIRST,
  }),
  // Held out
  zh('held-paren', {
    heldOut: false,
    work: ['{org}（{title}）\t{dates}'],
    education: ['{school}，{area}，{degree}\t{dates}'],
    project: ['{project}（{dates}）', '担任角色：{role}'],
    dates: DATES.dot,
    bullet: '◆ ',
    heading: t => `▍${t}`,
    headings: {
      ...ZH_HEADINGS,
      work: ['职业经历', '任职经历'],
      skills: ['掌握技能', '核心技能'],
      awards: ['所获荣誉'],
      projects: ['主要项目经历'],
    },
  }),
  zh('held-title-first', {
    heldOut: false,
    work: ['{dates}', '{title}', '{org} · {city}'],
    education: ['{dates}', '{degree} · {area}', '{school}'],
    project: ['{dates}', '{project}', '项目职责：{role}'],
    dates: DATES.hanSpaced,
    bullet: '▪ ',
    headings: { ...ZH_HEADINGS, education: ['学历背景', '求学经历'], projects: ['项目实践'], skills: ['技术能力'] },
    blank: 1,
  }),
  zh('held-slash', {
    heldOut: false,
    work: ['{org} / {department} / {title} / {dates}'],
    education: ['{school} / {degree} / {area} / {dates}'],
    project: ['{project} / {role} / {dates}'],
    dates: DATES.slash,
    present: '现在',
    bullet: '① ',
    skills: 'plain',
    separator: ' / ',
    heading: t => `# ${t}`,
  }),
  zh('held-bilingual', {
    heldOut: false,
    order: SCHOOL_FIRST,
    work: ['{dates} | {title} @ {org}'],
    education: ['{dates} | {school} | {degree}，{area}'],
    project: ['{dates} | {project} | {role}'],
    dates: DATES.iso,
    bullet: '→ ',
    headings: {
      ...ZH_HEADINGS,
      work: ['工作经历 WORK EXPERIENCE'],
      education: ['教育背景 EDUCATION'],
      skills: ['专业技能 SKILLS'],
      projects: ['项目经历 PROJECTS'],
    },
  }),
  zh('held-two-column', {
    heldOut: false,
    work: ['{org}', '{title}\t{dates}'],
    education: ['{school}\t{dates}', '{degree}  {area}'],
    project: ['{project}\t{dates}', '角色：{role}'],
    dates: DATES.dotSpaced,
    sidebar: ['education', 'skills', 'awards'],
    skills: 'bullets',
    headings: { ...ZH_HEADINGS, work: ['工 作 经 历'], education: ['教 育 背 景'], skills: ['专 业 技 能'] },
  }),

  en('classic', { work: ['{org} - {title}', '{dates}'], dates: DATES.mon }),
  en('title-first', {
    work: ['{title}, {org}\t{dates}', '{city}'],
    education: ['{school}\t{dates}', '{degree} in {area}'],
    project: ['{project}\t{dates}', '{role}'],
    dates: DATES.monDot,
    heading: upper,
  }),
  en('stacked', {
    work: ['{title}', '{org}', '{dates}'],
    education: ['{degree}, {area}', '{school}', '{dates}'],
    project: ['{project}', '{role}', '{dates}'],
    dates: DATES.numeric,
    skills: 'bullets',
  }),
  en('bars', {
    work: ['{org} | {title} | {dates}'],
    education: ['{school} | {degree} in {area} | {dates}'],
    project: ['{project} | {role} | {dates}'],
    dates: DATES.month,
    bullet: '- ',
    heading: t => `== ${t} ==`,
    skills: 'plain',
  }),
  en('org-city', {
    work: ['{org}, {city}\t{dates}', '{title}'],
    education: ['{school}, {city}\t{dates}', '{degree}, {area}'],
    project: ['{project} ({role})\t{dates}'],
    dates: DATES.monTo,
    order: SCHOOL_FIRST,
    blank: 1,
    extra: 'both',
  }),
  en('date-first', {
    work: ['{dates}  {title}, {org}'],
    education: ['{dates}  {degree} {area}, {school}'],
    project: ['{dates}  {project} - {role}'],
    dates: DATES.iso,
    bullet: '* ',
    separator: ' | ',
  }),
  en('paren', {
    work: ['{title} at {org} ({dates})'],
    education: ['{degree} in {area} from {school} ({dates})'],
    project: ['{project} ({dates})', 'Role: {role}'],
    dates: DATES.mon,
    bullet: '– ',
    skills: 'sentences',
  }),
  en('sidebar', {
    work: ['{title}', '{org} | {dates}'],
    education: ['{degree} {area}', '{school}', '{dates}'],
    project: ['{project}', '{dates}'],
    dates: DATES.numericTight,
    sidebar: ['skills', 'languages', 'certificates'],
    skills: 'column',
    heading: upper,
  }),
  en('labelled', {
    work: ['Company: {org}', 'Position: {title}', 'Dates: {dates}'],
    education: ['Institution: {school}', 'Degree: {degree}', 'Major: {area}', 'Dates: {dates}'],
    project: ['Project: {project}', 'Role: {role}', 'Period: {dates}'],
    dates: DATES.monComma,
    bullet: '',
    tech: 'Technologies: ',
  }),
  en('spaced', {
    work: ['{org}\t{city}', '{title}\t{dates}'],
    education: ['{school}\t{city}', '{degree}, {area}\t{dates}'],
    project: ['{project} | {tech}\t{dates}'],
    dates: DATES.upper,
    heading: t => t.toUpperCase().split('').join(' '),
    bullet: '• ',
  }),
  en('dates-stack', {
    work: ['{dates}', '{title}', '{org}, {city}'],
    education: ['{dates}', '{degree} in {area}', '{school}'],
    project: ['{dates}', '{project}'],
    dates: DATES.monTo,
    bullet: '- ',
  }),
  en('em-dash', {
    work: ['{org} — {title}', '{city} | {dates}'],
    education: ['{school} — {degree}, {area}', '{dates}'],
    project: ['{project} — {role}', '{dates}'],
    dates: DATES.numeric,
    bullet: '– ',
    blank: 1,
    skills: 'bullets',
  }),
  en('org-paren', {
    work: ['{title} ({org})  {dates}'],
    education: ['{school} ({degree}, {area})  {dates}'],
    project: ['{project} ({role})  {dates}'],
    dates: DATES.iso,
    bullet: '◦ ',
    heading: t => `${t}:`,
  }),
  en('colon', {
    work: ['{dates}: {title}, {org}'],
    education: ['{dates}: {degree}, {area}, {school}'],
    project: ['{dates}: {project}, {role}'],
    dates: DATES.month,
    bullet: '· ',
    skills: 'sentences',
  }),
  en('org-dot', {
    work: ['{org} · {title} · {city}', '{dates}'],
    education: ['{school} · {degree} · {area}', '{dates}'],
    project: ['{project} · {role}', '{dates}'],
    dates: DATES.mon,
    present: 'present',
    bullet: '1. ',
    order: PROJECTS_FIRST,
    tech: 'Tech Stack: ',
  }),
  en('comma-all', {
    work: ['{org}, {title}, {dates}'],
    education: ['{school}, {degree}, {area}, {dates}'],
    project: ['{project}, {dates}'],
    dates: DATES.month,
    bullet: '• ',
    blank: 1,
  }),
  // Held out
  en('held-dash', {
    heldOut: false,
    work: ['{title} – {org} – {city}', '{dates}'],
    education: ['{school} – {degree}, {area}', '{dates}'],
    project: ['{project} – {role}', '{dates}'],
    dates: DATES.month,
    bullet: '▸ ',
    headings: {
      ...EN_HEADINGS,
      work: ['Career History', 'Relevant Experience'],
      skills: ['Core Competencies'],
      education: ['Academic Background'],
      awards: ['Achievements'],
    },
  }),
  en('held-tick', {
    heldOut: false,
    work: ['{dates}', '{org}', '{title}'],
    education: ['{dates}', '{school}', '{degree}, {area}'],
    project: ['{dates}', '{project}', '{role}'],
    dates: DATES.tick,
    present: 'Now',
    bullet: '‣ ',
    skills: 'plain',
    separator: '; ',
  }),
  en('held-markdown', {
    heldOut: false,
    work: ['{org} ({city}), {title}\t{dates}'],
    education: ['{degree} ({area}), {school}\t{dates}'],
    project: ['{project}: {role}\t{dates}'],
    dates: DATES.isoTo,
    present: 'current',
    bullet: '* ',
    heading: t => `## ${t}`,
    tech: 'Stack: ',
  }),
  en('held-two-column', {
    heldOut: false,
    work: ['{title}\t{dates}', '{org}, {city}'],
    education: ['{degree} in {area}', '{school} | {dates}'],
    project: ['{project}, {role}\t{dates}'],
    dates: DATES.numeric,
    sidebar: ['education', 'skills', 'languages', 'awards'],
    skills: 'bullets',
    heading: upper,
    headings: { ...EN_HEADINGS, work: ['Work History'], skills: ['Skills & Tools'] },
  }),
  en('held-slash', {
    heldOut: false,
    work: ['{org} / {title} / {dates}'],
    education: ['{school} / {area} / {degree} / {dates}'],
    project: ['{project} / {role} / {dates}'],
    dates: DATES.numeric,
    bullet: '- ',
    blank: 1,
    order: SCHOOL_FIRST,
    headings: {
      ...EN_HEADINGS,
      work: ['Professional Background'],
      projects: ['Key Projects'],
      skills: ['Skills & Expertise'],
    },
  }),

  mixed('english-heads', {
    headings: EN_HEADINGS,
    work: ['{org} | {title}', '{dates}'],
    education: ['{school} | {area} | {degree}', '{dates}'],
    project: ['{project} | {role}', '{dates}'],
    dates: DATES.dot,
    present: 'Present',
    skills: 'plain',
    separator: ', ',
  }),
  mixed('bilingual', {
    headings: {
      ...ZH_HEADINGS,
      work: ['工作经历 / Work Experience'],
      education: ['教育背景 / Education'],
      projects: ['项目经历 / Projects'],
      skills: ['专业技能 / Skills'],
    },
    work: ['{dates}\t{org}', '{title}'],
    education: ['{dates}\t{school}', '{area} {degree}'],
    project: ['{dates}\t{project}', '{role}'],
    dates: DATES.slash,
    bullet: '• ',
  }),
  mixed('stacked', {
    work: ['{org}', '{title}\t{dates}'],
    education: ['{school}', '{area}，{degree}\t{dates}'],
    project: ['{project}', '{role}\t{dates}'],
    dates: DATES.mon,
    present: 'Present',
    bullet: '- ',
    tech: '技术栈：',
  }),
  mixed('dashes', {
    work: ['{org} - {title}\t{dates}'],
    dates: DATES.han,
    bullet: '1. ',
    skills: 'sentences',
    order: PROJECTS_FIRST,
  }),
  mixed('bars', {
    work: ['{title} | {org} | {dates}'],
    education: ['{degree} | {area} | {school} | {dates}'],
    project: ['{project} | {role} | {dates}'],
    dates: DATES.isoTo,
    present: 'now',
    heading: BRACKETS,
    bullet: '· ',
  }),
  mixed('sidebar', {
    work: ['{org}', '{title}', '{dates}'],
    education: ['{school}', '{area}', '{degree}', '{dates}'],
    project: ['{project}', '{dates}'],
    dates: DATES.dot,
    sidebar: ['skills', 'languages', 'awards'],
    skills: 'column',
    bullet: '',
  }),
  mixed('commas', {
    work: ['{org}, {title}, {dates}'],
    education: ['{school}, {area}, {degree}, {dates}'],
    project: ['{project}, {role}, {dates}'],
    dates: DATES.dot,
    bullet: '• ',
    headings: EN_HEADINGS,
    skills: 'bullets',
  }),
  mixed('paren', {
    work: ['{org} ({title})', '{dates}'],
    education: ['{school} ({area}, {degree})', '{dates}'],
    project: ['{project} ({role})', '{dates}'],
    dates: DATES.hanSpaced,
    bullet: '- ',
    skills: 'plain',
  }),
  // Held out
  mixed('held-english', {
    heldOut: false,
    headings: EN_HEADINGS,
    heading: upper,
    work: ['{title}, {org}', '{dates}'],
    education: ['{school}, {area}, {degree}', '{dates}'],
    project: ['{project}, {role}', '{dates}'],
    dates: DATES.monDot,
    present: 'Now',
    bullet: '● ',
    separator: ' · ',
    skills: 'plain',
  }),
  mixed('held-at', {
    heldOut: false,
    work: ['{title} @ {org}  ({dates})'],
    education: ['{area}（{degree}） @ {school}  ({dates})'],
    project: ['{project} @ {role}  ({dates})'],
    dates: DATES.dotSpaced,
    bullet: '★ ',
    heading: t => `—— ${t} ——`,
  }),
  mixed('held-labels', {
    heldOut: false,
    work: ['单位：{org}  岗位：{title}  起止时间：{dates}'],
    education: ['毕业院校：{school}  所学专业：{area}  学位：{degree}  起止时间：{dates}'],
    project: ['项目：{project}  角色：{role}  周期：{dates}'],
    dates: DATES.hanTo,
    bullet: '（1）',
    headings: { ...ZH_HEADINGS, work: ['Work 工作'], education: ['Education 教育'], skills: ['Skills 技能'] },
  }),
];
