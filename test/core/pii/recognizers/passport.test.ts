import { table } from '../table.ts';

table('PASSPORT', [
  ['护照号：E12345678', 'E12345678'],
  ['Passport No: 123456789', '123456789'],
  ['护照号码 EA1234567', 'EA1234567'],
  ['passport-local 0.4.1'],
  ['护照识别系统'],
  ['型号 E12345678'],
]);
