import type { Span } from '../text/span.ts';
import type { Page } from './page.ts';
import type { Candidate, Evidence, Field, FieldType, PiiType } from './types.ts';

/** Finds one kind of personal data, by its labels and by its own shape. Pure: the page in, candidates out. */
export interface Recognizer {
  /** Spellings that announce the value: lower case, Han without inner space. */
  readonly labels: readonly { readonly type: FieldType; readonly labels: readonly string[] }[];
  /** The values behind one of its labels; empty when what stands there is no such value. */
  readonly read?: (page: Page, field: Field) => readonly Candidate[];
  /** Values anywhere in the text. */
  readonly find?: (page: Page) => Iterable<Candidate>;
}

const SCORES: Readonly<Record<Evidence, number>> = { checksum: 0.99, label: 0.95, plan: 0.85, name: 0.8, shape: 0.7 };

export function candidate(
  page: Page,
  type: PiiType,
  span: Span,
  evidence: Evidence,
  normalised = plainly(page.lower.slice(span.start, span.end)),
  score = SCORES[evidence],
): Candidate {
  return { type, start: span.start, end: span.end, evidence, score, normalised };
}

/** One spelling for comparing values: no spaces, no punctuation at the ends. */
export const plainly = (text: string): string =>
  text.replace(/\s+/g, '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** The match of a sticky pattern at an offset, without blanks at its end. */
export function matchAt(pattern: RegExp, text: string, at: number): Span | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? { start: at, end: at + found[0].trimEnd().length } : undefined;
}
