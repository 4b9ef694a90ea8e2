import { createRequire } from 'node:module';
import type { PageReading } from '../../core/document/reading.ts';
import { arrange, type Fragment } from '../../core/ocr/arrange.ts';
import { foldLine } from '../../core/ocr/fold.ts';
import { emOf } from '../../core/ocr/ink-metrics.ts';
import { withSpaces } from '../../core/ocr/spacing.ts';
import type { PageImage } from '../documents/image.ts';
import type { OcrEngine } from './engine.ts';
import { inkOf } from './ink.ts';
import { loadModels, type Models } from './models.ts';
import { headstands } from './orientation.ts';
import {
  type Colour,
  cutLine,
  distance,
  type Grey,
  halfTurn,
  levelled,
  type Point,
  type Quad,
  quarterTurn,
  toColour,
  toGrey,
  widthOf,
} from './pixels.ts';
import { readLines } from './recognise.ts';

const require = createRequire(import.meta.url);

/** A fragment read with less confidence is a picture, a texture or a signature that was taken for text. */
const LEAST_CONFIDENCE = 0.5;

/** A page that slopes less is left as it lies, radians: 1.7°. Lines are cut along their own slope in any case. */
const LEVEL = 0.03;

/** Height, in pixels, at which a line is looked at to find its ink (half as wide as it should be), and what is left around the ink, as a share of it. */
const GLANCE = 32;
const MARGIN = 0.16;

export interface PaddleOptions {
  /** Threads for one page; 2 unless told. */
  readonly threads?: number;
}

/** The local engine: PP-OCRv4 mobile on onnxruntime. The models are loaded with the first page and stay. */
export function createPaddleEngine({ threads = 2 }: PaddleOptions = {}): OcrEngine {
  let models: Promise<Models> | undefined;
  return {
    name: 'paddle',
    async readPage(image, number) {
      models ??= loadModels(threads);
      return readPage(await models, image, number);
    },
    async close() {
      await (await models)?.release();
      models = undefined;
    },
  };
}

async function readPage(models: Models, image: PageImage, number: number): Promise<PageReading> {
  // 1. Upright and level.
  const { grey, quads } = await upright(models, toColour(image.width, image.height, image.channels, image.data));
  // 2. Lines as narrow as their ink. On a photograph each keeps a slope of its own, so boxes are levelled once more.
  const angle = skewOf(quads);
  const lines = quads.map(quad => tightened(grey, steadied(quad, angle)));
  const points = 72 / image.dpi;
  // 3. Each line read, with its spaces, and parted where gaps are wide.
  const read = await readLines(models, grey, lines);
  const fragments = lines.flatMap((quad, i): Fragment[] => {
    const { chars, ink } = read[i]!;
    const box = levelBox(quad, angle, points);
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    const em = emOf(chars.map(char => char.text).join(''), (ink.bottom - ink.top) * height);
    return withSpaces(chars, ink.blanks, width / em)
      .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
      .map(({ text, start, end, confidence }) => ({
        text: foldLine(text),
        confidence,
        box: {
          left: box.left + start * width,
          right: box.left + end * width,
          top: box.top + ink.top * height,
          bottom: box.top + ink.bottom * height,
        },
      }));
  });
  // 4. In reading order.
  const [width, height] = [grey.width * points, grey.height * points];
  return { number, engine: 'paddle', lines: arrange(fragments), width, height };
}

/** The page as a reader would hold it, and its lines. */
async function upright(models: Models, image: Colour): Promise<{ grey: Grey; quads: Quad[] }> {
  let page = image;
  let lines = await findLines(models, page);
  const tall = lines.filter(quad => distance(quad[0], quad[3]) > 1.5 * distance(quad[0], quad[1]));
  if (tall.length > lines.length / 2) {
    page = quarterTurn(page);
    lines = await findLines(models, page);
  }
  const doubts = await headstands(models, toGrey(page), lines);
  const onHead = doubts.filter(doubt => doubt > 0.9).length > doubts.length / 2;
  const skew = skewOf(lines);
  if (onHead) page = halfTurn(page);
  if (Math.abs(skew) > LEVEL) page = levelled(page, skew);
  if (onHead || Math.abs(skew) > LEVEL) lines = await findLines(models, page);
  return { grey: toGrey(page), quads: lines.map(standing) };
}

async function findLines({ detection }: Models, { width, height, data }: Colour): Promise<Quad[]> {
  const { Image } = require('paddleocr') as typeof import('paddleocr');
  const boxes = await detection.run(new Image(width, height, 3, data));
  return boxes.flatMap(({ points }) => (points ? [points as Quad] : []));
}

/** A single tall box on an upright page is a label that runs up the edge: read from its foot. */
function standing(quad: Quad): Quad {
  const [a, b, c, d] = quad;
  return distance(a, d) > 1.5 * distance(a, b) ? [d, a, b, c] : quad;
}

/**
 * Boxes are looser than the text in them, by up to a half. The recogniser sees each line at the same height, so what is
 * cut off makes the letters larger: at 9 points and 150 dpi that decides between "ll" and "l".
 */
function tightened(grey: Grey, quad: Quad): Quad {
  const [a, b, c, d] = quad;
  const { top, bottom } = inkOf(cutLine(grey, quad, widthOf(quad, GLANCE / 2), GLANCE));
  const height = bottom - top;
  if (height < 0.35) return quad;
  const [from, to] = [Math.max(0, top - MARGIN * height), Math.min(1, bottom + MARGIN * height)];
  const down = (p: Point, q: Point, share: number) => ({ x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share });
  return [down(a, d, from), down(b, c, from), down(b, c, to), down(a, d, to)];
}

/** The middle of the lines' angles, radians; long lines only, for short ones tremble. */
function skewOf(lines: readonly Quad[]): number {
  const angles = lines
    .filter(([a, b, , d]) => distance(a, b) > 4 * distance(a, d))
    .map(([a, b, c, d]) => Math.atan2(b.y - a.y + c.y - d.y, b.x - a.x + c.x - d.x))
    .sort((x, y) => x - y);
  return angles[angles.length >> 1] ?? 0;
}

/** The box of a short line trembles by some degrees: it is laid along the page, about its own middle. */
function steadied(quad: Quad, angle: number): Quad {
  const [a, b, c, d] = quad;
  const [width, height] = [(distance(a, b) + distance(d, c)) / 2, (distance(a, d) + distance(b, c)) / 2];
  const own = Math.atan2(b.y - a.y + c.y - d.y, b.x - a.x + c.x - d.x);
  if (width > 8 * height || Math.abs(own - angle) > 0.2) return quad;
  const [x, y] = [(a.x + b.x + c.x + d.x) / 4, (a.y + b.y + c.y + d.y) / 4];
  const along = { x: (Math.cos(angle) * width) / 2, y: (Math.sin(angle) * width) / 2 };
  const across = { x: (-Math.sin(angle) * height) / 2, y: (Math.cos(angle) * height) / 2 };
  const corner = (i: 1 | -1, j: 1 | -1) => ({ x: x + i * along.x + j * across.x, y: y + i * along.y + j * across.y });
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
}

/** The line's box on the levelled page, points. */
function levelBox(quad: Quad, angle: number, points: number) {
  const [cos, sin] = [Math.cos(-angle), Math.sin(-angle)];
  const level = quad.map(({ x, y }) => ({ x: (x * cos - y * sin) * points, y: (x * sin + y * cos) * points }));
  const [xs, ys] = [level.map(({ x }) => x), level.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
