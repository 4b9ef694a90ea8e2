import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDocuments } from '../../../shared/adapters/documents/index.ts';
import { decodeText } from '../../../shared/adapters/documents/text.ts';
import { textOf } from '../../../shared/core/document/reading.ts';

const HAN = '示例简历\n姓名：张示例\n后端工程师，八年研发经验，熟悉高并发系统的设计与优化。Java 2019-03\n';
const TRADITIONAL = '範例履歷\n姓名：陳範例\n後端工程師，八年研發經驗，熟悉高並發系統的設計與優化。\n';

/** Encodes by looking each character up in the decoder; Node only decodes these. */
const encoder = (encoding: string, leads: readonly [number, number], trails: readonly [number, number]) => {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  for (let a = leads[0]; a <= leads[1]; a++)
    for (let b = trails[0]; b <= trails[1]; b++) {
      const char = decoder.decode(Uint8Array.of(a, b));
      if (char.length === 1 && !table.has(char)) table.set(char, [a, b]);
    }
  return (text: string) =>
    Uint8Array.from([...text].flatMap(char => (char < '\x80' ? [char.charCodeAt(0)] : table.get(char)!)));
};
const gb = encoder('gb18030', [0xa1, 0xf7], [0xa1, 0xfe]);
const big5 = encoder('big5', [0xa1, 0xf9], [0x40, 0xfe]);
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const LATIN = 'Résumé of a naïve engineer at Café Müller in Zürich – señor déjà vu, Ångström\n'.replace('–', '-');

describe('a text is decoded whatever it is in', () => {
  test.each([
    ['UTF-8', Buffer.from(HAN), HAN, 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${HAN}`), HAN, 'utf-8'],
    ['UTF-16 LE', Buffer.from(`\uFEFF${HAN}`, 'utf16le'), HAN, 'utf-16le'],
    ['UTF-16 BE', utf16be(`\uFEFF${HAN}`), HAN, 'utf-16be'],
    ['UTF-16 LE without a mark', Buffer.from(HAN, 'utf16le'), HAN, 'utf-16le'],
    ['UTF-16 BE without a mark', utf16be(HAN), HAN, 'utf-16be'],
    ['GB18030', gb(HAN), HAN, 'gb18030'],
    ['Big5', big5(TRADITIONAL), TRADITIONAL, 'big5'],
    ['Windows-1252', Buffer.from(LATIN, 'latin1'), LATIN, 'windows-1252'],
    ['ASCII', Buffer.from('plain text'), 'plain text', 'utf-8'],
  ])('%s', (_, bytes, text, encoding) => {
    expect(decodeText(bytes)).toMatchObject({ text, encoding, damaged: 0, plausible: true });
  });

  test('any string comes back from UTF-8 and UTF-16 unit for unit', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'binary', maxLength: 200 })
          .filter(text => text.isWellFormed() && !/^[\uFEFF\uFFFE]/.test(text)),
        text => {
          expect(decodeText(Buffer.from(`\uFEFF${text}`)).text).toBe(text);
          expect(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le')).text).toBe(text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('damage is counted, and bytes of another kind are no text', () => {
    expect(decodeText(Buffer.concat([Buffer.from(HAN), Buffer.from([0xff, 0xfe])])).damaged).toBe(2);
    expect(decodeText(Uint8Array.from({ length: 500 }, (_, i) => (i * 7919) % 251)).plausible).toBe(false);
    expect(decodeText(Buffer.from('\uFEFFa\uD800b', 'utf16le'))).toMatchObject({ text: 'a\uFFFDb', damaged: 1 });
  });

  test('a cut in the middle of a character is no damage where a cut is expected', () => {
    expect(decodeText(Buffer.from(HAN).subarray(0, 7), { cut: true }).damaged).toBe(0);
  });
});

describe('plain text', () => {
  const documents = createDocuments();
  test('keeps its lines, blank ones too, and form feeds part pages', async () => {
    const opened = await documents.open(Buffer.from('first\r\n\nthird\rfourth\fnext page'));
    if (opened.kind !== 'reading') throw new Error('no reading');
    expect(opened.reading.pages.map(({ lines }) => lines.map(({ text }) => text))).toEqual([
      ['first', '', 'third', 'fourth'],
      ['next page'],
    ]);
    expect(textOf(opened.reading).text).toBe('first\n\nthird\nfourth\n\nnext page');
  });
  test('of white space alone is no text', async () => {
    await expect(documents.open(Buffer.from(' \n\t \u3000\n'))).rejects.toMatchObject({ code: 'NO_TEXT_FOUND' });
  });
  test('that is too long is refused', async () => {
    await expect(documents.open(Buffer.from('a '.repeat(200_001)))).rejects.toMatchObject({ code: 'TEXT_TOO_LONG' });
  });
});
