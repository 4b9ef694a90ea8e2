import type { Random } from '../random.ts';

/** One paragraph of a résumé before it is set: headings are larger, a `right` part stands at the right margin. */
export interface Paragraph {
  readonly text: string;
  readonly heading?: boolean;
  readonly right?: string;
  readonly bullet?: string;
}
export type Language = 'zh' | 'en' | 'mixed';

const TECH =
  'Kotlin gRPC Kafka TimescaleDB OR-Tools MySQL ONNX TinyBERT PyTorch React TypeScript Kubernetes Terraform Spring Redis Flink ClickHouse GPT-4 Qwen2.5-7B Llama-3-8B C++ C Go R Rust Vue3 Node.js OAuth2.0 CI/CD S3 EC2 BM25 LoRA vLLM TensorRT JetPack5.1-32G Grpc-Stream Word2Vec M3E-B CUDA11.8 HTTP/2 IPv6 UTF-8 x86_64 ARM64'.split(
    ' ',
  );
const METRICS = [
  'Top1',
  'Top50',
  'F1',
  'P99',
  'P95',
  'MRR-10',
  'NDCG-5',
  '4-bit',
  '8-opt',
  '16-opt',
  'A/B',
  '2.5-7B',
  'QPS',
  'AUC',
  'ROUGE-L',
  'Recall@10',
  'TP99',
];
const ZH_VERB = [
  '负责',
  '主导',
  '设计',
  '优化',
  '实现',
  '维护',
  '搭建',
  '重构',
  '压缩',
  '梳理',
  '排查',
  '评估',
  '迁移',
  '推动',
];
const ZH_OBJECT = [
  '调度平台的任务编排与波次管理',
  '订单中心接口与单元测试',
  '检索问答工具的语义召回',
  '数据仓库的分层模型',
  '实时特征计算链路',
  '仓储机器人的路径规划',
  '支付网关的限流和熔断',
  '用户画像标签体系',
  '多机房多副本集群',
  '设备巡检知识库',
  '推荐系统的粗排模型',
  '日志采集与告警系统',
  '供应商结算流程',
  '门店选址分析模型',
  '课程内容与题库',
];
const ZH_RESULT = [
  '平均等待时间降到',
  '缓存命中率提升到',
  '接口时延从',
  '人工成本减少',
  '季度满意度达到',
  '首条命中率提高',
  '峰值吞吐达到',
  '故障恢复时间缩短',
  '包体积下降',
  '转化率提升了',
];
const ZH_CLAUSE = [
  '按优先级预留时间窗',
  '结合历史热力图预测拥堵路口',
  '每晚增量更新一次并做连通性校验',
  '对扫描件用识别引擎补全文字',
  '先两个库区试点再全部上线',
  '支持断线重连与断点续传',
  '按设备型号给出处理步骤',
  '上线后连续两周没有人工介入',
  '对低分回答回溯到段落再修订',
  '把结构化台账与手册正文结合起来',
  '对内容相似的候选段落重新打分',
  '高峰期积压严重于是决定重写',
  '减少求解时间和内存占用',
];
const EN_VERB = [
  'Led',
  'Designed',
  'Optimized',
  'Implemented',
  'Maintained',
  'Built',
  'Refactored',
  'Migrated',
  'Reduced',
  'Evaluated',
  'Delivered',
  'Automated',
  'Introduced',
  'Rewrote',
  'Coordinated',
];
const EN_OBJECT = [
  'the order service and its unit tests',
  'a warehouse scheduling platform',
  'the retrieval pipeline for maintenance manuals',
  'a streaming feature store',
  'the payment gateway and its rate limiter',
  'customer onboarding for regional partners',
  'a data quality dashboard',
  'the recommendation ranking model',
  'release tooling for mobile clients',
  'an internal knowledge base',
  'quarterly budgeting and vendor contracts',
  'the design system and accessibility audit',
];
const EN_CLAUSE = [
  'working closely with product and operations',
  'so that peak traffic no longer caused timeouts',
  'after two pilot sites had proven the approach',
  'with automatic failover between regions',
  'while mentoring three junior engineers',
  'which replaced a fragile set of spreadsheets',
  'and documented every decision for later teams',
  'using historical traces to predict congestion',
  'without changing the public interface',
  'in order to meet the service level agreement',
];
const EN_RESULT = [
  'cutting latency by',
  'raising conversion by',
  'saving roughly',
  'improving recall to',
  'reducing cost by',
  'lifting throughput to',
  'shrinking the bundle by',
];
const SURNAMES = '林陈王李张刘赵周吴郑孙何';
const GIVEN = '知远思齐明轩雨桐嘉禾景行若水子墨';
const CITIES = ['江苏南通', '浙江杭州', '四川成都', '湖北武汉', '广东深圳'];
const EN_NAMES = ['Jane Sample', 'Avery Example', 'Morgan Placeholder', 'Riley Testcase'];
const ZH_ORGS = [
  '苏州示例智能装备有限公司',
  '南通样例软件',
  '杭州范例信息科技有限公司',
  '成都演示数据服务中心',
  '示范电商集团',
];
const EN_ORGS = [
  'Example Logistics Inc.',
  'Sample Software GmbH',
  'Placeholder Analytics',
  'Northwind Demo Co.',
  'Acme Test Labs',
];

const percent = (r: Random) => `${r.int(3, 98)}${r.pick(['%', '%', '.5%', '%+'])}`;
const figure = (r: Random) =>
  r.pick([
    percent(r),
    `${r.int(1, 9)}.${r.int(0, 9)}s`,
    `${r.int(2, 90)}ms`,
    `${r.int(1, 9)}k`,
    `${r.int(10, 999)}万`,
    r.pick(METRICS),
    `${r.int(2, 40)}个`,
  ]);
const enFigure = (r: Random) =>
  r.pick([
    percent(r),
    `${r.int(1, 9)}.${r.int(0, 9)} s`,
    `${r.int(2, 90)} ms`,
    `${r.int(1, 9)}k requests`,
    `${r.int(2, 9)} weeks`,
  ]);
const month = (r: Random) =>
  `${r.int(2012, 2025)}${r.pick(['-', '-', '.', '/'])}${String(r.int(1, 12)).padStart(2, '0')}`;
const period = (r: Random) => `${month(r)} ~ ${r.chance(0.2) ? '至今' : month(r)}`;

function zhSentence(r: Random): string {
  const parts = [`${r.pick(ZH_VERB)}${r.chance(0.3) ? r.pick(TECH) : ''}${r.pick(ZH_OBJECT)}`];
  for (let i = r.int(0, 3); i > 0; i--) {
    parts.push(
      r.pick([
        () => r.pick(ZH_CLAUSE),
        () => `使用${r.pick(TECH)}和${r.pick(TECH)}（${r.pick(METRICS)}，${figure(r)}）`,
        () => `${r.pick(ZH_RESULT)}${figure(r)}`,
        () => `对比${r.pick(TECH)}/${r.pick(TECH)}等方案`,
        () => `${r.pick(METRICS)}从${percent(r)}→${percent(r)}`,
      ])(),
    );
  }
  return `${parts.join('，')}${r.pick(['。', '；', '', '。'])}`;
}

function enSentence(r: Random): string {
  const parts = [`${r.pick(EN_VERB)} ${r.pick(EN_OBJECT)}`];
  for (let i = r.int(0, 3); i > 0; i--) {
    parts.push(
      r.pick([
        () => r.pick(EN_CLAUSE),
        () => `using ${r.pick(TECH)} and ${r.pick(TECH)} (${r.pick(METRICS)}, ${enFigure(r)})`,
        () => `${r.pick(EN_RESULT)} ${enFigure(r)}`,
        () => `comparing ${r.pick(TECH)}/${r.pick(TECH)}`,
      ])(),
    );
  }
  return `${parts.join(', ')}${r.pick(['.', '.', ';', ''])}`;
}

const sentence = (r: Random, language: Language) =>
  language === 'zh' ? zhSentence(r) : language === 'en' ? enSentence(r) : r.chance(0.5) ? zhSentence(r) : enSentence(r);

/** An invented résumé of about `lines` paragraphs, with the tricky content of real ones under the stamp. */
export function resume(r: Random, language: Language, paragraphs: number): Paragraph[] {
  const zh = language === 'zh' || (language === 'mixed' && r.chance(0.5));
  const name = zh ? r.pick([...SURNAMES]) + r.pick([...GIVEN]) + r.pick([...GIVEN]) : r.pick(EN_NAMES);
  const phone = zh
    ? r.pick(['13800138000', '138 0013 8000', '+86 13900139000'])
    : r.pick(['(212) 555-0147', '+1 415-555-0123']);
  const mail = `${r.pick(['sample', 'test.user', '1000000001', 'a_b-c'])}${r.int(1, 999)}@example.${r.pick(['com', 'org'])}`;
  const out: Paragraph[] = [
    { text: name, heading: true },
    {
      text: zh
        ? `${r.int(22, 45)}岁 ${r.pick(['男', '女'])} ${r.pick(CITIES)} ${r.int(1, 15)}年经验`
        : `${r.pick(['Austin, TX', 'Leeds, UK'])} | ${r.int(1, 15)} years of experience`,
    },
    { text: `${phone} ${mail}` },
  ];
  const bullet = r.pick(['· ', '• ', '- ', '✓', '']);
  while (out.length < paragraphs) {
    const section = zh
      ? r.pick(['项目经验', '工作经验', '技能特长', '教育背景', 'Result：', 'Action：'])
      : r.pick(['Experience', 'Projects', 'Education', 'Skills', 'Selected Work']);
    out.push({ text: section, heading: true });
    const org = zh ? r.pick(ZH_ORGS) : r.pick(EN_ORGS);
    if (r.chance(0.8)) out.push({ text: `${org} - ${zh ? '后端开发工程师' : 'Senior Engineer'}`, right: period(r) });
    const numbered = r.chance(0.3);
    for (let i = 1, n = r.int(2, 7); i <= n; i++) {
      const kind = r.next();
      const lead = numbered ? `${i}. ` : bullet;
      if (kind < 0.06) out.push({ text: r.pick(['C', 'R', 'Go', '男', 'A+', 'B', '1']) });
      else if (kind < 0.14)
        out.push({
          text: `${zh ? '技术栈：' : 'Stack: '}${Array.from({ length: r.int(3, 7) }, () => r.pick(TECH)).join(r.pick([' | ', ', ', '、']))}`,
        });
      else if (kind < 0.17)
        out.push({ text: `https://example.com/${r.chars('abcdefgh0123', 8)}?id=${r.int(100, 99999)}` });
      else
        out.push({
          text: Array.from({ length: r.int(1, 2) }, () => sentence(r, language)).join(language === 'en' ? ' ' : ''),
          bullet: lead,
        });
    }
  }
  return out;
}
