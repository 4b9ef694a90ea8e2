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
  const lower = output.toLowerCase();
  const squeezed = squeeze(output);
  const decoded = decodings(output);
  const digits = digitRuns(output.normalize('NFKC'));
  const seen = new Set<string>();
  for (const { type, value, normalised } of values) {
    const key = `${type}\n${normalised}`;
    if (!LOOKED_FOR.has(type) || seen.has(key)) continue;
    const form = formOf(type, value, normalised, { output, lower, squeezed, decoded, digits });
    if (!form) continue;
    seen.add(key);
    hits.push({ type, form });
  }
  return hits;
}

interface Output {
  readonly output: string;
  readonly lower: string;
  readonly squeezed: string;
  readonly decoded: readonly string[];
  readonly digits: readonly string[];
}

function formOf(type: PiiType, value: string, normalised: string, out: Output): LeakForm | undefined {
  const bare = squeeze(value);
  // One or two letters, or a bare city, are in every text.
  if (bare.length < (/[\u4e00-\u9fff]/.test(bare) ? 2 : 4) || (type === 'ADDRESS' && bare.length < 6)) return undefined;
  if (out.output.includes(value.trim())) return 'plain';
  const number = /^\+?[\d\s().-]{6,}$/.test(normalised) || /\d{7,}/.test(bare) ? normalised.replace(/\D/g, '') : '';
  if (number.length >= 6) {
    const core = type === 'PHONE' && number.length > 10 ? number.slice(-10) : number;
    if (out.lower.includes(number) || out.lower.includes(core)) return 'normalised';
    if (out.digits.some(run => run.includes(core))) return 'spaced';
    // Eight digits in a row of a long number are as good as all of it.
    if (number.length >= 10)
      for (let at = 0; at + 8 <= number.length; at++)
        if (out.digits.some(run => run.includes(number.slice(at, at + 8)))) return 'partial';
  }
  if (normalised.length >= 4 && out.lower.includes(normalised)) return 'normalised';
  if (number.length === 0 && out.squeezed.includes(bare)) return 'spaced';
  if (
    out.decoded.some(
      text => text.includes(value.trim().toLowerCase()) || (normalised.length >= 4 && text.includes(normalised)),
    )
  )
    return 'encoded';
  if (type === 'EMAIL') {
    const local = normalised.split('@')[0]!;
    if (
      local.length >= 6 &&
      new RegExp(`(?<![a-z0-9])${local.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z0-9])`).test(out.lower)
    )
      return 'partial';
  }
  return undefined;
}

/** Runs of digits with their separators taken out; a run never crosses a word. */
function digitRuns(output: string): string[] {
  return numbersOf(output).map(chain => chain.map(({ start, end }) => output.slice(start, end)).join(''));
}

/** What the output says once percent-encoding, JSON escapes, HTML entities and Base64 are undone; lower case. */
function decodings(output: string): string[] {
  const texts: string[] = [];
  if (output.includes('%'))
    texts.push(
      output.replace(/(?:%[0-9a-fA-F]{2})+/g, run =>
        bytesToText(
          run
            .slice(1)
            .split('%')
            .map(hex => Number.parseInt(hex, 16)),
        ),
      ),
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
  for (const found of output.matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g)) texts.push(fromBase64(found[0]));
  for (const found of output.matchAll(/(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2}){6,}(?![0-9a-fA-F])/g))
    texts.push(bytesToText(found[0].match(/../g)!.map(hex => Number.parseInt(hex, 16))));
  return texts.map(text => text.toLowerCase());
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
