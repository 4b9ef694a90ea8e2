import { alignRow, type Taking } from './align.ts';
import type { Row } from './chain.ts';
import { type Columns, runningWidth } from './column.ts';
import type { DocumentLanguage } from './language.ts';
import type { PlaceOptions } from './place.ts';
import type { Sheet } from './sheet.ts';
import { type View, viewOf } from './view.ts';
import type { Face } from './width.ts';

/** A row of copies on its way through the passes. */
export interface Track {
  readonly row: Row;
  readonly codes: readonly number[];
  takings: readonly Taking[];
  missing: number;
  columns: Columns | undefined;
}

type ViewOf = (line: number, count?: number) => View;

/** The lines as one row sees them: without what other rows have taken. */
export function viewsOf(sheet: Sheet, taken: Uint8Array, face: Face, language: DocumentLanguage): ViewOf {
  const views = new Map<number, View>();
  return (line, count = 1) => {
    const key = line * 4 + count;
    let seen = views.get(key);
    if (!seen) {
      seen = viewOf(sheet, Math.min(line, sheet.lines - 1), count, taken, face, language);
      views.set(key, seen);
    }
    return seen;
  };
}

export function release(track: Track, taken: Uint8Array): void {
  for (const taking of track.takings) for (const g of taking.glyphs) taken[g] = 0;
}
export function hold(track: Track, taken: Uint8Array): void {
  for (const taking of track.takings) for (const g of taking.glyphs) taken[g] = 1;
}

/** Aligns one row against what no other row has, and takes its glyphs. */
export function settle(sheet: Sheet, track: Track, taken: Uint8Array, columns: Columns, how: Settling): void {
  release(track, taken);
  const view = viewsOf(sheet, taken, how.face, how.language);
  const run = runningWidth(track.codes, how.face);
  track.columns = columns;
  const options: PlaceOptions = {
    pattern: track.codes,
    run,
    copies: track.row.copies,
    columns: track.columns,
    flow: 0,
    language: how.language,
  };
  const { source, judge } = how;
  let { takings, missing } = alignRow(track.row, view, options, { source, judge, torn: false });
  if (missing > 0) ({ takings, missing } = alignRow(track.row, view, options, { source, judge, torn: true }));
  track.takings = takings;
  track.missing = missing;
  if (takings.length)
    track.row.path = takings.filter(t => t.to > t.from).map(({ line, lines, from, to }) => ({ line, lines, from, to }));
  hold(track, taken);
}

export interface Settling {
  readonly face: Face;
  readonly language: DocumentLanguage;
  readonly source: 'text' | 'ocr';
  readonly judge: boolean;
}
