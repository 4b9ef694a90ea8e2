import { alignRow, type Taking } from './align.ts';
import { assembledTokens } from './assemble.ts';
import { findRows, type Row } from './chain.ts';
import {
  agreement,
  type Columns,
  chosenSlots,
  findColumns,
  pooledColumns,
  refitColumns,
  runningWidth,
  sightings,
} from './column.ts';
import { corrected, type Reading } from './correct.ts';
import { doubtOf } from './doubt.ts';
import type { Doubt } from './index.ts';
import { DocumentLanguage } from './language.ts';
import { levelCopies } from './level.ts';
import { mopUp } from './mop.ts';
import type { PlaceOptions } from './place.ts';
import type { Sheet } from './sheet.ts';
import { isFragment, Neighbours, reversed, wholeTokens } from './token.ts';
import { rightMargin, type View, viewOf } from './view.ts';
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
const LEAST_GAIN = 14;
/** The same for a row of whole copies. */
const LEAST_WHOLE = 4;
/** A copy cut by a page's end is credible with less, if the next page's copy follows at once. */
const LEAST_CUT = 0.3;

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
  for (let round = 0; round < MOST_TOKENS; round++) {
    const best = bestToken(sheet, taken, hints, round);
    if (best === undefined) break;
    const found = removeToken(sheet, best.token, taken, source);
    if (!found) break;
    watermarks.push(found.finding);
    doubts.push(...found.doubts);
  }
  return { taken, watermarks, doubts };
}

/** More tokens than a document could have, unless somebody wants to keep the cleaner busy. */
const MOST_TOKENS = 24;
/** Share of the fragment lines' glyphs that a token must explain to be taken without looking further. */
const PLAIN = 0.5;
/** Evidence below which a token is chance. */
const LEAST_EVIDENCE = 24;

/** The token that explains most of what runs down the lines: a whole copy if one is found, else one put together. */
function bestToken(sheet: Sheet, taken: Uint8Array, hints: readonly string[], round: number): Reading | undefined {
  const neighbours = new Neighbours(sheet, taken);
  const readings: { reading: Reading; assembled: boolean }[] = [];
  const enough = PLAIN * fragmentGlyphs(sheet, taken);
  const passes = ({ reading, assembled }: (typeof readings)[number]) =>
    reading.gain >= LEAST_EVIDENCE && recurs(sheet, taken, reading, assembled);
  for (const variants of wholeTokens(sheet, taken, neighbours, round === 0 ? hints : []).slice(0, 4)) {
    const reading = corrected(sheet, variants, taken);
    readings.push({ reading, assembled: false });
    if (explained(reading) >= enough && passes(readings[readings.length - 1]!)) break;
  }
  // What was seen whole goes before what was put together, which may be two tokens in one.
  if (!readings.some(passes))
    for (const token of assembledTokens(sheet, taken))
      readings.push({ reading: upwards(corrected(sheet, [token], taken, true)), assembled: true });
  readings.sort((a, b) => b.reading.score - a.reading.score);
  return readings.find(passes)?.reading;
}

/**
 * The gate against chance: copies of a stamp come again and run past lines of text. A column of single letters, vertical
 * text or a drawing in characters does one or the other. A token that stands nowhere whole must show it twice.
 */
function recurs(sheet: Sheet, taken: Uint8Array, { rows, codes }: Reading, assembled: boolean): boolean {
  let independent = 0;
  for (const { path, copies } of rows) {
    const [first, last] = [path[0]!, path[path.length - 1]!];
    const whole = first.from === 0 && last.to === codes.length;
    const took = path.reduce((sum, step) => sum + step.to - step.from, 0);
    if (!whole || took < 0.93 * codes.length) continue;
    let text = 0;
    for (let line = first.line; line <= last.line; line++)
      if (sheet.first[line] !== sheet.first[line + 1] && !isFragment(sheet, line, taken)) text++;
    if (text >= (assembled ? 2 : 1)) independent += copies;
  }
  return independent >= (assembled ? 2 : 1);
}

const explained = ({ rows }: Reading): number =>
  rows.reduce((sum, { path, copies }) => sum + path.reduce((n, step) => n + (step.to - step.from) * copies, 0), 0);

function fragmentGlyphs(sheet: Sheet, taken: Uint8Array): number {
  let sum = 0;
  for (let line = 0; line < sheet.lines; line++) {
    if (!isFragment(sheet, line, taken)) continue;
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) sum++;
  }
  return sum;
}

function removeToken(sheet: Sheet, token: string, taken: Uint8Array, source: 'text' | 'ocr') {
  const mine = taken.slice();
  const level = levelCopies(sheet, token, mine);
  const tracks = followRows(sheet, token, mine, source);
  if (tracks.length === 0) return undefined;
  const judge = refine(sheet, tracks, mine, source);
  const mopped =
    source === 'ocr'
      ? mopUp(
          sheet,
          token,
          tracks.map(({ codes, row }) => ({ codes, path: row.path })),
          mine,
        )
      : 0;
  taken.set(mine);
  return judge(token, level.length, mopped);
}

/** A line of single glyphs or pairs: shorter than any heading. */
function isCrumb(sheet: Sheet, line: number, taken: Uint8Array): boolean {
  if (!isFragment(sheet, line, taken)) return false;
  let word = 0;
  for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) {
    if (sheet.gap[g]! & 1) word = 0;
    if (!taken[g] && ++word > 2) return false;
  }
  return true;
}

/**
 * Whole copies speak for themselves. A cut one must begin or end as a copy does, with nothing of a stamp before its
 * beginning or after its end: otherwise it is a chance likeness inside another token's copy.
 */
function credibleRows(sheet: Sheet, all: readonly Row[], length: number, taken: Uint8Array): Row[] {
  const explained = new Set(all.flatMap(({ path }) => path.map(({ line }) => line)));
  // One such line may be content (a skill `C`, a grade); two in a row are another copy.
  const strange = (line: number, step: 1 | -1): boolean => {
    let at = line;
    for (let seen = 0; seen < 2; seen++) {
      do at += step;
      while (at >= 0 && at < sheet.lines && sheet.first[at] === sheet.first[at + 1]);
      if (at < 0 || at >= sheet.lines || explained.has(at) || !isCrumb(sheet, at, taken)) return false;
    }
    return true;
  };
  return all.filter(({ path, gain }) => {
    const [first, last] = [path[0]!, path[path.length - 1]!];
    const [begins, ends] = [first.from === 0, last.to === length];
    const took = path.reduce((sum, step) => sum + step.to - step.from, 0);
    const dense = took / (last.to - first.from);
    if (begins && ends) return gain >= LEAST_WHOLE && dense >= 0.8;
    if (took >= 0.7 * length) return gain >= LEAST_GAIN && dense >= 0.9;
    if (dense < 0.95 || gain < LEAST_CUT) return false;
    const plain = path.filter(({ line }) => isFragment(sheet, line, taken)).length;
    if (plain < 0.4 * path.length) return false;
    if (begins) return !strange(first.line, -1);
    if (ends) return !strange(last.line, 1);
    return gain >= 2 * LEAST_GAIN && !strange(first.line, -1) && !strange(last.line, 1);
  });
}

/** The rows of copies, pass by pass: what one pass takes is out of the way of the next, so that rows may overlap. */
function followRows(sheet: Sheet, token: string, taken: Uint8Array, source: 'text' | 'ocr'): Track[] {
  const tracks: Track[] = [];
  const margin = rightMargin(sheet, taken, FACES[0]!);
  const ways = [reversed(token), token].map(way => Array.from(way, c => c.charCodeAt(0)));
  const language = new DocumentLanguage();
  for (let pass = 0; pass < 6; pass++) {
    const options = { from: 0, to: sheet.lines };
    const found = ways
      .map((codes, index) => {
        const all = findRows(sheet, codes, index, taken, options);
        const rows = credibleRows(sheet, all, codes.length, taken);
        return { codes, rows, gain: rows.reduce((sum, row) => sum + row.gain, 0) };
      })
      .sort((a, b) => b.gain - a.gain)[0]!;
    if (found.rows.length === 0) break;
    for (const row of found.rows) {
      const track: Track = { row, codes: found.codes, takings: [], missing: 0, columns: undefined };
      settle(sheet, track, taken, undefined, { face: FACES[0]!, language, source, judge: false, margin });
      tracks.push(track);
    }
  }
  for (const track of tracks)
    complete(sheet, track, taken, { face: FACES[0]!, language, source, judge: false, margin });
  return tracks;
}

/** A row that was found in part, because another held its lines: looked for again now that the other one is settled. */
function complete(sheet: Sheet, track: Track, taken: Uint8Array, how: Settling): void {
  const [first, last] = [track.row.path[0]!, track.row.path[track.row.path.length - 1]!];
  if (first.from === 0 && last.to === track.codes.length) return;
  release(track, taken);
  const reach = 2 * track.codes.length;
  const [from, to] = [Math.max(0, first.line - reach), Math.min(sheet.lines, last.line + reach)];
  const held = track.row.path.length;
  const better = findRows(sheet, track.codes, track.row.pattern, taken, { from, to }).find(row => {
    const [a, b] = [row.path[0]!, row.path[row.path.length - 1]!];
    return a.line <= last.line && b.line >= first.line && row.copies === track.row.copies && row.path.length > held;
  });
  hold(track, taken);
  if (!better || better.gain <= track.row.gain + 5) return;
  track.row.path = better.path;
  track.row.gain = better.gain;
  settle(sheet, track, taken, undefined, how);
}

type ViewOf = (line: number, count?: number) => View;

/** The lines as one row sees them: without what other rows have taken. */
function viewsOf(sheet: Sheet, taken: Uint8Array, face: Face, language: DocumentLanguage): ViewOf {
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

function release(track: Track, taken: Uint8Array): void {
  for (const taking of track.takings) for (const g of taking.glyphs) taken[g] = 0;
}
function hold(track: Track, taken: Uint8Array): void {
  for (const taking of track.takings) for (const g of taking.glyphs) taken[g] = 1;
}

/** Aligns one row against what no other row has, and takes its glyphs. */
function settle(sheet: Sheet, track: Track, taken: Uint8Array, columns: Columns | undefined, how: Settling): void {
  release(track, taken);
  const view = viewsOf(sheet, taken, how.face, how.language);
  const run = runningWidth(track.codes, how.face);
  track.columns = columns ?? guessColumns(track, run, view, how.margin);
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

interface Settling {
  readonly face: Face;
  readonly language: DocumentLanguage;
  readonly source: 'text' | 'ocr';
  readonly judge: boolean;
  readonly margin: number;
}

function guessColumns(
  track: Track,
  run: Float64Array,
  view: (line: number, count?: number) => View,
  margin: number,
): Columns {
  const places = sightings(track.row, track.codes, run, view);
  const upright = findColumns(places, track.row.copies, [0], margin);
  return upright.support < 0.4 ? findColumns(places, track.row.copies, SLOPES, margin) : upright;
}
const SLOPES = Array.from({ length: 41 }, (_, i) => (i - 20) / 20);

/** Columns and the body's face from the first placements, then the placements again, twice. */
function refine(sheet: Sheet, tracks: readonly Track[], taken: Uint8Array, source: 'text' | 'ocr') {
  const language = learned(sheet, taken);
  for (const judge of [false, true]) {
    const { face, columns } = bestFace(sheet, tracks, taken, language);
    tracks.forEach((track, i) => {
      settle(sheet, track, taken, pooledColumns(columns, columns[i]!), { face, language, source, judge, margin: 0 });
    });
  }
  return (token: string, level: number, mopped: number): { finding: Finding; doubts: Doubt[] } => {
    let [copies, partial, removed, distance] = [level, 0, level * token.length + mopped, mopped];
    let margin = Infinity;
    const doubts: Doubt[] = [];
    for (const { row, codes, takings, missing } of tracks) {
      const [first, last] = [row.path[0], row.path[row.path.length - 1]];
      if (!first || !last) continue;
      if (first.from === 0 && last.to === codes.length) copies += row.copies;
      else partial += row.copies;
      distance += missing * row.copies;
      for (const taking of takings) {
        removed += taking.glyphs.length;
        margin = Math.min(margin, taking.margin);
        const doubt = taking.margin < MARGIN ? doubtOf(sheet, taking, taken) : undefined;
        if (doubt) doubts.push(doubt);
      }
    }
    return {
      finding: {
        token: named(token),
        copies,
        partial,
        removed,
        distance,
        exact: distance === 0 && margin >= MARGIN && cutsMeet(sheet, tracks) && !leftBehind(sheet, token, taken),
      },
      doubts,
    };
  };
}

/** What the document says outside the stamp, as far as known. */
function learned(sheet: Sheet, taken: Uint8Array): DocumentLanguage {
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
function bestFace(sheet: Sheet, tracks: readonly Track[], taken: Uint8Array, language: DocumentLanguage) {
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

/** Whether glyphs of the token stand on a line of their own right beside a line that was all stamp: a copy may go on there. */
function leftBehind(sheet: Sheet, token: string, taken: Uint8Array): boolean {
  const gone = (line: number): boolean => {
    if (line < 0 || line >= sheet.lines || sheet.first[line] === sheet.first[line + 1]) return false;
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) return false;
    return true;
  };
  for (let line = 0; line < sheet.lines; line++) {
    if (!isFragment(sheet, line, taken) || !(gone(line - 1) || gone(line + 1))) continue;
    const codes: number[] = [];
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) codes.push(sheet.code[g]!);
    if (codes.length > 6 || codes.some(code => code !== codes[0] && codes.length < 3)) continue;
    const char = String.fromCharCode(codes[0]!);
    const edge = char === token[0] || char === token[token.length - 1];
    if (edge || (codes.length > 1 && token.includes(char))) return true;
  }
  return false;
}

/** The token in the direction in which it is written, where its family shows it: 16 hex digits come first. */
function named(token: string): string {
  const hex = /^[0-9a-f]{16}/;
  return !hex.test(token) && hex.test(reversed(token)) ? reversed(token) : token;
}

/** Fragments are put together downwards; most stamps are drawn upwards. */
function upwards(reading: Reading): Reading {
  const down = String.fromCharCode(...reading.codes);
  return { ...reading, token: reversed(down) };
}

/**
 * Whether every cut copy ends where a page does: at the text's end, or right before the next page's first copy. Elsewhere
 * nothing says how much of it there should have been, and conservation proves nothing.
 */
function cutsMeet(sheet: Sheet, tracks: readonly Track[]): boolean {
  const neighbour = (line: number, step: 1 | -1): number => {
    let at = line + step;
    while (at >= 0 && at < sheet.lines && sheet.first[at] === sheet.first[at + 1]) at += step;
    return at;
  };
  const firsts = new Set(tracks.map(({ row }) => row.path[0]?.line));
  const lasts = new Set(tracks.map(({ row }) => row.path[row.path.length - 1]?.line));
  return tracks.every(({ row: { path }, codes }) => {
    const [first, last] = [path[0], path[path.length - 1]];
    if (!first || !last) return false;
    if (first.from > 0) {
      const before = neighbour(first.line, -1);
      if (before >= 0 && !lasts.has(before)) return false;
    }
    if (last.to < codes.length) {
      const after = neighbour(last.line + last.lines - 1, 1);
      if (after < sheet.lines && !firsts.has(after)) return false;
    }
    return true;
  });
}
