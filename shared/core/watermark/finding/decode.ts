import { SHORTEST } from '../token.ts';
import { entering, following, leaving, taking } from './cost.ts';
import type { Evidence } from './evidence.ts';

/**
 * One string read from all copies at once.
 *
 * An occurrence is a copy as far as it has been followed: for each line its frontier may stand on, and how many of the string's
 * last characters were taken from that line, the log-likelihood ratio of stamp against chance, in nats. Appending a character moves every frontier. A beam
 * keeps the strings that all occurrences together vouch for; a character costs as much as it takes to write it down, so that
 * one copy alone never makes a string longer, and the string ends where copies no longer agree.
 */
export interface Occurrence {
  readonly copies: number;
  /** Triples of line, characters taken from it, nats. */
  readonly states: number[];
  readonly best: number;
  readonly peak: number;
  readonly alive: boolean;
  readonly start: number;
}
export interface Reading {
  readonly ids: readonly number[];
  readonly occurrences: readonly Occurrence[];
  readonly score: number;
}
/** Down (1) or up (-1) the lines, and whether blocks read in that direction (1) or against it (-1). */
export interface Direction {
  readonly way: 1 | -1;
  readonly sense: 1 | -1;
}

const NATS = {
  /** A line from which nothing is taken. */
  idlePure: -2.2,
  missing: -4.5,
  /** Writing a character of the string down, beside its surprise. */
  write: 0.6,
} as const;

/** Most characters of a copy on a line. */
const MOST_A_LINE = 12;
/** A frontier this far behind the best one is given up; a copy this far below its peak has ended. */
const [BEHIND, ENDED] = [6, 5];
const FRONTIERS = 5;

/** The frontiers after one more character; empty where the copy has ended. */
export function moved(
  e: Evidence,
  { way, sense }: Direction,
  ids: readonly number[],
  o: Occurrence,
  id: number,
  length = ids.length,
): Occurrence {
  e.budget.steps--;
  const states: number[] = [];
  const put = (line: number, taken: number, nats: number) => {
    for (let s = 0; s < states.length; s += 3)
      if (states[s] === line && states[s + 1] === taken) {
        if (nats > states[s + 2]!) states[s + 2] = nats;
        return;
      }
    states.push(line, taken, nats);
  };
  const direction = sense * way;
  const last = ids[length - 1]!;
  for (let s = 0; s < o.states.length; s += 3) {
    const [line, taken, nats] = [o.states[s]!, o.states[s + 1]!, o.states[s + 2]!];
    if (taken < MOST_A_LINE && taken > 0) {
      let used = 0;
      for (let i = length - taken; i < length; i++) if (ids[i] === id) used++;
      const gain = taking(e, line, id, o.copies, used);
      if (gain > Number.NEGATIVE_INFINITY) put(line, taken + 1, nats + gain + following(e, line, last, id, direction));
    }
    let gone = nats;
    if (taken > 0) gone += leaving(e, line, last, direction, o.copies, taken);
    const here = gone;
    for (let step = 1; step <= 4; step++) {
      const next = line + step * way;
      if (next < 0 || next >= e.lines) break;
      const gain = taking(e, next, id, o.copies, 0);
      if (gain > Number.NEGATIVE_INFINITY) put(next, 1, gone + gain + entering(e, next, id, direction));
      gone += e.pure[next] ? NATS.idlePure : e.idleText;
      if (gone < o.best - BEHIND) break;
    }
    if (here + NATS.missing > o.best - BEHIND) put(line, 0, here + NATS.missing);
  }
  let best = Number.NEGATIVE_INFINITY;
  for (let s = 2; s < states.length; s += 3) if (states[s]! > best) best = states[s]!;
  const peak = Math.max(o.peak, best);
  if (best < peak - ENDED) return { ...o, states: [], best: peak, peak, alive: false };
  return { copies: o.copies, states: pruned(states, best), best, peak, alive: true, start: o.start };
}

function pruned(states: number[], best: number): number[] {
  let floor = best - BEHIND;
  if (states.length > 3 * FRONTIERS) {
    const nats: number[] = [];
    for (let s = 2; s < states.length; s += 3) nats.push(states[s]!);
    nats.sort((a, b) => b - a);
    floor = Math.max(floor, nats[FRONTIERS - 1]!);
  }
  const out: number[] = [];
  for (let s = 0; s < states.length; s += 3)
    if (states[s + 2]! >= floor) out.push(states[s]!, states[s + 1]!, states[s + 2]!);
  return out;
}

/** Where a string occurs, best first: at most so many. */
export function occurrencesOf(
  e: Evidence,
  d: Direction,
  ids: readonly number[],
  most: number,
  least: number,
): Occurrence[] {
  const found: Occurrence[] = [];
  const size = e.letters.length;
  const head = ids[0]!;
  for (let line = 0; line < e.lines; line++) {
    const count = e.has[line * size + head]!;
    if (count === 0) continue;
    let best: Occurrence | undefined;
    for (let copies = Math.min(4, count); copies > 0; copies--) {
      const gain = taking(e, line, head, copies, 0);
      let o: Occurrence = {
        copies,
        states: [line, 1, gain + entering(e, line, head, d.sense * d.way)],
        best: gain,
        peak: gain,
        alive: true,
        start: line,
      };
      for (let i = 1; i < ids.length && o.alive; i++) o = moved(e, d, ids, o, ids[i]!, i);
      if (o.alive && (best === undefined || o.best > best.best + 0.01)) best = o;
    }
    if (best && best.best >= least) found.push(best);
  }
  return distinct(found)
    .sort((a, b) => b.best - a.best || a.start - b.start)
    .slice(0, most);
}

/** Of occurrences whose frontier is the same, the best. */
function distinct(found: readonly Occurrence[]): Occurrence[] {
  const at = new Map<number, Occurrence>();
  for (const o of found) {
    const front = frontOf(o) * 8 + o.copies;
    const other = at.get(front);
    if (!other || o.best > other.best) at.set(front, o);
  }
  return [...at.values()];
}
export function frontOf(o: Occurrence): number {
  let [at, best] = [0, Number.NEGATIVE_INFINITY];
  for (let s = 0; s < o.states.length; s += 3)
    if (o.states[s + 2]! > best) [at, best] = [o.states[s]!, o.states[s + 2]!];
  return at;
}

const worthOf = (o: Occurrence): number => Math.max(0, o.alive ? o.best : o.peak - 1);

export function scored(e: Evidence, ids: readonly number[], occurrences: readonly Occurrence[]): Reading {
  let score = 0;
  for (const o of occurrences) score += worthOf(o);
  for (const id of ids) score -= e.surprise[id]! + NATS.write;
  return { ids, occurrences, score };
}

/** Letters that the frontiers see next, the best vouched for first. */
function candidates(e: Evidence, { way }: Direction, reading: Reading, most: number): number[] {
  const size = e.letters.length;
  const votes = new Float64Array(size);
  const here = new Float64Array(size);
  for (const o of reading.occurrences) {
    if (!o.alive) continue;
    here.fill(0);
    for (let s = 0; s < o.states.length; s += 3) {
      const weight = Math.exp(o.states[s + 2]! - o.best);
      if (weight < 0.05) continue;
      for (let step = 0; step <= 2; step++) {
        const line = o.states[s]! + step * way;
        if (line < 0 || line >= e.lines) break;
        const share = weight * (step === 2 ? 0.4 : 1);
        for (const id of e.present[line]!) {
          const gain = share * taking(e, line, id, o.copies, 0);
          if (gain > here[id]!) here[id] = gain;
        }
      }
    }
    for (let id = 0; id < size; id++) votes[id]! += here[id]!;
  }
  const ids: number[] = [];
  for (let id = 0; id < size; id++) if (votes[id]! > 0) ids.push(id);
  ids.sort((a, b) => votes[b]! - votes[a]! || a - b);
  const least = 0.12 * votes[ids[0] ?? 0]!;
  return ids.slice(0, most).filter(id => votes[id]! >= least);
}

/** Copies that begin inside the string join now and then: those that hold its last characters. */
const [RENEW, RECENT] = [6, 8];
function renewed(e: Evidence, d: Direction, reading: Reading): Reading {
  if (reading.ids.length < RECENT) return reading;
  const known = new Set(reading.occurrences.filter(o => o.alive).map(frontOf));
  const fresh = occurrencesOf(e, d, reading.ids.slice(-RECENT), 40, 12).filter(o => !known.has(frontOf(o)));
  return fresh.length ? scored(e, reading.ids, [...reading.occurrences, ...fresh]) : reading;
}

export interface BeamOptions {
  readonly width: number;
  readonly tries: number;
  readonly longest: number;
}

/** Characters that must come again before a string is seen to go round: copies that follow each other without a gap. */
const TURN = 7;

/** The period of a string whose end repeats an earlier part of it; 0 if none. */
export function periodOf(ids: readonly number[]): number {
  const length = ids.length;
  for (let period = SHORTEST; period + TURN <= length; period++) {
    let i = 1;
    while (i <= TURN && ids[length - i] === ids[length - i - period]) i++;
    if (i > TURN && new Set(ids.slice(-TURN)).size > 2) return period;
  }
  return 0;
}

/** Lengthens a string as long as its occurrences agree. */
export function decode(e: Evidence, d: Direction, from: Reading, options: BeamOptions): Reading {
  let best = from;
  let beam = [from];
  for (let length = from.ids.length; length < options.longest && e.budget.steps > 0; length++) {
    const next: Reading[] = [];
    for (const reading of beam)
      for (const id of candidates(e, d, reading, options.tries)) {
        const ids = [...reading.ids, id];
        next.push(
          scored(
            e,
            ids,
            reading.occurrences.map(o => (o.alive ? moved(e, d, reading.ids, o, id) : o)),
          ),
        );
      }
    if (next.length === 0) break;
    next.sort((a, b) => b.score - a.score);
    beam = next.slice(0, options.width).map(reading => (length % RENEW === 0 ? renewed(e, d, reading) : reading));
    if (beam[0]!.score > best.score) best = beam[0]!;
    if (periodOf(beam[0]!.ids) > 0) return beam[0]!;
    else if (beam[0]!.score < best.score - 14) break;
  }
  return best;
}
