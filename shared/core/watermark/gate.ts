/** Fragment lines below which no stamp is looked for. */
const FEWEST = 6;

/**
 * Whether a text could hold a stamp that runs down its lines: it has lines of a few glyphs, most of which repeat.
 *
 * One pass that looks only at line ends and at short lines, so that text without a stamp costs next to nothing.
 */
export function maySeeStamp(text: string): boolean {
  let fragments = 0;
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (end - start <= 32 && end > start && shortWords(text, start, end) && ++fragments >= FEWEST) return true;
    start = end + 1;
  }
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
