import { applyEdits, type Edit, PositionMap } from '../text/position-map.ts';
import type { Span } from '../text/span.ts';
import { headerEndOf, lineAt, linesOf } from './page.ts';

/** Lines around a placeholder that a recognizer may look at: two, and empty ones between. */
const AROUND = 3;
/** Keeps what stands apart apart: no recognizer reads over so many empty lines. */
const APART = '\n\n\n\n';

/** Part of a text, and where it came from. */
export interface Excerpt {
  readonly text: string;
  /** Text → excerpt. */
  readonly map: PositionMap;
}

/**
 * What of a redacted text can read otherwise than before the placeholders stood in it: the header, for there a line is
 * judged by all others, and the lines around each placeholder. The rest was read once, and nothing was found in it.
 */
export function besidePlaceholders(text: string, placeholders: readonly Span[]): Excerpt {
  const lines = linesOf(text);
  const headerEnd = headerEndOf(text.slice(0, 4000).toLowerCase(), lines);
  const edits: Edit[] = [];
  let kept = lineAt(lines, headerEnd) + AROUND;
  for (const { start, end } of placeholders) {
    const from = lineAt(lines, start) - AROUND;
    if (from > kept + 1) edits.push(gap(lines, kept, from));
    kept = Math.max(kept, lineAt(lines, end) + AROUND);
  }
  if (kept + 1 < lines.length) edits.push(gap(lines, kept, lines.length));
  return { text: applyEdits(text, edits), map: PositionMap.ofEdits(text.length, edits) };
}

/** From the end of the last line kept to the start of the next one kept. */
const gap = (lines: readonly Span[], last: number, next: number): Edit => ({
  start: lines[last]!.end,
  end: lines[next]?.start ?? lines.at(-1)!.end,
  insert: APART,
});
