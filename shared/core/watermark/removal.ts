import type { Span } from '../text/span.ts';
import { isSpace, type Sheet } from './sheet.ts';

/** The spans to cut: the stamp's characters and the white space that went with them. */
export function removalOf(sheet: Sheet, taken: Uint8Array): Span[] {
  const spans: Span[] = [];
  const cut = (start: number, end: number) => {
    const last = spans[spans.length - 1];
    if (last && last.end >= start) spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else if (end > start) spans.push({ start, end });
  };
  for (let line = 0; line < sheet.lines; line++) {
    const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
    let kept = 0;
    let gone = 0;
    for (let g = from; g < to; g++) taken[g] ? gone++ : kept++;
    if (gone === 0) continue;
    const start = sheet.start[line]!;
    const end = Math.min(sheet.start[line + 1]!, sheet.text.length);
    if (kept === 0) {
      cut(start, end);
      continue;
    }
    for (let g = from; g < to; g++) {
      if (!taken[g]) continue;
      let last = g;
      while (last + 1 < to && taken[last + 1]) last++;
      let [low, high] = [sheet.at[g]!, sheet.at[last]! + 1];
      if (g === from) while (isBlank(sheet.text, high)) high++;
      else if (last === to - 1) {
        while (isBlank(sheet.text, low - 1)) low--;
      } else if (isBlank(sheet.text, low - 1)) while (isBlank(sheet.text, high)) high++;
      cut(low, high);
      g = last;
    }
  }
  return spans;
}

/** White space inside a line. */
function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code !== 10 && code !== 12 && code !== 13 && isSpace(code);
}
