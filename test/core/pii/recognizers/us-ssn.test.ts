import { table } from '../table.ts';

table('US_SSN', [
  ['SSN: 123-45-6789', '123-45-6789'],
  ['Tax form lists 219-09-9999', '219-09-9999'],
  ['PAN No: BQKPM4193R', 'BQKPM4193R'],
  ['Aadhaar: 4599 2830 0666', '4599 2830 0666'],
  ['NI No. QQ696562A', 'QQ696562A'],
  ['PAN India operations, 12 branches'],
  ['000-12-3456'],
  ['666-12-3456'],
  ['2019-09-01'],
  ['123-45-67890'],
]);
