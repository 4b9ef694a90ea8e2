import type { GlyphPage } from '../../document/geometry.ts';
import { byDirection, type Item } from '../../layout/items.ts';

/** Glyphs of one style that were drawn one after the other along one line. */
export interface Run {
  readonly page: number;
  /** Without white space. */
  readonly text: string;
  readonly items: readonly Item[];
  /** Degrees counter-clockwise. */
  readonly angle: number;
  readonly size: number;
  /** Index of the font if the whole run is in one: Chrome cuts ideographs into many small fonts. */
  readonly font: number | undefined;
  /** The font's name, or its index on the page if it has none: what tells typefaces apart over pages. */
  readonly face: string;
  readonly embedded: boolean;
  readonly color: number;
  readonly alpha: number;
}

/** A wider gap ends a run, ems: letter-spaced stamps stay whole, tiles and columns part. */
const GAP = 1.2;

/** The runs of a page, `page` from 0. White space stays in the items and not in the text. */
export function runsOf(page: GlyphPage, number: number): readonly Run[] {
  const isEmbedded = ({ glyph }: Item): boolean => page.fonts[glyph.font]?.embedded ?? false;
  const runs: Run[] = [];
  for (const { items, angle } of byDirection(page.glyphs)) {
    let current: Item[] = [];
    const flush = () => {
      for (const part of copiesIn(current)) {
        const text = part.map(item => item.text.trim()).join('');
        if (text === '') continue;
        const [first] = part as readonly [Item];
        const { size, color, alpha, font } = first.glyph;
        const alone = part.every(item => item.glyph.font === font) ? font : undefined;
        runs.push({
          page: number,
          text,
          items: part,
          angle,
          size,
          font: alone,
          face: faceOf(part, page),
          embedded: isEmbedded(first),
          color,
          alpha,
        });
      }
      current = [];
    };
    for (const item of items) {
      const last = current.at(-1);
      if (last && !(goesOn(last, item) && isEmbedded(last) === isEmbedded(item))) flush();
      current.push(item);
    }
    flush();
  }
  return runs;
}

function faceOf(items: readonly Item[], { fonts }: GlyphPage): string {
  const [first] = items as readonly [Item];
  const { name } = fonts[first.glyph.font] ?? {};
  const same = items.every(({ glyph }) => glyph.font === first.glyph.font || fonts[glyph.font]?.name === name);
  return same ? (name ?? String(first.glyph.font)) : '';
}

function goesOn(last: Item, item: Item): boolean {
  const [a, b] = [last.glyph, item.glyph];
  if (a.color !== b.color || Math.abs(a.alpha - b.alpha) > 0.01) return false;
  const size = Math.max(a.size, b.size);
  const gap = item.start - last.end;
  const level = Math.abs(a.size - b.size) < 0.05 * size && Math.abs(last.base - item.base) < 0.15 * size;
  return level && gap < GAP * size && gap > -0.6 * size;
}

/** A shorter period is a rule of dashes or dots, not a token. */
const MIN_PERIOD = 4;

/** Copies that were drawn end to end: the run cut at its text's period, if it is that of at least two whole copies. */
function copiesIn(items: readonly Item[]): readonly (readonly Item[])[] {
  const solid = items.filter(item => item.text !== ' ');
  const texts = solid.map(item => item.text);
  const period = periodOf(texts);
  if (period < MIN_PERIOD || period * 2 > texts.length) return [items];
  const copies: Item[][] = [];
  for (let i = 0; i < solid.length; i += period) copies.push(solid.slice(i, i + period));
  return copies;
}

/** The smallest p with texts[i] = texts[i + p] for all i: length minus the longest border (Knuth, Morris, Pratt). */
function periodOf(texts: readonly string[]): number {
  const border = [0];
  for (let i = 1, k = 0; i < texts.length; i++) {
    while (k > 0 && texts[i] !== texts[k]) k = border[k - 1]!;
    if (texts[i] === texts[k]) k++;
    border.push(k);
  }
  return texts.length - (border.at(-1) ?? 0);
}
