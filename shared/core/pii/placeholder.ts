import { PII_TYPES, type PiiType } from './types.ts';

const TYPE = PII_TYPES.join('|');

/**
 * What this stage writes, and nothing else: `[PHONE_1]`, a mask `[PHONE:****8000]`, a pseudonym in sixteen vowelless
 * letters, a year band, a city. Recognizers treat such a token as opaque, so its grammar must be too narrow to smuggle
 * a value through: no more than four digits, no free text.
 */
export const PLACEHOLDER = new RegExp(
  `\\[(?:${TYPE})(?:_\\d{1,4}|:(?:\\p{Script=Han}?\\*{2,24}[0-9A-Za-z]{0,4}|[bcdfghjkmnpqstvw]{16}|(?:19|20)\\d\\d-(?:19|20)\\d\\d|\\d\\d-\\d\\d|\\p{Script=Han}{2,3}[市省区]))\\]`,
  'gu',
);

/** Whatever a reader could take for a placeholder, with any number of escapes already on it. */
const LOOKS_LIKE = new RegExp(`\\[\\\\*(?:${TYPE})[_:]`, 'g');

/** Where a placeholder-like text of the author must get a backslash, so that it cannot pass for ours. */
export function escapePoints(text: string): number[] {
  return text.includes('[') ? [...text.matchAll(LOOKS_LIKE)].map(found => found.index + 1) : [];
}

export const placeholder = (type: PiiType, number: number): string => `[${type}_${number}]`;
export const marked = (type: PiiType, content: string): string => `[${type}:${content}]`;
