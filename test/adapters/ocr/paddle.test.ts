import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDocuments, type PageImage } from '../../../shared/adapters/documents/index.ts';
import { createPaddleEngine } from '../../../shared/adapters/ocr/index.ts';
import { inkOf } from '../../../shared/adapters/ocr/ink.ts';
import { cutLine, halfTurn, levelled, quarterTurn, toColour, toGrey } from '../../../shared/adapters/ocr/pixels.ts';
import { type OcrCase, ocrCases } from './pages.ts';
import { errorsOf, substitutions } from './score.ts';

const sharp = createRequire(import.meta.url)('sharp') as typeof import('sharp').default;

/** One page a case: OCR costs seconds on a busy machine. The wide evaluation is `npm run evaluate ocr`. */
describe('the local engine', () => {
  const documents = createDocuments();
  const engine = createPaddleEngine();
  let cases: OcrCase[] = [];
  beforeAll(async () => {
    cases = await ocrCases(documents, 1, 1);
  });
  afterAll(async () => {
    documents.close();
    await engine.close();
  });

  const readingOf = async (page: OcrCase, image = page.image) => {
    const { lines } = await engine.readPage(image, 1);
    return {
      lines,
      score: errorsOf(
        page.truth,
        lines.map(({ text }) => text),
      ),
    };
  };
  const pageOf = (group: string) => cases.find(page => page.group === group)!;

  test.each([
    ['clean zh', 0.01],
    ['clean en', 0.01],
    ['hard mixed, layout', 0.03],
    ['hard en, photo', 0.03],
  ])('%s', async (group, goal) => {
    const { lines, score } = await readingOf(pageOf(group));
    expect(score.solidErrors / score.solidCharacters).toBeLessThanOrEqual(goal);
    for (const { confidence, box } of lines) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(box!.right).toBeGreaterThan(box!.left);
    }
  });

  test.each([270, 180, 4])('a page turned by %d° reads as if it stood upright', async angle => {
    const page = pageOf('clean en');
    const { width, height, channels, data } = page.image;
    const turned = await sharp(data, { raw: { width, height, channels } })
      .removeAlpha()
      .rotate(angle, { background: '#fff' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { score } = await readingOf(page, { ...page.image, ...turned.info, channels: 3, data: turned.data });
    expect(score.solidErrors / score.solidCharacters).toBeLessThanOrEqual(0.02);
    expect(score.inOrder / score.lines).toBeGreaterThan(0.95);
  });

  test('an empty page has no lines, and one of a few pixels harms nobody', async () => {
    const blank = (width: number, height: number): PageImage => ({
      width,
      height,
      channels: 1,
      dpi: 150,
      data: new Uint8Array(width * height).fill(255),
    });
    expect((await engine.readPage(blank(600, 800), 3)).lines).toEqual([]);
    expect((await engine.readPage(blank(1, 1), 1)).lines).toEqual([]);
    expect((await engine.readPage(blank(5, 900), 1)).number).toBe(1);
  });
});

describe('pixels', () => {
  const page = { width: 3, height: 2, data: Uint8Array.from(Array.from({ length: 18 }, (_, i) => i)) };
  test('four quarter turns, or two half turns, change nothing', () => {
    expect(quarterTurn(quarterTurn(quarterTurn(quarterTurn(page))))).toEqual(page);
    expect(halfTurn(halfTurn(page))).toEqual(page);
    expect(quarterTurn(quarterTurn(page))).toEqual(halfTurn(page));
  });
  test('a page turned by nothing is itself', () => {
    expect(
      levelled({ width: 40, height: 30, data: new Uint8Array(3600).fill(7) }, 0.1).data.every(value => value === 7),
    ).toBe(true);
  });
  test('channels become three, and grey keeps its value', () => {
    expect(toColour(1, 1, 4, Uint8Array.of(1, 2, 3, 4)).data).toEqual(Uint8Array.of(1, 2, 3));
    expect(toGrey(toColour(1, 1, 1, Uint8Array.of(200))).data).toEqual(Uint8Array.of(200));
  });
  test('a line is cut out of a page, and its ink is found', () => {
    const grey = { width: 100, height: 60, data: new Uint8Array(6000).fill(255) };
    for (let y = 20; y < 40; y++) for (let x = 30; x < 50; x++) grey.data[y * 100 + x] = 0;
    const line = cutLine(
      grey,
      [
        { x: 20, y: 10 },
        { x: 80, y: 10 },
        { x: 80, y: 50 },
        { x: 20, y: 50 },
      ],
      60,
      40,
    );
    const ink = inkOf(line);
    expect([ink.top, ink.bottom]).toEqual([0.25, 0.75]);
    expect(ink.blanks).toHaveLength(2);
    expect(ink.blanks[0]!.end).toBeCloseTo(10 / 60);
    expect(ink.blanks[1]!.start).toBeCloseTo(30 / 60);
  });
  test('the feet of the line above and the heads of the one below are no ink of the line', () => {
    const grey = { width: 100, height: 40, data: new Uint8Array(4000).fill(255) };
    const ink = (from: number, to: number, left: number, right: number) => {
      for (let y = from; y < to; y++) for (let x = left; x < right; x++) grey.data[y * 100 + x] = 0;
    };
    ink(0, 2, 20, 40);
    ink(10, 30, 10, 60);
    ink(37, 40, 30, 70);
    expect(inkOf(grey)).toMatchObject({ top: 0.25, bottom: 0.75 });
    // A dot above its letter touches no edge.
    ink(5, 7, 20, 22);
    expect(inkOf(grey).top).toBe(0.125);
  });
  test('light ink on a dark ground is ink alike, and rules are none', () => {
    const grey = { width: 100, height: 20, data: new Uint8Array(2000).fill(30) };
    for (let x = 0; x < 100; x++) grey.data[x] = 250;
    for (let y = 6; y < 14; y++) for (let x = 10; x < 30; x++) grey.data[y * 100 + x] = 250;
    expect(inkOf(grey)).toMatchObject({
      top: 0.3,
      bottom: 0.7,
      blanks: [
        { start: 0, end: 0.1 },
        { start: 0.3, end: 1 },
      ],
    });
  });
});

test('the measure of error counts a wrong character once', () => {
  expect(substitutions('abc', 'axc')).toBe(1);
  expect(substitutions('abc', 'ac')).toBe(1);
  expect(substitutions('', 'ab')).toBe(2);
});
