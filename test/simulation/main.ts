import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { cachedStages } from './canned.ts';
import { exploreCrashes } from './crash-points.ts';
import { run } from './run.ts';
import { shrink } from './shrink.ts';
import type { Report } from './worker.ts';

/**
 * `npm run simulate -- --seed N --runs M [--workers W]`: M seeds from N. Prints the combined history hash, and for a
 * failing seed the shrunk story; exit code 1 when there is one.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '100000' },
    workers: { type: 'string', default: '2' },
    story: { type: 'boolean', default: false },
  },
});
const [seed, runs, workers] = [Number(values.seed), Number(values.runs), Number(values.workers)];
if (![seed, runs, workers].every(n => Number.isSafeInteger(n) && n > 0)) {
  console.error('usage: simulate [--seed N] [--runs M] [--workers W] [--story]');
  process.exit(2);
}

if (values.story) {
  const result = await run(seed, { stages: cachedStages(), story: true });
  for (const line of result.story) console.log(line);
}

const began = performance.now();
const reports = await Promise.all(
  Array.from({ length: Math.min(workers, runs) }, (_, i) =>
    simulate({ first: seed + i, step: workers, last: seed + runs - 1 }),
  ),
);
const seconds = (performance.now() - began) / 1000;
const failing = reports.flatMap(({ failing }) => failing).sort((a, b) => a.seed - b.seed);
const sum = (pick: (report: Report) => number) => reports.reduce((total, report) => total + pick(report), 0);
const hash = reports.map(report => report.hash).join('-');
console.log(
  `${runs} seeds from ${seed}: ${failing.length} with violations · ${sum(it => it.calls)} calls, ${sum(it => it.faults)} faults · ` +
    `history ${hash} · ${seconds.toFixed(1)} s, ${Math.round(runs / seconds)} a second`,
);
for (const { seed, violations } of failing.slice(0, 10)) console.log(`seed ${seed}: ${violations.join('; ')}`);
// A long run also tries every pair of places where one document's way can be cut off.
if (runs >= 1_000) {
  const crashes = await exploreCrashes(2, { stages: cachedStages() });
  console.log(
    `crash points to depth 2 on one document: ${crashes.runs} runs, ${crashes.violations.length} with violations`,
  );
  for (const { faults, broken } of crashes.violations.slice(0, 5))
    console.log(`${[...faults].map(([call, fault]) => `${fault} at call ${call}`).join(', ')}: ${broken.join('; ')}`);
  if (crashes.violations.length) process.exitCode = 1;
}
const [first] = failing;
if (first) {
  console.log(`\nThe shortest story of seed ${first.seed}:`);
  for (const line of await shrink(first.seed, { stages: cachedStages() })) console.log(line);
  process.exitCode = 1;
}

function simulate(range: { first: number; step: number; last: number }): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: range });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
