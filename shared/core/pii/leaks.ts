import { isWord } from './names/chinese.ts';
import { isCommonWord } from './names/english.ts';
import { numbersOf } from './numbers.ts';
import type { FoundValue, PiiType } from './types.ts';

/** How a value was found again: as it is, in its one spelling, spread by separators, encoded, or a telling part of it. */
export type LeakForm = 'plain' | 'normalised' | 'spaced' | 'encoded' | 'partial';

/** Types whose values are distinctive enough to be looked for; 男 or 26 stand in any text. */
const LOOKED_FOR: ReadonlySet<PiiType> = new Set([
  'PERSON',
  'PHONE',
  'EMAIL',
  'CN_RESIDENT_ID',
  'PASSPORT',
  'US_SSN',
  'ADDRESS',
  'SOCIAL_ACCOUNT',
  'PROFILE_URL',
  'BANK_CARD',
  'IP_ADDRESS',
]);

const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Looks for the values of a document in any output: record, event, log line, file name, object key. A hit means
 * quarantine. Returns types and forms, never values. `output` may be JSON, percent-encoded, Base64 or escaped.
 */
export function scanForLeaks(
  values: readonly FoundValue[],
  output: string,
): readonly { type: PiiType; form: LeakForm }[] {
  const hits: { type: PiiType; form: LeakForm }[] = [];
  const plain = haystackOf(output);
  const decoded = decodings(output).map(haystackOf);
  const seen = new Set<string>();
  for (const { type, value, normalised } of values) {
    const key = `${type}\n${normalised}`;
    if (!LOOKED_FOR.has(type) || seen.has(key)) continue;
    const needle = needleOf(type, value, normalised);
    const form =
      needle &&
      (formIn(needle, plain) ??
        (decoded.some(it => formIn(needle, it)) ? 'encoded' : undefined) ??
        (needle.local.length >= 6 && stands(plain.lower, needle.local, true) ? 'partial' : undefined));
    if (!form) continue;
    seen.add(key);
    hits.push({ type, form });
  }
  return hits;
}

interface Haystack {
  readonly text: string;
  readonly lower: string;
  readonly squeezed: string;
  readonly runs: readonly string[];
}

const haystackOf = (text: string): Haystack => ({
  text,
  lower: text.toLowerCase(),
  squeezed: squeeze(text),
  runs: digitRuns(text.normalize('NFKC')),
});

interface Needle {
  readonly value: string;
  readonly normalised: string;
  readonly bare: string;
  /** The digits of a number, of a phone its last ten; empty for anything else. */
  readonly number: string;
  /** A word of the language, a short handle: it counts only where no letter or digit touches it. */
  readonly alone: boolean;
  /** What is before the sign of an address of mail. */
  readonly local: string;
}

function needleOf(type: PiiType, value: string, normalised: string): Needle | undefined {
  const bare = squeeze(value);
  const han = /[\u4e00-\u9fff]/.test(bare);
  // One or two letters, or a bare city, are in every text; so is a given name that is a word.
  if (bare.length < (han ? 2 : 4) || (type === 'ADDRESS' && bare.length < 6)) return undefined;
  if (type === 'PERSON' && !han && !/[\s,.]/.test(value.trim()) && isCommonWord(value.trim().toLowerCase()))
    return undefined;
  const digits =
    type !== 'IP_ADDRESS' && (/^\+?[\d\s().-]{6,}$/.test(normalised) || /\d{7,}/.test(bare))
      ? normalised.replace(/\D/g, '')
      : '';
  return {
    value: value.trim(),
    normalised,
    bare,
    number: digits.length < 6 ? '' : type === 'PHONE' ? digits.slice(-10) : digits,
    alone:
      type === 'IP_ADDRESS' ||
      (type === 'SOCIAL_ACCOUNT' && bare.length < 9) ||
      (type === 'PERSON' && (han ? isWord(bare) : true)),
    local: type === 'EMAIL' ? normalised.split('@')[0]! : '',
  };
}

function formIn({ value, normalised, bare, number, alone }: Needle, hay: Haystack): LeakForm | undefined {
  if (number === '') {
    if (stands(hay.text, value, alone)) return 'plain';
    if (normalised.length >= 4 && stands(hay.lower, normalised, alone)) return 'normalised';
    if (!alone && hay.squeezed.includes(bare)) return 'spaced';
    return alone && spread(bare, hay.text) ? 'spaced' : undefined;
  }
  // A short number counts as a whole run only: six digits are in every hash and date.
  const among = (run: string): boolean => (number.length < 9 ? run === number : run.includes(number));
  if (stands(hay.text, value, number.length < 9)) return 'plain';
  if (stands(hay.lower, number, number.length < 9)) return 'normalised';
  if (hay.runs.some(among)) return 'spaced';
  // Eight digits in a row of a long number are as good as all of it.
  for (let at = 0; number.length >= 10 && at + 8 <= number.length; at++)
    if (hay.runs.some(run => run.includes(number.slice(at, at + 8)))) return 'partial';
  return undefined;
}

const isSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** Whether a text holds a value, where it is asked for without a letter or digit beside it. */
function stands(text: string, value: string, alone: boolean): boolean {
  if (!alone) return text.includes(value);
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
    if (!isSign(text[at - 1]) && !isSign(text[at + value.length])) return true;
  return false;
}

/** The signs of a name with blanks, hyphens or dots between them, and none of them glued to others. */
function spread(bare: string, text: string): boolean {
  if (bare.length > 40 || /^\d+$/.test(bare)) return false;
  const signs = [...bare].map(sign => sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])${signs.join('[ \\u3000._-]{0,2}')}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

/** Runs of digits with their separators taken out; a run never crosses a word. */
function digitRuns(output: string): string[] {
  return numbersOf(output).map(chain => chain.map(({ start, end }) => output.slice(start, end)).join(''));
}

/** What the output says once percent-encoding, quoted-printable, JSON escapes, HTML entities and Base64 are undone. */
function decodings(output: string): string[] {
  const texts: string[] = [];
  // `%25E6` is a percent sign encoded once more; mail writes `=E6`.
  const percent = output.replace(/%25(?=[0-9a-fA-F]{2})/g, '%');
  for (const [text, run] of [
    [percent, /(?:%[0-9a-fA-F]{2})+/g],
    [output.replace(/=\r?\n/g, ''), /(?:=[0-9A-F]{2})+/g],
  ] as const)
    if (text.search(run) >= 0)
      texts.push(
        text.replace(run, found => bytesToText(found.match(/[0-9a-fA-F]{2}/g)!.map(hex => Number.parseInt(hex, 16)))),
      );
  if (output.includes('\\u'))
    texts.push(
      output.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    );
  if (output.includes('&#'))
    texts.push(
      output.replace(
        /&#(x?)([0-9a-fA-F]{1,6});/g,
        (all, x: string, code: string) => fromCode(Number.parseInt(code, x ? 16 : 10)) ?? all,
      ),
    );
  const tokens = output
    .replace(/(?<=[A-Za-z0-9+/]{60})\r?\n(?=[A-Za-z0-9+/])/g, '')
    .matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g);
  const bytes = output.matchAll(/(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2}){6,}(?![0-9a-fA-F])/g);
  const read = [
    ...Array.from(tokens, ([token]) => fromBase64(token)),
    ...Array.from(bytes, ([hex]) => bytesToText(hex.match(/../g)!.map(it => Number.parseInt(it, 16)))),
  ];
  // An ordinary word is no Base64: what it decodes to is hardly text.
  texts.push(read.filter(text => (text.split('\uFFFD').length - 1) * 4 <= text.length).join('\n'));
  return texts;
}

const fromCode = (code: number): string | undefined => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function fromBase64(text: string): string {
  const bytes: number[] = [];
  let [bits, size] = [0, 0];
  for (const sign of text.replaceAll('-', '+').replaceAll('_', '/')) {
    const value = ALPHABET.indexOf(sign);
    if (value < 0) break;
    bits = ((bits << 6) | value) & 0xffff;
    size += 6;
    if (size >= 8) {
      size -= 8;
      bytes.push((bits >> size) & 0xff);
    }
  }
  return bytesToText(bytes);
}

/** UTF-8; what is none becomes U+FFFD. */
const bytesToText = (bytes: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(bytes));
