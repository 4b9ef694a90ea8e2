/** A glyph as an extractor knows it: a box in points, y growing downwards, and the copy it belongs to (-1: the body). */
export interface Glyph {
  char: string;
  x0: number;
  x1: number;
  top: number;
  bottom: number;
  /** Where the pen stood. */
  x: number;
  baseline: number;
  angle: number;
  size: number;
  copy: number;
  /** Place of the glyph inside its copy; 0 for the body. */
  place: number;
}

export type Face = 'helvetica' | 'times' | 'half' | 'mono';

// Adobe's AFM advance widths of the core fonts, characters 0x20 to 0x7e, in 1/1000 em.
const HELVETICA =
  `278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556
278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944
667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556
500 722 500 500 500 334 260 334 584`
    .split(/\s+/)
    .map(Number);
const TIMES =
  `250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 278
278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 722
611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500
500 444 480 200 480 541`
    .split(/\s+/)
    .map(Number);

export const isWide = (char: string): boolean => (char.codePointAt(0) ?? 0) >= 0x2e80;

/** Advance in em. CJK faces draw Latin either proportionally or at half an em (SimSun and its kin). */
export function advance(char: string, face: Face): number {
  if (isWide(char)) return 1;
  if (face === 'half') return 0.5;
  if (face === 'mono') return 0.6;
  const code = char.charCodeAt(0) - 32;
  return ((face === 'times' ? TIMES : HELVETICA)[code] ?? 556) / 1000;
}

/** The font box every glyph shares (pdfminer, MuPDF): descent and ascent in em. */
export const EM_BOX: readonly [number, number] = [-0.21, 0.9];

/** The glyph's own ink (pdfium's char box): descent and ascent in em. */
export function inkBox(char: string): readonly [number, number] {
  if (isWide(char)) return [-0.1, 0.85];
  if (/[-–]/.test(char)) return [0.23, 0.32];
  if (char === '_') return [-0.13, -0.07];
  if (char === '~') return [0.2, 0.36];
  if (char === '.' || char === ',') return [-0.05, 0.1];
  if (/[gpqy]/.test(char)) return [-0.21, 0.53];
  if (char === 'j') return [-0.21, 0.72];
  if (/[aceimnorsuvwxz:;+=<>]/.test(char)) return [0, char === 'i' ? 0.72 : 0.53];
  return [0, 0.72];
}

export interface Pen {
  x: number;
  y: number;
  /** Degrees, counterclockwise as PDF counts them. */
  angle: number;
  size: number;
  face: Face;
  ink: boolean;
}

/** The upright box of a glyph drawn at the pen, and the distance the pen moves (without letter spacing), in points. */
export function drawGlyph(char: string, pen: Pen): { glyph: Glyph; step: number } {
  const turn = (pen.angle * Math.PI) / 180;
  const along = [Math.cos(turn), -Math.sin(turn)] as const;
  const up = [-Math.sin(turn), -Math.cos(turn)] as const;
  const step = advance(char, pen.face) * pen.size;
  const [low, high] = pen.ink ? inkBox(char) : EM_BOX;
  const xs: number[] = [];
  const ys: number[] = [];
  for (const a of [0, step]) {
    for (const b of [low * pen.size, high * pen.size]) {
      xs.push(pen.x + along[0] * a + up[0] * b);
      ys.push(pen.y + along[1] * a + up[1] * b);
    }
  }
  const glyph = {
    char,
    x0: Math.min(...xs),
    x1: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    x: pen.x,
    baseline: pen.y,
    angle: pen.angle,
    size: pen.size,
    copy: -1,
    place: 0,
  };
  return { glyph, step };
}
