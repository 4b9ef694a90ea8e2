import type { Page } from './page.ts';
import { candidate, plainly } from './recognizer.ts';
import { shadowOf } from './shadow.ts';
import type { Candidate, PiiType, RedactOptions } from './types.ts';

const bare = (text: string): string => plainly(shadowOf(text).lower).replace(/[^\p{L}\p{N}]/gu, '');

/** The allow list as a test, the deny list as candidates that outrank everything. */
export function candidatesOfLists(page: Page, { allow = [], deny = [] }: Pick<RedactOptions, 'allow' | 'deny'>) {
  const allowed = new Set(allow.map(bare).filter(value => value.length > 0));
  const denied: Candidate[] = [];
  for (const value of deny) {
    const wanted = shadowOf(value).lower.trim();
    if (wanted.length === 0) continue;
    for (let at = page.lower.indexOf(wanted); at >= 0; at = page.lower.indexOf(wanted, at + wanted.length))
      denied.push(candidate(page, typeOf(wanted), { start: at, end: at + wanted.length }, 'checksum', bare(wanted), 1));
  }
  const isAllowed = (it: Candidate): boolean =>
    allowed.size > 0 && allowed.has(bare(page.text.slice(it.start, it.end)));
  return { denied, isAllowed };
}

/** A value of the deny list brings no type along: its form says what kind it is, a name when nothing else. */
function typeOf(value: string): PiiType {
  if (value.includes('@')) return 'EMAIL';
  if (/^https?:|^www\.|\.[a-z]{2,4}\//.test(value)) return 'PROFILE_URL';
  return /^[+()\d .-]{7,}$/.test(value) ? 'PHONE' : 'PERSON';
}
