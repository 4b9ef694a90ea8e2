import { findRows, type Row } from './chain.ts';
import { fitColumns } from './fit.ts';
import { DocumentLanguage } from './language.ts';
import { ROUGH, SLOPES } from './learn.ts';
import { hold, release, type Settling, settle, type Track } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { isFragment, reversed } from './token.ts';
import { FACES } from './width.ts';

/** A row of copies with less evidence is chance. */
const LEAST_GAIN = 14;
/** The same for a row of whole copies. */
const LEAST_WHOLE = 4;
/** A copy cut by a page's end is credible with less, if the next page's copy follows at once. */
const LEAST_CUT = 0.3;

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
export function followRows(sheet: Sheet, token: string, taken: Uint8Array, source: 'text' | 'ocr'): Track[] {
  const tracks: Track[] = [];
  const how = { face: FACES[0]!, language: new DocumentLanguage(), source, judge: false };
  const ways = [reversed(token), token].map(way => Array.from(way, c => c.charCodeAt(0)));
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
    const fresh = found.rows.map(
      (row): Track => ({ row, codes: found.codes, takings: [], missing: 0, columns: undefined }),
    );
    const { columns } = fitColumns(sheet, fresh, taken, how.face, how.language, SLOPES, [ROUGH]);
    fresh.forEach((track, i) => {
      settle(sheet, track, taken, columns[i]!, how);
    });
    tracks.push(...fresh);
  }
  for (const track of tracks) complete(sheet, track, taken, how);
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
  settle(sheet, track, taken, track.columns!, how);
}
