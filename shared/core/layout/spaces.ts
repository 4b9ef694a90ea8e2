import type { Item } from './items.ts';
import type { Row } from './rows.ts';

/** Between glyphs of a row, ems: where a space is meant although none was drawn. */
const WORD_GAP = 0.16;
/** The same after or before full-width punctuation: its own white counts, and justified lines stretch there. */
const PUNCTUATION_GAP = 0.45;
/** A gap that stands for a column or a tab: written as two spaces. */
const CELL_GAP = 1.5;

const PUNCTUATION = /^[\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2018-\u201d]/;

/** The row's text: drawn spaces where they part glyphs, and spaces for gaps. */
export function textOfRow(row: Row): string {
  const items = row.pieces.flatMap(piece => piece.items);
  const tracking = trackingOf(items);
  let text = '';
  let last: Item | undefined;
  let drawn = false;
  for (const item of items) {
    if (item.text === ' ') {
      drawn = true;
      continue;
    }
    if (last) text += spaceBetween(last, item, drawn, tracking);
    text += item.text;
    last = item;
    drawn = false;
  }
  return text;
}

function spaceBetween(last: Item, item: Item, drawn: boolean, tracking: number): string {
  const size = Math.max(last.size, item.size);
  const gap = (item.start - last.end) / size;
  if (gap > CELL_GAP + tracking) return '  ';
  // A space that was drawn under the next glyph parts nothing to the eye.
  if (drawn) return gap > 0.04 ? ' ' : '';
  const loose = PUNCTUATION.test(item.text) || PUNCTUATION.test(last.text);
  return gap > (loose ? PUNCTUATION_GAP : WORD_GAP) + tracking ? ' ' : '';
}

/** The usual gap between neighbours, ems: more than nothing in letter-spaced headings. */
function trackingOf(items: readonly Item[]): number {
  const gaps: number[] = [];
  for (let i = 1; i < items.length; i++) {
    const [a, b] = [items[i - 1]!, items[i]!];
    if (a.text !== ' ' && b.text !== ' ') gaps.push((b.start - a.end) / Math.max(a.size, b.size));
  }
  if (gaps.length < 4) return 0;
  gaps.sort((a, b) => a - b);
  // Words are longer than one letter, so at least half of the gaps of spaced type are within words.
  return Math.min(1, Math.max(0, gaps[Math.floor(gaps.length * 0.4)]!));
}
