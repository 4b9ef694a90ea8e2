import { agreement, type ChosenSlots, type Columns, chosenSlots, refitColumns, runningWidth } from './column.ts';
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
  const slopes = commonSlopes(tracks);
  for (const face of FACES) {
    const margin = rightMargin(sheet, taken, face);
    const slots = tracks.map(track => {
      release(track, taken);
      const views = viewsOf(sheet, taken, face, language);
      const chosen = chosenSlots(track.takings, track.row.copies, runningWidth(track.codes, face), views);
      hold(track, taken);
      return chosen;
    });
    const columns = tracks.map((track, i) => {
      const own = refitColumns(slots[i]!, { ...track.columns!, margin }, slopes ?? slopesNear(track.columns!.slope));
      return slopes ? shared(tracks, slots, i, own) : own;
    });
    const score = columns.reduce((sum, fit, i) => sum + agreement(slots[i]!, fit.x, fit.slope).near, 0);
    if (!best || score > best.score) best = { face, columns, score };
  }
  return best!;
}

/** Rows of as many copies stand in the same columns, as long as that explains a row about as well as its own columns do. */
function shared(tracks: readonly Track[], slots: readonly ChosenSlots[], i: number, own: Columns): Columns {
  const copies = tracks[i]!.row.copies;
  const like = slots.filter((_, other) => tracks[other]!.row.copies === copies);
  if (like.length < 2) return own;
  const together = Array.from({ length: copies }, (_, copy) => like.flatMap(rows => rows[copy]!));
  const joint = refitColumns(together, own, [0]);
  const [mine, ours] = [agreement(slots[i]!, own.x, 0), agreement(slots[i]!, joint.x, 0)];
  return ours.near >= 0.75 * mine.near || mine.all < 3 ? joint : own;
}

/** Copies of one stamp are drawn at one angle: straight up or down if most are. */
function commonSlopes(tracks: readonly Track[]): readonly number[] | undefined {
  let [upright, tilted] = [0, 0];
  for (const { columns, row } of tracks)
    if (columns!.slope === 0) upright += row.copies;
    else tilted += row.copies;
  return upright >= tilted ? [0] : undefined;
}

const slopesNear = (slope: number): number[] =>
  slope === 0 ? [0] : [0, ...Array.from({ length: 13 }, (_, i) => slope + (i - 6) / 60)];
