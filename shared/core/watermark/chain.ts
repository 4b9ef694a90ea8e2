import type { Sheet } from './sheet.ts';

/**
 * First pass: where do copies run down the lines, and what does each line take of them?
 *
 * Copies drawn side by side move together: every line takes the same block of the token from each of them. Such a row
 * of copies is a path through lines × token position, found by a dynamic programme over cheap evidence: lines that
 * hold nothing but the stamp, and characters that stand alone. Where in a text line a character was taken is left to
 * the second pass (`align.ts`).
 */
export interface Row {
  /** Index into the list of patterns (a token read downwards or upwards). */
  readonly pattern: number;
  readonly copies: number;
  /** What each line took: the pattern's characters `[from, to)`; ascending, lines without a character left out. */
  path: Step[];
  gain: number;
}
export interface Step {
  readonly line: number;
  /** Lines read as one, when a line was torn around a glyph; otherwise 1. */
  readonly lines: number;
  readonly from: number;
  readonly to: number;
}

/** Whether a row's copies are whole, not cut at a page's edge. */
export const isWhole = ({ path }: Row, length: number): boolean =>
  path.length > 0 && path[0]!.from === 0 && path[path.length - 1]!.to === length;

/** Most characters of one copy on one line; narrow glyphs at a slant come close. */
export const MOST_A_LINE = 7;

const GAIN = {
  /** A glyph of a line that holds nothing else. */
  pure: 2,
  /** A glyph of such a line that the row leaves over. */
  left: -1.3,
  /** A glyph that stands alone in a text line. */
  alone: 0.8,
  /** A glyph that must be inside a word. */
  hidden: -0.45,
  /** Most that a hidden character says, and what it must say before it says anything. */
  rare: 2,
  doubt: 1.5,
  idleText: -0.25,
  idlePure: -1,
  /** A line that other copies fill. */
  passed: -1.5,
  start: -4,
  complete: 4,
  /** A copy that begins or ends in the token's middle: cut at a page's edge. */
  cut: -3.5,
  /** A copy cut by a page's end, when the next page's first copy begins on the next line. */
  page: -1.5,
  /** The same at the text's end. */
  ended: 1.5,
  /** A character of the token that no line has. */
  missing: -5,
} as const;

const DEAD = -1e9;

/** Longest word, and most glyphs, of a line that may be nothing but stamp. */
const [WORD, LINE] = [9, 40];

interface Evidence {
  readonly count: Uint8Array;
  readonly alone: Uint8Array;
  pure: boolean;
  free: number;
}

/** The characters of the token on a line that no other row has taken. */
function lookAt(sheet: Sheet, line: number, taken: Uint8Array, ids: Map<number, number>, out: Evidence): void {
  out.count.fill(0);
  out.alone.fill(0);
  out.pure = true;
  out.free = 0;
  const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
  let word = 0;
  for (let g = from; g < to; g++) {
    if (sheet.gap[g]! & 1) word = 0;
    if (taken[g]) continue;
    out.free++;
    word++;
    const id = ids.get(sheet.code[g]!);
    if (id === undefined || word > WORD) {
      out.pure = false;
      if (id === undefined) continue;
    }
    if (out.count[id]! < 255) out.count[id]!++;
    const before = g === from || sheet.gap[g]! & 1 || taken[g - 1];
    const after = g === to - 1 || sheet.gap[g]! & 2 || taken[g + 1];
    if ((before && after) || g === from || g === to - 1) if (out.alone[id]! < 255) out.alone[id]!++;
  }
  if (out.free > LINE) out.pure = false;
}

/** Whether a line could be nothing but the stamp's: used to see which numbers of copies are worth trying. */
function mostCopies(sheet: Sheet, taken: Uint8Array, ids: Map<number, number>, from: number, to: number): number {
  const evidence: Evidence = { count: new Uint8Array(ids.size), alone: new Uint8Array(ids.size), pure: false, free: 0 };
  const seen = new Int32Array(8);
  for (let line = from; line < to; line++) {
    if (sheet.first[line + 1]! - sheet.first[line]! > LINE) continue;
    lookAt(sheet, line, taken, ids, evidence);
    if (!evidence.pure || evidence.free === 0) continue;
    let most = 0;
    for (const count of evidence.count) most = Math.max(most, count);
    seen[Math.min(7, most)]!++;
  }
  for (let n = 6; n > 1; n--) if (seen[n]! >= 3) return n;
  return 1;
}

/** What it says that a text line has a character once a copy: the fewer lines have it so often, the more. */
function hiddenGains(
  sheet: Sheet,
  taken: Uint8Array,
  ids: Map<number, number>,
  most: number,
  { from, to }: ChainOptions,
): Float64Array {
  const evidence: Evidence = { count: new Uint8Array(ids.size), alone: new Uint8Array(ids.size), pure: false, free: 0 };
  const out = new Float64Array(ids.size * most);
  let texts = 0;
  for (let line = from; line < to; line++) {
    lookAt(sheet, line, taken, ids, evidence);
    if (evidence.pure || evidence.free === 0) continue;
    texts++;
    for (let id = 0; id < ids.size; id++)
      for (let n = 0; n < Math.min(most, evidence.count[id]!); n++) out[id * most + n]!++;
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.min(GAIN.rare, Math.log((texts + 2) / (out[i]! + 2)) - GAIN.doubt);
  return out;
}

export interface ChainOptions {
  readonly from: number;
  readonly to: number;
}

/** The best rows of a pattern that do not overlap each other, over the glyphs that are not taken. */
export function findRows(
  sheet: Sheet,
  pattern: readonly number[],
  index: number,
  taken: Uint8Array,
  options: ChainOptions,
): Row[] {
  const ids = new Map<number, number>();
  for (const code of pattern) if (!ids.has(code)) ids.set(code, ids.size);
  const want = pattern.map(code => ids.get(code)!);
  const rows = options.to - options.from;
  const most = mostCopies(sheet, taken, ids, options.from, options.to);
  const hidden = hiddenGains(sheet, taken, ids, most, options);
  const length = pattern.length;
  const stride = length + 1;
  const back = new Uint8Array(rows * most * stride);
  const cameFrom = new Int32Array(rows + 1).fill(-1);
  const idle = new Float64Array(rows + 1);
  // The best copy that took something from the last line with glyphs: a page may end there.
  const cut = new Float64Array(rows + 1).fill(DEAD);
  const cutState = new Int32Array(rows + 1).fill(-1);
  const cutLine = new Int32Array(rows + 1).fill(-1);
  let final = rows - 1;
  while (final > 0 && sheet.first[options.from + final + 1] === sheet.first[options.from + final]) final--;
  let now = Array.from({ length: most }, () => new Float64Array(stride).fill(DEAD));
  let next = Array.from({ length: most }, () => new Float64Array(stride).fill(DEAD));
  const evidence: Evidence = { count: new Uint8Array(ids.size), alone: new Uint8Array(ids.size), pure: false, free: 0 };
  const used = new Uint8Array(ids.size);
  let emptyBefore = false;

  for (let r = 0; r < rows; r++) {
    const line = options.from + r;
    lookAt(sheet, line, taken, ids, evidence);
    const { pure, free } = evidence;
    idle[r + 1] = Math.max(idle[r + 1]!, idle[r]!);
    if (r === 0) idle[1] = 0;
    const edge = r === 0;
    if (r > 0 && cut[r] === DEAD && emptyBefore) {
      // An empty line between pages, or one that a whole copy filled.
      cut[r] = cut[r - 1]!;
      cutState[r] = cutState[r - 1]!;
      cutLine[r] = cutLine[r - 1]!;
    }
    const rest =
      free === 0
        ? sheet.first[line + 1]! > sheet.first[line]!
          ? GAIN.passed
          : 0
        : pure
          ? GAIN.idlePure * Math.min(free, 3)
          : GAIN.idleText;
    for (let n = 1; n <= most; n++) {
      const [at, to] = [now[n - 1]!, next[n - 1]!];
      to.fill(DEAD);
      const base = (r * most + n - 1) * stride;
      const floor = idle[r]! - 18;
      let before = DEAD;
      for (let p = 0; p < length; p++) {
        let score = at[p]!;
        let origin = 0;
        if (before + GAIN.missing > score) {
          // The character before is nowhere: note it in the way back and go on from here.
          score = before + GAIN.missing;
          origin = 64;
        }
        before = at[p]!;
        const fresh = idle[r]! + (p === 0 ? GAIN.start : GAIN.cut + GAIN.start + (edge ? 2 : 0));
        let begins = 0;
        if (fresh > score && (p === 0 || pure) && free > 0) {
          score = fresh;
          begins = 128;
          origin = 0;
        }
        if (p === 0 && pure && free > 0 && cut[r]! + GAIN.page > score) {
          score = cut[r]! + GAIN.page;
          begins = 128 | 32;
          origin = 0;
        }
        if (score < floor) continue;
        if (!begins && score + rest > to[p]!) {
          to[p] = score + rest;
          back[base + p] = origin;
        }
        if (free === 0) continue;
        let gain = 0;
        const limit = Math.min(MOST_A_LINE, length - p);
        let k = 0;
        for (; k < limit; k++) {
          const id = want[p + k]!;
          const need = (used[id]! + 1) * n;
          if (evidence.count[id]! < need) break;
          if (!pure) {
            const alone = Math.max(0, Math.min(n, evidence.alone[id]! - used[id]! * n));
            gain += Math.max(alone * GAIN.alone + (n - alone) * GAIN.hidden, hidden[id * most + n - 1]!);
          }
          used[id]!++;
          const took = (k + 1) * n;
          const total = score + (pure ? took * GAIN.pure + (free - took) * GAIN.left : gain) - 0.35 * k;
          if (total > to[p + k + 1]!) {
            to[p + k + 1] = total;
            back[base + p + k + 1] = (k + 1) | begins | origin;
          }
        }
        for (let i = 0; i < k; i++) used[want[p + i]!] = 0;
      }
      // Copies that end here give way to idleness, whole ones gladly.
      const last = r === final;
      for (let p = 1; p <= length; p++) {
        if (to[p]! <= DEAD / 2) continue;
        const taken = (back[base + p]! & 15) > 0;
        if (p < length && taken && pure && to[p]! > cut[r + 1]!) {
          cut[r + 1] = to[p]!;
          cutState[r + 1] = (n - 1) * stride + p;
          cutLine[r + 1] = r + 1;
        }
        const total = to[p]! + (p === length ? GAIN.complete * n : last ? (pure ? GAIN.ended : 0) : GAIN.cut);
        if (total > idle[r + 1]! && (p === length || taken)) {
          idle[r + 1] = total;
          cameFrom[r + 1] = (n - 1) * stride + p;
        }
      }
      to[length] = DEAD;
    }
    emptyBefore = free === 0;
    [now, next] = [next, now];
  }
  return traceBack();

  function traceBack(): Row[] {
    const found: Row[] = [];
    let r = rows;
    let chained = -1;
    let end = 0;
    while (r > 0) {
      let state = chained;
      if (state < 0) {
        state = cameFrom[r]!;
        end = idle[r]!;
        if (state < 0 || idle[r]! === idle[r - 1]!) {
          r--;
          continue;
        }
      }
      chained = -1;
      const n = Math.floor(state / stride) + 1;
      let p = state % stride;
      const path: Step[] = [];
      let mark = 0;
      while (r > 0 && !(mark & 128)) {
        mark = back[((r - 1) * most + n - 1) * stride + p]!;
        const k = mark & 15;
        if (k > 0) path.push({ line: options.from + r - 1, lines: 1, from: p - k, to: p });
        p -= k;
        if (mark & 64) p--;
        r--;
      }
      path.reverse();
      const before = mark & 32 ? cut[r]! : idle[r]!;
      if (path.length) found.push({ pattern: index, copies: n, path, gain: end - before });
      if (mark & 32) {
        chained = cutState[r]!;
        end = cut[r]!;
        r = cutLine[r]!;
      }
    }
    return found.reverse();
  }
}
