import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, scanForLeaks, strongestContact } from '../../../shared/core/pii/index.ts';
import { asClean } from '../../../shared/core/text/brand.ts';

const found = (text: string): string[] =>
  redact(asClean(text)).findings.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

test('the unlabelled header of a Chinese résumé', () => {
  expect(found('林知远\n26岁 女 江苏南通 4年经验\n13800138000 1000000001@qq.com')).toEqual([
    'PERSON 林知远',
    'AGE 26岁',
    'GENDER 女',
    'HOMETOWN 江苏南通',
    'PHONE 13800138000',
    'EMAIL 1000000001@qq.com',
  ]);
});

test('the same value has the same number, and the strongest contact is the address of mail', () => {
  const redaction = redact(asClean('手机：138-0013-8000，微信同号。备用 13800138000，邮箱 Lin@Example.com'));
  expect(redaction.text).toBe('手机：[PHONE_1]，微信同号。备用 [PHONE_1]，邮箱 [EMAIL_1]');
  expect(strongestContact(redaction)).toEqual({ type: 'EMAIL', normalised: 'lin@example.com' });
  expect(scanForLeaks(redaction.values, redaction.text)).toEqual([]);
  expect(scanForLeaks(redaction.values, 'key/138 0013 8000.pdf')).toEqual([{ type: 'PHONE', form: 'spaced' }]);
});

test.each([
  ['林知远\n13800138000\n工作经历\n证明人：张三丰 zhang@example.com', 'PHONE', '+8613800138000'],
  ['姓名：林知远\n推荐人：张三丰 zhang@example.com\n邮箱：lin@example.com', 'EMAIL', 'lin@example.com'],
  [
    'Marisol Everhart\nmarisol@example.com\n\nReferences\nIngrid Halvorsen, Director, ingrid@example.org',
    'EMAIL',
    'marisol@example.com',
  ],
  [
    'Marisol Everhart\nExperience\nExample Corp, 2019 - 2023\n\nReferences\nIngrid Halvorsen, Director\ningrid@example.org',
    undefined,
    '',
  ],
  ['收件人：hr@example.com\n您好，我的邮箱是 lin@example.com', 'EMAIL', 'lin@example.com'],
])('the strongest contact of %j is the candidate’s own', (text, type, normalised) => {
  expect(strongestContact(redact(asClean(text)))).toEqual(type && { type, normalised });
});

test('a text without personal data comes back as it is; one that holds a placeholder is not fooled', () => {
  expect(redact(asClean('GPA 3.82/4.00 [EMAIL_1]')).text).toBe('GPA 3.82/4.00 [EMAIL_1]');
  expect(redact(asClean('[EMAIL_1] a.b@example.com')).text).toBe('[\\EMAIL_1] [EMAIL_1]');
});

test('any string: disjoint spans inside the text, and twice is once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
      const once = redact(asClean(text));
      let last = 0;
      for (const { start, end } of once.findings) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
      expect(redact(asClean(once.text)).text).toBe(once.text);
    }),
    { numRuns: 1000 },
  );
});
