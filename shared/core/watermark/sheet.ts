/**
 * The text as the aligner works on it: lines of glyphs, where a glyph is a character that is not white space.
 *
 * Arrays of numbers instead of objects: a line is touched thousands of times during alignment. Glyph `g` stands at
 * `at[g]` in the text; line `l` holds the glyphs `first[l] … first[l + 1] - 1`.
 */
export interface Sheet {
  readonly text: string;
  readonly lines: number;
  readonly glyphs: number;
  /** Start offset of each line in the text; one more entry than lines. */
  readonly start: Int32Array;
  readonly first: Int32Array;
  readonly at: Int32Array;
  /** The character for matching; glyphs that OCR confuses share one. */
  readonly code: Uint16Array;
  /** The character as it stands in the text. */
  readonly shown: Uint16Array;
  readonly lineOf: Int32Array;
  /** Whether white space or the line's edge stands before (1) and after (2) a glyph. */
  readonly gap: Uint8Array;
}

/** White space of any kind, the byte order mark and the soft page break among them. */
export const isSpace = (code: number): boolean =>
  code <= 32 ||
  code === 0xa0 ||
  code === 0x85 ||
  (code >= 0x2000 && code <= 0x200b) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0xfeff;

export function sheetOf(text: string, match: (code: number) => number = code => code): Sheet {
  let lines = 1;
  let glyphs = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 12) lines++;
    else if (!isSpace(code)) glyphs++;
  }
  const start = new Int32Array(lines + 1);
  const first = new Int32Array(lines + 1);
  const at = new Int32Array(glyphs);
  const code = new Uint16Array(glyphs);
  const shown = new Uint16Array(glyphs);
  const lineOf = new Int32Array(glyphs);
  const gap = new Uint8Array(glyphs);
  let line = 0;
  let g = 0;
  let free = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isSpace(unit)) {
      if (!free) gap[g - 1]! |= 2;
      free = true;
      if (unit === 10 || unit === 12) {
        line++;
        start[line] = i + 1;
        first[line] = g;
      }
      continue;
    }
    at[g] = i;
    code[g] = match(unit);
    shown[g] = unit;
    lineOf[g] = line;
    if (free) gap[g] = 1;
    free = false;
    g++;
  }
  if (g > 0) gap[g - 1]! |= 2;
  start[lines] = text.length + 1;
  first[lines] = g;
  return { text, lines, glyphs, start, first, at, code, shown, lineOf, gap };
}
