import { randomOf } from './random.ts';

/**
 * What may become of a call to a service.
 * - `before`: refused, nothing happened. `after`: it happened, and the answer says that it failed.
 * - `throttled`: refused for the rate. `contention`: a transaction met another one.
 * - `twice`: the client's own retry: it happens twice, and the second answer counts.
 * - `late`: it outlives the Lambda's time; the effect comes when the process is gone.
 * - `crash-before`, `crash-after`: the process dies before or after the effect.
 */
export type FaultName =
  | 'before'
  | 'after'
  | 'throttled'
  | 'contention'
  | 'twice'
  | 'late'
  | 'crash-before'
  | 'crash-after';

const NAMES: readonly FaultName[] = [
  'before',
  'after',
  'throttled',
  'contention',
  'twice',
  'late',
  'crash-before',
  'crash-after',
];

/** The fault of the n-th call, if any. */
export type FaultPlan = (call: number, now: number) => FaultName | undefined;

/** How often calls go wrong in a run: from not at all to every fourth. Only one kind in some runs, all in others. */
export function seededFaults(seed: number, until: number): FaultPlan {
  const choose = randomOf(seed, 'fault-plan');
  const rate = [0, 0.01, 0.03, 0.08, 0.15, 0.25][Math.floor(choose('rate') * 6)]!;
  const only = choose('only') < 0.25 ? NAMES[Math.floor(choose('which') * NAMES.length)] : undefined;
  const random = randomOf(seed, 'fault');
  return (call, now) => {
    if (now > until) return undefined;
    const number = random(call);
    if (number >= rate) return undefined;
    return only ?? NAMES[Math.floor((number / rate) * NAMES.length)];
  };
}

/** Exactly these faults, by the number of the call. */
export const listedFaults =
  (faults: ReadonlyMap<number, FaultName>): FaultPlan =>
  call =>
    faults.get(call);
