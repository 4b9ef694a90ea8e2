import { marked, placeholder } from './placeholder.ts';
import { cityOf } from './places/china.ts';
import { PII_TYPES, type PiiType } from './types.ts';

/**
 * What becomes of a value. `keep` leaves it, `placeholder` numbers it (`[PHONE_1]`), `mask` shows its last four signs at
 * most, `pseudonym` writes a keyed hash that links documents, `generalise` writes a band of years or a city.
 */
export const OPERATORS = ['keep', 'mask', 'placeholder', 'pseudonym', 'generalise'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One operator for each type; a type that is absent gets a placeholder. */
export type Policy = Readonly<Partial<Record<PiiType, Operator>>>;

/** Redacts every type. */
export const DEFAULT_POLICY: Policy = Object.fromEntries(PII_TYPES.map(type => [type, 'placeholder' as const]));

/** @throws RangeError for a type or operator that does not exist; the message names it. */
export function validatePolicy(policy: Readonly<Record<string, string>>): Policy {
  for (const [type, operator] of Object.entries(policy)) {
    if (!PII_TYPES.includes(type as PiiType)) throw new RangeError(`the policy names an unknown type: ${type}`);
    if (!OPERATORS.includes(operator as Operator))
      throw new RangeError(`the policy names an unknown operator: ${operator}`);
  }
  return policy as Policy;
}

export interface Subject {
  readonly type: PiiType;
  readonly value: string;
  readonly normalised: string;
  readonly number: number;
}

/** The text that stands for a value; undefined keeps it. Whatever cannot be done safely falls back to a placeholder. */
export function substitute(
  { type, value, normalised, number }: Subject,
  operator: Operator,
  pseudonym?: (type: PiiType, normalised: string) => string,
): string | undefined {
  switch (operator) {
    case 'keep':
      return undefined;
    case 'mask':
      return marked(type, mask(type, value));
    case 'pseudonym':
      return pseudonym ? marked(type, letters(pseudonym(type, normalised))) : placeholder(type, number);
    case 'generalise': {
      const wider = generalise(type, value);
      return wider ? marked(type, wider) : placeholder(type, number);
    }
    case 'placeholder':
      return placeholder(type, number);
  }
}

/** A name keeps its family name in Chinese; a number its last four digits when at least eight remain hidden or half. */
function mask(type: PiiType, value: string): string {
  const signs = [...value.replace(/[^\p{L}\p{N}]/gu, '')];
  if (type === 'PERSON') return /^\p{Script=Han}$/u.test(signs[0] ?? '') ? `${signs[0]}**` : '***';
  const shown =
    /^[0-9A-Za-z]+$/.test(signs.join('')) && /^\+?\d/.test(value) && signs.length >= 8 ? signs.slice(-4).join('') : '';
  return `****${shown}`;
}

/** Sixteen vowelless letters of a hash, so that no spelling of a value can look like one. */
function letters(hash: string): string {
  const alphabet = 'bcdfghjkmnpqstvw';
  let state = 0x811c9dc5;
  let out = '';
  for (let i = 0; out.length < 16; i++) {
    state = Math.imul(state ^ (hash.charCodeAt(i % Math.max(1, hash.length)) || 0), 0x01000193) >>> 0;
    if (i >= hash.length - 16 || i >= hash.length) out += alphabet[(state >>> 12) & 15];
  }
  return out;
}

function generalise(type: PiiType, value: string): string | undefined {
  if (type === 'DATE_OF_BIRTH') {
    const year = /(?:19|20)\d\d/.exec(value.normalize('NFKC'))?.[0];
    return year ? band(Number(year)) : undefined;
  }
  if (type === 'AGE') {
    const years = /\d\d/.exec(value.normalize('NFKC'))?.[0];
    return years ? band(Number(years)) : undefined;
  }
  return type === 'ADDRESS' || type === 'HOMETOWN' ? cityOf(value) : undefined;
}

/** Five years: 1998 → 1995-1999. */
const band = (year: number): string => `${year - (year % 5)}-${year - (year % 5) + 4}`;
