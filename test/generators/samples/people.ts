/** The invented people of the shipped samples. Numbers and addresses are of kinds that nobody holds. */
export interface SampleResume {
  readonly name: string;
  readonly header: readonly string[];
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

export const CHINESE: SampleResume = {
  name: '苏望舒',
  header: ['女 | 28岁 | 江苏镇江 | 6年经验', '电话：13900000427  邮箱：su.wangshu@example.com  微信：wangshu_su28'],
  sections: [
    {
      heading: '教育背景',
      lines: ['江东样例大学  软件工程  硕士  2016.09 - 2019.06', '镇江示例学院  信息管理  本科  2012.09 - 2016.06'],
    },
    {
      heading: '工作经历',
      lines: [
        '南京范例云计算有限公司  高级后端工程师  2021.07 - 至今',
        '· 负责计费平台的重构，把 9 个定时任务改为事件驱动，月结时间从 7 小时缩短到 35 分钟。',
        '· 设计幂等的扣款接口，P99 延迟由 620ms 降到 140ms，重复扣款投诉归零。',
        '· 带领 4 人小组完成多机房切换演练，按期上线率 98.5%。',
        '苏州样本软件股份公司  后端工程师  2019.07 - 2021.06',
        '· 参与订单中心开发，使用 Kafka 与 Redis 支撑促销日 1,200 万笔订单。',
        '· 编写对账工具，人工对账工作量减少 80%。',
      ],
    },
    {
      heading: '项目经历',
      lines: [
        '实时账单引擎 - 技术负责人  2022.03 - 2022.12',
        '技术栈：Kotlin、Flink、PostgreSQL、gRPC',
        '· 基于 Flink 构建计量管道，单条记录决策耗时 8 毫秒以内。',
      ],
    },
    {
      heading: '专业技能',
      lines: ['编程语言：Kotlin、Go、C++、SQL', '中间件：Kafka、Redis、Elasticsearch、Nginx', '英语：CET-6 568 分'],
    },
  ],
};

export const ENGLISH: SampleResume = {
  name: 'Tamsin R. Okafor-Hale',
  header: [
    'Senior Data Engineer | Portland, OR',
    'Phone: (503) 555-0187  Email: tamsin.okafor-hale@example.com',
    'LinkedIn: linkedin.com/in/tamsin-okafor-hale-example',
  ],
  sections: [
    {
      heading: 'Experience',
      lines: [
        'Larkspur Freight, Inc. - Senior Data Engineer',
        'Mar 2020 - Present',
        '- Rebuilt the shipment lakehouse on Spark 3.5; nightly loads fell from 6 hours to 48 minutes.',
        '- Led a team of five and cut warehouse spend by 34%.',
        'Quillmark Analytics LLC - Data Engineer',
        'Jul 2016 - Feb 2020',
        '- Wrote a reconciliation service in Python 3.10.12 that matched 2.4 million rows a day.',
      ],
    },
    {
      heading: 'Education',
      lines: [
        'M.S. Computer Science, Cascadia Example University',
        '2014 - 2016',
        'B.S. Mathematics, Lakeview Sample College, GPA 3.82/4.00',
        '2010 - 2014',
      ],
    },
    {
      heading: 'Skills',
      lines: ['Languages: Python, Scala, SQL, R, C', 'Tools: Spark, Airflow, dbt, Kafka, Terraform'],
    },
  ],
};

export const MIXED: SampleResume = {
  name: '顾星野 (Xingye Gu)',
  header: ['Tel: +86 137-0000-0516 | E-mail: xingye.gu@example.com', '现居：上海市浦东新区示例路88弄6号402室'],
  sections: [
    {
      heading: '工作经历 Work Experience',
      lines: [
        '上海虚构科技有限公司  Product Manager  2018-05 ~ 2023-09',
        '• 负责 B2B SaaS 产品路线图，ARR 增长 46%。',
        '• Ran 30+ user interviews; NPS rose from 21 to 47.',
      ],
    },
    { heading: '教育背景 Education', lines: ['东海示例大学  工商管理  学士  2013-09 ~ 2017-06'] },
    { heading: '技能 Skills', lines: ['Figma, SQL, A/B testing, Axure, 用户研究'] },
  ],
};

export const DOCX_PERSON: SampleResume = {
  name: '陆听澜',
  header: ['男 / 1994年3月 / 籍贯：浙江绍兴', '手机 136 0000 0935   QQ：100200300'],
  sections: [
    { heading: '求职意向', lines: ['机械设计工程师 / 杭州 / 15-20K'] },
    {
      heading: '工作经历',
      lines: [
        '2017.07-2022.04  杭州样例装备有限公司  机械设计工程师',
        '完成 12 款减速机的结构设计，良品率提升到 99.2%。',
      ],
    },
    { heading: '教育经历', lines: ['2013.09-2017.06  浙江示例工业学院  机械工程  本科'] },
    { heading: '技能特长', lines: ['SolidWorks、AutoCAD、ANSYS、有限元分析'] },
  ],
};

export const SCANNED: SampleResume = {
  name: '程知夏',
  header: ['女  25岁  2年经验  13800000662', '邮箱：chengzhixia@example.com'],
  sections: [
    { heading: '教育背景', lines: ['西岭样例师范大学  统计学  本科  2017-09 ~ 2021-06'] },
    {
      heading: '工作经历',
      lines: [
        '成都范例数据有限公司  数据分析师  2021-07 ~ 2023-08',
        '搭建渠道归因模型，投放成本下降 18%。',
        '编写 40 余张日报看板，覆盖 6 个事业部。',
      ],
    },
    { heading: '技能特长', lines: ['Python、SQL、Tableau、A/B 实验'] },
  ],
};

export const STAMPED: SampleResume = {
  name: '方竹青',
  header: ['女 27岁 浙江宁波 5年经验', '13800000739 fangzhuqing@example.com'],
  sections: [
    {
      heading: '项目经历',
      lines: [
        '冷链监控平台 - 项目负责人 2022-04 ~ 2023-02',
        '· 设计设备接入网关，支持 MQTT 与 HTTP/2，在线设备 3 万台，P99 时延由 420ms 降到 95ms。',
        '· 基于 TimescaleDB 存储温度曲线，按 Top50 仓库预聚合，看板首屏由 6.1s 缩短到 0.9s。',
        '· 引入 8-bit 量化的异常检测模型，误报率从 12% 降到 3%，值守人力减少一半。',
      ],
    },
    {
      heading: '工作经历',
      lines: [
        '宁波示例冷链科技有限公司 - 后端开发工程师 2021-07 ~ 2024-05',
        '· 负责订单履约中心，重构库存预占流程，超卖投诉归零。',
        '· 维护 Prometheus/Grafana 监控组件，编写 Terraform 环境脚本。',
        '杭州样例软件有限公司 - 后端开发实习生 2020-09 ~ 2021-01',
        '· 参与结算接口开发与单元测试，累计评审合并请求 150 余个。',
      ],
    },
    { heading: '教育背景', lines: ['东海示范大学 - 软件工程 - 本科 2016-09 ~ 2020-06'] },
    { heading: '技能特长', lines: ['· 熟悉 Kotlin、Go、C++，掌握 Kafka、Redis 与 MySQL 调优。'] },
  ],
};
