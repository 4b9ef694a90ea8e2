import { agreement, type Columns, chosenSlots, refitColumns, runningWidth } from './column.ts';
import { DocumentLanguage } from './language.ts';
import { hold, release, type Track, viewsOf } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { rightMargin } from './view.ts';
import { FACES, type Face } from './width.ts';

/** What the document says outside the stamp, as far as known. */
export function learned(sheet: Sheet, taken: Uint8Array): DocumentLanguage {
  const language = new DocumentLanguage();
  for (let line = 0; line < sheet.lines; line++) {
    const codes: number[] = [];
    let gap = true;
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) {
      gap ||= (sheet.gap[g]! & 1) > 0;
      if (taken[g]) continue;
      if (gap) codes.push(32);
      codes.push(sheet.shown[g]!);
      gap = false;
    }
    if (codes.length > 2) language.learn(codes);
  }
  return language;
}

/** The face under which the columns are straightest, and the columns under it. */
export function bestFace(sheet: Sheet, tracks: readonly Track[], taken: Uint8Array, language: DocumentLanguage) {
  let best: { face: Face; columns: Columns[]; score: number } | undefined;
  for (const face of FACES) {
    let score = 0;
    const margin = rightMargin(sheet, taken, face);
    const columns = tracks.map(track => {
      release(track, taken);
      const slots = chosenSlots(
        track.takings,
        track.row.copies,
        runningWidth(track.codes, face),
        viewsOf(sheet, taken, face, language),
      );
      hold(track, taken);
      const slope = track.columns!.slope;
      const slopes = slope === 0 ? [0] : [0, ...Array.from({ length: 13 }, (_, i) => slope + (i - 6) / 60)];
      const fit = refitColumns(slots, { ...track.columns!, margin }, slopes);
      score += agreement(slots, fit.x, fit.slope).near;
      return fit;
    });
    if (!best || score > best.score) best = { face, columns, score };
  }
  return best!;
}
