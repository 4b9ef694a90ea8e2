import { asRaw } from '../../../../shared/core/text/brand.ts';
import { type Cleaning, clean } from '../../../../shared/core/watermark/index.ts';
import type { Stamped } from './stamped.ts';

/** White space is not judged. */
export const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** Insertions plus deletions between two texts (Myers' greedy algorithm, O(ND)). */
export function distance(a: string, b: string): number {
  const bound = a.length + b.length;
  const reach = new Int32Array(2 * bound + 3);
  for (let d = 0; d <= bound; d++) {
    for (let k = -d; k <= d; k += 2) {
      const at = bound + 1 + k;
      let x = k === -d || (k !== d && reach[at - 1]! < reach[at + 1]!) ? reach[at + 1]! : reach[at - 1]! + 1;
      while (x < a.length && x - k < b.length && a.charCodeAt(x) === b.charCodeAt(x - k)) x++;
      reach[at] = x;
      if (x >= a.length && x - k >= b.length) return d;
    }
  }
  return bound;
}

/** The commonest ways to fail, by what can be seen from outside. */
export type Outcome =
  | 'exact'
  | 'exception'
  | 'token not found'
  | 'another token'
  | 'one of several tokens'
  | 'placement'
  | 'copies left'
  | 'content lost'
  | 'both';

export interface Score {
  outcome: Outcome;
  certified: boolean;
  /** Stamp characters still there, content characters gone, and wrong places: the larger of the two. */
  left: number;
  lost: number;
  misplaced: number;
  content: number;
  idempotent: boolean;
  /** Milliseconds, the first cleaning alone. */
  time: number;
  watermarks: number;
}

function outcomeOf(document: Stamped, found: readonly string[], left: number, lost: number): Outcome {
  if (left === 0 && lost === 0) return 'exact';
  const known = (token: string) =>
    document.tokens.includes(token) || document.tokens.includes([...token].reverse().join(''));
  if (found.length === 0) return 'token not found';
  if (!found.some(known)) return 'another token';
  if (new Set(found).size < document.tokens.length && left > 8) return 'one of several tokens';
  if (left === lost) return 'placement';
  if (left > 0 && lost > 0) return 'both';
  return left > 0 ? 'copies left' : 'content lost';
}

/** Cleans a stamped document and compares it with its truth; `told` gives the cleaner the tokens, to judge the rest of it. */
export function score(document: Stamped, told = false): Score {
  const truth = squeeze(document.truth);
  const base = {
    content: truth.length,
    left: 0,
    lost: 0,
    misplaced: 0,
    certified: false,
    idempotent: true,
    watermarks: 0,
  };
  const start = performance.now();
  let result: Cleaning;
  try {
    // The token itself as its fingerprint: only here, to tell a wrong token from a wrong place.
    result = clean(asRaw(document.raw), { fingerprint: token => token, hints: told ? document.tokens : [] });
  } catch {
    return { ...base, outcome: 'exception', time: performance.now() - start };
  }
  const time = performance.now() - start;
  const text = squeeze(result.text);
  const apart = text === truth ? 0 : distance(text, truth);
  const left = (apart + text.length - truth.length) / 2;
  const lost = (apart - text.length + truth.length) / 2;
  const found = result.watermarks.map(mark => mark.fingerprint);
  return {
    ...base,
    outcome: outcomeOf(document, found, left, lost),
    certified: result.watermarks.length > 0 && result.watermarks.every(mark => mark.exact),
    left,
    lost,
    misplaced: Math.max(left, lost),
    idempotent: clean(asRaw(result.text)).text === result.text,
    watermarks: result.watermarks.length,
    time,
  };
}
