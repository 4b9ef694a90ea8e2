import type { Track } from './settle.ts';
import type { Sheet } from './sheet.ts';

/** Share of the copies that must agree before the token itself is changed, and the fewest that may. */
const [AGREED, FEWEST] = [0.34, 2];
/** What a glyph says that is left over on a line of the copy itself: it may stand on either side. */
const BESIDE = 0.4;
/** Glyphs of a line that may be nothing but stamp. */
const CRUMB = 6;

/**
 * The token as its copies show it. A reading by OCR loses or doubles glyphs, and what was put together from such copies
 * lacks a character or has one too many: then most copies leave the same glyph over at the same place, or none has it.
 * @returns the same codes if the copies bear them out
 */
export function mended(sheet: Sheet, tracks: readonly Track[], taken: Uint8Array): readonly number[] {
  const codes = tracks[0]?.codes;
  if (!codes) return [];
  const left = Array.from({ length: codes.length + 1 }, () => new Map<number, number>());
  const passed = new Float64Array(codes.length + 1);
  const absent = new Float64Array(codes.length);
  const seen = new Float64Array(codes.length);
  for (const { row, takings, codes: own } of tracks) {
    if (own !== codes && own.join() !== codes.join()) continue;
    const steps = takings.filter(({ from, to }) => to > from);
    if (steps.length === 0) continue;
    let before: (typeof steps)[number] | undefined;
    for (const step of [...steps, undefined]) {
      const gap = step?.from ?? before!.to;
      if (before || step?.from === 0) {
        passed[gap]! += row.copies;
        const [from, to] = [before?.line ?? step!.line - 1, step?.line ?? before!.line + 1];
        for (let line = Math.max(0, from); line <= Math.min(sheet.lines - 1, to); line++)
          for (const [code, count] of crumbsOf(sheet, line, taken))
            left[gap]!.set(
              code,
              (left[gap]!.get(code) ?? 0) + Math.min(row.copies, count) * (line > from && line < to ? 1 : BESIDE),
            );
      }
      if (!step) break;
      if (before) for (let p = before.to; p < step.from; p++) absent[p]! += row.copies;
      for (let p = before?.to ?? step.from; p < step.to; p++) seen[p]! += row.copies;
      before = step;
    }
  }
  const out: number[] = [];
  for (let p = 0; p <= codes.length; p++) {
    const [code, votes] = [...left[p]!].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
    if (votes >= FEWEST && votes >= AGREED * passed[p]!) out.push(code);
    if (p === codes.length) break;
    if (absent[p]! >= FEWEST && absent[p]! > AGREED * seen[p]!) continue;
    out.push(codes[p]!);
  }
  return out;
}

/** What a line without text has left over. */
function crumbsOf(sheet: Sheet, line: number, taken: Uint8Array): Map<number, number> {
  const out = new Map<number, number>();
  const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
  if (to - from > 4 * CRUMB) return out;
  let free = 0;
  for (let g = from; g < to; g++) {
    if (taken[g]) continue;
    if (++free > CRUMB) return new Map();
    out.set(sheet.code[g]!, (out.get(sheet.code[g]!) ?? 0) + 1);
  }
  return out;
}
