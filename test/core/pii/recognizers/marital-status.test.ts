import { table } from '../table.ts';

table('MARITAL_STATUS', [
  ['婚姻状况：已婚已育', '已婚已育'],
  ['Marital status: Single', 'Single'],
  ['已婚用户画像'],
  ['Status: single sign-on'],
  ['Single page application'],
]);
