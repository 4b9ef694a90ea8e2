import { columnsAgree, crumbsAreLeft, DEAR, MARGIN, SLANTED } from './certificate.ts';
import { bestToken } from './choose.ts';
import { doubtOf } from './doubt.ts';
import { followRows } from './follow.ts';
import type { Doubt } from './index.ts';
import { bestFace, learned } from './learn.ts';
import { cutsMeet, named } from './ledger.ts';
import { cutLevelCopies, levelCopies } from './level.ts';
import { mended } from './mend.ts';
import { mopUp } from './mop.ts';
import { repeatedLines, repeatedTokens } from './repeated.ts';
import { extend, prune, seekCopies } from './seek.ts';
import { settle, type Track } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { reversed, SHORTEST } from './token.ts';
import type { Face } from './width.ts';

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

export function findStamps(sheet: Sheet, hints: readonly string[], source: 'text' | 'ocr'): Stamps {
  const taken = new Uint8Array(sheet.glyphs);
  const watermarks: Finding[] = [];
  const doubts: Doubt[] = [];
  for (let round = 0; round < MOST_TOKENS; round++) {
    const best = bestToken(sheet, taken, hints, round);
    if (best === undefined) break;
    const found = mendedRemoval(sheet, best.token, taken, source);
    if (!found) break;
    taken.set(found.taken);
    watermarks.push(found.finding);
    doubts.push(...found.doubts);
  }
  // Extractors that keep drawn runs together leave whole copies only: what the page's geometry named, or what comes again.
  const known = new Set(watermarks.map(({ token }) => token));
  const whole = [
    ...hints.map(token => [token, 1] as const),
    ...repeatedTokens(sheet.text).map(token => [token, 2] as const),
    ...repeatedLines(sheet.text).map(token => [token, 3] as const),
  ];
  for (const [token, least] of whole.slice(0, MOST_TOKENS)) {
    if (known.has(token) || known.has(reversed(token)) || token.length < SHORTEST) continue;
    known.add(token);
    const found = removeToken(sheet, token, taken, source, least);
    if (!found) continue;
    taken.set(found.taken);
    watermarks.push(found.finding);
    doubts.push(...found.doubts);
  }
  return { taken, watermarks, doubts };
}

/** More tokens than a document could have, unless somebody wants to keep the cleaner busy. */
const MOST_TOKENS = 24;

/** Times that a token is corrected by what its copies leave over. */
const MENDS = 6;

/** Characters that a removal explains; in a clean text each that the ledger lacks speaks against it. */
const worth = ({ removed, distance }: Finding, source: 'text' | 'ocr'): number =>
  removed - (source === 'text' ? distance : 0.2 * distance);

/** Takes a token's copies out; what most of them leave over or lack is the token's own mistake. */
function mendedRemoval(sheet: Sheet, token: string, taken: Uint8Array, source: 'text' | 'ocr') {
  let best = removeToken(sheet, token, taken, source, 1);
  for (let i = 0; best && i < MENDS; i++) {
    const next = String.fromCharCode(...best.token);
    if (next === token || next.length < SHORTEST || reversed(next) === token) break;
    const other = removeToken(sheet, next, taken, source, 1);
    if (!other || worth(other.finding, source) <= worth(best.finding, source)) break;
    best = other;
    token = next;
  }
  return best;
}

/** Takes a token's copies out: rows that run down the lines, or at least `least` whole ones. */
function removeToken(sheet: Sheet, token: string, taken: Uint8Array, source: 'text' | 'ocr', least: number) {
  const mine = taken.slice();
  const level = levelCopies(sheet, token, mine);
  const tracks = followRows(sheet, token, mine, source);
  if (tracks.length === 0 && level.length < least) return undefined;
  const cut = level.length > 0 ? cutLevelCopies(sheet, token, mine) : [];
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
  return { ...judge(token, level.length, cut, mopped), taken: mine, token: mended(sheet, tracks, mine) };
}

/** Columns and the body's face from the first placements, then the placements again, twice. */
function refine(sheet: Sheet, tracks: Track[], taken: Uint8Array, source: 'text' | 'ocr') {
  const language = learned(sheet, taken);
  let known: Face | undefined;
  let slope: number | undefined;
  for (const round of [0, 1, 2]) {
    const judge = round === 2;
    const { face, fit } = bestFace(
      sheet,
      tracks,
      taken,
      language,
      judge ? known : undefined,
      round > 1 ? slope : undefined,
    );
    [known, slope] = [face, fit.slope];
    tracks.forEach((track, i) => {
      settle(sheet, track, taken, fit.columns[i]!, { face, language, source, judge });
    });
    if (judge) {
      prune(sheet, tracks, taken, { face, language, source, judge });
      extend(sheet, tracks, taken, { face, language, source, judge });
    } else seekCopies(sheet, tracks, fit, taken, { face, language, source, judge });
  }
  return (
    token: string,
    level: number,
    cut: readonly (readonly number[])[],
    mopped: number,
  ): { finding: Finding; doubts: Doubt[] } => {
    let [copies, partial, removed, distance] = [level, cut.length, level * token.length + mopped, mopped];
    for (const glyphs of cut) removed += glyphs.length;
    let margin = Infinity;
    let dearest = 0;
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
        dearest = Math.max(dearest, taking.cost);
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
        exact:
          distance === 0 &&
          margin >= (tracks.some(({ columns }) => columns!.slope !== 0) ? SLANTED : MARGIN) &&
          cutsMeet(sheet, tracks) &&
          dearest < DEAR &&
          columnsAgree(tracks) &&
          !crumbsAreLeft(sheet, token, taken, tracks),
      },
      doubts,
    };
  };
}
