import type { Random } from '../random.ts';

export type Language = 'zh' | 'en' | 'mixed';

export type Block =
  | { kind: 'heading'; text: string }
  /** What stands at the left, and at the right margin of the same line. */
  | { kind: 'entry'; left: string; right: string }
  | { kind: 'text'; text: string }
  | { kind: 'bullet'; text: string }
  | { kind: 'pairs'; items: string[] }
  | { kind: 'table'; rows: string[][]; shares: number[] };

export interface Resume {
  readonly language: Language;
  readonly name: string;
  /** Short lines: contact, skills, languages. */
  readonly side: readonly Block[];
  readonly main: readonly Block[];
}

const EN = {
  names: [
    'Ansel Firth',
    'Beatrix Holloway',
    'Corin Delacroix',
    'Dagny Merriweather',
    'Emeric Vance',
    'Fiora Castellan',
  ],
  titles: [
    'Backend Engineer',
    'Data Analyst',
    'Product Designer',
    'QA Lead',
    'Site Reliability Engineer',
    'Account Manager',
  ],
  companies: [
    'Quillfeather Logistics, Inc.',
    'Harborlight Analytics LLC',
    'Example Foundry',
    'Northmere Labs',
    'Sample & Partners',
  ],
  schools: ['Cascade State University', 'Lakeview College', 'Example Institute of Technology', 'Northmere Polytechnic'],
  degrees: ['B.S.', 'M.S.', 'B.A.', 'Ph.D.'],
  majors: ['Computer Science', 'Software Engineering', 'Statistics', 'Visual Communication Design'],
  skills: [
    'Java',
    'Go',
    'TypeScript',
    'PostgreSQL & Kafka',
    'Terraform, Docker',
    'C',
    'R',
    'F1 scoring',
    'GPT-4 (4-bit)',
    'P99 tuning',
    'Redis 7.0',
    'C++/CUDA',
  ],
  verbs: ['Led', 'Built', 'Designed', 'Reviewed', 'Cut', 'Migrated', 'Documented', 'Negotiated'],
  objects: [
    'a shared idempotency library',
    'the order pipeline',
    'tracing and canary tooling',
    'the billing reports',
    'a reconciliation engine',
    'the design system',
    'an access-control platform (RBAC + ABAC)',
  ],
  results: [
    'cutting P99 latency from 840 ms to 210 ms',
    'saving about $26,500 every month',
    'adopted by 14 teams',
    'with a defect rate below 1.8%',
    'used in 32 internal applications',
    'at 3,200 requests per second',
    'for customers in 9 countries',
  ],
  headings: ['Summary', 'Experience', 'Education', 'Projects', 'Certifications', 'Interests'],
  sideHeadings: ['CONTACT', 'SKILLS', 'LANGUAGES'],
  header: ['Years', 'School', 'Major', 'Degree'],
  languages: ['English (native)', 'Spanish (B2)', 'German (A1)'],
};

const ZH: typeof EN = {
  names: ['示例明', '林样本', '周试例', '陈范例', '欧阳示范', '赵样例'],
  titles: ['高级后端工程师', '数据分析师', '产品设计师', '测试负责人', '运维工程师', '客户经理'],
  companies: [
    '云帆示例科技（杭州）有限公司',
    '星屿样本网络技术（上海）股份公司',
    '示例制造有限公司',
    '北岸样例实验室',
    '范例与伙伴咨询',
  ],
  schools: ['江南示例大学', '东湖样本师范学院', '示例理工大学', '北岸样例职业学院'],
  degrees: ['本科', '硕士', '博士', '大专'],
  majors: ['计算机科学与技术', '软件工程', '应用统计学', '视觉传达设计'],
  skills: [
    'Java、Go、TypeScript',
    'Kafka / Redis / MySQL',
    'Kubernetes、Docker',
    '分布式事务与一致性',
    'C',
    'R',
    'Top1 排序模型',
    'GPT-4 微调',
    '2.5-7B 量化',
    '压测与容量规划',
  ],
  verbs: ['负责', '主导', '设计', '搭建', '推动', '参与', '独立完成', '优化'],
  objects: [
    '订单中心的架构演进',
    '统一的幂等与去重组件',
    '灰度发布与全链路追踪平台',
    '对账引擎',
    '会员与积分系统',
    '成本治理',
    'Spring Boot 微服务改造',
  ],
  results: [
    '峰值下单能力由每秒 3,200 笔提升到 11,000 笔',
    '覆盖支付、退款、发票三条业务线',
    '平均故障定位时间由 47 分钟缩短到 9 分钟',
    '每月节省云资源费用约 18.6 万元',
    'P99 延迟从 840ms 下降到 210ms',
    '按期上线率 97.5%',
    '年度故障时长减少 62%',
  ],
  headings: ['个人优势', '工作经历', '教育经历', '项目经验', '证书与荣誉', '自我评价'],
  sideHeadings: ['联系方式', '专业技能', '语言能力'],
  header: ['时间', '学校', '专业', '学历'],
  languages: ['普通话（母语）', '英语六级 568 分', '日语 N2'],
};

export function makeResume(random: Random, language: Language, sections = 4): Resume {
  const words = () => (language === 'zh' ? ZH : language === 'en' ? EN : random.chance(0.6) ? ZH : EN);
  const sentence = () => {
    const w = words();
    const parts = [
      `${random.pick(w.verbs)}${w === EN ? ' ' : ''}${random.pick(w.objects)}`,
      ...random.some(w.results, random.int(1, 2)),
    ];
    return w === EN ? `${parts.join(', ')}.` : `${parts.join('，')}。`;
  };
  const phone = `(503) 555-01${random.int(10, 99)}`;
  const mail = `sample.${random.int(100, 999)}@example.com`;
  const year = () => random.int(2009, 2024);
  const dates = () => (words() === EN ? `Mar ${year()} - Jul ${year()}` : `${year()}.03-${year()}.11`);
  const w = words();
  const side: Block[] = [
    { kind: 'heading', text: w.sideHeadings[0]! },
    { kind: 'text', text: phone },
    { kind: 'text', text: mail },
    { kind: 'heading', text: w.sideHeadings[1]! },
    ...random.some(w.skills, random.int(3, 6)).map((text): Block => ({ kind: 'text', text })),
    { kind: 'heading', text: w.sideHeadings[2]! },
    ...w.languages.map((text): Block => ({ kind: 'text', text })),
  ];
  const main: Block[] = [{ kind: 'pairs', items: [random.pick(w.titles), phone, mail] }];
  for (let i = 0; i < sections; i++) {
    main.push({ kind: 'heading', text: words().headings[i % 6]! });
    if (i % 6 === 2) main.push(educationTable(random, words()));
    else if (i % 6 === 0 || i % 6 === 5)
      for (let n = random.int(1, 3); n > 0; n--)
        main.push({ kind: 'text', text: [sentence(), sentence()].join(' ').replaceAll('。 ', '。') });
    else
      for (let n = random.int(2, 3); n > 0; n--) {
        main.push({
          kind: 'entry',
          left: `${random.pick(words().companies)} - ${random.pick(words().titles)}`,
          right: dates(),
        });
        for (let m = random.int(2, 4); m > 0; m--) main.push({ kind: 'bullet', text: sentence() });
      }
  }
  return { language, name: random.pick(w.names), side, main };
}

function educationTable(random: Random, w: typeof EN): Block {
  const rows = Array.from({ length: random.int(2, 4) }, (_, i) => [
    `${2020 - 4 * i}-${2024 - 4 * i}`,
    random.pick(w.schools),
    random.pick(w.majors),
    random.pick(w.degrees),
  ]);
  return { kind: 'table', rows: [w.header, ...rows], shares: [0.2, 0.35, 0.3, 0.15] };
}
