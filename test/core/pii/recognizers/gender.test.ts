import { table } from '../table.ts';

table('GENDER', [
  ['性别：男', '男'],
  ['Gender: Female', 'Female'],
  ['26岁 女 江苏南通 4年经验', '女'],
  ['Marisol Everhart (she/her)\nmarisol@example.com', 'she/her'],
  ['性别/年龄：男/33', '男'],
  ['婚否□否 性别：☑女', '女'],
  ['男女用户比例分析'],
  ['女装频道首页改版'],
  ['性别识别模型'],
  ['Sex Education series'],
  ['性别不限'],
]);
