import { table } from '../table.ts';

table('AGE', [
  ['年龄：26岁', '26岁'],
  ['Age: 26', '26'],
  ['26周岁/男/未婚/本科', '26周岁'],
  ['年龄：35岁以下'],
  ['18岁以上用户留存'],
  ['3岁儿童早教产品'],
  ['the age of microservices'],
  ['年龄预测任务 MAE 3.2'],
]);
