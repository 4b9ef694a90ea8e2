import type { DocumentLanguage } from './language.ts';
import { hold, release, type Track, viewsOf } from './settle.ts';
import type { Sheet } from './sheet.ts';
import { LONGEST_RIGHT, slotOf } from './slot.ts';
import type { View } from './view.ts';
import type { Face } from './width.ts';

/** Nats by which the best placement must beat the second. */
export const MARGIN = 3;
/** The same where the column does not tell the places apart, so that only the language does. */
const SPOKEN = 8;
/** How far from its column, in em, a certain glyph may stand, and by how much nearer it must be than an equal one. */
const [NEAR, NEARER] = [0.9, 0.8];
/** A column that explains a smaller share of its own glyphs is no witness. */
const LOOSE = 0.5;
/** With this margin a glyph may stand farther off: a line may be indented. */
const [SURE, FARTHER] = [6, 1.6];

/**
 * Whether every place of a row is certain: each glyph stands where its copy's column says, and no equal glyph of its line
 * stands about as near. Conservation does not tell equal glyphs apart, so this is what a certificate rests on.
 */
export function placesAreSure(
  sheet: Sheet,
  track: Track,
  taken: Uint8Array,
  face: Face,
  language: DocumentLanguage,
): boolean {
  release(track, taken);
  const view = viewsOf(sheet, taken, face, language);
  const sure = track.takings.every(taking => {
    if (taking.margin < MARGIN) return false;
    if (taking.margin >= 2 * SPOKEN && track.columns!.slope === 0) return true;
    const line = view(taking.line, taking.lines);
    if (line.size <= taking.glyphs.length + 1) return true;
    return lineIsSure(line, taking.from, taking.to, taking.glyphs, taking.margin, track);
  });
  hold(track, taken);
  return sure;
}

function lineIsSure(
  view: View,
  from: number,
  to: number,
  glyphs: readonly number[],
  margin: number,
  { row: { copies }, columns }: Track,
): boolean {
  // Tilted copies, and columns that fit their own glyphs badly, tell little.
  if (columns!.slope !== 0) return margin >= SPOKEN;
  if (columns!.support > 0 && columns!.support < LOOSE) return margin >= SURE;
  const gone = new Uint8Array(view.size);
  const places: number[] = [];
  for (let i = 0; i < view.size; i++)
    if (glyphs.includes(view.glyph[i]!)) {
      gone[i] = 2;
      places.push(i);
    }
  const distance = (i: number, x: number, open: boolean): number => {
    const { low, high, gapped, alone, rest } = slotOf(view, gone, i);
    const near = Math.max(x - high, open ? 0 : low - x, 0);
    // What follows a wide gap stands further right than it seems, up to the right margin.
    const shift = columns!.margin - rest - high;
    if (!gapped || x <= high || rest > LONGEST_RIGHT || shift <= 0) return near;
    return Math.min(
      near,
      alone ? Math.max(0, x - high - shift) : Math.max(open ? 0 : low + shift - x, x - high - shift, 0),
    );
  };
  return places.every((i, n) => {
    const copy = Math.min(copies - 1, Math.floor(n / (to - from)));
    const x = columns!.x[copy]!;
    const unknown = Number.isNaN(x);
    const open = columns!.open[copy]!;
    const own = unknown ? 0 : distance(i, x, open);
    // Where no other glyph would do, the ledger says which it is, wherever it stands.
    const only = margin >= 1.5 * SPOKEN && !view.code.some((code, j) => !gone[j] && code === view.code[i]);
    if (only) return true;
    if (own > (margin >= SURE ? FARTHER : NEAR)) return false;
    if (margin >= SPOKEN) return true;
    for (let j = 0; j < view.size; j++) {
      if (gone[j] || view.code[j] !== view.code[i]) continue;
      // Side by side, equal glyphs leave the same text.
      if (Math.abs(i - j) === 1 && !view.space[Math.max(i, j)]) continue;
      gone[i] = 0;
      gone[j] = 2;
      const other = unknown ? 0 : distance(j, x, open);
      gone[i] = 2;
      gone[j] = 0;
      if (other < own + NEARER) return false;
    }
    return true;
  });
}

/** Most glyphs of a crumb. */
const CRUMB = 3;

/**
 * Whether something of a stamp is left that no row explains: two lines of single glyphs in a row, a glyph alone that is no
 * skill or grade, the same few glyphs at both ends of a line, or a long word that a level copy was cut out of.
 */
export function crumbsAreLeft(sheet: Sheet, token: string, taken: Uint8Array): boolean {
  let beforeWasCrumb = false;
  let alone = 0;
  for (let line = 0; line < sheet.lines; line++) {
    const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
    if (from === to) continue;
    const kept: number[] = [];
    for (let g = from; g < to; g++) if (!taken[g]) kept.push(g);
    if (endsAlone(sheet, kept, token) && ++alone > MOST_ALONE) return true;
    if (framed(sheet, kept) || cutOut(sheet, from, to, taken, token.length)) return true;
    const ours = kept.every(g => token.includes(String.fromCharCode(sheet.code[g]!)));
    const isCrumb = kept.length > 0 && ours && kept.length <= CRUMB;
    if (isCrumb && (beforeWasCrumb || (kept.length === 1 && !isName(sheet.shown[kept[0]!]!)))) return true;
    beforeWasCrumb = isCrumb || (kept.length === 0 && beforeWasCrumb);
  }
  return false;
}

/** Lines of text that may end with a single glyph of their own. */
const MOST_ALONE = 2;

/** A line of text ends with a single glyph of the token. The English article does so by itself. */
function endsAlone(sheet: Sheet, kept: readonly number[], token: string): boolean {
  const last = kept[kept.length - 1];
  if (last === undefined || kept.length < 6 || !(sheet.gap[last]! & 1)) return false;
  const code = sheet.shown[last]!;
  return code !== 97 && !isName(code) && token.includes(String.fromCharCode(sheet.code[last]!));
}

/** Capitals and East Asian characters may stand alone: a programming language, a grade, a sex. */
const isName = (code: number): boolean => (code >= 65 && code <= 90) || code >= 0x2e80;

/** The same few glyphs stand at both ends of what is left of a line, apart from the rest at its end. */
function framed(sheet: Sheet, kept: readonly number[]): boolean {
  let end = kept.length - 1;
  while (end > 0 && !(sheet.gap[kept[end]!]! & 1) && kept.length - end < CRUMB) end--;
  if (end <= 0 || !(sheet.gap[kept[end]!]! & 1)) return false;
  const size = kept.length - end;
  if (2 * size > kept.length) return false;
  for (let i = 0; i < size; i++) if (sheet.code[kept[i]!] !== sheet.code[kept[end + i]!]) return false;
  return true;
}

/** A run of removed glyphs as long as a copy with more of a word on either side of it. */
function cutOut(sheet: Sheet, from: number, to: number, taken: Uint8Array, length: number): boolean {
  let [word, gone] = [0, 0];
  for (let g = from; g <= to; g++) {
    if (g === to || sheet.gap[g]! & 1) {
      if (gone >= 0.8 * length && word > 2) return true;
      [word, gone] = [0, 0];
    }
    if (g === to) break;
    if (taken[g]) gone++;
    else word++;
  }
  return false;
}
