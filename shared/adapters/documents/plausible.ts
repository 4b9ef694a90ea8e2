/** How much bytes, read in an encoding, look like a text that someone wrote. */

/** Characters that could not be decoded, and control characters that no text has. */
export function damageOf(text: string): { damaged: number; controls: number } {
  let [damaged, controls] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) damaged++;
    // Tabs and line ends, Escape (terminal logs) and Ctrl-Z (the end of a text in DOS) are not counted.
    else if (unit < 0x20 && (unit < 9 || unit > 13) && unit !== 0x1b && unit !== 0x1a) controls++;
  }
  return { damaged, controls };
}

export type Guess = 'gb18030' | 'big5' | 'windows-1252';

/**
 * Share of the bytes above ASCII that stand for something common in the encoding, in [0, 1].
 *
 * Each of these encodings decodes nearly any bytes. But GB 2312 and Big5 keep what people write, their first level, in
 * one block (lead bytes B0–D7 with trails above A0, and A4–C6), and the rare rest behind it; and the accents of
 * Windows-1252 stand alone between the letters of a word.
 */
export function commonShare(bytes: Uint8Array, encoding: Guess): number {
  let [common, all] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead < 0x80) continue;
    all++;
    if (encoding === 'windows-1252') {
      if (isAccent(lead, bytes[i - 1] ?? 0x20, bytes[i + 1] ?? 0x20)) common++;
      continue;
    }
    const trail = bytes[i + 1] ?? 0;
    if (trail < 0x40 || trail === 0x7f) continue; // no pair at all
    if (encoding === 'gb18030' ? isCommonInGb(lead, trail) : isCommonInBig5(lead)) common++;
    i++;
  }
  return all === 0 ? 1 : common / all;
}

const isCommonInGb = (lead: number, trail: number): boolean =>
  trail > 0xa0 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3));

const isCommonInBig5 = (lead: number): boolean => lead >= 0xa1 && lead <= 0xc6;

/** A letter of Latin-1 beside an ASCII letter, or a typographic mark beside anything ASCII. */
function isAccent(byte: number, before: number, after: number): boolean {
  if (before >= 0x80 || after >= 0x80) return false;
  return byte < 0xc0 || isLetter(before) || isLetter(after);
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
