/**
 * Text layers that are no text. A font without ToUnicode gives codes of its own: in private use, unassigned, or as
 * other letters. Each sign is far from what any language does, as OCR of a good page costs money and characters.
 */
export function isGarbled(text: string): boolean {
  const solid = text.replace(/\s/g, '');
  return (
    count(solid, NO_TEXT) > 0.1 * solid.length ||
    // Ideographs in GBK or Shift-JIS taken for Latin-1: no European language has one accented letter in three.
    (solid.length >= 20 && count(solid, LATIN_1) > 0.34 * solid.length) ||
    (solid.length >= 20 && count(solid, RARE) > 0.2 * solid.length) ||
    hasNoVowels(text)
  );
}

/** Unmapped, control, private use, unassigned. */
const NO_TEXT = /[\ufffd\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufff0-\uffff\p{Co}\p{Cn}]/gu;
const LATIN_1 = /[\u00a1-\u00ff]/g;
/** Ideographs that modern text hardly has: extension A. */
const RARE = /[\u3400-\u4dbf]/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Letters shifted along the alphabet, as glyph numbers are: long words in which hardly a vowel is left. */
function hasNoVowels(text: string): boolean {
  const words = text.match(/[A-Za-z]{6,}/g) ?? [];
  const mute = words.filter(word => count(word, /[aeiouy]/gi) < 0.2 * word.length);
  return words.length >= 15 && mute.length > 0.5 * words.length;
}
