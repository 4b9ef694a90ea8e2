import type { FaultName } from './faults.ts';
import { type Result, type RunOptions, run } from './run.ts';
import { type Scenario, scenarioOf } from './scenario.ts';

/** Runs to spend on making a story shorter. */
const BUDGET = 1_500;

/**
 * The shortest story found that breaks the same invariant as the seed: fewer actions, fewer faults, then told.
 * @returns lines for a person
 */
export async function shrink(seed: number, options: RunOptions): Promise<string[]> {
  const first = await run(seed, options);
  const broken = first.violations[0];
  if (broken === undefined) return ['no violation'];
  let scenario = options.scenario ?? scenarioOf(seed);
  let faults = new Map(first.faults);
  let budget = BUDGET;
  const fails = async (candidate: Scenario, list: ReadonlyMap<number, FaultName>): Promise<Result | undefined> => {
    if (budget-- <= 0) return undefined;
    const result = await run(seed, { ...options, scenario: candidate, faults: list });
    return result.violations.includes(broken) ? result : undefined;
  };

  // Chunks of halving size are left out, as long as what remains still breaks.
  for (let size = scenario.actions.length; size >= 1; size >>= 1)
    for (let at = 0; at < scenario.actions.length; ) {
      const actions = scenario.actions.filter((_, i) => i < at || i >= at + size);
      if (await fails({ ...scenario, actions }, faults)) scenario = { ...scenario, actions };
      else at += size;
    }
  for (let size = faults.size; size >= 1; size >>= 1)
    for (let at = 0; at < faults.size; ) {
      const fewer = new Map([...faults].filter((_, i) => i < at || i >= at + size));
      if (await fails(scenario, fewer)) faults = fewer;
      else at += size;
    }

  const told = await run(seed, { ...options, scenario, faults, story: true });
  const acts = scenario.actions.map(action => `  at ${(action.at / 1000).toFixed(1)} s: ${JSON.stringify(action)}`);
  return [
    `broken: ${broken}`,
    `${scenario.actions.length} actions, ${faults.size} faults (of ${first.faults.size}):`,
    ...acts,
    // A sweep that looks and finds nothing is no part of the story.
    ...told.story.filter(line => !/ sweep@\d+ documents\.listing \w+$/.test(line)),
    `→ ${told.violations.join('; ') || 'nothing any more'}`,
  ];
}
