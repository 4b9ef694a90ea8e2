import { type Direction, occurrencesOf, type Reading, scored } from './decode.ts';
import type { Evidence } from './evidence.ts';

/** Short strings off neighbouring pure lines that occur elsewhere too: where self-alignment starts. */
const [SEED, MOST_LINES, BRANCHES] = [5, 64, 3];
/** An occurrence of a seed earns at least this, in nats. */
const LEAST = 6;
const MOST_OCCURRENCES = 24;
/** Different characters of a seed: a run of one letter occurs everywhere. */
const LEAST_LETTERS = 3;

export function seedsOf(e: Evidence, d: Direction): Reading[] {
  const pure: number[] = [];
  for (let l = 0; l < e.lines; l++) if (e.pure[l]) pure.push(l);
  const stride = Math.max(1, pure.length / MOST_LINES);
  const tried = new Set<string>();
  const out: Reading[] = [];
  for (let i = 0; i < pure.length && e.budget.steps > 0; i += stride)
    for (const ids of pathsFrom(e, d, pure[Math.floor(i)]!)) {
      const key = ids.join();
      if (tried.has(key) || new Set(ids).size < LEAST_LETTERS) continue;
      tried.add(key);
      const occurrences = occurrencesOf(e, d, ids, MOST_OCCURRENCES, LEAST);
      if (occurrences.length > 0) out.push(scored(e, ids, occurrences));
    }
  return out.sort((a, b) => b.score - a.score);
}

/** Strings down the lines from one on. */
function pathsFrom(e: Evidence, { way, sense }: Direction, start: number): number[][] {
  const done: number[][] = [];
  const walk = (line: number, ids: readonly number[], idle: number) => {
    if (ids.length >= SEED) {
      done.push(ids.slice(0, SEED + 2));
      return;
    }
    if (line < 0 || line >= e.lines || done.length >= 2 * BRANCHES) return;
    if (!e.pure[line]) {
      if (idle < 1) walk(line + way, ids, idle + 1);
      return;
    }
    for (const block of e.blocks[line]!.slice(0, BRANCHES))
      walk(line + way, [...ids, ...(sense * way > 0 ? block : [...block].reverse())], idle);
  };
  walk(start, [], 0);
  return done;
}
