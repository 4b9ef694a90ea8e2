import { repeatedTokens } from './repeated.ts';
import { LONGEST, SHORTEST } from './token.ts';

/** Fragment lines below which no stamp is looked for. */
const FEWEST = 6;

/**
 * Whether a text could hold a stamp that runs down its lines: it has lines of a few glyphs, most of which repeat.
 *
 * One pass that looks only at line ends and at short lines, so that text without a stamp costs next to nothing.
 */
export function maySeeStamp(text: string): boolean {
  let fragments = 0;
  const words = new Map<string, number>();
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (
      end > start &&
      (end - start <= 32 || isSparse(text, start)) &&
      shortWords(text, start, end) &&
      ++fragments >= FEWEST
    )
      return true;
    if (isOneWord(text, start, end)) {
      const word = text.slice(start, end);
      const count = (words.get(word) ?? 0) + 1;
      if (count >= SAME_WORDS) return true;
      words.set(word, count);
    }
    start = end + 1;
  }
  return repeatedTokens(text).length > 0;
}

/** Lines of one and the same word that make a second look worth its time. */
const SAME_WORDS = 6;

/** Whether a line is one word as long as a token. Latin text shows a space soon, East Asian text its script. */
function isOneWord(text: string, start: number, end: number): boolean {
  if (end - start < SHORTEST || end - start > LONGEST || text.charCodeAt(start) > 0x7e) return false;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) <= 32) return false;
  return true;
}

/** A long line that begins with a glyph or two and a wide gap: the layout's edges may be far apart. */
function isSparse(text: string, start: number): boolean {
  for (let i = start + 1; i < start + 9; i++)
    if (text.charCodeAt(i) <= 32 && text.charCodeAt(i + 1) <= 32 && text.charCodeAt(i + 2) <= 32) return true;
  return false;
}

/** Words of at most five characters, and no more than fourteen characters in all. */
function shortWords(text: string, start: number, end: number): boolean {
  let [word, count] = [0, 0];
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 0x3000 || code === 0xa0) {
      word = 0;
      continue;
    }
    if (++word > 5 || ++count > 14) return false;
  }
  return count > 0;
}
