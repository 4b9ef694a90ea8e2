import {
  allSkills,
  bodies,
  body,
  dash,
  dot,
  head,
  heading,
  period,
  SHOWN,
  short,
  skillRows,
  slash,
  top,
  type WildLayout,
} from './paper.ts';

/** Chinese and English beside each other: firms from abroad, schools abroad, headings in both. */
export const MIXED_WILD: readonly WildLayout[] = [
  {
    id: 'mixed-foreign-firm',
    language: 'mixed',
    shown: SHOWN.tech,
    lay: truth => {
      const dates = period(dash, ' ~ ', 'Present');
      return {
        main: [
          ...top('[PHONE_1] | [EMAIL_1]'),
          heading('个人简介 PROFILE'),
          ...bodies(truth.summary),
          heading('工作经历 EXPERIENCE'),
          ...truth.jobs.flatMap(job => [
            head(`${job.org}\t${job.city}`, 1),
            head(`${job.title}\t${dates(job)}`),
            ...bodies(job.highlights, '▪ '),
          ]),
          heading('项目经验 PROJECTS'),
          ...truth.projects.flatMap(p => [
            head(`${p.project}\t${dates(p)}`, 1),
            body(`角色 Role：${p.role}`),
            body(`技术 Tech：${p.tech.join(', ')}`),
            ...bodies(p.highlights, '▪ '),
          ]),
          heading('教育背景 EDUCATION'),
          ...truth.schools.flatMap(s => [head(`${s.school}\t${dates(s)}`, 1), head(`${s.degree}｜${s.area}`)]),
          heading('技能 SKILLS'),
          ...skillRows(truth, '：', ', ', '▪ '),
        ],
      };
    },
  },
  {
    // A student back from abroad.
    id: 'mixed-returnee',
    language: 'mixed',
    shown: SHOWN.all,
    lay: truth => {
      const dates = period(slash, '–', '至今');
      return {
        main: [
          ...top('Tel: [PHONE_1]  Email: [EMAIL_1]'),
          heading('教育背景'),
          ...truth.schools.flatMap(s => [
            head(`${dates(s)}\t${s.school}\t${s.degree}`),
            body(`专业：${s.area}    GPA：${s.gpa}`),
            body(`相关课程：${s.courses.join('，')}`),
          ]),
          heading('实习与工作经历'),
          ...truth.jobs.flatMap(job => [
            head(`${dates(job)}\t${job.org}\t${job.title}`, 1),
            ...bodies(job.highlights, '• '),
          ]),
          heading('研究与项目'),
          ...truth.projects.flatMap(p => [
            head(`${dates(p)}\t${p.project}\t${p.role}`, 1),
            ...bodies(p.highlights, '• '),
          ]),
          heading('其他技能'),
          body(`计算机：${allSkills(truth).join('、')}`),
          body('语言：英语（雅思7.5）、普通话（母语）'),
        ],
      };
    },
  },
  {
    id: 'mixed-english-frame',
    language: 'mixed',
    shown: SHOWN.roleless,
    lay: truth => {
      const dates = period(short, ' - ', 'Now');
      return {
        main: [
          ...top('Shanghai, China', '[EMAIL_1]'),
          heading('WORK EXPERIENCE'),
          ...truth.jobs.flatMap(job => [
            head(`${job.title} · ${job.org}`, 1),
            body(`${dates(job)} · ${job.city}`),
            ...bodies(job.highlights, '– '),
          ]),
          heading('PROJECTS'),
          ...truth.projects.flatMap(p => [head(p.project, 1), body(dates(p)), ...bodies(p.highlights, '– ')]),
          heading('EDUCATION'),
          ...truth.schools.flatMap(s => [head(`${s.degree} · ${s.area}`, 1), body(`${s.school} · ${dates(s)}`)]),
          heading('SKILLS'),
          body(allSkills(truth).join(' · ')),
        ],
      };
    },
  },
  {
    // Every row a row of cells.
    id: 'mixed-grid',
    language: 'mixed',
    shown: SHOWN.all,
    lay: truth => {
      const dates = period(dot, '~', '至今');
      return {
        main: [
          ...top('手机 [PHONE_1]\t邮箱 [EMAIL_1]'),
          heading('Work Experience（工作经历）'),
          ...truth.jobs.flatMap(job => [
            head(`${job.org}\t${job.department}\t${job.title}\t${dates(job)}`),
            ...bodies(job.highlights, '• '),
          ]),
          heading('Project Experience（项目经历）'),
          ...truth.projects.flatMap(p => [head(`${p.project}\t${p.role}\t${dates(p)}`), ...bodies(p.highlights, '• ')]),
          heading('Education（教育经历）'),
          ...truth.schools.map(s => head(`${s.school}\t${s.degree}\t${s.area}\t${dates(s)}`)),
          heading('Skills（技能）'),
          ...skillRows(truth, ': ', ', '),
        ],
      };
    },
  },
];
