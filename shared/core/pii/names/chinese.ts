import { isHan } from '../page.ts';
import { isPlace } from '../places/china.ts';
import { isNameSign } from './pinyin.ts';
import { isCommonSurname, surnameAt } from './surnames.ts';
import { isListedWord } from './words.ts';

/**
 * Words of two to four signs that begin with a family name and go on with signs that people are named with. A name of
 * a person by position alone must not be one of them; behind a label it may be.
 */
const WORDS: ReadonlySet<string> = new Set(
  `高德 高通 高中 高考 高级 高效 高兴 高新 高端 高校 高可用 高并发 高数 高管 高铁 高伟达 万科 万达 万象 万能 万方 万里 方正 方向 方式 方法 方案 方面 方圆 方程 方言
  华为 华润 华夏 华泰 华东 华南 华北 华中 华西 华大 华硕 华宇 华晨 华山 华人 华硕 华章 金山 金融 金蝶 金立 金元 金牌 金华 金属 金色 金额 金科 金地 金证 金城 金风
  安全 安卓 安心 安静 安康 安徽 安阳 安庆 安居 安装 安踏 安利 安泰 安捷 安排 平安 平台 江苏 江西 江南 江北 江东 江门 江阴 江海 江淮 江铃 文化 文学 文理 文艺 文科 文凭 文档 文件 文言 文章
  成果 成长 成就 成功 成都 成立 成本 成员 成绩 成品 成熟 程序 程式 时间 时代 时光 时尚 时序 时效 时任 计算 计划 计数 计费 史诗 史学 石油 石化 石材 石英 路由 路径 路线 路演 路测 雷达 雷电 雷军 马云
  白名单 白云 白盒 白天 白领 白银 黄金 黄山 黄河 黄海 黄冈 黄石 蓝图 蓝牙 蓝天 红外 红利 红河 红山 龙湖 龙江 龙岩 龙芯 龙头 龙门 水平 水利 水文 水务 水电 易方达 易道 易用 易学 应用 应届 应届生 应聘 应对
  任务 任职 任教 任期 任意 项目 项目部 单元 单位 单体 单机 单片机 单测 单纯 单车 单身 单品 解决 解析 解码 解释 解耦 解读 范式 范围 范例 范文 许可 许昌 温度 温州 温习 童装 童书 边缘 边界 边学 车间 车联网 车载 车辆 车型 车机 和平 和谐 和田 和信 应收
  全栈 全文 全国 全球 全局 全面 全程 全景 全书 全职 宋体 宁波 宁德 宁夏 宁远 常州 常熟 常德 常见 常用 常态 常识 常务 时常 余杭 余姚 杭州 湖州 苏州 苏宁 苏泊尔 徐州 徐汇 徐工 沈阳 沈北 韩国 韩语 唐山 唐代 元素 元宝 元年 元宇宙 武汉 武威 武昌 武夷
  清华 海尔 海信 海康 海南 海洋 海口 海外 海大 齐鲁 齐全 齐心 关于 关系 关键 关注 关联 向上 向量 向日葵 向导 祝福 祝贺 强化 强国 强调 强大 强度 强项 强烈 毛利 毛利率 毛坯 钱包 钱江 田野 田间 曲线 曲面 曲江 曲靖 曲阜 支付 支付宝 支持 支撑 支线 支教
  包括 包含 包装 包头 包裹 包图 党员 党建 党支部 党委 党政 党校 谈判 谈话 经验 常规 明星 万元 元件 万亿 经理 经历 经济 简历 简介 简书 简洁 简单 简化 简易 简爱 荣誉 荣耀 熊猫 牛奶 牛客 牛顿 柏林 柏拉图 柏油 米家 米兰 米其林 古典 古代 古建 古城 甘肃 甘南 游戏 游学 游乐 游客 游标
  台湾 台州 台北 台式机 台账 官网 官方 官员 桂林 桂冠 阳光 阳泉 阳江 云南 云计算 云原生 云服务 云浮 云端 云图 云平台 云开发 云安全 云存储 星海 景区 景德镇 景观 农业 农村 农学 农商行 农药 权限 权重 权威 权益 权利 巴黎 巴西 商业 商务 商品 商城 商家 商学 商标 商洛 商丘 商汤
  井冈山 井下 来宾 来源 来自 明天 明源 明细 明确 都市 都江堰 连云港 连接 连续 连锁 连通 连带 居家 居民 居住 后端 后台 后勤 后续 容器 容错 容量 容灾 水滴 水星 阿里 能力 能源 能效 司机 司法 司徒 左右 左侧 左移 花旗 花生 花卉 花都 麦当劳 麦肯锡 麦克风 冷链 冷启动 冷却 冷冻 卓越 卓有成效
  谷歌 谷粒 谷子 乐高 乐视 乐器 乐理 乐学 乐山 乐队 席位 申请 申报 申通 申论 申花 封装 封面 封禁 封闭 房产 房地产 房屋 房源 房东 双语 尚品 尚硅谷 汉语 汉中 汉王 汉英 汉化 洪水 洪山 东方 东南 东北 东莞 东软 东风 东京 东华 西门子 上官 长安 长沙 长江 长春 长城 长期 长虹 欧洲 欧姆龙 欧莱雅 欧美 欧拉
  施工 施耐德 施行 盛大 盛世 盛趣 盛行 通用 通信 通过 通州 英语 英文 英国 英才 英特尔 信息 信用 公司 公开 公众 公益 公正 公安 年轻 年龄 年度 年级 于是 于此 陆军 陆续 陆家嘴 陆金所 孔径 毕业 毕业生 毕业设计 毕业院校 毕昇 费用 费率 季度 季节 纪律 纪念 纪录 纪检 舒适 顾问 顾客 顾家 顾全 鲁班 鲁棒 葛洲坝 段落 段位 钟表 汤臣 汤池
  严谨 严格 严重 严密 管理 管培生 管道 管控 管家 成型 符号 符合 相关 相册 相机 相似 荆州 荆门 滕州 焦作 焦点 焦虑 焦化 凌晨 凌云 霍尔 霍山 裴度 宫颈 盖茨 盖板 储能 储备 储存 储蓄 储运 敬业 敬上 敬礼 屈臣氏 宗旨 宗教 宗地 别墅 池州 池化 充电 沙盘 沙盒 沙箱 沙龙 沙特 原型 原理 原创 原生 原子 原则 原画 原神 暴雪 暴露 景气 苗木 苗圃 苗栗
  林业 林学 林区 林地 林芝 林肯 林下 林权 林产 杨树 杨浦 杨凌 柳州 柳工 梅州 梅花 石家庄 周口 周期 周报 周边 周年 周会 周末 周转 周一 周五 吴江 吴忠 吴中 孙子 孙女 朱雀 胡同 胡椒 何时 何地 罗马 罗湖 罗技 罗盘 罗兰 郑州 郑东 郑重 谢谢 谢意 冯诺依曼 邓小平 曹县 曹操出行 彭博 吕梁 丁香园 丁香 丁类 丁二烯 魏都 叶子 叶片 叶酸 余额 余弦 余热 余数 潘多拉 戴尔 戴森 夏季 夏天 夏令营 钟声 田径 姜黄 姜堰 尹珠 黎明 武术 武警 武器
  张量 张江 张家口 张家界 张家港 张贴 张力 张掖 张店 张裕 张口 王者 王者荣耀 王牌 王府井 王朝 王国 王道 李宁 李锦记 李子 刘海 陈列 陈述 陈设 陈克明 陈旧 赵州 赵云 黄埔 黄浦 马上 马甲 马达 马拉松 马尔可夫 马克思 马克思主义 马来西亚 马可波罗 马鞍山 马蜂窝 马来语 郭敬明 梁柱 梁桥 唐宋 于都 董事 董事长 董秘 董监高 袁隆平 傅里叶 傅立叶 沈飞 曾任 曾经 曾获 曾用名 彭州 苏打 苏联 卢浮宫 蒋介石 蔡司 贾家 毛泽东 江泽民 习近平 邓小平理论 毛概`
    .trim()
    .split(/\s+/),
);

/** Words that end what begins like a name: a school, a firm, a thing. */
const TAIL =
  /(?:公司|集团|大学|学院|学校|中学|小学|银行|科技|软件|网络|信息|平台|系统|项目|部门|中心|协会|研究|实验室|医院|酒店|超市|地图|模型|算法|技术|工程|专业|岗位|职位|经验|经历|能力|技能|厨具|电气|电器|电子|药业|制药|珠宝|食品|服饰|家居|汽车|机械|机床|重工|能源|证券|基金|保险|传媒|物流|快递|餐饮|股份|实业|生物|医药|化工|钢铁|家具|日化|酒业|茶业|置业|地产|文具|乳业|水泥|矿业|纺织|印刷|旅游|体育|晚报|日报)/;

/** The length of a Chinese name that begins at an offset: surname and one or two given signs; 0 when there is none. */
export function chineseNameAt(text: string, at: number, given: number): number {
  const surname = surnameAt(text, at);
  if (surname === 0) return 0;
  const length = surname + given;
  if (given > 1 && '区县镇乡'.includes(text[at + length - 1] ?? ' ')) return 0;
  for (let i = at + surname; i < at + length; i++) if (!isHan(text.charCodeAt(i)) || !isNameSign(text[i]!)) return 0;
  return isWord(text.slice(at, at + length)) ? 0 : length;
}

/** Whether a word is one of the language rather than a name: 高德, 白名单, 江苏. */
export function isWord(word: string): boolean {
  if (WORDS.has(word) || isListedWord(word) || isPlace(word)) return true;
  return TAIL.test(word) || (word.length > 2 && WORDS.has(word.slice(0, 2)) && !endsName(word[2]!));
}

/** Behind a word these signs make a longer word of it, never a name: 华东区, 白酒类, 高级版. */
const endsName = (sign: string): boolean => isNameSign(sign) && !'区省市县部组版型级类层端站'.includes(sign);

/** A whole cell that is a Chinese name by its form: family name and given name, or parts with a middle dot. */
export function isChineseName(cell: string): boolean {
  if (DOTTED.test(cell)) return !TAIL.test(cell);
  const surname = surnameAt(cell, 0);
  if (surname === 0) return false;
  const given = cell.length - surname;
  if (given < 1 || given > 2) return false;
  return chineseNameAt(cell, 0, given) === cell.length;
}

/** As above with any given name: for a line that says of itself that it presents a person. */
export function isPossibleName(cell: string): boolean {
  if (isChineseName(cell)) return true;
  const surname = surnameAt(cell, 0);
  const given = cell.length - surname;
  return (
    surname > 0 && given >= 1 && given <= 2 && /^[\u4e00-\u9fff]+$/.test(cell) && !isWord(cell) && !NO_END.test(cell)
  );
}
const NO_END = /[岁年月日省市县区路号室级历能力员师生理务业品部组网站件目]$/;

/** Words that people are named with all the same: on the first line above the contacts they are names. */
const NAMES_TOO: ReadonlySet<string> = new Set(
  '高兴 安静 安康 黎明 白云 江海 江北 高峰 高山 方圆 文静 钱进 黄海 田野 夏天 金山 金星 白雪 温柔 石油 高明 于是 季节 毕业 向上 马上 全文 左右 金华 丁香 朱雀 明亮 丽江 江南 贺岁 张扬 万能'.split(
    ' ',
  ),
);
export const isWordAndName = (cell: string): boolean => NAMES_TOO.has(cell) && surnameAt(cell, 0) > 0;

/** Words that stand where a name stands at the top of a résumé or behind a label, and are none. */
const NEVER =
  /^(?:敬礼|此致|保安|保洁|保姆|简历|应聘|应届生?|高级|高中|全职|全栈|项目|经理|程序员|文员|司机|党员|单身|时间|管培生|成员|常用|相关|任职|任意|项目组|温馨|于是|明细|方向|包吃|应付|全国|广告|安保|家教|金牌|宣传|石材|能力|曾任|曾用名|都有|何时|来自|连续|通过|任教|管理|计算机|自荐|求职|团队|和|及)$|(?:教授|博士|老师|先生|女士|主任|院士|研究员|同学)$|(?:简历|信息|资料|意向|经[历验]|背景|技能|评价|情况|概况|经理|工程师|总监|主管|专员|助理|顾问|专家|开发|运营|设计师?|测试|架构|管理|销售|营销|建模|分析|实习生?|岗|职|员|部|组|处|科|系|级|班|类|学|术|法|器|机|网|站|店|厂|社|省|市|县|区|州|路|街|村|镇|年|月|日|岁|号)$/;

/** Whether a word may be a name where its place says so loudly: a word of the language too (高兴, 程序), any given signs. */
export function couldBeName(cell: string): boolean {
  if (isPossibleName(cell)) return true;
  const surname = surnameAt(cell, 0);
  const given = cell.length - surname;
  if (surname === 0 || given < 1 || !HAN_ONLY.test(cell) || isPlace(cell) || TAIL.test(cell)) return false;
  if (given <= 2) return !NEVER.test(cell) && !(given === 2 && isPlace(cell.slice(0, 2)));
  return isLongName(cell);
}
const HAN_ONLY = /^[\u4e00-\u9fff]+$/;

/** Three given signs, or a family name of both parents: 张杨思远, 曾轶可欣. Rare, and many words look like it. */
function isLongName(cell: string): boolean {
  return (
    cell.length === 4 && surnameAt(cell, 0) === 1 && !isWord(cell.slice(0, 2)) && !isWord(cell) && !NEVER.test(cell)
  );
}

/** As above, and with a family name common enough for a line that nothing else supports. */
export const isLikelyName = (cell: string): boolean =>
  isChineseName(cell) && (DOTTED.test(cell) || isCommonSurname(cell[0]!) || isCommonSurname(cell.slice(0, 2)));

/** 阿依古丽·买买提, 古丽娜尔·阿布都热合曼: two or three parts of transcribed signs. */
const DOTTED_SOURCE =
  '(?:[才丹晋央嘎阿艾安巴白比波布查达德迪多尔法菲夫甫嘎古海哈赫吉加贾杰卡凯克库拉兰勒莱里力丽林鲁罗洛马麦买曼茂米莫姆木穆娜纳尼努诺帕普其齐恰热日肉如赛萨沙舍苏索塔泰特提吐图托瓦旺乌吾西希谢雅亚牙衣依伊尤于玉再扎孜则祖卓次仁央宗曲措珠桑格顿平嘉措孟和其木格乌云日朝鲁宝音斯琴高娃腾](?:(?![的男女])[\\u4e00-\\u9fff]){1,6})·(?:(?![的男女])[\\u4e00-\\u9fff]){2,8}(?:·(?:(?![的男女])[\\u4e00-\\u9fff]){2,8})?';
const DOTTED = new RegExp(`^${DOTTED_SOURCE}$`);
/** Such a name at the start of a line. */
export const DOTTED_NAME = new RegExp(`^${DOTTED_SOURCE}(?=[的男女]|[^\\u4e00-\\u9fff]|$)`);
