import { asRedacted, type CleanText } from '../text/brand.ts';
import { applyEdits, type Edit, PositionMap } from '../text/position-map.ts';
import type { Span } from '../text/span.ts';
import { type Detection, detect, withDoubts } from './detect.ts';
import { touches } from './ordered.ts';
import { escapePoints } from './placeholder.ts';
import { DEFAULT_POLICY, substitute } from './policy.ts';
import { besidePlaceholders, type Excerpt } from './second-look.ts';
import type { Candidate, Finding, FoundValue, PiiType, Redaction, RedactOptions } from './types.ts';

export { type AuditRow, auditOf } from './audit.ts';
export { type LeakForm, scanForLeaks } from './leaks.ts';
export { DEFAULT_POLICY, OPERATORS, type Operator, type Policy, validatePolicy } from './policy.ts';
export {
  type Evidence,
  type Finding,
  type FoundValue,
  PII_TYPES,
  type PiiType,
  type Redaction,
  type RedactOptions,
} from './types.ts';

/** Rounds of detection: what a first pass leaves must hold up when it is read again, or redacting twice would find more. */
const ROUNDS = 4;

/**
 * Personal data out, placeholders in. Never throws on any text; a text without personal data comes back as it is.
 * Cost is linear in the text's length.
 */
export function redact(text: CleanText, options: RedactOptions = {}): Redaction {
  // 1. Find, on a shadow of the text.
  let { findings, people } = detect(text, options);
  // 2. Replace by offset, never by value.
  let result = rewrite(text, findings, options);
  // 3. What is left is read again until nothing more turns up, first beside the placeholders alone.
  for (let round = 1; round < ROUNDS && findings.length > 0; round++) {
    const again = (parts: Excerpt): Candidate[] =>
      detect(parts.text, { ...options, doubts: [] })
        .findings.map(it => ({ ...it, ...withDoubts(backThrough(result.map, parts.map, it), options.doubts) }))
        .filter(it => it.end > it.start && !touches(findings, it));
    const { map } = result;
    const beside = besidePlaceholders(
      result.text,
      findings.map(it => map.spanToTarget(it)),
    );
    if (again(beside).length === 0) break;
    const more = again({ text: result.text, map: PositionMap.identity(result.text.length) });
    if (more.length === 0) break;
    findings = [...findings, ...more].sort((a, b) => a.start - b.start);
    result = rewrite(text, findings, options);
  }
  // 4. Say what was done.
  return { ...result, findings: findings.map(plain), people };
}

const backThrough = (redacted: PositionMap, parts: PositionMap, it: Candidate): Span =>
  redacted.spanToSource(parts.spanToSource(it));

const plain = ({ type, start, end, score, evidence }: Candidate): Finding => ({ type, start, end, score, evidence });

/** Placeholders with one number for one value; what looks like a placeholder already is escaped. */
function rewrite(text: string, findings: Detection['findings'], { policy = DEFAULT_POLICY, pseudonym }: RedactOptions) {
  const numbers = new Map<string, number>();
  const perType = new Map<PiiType, number>();
  const counts: Partial<Record<PiiType, number>> = {};
  const values: FoundValue[] = [];
  const edits: Edit[] = [];
  for (const { type, start, end, normalised, standing } of findings) {
    const value = text.slice(start, end);
    const key = `${type}\n${normalised}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = (perType.get(type) ?? 0) + 1;
      perType.set(type, number);
      numbers.set(key, number);
    }
    values.push({ type, value, normalised, ...(standing && { standing }) });
    counts[type] = (counts[type] ?? 0) + 1;
    const insert = substitute({ type, value, normalised, number }, policy[type] ?? 'placeholder', pseudonym);
    if (insert !== undefined) edits.push({ start, end, insert });
  }
  // A text in which nothing was found stays as it is: redacting a redacted text must change nothing.
  if (edits.length > 0)
    for (const at of escapePoints(text))
      if (!touches(findings, { start: at - 1, end: at })) edits.push({ start: at, end: at, insert: '\\' });
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    text: asRedacted(applyEdits(text, edits)),
    map: PositionMap.ofEdits(text.length, edits),
    counts,
    values,
  };
}

/**
 * What links one person's documents: an address of mail or a phone of the header, else one further below, and never that
 * of a referee, relative or recruiter. Undefined where there is none: two candidates with one referee are not one person.
 */
export function strongestContact(redaction: Redaction): { type: 'EMAIL' | 'PHONE'; normalised: string } | undefined {
  for (const standing of ['header', 'body'] as const)
    for (const type of ['EMAIL', 'PHONE'] as const) {
      const found = redaction.values.find(value => value.type === type && value.standing === standing);
      if (found) return { type, normalised: found.normalised };
    }
  return undefined;
}
