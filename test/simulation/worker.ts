import { parentPort, workerData } from 'node:worker_threads';
import { cachedStages } from './canned.ts';
import { hashOf } from './random.ts';
import { run } from './run.ts';

export interface Report {
  readonly failing: readonly { readonly seed: number; readonly violations: readonly string[] }[];
  readonly calls: number;
  readonly faults: number;
  readonly hash: string;
}

const { first, step, last } = workerData as { first: number; step: number; last: number };
const stages = cachedStages();
const failing: { seed: number; violations: readonly string[] }[] = [];
let [calls, faults, hash] = [0, 0, 0];
for (let seed = first; seed <= last; seed += step) {
  const result = await run(seed, { stages });
  calls += result.calls;
  faults += result.faults.size;
  hash = hashOf(result.hash, hash);
  if (result.violations.length) failing.push({ seed, violations: result.violations });
}
parentPort!.postMessage({ failing, calls, faults, hash: hash.toString(16) } satisfies Report);
