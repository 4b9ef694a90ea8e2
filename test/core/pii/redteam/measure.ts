import { pathToFileURL } from 'node:url';
import { type Finding, type PiiType, redact } from '../../../../shared/core/pii/index.ts';
import { asClean } from '../../../../shared/core/text/brand.ts';
import { linesCorpus, type Marked, resumesCorpus, type Sample } from './corpus.ts';

/** A value that names a person outright: no sign of it may survive. */
export const DIRECT: ReadonlySet<PiiType> = new Set<PiiType>([
  'PERSON',
  'PHONE',
  'EMAIL',
  'CN_RESIDENT_ID',
  'PASSPORT',
  'US_SSN',
  'BANK_CARD',
]);

export interface Tally {
  marks: number;
  signs: number;
  leaked: number;
  found: number;
  wrong: number;
  otherType: number;
}

export interface Outcome {
  byType: Map<string, Tally>;
  leaks: { sample: Sample; mark: Marked; signs: number }[];
  alarms: { sample: Sample; finding: Finding }[];
}

const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): number =>
  Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Letters and digits of the value that stay; what only separates them says nothing. */
function surviving(text: string, mark: Marked, findings: readonly Finding[]): number {
  let signs = 0;
  for (let at = mark.start; at < mark.end; at++)
    if (/[\p{L}\p{N}]/u.test(text[at]!) && !findings.some(it => it.start <= at && at < it.end)) signs++;
  return signs;
}

/** A finding is right when half of it lies in marked values. */
export function measure(samples: readonly Sample[]): Outcome {
  const outcome: Outcome = { byType: new Map(), leaks: [], alarms: [] };
  const of = (key: string): Tally => {
    const it = outcome.byType.get(key) ?? { marks: 0, signs: 0, leaked: 0, found: 0, wrong: 0, otherType: 0 };
    outcome.byType.set(key, it);
    return it;
  };
  for (const sample of samples) {
    const { findings } = redact(asClean(sample.text));
    for (const mark of sample.marks) {
      if (mark.optional) continue;
      const signs = surviving(sample.text, mark, findings);
      if (signs > 0) outcome.leaks.push({ sample, mark, signs });
      const other = signs === 0 && !findings.some(it => it.type === mark.type && overlap(it, mark) > 0);
      for (const key of ['all', mark.type]) {
        const tally = of(key);
        tally.marks++;
        tally.signs += mark.end - mark.start;
        tally.leaked += signs;
        if (other) tally.otherType++;
      }
    }
    for (const finding of findings) {
      const covered = sample.marks.reduce((sum, it) => sum + overlap(finding, it), 0);
      const right = covered * 2 >= finding.end - finding.start;
      if (!right) outcome.alarms.push({ sample, finding });
      for (const key of ['all', finding.type]) {
        const tally = of(key);
        tally.found++;
        if (!right) tally.wrong++;
      }
    }
  }
  return outcome;
}

const shown = (sample: Sample, { start, end }: { start: number; end: number }): string =>
  `${sample.text.slice(Math.max(0, start - 25), start)}⟦${sample.text.slice(start, end)}⟧${sample.text.slice(end, end + 25)}`.replace(
    /\n/g,
    '⏎',
  );

/** Prints the table, then every leak and false alarm: all the people are invented. */
export function print(title: string, samples: readonly Sample[]): void {
  const { byType, leaks, alarms } = measure(samples);
  console.log(`\n${title}: ${samples.length} samples`);
  console.table(
    Object.fromEntries(
      [...byType].map(([type, it]) => [
        type,
        {
          values: it.marks,
          'leak rate': Number((it.leaked / Math.max(1, it.signs)).toFixed(4)),
          findings: it.found,
          precision: Number((1 - it.wrong / Math.max(1, it.found)).toFixed(4)),
          'other type': it.otherType,
        },
      ]),
    ),
  );
  for (const { sample, mark, signs } of leaks)
    console.log(`leak ${mark.type} ${signs} · ${sample.source} · ${shown(sample, mark)}`);
  for (const { sample, finding } of alarms)
    console.log(`false ${finding.type} · ${sample.source} · ${shown(sample, finding)}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const seed = Number(process.argv[2] ?? 1);
  print('Lines', linesCorpus(seed));
  print('Résumés', resumesCorpus(seed));
}
