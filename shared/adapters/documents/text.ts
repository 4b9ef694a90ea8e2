import { commonShare, damageOf, type Guess } from './plausible.ts';

export interface DecodedText {
  readonly text: string;
  /** Characters that could not be decoded (U+FFFD), among them those that were in the text before. */
  readonly damaged: number;
  /** Whether this is text at all, and not the bytes of some other format. */
  readonly plausible: boolean;
  readonly encoding: string;
}

/** Byte order marks. */
const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
];

/** What a text may be written in that is not Unicode. The first is a must, the others turn up where it does. */
const GUESSES: readonly Guess[] = ['gb18030', 'big5', 'windows-1252'];

/** As much of a text as its encoding is guessed from, in bytes. */
const SAMPLE = 65_536;

/**
 * Text of bytes whose encoding nobody vouches for. A mark decides; then UTF-8, which other encodings hardly ever are by
 * chance; then the encoding in which most bytes stand for something common. What cannot be decoded becomes U+FFFD and
 * is counted. `cut` allows the bytes to end inside a character.
 */
export function decodeText(bytes: Uint8Array, options: { cut?: boolean } = {}): DecodedText {
  const mark = MARKS.find(([first]) => first.every((byte, i) => bytes[i] === byte));
  if (mark) return decoded(bytes.subarray(mark[0].length), mark[1]);

  const wide = wideEncoding(bytes);
  if (wide) return decoded(bytes, wide);
  if (isUtf8(bytes, options.cut ?? false)) return decoded(bytes, 'utf-8', options.cut);
  const guessed = decoded(bytes, guess(bytes.subarray(0, SAMPLE)), options.cut);
  // Two characters in ten damaged are a text from a bad disk, more are no text in any of these encodings.
  return { ...guessed, plausible: guessed.plausible && guessed.damaged <= guessed.text.length / 5 };
}

function decoded(bytes: Uint8Array, encoding: string, cut = false): DecodedText {
  // A mark in the middle is a zero-width space to keep: the text must come back unit for unit.
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: cut });
  const { damaged, controls } = damageOf(text);
  // Two control characters in a hundred are another format. Damage tells nothing where a mark or valid UTF-8 vouches.
  const plausible = controls <= text.length / 50;
  return { text, damaged, plausible, encoding };
}

function guess(sample: Uint8Array): string {
  // UTF-8 with a few bad bytes is still UTF-8: nearly all of its high bytes form characters.
  const { damaged, text } = decoded(sample, 'utf-8');
  const above = (text.match(/[^\x00-\x7F]/g) ?? []).length;
  if (above > 0 && damaged / above < 0.5) return 'utf-8';
  let [best, most] = ['utf-8', 0.5];
  for (const encoding of GUESSES) {
    const share = commonShare(sample, encoding);
    if (share > most) [best, most] = [encoding, share];
  }
  return best;
}

function isUtf8(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}

/**
 * UTF-16 without a mark. ASCII in it leaves a zero in every other byte, and even a Chinese text has line ends, spaces
 * and digits; zeros on both sides are no text.
 */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const end = Math.min(bytes.length & ~1, SAMPLE);
  let [even, odd] = [0, 0];
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0 && bytes[i + 1] !== 0) even++;
    else if (bytes[i] !== 0 && bytes[i + 1] === 0) odd++;
  }
  const [most, least] = [Math.max(even, odd), Math.min(even, odd)];
  if (most < 2 || most < end / 400 || least > most / 20) return undefined;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const { text, damaged } = decoded(bytes.subarray(0, end), encoding);
  return damaged + damageOf(text).controls > text.length / 20 ? undefined : encoding;
}
