import { LONGEST, SHORTEST } from '../token.ts';
import { type Direction, decode, occurrencesOf, periodOf, type Reading, scored } from './decode.ts';
import type { Evidence } from './evidence.ts';
import { LOOSE, type Row, rowsOf } from './rows.ts';
import { seedsOf } from './seeds.ts';

/** A string that runs down the lines again and again, put together from all copies. */
export interface Consensus {
  /** Letters down the page. */
  readonly ids: readonly number[];
  /** 1 where words read in the same direction as the lines run, -1 against it. */
  readonly sense: 1 | -1;
  readonly rows: readonly Row[];
  /** Nats that the rows earn beyond what writing the string down costs. */
  readonly score: number;
}

const BEAM = { width: 5, tries: 5, longest: 2 * LONGEST + 8 };
const SEEDS = 4;
/** Characters by which an end, or the middle, of a string is looked for. */
const [TAIL, CORE] = [14, 8];

export function consensusOf(e: Evidence): Consensus[] {
  const seeds = sensesOf(e)
    .flatMap(sense =>
      seedsOf(e, { way: 1, sense })
        .slice(0, SEEDS)
        .map(seed => ({ seed, sense })),
    )
    .sort((a, b) => b.seed.score - a.seed.score)
    .slice(0, SEEDS);
  const out: Consensus[] = [];
  for (const { seed, sense } of seeds) {
    if (e.budget.steps <= 0) break;
    if (out.some(other => sense === other.sense && holds(other.ids, seed.ids))) continue;
    let best = framed(e, bothWays(e, sense, seed), sense);
    if (!best) continue;
    for (let round = 0; round < 2 && best.rows.length > 0; round++) {
      const again = againFrom({ ...e, idleText: idleOf(e, best.rows) }, best.ids, sense);
      if (!again || again.score <= best.score) break;
      best = again;
    }
    out.push(best);
    if (explains(e, best) <= ENOUGH) continue;
    const other = sensesOf(e).length > 1 && againFrom(e, best.ids, sense === 1 ? -1 : 1);
    if (other) out.push(other);
    break;
  }
  return out.sort((a, b) => b.score - a.score);
}

/** The string read once more from its middle, which more copies share than know its ends. */
function againFrom(e: Evidence, ids: readonly number[], sense: 1 | -1): Consensus | undefined {
  const middle = Math.max(0, (ids.length >> 1) - (CORE >> 1));
  const core = ids.slice(middle, middle + CORE);
  const seed = scored(e, core, occurrencesOf(e, { way: 1, sense }, core, 40, 8));
  return framed(e, bothWays(e, sense, seed), sense);
}

/** Share of the pure lines that rows explain beyond which no other seed is tried. */
const ENOUGH = 0.75;
function explains(e: Evidence, { rows }: Consensus): number {
  let [mine, all] = [0, 1];
  for (const { path } of rows) for (const { line } of path) mine += e.pure[line]!;
  for (let l = 0; l < e.lines; l++) all += e.pure[l]!;
  return mine / all;
}

/** A seed lengthened downwards, upwards, and downwards again, now that more copies are known. */
function bothWays(e: Evidence, sense: 1 | -1, seed: Reading): readonly number[] {
  const down = decode(e, { way: 1, sense }, seed, BEAM).ids;
  if (periodOf(down) > 0) return down;
  const up = [...lengthened(e, { way: -1, sense }, [...down].reverse())].reverse();
  return periodOf(up) > 0 ? up : lengthened(e, { way: 1, sense }, up);
}

/** The same string read on from its end, wherever that end occurs. */
function lengthened(e: Evidence, d: Direction, ids: readonly number[]): readonly number[] {
  const tail = ids.slice(-TAIL);
  const longer = decode(e, d, scored(e, tail, occurrencesOf(e, d, tail, 40, 8)), BEAM);
  return [...ids.slice(0, -tail.length), ...longer.ids];
}

/** The share of text lines that copies run past without a character, as nats. */
function idleOf(e: Evidence, rows: readonly Row[]): number {
  let [idle, all] = [0.5, 1];
  for (const { path } of rows) {
    let step = 0;
    for (let l = path[0]!.line; l <= path[path.length - 1]!.line; l++) {
      while (path[step]!.line < l) step++;
      if (e.pure[l]) continue;
      all++;
      if (path[step]!.line !== l) idle++;
    }
  }
  return Math.max(-2.5, Math.min(-0.4, Math.log(idle / all)));
}

/** The part of a string, or the rotation of one that goes round, whose copies begin and end where it does. */
function framed(e: Evidence, ids: readonly number[], sense: 1 | -1): Consensus | undefined {
  if (ids.length < SHORTEST) return undefined;
  const period = periodOf(ids);
  const round = period > 0 ? [...ids.slice(-period), ...ids.slice(-period)] : ids;
  const [starts, ends] = [new Map<number, number>(), new Map<number, number>()];
  const fold = (p: number) => (period > 0 ? p % period : p);
  const rows = rowsOf(e, round, sense, LOOSE, 1);
  const seam = period > 0 ? 0 : seamOf(rows, ids.length);
  if (seam > 0) {
    // Two tokens, one after the other: a page's last copy and the next page's first.
    const parts = [framed(e, ids.slice(0, seam), sense), framed(e, ids.slice(seam), sense)];
    return parts.reduce((a, b) => (a && (!b || a.score >= b.score) ? a : b));
  }
  for (const { path, gain } of rows) {
    add(starts, fold(path[0]!.from), gain);
    add(ends, fold(path[path.length - 1]!.to), gain);
  }
  let best: Consensus | undefined;
  const tried = new Set<string>();
  const tryOut = (part: readonly number[]) => {
    if (part.length < SHORTEST || part.length > LONGEST + 4 || tried.has(part.join())) return;
    tried.add(part.join());
    const found = judged(e, part, sense, 1);
    if (!best || (found.score > best.score ? !isJoin(found, best) : isJoin(best, found))) best = found;
  };
  if (period > 0) for (const at of [...most(starts), ...most(ends)]) tryOut(round.slice(at, at + period));
  else {
    tryOut(ids);
    for (const from of [0, ...most(starts)]) for (const to of [ids.length, ...most(ends)]) tryOut(ids.slice(from, to));
  }
  return best;
}

/** Whether the longer of two strings is two tokens in one: much longer, and hardly worth more. */
const isJoin = (longer: Consensus, shorter: Consensus): boolean =>
  shorter.ids.length <= 0.7 * longer.ids.length && shorter.score >= 0.8 * longer.score;

/** Where copies end and others begin, and next to none goes on: 0 if nowhere. */
function seamOf(rows: readonly Row[], length: number): number {
  let [best, at] = [0, 0];
  for (let p = SHORTEST; p <= length - SHORTEST; p++) {
    let [across, before, after] = [0, 0, 0];
    for (const { path, copies } of rows) {
      const [from, to] = [path[0]!.from, path[path.length - 1]!.to];
      if (from < p - 2 && to > p + 2) across += copies;
      else if (Math.abs(to - p) <= 2) before += copies;
      else if (Math.abs(from - p) <= 2) after += copies;
    }
    const weight = Math.min(before, after) - across;
    if (weight > best) [best, at] = [weight, p];
  }
  return at;
}

/** Nats. */
const UPWARDS = 2;

export function judged(e: Evidence, ids: readonly number[], sense: 1 | -1, passes = 2): Consensus {
  const rows = rowsOf(e, ids, sense, undefined, passes);
  let score = 0;
  for (const row of rows) score += row.gain;
  for (const id of ids) score -= e.surprise[id]!;
  // Most stamps are drawn upwards; where no copy breaks a block differently, that alone tells a block's order.
  if (sense < 0) score += UPWARDS;
  return { ids, sense, rows, score };
}

/** Whether a string, going round, holds most of a seed: it would grow into the same again. */
function holds(ids: readonly number[], seed: readonly number[]): boolean {
  const round = `,${[...ids, ...ids].join()},`;
  for (const part of [seed.slice(0, 4), seed.slice(-4)]) if (round.includes(`,${part.join()},`)) return true;
  return false;
}

const add = (votes: Map<number, number>, at: number, weight: number) => votes.set(at, (votes.get(at) ?? 0) + weight);
const most = (votes: Map<number, number>): number[] =>
  [...votes]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, 2)
    .map(([at]) => at);

/** Whether blocks read in the direction of the lines (1) or against it (-1): both where the document does not tell. */
export function sensesOf(e: Evidence): readonly (1 | -1)[] {
  // What follows down the lines in one copy stands side by side on a line in another.
  const down = new Map<number, number>();
  const size = e.letters.length;
  let [with_, against] = [0, 0];
  for (let l = 0; l + 1 < e.lines; l++) {
    const [here, next] = [e.blocks[l]!, e.blocks[l + 1]!];
    if (here.length !== 1 || next.length !== 1 || e.sync[l] !== e.sync[l + 1]) continue;
    if (here[0]!.length !== 1 || next[0]!.length !== 1) continue;
    const key = here[0]![0]! * size + next[0]![0]!;
    down.set(key, (down.get(key) ?? 0) + 1);
  }
  for (let l = 0; l < e.lines; l++)
    for (const block of e.blocks[l]!)
      for (let i = 1; i < block.length; i++) {
        with_ += down.get(block[i - 1]! * size + block[i]!) ?? 0;
        against += down.get(block[i]! * size + block[i - 1]!) ?? 0;
      }
  if (with_ >= 3 * against + 3) return [1];
  if (against >= 3 * with_ + 3) return [-1];
  return [1, -1];
}

/** The string without what no copy has: characters that rows miss, and ends that they do not reach. */
export function trimmed(e: Evidence, found: Consensus): Consensus {
  let best = found;
  for (let round = 0; round < 3; round++) {
    const missed = new Float64Array(best.ids.length);
    let all = 0;
    for (const { path, gain } of best.rows) {
      all += gain;
      for (let s = 1; s < path.length; s++) for (let p = path[s - 1]!.to; p < path[s]!.from; p++) missed[p]! += gain;
    }
    const kept = best.ids.filter((_, p) => missed[p]! <= 0.4 * all);
    const options = [framed(e, kept, best.sense)];
    const next = options.reduce<Consensus>((a, b) => (b && b.score > a.score ? b : a), best);
    if (next === best) break;
    best = next;
  }
  return best;
}
