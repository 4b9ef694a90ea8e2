import { expect, test } from 'vitest';
import { foldGlyph } from '../../../shared/core/layout/index.ts';

test.each([
  ['\u2f64', '用'],
  ['\u2f2f', '工'],
  ['\u2ed3', '长'],
  ['\u2ec5', '见'],
  ['\u2ecb', '车'],
  ['\u2ed4', '门'],
  ['\u2fae', '非'],
  ['\u2f3e', '户'],
  ['\uf900', '豈'],
  ['\ufb01', 'fi'],
  ['\ufe10', ','],
  ['\u00a0', ' '],
  ['\u3000', ' '],
  ['\u2eb0', '纟'],
])('%s becomes %s', (glyph, text) => {
  expect(foldGlyph(glyph)).toBe(text);
});

test.each(['，', '（', 'Ａ', '①', '㎡', '½', '用', 'a', '', '𠮷', '😀', '\ud800', '・', 'ㄅ', '\u2e9a'])(
  '%j stays: an author types it',
  text => {
    expect(foldGlyph(text)).toBe(text);
  },
);
