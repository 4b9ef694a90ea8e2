type Draw = (below: number) => number;
const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!;
const cap = (it: string): string => it[0]!.toUpperCase() + it.slice(1);

/** Surname, its romanisation in the mainland and in Hong Kong: common ones first, some rare. */
const SURNAMES =
  '王wang-Wong 李li-Lee 张zhang-Cheung 刘liu-Lau 陈chen-Chan 杨yang-Yeung 赵zhao-Chiu 黄huang-Wong 周zhou-Chow 吴wu-Ng 徐xu-Tsui 孙sun-Suen 胡hu-Wu 朱zhu-Chu 高gao-Ko 林lin-Lam 何he-Ho 郭guo-Kwok 马ma-Ma 罗luo-Law 梁liang-Leung 宋song-Sung 郑zheng-Cheng 谢xie-Tse 韩han-Hon 唐tang-Tong 冯feng-Fung 于yu-Yu 董dong-Tung 萧xiao-Siu 程cheng-Ching 曹cao-Tso 袁yuan-Yuen 邓deng-Tang 许xu-Hui 傅fu-Fu 沈shen-Sum 曾zeng-Tsang 彭peng-Pang 吕lv-Lui 苏su-So 卢lu-Lo 蒋jiang-Tseung 蔡cai-Choi 贾jia-Ka 丁ding-Ting 魏wei-Ngai 薛xue-Sit 叶ye-Yip 阎yan-Yim 余yu-Yu 潘pan-Poon 杜du-To 戴dai-Tai 夏xia-Ha 钟zhong-Chung 汪wang-Wong 田tian-Tin 任ren-Yam 姜jiang-Keung 范fan-Fan 方fang-Fong 石shi-Shek 姚yao-Yiu 谭tan-Tam 廖liao-Liu 邹zou-Chau 熊xiong-Hung 金jin-Kam 陆lu-Luk 郝hao-Kok 孔kong-Hung 白bai-Pak 崔cui-Chui 康kang-Hong 毛mao-Mo 邱qiu-Yau 秦qin-Chun 江jiang-Kong 史shi-Sze 顾gu-Koo 侯hou-Hau 邵shao-Siu 孟meng-Mang 龙long-Lung 万wan-Man 段duan-Tuen 雷lei-Lui 钱qian-Chin 汤tang-Tong 尹yin-Wan 黎li-Lai 易yi-Yik 常chang-Sheung 武wu-Mo 乔qiao-Kiu 贺he-Ho 赖lai-Lai 龚gong-Kung 文wen-Man 庞pang-Pong 樊fan-Fan 兰lan-Lan 殷yin-Yan 施shi-Sze 陶tao-To 洪hong-Hung 翟zhai-Chak 安an-On 颜yan-Ngan 倪ni-Ngai 严yan-Yim 牛niu-Ngau 温wen-Wan 芦lu-Lo 季ji-Kwai 俞yu-Yu 章zhang-Cheung 鲁lu-Lo 葛ge-Kot 伍wu-Ng 韦wei-Wai 申shen-San 尤you-Yau 毕bi-Pat 聂nie-Nip 焦jiao-Chiu 向xiang-Heung 柳liu-Lau 邢xing-Ying 骆luo-Lok 岳yue-Ngok 齐qi-Chai 梅mei-Mui 莫mo-Mok 庄zhuang-Chong 辛xin-San 管guan-Koon 祝zhu-Chuk 左zuo-Cho 涂tu-To 谷gu-Kuk 祁qi-Kei 时shi-Sze 舒shu-Shu 耿geng-Kang 牟mou-Mau 卜bu-Puk 路lu-Lo 詹zhan-Chim 关guan-Kwan 苗miao-Miu 凌ling-Ling 费fei-Fai 纪ji-Kei 靳jin-Kan 盛sheng-Shing 童tong-Tung 欧ou-Au 甄zhen-Yan 项xiang-Hong 曲qu-Kuk 成cheng-Shing 游you-Yau 阳yang-Yeung 裴pei-Pui 席xi-Chik 卫wei-Wai 查zha-Cha 屈qu-Wat 鲍bao-Pau 位wei-Wai 覃qin-Tam 霍huo-Fok 翁weng-Yung 隋sui-Chui 植zhi-Chik 甘gan-Kam 景jing-King 薄bo-Pok 单shan-Sin 包bao-Pau 司si-Sze 柏bai-Pak 宁ning-Ning 柯ke-Or 阮ruan-Yuen 桂gui-Kwai 闵min-Man 欧阳ouyang-Au.Yeung 司徒situ-Szeto 上官shangguan-Sheung.Kwun 诸葛zhuge-Chu.Kot 令狐linghu-Ling.Wu'
    .split(' ')
    .map(it => /^(\p{Script=Han}+)([a-z]+)-(.+)$/u.exec(it)!)
    .map(([, han, pinyin, hk]) => ({ han: han!, pinyin: pinyin!, hk: hk!.replace('.', ' ') }));

/** Given-name characters with their reading: any of them may stand alone or in a pair. */
const GIVEN =
  '伟wei 芳fang 娜na 敏min 静jing 强qiang 磊lei 洋yang 艳yan 勇yong 军jun 杰jie 娟juan 涛tao 超chao 秀xiu 霞xia 平ping 刚gang 桂gui 英ying 华hua 玉yu 兰lan 红hong 建jian 国guo 志zhi 明ming 文wen 海hai 金jin 春chun 梅mei 晓xiao 丽li 雪xue 宇yu 浩hao 轩xuan 子zi 涵han 梓zi 萱xuan 雨yu 欣xin 怡yi 佳jia 思si 琪qi 嘉jia 诗shi 睿rui 泽ze 博bo 俊jun 辰chen 皓hao 煜yu 昊hao 天tian 翔xiang 鹏peng 飞fei 龙long 凯kai 峰feng 斌bin 波bo 辉hui 宁ning 亮liang 健jian 新xin 丹dan 萍ping 玲ling 蕾lei 薇wei 倩qian 婷ting 妍yan 颖ying 莹ying 璐lu 瑶yao 瑾jin 瑜yu 琳lin 珊shan 若ruo 可ke 乐le 然ran 一yi 冉ran 沐mu 恩en 安an 清qing 溪xi 舟zhou 彦yan 哲zhe 诚cheng 信xin 仁ren 义yi 德de 福fu 贵gui 祥xiang 瑞rui 庆qing 生sheng 根gen 土tu 水shui 火huo 木mu 锋feng 鑫xin 淼miao 森sen 垚yao 炎yan 旭xu 晨chen 曦xi 暮mu 星xing 月yue 云yun 霏fei 霖lin 露lu 冰bing 雯wen 晴qing 岚lan 峻jun 岩yan 川chuan 江jiang 河he 湖hu 潇xiao 渊yuan 源yuan 泉quan 润run 淳chun 澄cheng 栋dong 梁liang 楠nan 桐tong 柏bai 松song 竹zhu 菊ju 莲lian 荷he 蓉rong 芸yun 茜qian 苗miao 卓zhuo 越yue 超chao 凡fan 非fei 立li 正zheng 中zhong 东dong 西xi 南nan 北bei 少shao 小xiao 大da 长chang 永yong 恒heng 久jiu 远yuan 毅yi 弘hong 承cheng 继ji 维wei 绍shao 宗zong 祖zu 家jia 学xue 书shu 墨mo 砚yan 琴qin 棋qi 画hua'
    .split(' ')
    .map(it => /^(\p{Script=Han})([a-z]+)$/u.exec(it)!)
    .map(([, han, pinyin]) => ({ han: han!, pinyin: pinyin! }));

const TRADITIONAL: Readonly<Record<string, string>> = Object.fromEntries(
  '张張 刘劉 陈陳 杨楊 赵趙 黄黃 吴吳 孙孫 马馬 罗羅 郑鄭 谢謝 韩韓 冯馮 萧蕭 邓鄧 许許 吕呂 苏蘇 卢盧 蒋蔣 贾賈 叶葉 阎閻 钟鐘 谭譚 邹鄒 陆陸 顾顧 龙龍 万萬 钱錢 汤湯 乔喬 贺賀 赖賴 龚龔 庞龐 兰蘭 颜顏 严嚴 温溫 鲁魯 韦韋 毕畢 聂聶 骆駱 岳岳 齐齊 庄莊 关關 费費 纪紀 盛盛 欧歐 项項 阳陽 卫衛 鲍鮑 宁寧 闵閔 诸諸 伟偉 静靜 强強 艳豔 军軍 杰傑 涛濤 红紅 华華 国國 丽麗 晓曉 诗詩 泽澤 龙龍 飞飛 鹏鵬 凯凱 峰峰 辉輝 亮亮 颖穎 莹瑩 琳琳 乐樂 然然 诚誠 义義 贵貴 庆慶 锋鋒 云雲 雾霧 岚嵐 渊淵 润潤 栋棟 桐桐 莲蓮 芸芸 东東 长長 远遠 继繼 维維 绍紹 书書 学學 画畫 纯純 贤賢 涵涵'
    .split(' ')
    .map(it => [it[0]!, it[1]!]),
);
const traditional = (it: string): string => [...it].map(ch => TRADITIONAL[ch] ?? ch).join('');

export interface Chinese {
  name: string;
  family: string;
  pinyin: { family: string; given: string };
  hongKong: string;
  taiwan: { name: string; pinyin: string };
}

export function chinesePerson(draw: Draw): Chinese {
  // The first sixty surnames are most people; the rest come often enough to be seen.
  const family = draw(3) === 0 ? pick(draw, SURNAMES) : SURNAMES[draw(60)]!;
  const given = Array.from({ length: draw(5) === 0 ? 1 : 2 }, () => pick(draw, GIVEN));
  const sounds = given.map(it => it.pinyin);
  const han = given.map(it => it.han).join('');
  return {
    name: family.han + han,
    family: family.han,
    pinyin: { family: cap(family.pinyin), given: cap(sounds.join('')) },
    hongKong: `${family.hk} ${sounds.map(cap).join(' ')}`,
    taiwan: {
      name: traditional(family.han + han),
      pinyin: `${cap(sounds.join('-'))} ${cap(family.pinyin)}`,
    },
  };
}

const joined = (draw: Draw, given: string, family: string): string =>
  `${pick(draw, given.split(' '))} ${pick(draw, family.split(' '))}`;

/** A given name and a family name of one country. */
export const FOREIGN = {
  en: (draw: Draw) =>
    joined(
      draw,
      'James Mary Robert Patricia Michael Jennifer David Linda Elizabeth Barbara Susan Thomas Karen Nancy Matthew Betty Anthony Ashley Steven Paul Andrew Joshua Kenneth Kevin Brian Megan Ethan Chloe Isla Oliver Freya Callum Imogen Rhys Aoife Niamh Declan Tyrone Latoya DeShawn Shanice Jada Marcus Tobias Beatrix Cordelia Winifred Ambrose Percival Hester Dashiell Lorcan Saoirse Xavier Zachary Quentin Yolanda',
      'Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Thompson Harris Clark Lewis Robinson Walker Allen Wright Scott Hill Adams Nelson Baker Hall Campbell Mitchell Carter Roberts Blackwood Ashworth Pemberton Fairweather Thistlewood Hargreaves Featherstone Wetherby Ollerenshaw Cholmondeley Fitzgerald McAllister MacKenzie OʼBrien Abernathy Vanderbilt Kowalczyk Castellano Rosenbaum Lindqvist Haverford Trelawney Penhaligon',
    ).replace('ʼ', "'"),
  jpen: (draw: Draw) =>
    joined(
      draw,
      'Haruka Sota Yui Ren Aoi Daiki Misaki Takumi Sakura Kaito Naoko Hiroshi Keiko',
      'Sato Suzuki Takahashi Tanaka Ito Yamamoto Nakamura Kobayashi Kato Yoshida Matsumoto Fujiwara',
    ),
  jp: (draw: Draw) =>
    `${pick(draw, '佐藤 鈴木 高橋 田中 伊藤 山本 中村 小林 加藤 吉田 松本 藤原 渡辺 長谷川'.split(' '))} ${pick(draw, '遥 颯太 結衣 蓮 葵 大輝 美咲 拓海 さくら 直子 裕之 恵子 健一'.split(' '))}`,
  jpkana: (draw: Draw) =>
    `${pick(draw, 'さとう すずき たかはし たなか やまもと なかむら こばやし'.split(' '))} ${pick(draw, 'はるか そうた ゆい れん だいき みさき たくみ'.split(' '))}`,
  krko: (draw: Draw) =>
    pick(draw, '김 이 박 최 정 강 조 윤 장 임 한'.split(' ')) +
    pick(draw, '민준 서연 지훈 수빈 예진 도현 하은 준호 유진 성민'.split(' ')),
  kr: (draw: Draw) =>
    joined(draw, 'Min-jun Seo-yeon Ji-hoon Su-bin Ye-jin Do-hyun', 'Kim Lee Park Choi Jung Kang Yoon Lim'),
  in: (draw: Draw) =>
    joined(
      draw,
      'Rahul Priyanka Amit Sneha Vikram Deepika Suresh Lakshmi Harish Kavita Manoj Pooja Rajesh Divya Naveen Swathi Gaurav Neha Farhan Ayesha Gurpreet',
      'Sharma Verma Patel Reddy Nair Menon Iyer Chatterjee Banerjee Mukherjee Deshmukh Kulkarni Singh Kaur Khan Shaikh Pillai Rao Bhattacharya Joshi Mehta Choudhary',
    ),
  de: (draw: Draw) =>
    joined(
      draw,
      'Lukas Hannah Maximilian Sophie Jonas Lena Finn Katharina Jürgen Ursula Björn Anneliese Matthias Friederike',
      'Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Schröder Neumann Zimmermann Krüger Hartmann Großmann',
    ),
  fr: (draw: Draw) =>
    joined(
      draw,
      'Camille Léa Manon Hugo Lucas Chloé Antoine Mathilde Jean-Baptiste Élodie Thibault Margaux',
      'Dubois Moreau Laurent Girard Fournier Mercier Rousseau Lefebvre Garnier Chevalier Gauthier Perrin',
    ),
  es: (draw: Draw) =>
    `${joined(draw, 'Lucía Alejandro Sofía Mateo Valentina Diego Camila Javier Beatriz Rodrigo', 'García Fernández López Martínez Sánchez Pérez Gómez Ruiz')} ${pick(draw, 'Silva Oliveira Souza Castillo Vargas Navarro Iglesias Herrera'.split(' '))}`,
  ru: (draw: Draw) =>
    joined(draw, 'Алексей Дмитрий Сергей Иван Павел', 'Соколов Кузнецов Лебедев Морозов Волков Зайцев'),
} satisfies Record<string, (draw: Draw) => string>;

/** Names that are words, in Chinese and English. */
export const WORD_NAMES =
  '黄河 方圆 江河 高兴 马力 白杨 石磊 安然 程序 罗盘 宋词 唐诗 丁香 钟声 田野 汪洋 夏至 周密 郑重 任重 成功 和平 金银 时光 严明 常青 温泉 路遥 雷雨 向往 万方 易难'.split(
    ' ',
  );
export const ENGLISH_WORD_NAMES =
  'Grant Baker;Will Power;Mark Stone;Rose Field;Hunter Cook;Dean Page;Faith Hope;Chase Rivers;Drew Carpenter;Rich Fields;Summer Rain;Jade Forest;Frank Price;Bill Banks;Art Law'.split(
    ';',
  );
