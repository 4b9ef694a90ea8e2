import { repeatedTokens } from './repeated.ts';
import { LONGEST, SHORTEST } from './token.ts';

/** So many fragment lines within so many lines are looked at: a copy that runs down a page leaves more. */
const [FEWEST, WITHIN] = [6, 60];

/**
 * Whether a text could hold a stamp that runs down its lines: it has lines of a few glyphs, most of which repeat.
 *
 * One pass that looks only at line ends and at short lines, so that text without a stamp costs next to nothing.
 */
export function maySeeStamp(text: string): boolean {
  const fragments: number[] = [];
  let line = 0;
  const words = new Map<string, { since: number; count: number }>();
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (
      end > start &&
      (end - start <= 32 || isSparse(text, start)) &&
      shortWords(text, start, end) &&
      fragments.push(line) >= FEWEST &&
      line - fragments[fragments.length - FEWEST]! <= WITHIN
    )
      return true;
    if (isOneWord(text, start, end)) {
      const word = text.slice(start, end);
      const seen = words.get(word);
      if (!seen || line - seen.since > SAME_WITHIN) words.set(word, { since: line, count: 1 });
      else if (++seen.count >= SAME_WORDS) return true;
    }
    start = end + 1;
    line++;
  }
  return repeatedTokens(text).length > 0;
}

/** Lines of one and the same word within so many lines that make a second look worth its time. */
const [SAME_WORDS, SAME_WITHIN] = [6, 120];

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

/**
 * Words of at most five characters, and no more than fourteen characters in all. Ideographs alone are a heading, unless
 * each of them stands by itself.
 */
function shortWords(text: string, start: number, end: number): boolean {
  let [word, longest, count, others] = [0, 0, 0, 0];
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 0x3000 || code === 0xa0) {
      word = 0;
      continue;
    }
    if (++word > 5 || ++count > 14) return false;
    longest = Math.max(longest, word);
    if (code < 0x2e80) others++;
  }
  return others > 0 || longest === 1;
}
