// npm run evaluate [-- PART… --seed N --small]: measures each part on generated documents with known truth, prints the
// tables and every goal that was missed, and exits non-zero when one was.
import { parseArgs } from 'node:util';
import { render, type Table } from '../../infra/local/cli/table.ts';

export interface Evaluation {
  readonly tables: readonly Table[];
  /** Each missed goal as one sentence. */
  readonly failures: readonly string[];
}

export interface EvaluationOptions {
  readonly seed: number;
  readonly size: 'small' | 'full';
}

const PARTS: Readonly<Record<string, () => Promise<{ evaluate(options: EvaluationOptions): Promise<Evaluation> }>>> = {
  watermark: () => import('./watermark.ts'),
  pii: () => import('./pii.ts'),
  pdf: () => import('./pdf.ts'),
  ocr: () => import('./ocr.ts'),
  record: () => import('./record.ts'),
  delivery: () => import('./delivery.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, small: { type: 'boolean' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const size = values.small ? 'small' : 'full';
const names = positionals.length ? positionals : Object.keys(PARTS);
const failures: string[] = [];

console.log(`seed ${seed}, ${size}\n`);
for (const name of names) {
  const load = PARTS[name];
  if (!load) throw new Error(`The parts are ${Object.keys(PARTS).join(', ')}.`);
  const result = await (await load()).evaluate({ seed, size });
  for (const table of result.tables) console.log(render(table));
  failures.push(...result.failures.map(failure => `${name}: ${failure}`));
}
console.log(failures.length ? `Goals missed:\n${failures.map(f => `  ${f}`).join('\n')}` : 'All goals met.');
process.exitCode = failures.length ? 1 : 0;
