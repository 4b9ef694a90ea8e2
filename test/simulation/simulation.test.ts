import { describe, expect, it } from 'vitest';
import { cachedStages } from './canned.ts';
import { exploreCrashes } from './crash-points.ts';
import { MUTANTS } from './mutants.ts';
import { run } from './run.ts';
import { shrink } from './shrink.ts';

const stages = cachedStages();

describe('the delivery under faults', () => {
  it('keeps every promise', async () => {
    const broken: string[] = [];
    let faults = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const result = await run(seed, { stages });
      faults += result.faults.size;
      for (const violation of result.violations) broken.push(`seed ${seed}: ${violation}`);
    }
    expect(broken).toEqual([]);
    // A simulation in which nothing goes wrong would keep every promise too.
    expect(faults).toBeGreaterThan(500);
  });

  it('has the same history for the same seed, and another for another', async () => {
    const hashes = async () => {
      const list: string[] = [];
      for (let seed = 1; seed <= 20; seed++) list.push((await run(seed, { stages })).hash);
      return list;
    };
    const first = await hashes();
    expect(await hashes()).toEqual(first);
    expect(new Set(first).size).toBe(20);
  });

  it('survives a crash at any two points of one document’s way', async () => {
    const { runs, violations } = await exploreCrashes(2, { stages }, ['crash-before', 'crash-after']);
    expect(violations).toEqual([]);
    expect(runs).toBeGreaterThan(2_000);
    // With calls that land after their process is gone it is three times as much: `npm run simulate` does that.
    expect((await exploreCrashes(1, { stages })).violations).toEqual([]);
  });
});

describe('a planted fault is found', () => {
  it.each(MUTANTS.map(mutant => [mutant.name, mutant] as const))('%s', async (_, mutant) => {
    let found = 0;
    for (let seed = 1; seed <= 1_000 && !found; seed++)
      if ((await run(seed, { stages, mutant })).violations.length) found = seed;
    expect(found).toBeGreaterThan(0);
  });

  it('and told in a short story', async () => {
    const mutant = MUTANTS.find(({ name }) => name === 'dual write')!;
    let seed = 1;
    while (!(await run(seed, { stages, mutant })).violations.length) seed++;
    const [broken, size, ...story] = await shrink(seed, { stages, mutant });
    expect(broken).toMatch(/^broken: /);
    expect(Number(/(\d+) faults \(of/.exec(size!)![1])).toBeLessThanOrEqual(3);
    expect(story.length).toBeLessThan(150);
  });
});
