import type { Box } from '../../core/document/geometry.ts';

/** [a b c d e f] of ISO 32000, 8.3.3: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function compose([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix {
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** From the PDF's user space (y upwards, before /Rotate) to the page as a reader sees it (y downwards). */
export interface Frame {
  /** As the reader sees it, points. */
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise: 0, 90, 180 or 270. */
  readonly rotation: number;
  readonly toReader: Matrix;
}

/** @param box the visible part of the page, in user space. @param quarters /Rotate in quarter turns. */
export function frameOf(box: { left: number; bottom: number; right: number; top: number }, quarters: number): Frame {
  const { left, bottom, right, top } = box;
  const [w, h] = [right - left, top - bottom];
  const turns: readonly Matrix[] = [
    [1, 0, 0, -1, -left, top],
    [0, 1, 1, 0, -bottom, -left],
    [-1, 0, 0, 1, right, -bottom],
    [0, -1, -1, 0, top, right],
  ];
  const odd = quarters % 2 === 1;
  return { width: odd ? h : w, height: odd ? w : h, rotation: quarters * 90, toReader: turns[quarters % 4]! };
}

export const point = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** The upright box, as a reader sees it, around a rectangle that `matrix` takes to user space. */
export function boxOf(frame: Frame, matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const m = compose(matrix, frame.toReader);
  const corners = [point(m, x0, y0), point(m, x1, y0), point(m, x0, y1), point(m, x1, y1)];
  const xs = corners.map(corner => corner[0]);
  const ys = corners.map(corner => corner[1]);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
