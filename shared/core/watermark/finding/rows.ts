import { entering, following, leaving, taking } from './cost.ts';
import type { Evidence } from './evidence.ts';

/**
 * A whole string aligned to the whole document: rows of copies, each a monotone path of lines × positions (Viterbi).
 *
 * The same prices as in decoding, and prices for beginning and ending: so that of two strings, or two rotations of one string, the
 * one wins whose copies begin and end where the string does.
 */
export interface Row {
  readonly copies: number;
  readonly path: readonly Block[];
  readonly gain: number;
}
export interface Block {
  /** Index into the evidence's lines. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

export interface Prices {
  readonly start: number;
  readonly complete: number;
  readonly cut: number;
  readonly edge: number;
}
const PRICES: Prices = { start: -5, complete: 3, cut: -3, edge: -1 };
/** To see where copies begin and end: no price for being cut. */
export const LOOSE: Prices = { start: -5, complete: 0, cut: 0, edge: 0 };
const PRICE = { missing: -5, idlePure: -2.2 } as const;
const MOST_A_LINE = 12;
/** A path this far behind idleness is dropped. */
const BEHIND = 16;
const DEAD = -1e9;
const LEAST = 8;

export function rowsOf(e: Evidence, ids: readonly number[], sense: number, prices = PRICES, passes = 2): Row[] {
  const rows: Row[] = [];
  let evidence = e;
  for (let pass = 0; pass < passes; pass++) {
    const found = onePass(evidence, ids, sense, prices).filter(row => row.gain > LEAST);
    if (found.length === 0) break;
    rows.push(...found);
    if (pass + 1 < passes) evidence = without(evidence, ids, found);
  }
  return rows;
}

/** The evidence that rows leave to others. */
function without(e: Evidence, ids: readonly number[], rows: readonly Row[]): Evidence {
  const [has, loud, free] = [e.has.slice(), e.loud.slice(), e.free.slice()];
  const size = e.letters.length;
  for (const { path, copies } of rows)
    for (const { line, from, to } of path) {
      for (let p = from; p < to; p++) {
        const cell = line * size + ids[p]!;
        has[cell] = Math.max(0, has[cell]! - copies);
        loud[cell] = Math.max(0, loud[cell]! - copies);
      }
      free[line] = Math.max(0, free[line]! - copies * (to - from));
    }
  return { ...e, has, loud, free };
}

function mostCopies(e: Evidence, ids: readonly number[]): number {
  const size = e.letters.length;
  const own = new Set(ids);
  const seen = [0, 0, 0, 0, 0, 0];
  for (let l = 0; l < e.lines; l++) {
    if (!e.pure[l]) continue;
    let most = 0;
    for (const id of own) most = Math.max(most, e.has[l * size + id]!);
    seen[Math.min(5, most)]!++;
  }
  for (let n = 5; n > 1; n--) if (seen[n]! >= 3) return n;
  return 1;
}

function onePass(e: Evidence, ids: readonly number[], sense: number, prices: Prices): Row[] {
  const length = ids.length;
  const stride = length + 1;
  const most = mostCopies(e, ids);
  const back = new Uint8Array(e.lines * most * stride);
  const idle = new Float64Array(e.lines + 1);
  const ended = new Int32Array(e.lines + 1).fill(-1);
  let now = Array.from({ length: most }, () => new Float64Array(stride).fill(DEAD));
  let next = Array.from({ length: most }, () => new Float64Array(stride).fill(DEAD));
  for (let l = 0; l < e.lines; l++) {
    idle[l + 1] = idle[l]!;
    const skip = e.pure[l] ? PRICE.idlePure : e.idleText;
    const floor = idle[l]! - BEHIND;
    for (let n = 1; n <= most; n++) {
      const [at, to] = [now[n - 1]!, next[n - 1]!];
      to.fill(DEAD);
      const base = (l * most + n - 1) * stride;
      let before = DEAD;
      for (let p = 0; p < length; p++) {
        let score = at[p]!;
        let origin = 0;
        if (before + PRICE.missing > score) [score, origin] = [before + PRICE.missing, 64];
        before = at[p]!;
        const fresh = idle[l]! + prices.start + (p === 0 ? 0 : l === 0 ? prices.edge : prices.cut);
        if (fresh > score && (p === 0 || e.pure[l])) [score, origin] = [fresh, 128];
        if (score < floor) continue;
        if (!(origin & 128) && score + skip > to[p]!) {
          to[p] = score + skip;
          back[base + p] = origin;
        }
        let gain = score;
        const limit = Math.min(MOST_A_LINE, length - p);
        for (let k = 0; k < limit; k++) {
          const id = ids[p + k]!;
          let used = 0;
          for (let i = p; i < p + k; i++) if (ids[i] === id) used++;
          const took = taking(e, l, id, n, used);
          if (took === Number.NEGATIVE_INFINITY) break;
          gain += took + (k === 0 ? entering(e, l, id, sense) : following(e, l, ids[p + k - 1]!, id, sense));
          const total = gain + leaving(e, l, id, sense, n, k + 1);
          if (total > to[p + k + 1]!) {
            to[p + k + 1] = total;
            back[base + p + k + 1] = (k + 1) | origin;
          }
        }
      }
      const last = l === e.lines - 1;
      for (let p = 1; p <= length; p++) {
        if (to[p]! <= DEAD / 2 || !(back[base + p]! & 15)) continue;
        const total = to[p]! + (p === length ? prices.complete : last ? prices.edge : prices.cut);
        if (total > idle[l + 1]!) {
          idle[l + 1] = total;
          ended[l + 1] = (n - 1) * stride + p;
        }
      }
      to[length] = DEAD;
    }
    [now, next] = [next, now];
  }
  const rows: Row[] = [];
  for (let l = e.lines; l > 0; ) {
    if (ended[l]! < 0) {
      l--;
      continue;
    }
    const n = Math.floor(ended[l]! / stride) + 1;
    let p = ended[l]! % stride;
    const end = idle[l]!;
    const path: Block[] = [];
    let mark = 0;
    while (l > 0 && !(mark & 128)) {
      mark = back[((l - 1) * most + n - 1) * stride + p]!;
      const k = mark & 15;
      if (k > 0) path.push({ line: l - 1, from: p - k, to: p });
      p -= k;
      if (mark & 64) p--;
      l--;
    }
    rows.push({ copies: n, path: path.reverse(), gain: end - idle[l]! });
  }
  return rows.reverse();
}
