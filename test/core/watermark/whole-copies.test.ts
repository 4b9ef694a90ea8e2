import { describe, expect, it } from 'vitest';
import { asRaw } from '../../../shared/core/text/brand.ts';
import { clean } from '../../../shared/core/watermark/index.ts';

const TOKEN = '5be1c07a9d2f4468hQ3vLkT-82mZrXwPnE_yDuS6bJ4cA~';
const BODY = [
  'Riley Testcase',
  '13800138000',
  '负责订单中心接口开发与单元测试',
  'Skills',
  'C',
  '熟练使用Kotlin编程',
  '教育背景',
];
const between = (word: string, at: readonly number[]): string =>
  BODY.flatMap((line, i) => (at.includes(i) ? [line, word] : [line])).join('\n');

describe('whole copies without a column, as extractors leave them that keep drawn runs together', () => {
  it.each([
    ['a token three times', TOKEN, [0, 2, 5], {}],
    ['the commonest family twice', TOKEN, [1, 4], {}],
    ['one that geometry named', 'Kp-4418-Zr-0093-Tq', [3], { hints: ['Kp-4418-Zr-0093-Tq'] }],
    ['an account on line after line', 'agent_5512348@mail.example.org', [0, 1, 2, 3, 4, 5], {}],
  ])('%s goes', (_, word, at, options) => {
    const cleaning = clean(asRaw(between(word, at)), options);
    expect(cleaning.text).toBe(BODY.join('\n'));
    expect(cleaning.watermarks).toMatchObject([{ copies: at.length, distance: 0 }]);
  });

  it('takes what a page cut off a copy along', () => {
    const text = `${TOKEN.slice(20)}\n${between(TOKEN, [0, 2, 4])}\n${TOKEN.slice(0, 11)}`;
    const { text: cleaned, watermarks } = clean(asRaw(text));
    expect(cleaned.trimEnd()).toBe(BODY.join('\n'));
    expect(watermarks).toMatchObject([{ copies: 3, partial: 2 }]);
  });

  it.each([
    ['a hash three times', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', [0, 2, 4]],
    ['a UUID three times', '1b4e28ba-2fa1-41d2-883f-0016d3cca427', [0, 2, 4]],
    ['a token once', 'Zx81qLm42Vt93Bn7', [3]],
    ['a company six times', 'ExampleIndustries', [0, 1, 2, 3, 4, 5]],
    ['an address three times', 'https://example.com/a1B2c3D4e5', [0, 2, 4]],
  ])('%s stays', (_, word, at) => {
    const text = between(word, at);
    expect(clean(asRaw(text)).text).toBe(text);
  });
});
