import { type ClosedList, closedList } from './quasi.ts';

/** The 56 recognised peoples of China (GB/T 3304), without 族. */
const PEOPLES =
  '维吾尔|哈萨克|柯尔克孜|塔吉克|乌孜别克|乌兹别克|塔塔尔|俄罗斯|鄂温克|鄂伦春|达斡尔|仡佬|毛南|仫佬|拉祜|傈僳|纳西|哈尼|布依|土家|朝鲜|高山|东乡|景颇|布朗|撒拉|锡伯|阿昌|普米|德昂|保安|裕固|独龙|赫哲|门巴|珞巴|基诺|汉|蒙古|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京';

export const ETHNICITY: ClosedList = {
  type: 'ETHNICITY',
  labels: ['民族', '族别', '民 族', '族群', 'ethnicity', 'ethnic group', 'race', 'nationality/ethnicity'],
  values: new RegExp(
    `[□☐☑√■✓ ]{0,2}(?:${PEOPLES})族?|漢族?|滿族|(?:han|hui|zhuang|manchu|uyghur|tibetan|mongol(?:ian)?|miao|yi|tujia|korean|kazakh|asian|white|black|hispanic|latin[oax]|chinese|malay|indian|eurasian|filipino|caucasian|african american|pacific islander|native american|mixed)(?: chinese)?(?![a-z])`,
    'i',
  ),
  alone: new RegExp(`^(?:${PEOPLES})族$|^漢族$|^滿族$`),
};
export const ethnicity = closedList(ETHNICITY);
