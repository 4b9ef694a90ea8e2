import type { FaultName } from './faults.ts';
import { type RunOptions, run } from './run.ts';
import type { Scenario } from './scenario.ts';

/** One document from upload to event, with nothing else going on. */
export const ONE_DOCUMENT: Scenario = {
  actions: [{ at: 0, do: 'upload', key: 'intake/careers/one', plan: { is: 'text', person: 0, edition: 0 } }],
  gate: false,
  calm: 1_000_000_000,
};

export const CRASHES: readonly FaultName[] = ['crash-before', 'crash-after', 'late'];

export interface Exploration {
  readonly runs: number;
  readonly violations: readonly {
    readonly faults: ReadonlyMap<number, FaultName>;
    readonly broken: readonly string[];
  }[];
}

/**
 * Every place where a process can stop: before and after each call, and with the call landing when it is long gone; then,
 * in each of these runs, every later place once more. Without a seed's luck.
 */
export async function exploreCrashes(
  depth: number,
  options: RunOptions,
  crashes = CRASHES,
  scenario = ONE_DOCUMENT,
): Promise<Exploration> {
  const violations: { faults: ReadonlyMap<number, FaultName>; broken: readonly string[] }[] = [];
  let runs = 0;
  const explore = async (faults: ReadonlyMap<number, FaultName>, from: number, left: number): Promise<void> => {
    const result = await run(1, { ...options, scenario, faults });
    runs++;
    if (result.violations.length) violations.push({ faults, broken: result.violations });
    if (!left) return;
    for (let call = from; call < result.calls; call++)
      for (const crash of crashes) await explore(new Map([...faults, [call, crash]]), call + 1, left - 1);
  };
  await explore(new Map(), 0, depth);
  return { runs, violations };
}
