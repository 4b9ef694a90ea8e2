import {
  allSkills,
  bodies,
  body,
  byEmployer,
  dot,
  han,
  head,
  heading,
  long,
  numericDot,
  period,
  SHOWN,
  short,
  skillRows,
  slash,
  top,
  type WildLayout,
  whole,
} from './paper.ts';

/** Layouts whose failures nobody looked at before the rules were done. */
export const SEALED: readonly WildLayout[] = [
  {
    id: 'zh-sealed-hunter',
    language: 'zh',
    sealed: true,
    shown: SHOWN.all,
    lay: truth => {
      const dates = period(slash, '～', '至今');
      return {
        main: [
          ...top('男·31岁·本科·工作8年', '[PHONE_1]  [EMAIL_1]'),
          heading('求职期望'),
          body(`${truth.label} | ${truth.city} | 30-45k·14薪`),
          heading('工作经历'),
          ...truth.jobs.flatMap(job => [
            head(`${job.org}\t${dates(job)}`, 1),
            head(`${job.title} | ${job.city} | 汇报对象：部门负责人`),
            body('职责业绩：'),
            ...bodies(job.highlights, '1、'),
          ]),
          heading('项目经历'),
          ...truth.projects.flatMap(p => [
            head(`${p.project}\t${dates(p)}`, 1),
            body(`项目职务：${p.role}`),
            body(`项目职责：${p.highlights.join('')}`),
          ]),
          heading('教育经历'),
          ...truth.schools.flatMap(s => [head(`${s.school}\t${dates(s)}`, 1), body(`${s.area} | ${s.degree} | 统招`)]),
          heading('技能标签'),
          body(allSkills(truth).join('  ')),
        ],
      };
    },
  },
  {
    id: 'zh-sealed-timeline',
    language: 'zh',
    sealed: true,
    shown: SHOWN.tech,
    lay: truth => {
      const dates = period(han, ' ～ ', '至今');
      return {
        main: [
          ...top('☎ [PHONE_1]　✉ [EMAIL_1]'),
          heading('◎ 教育背景'),
          ...truth.schools.flatMap(s => [head(dates(s), 1), head(`${s.school}　${s.area}（${s.degree}）`)]),
          heading('◎ 工作经历'),
          ...truth.jobs.flatMap(job => [
            head(dates(job), 1),
            head(`${job.org}　${job.department}　${job.title}`),
            ...bodies(job.highlights, '◇ '),
          ]),
          heading('◎ 参与项目'),
          ...truth.projects.flatMap(p => [
            head(dates(p), 1),
            head(`${p.project}　${p.role}`),
            body(`主要技术：${p.tech.join('、')}`),
            ...bodies(p.highlights, '◇ '),
          ]),
          heading('◎ 个人技能'),
          ...skillRows(truth, '：', '、', '◇ '),
        ],
      };
    },
  },
  {
    id: 'zh-sealed-hant-table',
    language: 'zh',
    hant: true,
    sealed: true,
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(slash, ' - ', '迄今');
      return {
        main: [
          ...top('聯絡電話：[PHONE_1]', '電郵：[EMAIL_1]'),
          heading('學歷'),
          head('學校名稱\t科系\t學位\t就學期間'),
          ...truth.schools.map(s => head(`${s.school}\t${s.area}\t${s.degree}\t${dates(s)}`)),
          heading('工作經驗'),
          ...truth.jobs.flatMap(job => [
            head(`公司名稱：${job.org}`, 1),
            head(`職稱：${job.title}`),
            head(`任職期間：${dates(job)}`),
            body('工作內容：'),
            ...bodies(job.highlights, '1. '),
          ]),
          heading('專長'),
          body(allSkills(truth).join('、')),
        ],
      };
    },
  },
  {
    id: 'en-sealed-template',
    language: 'en',
    sealed: true,
    shown: SHOWN.all,
    promotions: true,
    lay: truth => {
      const dates = period(long, ' – ', 'Present');
      return {
        main: [
          ...top(`${truth.city} | [PHONE_1] | [EMAIL_1]`),
          heading('Experience'),
          ...byEmployer(truth).flatMap(group =>
            group.length > 1
              ? [
                  head(`${group[0]!.org} | ${group[0]!.city} | ${dates(whole(group))}`, 1),
                  ...group.flatMap(job => [head(`${job.title} (${dates(job)})`), ...bodies(job.highlights, '• ')]),
                ]
              : group.flatMap(job => [
                  head(`${job.org} | ${job.city} | ${dates(job)}`, 1),
                  head(job.title),
                  ...bodies(job.highlights, '• '),
                ]),
          ),
          heading('Projects'),
          ...truth.projects.flatMap(p => [
            head(`${p.project} | ${dates(p)}`, 1),
            head(p.role),
            ...bodies(p.highlights, '• '),
          ]),
          heading('Education'),
          ...truth.schools.flatMap(s => [
            head(`${s.school} | ${s.city} | ${dates(s)}`, 1),
            head(`${s.degree} in ${s.area}`),
          ]),
          heading('Skills & Abilities'),
          ...bodies(allSkills(truth), '• '),
        ],
      };
    },
  },
  {
    id: 'en-sealed-columns',
    language: 'en',
    sealed: true,
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(numericDot, ' - ', 'now');
      return {
        sidebar: [
          heading('Details'),
          body('[PHONE_1]'),
          body('[EMAIL_1]'),
          heading('Skills'),
          ...bodies(allSkills(truth)),
          heading('Hobbies'),
          body('Chess, sailing'),
        ],
        main: [
          ...top(truth.label.toUpperCase()),
          heading('Employment History'),
          ...truth.jobs.flatMap(job => [
            head(`${job.title} at ${job.org}, ${job.city.split(',')[0]}`, 1),
            body(dates(job)),
            ...bodies(job.highlights, '• '),
          ]),
          heading('Education'),
          ...truth.schools.flatMap(s => [
            head(`${s.degree} ${s.area}, ${s.school}, ${s.city.split(',')[0]}`, 1),
            body(dates(s)),
          ]),
        ],
      };
    },
  },
  {
    id: 'mixed-sealed',
    language: 'mixed',
    sealed: true,
    shown: SHOWN.techOnly,
    lay: truth => {
      const dates = period(dot, ' – ', 'Present');
      return {
        main: [
          ...top('[EMAIL_1] / [PHONE_1]'),
          heading('Education 教育'),
          ...truth.schools.flatMap(s => [head(`${s.school} / ${s.degree} / ${s.area}`, 1), head(dates(s))]),
          heading('Experience 经历'),
          ...truth.jobs.flatMap(job => [
            head(`${job.title} / ${job.org}`, 1),
            head(`${dates(job)}, ${job.city}`),
            ...bodies(job.highlights, '1) '),
          ]),
          heading('Projects 项目'),
          ...truth.projects.flatMap(p => [
            head(`${p.project} (${dates(p)})`, 1),
            body(`Stack: ${p.tech.join(' / ')}`),
            ...bodies(p.highlights, '1) '),
          ]),
          heading('Skills 技能'),
          ...skillRows(truth, ': ', ' / '),
        ],
      };
    },
  },
  {
    id: 'en-sealed-short',
    language: 'en',
    sealed: true,
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(short, ' to ', 'Present');
      return {
        main: [
          ...top('[EMAIL_1]'),
          heading('EDUCATION & HONORS'),
          ...truth.schools.flatMap(s => [head(`${s.school}, ${s.degree} in ${s.area}\t${dates(s)}`)]),
          heading('RELEVANT EXPERIENCE'),
          ...truth.jobs.flatMap(job => [
            head(`${job.org} | ${job.title}\t${dates(job)}`),
            body(job.highlights.join(' ')),
          ]),
          heading('ADDITIONAL INFORMATION'),
          body(`Skills: ${allSkills(truth).join(', ')}`),
          body('Languages: English (native), Spanish (conversational)'),
          body('Interests: pottery, trail running'),
        ],
      };
    },
  },
];
