/**
 * Pinyin without tones of the characters that people are named with. Own compact table (about 1,500 characters); where a
 * family name is read in its own way, `SURNAME_READING` says so. A character that is missing only costs a variant.
 */
const TABLE = `a阿啊|ai艾爱瑷蔼皑霭嫒|an安岸黯庵|ang昂|ao奥傲敖骜翱澳|ba巴八霸芭|bai白百柏佰|ban班斑般|bang邦|bao宝保包鲍葆豹报|bei贝北蓓倍备|ben本奔|bi碧毕弼璧必壁毖笔|bian边卞|biao彪标飙表|bin斌彬滨宾缤濒傧|bing冰兵炳丙秉并|bo博波勃伯渤柏泊搏铂|bu卜布步|cai才财蔡彩采材|can灿璨粲|cang苍沧仓|cao曹操草|cen岑|cha查察|chai柴|chan婵禅|chang昌常畅长唱嫦昶|chao超朝潮晁巢|che车澈彻|chen陈晨辰臣琛沉宸忱郴谌|cheng成程诚城承澄丞呈铖骋晟乘|chi池迟驰赤炽|chong崇冲充翀|chu初楚褚储|chuan川传|chuang闯|chui|chun春纯淳椿醇|ci慈词赐次|cong聪丛从|cui崔翠璀|cun存|da达大|dai代戴岱黛|dan丹旦单|dang党|dao道|de德得|deng邓登|di迪帝弟娣笛棣|dian典殿|diao刁|die蝶|ding丁定鼎顶|dong东冬董栋冻|dou窦斗|du杜独度都|duan段端|dun敦|duo多朵|e娥鄂峨|en恩|er尔二儿|fa发法|fan凡范帆繁樊梵|fang芳方房放舫|fei飞菲斐霏妃费|fen芬奋汾|feng峰锋风丰凤冯枫烽逢封|fu福富付傅芙夫甫扶服馥符伏赋附|gai盖|gan甘干赣|gang刚钢岗|gao高郜|ge歌戈葛革格|gen根|geng耿庚|gong功公巩龚宫恭弓贡|gou苟|gu谷古顾固故|guan冠关官管观|guang光广|gui贵桂归瑰圭|guo国果郭|hai海|han涵汉寒瀚翰韩晗含函菡|hang航杭|hao浩豪皓好昊郝灏|he和河贺何鹤荷禾赫合|hei黑|heng恒衡横亨|hong红洪宏鸿虹弘泓|hou侯厚后|hu虎胡湖户护沪琥|hua华花化桦骅画|huai怀淮槐|huan欢焕桓环寰|huang黄煌皇凰璜晃|hui辉慧惠会晖卉荟徽回汇蕙绘|hun|huo霍火|ji吉继季计纪济姬骥基冀极集寄霁际稷技激|jia佳家嘉加贾甲珈|jian建健剑坚鉴简剪见俭|jiang江蒋姜将疆绛|jiao娇姣焦蛟教皎|jie杰洁捷婕节结阶|jin金锦进晋津今瑾靳劲近|jing静晶京敬菁景婧精靖璟竞经境井镜旌|jiong炯|jiu九久玖|ju菊巨举鞠|juan娟鹃卷涓|jue珏觉爵|jun军俊君骏钧峻均郡竣珺筠|kai凯开恺楷铠|kan侃|kang康亢|ke可科柯克珂|kong孔空|kuan宽|kuang匡邝旷|kui奎魁葵逵|kun坤昆琨鲲|lai来赖莱|lan兰岚蓝澜览|lang朗郎浪琅|lao劳|le乐|lei雷蕾磊垒|leng冷|li丽李力利立莉黎理礼里励厉历栗俐璃琍骊蔾砺|lian连莲廉涟恋练|liang亮良梁靓凉|liao廖辽|lie烈|lin林琳霖麟临淋邻璘|ling玲灵凌零岭令铃菱翎伶龄羚苓|liu刘柳流六留|long龙隆珑|lou娄楼|lu路陆鲁卢露璐芦禄鹿录律|lv吕绿侣旅履|luan栾鸾|lun伦仑|luo罗洛落骆络|ma马麻玛|mai麦|man曼满蔓|mao茂毛|mei美梅媚玫眉|men门|meng梦孟蒙萌盟|mi米密宓觅|mian棉绵|miao苗妙淼|min敏民闽闵旻珉岷|ming明铭名鸣茗|mo莫默墨沫漠|mou牟|mu木牧慕穆沐睦暮|na娜那纳|nai乃|nan南楠男|neng能|ni妮倪尼|nian年念|nie聂|ning宁凝|niu牛|nong农|nuan暖|nuo诺|ou欧区|pan盼潘攀|pang庞|pei培佩沛裴|peng鹏朋彭蓬芃|pi皮|pian|ping平萍苹|po泊|pu普璞朴濮浦|qi琪奇齐启琦祺其旗祁戚岐淇起绮颀骐棋|qian倩谦钱千乾前茜芊|qiang强|qiao乔巧桥俏|qin琴勤秦沁芹钦覃|qing青清庆晴卿情|qiong琼|qiu秋邱丘仇求球|qu曲屈瞿|quan泉权全荃|que阙|qun群|ran冉然|rao饶|ren仁任人|rong荣蓉容融戎嵘榕|rou柔|ru如儒茹汝|ruan阮|rui瑞睿锐蕊芮|run润|ruo若|sa飒|sai赛|san三|sang桑|sen森|sha莎沙|shan山珊善杉姗闪|shang尚商上|shao少邵韶绍|she佘|shen深慎申沈莘绅|sheng生胜盛圣升声|shi诗世石时士师史施实始识仕适示|shou寿守|shu书树淑舒殊姝澍曙|shuai帅|shuang双爽霜|shui水|shun顺舜|shuo硕朔烁|si思斯司丝|song松宋颂嵩|su苏素肃粟|sui隋岁穗|sun孙|suo索|ta塔|tai泰太台|tan谭谈坛檀|tang唐堂棠汤|tao涛陶桃韬滔|te特|teng滕腾|ti|tian天田甜添恬|tiao|tie铁|ting婷庭廷亭挺霆|tong彤童通桐同瞳|tu图涂|tuan|tuo拓|wan婉万晚宛皖|wang王旺望汪|wei伟卫维巍威魏薇炜韦玮蔚微为唯未苇尉惟|wen文雯温闻稳|weng翁|wo|wu武吴伍梧悟邬巫午五舞|xi希西喜溪锡熙曦习席夕惜玺细汐|xia霞夏侠|xian贤先娴显仙宪鲜献弦|xiang祥翔香湘向项想象享襄|xiao晓小萧肖笑霄孝潇筱校箫|xie谢解协|xin欣新鑫心辛信馨昕忻歆薪|xing星兴杏行幸邢|xiong雄熊|xiu秀修|xu旭徐许绪续胥|xuan轩萱宣璇玄选炫瑄|xue雪学薛|xun迅勋巡询荀寻|ya雅亚娅|yan燕艳岩彦言妍炎严颜研阎晏焰闫彥琰嫣延雁|yang阳洋杨扬央羊|yao瑶耀尧姚遥|ye叶业烨野|yi一依怡艺义毅逸亦易伊宜仪益奕翊懿意亿忆译颐轶弋衣以谊弈沂翼|yin银音印寅尹殷引茵|ying英颖莹映迎应莺盈影瑛樱荧|yong永勇泳咏庸雍涌|you友佑优游悠尤有幼又宥|yu玉宇雨瑜羽语郁余于禹渝愉裕昱钰豫育域誉煜俞喻虞遇御毓|yuan元远媛园源圆袁缘渊原苑|yue月岳跃悦越玥|yun云芸运韵昀允匀耘|za|zai在|zan赞|zang臧|ze泽则择|zeng增曾|zha查扎|zhai翟|zhan展战湛詹占|zhang张章彰璋漳长|zhao照兆昭赵召钊|zhe哲喆浙|zhen珍真振贞镇震臻甄祯圳|zheng正政征郑峥铮争|zhi志智知之芝治致植枝芷直至挚稚质旨织|zhong中忠钟仲众|zhou周洲舟|zhu竹珠朱柱祝筑竺烛诸主|zhuan|zhuang庄壮|zhuo卓琢灼倬|zi子紫梓姿资滋孜|zong宗纵|zou邹|zu祖|zuo左作佐|xiao骁|yao窈垚窑|yan焱嫣琰砚衍|yi祎漪熠诣羿苡翊|chong翀|fan璠|xun珣荀薰韫|heng珩蘅|wan琬菀莞|can璨|luo珞|ying璎滢|zan瓒|qian骞|hua骅|cong骢|yu彧珝聿玙隅谕|fang昉|xi晞曦|han菡|xuan暄煊翾璇璿|tong曈潼|ning柠甯|xu栩顼|an桉|jin槿矜谨缙|cheng橙|ling泠翎|zhou洲|tian湉|ji霁骥|yao曜|shen燊|ben犇|lin琎|zhan瞻|you祐佑|sheng笙|can粲|ran苒|mo茉|xin莘|zhen蓁祯|mi觅|yun赟韫|ke轲|ti逖|miao邈|shuo铄|kai锴|yue阅钺|jun隽|hao颢皞|lu鹭|qi麒|ling龄|wei葳|li荔|yu妤|zhi祉祗|rui芮|heng亨|xi禧羲|ye晔烨|qiao俏|ting汀|shao劭|feng沣|hong闳|liang亮|bo博|jue珏|nuan暖|hui晦蕴|yan兖|yi羿|wen汶|yue悦|xia遐瑕|rong溶|su夙|shu抒|mu募睦|mian冕|lan斓|jian渐|huan桓|kuo阔`;
const TRADITIONAL =
  '張张劉刘陳陈楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯蕭萧鄧邓許许呂吕蘇苏盧卢蔣蒋賈贾葉叶閻阎鍾钟陸陆龍龙萬万錢钱湯汤賴赖龔龚龐庞蘭兰顏颜嚴严溫温盧卢魯鲁韋韦畢毕聶聂齊齐莊庄關关費费紀纪歐欧項项陽阳衛卫單单寧宁閔闵強强華华車车邊边饒饶來来婁娄蓋盖黨党連连喬乔賀贺譚谭鄒邹範范偉伟國国麗丽榮荣輝辉傑杰軍军雲云鳳凤蓮莲瓊琼慶庆義义藝艺豐丰廣广東东曉晓嬌娇穎颖瑩莹夢梦純纯漢汉濤涛勝胜學学書书詩诗語语遠远達达進进運运靜静飛飞鵬鹏燦灿煒炜瑋玮賢贤寶宝貴贵銘铭鋒锋鑫鑫錦锦鴻鸿倫伦億亿儀仪宏宏';

const SURNAME_READING: Readonly<Record<string, readonly string[]>> = {
  单: ['shan'],
  曾: ['zeng'],
  解: ['xie'],
  仇: ['qiu'],
  任: ['ren'],
  盖: ['ge', 'gai'],
  区: ['ou'],
  查: ['zha'],
  翟: ['zhai', 'di'],
  覃: ['qin', 'tan'],
  朴: ['piao', 'park', 'pu'],
  乐: ['yue', 'le'],
  吕: ['lv', 'lu', 'lyu', 'lui'],
  应: ['ying'],
  逄: ['pang'],
  麴: ['qu'],
  嬴: ['ying'],
  郗: ['xi', 'chi'],
  亓: ['qi'],
  隗: ['wei', 'kui'],
  濮: ['pu'],
  郄: ['qie', 'xi'],
  蒯: ['kuai'],
  妫: ['gui'],
  鄂: ['e'],
  钮: ['niu'],
  阚: ['kan'],
  訾: ['zi'],
  晁: ['chao'],
  厍: ['she'],
  缑: ['gou'],
  郏: ['jia'],
  阙: ['que'],
  仉: ['zhang'],
  郇: ['xun', 'huan'],
  郜: ['gao'],
  芮: ['rui'],
  虢: ['guo'],
  庹: ['tuo'],
  长: ['zhang', 'chang'],
  尉迟: ['yuchi'],
  令狐: ['linghu'],
  皇甫: ['huangfu'],
  慕容: ['murong'],
  夏侯: ['xiahou'],
  澹台: ['tantai'],
  濮阳: ['puyang'],
  赫连: ['helian'],
  钟离: ['zhongli'],
  拓跋: ['tuoba'],
  独孤: ['dugu'],
  呼延: ['huyan'],
  轩辕: ['xuanyuan'],
  淳于: ['chunyu'],
  申屠: ['shentu'],
  长孙: ['zhangsun'],
  单于: ['chanyu', 'shanyu'],
  万俟: ['moqi'],
};

const READINGS: ReadonlyMap<string, readonly string[]> = readings();

function readings(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const entry of TABLE.split('|')) {
    const syllable = /^[a-z]+/.exec(entry)![0];
    for (const sign of entry.slice(syllable.length)) {
      const list = map.get(sign) ?? [];
      list.push(syllable);
      if (syllable === 'lv') list.push('lu', 'lyu');
      map.set(sign, list);
    }
  }
  const pairs = [...TRADITIONAL];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const simple = map.get(pairs[i + 1]!);
    if (simple && !map.has(pairs[i]!)) map.set(pairs[i]!, simple);
  }
  return map;
}

/** Whether a character is one that people are named with. */
export const isNameSign = (sign: string): boolean => READINGS.has(sign);

/** The readings of a family name, most usual first; empty when unknown. */
export function surnameReadings(surname: string): readonly string[] {
  const own = SURNAME_READING[surname];
  if (own) return own;
  if (surname.length === 1) return READINGS.get(surname) ?? [];
  return combine([...surname].map(sign => READINGS.get(sign) ?? [])).map(parts => parts.join(''));
}

/** The readings of a given name as lists of syllables; no more than eight, empty when a character is unknown. */
export function givenReadings(given: string): readonly (readonly string[])[] {
  return combine([...given].map(sign => READINGS.get(sign) ?? []));
}

function combine(choices: readonly (readonly string[])[]): string[][] {
  let all: string[][] = [[]];
  for (const choice of choices) all = all.flatMap(parts => choice.map(part => [...parts, part])).slice(0, 8);
  return all;
}
