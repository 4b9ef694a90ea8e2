import type { Random } from '../random.ts';

/** An invented person: every spelling of one name. */
export interface Person {
  readonly zh: string;
  readonly en: string;
  /** Lower-case parts for addresses of mail and handles. */
  readonly given: string;
  readonly family: string;
  readonly initials: string;
}

// Own lists, drawn up apart from the recognizer's tables, with rare signs among them.
const FAMILIES: readonly (readonly [string, string])[] = [
  ['王', 'wang'],
  ['李', 'li'],
  ['张', 'zhang'],
  ['刘', 'liu'],
  ['陈', 'chen'],
  ['杨', 'yang'],
  ['赵', 'zhao'],
  ['黄', 'huang'],
  ['周', 'zhou'],
  ['吴', 'wu'],
  ['徐', 'xu'],
  ['孙', 'sun'],
  ['胡', 'hu'],
  ['朱', 'zhu'],
  ['高', 'gao'],
  ['林', 'lin'],
  ['何', 'he'],
  ['郭', 'guo'],
  ['马', 'ma'],
  ['罗', 'luo'],
  ['梁', 'liang'],
  ['宋', 'song'],
  ['郑', 'zheng'],
  ['谢', 'xie'],
  ['韩', 'han'],
  ['唐', 'tang'],
  ['冯', 'feng'],
  ['于', 'yu'],
  ['董', 'dong'],
  ['萧', 'xiao'],
  ['程', 'cheng'],
  ['曹', 'cao'],
  ['袁', 'yuan'],
  ['邓', 'deng'],
  ['许', 'xu'],
  ['傅', 'fu'],
  ['沈', 'shen'],
  ['曾', 'zeng'],
  ['彭', 'peng'],
  ['吕', 'lv'],
  ['苏', 'su'],
  ['卢', 'lu'],
  ['蒋', 'jiang'],
  ['蔡', 'cai'],
  ['贾', 'jia'],
  ['丁', 'ding'],
  ['魏', 'wei'],
  ['薛', 'xue'],
  ['叶', 'ye'],
  ['阎', 'yan'],
  ['余', 'yu'],
  ['潘', 'pan'],
  ['杜', 'du'],
  ['戴', 'dai'],
  ['夏', 'xia'],
  ['钟', 'zhong'],
  ['汪', 'wang'],
  ['田', 'tian'],
  ['任', 'ren'],
  ['姜', 'jiang'],
  ['方', 'fang'],
  ['石', 'shi'],
  ['熊', 'xiong'],
  ['金', 'jin'],
  ['陆', 'lu'],
  ['郝', 'hao'],
  ['孔', 'kong'],
  ['崔', 'cui'],
  ['康', 'kang'],
  ['毛', 'mao'],
  ['邱', 'qiu'],
  ['秦', 'qin'],
  ['江', 'jiang'],
  ['顾', 'gu'],
  ['侯', 'hou'],
  ['邵', 'shao'],
  ['孟', 'meng'],
  ['龙', 'long'],
  ['万', 'wan'],
  ['段', 'duan'],
  ['单', 'shan'],
  ['解', 'xie'],
  ['仇', 'qiu'],
  ['覃', 'qin'],
  ['翟', 'zhai'],
  ['闫', 'yan'],
  ['欧阳', 'ouyang'],
  ['司马', 'sima'],
  ['诸葛', 'zhuge'],
  ['上官', 'shangguan'],
];
const GIVENS: readonly (readonly [string, string])[] = [
  ['伟', 'wei'],
  ['芳', 'fang'],
  ['娜', 'na'],
  ['敏', 'min'],
  ['静', 'jing'],
  ['强', 'qiang'],
  ['磊', 'lei'],
  ['洋', 'yang'],
  ['艳', 'yan'],
  ['勇', 'yong'],
  ['知远', 'zhiyuan'],
  ['思雨', 'siyu'],
  ['子涵', 'zihan'],
  ['浩然', 'haoran'],
  ['欣怡', 'xinyi'],
  ['梓萱', 'zixuan'],
  ['宇航', 'yuhang'],
  ['雨桐', 'yutong'],
  ['俊杰', 'junjie'],
  ['佳琪', 'jiaqi'],
  ['建国', 'jianguo'],
  ['志强', 'zhiqiang'],
  ['秀英', 'xiuying'],
  ['桂兰', 'guilan'],
  ['晓明', 'xiaoming'],
  ['丽华', 'lihua'],
  ['国栋', 'guodong'],
  ['海燕', 'haiyan'],
  ['文博', 'wenbo'],
  ['一鸣', 'yiming'],
  ['沐阳', 'muyang'],
  ['若曦', 'ruoxi'],
  ['景行', 'jingxing'],
  ['舒窈', 'shuyao'],
  ['昱辰', 'yuchen'],
  ['瑾瑜', 'jinyu'],
  ['鹤鸣', 'heming'],
  ['斯年', 'sinian'],
  ['嘉懿', 'jiayi'],
  ['煜城', 'yucheng'],
  ['睿渊', 'ruiyuan'],
  ['彦霖', 'yanlin'],
  ['婧琪', 'jingqi'],
  ['可心', 'kexin'],
  ['天佑', 'tianyou'],
  ['语嫣', 'yuyan'],
  ['明哲', 'mingzhe'],
  ['怀瑾', 'huaijin'],
  ['望舒', 'wangshu'],
  ['采薇', 'caiwei'],
  ['晟', 'sheng'],
  ['骁', 'xiao'],
  ['玥', 'yue'],
  ['祺', 'qi'],
  ['旻', 'min'],
  ['璟雯', 'jingwen'],
  ['奕辰', 'yichen'],
  ['芷若', 'zhiruo'],
  ['亦菲', 'yifei'],
  ['承泽', 'chengze'],
];
const ENGLISH_GIVEN =
  'Marisol Emily James Olivia Liam Sophia Noah Ava Ethan Mia Lucas Grace Henry Chloe Daniel Hannah Samuel Nora Owen Leila Priya Arjun Ananya Rohan Hiroshi Yuki Klaus Jürgen Sabine François Chloé Mateo Lucía Ingrid Søren Siobhán Aisha Omar Fatima Tobias Beatriz Thaddeus Winifred Delphine Octavia Rutherford Will May Mark Rose'.split(
    ' ',
  );
const ENGLISH_FAMILY =
  "Everhart Ashworth Pemberton Okonkwo Fitzgerald O'Connor Castellano Lindqvist Nakamura Krishnamurthy Müller Dubois Fernández Kowalski Vanderberg MacAllister Whitfield Hawthorne Abernathy Blackwood Smith-Jones Garcia-Lopez Thornbury Halloran Beaumont Petrov Sørensen Iyer Banerjee Watanabe Schneider Lefèvre Moreau Rossi Bianchi Yamamoto McDermott Kingsley Young Park Li".split(
    ' ',
  );
const MINORITY = [
  '阿依古丽·买买提',
  '古丽娜尔·阿布都热合曼',
  '买买提·艾力',
  '木合塔尔·吐尔逊',
  '阿卜杜拉·热西提',
  '努尔兰·叶尔肯',
  '巴图·孟和',
];

export function chinesePerson(random: Random): Person {
  const [family, familyLatin] = random.pick(FAMILIES);
  const [given, givenLatin] = random.pick(GIVENS);
  const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
  return {
    zh: random.chance(0.06) ? random.pick(MINORITY) : family + given,
    en: `${capital(givenLatin)} ${capital(familyLatin === 'lv' ? 'lyu' : familyLatin)}`,
    given: givenLatin,
    family: familyLatin,
    initials: givenLatin[0]!,
  };
}

export function englishPerson(random: Random): Person {
  const [given, family] = [random.pick(ENGLISH_GIVEN), random.pick(ENGLISH_FAMILY)];
  const middle = random.chance(0.2) ? ` ${random.pick([...'ABCDEFGHJKLMNPRST'])}.` : '';
  const suffix = random.chance(0.05) ? random.pick([' Jr.', ', Jr.', ' III', ' II']) : '';
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replaceAll('ø', 'o')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
  return {
    zh: '',
    en: `${given}${middle} ${family}${suffix}`,
    given: plain(given),
    family: plain(family),
    initials: plain(given)[0]!,
  };
}
