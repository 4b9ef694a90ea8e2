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
  ['%25E6%259E%2597%25E7%259F%25A5%25E8%25BF%259C', 'PERSON encoded'],
  ['=E6=9E=97=E7=9F=A5=E8=BF=9C', 'PERSON encoded'],
  ['138%2D0013%2D8000', 'PHONE encoded'],
  [base64('{"phone": "138 0013 8000"}'), 'PHONE encoded'],
  ['LIN.ZHIYUAN@EXAMPLE.COM', 'EMAIL normalised'],
])('%s leaks', (output, expected) => {
  expect(scan(output)).toContain(expected);
});

test('a value that is short or a word of the language is no hit inside another', () => {
  const found = redact(asClean('姓名：高兴\nQQ：202306\n微信：tiger7\nIP：10.1.2.30\nName: Grant Baker'));
  const hits = (output: string): string[] => scanForLeaks(found.values, output).map(({ type }) => type);
  for (const output of [
    '很高兴认识',
    '20230615',
    '{"sha":"a2023061f"}',
    'tiger74',
    '10.1.2.301',
    '101230',
    'a research grant',
  ])
    expect(hits(output), output).toEqual([]);
  expect(hits('高兴')).toEqual(['PERSON']);
  expect(hits('高 兴')).toEqual(['PERSON']);
  expect(hits('qq 202306')).toEqual(['SOCIAL_ACCOUNT']);
  expect(hits('by @tiger7.')).toEqual(['SOCIAL_ACCOUNT']);
  expect(hits('GRANT_BAKER.pdf')).toEqual(['PERSON']);
});

test.each(['[PERSON_1] [PHONE_1]', 'documentId 4f1c', '林先生', '2020-09 ~ 2024-06', 'example.com', ''])(
  '%s does not',
  output => {
    expect(scan(output)).toEqual([]);
  },
);
