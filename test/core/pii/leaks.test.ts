import { expect, test } from 'vitest';
import { redact, scanForLeaks } from '../../../shared/core/pii/index.ts';
import { asClean } from '../../../shared/core/text/brand.ts';

const { values } = redact(
  asClean('姓名：林知远\n手机：138-0013-8000\n邮箱：Lin.Zhiyuan@Example.com\n身份证：110101199003077715'),
);
const scan = (output: string): string[] => scanForLeaks(values, output).map(({ type, form }) => `${type} ${form}`);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

test.each([
  ['{"phone":"138-0013-8000"}', 'PHONE plain'],
  ['13800138000.pdf', 'PHONE normalised'],
  ['key/+8613800138000', 'PHONE normalised'],
  ['138 0013 8000', 'PHONE spaced'],
  ['tail 00138000', 'PHONE partial'],
  ['log: lin.zhiyuan@example.com', 'EMAIL normalised'],
  ['lin.zhiyuan', 'EMAIL partial'],
  ['lin.zhiyuan%40example.com', 'EMAIL encoded'],
  [encodeURIComponent('简历 林知远.pdf'), 'PERSON encoded'],
  ['\\u6797\\u77e5\\u8fdc', 'PERSON encoded'],
  ['&#26519;&#30693;&#36828;', 'PERSON encoded'],
  ['林 知 远', 'PERSON spaced'],
  [base64('林知远'), 'PERSON encoded'],
  ['110101 1990 0307 7715', 'CN_RESIDENT_ID spaced'],
])('%s leaks', (output, expected) => {
  expect(scan(output)).toContain(expected);
});

test.each(['[PERSON_1] [PHONE_1]', 'documentId 4f1c', '林先生', '2020-09 ~ 2024-06', 'example.com', ''])(
  '%s does not',
  output => {
    expect(scan(output)).toEqual([]);
  },
);
