import { expect, test } from 'vitest';
import {
  auditOf,
  type Operator,
  PII_TYPES,
  type Policy,
  redact,
  validatePolicy,
} from '../../../shared/core/pii/index.ts';
import { asClean } from '../../../shared/core/text/brand.ts';

const TEXT = '林知远 男 1998.03 江苏南通\n手机：138-0013-8000 现居：上海市浦东新区';
const everywhere = (operator: Operator): Policy => Object.fromEntries(PII_TYPES.map(type => [type, operator]));

test.each<[Operator, string]>([
  ['keep', TEXT],
  ['placeholder', '[PERSON_1] [GENDER_1] [DATE_OF_BIRTH_1] [HOMETOWN_1]\n手机：[PHONE_1] 现居：[ADDRESS_1]'],
  [
    'mask',
    '[PERSON:林**] [GENDER:****] [DATE_OF_BIRTH:****] [HOMETOWN:****]\n手机：[PHONE:****8000] 现居：[ADDRESS:****]',
  ],
  [
    'generalise',
    '[PERSON_1] [GENDER_1] [DATE_OF_BIRTH:1995-1999] [HOMETOWN:南通市]\n手机：[PHONE_1] 现居：[ADDRESS:上海市]',
  ],
])('%s', (operator, expected) => {
  const policy = everywhere(operator);
  const once = redact(asClean(TEXT), { policy }).text;
  expect(once).toBe(expected);
  expect(redact(asClean(once), { policy }).text).toBe(once);
});

test('a pseudonym is the same for the same value and key, and shows nothing of it', () => {
  const pseudonym = (type: string, value: string): string => `${type}:${value}:key`;
  const policy = everywhere('pseudonym');
  const one = redact(asClean('手机：138-0013-8000'), { policy, pseudonym }).text;
  expect(one).toMatch(/^手机：\[PHONE:[bcdfghjkmnpqstvw]{16}\]$/);
  expect(redact(asClean('电话：+86 13800138000'), { policy, pseudonym }).text.slice(3)).toBe(one.slice(3));
  expect(redact(asClean('手机：13800138001'), { policy, pseudonym }).text).not.toBe(one);
  expect(redact(asClean(one), { policy, pseudonym }).text).toBe(one);
});

test('a policy is checked', () => {
  expect(() => validatePolicy({ PHONE: 'hide' })).toThrow('unknown operator');
  expect(() => validatePolicy({ SHOE_SIZE: 'keep' })).toThrow('unknown type');
});

test('allow and deny lists', () => {
  expect(redact(asClean('客服 400-800-1234，本人 13800138000'), { allow: ['4008001234'] }).text).toBe(
    '客服 400-800-1234，本人 [PHONE_1]',
  );
  expect(redact(asClean('代号 Bluebird 的项目'), { deny: ['bluebird'] }).text).toBe('代号 [PERSON_1] 的项目');
});

test('a doubt that touches a value is covered with it', () => {
  const text = '手机：13800138000x 备注';
  expect(redact(asClean(text), { doubts: [{ start: 12, end: 15 }] }).text).toBe('手机：[PHONE_1] 备注');
});

test('placeholders of the author are escaped, never reused', () => {
  expect(redact(asClean('[PHONE_1] 手机：13800138000')).text).toBe('[\\PHONE_1] 手机：[PHONE_1]');
  expect(redact(asClean('[PHONE_13800138000]')).text).not.toContain('13800138000');
  expect(redact(asClean('[PERSON:zhangwei@example.com]')).text).not.toContain('zhangwei');
});

test('the audit holds types, offsets and evidence, no value', () => {
  expect(auditOf(redact(asClean('手机：13800138000')).findings)).toEqual([
    { type: 'PHONE', start: 3, end: 14, evidence: 'label', score: 0.95 },
  ]);
});
