import { expect, test } from 'vitest';
import { openPdf } from '../../../shared/adapters/pdf/index.ts';
import { layOut } from '../../../shared/core/layout/index.ts';
import { byHand } from '../../generators/pdf/by-hand.ts';
import type { Sheet, TextDraw } from '../../generators/pdf/drawing.ts';
import { LIMITS, read } from '../../generators/pdf/read.ts';
import { type Made, make } from './make.ts';

async function glyphsOf(made: Made) {
  const pdf = await openPdf(make(made), LIMITS);
  return pdf.glyphs(1);
}
const tm = (matrix: string, size = 10) => `BT /F ${size} Tf ${matrix} Tm (A) Tj ET`;

test('a box is the em box around the baseline, its advance wide', async () => {
  const { glyphs } = await glyphsOf({ content: tm('1 0 0 1 100 700') });
  // Helvetica's A is 0.667 em wide.
  expect(glyphs).toEqual([
    {
      text: 'A',
      angle: 0,
      size: 10,
      color: 0,
      alpha: 1,
      font: 0,
      mode: 0,
      order: 1,
      box: { left: 100, top: expect.closeTo(133.2), right: expect.closeTo(106.67), bottom: expect.closeTo(143.2) },
    },
  ]);
});

const ANGLES: [string, string, Made, number][] = [
  ['upright', '1 0 0 1 100 700', {}, 0],
  ['upwards', '0 1 -1 0 100 700', {}, 90],
  ['downwards', '0 -1 1 0 100 700', {}, 270],
  ['upside down', '-1 0 0 -1 100 700', {}, 180],
  ['diagonal', '0.7071 0.7071 -0.7071 0.7071 100 400', {}, 45],
  ['30° down', '0.866 -0.5 0.5 0.866 100 400', {}, 330],
  ['upwards on a page turned clockwise', '0 1 -1 0 100 700', { page: '/Rotate 90' }, 0],
  ['upright on a page turned clockwise', '1 0 0 1 100 700', { page: '/Rotate 90' }, 270],
  ['upright on a page upside down', '1 0 0 1 100 700', { page: '/Rotate 180' }, 180],
];
test.each(ANGLES)('%s', async (_, matrix, made, angle) => {
  const { glyphs } = await glyphsOf({ ...made, content: tm(matrix) });
  expect(Math.abs(((glyphs[0]!.angle - angle + 540) % 360) - 180)).toBeLessThan(0.1);
});

test.each([0, 17, 45, 90, 133, 180, 225, 270, 315])('the advance is found at %i°', async angle => {
  const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const { glyphs } = await glyphsOf({ content: tm(`${[c, s, -s, c].map(v => v.toFixed(6)).join(' ')} 300 400`, 20) });
  const { left, right, top, bottom } = glyphs[0]!.box;
  expect(right - left).toBeCloseTo(Math.abs(c) * 13.34 + Math.abs(s) * 20, 1);
  expect(bottom - top).toBeCloseTo(Math.abs(s) * 13.34 + Math.abs(c) * 20, 1);
});

test('a shifted and cropped page has its corner at the corner that is seen', async () => {
  const { glyphs, width, height } = await glyphsOf({
    content: tm('1 0 0 1 150 700'),
    page: '/CropBox [100 100 500 800]',
  });
  expect([width, height]).toEqual([400, 700]);
  expect(glyphs[0]!.box).toMatchObject({ left: expect.closeTo(50), bottom: expect.closeTo(101.2) });
});

test('colour, and alpha through the enclosing forms', async () => {
  const state = '/ExtGState<</H<</ca 0.5>>>>';
  const { glyphs } = await glyphsOf({
    content: `q /H gs /Fm Do Q 1 0 0 rg ${tm('1 0 0 1 50 500')}`,
    resources: `/XObject<</Fm 6 0 R>>${state}`,
    more: [
      [
        `<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Group<</S/Transparency>>/Resources<</Font<</F 3 0 R>>${state}>> >>`,
        `0 0 1 rg /H gs ${tm('1 0 0 1 50 600')}`,
      ],
    ],
  });
  expect(glyphs.map(({ color, alpha }) => [color, Math.round(alpha * 100)])).toEqual([
    [0x0000ff, 25],
    [0xff0000, 100],
  ]);
});

test('an outline is as dark as its stroke', async () => {
  const { glyphs } = await glyphsOf({ content: `1 g 0 0 1 RG 1 Tr ${tm('1 0 0 1 50 500')}` });
  expect(glyphs[0]).toMatchObject({ mode: 1, color: 0x0000ff });
});

test('fonts, pictures and what is painted', async () => {
  const page = await glyphsOf({
    content: `q 595 0 0 421 0 0 cm /Im Do Q 0 0.5 0 rg 0 600 300 200 re f ${tm('1 0 0 1 50 500')}`,
    resources: '/XObject<</Im 6 0 R>>',
    more: [['<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>', 'x']],
  });
  expect(page.fonts).toEqual([{ embedded: false, bold: false, name: 'Helvetica' }]);
  expect(page.pictureShare).toBeCloseTo(0.5, 1);
  expect(page.fills).toEqual([
    expect.objectContaining({ kind: 'picture', box: expect.objectContaining({ left: 0, right: 595, bottom: 842 }) }),
    expect.objectContaining({
      kind: 'rectangle',
      color: 0x008000,
      box: { left: 0, right: 300, top: expect.closeTo(42), bottom: expect.closeTo(242) },
    }),
  ]);
});

const sheet = (draws: TextDraw[]): Sheet => ({ width: 400, height: 300, fills: [], draws, truth: [] });

test('embedding, weight and ideographs', async () => {
  const pdf = await openPdf(
    byHand([sheet([{ text: '简历 CV', x: 50, y: 100, size: 12, bold: true }])], { font: 'embedded', show: 'whole' }),
    LIMITS,
  );
  const page = pdf.glyphs(1);
  expect(page.fonts).toEqual([{ embedded: true, bold: true, name: expect.any(String) }]);
  expect(layOut(page, 1).lines).toEqual([expect.objectContaining({ text: '简历 CV', bold: true, size: 12 })]);
});

test('codes without a meaning are U+FFFD', async () => {
  const pdf = await openPdf(
    byHand([sheet([{ text: '简历', x: 50, y: 100, size: 12 }])], { font: 'embedded', show: 'whole', toUnicode: false }),
    LIMITS,
  );
  expect(pdf.glyphs(1).glyphs.map(glyph => glyph.text)).toEqual(['\ufffd', '\ufffd']);
});

test('a page renders as it is seen, turned and in red, green, blue', async () => {
  const pdf = await openPdf(make({ content: '1 0 0 rg 0 742 100 100 re f', page: '/Rotate 90' }), LIMITS);
  const { width, height, rgba } = pdf.render(1, 36);
  expect([width, height, rgba.length]).toEqual([421, 298, 421 * 298 * 4]);
  const at = (x: number, y: number) => [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
  expect(at(410, 10)).toEqual([255, 0, 0, 255]);
  expect(at(10, 10)).toEqual([255, 255, 255, 255]);
  expect(() => pdf.render(1, 10_000)).toThrow(expect.objectContaining({ code: 'IMAGE_TOO_LARGE' }));
});

test("the file's metadata is nowhere in what is read", async () => {
  const file = make({
    catalog: '/Metadata 6 0 R',
    more: [['<</Type/Metadata/Subtype/XML>>', '<x>Jordan Sample 555-0142</x>']],
  });
  const pdf = await openPdf(file, LIMITS);
  expect(JSON.stringify([pdf, pdf.glyphs(1)])).not.toMatch(/Jordan|555/);
});

/** Ideographs written downwards by a vertical encoding; the font is not in the file, as its CMap is not. */
const downwards = (encoding: string, columns: readonly string[]): Buffer =>
  make({
    resources: '/ExtGState<< >>',
    content: `BT /V 12 Tf ${columns.map((text, i) => `1 0 0 1 ${500 - 30 * i} 780 Tm <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj`).join(' ')} ET`,
    page: '/Resources<</Font<</V 6 0 R>>>>',
    more: [
      [`<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}/DescendantFonts[7 0 R]>>`],
      [
        '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>',
      ],
    ],
  });

test.each(['UniGB-UCS2-V', 'UniGB-UTF16-V'])('text under %s runs downwards, columns from the right', async encoding => {
  const columns = ['姓名样例一二三', '工作经历示例科技有限公司', '电话、（示例）2020年Go语言'];
  const { pages } = await read(downwards(encoding, columns));
  expect(pages[0]!.lines).toEqual(columns);
});

test('a negative size in a matrix that turns it back is upright text', async () => {
  const upright = await glyphsOf({ content: tm('1 0 0 1 100 700') });
  const twice = await glyphsOf({ content: tm('-1 0 0 -1 100 700', -10) });
  expect(twice.glyphs[0]).toMatchObject({ text: 'A', angle: 0, size: 10 });
  const [a, b] = [upright.glyphs[0]!.box, twice.glyphs[0]!.box];
  for (const side of ['left', 'top', 'right', 'bottom'] as const) expect(b[side]).toBeCloseTo(a[side], 1);
});

test.each([
  ['a layer that is off', '/D<</OFF[6 0 R]>>', 3],
  ['a layer that shows', '/D<</ON[6 0 R]>>', 0],
  ['a layer that is off but for some', '/D<</BaseState/OFF>>', 3],
])('text in %s', async (_, state, mode) => {
  const line = (y: number, text: string) => `BT /F 12 Tf 72 ${y} Td (${text}) Tj ET`;
  const { glyphs } = await glyphsOf({
    catalog: `/OCProperties<</OCGs[6 0 R]${state}>>`,
    resources: '/Properties<</L 6 0 R>>',
    more: [['<</Type/OCG/Name(Layer)>>']],
    content: `${line(700, 'plain')} /OC /L BDC ${line(600, 'inside')} EMC /Span <</Lang(en)>> BDC ${line(500, 'marked')} EMC`,
  });
  const modes = (y: number) =>
    new Set(glyphs.filter(({ box }) => Math.abs(box.bottom - (842 - y)) < 8).map(g => g.mode));
  expect([modes(700), modes(600), modes(500)]).toEqual([new Set([0]), new Set([mode]), new Set([0])]);
});
