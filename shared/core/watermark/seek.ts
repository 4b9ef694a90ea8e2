import { isWhole, type Step } from './chain.ts';
import { type Interval, isKnown, runningWidth } from './column.ts';
import type { Fit } from './fit.ts';
import { hold, release, type Settling, settle, type Track, viewsOf } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { BEGINS, ENDS, type Look, lookAt, traceCopy } from './trace.ts';
import { rightMargin } from './view.ts';

/** Copies that a document may hide beside its rows. */
const MOST = 60;

/** Copies that no row holds, at the columns that the rows stand in. */
export function seekCopies(sheet: Sheet, tracks: Track[], fit: Fit, taken: Uint8Array, how: Settling): void {
  const columns = distinct(tracks.flatMap(({ columns }) => columns!.at.filter(isKnown)));
  const patterns = new Map(tracks.map(({ row, codes }) => [row.pattern, codes]));
  const margin = rightMargin(sheet, taken, how.face);
  prune(sheet, tracks, taken, how);
  extend(sheet, tracks, taken, how);
  // A piece of a copy may be the whole one once its column is known.
  const pieces = tracks.filter(
    track =>
      !isWhole(track.row, track.codes.length) && (track.row.copies === 1 || tracks.some(other => fits(track, other))),
  );
  for (const piece of pieces) {
    release(piece, taken);
    tracks.splice(tracks.indexOf(piece), 1);
  }
  const alphabet = new Set([...patterns.values()].flat());
  const looks = new Map<number, Look>();
  let view = viewsOf(sheet, taken, how.face, how.language);
  const look = (line: number): Look => {
    let seen = looks.get(line);
    if (!seen) {
      seen = lookAt(view(line), alphabet, margin);
      looks.set(line, seen);
    }
    return seen;
  };
  for (let count = 0; count < MOST; count++) {
    const edges = pageEdges(sheet, tracks, taken);
    let best: Track | undefined;
    for (const [pattern, codes] of patterns) {
      const run = runningWidth(codes, how.face);
      for (const column of columns) {
        for (const cut of ['begin', 'end'] as const) {
          const row = traceCopy(sheet.lines, look, { codes, pattern, run, column, slope: fit.slope, cut, edges });
          if (!row || row.gain <= (best?.row.gain ?? 0)) continue;
          const columns = { at: [column], slope: fit.slope, blur: fit.blur, trust: 0.8, margin };
          best = { row, codes, takings: [], missing: 0, columns };
        }
      }
    }
    if (!best) break;
    settle(sheet, best, taken, best.columns!, how);
    if (best.takings.length === 0) break;
    tracks.push(best);
    view = viewsOf(sheet, taken, how.face, how.language);
    for (const { line, lines } of best.takings) for (let i = 0; i < lines; i++) looks.delete(line + i);
  }
  for (const piece of pieces) {
    if (piece.takings.some(({ glyphs }) => glyphs.some(g => taken[g]))) continue;
    hold(piece, taken);
    tracks.push(piece);
  }
}

/** Whether two cut rows could be one: the second goes on about where the first one ends. */
function fits(a: Track, b: Track): boolean {
  const follows = (first: Track, second: Track): boolean => {
    const [end, start] = [first.row.path[first.row.path.length - 1], second.row.path[0]];
    if (!end || !start || end.to === first.codes.length || start.from === 0) return false;
    const apart = start.from - end.to;
    const lines = start.line - end.line;
    return apart >= -2 && apart <= 12 && lines >= -2 && lines <= 2 * Math.max(0, apart) + 6;
  };
  return (
    a !== b && a.row.copies === b.row.copies && a.row.pattern === b.row.pattern && (follows(a, b) || follows(b, a))
  );
}

/** Characters below which a cut row is chance, unless it ends where a page does and fills a line of its own. */
const LEAST_PIECE = 9;

/** Cut rows of a few characters that nothing bears out: common letters stand in every line. */
export function prune(sheet: Sheet, tracks: Track[], taken: Uint8Array, how: Settling): void {
  for (const track of [...tracks]) {
    const { row, codes, takings } = track;
    if (isWhole(row, codes.length)) continue;
    const took = takings.reduce((sum, { from, to }) => sum + to - from, 0);
    if (took >= LEAST_PIECE) continue;
    release(track, taken);
    const edges = pageEdges(
      sheet,
      tracks.filter(other => other !== track),
      taken,
    );
    const [first, last] = [row.path[0], row.path[row.path.length - 1]];
    const view = viewsOf(sheet, taken, how.face, how.language);
    const meets =
      first &&
      last &&
      (first.from === 0 || edges[first.line]! & BEGINS!) &&
      (last.to === codes.length || edges[last.line]! & ENDS!);
    const alone = takings.filter(
      ({ line, lines, glyphs }) => glyphs.length > 0 && view(line, lines).size === glyphs.length,
    );
    const own = alone.reduce((sum, { glyphs }) => sum + glyphs.length, 0);
    const hidden = takings.reduce((sum, { glyphs }) => sum + glyphs.length, 0) - own;
    const crumb = meets && alone.length === 1 && hidden === 0 && !isSkill(sheet, alone[0]!.glyphs[0]!);
    const once = first?.from === 0 || last?.to === codes.length;
    if (once && ((alone.length >= 2 && own >= 0.7 * hidden) || crumb)) hold(track, taken);
    else tracks.splice(tracks.indexOf(track), 1);
  }
}

function distinct(columns: readonly Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const column of columns)
    if (!out.some(({ low, high }) => column.low < high + 0.6 && column.high > low - 0.6)) out.push(column);
  return out;
}

/** Capitals and East Asian characters may stand alone on a line: a programming language, a grade, a sex. */
function isSkill(sheet: Sheet, g: number): boolean {
  const code = sheet.shown[g]!;
  const line = sheet.lineOf[g]!;
  return ((code >= 65 && code <= 90) || code >= 0x2e80) && sheet.first[line + 1]! - sheet.first[line]! === 1;
}

/** Where pages seem to begin and end: the text's own edges, and where the rows' copies begin and end whole. */
export function pageEdges(sheet: Sheet, tracks: readonly Track[], taken: Uint8Array): Uint8Array {
  const edges = new Uint8Array(sheet.lines);
  const mark = (line: number, edge: number) => {
    if (line >= 0 && line < sheet.lines) edges[line]! |= edge;
  };
  mark(nextFree(sheet, taken, -1, 1), BEGINS!);
  mark(nextFree(sheet, taken, sheet.lines, -1), ENDS!);
  for (const { row } of tracks) {
    const [first, last] = [row.path[0], row.path[row.path.length - 1]];
    if (!first || !last) continue;
    mark(nextFree(sheet, taken, first.line, -1), ENDS!);
    mark(nextFree(sheet, taken, last.line + last.lines - 1, 1), BEGINS!);
    mark(first.line, BEGINS!);
    mark(last.line + last.lines - 1, ENDS!);
  }
  return edges;
}

/** Lets cut rows go on over what stands alone right behind their ends: the path ended where the evidence did. */
export function extend(sheet: Sheet, tracks: readonly Track[], taken: Uint8Array, how: Settling): void {
  for (const track of tracks) {
    const { row, codes } = track;
    if (isWhole(row, codes.length) || row.path.length === 0) continue;
    const path = trimmed(track);
    const view = viewsOf(sheet, taken, how.face, how.language);
    const free = new Map<number, number[]>();
    /** Takes a character, once a copy, from a line that holds nothing else than the token's characters. */
    const take = (line: number, code: number): boolean => {
      let open = free.get(line);
      if (!open) {
        const here = view(line);
        open = here.size <= 4 * row.copies && here.code.every(c => codes.includes(c)) ? [...here.code] : [];
        free.set(line, open);
      }
      if (open.filter(c => c === code).length < row.copies) return false;
      for (let n = 0; n < row.copies; n++) open.splice(open.indexOf(code), 1);
      return true;
    };
    for (let last = path[path.length - 1]!; last.to < codes.length; last = path[path.length - 1]!) {
      if (take(last.line, codes[last.to]!)) path[path.length - 1] = { ...last, to: last.to + 1 };
      else {
        const line = neighbour(sheet, last.line + last.lines - 1, 1);
        if (line >= sheet.lines || !take(line, codes[last.to]!)) break;
        path.push({ line, lines: 1, from: last.to, to: last.to + 1 });
      }
    }
    for (let first = path[0]!; first.from > 0; first = path[0]!) {
      if (take(first.line, codes[first.from - 1]!)) path[0] = { ...first, from: first.from - 1 };
      else {
        const line = neighbour(sheet, first.line, -1);
        if (line < 0 || !take(line, codes[first.from - 1]!)) break;
        path.unshift({ line, lines: 1, from: first.from - 1, to: first.from });
      }
    }
    if (path[0]!.from === row.path[0]!.from && path[path.length - 1]!.to === row.path[row.path.length - 1]!.to)
      continue;
    row.path = path;
    settle(sheet, track, taken, track.columns!, how);
  }
}

/** The path without ends that cost more than they explain. */
function trimmed({ row, codes, takings }: Track): Step[] {
  const path = row.path.slice();
  const dear = (step: Step | undefined) =>
    path.length > 1 && takings.some(taking => taking.line === step!.line && taking.to > taking.from && taking.cost > 0);
  while (path[path.length - 1]!.to < codes.length && dear(path[path.length - 1])) path.pop();
  while (path[0]!.from > 0 && dear(path[0])) path.shift();
  return path;
}

/** The next line with glyphs. */
function neighbour(sheet: Sheet, line: number, step: 1 | -1): number {
  let at = line + step;
  while (at >= 0 && at < sheet.lines && sheet.first[at] === sheet.first[at + 1]) at += step;
  return at;
}

/** Lines of others that may stand between a copy's end and the page's. */
const REACH = 2;

/** The next line that has glyphs which no row took, if it is near. */
function nextFree(sheet: Sheet, taken: Uint8Array, line: number, step: 1 | -1): number {
  let at = line;
  for (let reach = 0; reach <= REACH; reach++) {
    at = neighbour(sheet, at, step);
    if (at < 0 || at >= sheet.lines) return at;
    for (let g = sheet.first[at]!; g < sheet.first[at + 1]!; g++) if (!taken[g]) return at;
  }
  return neighbour(sheet, line, step);
}
