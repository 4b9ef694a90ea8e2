/*
 * Invented employers, schools and sentences, and real names of trades, fields and tools. No employer, school or person
 * here is meant to exist; where a word is a real place, it is one for the place's sake.
 */

export interface Words {
  readonly orgs: readonly string[];
  readonly titles: readonly string[];
  readonly internTitles: readonly string[];
  readonly schools: readonly string[];
  readonly areas: readonly string[];
  readonly degrees: readonly { readonly text: string; readonly years: number }[];
  readonly projects: readonly string[];
  readonly roles: readonly string[];
  readonly highlights: readonly string[];
  readonly summaries: readonly string[];
  readonly cities: readonly string[];
  readonly departments: readonly string[];
  readonly skills: readonly { readonly name: string; readonly keywords: readonly string[] }[];
  readonly languages: readonly (readonly [string, string])[];
  readonly certificates: readonly string[];
  readonly awards: readonly string[];
  readonly courses: readonly string[];
  readonly names: readonly string[];
}

export const ZH: Words = {
  orgs: [
    '苏州示例智能装备有限公司', '南通样例软件有限公司', '杭州范例信息科技有限公司', '云帆示例数据科技（杭州）有限公司', '星屿样例网络技术股份有限公司',
    '北京青禾示例文化传媒有限公司', '上海样例医疗器械集团', '成都示范餐饮管理有限责任公司', '深圳样例电子商务公司', '武汉示例建筑设计院',
    '样例银行', '示例证券', '蓝鲸示例科技', '远山样例教育', '样例软件', '示例互娱', '广州范例汽车制造有限公司', '示例会计师事务所', '样例人民医院', '青岛示例物流集团有限公司',
    '中部样例能源股份有限公司', '示例研究院', '星河样例工作室', '西安示例航空动力有限公司',
  ],
  titles: [
    '后端开发工程师', '高级后端工程师', '前端工程师', 'Java开发工程师', '算法工程师', '产品经理', '高级产品经理', '数据分析师', '测试工程师', '运维工程师', '架构师', '技术总监', '项目经理',
    '市场专员', '市场经理', '销售经理', '区域销售总监', '人力资源专员', '财务主管', '会计', '行政助理', '机械设计师', '电气工程师', '结构工程师', '护士', '主治医师', '高中数学教师', '文案策划', 'UI设计师',
    '运营专员', '新媒体运营', '客服主管', '采购专员', '供应链主管', '质量工程师', '店长', '法务专员', '投资经理', '审计员', '研究员', '资深Android开发工程师', 'C++开发工程师',
  ],
  internTitles: ['后端开发实习生', '产品实习生', '数据分析实习生', '市场实习生', '测试实习生', '算法实习生', '财务实习生', '管培生', '运营实习生', '人力资源实习生'],
  schools: [
    '江苏示范大学', '江南样例理工大学', '东湖示例师范学院', '北方范例科技大学', '滨海样例工业大学', '西部示例职业技术学院', '示例财经大学', '华中样例医科大学', '南岭范例农业大学', '示例外国语学院', '中原示例大学', '云山样例学院',
  ],
  areas: [
    '计算机科学与技术', '软件工程', '物流工程', '信息管理与信息系统', '电子信息工程', '通信工程', '自动化', '机械设计制造及其自动化', '土木工程', '会计学', '金融学', '工商管理', '市场营销', '汉语言文学', '英语', '临床医学',
    '护理学', '法学', '新闻学', '统计学', '应用数学', '人力资源管理', '视觉传达设计', '生物工程', '电气工程及其自动化', '数据科学与大数据技术',
  ],
  degrees: [
    { text: '本科', years: 4 }, { text: '硕士', years: 3 }, { text: '博士', years: 4 }, { text: '大专', years: 3 }, { text: '学士', years: 4 }, { text: '硕士研究生', years: 3 }, { text: '本科', years: 4 }, { text: '硕士', years: 2 },
  ],
  projects: [
    '仓储机器人调度平台', '设备巡检知识库', '实时风控决策引擎', '多活容灾改造', '简历解析服务', '电商推荐系统', '智能客服问答机器人', '在线考试系统', '校园二手交易小程序', '供应链协同平台', '城市交通流量预测', '医疗影像辅助诊断', '企业数据中台建设',
    '新品上市推广', '门店数字化改造', '高层住宅结构优化', '图书馆座位预约系统', '订单中心重构', '会员积分体系', '日志检索平台', '智慧园区物联网平台', '基于深度学习的缺陷检测', 'IoT网关', 'OA审批流程改造',
  ],
  roles: ['后端负责人', '后端开发', '技术负责人', '核心开发', '独立开发', '项目负责人', '前端开发', '产品经理', '测试负责人', '组长', '成员', '算法工程师', '项目经理', '数据分析'],
  highlights: [
    '负责订单中心的架构演进，将单体服务拆分为14个微服务，峰值下单能力由每秒3200笔提升到11000笔。', '设计统一的幂等与去重组件，覆盖支付、退款、发票三条业务线，重复扣款投诉量下降至零。', '搭建灰度发布与全链路追踪平台，平均故障定位时间由47分钟缩短到9分钟',
    '推动成本治理，关闭闲置实例、压缩日志与冷热分层存储，每月节省费用约18万元。', '参与会员与积分系统研发，使用脚本保证库存扣减的原子性', '独立完成对账引擎，按渠道拉取账单、自动比对差异并生成工单，人工对账工作量减少85%。', '维护内部权限平台，接入32个业务系统',
    '编写新人手册与代码评审规范，累计评审合并请求1150余个。', '组织线下活动20余场，新增会员3.2万人，活动转化率提升12%', '负责华东区域渠道拓展，签约经销商45家，年度销售额同比增长38%。', '完成月度结账与报表编制，配合外部审计，零差错通过年审', '带领6人小组完成从零到一的系统建设，按期上线率97.5%。',
    '针对老旧设备制定保养计划，停机时间减少30%，备件成本下降15%。', '负责病区日常护理工作，参与抢救120余次，患者满意度98%', '承担高二年级两个班的数学教学，班级平均分位列年级第一', '优化首页加载速度，首屏时间从3.1秒降至0.9秒。', '与产品、设计、运营协作，推动需求从评审到上线的全流程落地',
    '撰写竞品分析报告12份，为版本规划提供依据', '通过数据埋点与漏斗分析定位流失环节，次日留存率由31%提升至42%。', '制定供应商准入标准，采购周期缩短5天，年节约成本260万元', '完成3栋高层住宅的结构计算与施工图设计，用钢量较同类项目降低8%。', '建立标准作业流程文档60余份，新员工上手时间缩短一半',
  ],
  summaries: ['热爱技术，注重细节，习惯用数据验证假设。', '具备良好的跨团队沟通能力，抗压能力强。', '学习能力强，能够快速上手新的业务领域。', '工作认真负责，有较强的团队合作精神。', '面对复杂问题能够拆解目标、识别风险并推动落地。'],
  cities: ['北京', '上海', '杭州', '深圳', '广州', '成都', '南京', '苏州', '武汉', '西安'],
  departments: ['研发部', '市场部', '技术部', '数据平台部', '产品部'],
  skills: [
    { name: '编程语言', keywords: ['Java', 'Go', 'Python', 'C', 'C++', 'TypeScript', 'Rust', 'R', 'Kotlin', 'C#', 'PHP'] },
    { name: '框架', keywords: ['Spring Boot', 'Vue', 'React', 'Django', 'Flask', 'MyBatis', 'Node.js', '.NET', 'gRPC', 'Netty'] },
    { name: '数据库', keywords: ['MySQL', 'PostgreSQL', 'Redis', 'MongoDB', 'Oracle', 'TiDB', 'ClickHouse', 'Elasticsearch'] },
    { name: '中间件', keywords: ['Kafka', 'RocketMQ', 'RabbitMQ', 'ZooKeeper', 'Nginx', 'etcd'] },
    { name: '云与运维', keywords: ['Docker', 'Kubernetes', 'Linux', 'Jenkins', 'Terraform', 'Prometheus', 'Git', '阿里云'] },
    { name: '办公软件', keywords: ['Excel', 'PowerPoint', 'Word', 'Visio', 'SPSS', 'Photoshop'] },
    { name: '工程工具', keywords: ['AutoCAD', 'SolidWorks', 'MATLAB', 'Revit', 'ANSYS', 'PLC'] },
    { name: '数据分析', keywords: ['数据可视化', '用户画像', 'A/B测试', 'Tableau', '数据建模', 'SQL'] },
    { name: '专业能力', keywords: ['财务分析', '成本核算', '税务筹划', '需求分析', '项目管理', '商务谈判'] },
  ],
  languages: [['英语', 'CET-6'], ['普通话', '母语'], ['英语', '流利'], ['日语', 'N2'], ['粤语', '熟练'], ['德语', 'B1']],
  certificates: ['注册会计师', '系统架构设计师', 'PMP项目管理专业人士', '教师资格证', '计算机二级', '软件设计师', '一级建造师', '护士执业资格证'],
  awards: ['校级一等奖学金', '国家奖学金', '优秀员工', '数学建模竞赛二等奖', '优秀毕业生', '年度技术创新奖', '最佳新人奖'],
  courses: ['数据结构', '操作系统', '计算机网络', '编译原理', '概率论', '数据库原理', '管理学', '微观经济学'],
  names: ['林知远', '周可岚', '陈示例', '许若川', '韩样例', '沈亦舟'],
};

export const EN: Words = {
  orgs: [
    'Quillfeather Logistics, Inc.', 'Harborlight Analytics LLC', 'Northwind Sample Systems', 'Bluefern Example Labs', 'Copperleaf Foods Ltd', 'Sample & Sons Consulting', 'Tidewater Example Bank', 'Marigold Health', 'Oakhaven Sample Hospital', 'Pixelmoor Studios',
    'Lanternfish', 'Brightwater', 'Thistlewood Media Group', 'Ironvale Manufacturing Co.', 'Greenbriar Energy', 'Example Robotics GmbH', 'Saltmarsh Capital Partners', 'Kestrel & Vane', 'Juniper Sample School District', 'Foxglove Software', 'Redbarn Example Retail', 'Evermoor',
    'Stonebridge Sample Insurance Company', 'Wrenfield Technologies',
  ],
  titles: [
    'Software Engineer', 'Senior Software Engineer', 'Staff Engineer', 'Backend Developer', 'Frontend Developer', 'Data Scientist', 'Data Analyst', 'Product Manager', 'Senior Product Manager', 'Project Manager', 'DevOps Engineer', 'QA Engineer', 'Marketing Manager', 'Sales Associate', 'Account Executive', 'Registered Nurse',
    'Mechanical Engineer', 'Civil Engineer', 'Accountant', 'Financial Analyst', 'HR Specialist', 'Graphic Designer', 'UX Designer', 'Operations Manager', 'Research Assistant', 'High School Teacher', 'Store Manager', 'Customer Success Manager', 'Technical Writer', 'Business Analyst', 'Chief Technology Officer', 'Director of Engineering',
    'VP of Marketing', 'Head of Operations', 'Executive Assistant', 'Machine Learning Engineer', 'Solutions Architect', 'Supply Chain Coordinator', 'Legal Counsel', 'Content Strategist',
  ],
  internTitles: ['Software Engineering Intern', 'Marketing Intern', 'Data Science Intern', 'Research Intern', 'Finance Intern', 'Product Design Intern', 'Summer Intern'],
  schools: [
    'Cascade State University', 'Lakeview College', 'University of Northmere', 'Ashford Institute of Technology', 'Sample State University', 'Hawthorne College', 'Universidad de Ejemplo', 'Eastgate Polytechnic', 'Example Business School', 'Riverbend Community College', 'Royal Example University', 'St. Alder College',
  ],
  areas: [
    'Computer Science', 'Software Engineering', 'Electrical Engineering', 'Mechanical Engineering', 'Business Administration', 'Economics', 'Statistics', 'Marketing', 'Psychology', 'Nursing', 'Finance', 'Accounting', 'Graphic Design', 'English Literature', 'Biology', 'Chemistry', 'Mathematics', 'Information Systems', 'Civil Engineering', 'Political Science', 'Public Health',
  ],
  degrees: [
    { text: 'B.S.', years: 4 }, { text: 'M.S.', years: 2 }, { text: 'Bachelor of Science', years: 4 }, { text: 'Master of Science', years: 2 }, { text: 'Ph.D.', years: 5 }, { text: 'B.A.', years: 4 }, { text: 'MBA', years: 2 }, { text: 'BSc', years: 3 }, { text: 'Bachelor of Arts', years: 4 }, { text: 'MSc', years: 1 }, { text: 'Associate of Science', years: 2 }, { text: 'B.Eng.', years: 4 },
  ],
  projects: [
    'TrailMapper', 'Inventory Forecasting Dashboard', 'Campus Ride Share', 'Open Recipe Index', 'gradient-lab', 'Smart Irrigation Controller', 'Realtime Chat Server', 'Portfolio Optimizer', 'Library Seat Finder', 'Photo Deduplicator', 'Warehouse Robot Scheduler', 'Course Planner', 'Support Ticket Classifier', 'Bike Counter', 'Payments Migration', 'Brand Refresh', 'Market Entry Study', 'Bridge Load Simulator',
  ],
  roles: ['Lead Developer', 'Backend Developer', 'Team Lead', 'Author', 'Maintainer', 'Contributor', 'Project Lead', 'Full-stack Developer', 'Designer', 'Team Member', 'Product Owner'],
  highlights: [
    'Split a 400k-line monolith into 14 services; peak order throughput rose from 3,200 to 11,000 per second.', 'Designed a shared idempotency library adopted by payments, refunds, and invoicing', 'Built tracing and canary tooling that reduced mean time to diagnosis from 47 minutes to 9 minutes.', 'Negotiated reserved capacity and tiered log storage, saving about $26,500 every month.',
    'Wrote a reconciliation engine that matches bank statements against ledgers; manual work dropped 85%.', 'Maintained an access-control platform integrated with 32 internal applications', 'Reviewed 1,150+ merge requests; defect escape rate stayed below 1.8% for ten quarters.', 'Grew regional revenue 38% by signing 45 new distributors', 'Closed monthly books and prepared reports for external auditors with zero findings',
    'Led a team of six engineers from kickoff to launch, on time and under budget.', 'Cared for up to eight patients per shift on a 30-bed surgical unit', 'Taught algebra and geometry to 120 students; pass rate improved from 71% to 88%.', 'Cut first-page load time from 3.1 s to 0.9 s', 'Partnered with product, design, and support to ship the redesigned onboarding flow.', 'Produced 12 competitor studies that informed the annual roadmap',
    'Automated weekly reporting, saving the team roughly five hours per week.', 'Defined supplier standards that shortened procurement cycles by five days', 'Introduced a maintenance schedule that reduced equipment downtime by 30%.', 'Managed a $1.2M advertising budget across search, social, and print', 'Mentored four junior colleagues, two of whom were promoted',
  ],
  summaries: ['Engineer with a focus on reliable, well-tested systems and clear documentation.', 'Comfortable working across teams and explaining trade-offs to non-technical partners.', 'Known for calm incident response and careful planning.', 'Enjoys mentoring and turning vague goals into measurable plans.'],
  cities: ['Portland, OR', 'Austin, TX', 'Boston, MA', 'Seattle, WA', 'London, UK', 'Chicago, IL', 'Toronto', 'Denver, CO'],
  departments: ['Platform Team', 'Growth Team', 'Research Division'],
  skills: [
    { name: 'Languages', keywords: ['Java', 'Go', 'Python', 'C', 'C++', 'TypeScript', 'Rust', 'R', 'Kotlin', 'C#', 'SQL'] },
    { name: 'Frameworks', keywords: ['Spring Boot', 'React', 'Vue', 'Django', 'Flask', 'Node.js', '.NET', 'gRPC', 'Rails'] },
    { name: 'Databases', keywords: ['PostgreSQL', 'MySQL', 'Redis', 'MongoDB', 'Oracle', 'DynamoDB', 'Snowflake'] },
    { name: 'Cloud & DevOps', keywords: ['AWS', 'Docker', 'Kubernetes', 'Terraform', 'Linux', 'CI/CD', 'Prometheus', 'Git'] },
    { name: 'Tools', keywords: ['Excel', 'Tableau', 'Figma', 'Jira', 'Salesforce', 'Photoshop', 'AutoCAD', 'SolidWorks', 'MATLAB'] },
    { name: 'Business', keywords: ['Budgeting', 'Forecasting', 'Negotiation', 'Market research', 'Project management', 'Public speaking'] },
    { name: 'Data', keywords: ['Machine learning', 'Statistics', 'A/B testing', 'pandas', 'NumPy', 'Spark', 'Airflow'] },
  ],
  languages: [['English', 'Native'], ['Spanish', 'B2'], ['French', 'Fluent'], ['German', 'Intermediate'], ['Mandarin', 'Conversational'], ['Portuguese', 'Professional working proficiency']],
  certificates: ['AWS Certified Developer - Associate', 'Certified Kubernetes Administrator', 'Project Management Professional', 'Certified Public Accountant', 'Google Analytics Certification'],
  awards: ["Dean's List", 'Best Paper Award', 'Employee of the Year', 'Hackathon Winner', 'Sales Excellence Award'],
  courses: ['Operating Systems', 'Database Systems', 'Machine Learning', 'Algorithms', 'Microeconomics', 'Linear Algebra'],
  names: ['Marisol Everhart', 'Tobias Lindqvist', 'Jun Example', 'Priya Samplewala', 'Owen Hartley'],
};
