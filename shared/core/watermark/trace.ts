import type { Row, Step } from './chain.ts';
import { type Interval, matesOf } from './column.ts';
import { type Place, placesOf, slotOf } from './slot.ts';
import type { View } from './view.ts';

/**
 * One copy followed down the lines at a known column.
 *
 * Rows of synchronous copies are found without their columns (`chain.ts`); once these are known, a character of the token
 * that stands right there is strong evidence, so that a single copy, one that is cut, or one among copies that start
 * elsewhere is found as well.
 */
export interface Trace {
  readonly codes: readonly number[];
  readonly pattern: number;
  readonly run: Float64Array;
  readonly column: Interval;
  readonly slope: number;
  /** Which end a page's edge may have cut off: with both, a few common letters would do. */
  readonly cut: 'begin' | 'end';
  /** Lines that a page may begin (1) or end (2) with: only there can a copy be cut. */
  readonly edges: Uint8Array;
}

/** Lines at which a cut copy may begin (1) and end (2). */
export const [BEGINS, ENDS] = [1, 2];

const GAIN = {
  /** A character at its column in a text line. */
  near: 2.4,
  /** The same when it stands alone or at the line's edge. */
  alone: 1.2,
  /** A character that the line has only elsewhere. */
  elsewhere: -4,
  missing: -6,
  /** A glyph of a line without text that the copy leaves over. */
  left: -0.25,
  idleText: -0.4,
  idlePure: -0.5,
  /** A line that other copies fill. */
  passed: -0.5,
  start: -6,
  /** A copy that begins or ends in the token's middle where no page does. */
  cut: -9,
  /** One that is cut where a page ends: what else should its glyphs be? */
  edge: 5,
  /** A whole copy is found by chance now and then: it must show more than a cut one where a page ends. */
  complete: -6,
} as const;
/** Block sizes on one line: nats for 0, 1, 2 … characters. */
const BLOCK = [0, 0, 0, -0.4, -1, -1.7, -2.4, -3];
/** A glyph farther off than this price is elsewhere. */
const NEAR = 4;
const DEAD = -1e9;

/** A line as traces see it, whatever their column. */
export interface Look {
  readonly view: View;
  /** It could be nothing but the stamp's. */
  readonly pure: boolean;
  readonly counts: ReadonlyMap<number, number>;
  readonly candidates: readonly Candidate[];
}

export function lookAt(view: View, alphabet: ReadonlySet<number>, margin: number): Look {
  const pure = isPure(view, alphabet);
  const counts = new Map<number, number>();
  for (const code of view.code) if (alphabet.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return { view, pure, counts, candidates: pure ? [] : candidatesOf(view, alphabet, margin) };
}

interface Candidate {
  readonly code: number;
  readonly places: readonly Place[];
  readonly alone: boolean;
}

/** The best path of the copy over all lines, if it is good enough to be no chance. */
export function traceCopy(lines: number, look: (line: number) => Look, how: Trace): Row | undefined {
  const { codes, run, slope, column, edges } = how;
  const fromEdge = how.cut === 'begin';
  const length = codes.length;
  const rarity = new Map<number, number>();
  for (const code of codes) rarity.set(code, (rarity.get(code) ?? 0) + 1);
  for (const [code, count] of rarity) rarity.set(code, Math.min(3.2, Math.log(length / count) - 0.3));
  const back = new Int8Array(lines * (length + 1));
  const begun = new Uint8Array(lines * (length + 1));
  let now = new Float64Array(length + 1).fill(DEAD);
  let next = new Float64Array(length + 1).fill(DEAD);
  let best = { score: 0, line: -1, p: 0 };
  const startOf = (p: number, pure: boolean, edge: number): number => {
    if (!fromEdge) return p === 0 ? GAIN.start : DEAD;
    return p > 0 && edge & BEGINS! ? GAIN.start + (pure ? GAIN.edge : 0) : DEAD;
  };
  const endOf = (p: number, pure: boolean, edge: number): number => {
    if (p === length) return fromEdge ? 0 : GAIN.complete;
    return !fromEdge && edge & ENDS! ? (pure ? GAIN.edge : 0) : GAIN.cut;
  };
  for (let line = 0; line < lines; line++) {
    const { view: here, pure, counts, candidates } = look(line);
    const base = line * (length + 1);
    if (here.size === 0) {
      back.fill(0, base, base + length + 1);
      if (here.filled) for (let p = 0; p < length; p++) now[p]! += GAIN.passed;
      continue;
    }
    next.fill(DEAD);
    let lost = DEAD;
    for (let p = 0; p < length; p++) {
      let score = now[p]!;
      let skipped = 0;
      if (lost + GAIN.missing > score) {
        score = lost + GAIN.missing;
        skipped = 16;
      }
      lost = now[p]!;
      let fresh = 0;
      const start = startOf(p, pure, edges[line]!);
      if (start > score) {
        score = start;
        fresh = 1;
        skipped = 0;
      }
      if (score < -20) continue;
      const rest = score + (pure ? GAIN.idlePure : GAIN.idleText);
      if (!fresh && rest > next[p]!) {
        next[p] = rest;
        back[base + p] = skipped;
        begun[base + p] = 0;
      }
      let sum = score;
      const used = new Map<number, number>();
      for (let k = 1; k < BLOCK.length && p + k <= length; k++) {
        const code = codes[p + k - 1]!;
        const had = used.get(code) ?? 0;
        if ((counts.get(code) ?? 0) <= had) break;
        used.set(code, had + 1);
        sum += pure ? rarity.get(code)! : gainAt(candidates, code, column, slope * run[p + k - 1]!, had);
        const total = sum + BLOCK[k]! + (pure ? GAIN.left * Math.min(4, here.size - k) : 0);
        if (total > next[p + k]!) {
          next[p + k] = total;
          back[base + p + k] = k | skipped;
          begun[base + p + k] = fresh;
        }
      }
    }
    for (let p = 1; p <= length; p++) {
      if (!(back[base + p]! & 15)) continue;
      const score = next[p]! + endOf(p, pure, edges[line]!);
      if (score > best.score) best = { score, line, p };
    }
    next[length] = Math.max(DEAD, next[length]!);
    [now, next] = [next, now];
    now[length] = DEAD;
  }
  return best.line < 0
    ? undefined
    : { pattern: how.pattern, copies: 1, path: pathTo(best, back, begun, length), gain: best.score };
}

function pathTo(end: { line: number; p: number }, back: Int8Array, begun: Uint8Array, length: number): Step[] {
  const path: Step[] = [];
  let { line, p } = end;
  for (; line >= 0; line--) {
    const at = line * (length + 1) + p;
    const k = back[at]! & 15;
    if (k > 0) path.push({ line, lines: 1, from: p - k, to: p });
    const first = k > 0 && begun[at] === 1;
    p -= k;
    if (first) break;
    if (back[at]! & 16) p--;
  }
  return path.reverse();
}

/** Whether a line could be nothing but the stamp's. */
function isPure(line: View, alphabet: ReadonlySet<number>): boolean {
  if (line.size > 24) return false;
  let word = 0;
  for (let i = 0; i < line.size; i++) {
    if (line.space[i]) word = 0;
    if (++word > 8 || !alphabet.has(line.code[i]!)) return false;
  }
  return true;
}

function candidatesOf(line: View, alphabet: ReadonlySet<number>, margin: number): Candidate[] {
  const gone = new Uint8Array(line.size);
  const out: Candidate[] = [];
  for (let i = 0; i < line.size; i++) {
    const code = line.code[i]!;
    if (!alphabet.has(code)) continue;
    const apart = line.space[i]! > 0 && line.space[i + 1]! > 0;
    // Isolated groups are the copy's as a whole; inside words a neighbour rarely is.
    const mates = apart
      ? []
      : matesOf(line, gone, i, alphabet, 2).filter(m => line.space[Math.max(m, i)] === 0 && aloneTogether(line, m, i));
    for (const m of mates) gone[m] = 2;
    out.push({ code, places: placesOf(slotOf(line, gone, i), margin), alone: apart || mates.length > 0 });
    for (const m of mates) gone[m] = 0;
  }
  return out;
}

const aloneTogether = (line: View, a: number, b: number): boolean =>
  line.space[Math.min(a, b)]! > 0 && line.space[Math.max(a, b) + 1]! > 0;

/** What a character at the column is worth; `nth` of equal ones takes the nth nearest. */
function gainAt(candidates: readonly Candidate[], code: number, column: Interval, shift: number, nth: number): number {
  const gains: number[] = [];
  for (const { code: own, places, alone } of candidates) {
    if (own !== code) continue;
    let least = NEAR;
    for (const { low, high, price } of places) {
      const distance = Math.max(column.low + shift - high, low - column.high - shift, 0) / 0.35;
      least = Math.min(least, price + (distance < 2 ? 0.5 * distance * distance : 2 * distance - 2));
    }
    gains.push(least < NEAR ? GAIN.near - least + (alone ? GAIN.alone : 0) : GAIN.elsewhere + (alone ? GAIN.alone : 0));
  }
  gains.sort((a, b) => b - a);
  return Math.max(GAIN.elsewhere, gains[nth] ?? GAIN.elsewhere);
}
