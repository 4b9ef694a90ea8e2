import { type Finding, redact, scanForLeaks } from '../../shared/core/pii/index.ts';
import { asClean } from '../../shared/core/text/brand.ts';
import { corpusOf, type Labelled, type Truth } from '../generators/pii/index.ts';

type Row = Record<string, string | number>;

/** Identifiers that name a person directly: none of their characters may survive. */
const DIRECT: ReadonlySet<string> = new Set([
  'PHONE',
  'EMAIL',
  'CN_RESIDENT_ID',
  'PASSPORT',
  'US_SSN',
  'BANK_CARD',
  'PERSON',
]);

/** What one system found in one text. */
export type Found = readonly Pick<Finding, 'type' | 'start' | 'end'>[];

export interface Measures {
  n: number;
  signs: number;
  leaked: number;
  recalled: number;
  strict: number;
  predicted: number;
  precise: number;
  strictPredicted: number;
}

const none = (): Measures => ({
  n: 0,
  signs: 0,
  leaked: 0,
  recalled: 0,
  strict: 0,
  predicted: 0,
  precise: 0,
  strictPredicted: 0,
});

const shared = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Signs that say something: what survives of a value without its separators. */
export function leakedSigns(text: string, truth: Truth, found: Found): number {
  let leaked = 0;
  for (let at = truth.start; at < truth.end; at++) {
    if (!/[\p{L}\p{N}]/u.test(text[at]!)) continue;
    if (!found.some(it => it.start <= at && at < it.end)) leaked++;
  }
  return leaked;
}

/** Adds one text to the measures of its groups. A finding is right when half of it, or of the truth, overlaps. */
export function measure(groups: Map<string, Measures>, doc: Labelled, found: Found): void {
  const of = (key: string): Measures => {
    const it = groups.get(key) ?? none();
    groups.set(key, it);
    return it;
  };
  for (const truth of doc.truths) {
    const leaked = leakedSigns(doc.text, truth, found);
    const covered = found.reduce((sum, it) => sum + shared(it, truth), 0);
    const same = found.some(it => it.type === truth.type && it.start === truth.start && it.end === truth.end);
    for (const key of ['all', truth.type, `${doc.language} ${doc.noisy ? 'noisy' : 'clean'}`, doc.form]) {
      const it = of(key);
      it.n++;
      it.signs += truth.end - truth.start;
      it.leaked += leaked;
      if (covered * 2 >= truth.end - truth.start) it.recalled++;
      if (same) it.strict++;
    }
  }
  for (const one of found) {
    const covered = doc.truths.reduce((sum, truth) => sum + shared(one, truth), 0);
    const same = doc.truths.some(it => it.type === one.type && it.start === one.start && it.end === one.end);
    for (const key of ['all', one.type, `${doc.language} ${doc.noisy ? 'noisy' : 'clean'}`, doc.form]) {
      const it = of(key);
      it.predicted++;
      if (covered * 2 >= one.end - one.start) it.precise++;
      if (same) it.strictPredicted++;
    }
  }
}

const rate = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000);

export function rowOf(group: string, it: Measures): Row {
  const [p, r] = [rate(it.strictPredicted, it.predicted), rate(it.strict, it.n)];
  return {
    group,
    n: it.n,
    'leak rate': it.signs === 0 ? 0 : rate(it.leaked, it.signs),
    recall: rate(it.recalled, it.n),
    precision: rate(it.precise, it.predicted),
    'strict F1': p + r === 0 ? 0 : Math.round(((2 * p * r) / (p + r)) * 1000) / 1000,
  };
}

/** Our own redaction over the corpus: tables, and each missed goal of the issue as one sentence. */
export async function evaluate({
  seed,
  size,
}: {
  seed: number;
  size: 'small' | 'full';
}): Promise<{ tables: { title: string; rows: Row[] }[]; failures: string[] }> {
  const corpus = size === 'full' ? corpusOf(seed, 6000, 300) : corpusOf(seed, 1000, 30);
  const groups = new Map<string, Measures>();
  let innocentSigns = 0;
  let falseAlarms = 0;
  let directLeaks = 0;
  let scanHits = 0;
  for (const doc of corpus) {
    const redaction = redact(asClean(doc.text));
    measure(groups, doc, redaction.findings);
    for (const truth of doc.truths)
      if (DIRECT.has(truth.type)) directLeaks += leakedSigns(doc.text, truth, redaction.findings);
    if (scanForLeaks(redaction.values, redaction.text).length > 0) scanHits++;
    if (doc.form !== 'negative') continue;
    innocentSigns += doc.text.length;
    falseAlarms += redaction.findings.length;
  }
  const order = [...groups.keys()].sort(
    (a, b) => Number(/^[A-Z]/.test(a)) - Number(/^[A-Z]/.test(b)) || a.localeCompare(b),
  );
  const all = rowOf('all', groups.get('all')!);
  const perThousand = Math.round((falseAlarms / innocentSigns) * 1_000_000) / 1000;
  const failures: string[] = [];
  const goal = (met: boolean, sentence: string): void => {
    if (!met) failures.push(`Personal data, seed ${seed}: ${sentence}`);
  };
  goal(directLeaks === 0, `${directLeaks} characters of direct identifiers survive; the goal is none.`);
  goal(Number(all['leak rate']) <= 0.005, `the leak rate is ${all['leak rate']}; the goal is at most 0.005.`);
  goal(Number(all.recall) >= 0.99, `recall is ${all.recall}; the goal is 0.99.`);
  goal(Number(all.precision) >= 0.98, `precision is ${all.precision}; the goal is 0.98.`);
  goal(Number(all['strict F1']) >= 0.95, `strict F1 is ${all['strict F1']}; the goal is 0.95.`);
  goal(
    perThousand <= 0.2,
    `${perThousand} false positives per 1,000 characters of text without personal data; the goal is at most 0.2.`,
  );
  goal(scanHits === 0, `the leak scan finds a value in ${scanHits} redacted texts; the goal is none.`);
  return {
    tables: [
      {
        title: `Personal data by type, language, noise and form (${corpus.length} texts, seed ${seed})`,
        rows: order.map(key => rowOf(key, groups.get(key)!)),
      },
      {
        title: `Text without personal data (seed ${seed})`,
        rows: [{ characters: innocentSigns, 'false positives': falseAlarms, 'per 1,000 characters': perThousand }],
      },
    ],
    failures,
  };
}
