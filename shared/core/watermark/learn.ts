import { BLURS, type Fit, fitColumns } from './fit.ts';
import { DocumentLanguage } from './language.ts';
import type { Track } from './settle.ts';
import type { Sheet } from './sheet.ts';
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

/** The face under which the columns are clearest, and the columns under it. What is known of them is kept. */
export function bestFace(
  sheet: Sheet,
  tracks: readonly Track[],
  taken: Uint8Array,
  language: DocumentLanguage,
  known: Face | undefined,
  angle: number | undefined,
): { face: Face; fit: Fit } {
  const fitted = (face: Face, slopes: readonly number[], blurs: readonly number[]) => ({
    face,
    fit: fitColumns(sheet, tracks, taken, face, language, slopes, blurs),
  });
  const slope = angle ?? fitted(known ?? FACES[0]!, SLOPES, [ROUGH]).fit.slope;
  const near = slope === 0 ? [0] : Array.from({ length: 9 }, (_, i) => slope + (i - 4) / 80);
  let best: { face: Face; fit: Fit } | undefined;
  for (const face of known ? [known] : FACES) {
    const one = fitted(face, near, BLURS);
    if (!best || one.fit.score > best.fit.score) best = one;
  }
  return best!;
}

/** How well a face that is only guessed tells where glyphs stand, in em. */
export const ROUGH = 0.4;

/** Angles that are tried: how far right, in the stamp's own em, a copy moves for each em of its length. */
export const SLOPES: readonly number[] = [
  0,
  ...Array.from({ length: 41 }, (_, i) => (i - 20) / 20).filter(s => Math.abs(s) > 0.06),
];
