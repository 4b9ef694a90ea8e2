import {
  allSkills,
  bodies,
  body,
  byEmployer,
  dash,
  dot,
  dotShort,
  han,
  head,
  heading,
  period,
  SHOWN,
  skillRows,
  slash,
  slashShort,
  spanZh,
  top,
  type WildLayout,
  whole,
} from './paper.ts';

const dotted = period(dot, '-', '至今');

/** Layouts of Chinese job sites, companies and students. */
export const ZH_WILD: readonly WildLayout[] = [
  {
    // The attachment that BOSS直聘 writes.
    id: 'zh-boss',
    language: 'zh',
    shown: SHOWN.all,
    lay: truth => ({
      main: [
        ...top(
          '男 | 28岁 | [PHONE_1] | [EMAIL_1]',
          `6年工作经验 | 求职意向：${truth.label} | 期望薪资：20-30K | 期望城市：${truth.city}`,
        ),
        heading('个人优势'),
        ...bodies(truth.summary, '1、'),
        heading('工作经历'),
        ...truth.jobs.flatMap(job => [
          head(`${job.org} ${job.title} ${dotted(job)}`),
          body('内容：'),
          ...bodies(job.highlights.slice(0, -1), '1. '),
          body('业绩：'),
          body(job.highlights.at(-1)!),
        ]),
        heading('项目经历'),
        ...truth.projects.flatMap(project => [
          head(`${project.project} ${project.role} ${dotted(project)}`),
          body('内容：'),
          ...bodies(project.highlights, '1. '),
        ]),
        heading('教育经历'),
        ...truth.schools.map(s => head(`${s.school} ${s.degree} ${s.area} ${dotted(s)}`)),
        heading('资格证书'),
        body(truth.certificates.map(({ name }) => name).join(' ')),
        heading('专业技能'),
        body(allSkills(truth).join('、')),
      ],
    }),
  },
  {
    // 智联招聘: the length in brackets behind the firm, pay, trade and size below.
    id: 'zh-zhaopin',
    language: 'zh',
    shown: SHOWN.all,
    lay: truth => {
      const dates = period(slash, ' - ', '至今');
      return {
        main: [
          ...top(
            '女    6年工作经验    1993年5月',
            `现居住${truth.city} | 户口南通`,
            '[PHONE_1](手机)',
            'E-mail: [EMAIL_1]',
          ),
          heading('求职意向'),
          body('期望工作性质：    全职'),
          body(`期望工作地区：    ${truth.city}`),
          body(`期望从事职业：    ${truth.label}`),
          body('期望月薪：    15001-20000元/月'),
          heading('自我评价'),
          ...bodies(truth.summary),
          heading('工作经历'),
          ...truth.jobs.flatMap(job => [
            head(`${dates(job)}    ${job.org}（${spanZh(job)}）`, 1),
            head(`${job.title} | 15001-20000元/月`),
            body('计算机软件 | 企业性质：民营 | 规模：100-499人'),
            body('工作描述：'),
            ...bodies(job.highlights),
          ]),
          heading('项目经历'),
          ...truth.projects.flatMap(project => [
            head(`${dates(project)}    ${project.project}`, 1),
            body(`责任描述：    ${project.role}`),
            ...bodies(project.highlights),
          ]),
          heading('教育经历'),
          ...truth.schools.map(s => head(`${dates(s)}    ${s.school}    ${s.area}    ${s.degree}`)),
          heading('专业技能'),
          ...skillRows(truth, '：', '，'),
        ],
      };
    },
  },
  {
    // 前程无忧: a colon behind the dates, the trade and the department as labels.
    id: 'zh-51job',
    language: 'zh',
    shown: SHOWN.tech,
    lay: truth => {
      const dates = period(slashShort, '-', '至今');
      return {
        main: [
          ...top(`${truth.label} | 6年工作经验 | 本科`, '手机：[PHONE_1]', '邮箱：[EMAIL_1]', `居住地：${truth.city}`),
          heading('工作经验'),
          ...truth.jobs.flatMap(job => [
            head(`${dates(job)}：${job.org} [ ${spanZh(job)} ]`),
            body('所属行业：互联网/电子商务'),
            head(`${job.department}\t${job.title}`),
            ...bodies(job.highlights, '1.'),
          ]),
          heading('项目经验'),
          ...truth.projects.flatMap(project => [
            head(`${dates(project)}：${project.project}`),
            body(`开发工具：${project.tech.join('、')}`),
            body(`责任描述：${project.role}`),
            body(`项目描述：${project.highlights.join('')}`),
          ]),
          heading('教育经历'),
          ...truth.schools.flatMap(s => [head(`${dates(s)} ${s.school} ${s.area} ${s.degree}`)]),
          heading('IT技能'),
          ...truth.skills.map(({ name, keywords }) => body(`${name}\t${keywords.join('、')}`)),
        ],
      };
    },
  },
  {
    // A form of a state-owned company, its tables flattened to tabs.
    id: 'zh-form',
    language: 'zh',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(dot, '—', '至今');
      return {
        main: [
          { text: '应聘人员登记表', style: 'name', gap: 0 },
          heading('一、基本情况'),
          body('姓名\t[PERSON_1]\t性别\t男\t民族\t汉族'),
          body('政治面貌\t中共党员\t婚姻状况\t已婚\t身高\t175cm'),
          body(`应聘岗位\t${truth.label}\t现居住地\t${truth.city}`),
          heading('二、学习经历'),
          head('起止年月\t毕业院校\t所学专业\t学历学位'),
          ...truth.schools.map(s => head(`${dates(s)}\t${s.school}\t${s.area}\t${s.degree}`)),
          heading('三、工作经历'),
          head('起止年月\t工作单位\t所在部门\t担任职务'),
          ...truth.jobs.flatMap(job => [head(`${dates(job)}\t${job.org}\t${job.department}\t${job.title}`)]),
          heading('四、主要工作业绩'),
          ...bodies(truth.jobs[0]!.highlights, '1．'),
          heading('五、专业技能及特长'),
          ...skillRows(truth, '：', '、'),
          heading('六、奖惩情况'),
          ...truth.awards.map(({ name, year }) => body(`${year}年，${name}`)),
        ],
      };
    },
  },
  {
    // A student: school first, internships, offices held at the university.
    id: 'zh-student',
    language: 'zh',
    shown: SHOWN.techOnly,
    lay: truth => {
      const dates = period(dot, ' – ', '至今');
      return {
        main: [
          ...top('[PHONE_1] | [EMAIL_1] | 中共党员 | 2000.03', `求职意向：${truth.label}`),
          heading('教育背景'),
          ...truth.schools.flatMap(s => [
            head(`${s.school}\t${s.area} ${s.degree}\t${dates(s)}`),
            body(`GPA：${s.gpa}（专业前5%）`),
            body(`主修课程：${s.courses.join('、')}`),
          ]),
          heading('实习经历'),
          ...truth.jobs.flatMap(job => [
            head(`${job.org}\t${job.title}\t${dates(job)}`),
            ...bodies(job.highlights, '● '),
          ]),
          heading('项目经历'),
          ...truth.projects.flatMap(project => [
            head(`${project.project}\t${dates(project)}`),
            body(`项目简介：${project.highlights[0]}`),
            body(`技术栈：${project.tech.join('、')}`),
            ...bodies(project.highlights.slice(1), '● '),
          ]),
          heading('校园经历'),
          head('校学生会\t外联部部长\t2018.09 – 2019.06'),
          body('● 拉取赞助累计3万元，组织校园歌手大赛等活动5场'),
          heading('荣誉证书'),
          ...truth.awards.map(({ name, year }) => body(`● ${name}（${year}）`)),
          heading('技能/语言'),
          ...skillRows(truth, '：', '、', '● '),
        ],
      };
    },
  },
  {
    id: 'zh-no-headings',
    language: 'zh',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(han, '—', '至今');
      return {
        main: [
          ...top(`${truth.label}，现居${truth.city}`, '电话 [PHONE_1] 邮箱 [EMAIL_1]'),
          ...truth.jobs.flatMap(job => [
            head(`${dates(job)}  ${job.org}  ${job.title}`, 1),
            ...bodies(job.highlights, '- '),
          ]),
          ...truth.schools.map((s, i) => head(`${dates(s)}  ${s.school}  ${s.area}  ${s.degree}`, i ? 0 : 1)),
          body(`专业技能：${allSkills(truth).join('、')}`, 1),
        ],
      };
    },
  },
  {
    // Projects stand inside the jobs they were done in.
    id: 'zh-nested',
    language: 'zh',
    shown: SHOWN.tech,
    lay: truth => {
      const dates = period(dash, ' 至 ', '今');
      return {
        main: [
          ...top('[PHONE_1]  [EMAIL_1]'),
          heading('工作经历'),
          ...truth.jobs.flatMap((job, i) => [
            head(`${job.org}（${job.city}）　${job.title}　${dates(job)}`, 1),
            ...bodies(job.highlights, '1）'),
            ...(i > 0
              ? []
              : truth.projects.flatMap((project, k) => [
                  head(`项目${'一二三'[k]}：${project.project}（${dates(project)}）`),
                  body(`担任角色：${project.role}`),
                  body(`技术栈：${project.tech.join(' + ')}`),
                  ...bodies(project.highlights, '1）'),
                ])),
          ]),
          heading('教育经历'),
          ...truth.schools.map(s => head(`${s.school}　${s.area}　${s.degree}　${dates(s)}`)),
          heading('技术能力'),
          ...bodies(
            truth.skills.map(({ keywords }, i) => `${['精通', '熟悉', '掌握'][i % 3]}${keywords.join('、')}`),
            '1）',
          ),
        ],
      };
    },
  },
  {
    // Several posts in one company.
    id: 'zh-promoted',
    language: 'zh',
    shown: SHOWN.all,
    promotions: true,
    lay: truth => {
      const dates = period(dotShort, ' - ', '至今');
      return {
        main: [
          ...top(truth.label, '[PHONE_1] / [EMAIL_1]'),
          heading('▌工作经历'),
          ...byEmployer(truth).flatMap(group => [
            head(`${group[0]!.org}\t${dates(whole(group))}`, 1),
            ...group.flatMap(job => [
              head(group.length > 1 ? `${job.title}（${dates(job)}）` : job.title),
              ...bodies(job.highlights, '• '),
            ]),
          ]),
          heading('▌项目经历'),
          ...truth.projects.flatMap(p => [
            head(`${p.project} —— ${p.role}\t${dates(p)}`, 1),
            ...bodies(p.highlights, '• '),
          ]),
          heading('▌教育经历'),
          ...truth.schools.map(s => head(`${s.school}（${s.degree}，${s.area}）\t${dates(s)}`)),
          heading('▌技能'),
          body(allSkills(truth).join(' / ')),
        ],
      };
    },
  },
  {
    // 繁體, as in Taiwan and Hong Kong.
    id: 'zh-hant',
    language: 'zh',
    hant: true,
    shown: SHOWN.all,
    lay: truth => {
      const dates = period(han, ' – ', '現在');
      return {
        main: [
          ...top('電話：[PHONE_1]', '電子郵件：[EMAIL_1]'),
          heading('個人簡介'),
          ...bodies(truth.summary),
          heading('工作經歷'),
          ...truth.jobs.flatMap(job => [
            head(`${job.org}｜${job.title}`, 1),
            head(dates(job)),
            ...bodies(job.highlights, '・'),
          ]),
          heading('專案經驗'),
          ...truth.projects.flatMap(project => [
            head(`${project.project}｜${project.role}`, 1),
            head(dates(project)),
            ...bodies(project.highlights, '・'),
          ]),
          heading('學歷'),
          ...truth.schools.flatMap(s => [head(`${s.school}｜${s.area}｜${s.degree}`), head(dates(s))]),
          heading('專業技能'),
          ...skillRows(truth, '：', '、', '・'),
          heading('語言能力'),
          body('中文（母語）、英文（流利）'),
        ],
      };
    },
  },
  {
    // Told in sentences, one a post.
    id: 'zh-told',
    language: 'zh',
    shown: SHOWN.none,
    lay: truth => {
      const dates = period(han, '至', '今');
      return {
        main: [
          ...top('[PHONE_1]', `应聘岗位：${truth.label}`),
          heading('教育经历：'),
          ...truth.schools.map(s => body(`${dates(s)}，就读于${s.school}${s.area}专业，${s.degree}。`)),
          heading('工作经历：'),
          ...truth.jobs.flatMap(job => [
            body(`${dates(job)}，在${job.org}任${job.title}。`),
            ...bodies(job.highlights, '（1）'),
          ]),
          heading('技能专长：'),
          body(`${allSkills(truth).join('、')}。`),
        ],
      };
    },
  },
];
