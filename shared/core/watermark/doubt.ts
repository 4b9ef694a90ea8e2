import type { Taking } from './align.ts';
import type { Doubt } from './index.ts';
import type { Sheet } from './sheet.ts';

/** Context in characters that says whether a phone number, an id, an address or a date is at stake. */
const CONTEXT = 8;

/** A place where the second best reading is close: both readings of the stretch in which they differ. */
export function doubtOf(sheet: Sheet, { glyphs, rival }: Taking, taken: Uint8Array): Doubt | undefined {
  if (!rival) return undefined;
  const [ours, theirs] = [new Set(glyphs), new Set(rival)];
  const apart = [...glyphs.filter(g => !theirs.has(g)), ...rival.filter(g => !ours.has(g))].sort((a, b) => a - b);
  const [first, last] = [apart[0], apart[apart.length - 1]];
  if (first === undefined || last === undefined) return undefined;
  const span = { start: sheet.at[first]!, end: sheet.at[last]! + 1 };
  const without = (gone: (g: number) => boolean): string => {
    let out = '';
    let at = span.start;
    for (let g = first; g <= last; g++) {
      if (!gone(g)) continue;
      out += sheet.text.slice(at, sheet.at[g]!);
      at = sheet.at[g]! + 1;
    }
    return out + sheet.text.slice(at, span.end);
  };
  const others = (g: number) => taken[g] === 1 && !ours.has(g);
  const around = sheet.text.slice(Math.max(0, span.start - CONTEXT), span.end + CONTEXT);
  return {
    span,
    readings: [without(g => taken[g] === 1), without(g => theirs.has(g) || others(g))],
    sensitive: /[\d@]/.test(around),
  };
}
