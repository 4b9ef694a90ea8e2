import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPdf } from '../../../shared/adapters/pdf/index.ts';
import { DocumentError } from '../../../shared/core/codes.ts';
import { byPdfkit } from '../../generators/pdf/by-pdfkit.ts';
import type { Sheet } from '../../generators/pdf/drawing.ts';
import { LIMITS } from '../../generators/pdf/read.ts';
import { make } from './make.ts';

const SHEET: Sheet = {
  width: 400,
  height: 300,
  fills: [],
  truth: [],
  draws: [{ text: 'Hello', x: 50, y: 100, size: 12 }],
};

/** The code that the file ends with, or its notes and the number of glyphs on each page. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    const pdf = await openPdf(bytes, LIMITS);
    const counts = pdf.sizes.map((_, i) => pdf.glyphs(i + 1).glyphs.length);
    pdf.close();
    return [...pdf.notes, ...counts].join(' ');
  } catch (error) {
    if (error instanceof DocumentError) return error.code;
    throw error;
  }
}

const zeros = (megabytes: number): Buffer => deflateSync(Buffer.alloc(megabytes * 1_000_000));
const contentOf = (dict: string, data: Buffer | string) => make({ page: '/Contents 6 0 R', more: [[dict, data]] });
const picture = (dict: string, data: Buffer | string = 'x') =>
  make({ resources: '/XObject<</Im 6 0 R>>', more: [[`<</Type/XObject/Subtype/Image${dict}>>`, data]] });
const form = (resources: string, content: string) =>
  [`<</Type/XObject/Subtype/Form/BBox[0 0 100 100]${resources}>>`, content] as const;
/** SOI and a frame header that says 60,000 × 60,000. */
const hugeJpeg = Buffer.concat([Buffer.from('ffd8ffc0001108ea60ea6003012200021101031101', 'hex'), Buffer.alloc(100)]);

const FILES: [string, () => Buffer | Promise<Buffer>, string][] = [
  ['a plain page', () => make(), '5'],
  ['packed objects', () => make({ options: { packed: true, compress: true } }), '5'],
  ['a user password', () => byPdfkit([SHEET], 'en', { userPassword: 'secret' }), 'PASSWORD_PROTECTED'],
  [
    'a user password, AES-256',
    () => byPdfkit([SHEET], 'en', { userPassword: 'secret', pdfVersion: '1.7ext3' }),
    'PASSWORD_PROTECTED',
  ],
  ['an owner password', () => byPdfkit([SHEET], 'en', { ownerPassword: 'secret' }), '5'],
  [
    'an owner password, AES-256',
    () => byPdfkit([SHEET], 'en', { ownerPassword: 'secret', pdfVersion: '1.7ext3' }),
    '5',
  ],
  [
    'an XFA form',
    () => make({ catalog: '/AcroForm<</Fields[]/XFA[(template) 6 0 R]>>', more: [['<< >>', '<t/>']] }),
    'XFA_FORM',
  ],
  ['31 pages', () => make({ pages: 31 }), 'TOO_MANY_PAGES'],
  ['a wide page', () => make({ box: '[0 0 15000 800]' }), 'PAGE_SIZE'],
  ['a point of a page', () => make({ box: '[0 0 1 1]' }), 'PAGE_SIZE'],
  ['content of 150 MB', () => contentOf('<</Filter/FlateDecode>>', zeros(150)), 'DECOMPRESSION_LIMIT'],
  ['content a thousand times its size', () => contentOf('<</Filter/FlateDecode>>', zeros(20)), 'DECOMPRESSION_LIMIT'],
  [
    'content packed twice',
    () => contentOf('<</Filter[/FlateDecode/FlateDecode]>>', deflateSync(zeros(150))),
    'DECOMPRESSION_LIMIT',
  ],
  ['ten filters', () => contentOf(`<</Filter[${'/FlateDecode '.repeat(10)}]>>`, 'x'), 'DECOMPRESSION_LIMIT'],
  [
    'many streams that are too much together',
    () => make({ more: Array.from({ length: 6 }, () => ['<</Filter/FlateDecode>>', zeros(3)] as const) }),
    'DECOMPRESSION_LIMIT',
  ],
  ['one of them', () => make({ more: [['<</Filter/FlateDecode>>', zeros(3)]] }), '5'],
  [
    'a bomb behind a filter by reference',
    () => make({ page: '/Contents 6 0 R', more: [['<</Filter 7 0 R>>', zeros(150)], ['/FlateDecode']] }),
    'DECOMPRESSION_LIMIT',
  ],
  ['a bomb behind an escaped name', () => contentOf('<</Filter/Fl#61teDecode>>', zeros(150)), 'DECOMPRESSION_LIMIT'],
  [
    'a bomb that says it is a picture',
    () => contentOf('<</Subtype/Image/Width 1/Height 1/Filter/FlateDecode>>', zeros(150)),
    'DECOMPRESSION_LIMIT',
  ],
  [
    'an object stream of zeros',
    () => make({ more: [['<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>', zeros(150)]] }),
    'DECOMPRESSION_LIMIT',
  ],
  [
    'a large blank picture',
    () =>
      picture(
        '/Width 4000/Height 4000/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode',
        deflateSync(Buffer.alloc(16_000_000)),
      ),
    '5',
  ],
  ['a picture of 60,000 × 60,000', () => picture('/Width 60000/Height 60000'), 'IMAGE_TOO_LARGE'],
  ['a JPEG that is larger inside', () => picture('/Width 10/Height 10/Filter/DCTDecode', hugeJpeg), 'IMAGE_TOO_LARGE'],
  ['a branch of pages that is its own parent', () => circular(), 'DAMAGED_FILE'],
  [
    'a form that paints itself',
    () =>
      make({
        content: '/Fm Do',
        resources: '/XObject<</Fm 6 0 R>>',
        more: [form('/Resources<</XObject<</Fm 6 0 R>>>>', '/Fm Do')],
      }),
    'DAMAGED_FILE',
  ],
  [
    'forms that paint each other',
    () =>
      make({
        content: '/A Do',
        resources: '/XObject<</A 6 0 R>>',
        more: [
          form('/Resources<</XObject<</B 7 0 R>>>>', '/B Do'),
          form('/Resources<</XObject<</A 6 0 R>>>>', '/A Do'),
        ],
      }),
    'DAMAGED_FILE',
  ],
  [
    'a form that shares resources with itself',
    () => make({ resources: '/XObject<</Fm 6 0 R>>', more: [form('/Resources<</XObject<</Fm 6 0 R>>>>', '0 0 m')] }),
    '5',
  ],
  ['tables that lead in a circle', () => looped(), 'DAMAGED_FILE'],
  ['no PDF inside', () => Buffer.from('%PDF-1.7\nnothing'), 'DAMAGED_FILE'],
  ['nothing', () => Buffer.alloc(0), 'DAMAGED_FILE'],
  [
    'cut before the table',
    () => {
      const file = make();
      return file.subarray(0, file.indexOf('xref'));
    },
    'PARTIAL_PAGES 5',
  ],
  [
    'without catalog and page tree',
    () => {
      const file = make();
      return Buffer.concat([Buffer.from('%PDF-1.4\n'), file.subarray(file.indexOf('3 0 obj'), file.indexOf('xref'))]);
    },
    'PARTIAL_PAGES 5',
  ],
  ['cut inside the first object', () => make().subarray(0, 40), 'DAMAGED_FILE'],
];
test.each(FILES)('%s', async (_, file, expected) => {
  expect(await outcome(await file())).toBe(expected);
});

function circular(): Buffer {
  return Buffer.from(make().toString('latin1').replace('/Kids[4 0 R]', '/Kids[2 0 R]'), 'latin1');
}

function looped(): Buffer {
  const file = make().toString('latin1');
  return Buffer.from(file.replace('/Root 1 0 R', `/Prev ${file.lastIndexOf('xref\n0')} /Root 1 0 R`), 'latin1');
}

test('a page with more glyphs than the limit', async () => {
  const pdf = await openPdf(make(), { ...LIMITS, maxGlyphs: 4 });
  expect(() => pdf.glyphs(1)).toThrow(expect.objectContaining({ code: 'TEXT_TOO_LONG' }));
});

test('an engine that may not grow says so instead of trapping', async () => {
  const file = make({ content: `BT /F 12 Tf ${'(Hello) Tj '.repeat(30_000)} ET` });
  const attempt = openPdf(file, LIMITS, { maxMemory: 1 }).then(pdf => pdf.glyphs(1));
  await expect(attempt).rejects.toMatchObject({ code: 'DECOMPRESSION_LIMIT' });
});

test('a closed document gives nothing more, and closing twice is harmless', async () => {
  const pdf = await openPdf(make(), LIMITS);
  pdf.close();
  pdf.close();
  expect(() => pdf.glyphs(1)).toThrow(RangeError);
});

test('damage anywhere ends in a code or in text, never otherwise', async () => {
  const file = make({ options: { packed: true, compress: true }, pages: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 12 }),
      fc.option(fc.nat(file.length)),
      async (changes, cut) => {
        const copy = Buffer.from(file.subarray(0, cut ?? file.length));
        for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
        await outcome(copy);
      },
    ),
    { numRuns: 300 },
  );
});
