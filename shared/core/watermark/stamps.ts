import { alignRow, type Taking } from './align.ts';
import { findRows, type Row } from './chain.ts';
import { type Columns, chosenSlots, findColumns, refitColumns, runningWidth, sightings } from './column.ts';
import { corrected } from './correct.ts';
import type { Doubt } from './index.ts';
import { DocumentLanguage } from './language.ts';
import { levelCopies } from './level.ts';
import type { PlaceOptions } from './place.ts';
import type { Sheet } from './sheet.ts';
import { Neighbours, reversed, wholeTokens } from './token.ts';
import { type View, viewOf } from './view.ts';
import { FACES, type Face } from './width.ts';

/** The ledger of one token, and the token: this must not leave the core. */
export interface Finding {
  readonly token: string;
  readonly copies: number;
  readonly partial: number;
  readonly removed: number;
  readonly distance: number;
  readonly exact: boolean;
}
export interface Stamps {
  /** One entry a glyph of the sheet: 1 where the stamp's. */
  readonly taken: Uint8Array;
  readonly watermarks: readonly Finding[];
  readonly doubts: readonly Doubt[];
}

/** Nats by which the best placement must beat the second for a certificate. */
export const MARGIN = 3;
/** A row of copies with less evidence is chance. */
const LEAST_GAIN = 2;

interface Track {
  readonly row: Row;
  readonly codes: readonly number[];
  takings: readonly Taking[];
  missing: number;
  columns: Columns | undefined;
}

export function findStamps(sheet: Sheet, hints: readonly string[], source: 'text' | 'ocr'): Stamps {
  const taken = new Uint8Array(sheet.glyphs);
  const watermarks: Finding[] = [];
  const doubts: Doubt[] = [];
  const tried = new Set<string>();
  for (let round = 0; round < 12; round++) {
    const neighbours = new Neighbours(sheet, taken);
    const token = wholeTokens(sheet, taken, neighbours, hints).find(t => !tried.has(t) && !tried.has(reversed(t)));
    if (token === undefined) break;
    tried.add(token);
    const found = removeToken(sheet, token, taken, source);
    if (!found) continue;
    watermarks.push(found.finding);
    doubts.push(...found.doubts);
  }
  return { taken, watermarks, doubts };
}

function removeToken(sheet: Sheet, found: string, taken: Uint8Array, source: 'text' | 'ocr') {
  const token = corrected(sheet, found, taken);
  const mine = taken.slice();
  const level = levelCopies(sheet, token, mine);
  const tracks = followRows(sheet, token, mine, source);
  if (tracks.length === 0) return undefined;
  const judge = refine(sheet, tracks, mine, source);
  taken.set(mine);
  return judge(token, level.length);
}

/** The rows of copies, pass by pass: what one pass takes is out of the way of the next, so that rows may overlap. */
function followRows(sheet: Sheet, token: string, taken: Uint8Array, source: 'text' | 'ocr'): Track[] {
  const tracks: Track[] = [];
  const ways = [reversed(token), token].map(way => Array.from(way, c => c.charCodeAt(0)));
  const language = new DocumentLanguage();
  for (let pass = 0; pass < 6; pass++) {
    const options = { from: 0, to: sheet.lines };
    const found = ways
      .map((codes, index) => {
        const rows = findRows(sheet, codes, index, taken, options).filter(row => row.gain >= LEAST_GAIN);
        return { codes, rows, gain: rows.reduce((sum, row) => sum + row.gain, 0) };
      })
      .sort((a, b) => b.gain - a.gain)[0]!;
    if (found.rows.length === 0) break;
    for (const row of found.rows) {
      const track: Track = { row, codes: found.codes, takings: [], missing: 0, columns: undefined };
      settle(sheet, track, taken, { face: FACES[0]!, language, source, judge: false });
      tracks.push(track);
    }
  }
  return tracks;
}

/** Aligns one row against what no other row has, and takes its glyphs. */
function settle(sheet: Sheet, track: Track, taken: Uint8Array, how: Settling): void {
  for (const taking of track.takings) for (const g of taking.glyphs) taken[g] = 0;
  const views = new Map<number, View>();
  const view = (line: number, count = 1): View => {
    const key = line * 4 + count;
    let seen = views.get(key);
    if (!seen) {
      seen = viewOf(sheet, Math.min(line, sheet.lines - 1), count, taken, how.face, how.language);
      views.set(key, seen);
    }
    return seen;
  };
  const run = runningWidth(track.codes, how.face);
  track.columns = track.columns
    ? refitColumns(chosenSlots(track.takings, track.row.copies, run, view), track.columns)
    : guessColumns(track, run, view);
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
  for (const taking of takings) for (const g of taking.glyphs) taken[g] = 1;
}

interface Settling {
  readonly face: Face;
  readonly language: DocumentLanguage;
  readonly source: 'text' | 'ocr';
  readonly judge: boolean;
}

function guessColumns(track: Track, run: Float64Array, view: (line: number, count?: number) => View): Columns {
  const places = sightings(track.row, track.codes, run, view);
  const upright = findColumns(places, track.row.copies, [0]);
  return upright.support < 0.4 ? findColumns(places, track.row.copies, SLOPES) : upright;
}
const SLOPES = Array.from({ length: 41 }, (_, i) => (i - 20) / 20);

function refine(sheet: Sheet, tracks: readonly Track[], taken: Uint8Array, source: 'text' | 'ocr') {
  const face = FACES[0]!;
  const language = new DocumentLanguage();
  for (const track of tracks) settle(sheet, track, taken, { face, language, source, judge: true });
  return (token: string, level: number): { finding: Finding; doubts: Doubt[] } => {
    let [copies, partial, removed, distance] = [level, 0, level * token.length, 0];
    let margin = Infinity;
    for (const { row, codes, takings, missing } of tracks) {
      const [first, last] = [row.path[0], row.path[row.path.length - 1]];
      if (!first || !last) continue;
      if (first.from === 0 && last.to === codes.length) copies += row.copies;
      else partial += row.copies;
      distance += missing * row.copies;
      for (const taking of takings) {
        removed += taking.glyphs.length;
        margin = Math.min(margin, taking.margin);
      }
    }
    return {
      finding: {
        token,
        copies,
        partial,
        removed,
        distance,
        exact: distance === 0 && partial === 0 && margin >= MARGIN,
      },
      doubts: [],
    };
  };
}
