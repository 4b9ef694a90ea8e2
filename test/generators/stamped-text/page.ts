import type { Random } from '../random.ts';
import type { Paragraph } from './content.ts';

/** A glyph as an extractor sees it: left edge, height on the page from the top, advance, in points. */
export interface Drawn {
  readonly char: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The stamp's characters are the truth that must go. */
  readonly stamp: boolean;
}

export interface Setting {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly size: number;
  readonly pitch: number;
  readonly latin: LatinFont;
  /** Wrapped lines of a bullet stand this many points further right. */
  readonly hanging: number;
  readonly justified: boolean;
  /** A narrow side column at the left takes short lines. */
  readonly columns: 1 | 2;
  /** Share of text lines that an extractor tears in two. */
  readonly torn: number;
}
export type LatinFont = 'sans' | 'serif' | 'mono' | 'half';

/** Advance widths in 1/1000 em of a common sans serif face, from its public AFM file, for U+0020–U+007E. */
const SANS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];
/** The same of a common serif face. */
const SERIF = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
  500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
  722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
  444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
  200, 480, 541,
];

/** Advance in em. */
export function advance(char: string, font: LatinFont): number {
  const code = char.charCodeAt(0);
  if (code > 0x7e) return code >= 0x2e80 || '“”‘’…→'.includes(char) ? 1 : 0.6;
  if (font === 'mono') return 0.6;
  if (font === 'half') return 0.5;
  return (font === 'sans' ? SANS : SERIF)[code - 32]! / 1000;
}

const isWord = (char: string) => /[A-Za-z0-9@._/+%?=:#-]/.test(char);

/** Breaks a paragraph into lines that fit: between any two Chinese characters, between words otherwise. */
function wrap(text: string, room: number, size: number, font: LatinFont): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let i = 0;
  while (i < text.length) {
    let unit = text[i]!;
    if (isWord(unit)) for (let j = i + 1; j < text.length && isWord(text[j]!); j++) unit += text[j];
    const width = [...unit].reduce((sum, char) => sum + advance(char, font) * size, 0);
    if (used + width > room && line.trim()) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
      if (unit === ' ') {
        i++;
        continue;
      }
    }
    line += unit;
    used += width;
    i += unit.length;
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

/** Sets paragraphs on pages; each page is its body glyphs in reading order. */
export function setPages(r: Random, paragraphs: readonly Paragraph[], setting: Setting): Drawn[][] {
  const { size, pitch, margin, latin } = setting;
  const pages: Drawn[][] = [[]];
  let y = margin;
  const side = setting.columns === 2 ? (setting.width - 2 * margin) * 0.3 : 0;
  let sideY = margin;
  const newPage = () => {
    pages.push([]);
    y = margin + r.between(0, 4);
    sideY = margin;
  };
  const draw = (text: string, x: number, at: number, fontSize: number, stretch = 0) => {
    for (const char of text) {
      const width = advance(char, latin) * fontSize;
      pages.at(-1)!.push({ char, x, y: at, width, stamp: false });
      x += width + stretch;
    }
    return x;
  };
  const measure = (text: string, fontSize: number) =>
    [...text].reduce((sum, c) => sum + advance(c, latin) * fontSize, 0);
  for (const paragraph of paragraphs) {
    const fontSize = paragraph.heading ? size * 1.3 : size;
    const left = margin + side;
    const room = setting.width - margin - left;
    if (side && (paragraph.heading || r.chance(0.2)) && sideY < setting.height - margin) {
      const text = paragraph.text.slice(0, Math.floor((side - 12) / fontSize));
      draw(text, margin, sideY, fontSize);
      sideY += pitch * r.pick([1, 1.5, 2]);
      continue;
    }
    const text = (paragraph.bullet ?? '') + paragraph.text;
    const lines = wrap(text, room - (paragraph.bullet ? setting.hanging : 0), fontSize, latin);
    lines.forEach((line, i) => {
      if (y > setting.height - margin) newPage();
      const indent = i > 0 && paragraph.bullet ? setting.hanging : 0;
      const full = i < lines.length - 1 && setting.justified;
      const slack = full ? (room - indent - measure(line, fontSize)) / Math.max(1, line.length - 1) : 0;
      const end = draw(line, left + indent, y, fontSize, Math.min(slack, 1.2));
      if (paragraph.right) {
        const width = measure(paragraph.right, fontSize);
        if (end + 6 < setting.width - margin - width)
          draw(paragraph.right, setting.width - margin - width, y, fontSize);
      }
      y += paragraph.heading ? pitch * 1.5 : pitch;
    });
    if (r.chance(0.08)) y += r.between(0, pitch * 2);
  }
  return pages;
}
