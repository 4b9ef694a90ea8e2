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
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let i = 0; i < shrink; i++) {
        const v = (y + (i + 0.5) / shrink) / height;
        const u = (x + 0.5) / width;
        const px = (1 - v) * ((1 - u) * a.x + u * b.x) + v * ((1 - u) * d.x + u * c.x);
        const py = (1 - v) * ((1 - u) * a.y + u * b.y) + v * ((1 - u) * d.y + u * c.y);
        sum += sample(grey, px - 0.5, py - 0.5);
      }
      data[y * width + x] = sum / shrink + 0.5;
    }
  return { width, height, data };
}

function sample({ width, height, data }: Grey, x: number, y: number): number {
  const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const [dx, dy] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))];
  const upper = data[top * width + left]! * (1 - dx) + data[top * width + right]! * dx;
  const lower = data[bottom * width + left]! * (1 - dx) + data[bottom * width + right]! * dx;
  return upper * (1 - dy) + lower * dy;
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
