/** Pictures in memory, and lines cut from them. */

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** A byte a pixel, 0 black. */
  readonly data: Uint8Array;
}

export interface Colour extends Grey {
  /** Three bytes a pixel: red, green, blue. */
  readonly data: Uint8Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners of a line as it is read: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/** Pixels of 1, 3 or 4 channels; a fourth, alpha, is dropped. */
export function toColour(width: number, height: number, channels: number, pixels: Uint8Array): Colour {
  if (channels === 3) return { width, height, data: pixels };
  const data = new Uint8Array(width * height * 3);
  const [green, blue] = channels === 1 ? [0, 0] : [1, 2];
  for (let i = 0, j = 0; i < data.length; i += 3, j += channels) {
    data[i] = pixels[j]!;
    data[i + 1] = pixels[j + green]!;
    data[i + 2] = pixels[j + blue]!;
  }
  return { width, height, data };
}

/** Luminance (ITU-R BT.601, in 1/256). */
export function toGrey({ width, height, data: pixels }: Colour): Grey {
  const data = new Uint8Array(width * height);
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    data[i] = (77 * pixels[j]! + 150 * pixels[j + 1]! + 29 * pixels[j + 2]!) >> 8;
  return { width, height, data };
}

/** Turned counter-clockwise by a quarter. */
export function quarterTurn({ width, height, data }: Colour): Colour {
  const turned = new Uint8Array(data.length);
  for (let y = 0, from = 0; y < height; y++)
    for (let x = 0; x < width; x++, from += 3) {
      const to = ((width - 1 - x) * height + y) * 3;
      turned[to] = data[from]!;
      turned[to + 1] = data[from + 1]!;
      turned[to + 2] = data[from + 2]!;
    }
  return { width: height, height: width, data: turned };
}

export function halfTurn({ width, height, data }: Colour): Colour {
  const turned = new Uint8Array(data.length);
  for (let from = 0, to = data.length - 3; to >= 0; from += 3, to -= 3) {
    turned[to] = data[from]!;
    turned[to + 1] = data[from + 1]!;
    turned[to + 2] = data[from + 2]!;
  }
  return { width, height, data: turned };
}

/**
 * Turned by a small angle about its middle, so that lines which fall by it (radians, downwards to the right) lie level;
 * what comes in at the corners repeats the edge.
 */
export function levelled({ width, height, data }: Colour, angle: number): Colour {
  const turned = new Uint8Array(data.length);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [mx, my] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const fx = Math.min(width - 1.001, Math.max(0, mx + (x - mx) * cos - (y - my) * sin));
      const fy = Math.min(height - 1.001, Math.max(0, my + (x - mx) * sin + (y - my) * cos));
      const [left, top] = [Math.trunc(fx), Math.trunc(fy)];
      const [dx, dy] = [fx - left, fy - top];
      const from = (top * width + left) * 3;
      const below = height > 1 ? from + width * 3 : from;
      for (let c = 0; c < 3; c++) {
        const upper = data[from + c]! * (1 - dx) + data[from + 3 + c]! * dx;
        const lower = data[below + c]! * (1 - dx) + data[below + 3 + c]! * dx;
        turned[to + c] = upper * (1 - dy) + lower * dy + 0.5;
      }
    }
  }
  return { width, height, data: turned };
}

/**
 * The line inside the corners, laid level, at a given height. Between pixels it interpolates; where the line shrinks by
 * more than half it averages, or thin strokes would fall between the samples.
 */
export function cutLine(grey: Grey, [a, b, c, d]: Quad, width: number, height: number): Grey {
  const shrink = Math.max(1, Math.round(distance(a, d) / height / 1.5));
  const data = new Uint8Array(width * height);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0.5);
    for (let i = 0; i < shrink; i++) {
      const v = (y + (i + 0.5) / shrink) / height;
      addRow(grey, between(a, d, v), between(b, c, v), 1 / shrink, sums);
    }
    data.set(sums, y * width);
  }
  return { width, height, data };
}

const between = (p: Point, q: Point, share: number): Point => ({
  x: p.x + (q.x - p.x) * share,
  y: p.y + (q.y - p.y) * share,
});

/** Adds what lies along the way from one place to another, in equal steps. This is where a cut takes its time. */
function addRow({ width, height, data }: Grey, from: Point, to: Point, weight: number, sums: Float64Array): void {
  const [stepX, stepY] = [(to.x - from.x) / sums.length, (to.y - from.y) / sums.length];
  let [x, y] = [from.x + stepX / 2 - 0.5, from.y + stepY / 2 - 0.5];
  for (let i = 0; i < sums.length; i++, x += stepX, y += stepY) {
    const px = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
    const py = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
    const left = px | 0;
    const top = py | 0;
    const at = top * width + left;
    const right = left < width - 1 ? 1 : 0;
    const down = top < height - 1 ? width : 0;
    const dx = px - left;
    const upper = data[at]! + (data[at + right]! - data[at]!) * dx;
    const lower = data[at + down]! + (data[at + down + right]! - data[at + down]!) * dx;
    sums[i]! += (upper + (lower - upper) * (py - top)) * weight;
  }
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** No line is longer than this many times its height; a longer "line" is a rule, and would fill the memory. */
const LONGEST = 80;

/** A line's width in pixels when its height is this many. */
export function widthOf([a, b, c, d]: Quad, pixels: number): number {
  const height = Math.max(1, (distance(a, d) + distance(b, c)) / 2);
  const width = (distance(a, b) + distance(d, c)) / 2;
  return Math.max(8, Math.round(pixels * Math.min(LONGEST, width / height)));
}
