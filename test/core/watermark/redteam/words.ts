// Everything here is invented: example companies, reserved or obviously made-up numbers.

export const TRICKY =
  `Top1 GPT-4 F1 P99 P95 4-bit 2.5-7B C++ C# R Go .NET Node.js HTTP/2 IPv6 K8s S3 EC2 Top-5 MRR-10 NDCG@5 16-opt
Qwen2.5-7B LLaMA-3 INT8 fp16 Word2Vec BERT-Base CBS2.0 v3.11.2 x86_64 a/b i18n utf-8 SHA-256 OAuth2 3D 5G e2e L2 T5 B2B 1k+ 99.9%
https://example.com/p/9f3 www.example.com/~demo git@example.com a_b_c my_func() --help C:\\tmp 10.0.0.1 [3] #42 $1.2M ±0.5 O(n)`.split(
    /\s+/,
  );

export const TECH =
  `Kotlin gRPC Kafka Redis MySQL PostgreSQL Spring Vue React Docker Kubernetes Terraform Ansible Flink Spark Hive
ClickHouse Elasticsearch PyTorch ONNX TensorRT LangChain FastAPI Django Selenium Appium JMeter Prometheus Grafana Nginx RabbitMQ
MongoDB Netty Hadoop Airflow dbt Rust Go C++ Java Python TypeScript Milvus Faiss Jenkins`.split(/\s+/);

export const ZH = {
  surname: [...'林赵钱孙李周吴郑王冯陈沈韩杨'],
  given: '知远 思齐 明哲 雨桐 子涵 一诺 浩然 佳 晓彤 立'.split(' '),
  city: '江苏南通 上海 杭州 成都 深圳 武汉 西安 北京海淀'.split(' '),
  company:
    '苏州示例智能装备有限公司 南通样例软件 杭州范例信息科技有限公司 北京样例数据技术有限公司 上海示例网络科技 深圳范例电子'.split(
      ' ',
    ),
  school: '江苏示范大学 浙江样例理工大学 示例师范学院 样例科技大学'.split(' '),
  major: '物流工程 计算机科学与技术 软件工程 数学与应用数学 电子信息工程'.split(' '),
  role: '后端开发工程师 测试实习生 算法工程师 数据分析师 前端开发 产品经理 运维工程师'.split(' '),
  project: '仓储机器人调度平台 设备巡检知识库 订单中心重构 实时风控系统 智能客服问答 数据质量监控平台 供应链预测'.split(
    ' ',
  ),
  heading: '个人信息 项目经验 工作经验 教育背景 技能特长 自我评价 证书与荣誉 校园经历'.split(' '),
  sentence: [
    '负责{t}与{t}的选型和落地，支撑日均{n}千次请求，接口{k}延迟<0.{d}s。',
    '采用{k}算法（{p}%首解率），按优先级预留时间窗，结合历史热力图预测下一时段拥堵路口。',
    '使用{t}推送给车端{k}，并用sidecar做限流和熔断（下行带宽减少{p}%）。',
    '巡检员在现场要同时翻阅纸质手册和历史工单，遇到少见故障只能打电话求助老师傅，需要做一套离线可用的检索问答工具。',
    '用脚本工具（{t}）抽取手册正文，对扫描件用识别引擎补全文字，按章节切成段落；对于表格类内容，先还原行列关系再入库。',
    '通过预测、分区等手段，平均等待时间降到{d}.{d}秒（高峰期{d}.5s），达到现场节拍要求。',
    '参与订单中心接口开发、单元测试编写（下单、拆单、退款），编写{t}场景脚本。',
    '基于{t}部署{k}，首条命中率从{p}%→{p}%。',
    '优化索引与执行计划，慢查询由{n}条降到{d}条，季度满意度{p}%。',
    '熟练使用{t}编程，熟悉{t}服务器环境及脚本，了解{k}。',
    '支持断线重连和幂等写入，维护{t}、{t}等监控组件，优化{k}。',
    '缺陷跟踪：复现率统计、日志对照排查（如时区差异、并发写冲突）；少买了{d}成设备。',
    '与{d}个部门协作，输出方案{n}份，评审一次通过率{p}%，获{k}奖项。',
  ],
  school_line: '本科 硕士 大专'.split(' '),
};

export const EN = {
  surname: 'Sample Rivers Example Stone Marsh Ellery Winters'.split(' '),
  given: 'Alex Robin Casey Jordan Morgan Taylor Ines'.split(' '),
  city: 'Springfield, Northport, Lakeside, Eastvale,'.split(' '),
  company: [
    'Example Robotics Ltd',
    'Sample Software Inc.',
    'Placeholder Data GmbH',
    'Specimen Cloud Co.',
    'Demo Retail Group',
  ],
  school: ['Example State University', 'Sample Institute of Technology', 'Demo College'],
  major: ['Computer Science', 'Applied Mathematics', 'Industrial Engineering', 'Statistics'],
  role: ['Backend Engineer', 'QA Intern', 'Machine Learning Engineer', 'Data Analyst', 'Product Manager', 'SRE'],
  project: [
    'Warehouse dispatch platform',
    'Maintenance knowledge base',
    'Order service rewrite',
    'Fraud scoring',
    'Search relevance',
  ],
  heading: ['SUMMARY', 'Experience', 'Projects', 'Education', 'Skills', 'Awards & Certificates', 'Activities'],
  sentence: [
    'Led the migration of {t} to {t}, serving {n}k requests a day at {k} latency below 0.{d} s.',
    'Built a {k} ranking model with {t}; offline hit rate rose from {p}% to {p}%.',
    'Designed the retry and idempotency policy for the {t} gateway, cutting duplicate orders by {p}%.',
    'Wrote integration tests with {t} and {t}, and kept the suite under {d} minutes.',
    'Mentored {d} interns; introduced code review, trunk-based development and weekly incident drills.',
    'Reduced cloud spend by {p}% by right-sizing {t} clusters and moving cold data to {k}.',
    'Implemented a dispatcher in {t} that plans routes for {n} vehicles every {d} seconds.',
    'Responsible for the on-call rotation, dashboards in {t}, and the {k} rollout across {d} regions.',
    'Analysed customer feedback and shipped {n} experiments with product and design partners.',
    'Proficient in {t}, {t} and {t}; working knowledge of {k}.',
  ],
  school_line: ['B.Sc.', 'M.Sc.', 'B.Eng.'],
};
