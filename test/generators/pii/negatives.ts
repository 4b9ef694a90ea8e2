import type { Random } from '../random.ts';

/** One kind of text that looks personal and is none. */
export interface Negative {
  readonly kind: string;
  readonly make: (random: Random) => string;
}

const two = (n: number): string => String(n).padStart(2, '0');
const ym = (r: Random): string => `${r.int(2005, 2025)}${r.pick(['-', '.', '/'])}${two(r.int(1, 12))}`;
const hex = (r: Random, n: number): string => Array.from({ length: n }, () => r.pick([...'0123456789abcdef'])).join('');

export const NEGATIVES: readonly Negative[] = [
  {
    kind: 'date range',
    make: r =>
      r.pick([
        `${ym(r)} ~ ${ym(r)}`,
        `${ym(r)} - 至今`,
        `${two(r.int(1, 12))}/${r.int(2010, 2020)}-${two(r.int(1, 12))}/2022`,
        `${ym(r)}-${ym(r)}`,
        `${r.int(2010, 2018)}.0${r.int(1, 9)}—${r.int(2019, 2024)}.1${r.int(0, 2)}`,
        `${r.int(2010, 2018)}-${r.int(2019, 2024)}`,
        `2O2O.O9 - 2023.06`,
        `${r.int(2010, 2018)}年${r.int(1, 12)}月至${r.int(2019, 2024)}年${r.int(1, 12)}月`,
        `${r.pick(['May', 'Jun', 'Oct', 'March'])} ${r.int(2010, 2024)} - Present`,
        `${r.int(2015, 2019)}0901-${r.int(2020, 2024)}0630`,
      ]),
  },
  {
    kind: 'score',
    make: r =>
      r.pick([
        `GPA ${r.int(2, 3)}.${r.digits(2)}/4.00`,
        `绩点：3.${r.digits(2)}/4.0`,
        `专业排名 ${r.int(1, 20)}/${r.int(100, 300)}`,
        `GRE 168/170`,
        `前${r.int(1, 20)}%`,
        `CET-6 ${r.int(425, 710)}`,
        `英语六级 ${r.int(425, 710)} 分`,
        `雅思 7.5`,
        `TOEFL ${r.int(90, 119)}`,
        `托福 ${r.int(90, 119)}`,
      ]),
  },
  {
    kind: 'version',
    make: r =>
      r.pick([
        `Python 3.${r.int(6, 13)}.${r.int(0, 20)}`,
        `Oracle 15.2.0.1`,
        `v${r.int(1, 9)}.${r.int(0, 20)}.${r.int(0, 9)}.${r.int(0, 9)}`,
        `Spring Boot 2.${r.int(1, 7)}.${r.int(0, 18)}.RELEASE`,
        `JDK 1.8.0_${r.int(100, 400)}`,
        `Chrome 12${r.int(0, 9)}.0.6${r.digits(3)}.${r.int(10, 99)}`,
        `3.10.12`,
        `固件版本 4.${r.int(0, 9)}.${r.int(0, 9)}.${r.int(0, 9)}`,
      ]),
  },
  {
    kind: 'model',
    make: r =>
      r.pick([
        'Qwen2.5-7B',
        'GPT-4o-2024-08-06',
        'Llama-3.1-70B',
        'BERT-base-uncased',
        'YOLOv8',
        'ResNet-50',
        'DeepSeek-V3',
        'Claude 3.5 Sonnet',
        'Core i7-12700K',
        'RTX 4090',
        'STM32F103C8T6',
        'ESP32-S3',
        'ChatGLM3-6B',
      ]),
  },
  {
    kind: 'quantity',
    make: r =>
      r.pick([
        `${r.int(1, 99)}k条`,
        `1${r.int(3, 9)}${r.digits(9)} token`,
        `${r.int(100, 900)}万用户`,
        `日均 ${r.int(1, 9)}.${r.int(1, 9)} 亿次请求`,
        `QPS ${r.int(1000, 99999)}`,
        `${r.int(10, 99)},${r.digits(3)},${r.digits(3)} rows`,
        `P99 ${r.int(10, 999)}ms`,
        `延迟从${r.int(500, 999)}ms降到${r.int(100, 300)}ms`,
        `${r.int(1, 9)}TB`,
        `管理 ${r.int(5, 40)} 人团队`,
        `训练集 1${r.int(3, 9)}${r.digits(9)} 条`,
      ]),
  },
  {
    kind: 'money',
    make: r =>
      r.pick([
        `${r.int(10, 20)}-${r.int(21, 40)}K·14薪`,
        `期望薪资：${r.int(20, 50)}k`,
        `¥${r.int(100, 999)},${r.digits(3)}`,
        `$${r.int(10, 99)},${r.digits(3)} per year`,
        `节省成本 ${r.int(100, 900)} 万元`,
        `融资1${r.int(3, 9)}${r.digits(9)}元`,
      ]),
  },
  {
    kind: 'patent',
    make: r =>
      r.pick([
        `ZL20${r.int(10, 24)}${r.digits(8)}.${r.int(0, 9)}`,
        `专利号：CN${r.digits(9)}A`,
        `20${r.int(10, 24)}SR${r.digits(7)}`,
        `软著登记号 2021SR0${r.digits(6)}`,
        `US ${r.int(9, 11)},${r.digits(3)},${r.digits(3)} B2`,
        `专利申请号 2021${r.digits(8)}.${r.int(0, 9)}`,
      ]),
  },
  {
    kind: 'publication',
    make: r =>
      r.pick([
        `arXiv:24${two(r.int(1, 12))}.${r.digits(5)}`,
        `doi:10.1145/${r.digits(7)}.${r.digits(7)}`,
        `https://doi.org/10.1109/5.${r.digits(6)}`,
        `ISBN 978-7-${r.digits(3)}-${r.digits(5)}-${r.int(0, 9)}`,
        `PMID: ${r.digits(8)}`,
        'GB 11643-1999',
        'GB/T 28181-2016',
        'ISO 9001:2015',
        'IEEE 802.11ax',
        'RFC 7231',
        'CVE-2021-44228',
      ]),
  },
  {
    kind: 'course',
    make: r =>
      r.pick([
        `CS${r.int(100, 499)}`,
        `CS${r.int(100, 499)} Operating Systems`,
        `MATH ${r.int(100, 499)}`,
        `6.824 Distributed Systems`,
      ]),
  },
  {
    kind: 'identifier',
    make: r =>
      r.pick([
        `订单号：${r.int(1, 9)}${r.digits(17)}`,
        `订单 20240618${r.digits(10)}`,
        `${hex(r, 8)}-${hex(r, 4)}-4${hex(r, 3)}-a${hex(r, 3)}-${hex(r, 12)}`,
        `commit ${hex(r, 40)}`,
        `commit ${hex(r, 12)}a`,
        `流水号 ${r.digits(16)}`,
        `证书编号：${r.digits(15)}`,
        `Order No. ${r.digits(12)}`,
        `工号：${r.digits(8)}`,
        `学号：20${r.int(10, 22)}${r.digits(8)}`,
        `SN: ${r.digits(14)}`,
        `端口 8080 和 13306`,
        `编号 1${r.int(3, 9)}${r.digits(9)}`,
      ]),
  },
  {
    kind: 'employer',
    make: r =>
      r.pick([
        '王者荣耀赛事数据分析',
        '高德地图导航引擎',
        '马尔可夫链蒙特卡洛',
        '张量并行训练',
        '华为技术有限公司',
        '方正证券研究所',
        '万科物业',
        '金山办公软件',
        '江苏银行科技部',
        '马上消费金融',
        '陆金所',
        '易方达基金',
        '石墨文档协作',
        '安踏体育',
        '李宁公司电商部',
        '周大福珠宝数字化项目',
        '陈克明食品供应链系统',
        '白山云边缘计算',
        '成都示例科技有限公司',
        '杭州范例网络有限公司',
        '上海样例银行',
        '黄山旅游智慧景区',
        '曹操出行司机端',
        '史泰博电商平台',
        'Johnson & Johnson',
        'Morgan Stanley',
        'Wells Fargo',
        'Li & Partners',
        'Goldman Sachs',
        'Baker McKenzie',
      ]),
  },
  {
    kind: 'verb',
    make: r =>
      r.pick([
        'Will lead the migration in May 2023',
        'May require travel',
        'Mark every item as read',
        'Will the verb stays',
        'Hope to grow with the team',
        'Grant access to the bucket',
        'Frank feedback culture',
        'Price engine for retail',
        'Chase down flaky tests',
        'Young team, long hours',
      ]),
  },
  {
    kind: 'prose',
    make: r =>
      r.pick([
        '电话会议主持',
        '负责微信小程序开发',
        '熟悉微信支付接入',
        '邮箱系统迁移',
        '参与身份证识别算法研发',
        '人脸与身份证比对准确率 99.2%',
        '性别识别模型',
        '年龄预测任务 MAE 3.2',
        '地址解析服务',
        '少数民族地区支教',
        '电话客服质检系统',
        '设计手机端页面',
        '用户籍贯字段清洗',
        '女装频道首页改版',
        '男女用户比例分析',
        '18岁以上用户留存',
        '3岁儿童早教产品',
        '婚恋产品增长',
        '党建系统后台开发',
        '管理通讯录模块',
        'Built an email gateway',
        'Phone support for 300 users',
        'address book sync',
        'IP address allocation service',
        'Gender classification model',
        'the age of microservices',
        'Name resolution with DNS',
        'contact center analytics',
        'passport control simulation',
        'WeChat Pay integration',
        'Line chart rendering',
        'GitHub Actions pipelines',
        'LinkedIn ads campaign',
        'Street View dataset',
        'Status: completed',
        '团员活动策划',
        '群众路线教育活动组织',
        '单身经济研究报告',
        '已婚用户画像',
      ]),
  },
  {
    kind: 'job location',
    make: r =>
      r.pick([
        '期望城市：杭州',
        '工作地点：上海',
        '意向城市：北京、深圳',
        '期望工作地点：成都',
        'Preferred location: Berlin',
        'Job location: San Francisco',
        '杭州某互联网公司 后端开发',
        '常驻上海客户现场',
        '负责江苏南通分公司业务',
      ]),
  },
  {
    kind: 'link',
    make: r =>
      r.pick([
        `https://github.com/apache/kafka/pull/${r.digits(4)}`,
        'https://pytorch.org/docs',
        'https://kubernetes.io',
        'https://github.com/kubernetes/kubernetes',
        'Node.js',
        'Vue.js / Nuxt.js',
        'ASP.NET',
        'Socket.IO',
        'Next.js 14.2.3',
        '@Autowired 注解',
        '@types/node',
        'user@host 形式的地址',
        'O(n log n)',
        'C++11/14/17',
      ]),
  },
];
