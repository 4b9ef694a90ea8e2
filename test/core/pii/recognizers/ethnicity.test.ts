import { table } from '../table.ts';

table('ETHNICITY', [
  ['民族：汉', '汉'],
  ['汉族 | 中共党员 | 已婚已育', '汉族'],
  ['Ethnicity: Han', 'Han'],
  ['少数民族地区支教'],
  ['满族文化研究'],
  ['汉语言文学'],
  ['Race condition debugging'],
]);
