import type { Item } from './items.ts';
import type { Row } from './rows.ts';

/** Fewer ideographs below each other may be cells of a table. */
const MIN_LENGTH = 3;
/** Years and product names stand upright among them, letter by letter; letters alone may be a list. */
const MIN_SHARE = 0.3;
/** Ems from one ideograph to the next below it. */
const [MIN_STEP, MAX_STEP] = [0.8, 1.7];
/** Nearer neighbours on a line, ems, mean that the text runs across. */
const BESIDE = 0.15;

const IDEOGRAPH = /^[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u{20000}-\u{3ffff}]/u;

/**
 * Upright ideographs written downwards, as lines: columns from the right, as such pages are read.
 * They are told by the order of drawing, each glyph under the last, with nothing close at either side.
 */
export function partVertical(items: readonly Item[]): { vertical: readonly Row[]; across: readonly Item[] } {
  const chains = chainsOf(items);
  if (chains.length === 0) return { vertical: [], across: items };
  const beside = new Beside(items);
  const columns = chains.filter(chain => chain.filter(item => beside.has(item)).length < 0.3 * chain.length);
  const taken = new Set(columns.flat());
  const vertical = columns.map(rowOf).sort((a, b) => b.pieces[0]!.start - a.pieces[0]!.start || a.base - b.base);
  return { vertical, across: items.filter(item => !taken.has(item)) };
}

function chainsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const chains: Item[][] = [];
  let chain: Item[] = [];
  const flush = () => {
    const ideographs = chain.filter(item => IDEOGRAPH.test(item.text)).length;
    if (ideographs >= Math.max(MIN_LENGTH, MIN_SHARE * chain.length)) chains.push(chain);
    chain = [];
  };
  for (const item of items) {
    if (item.text === ' ') continue;
    const last = chain.at(-1);
    if (last && !isBelow(last, item)) flush();
    chain.push(item);
  }
  flush();
  return chains;
}

function isBelow(last: Item, item: Item): boolean {
  const step = (item.base - last.base) / last.size;
  const shift = Math.abs(item.start + item.end - last.start - last.end) / 2;
  return (
    step > MIN_STEP && step < MAX_STEP && shift < 0.2 * last.size && Math.abs(item.size - last.size) < 0.1 * last.size
  );
}

/** Which items have a neighbour close by on their line; by lines of 4 points. */
class Beside {
  private static readonly LINE = 4;
  private readonly lines = new Map<number, Item[]>();

  constructor(items: readonly Item[]) {
    for (const item of items) {
      if (item.text === ' ') continue;
      const line = Math.round(item.base / Beside.LINE);
      const others = this.lines.get(line);
      if (others) others.push(item);
      else this.lines.set(line, [item]);
    }
    for (const line of this.lines.values()) line.sort((a, b) => a.start - b.start);
  }

  has(item: Item): boolean {
    const line = Math.round(item.base / Beside.LINE);
    return [line - 1, line, line + 1].some(each => this.hasOn(this.lines.get(each) ?? [], item));
  }

  private hasOn(line: readonly Item[], item: Item): boolean {
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (line[middle]!.start < item.start) low = middle + 1;
      else high = middle;
    }
    return line
      .slice(Math.max(0, low - 2), low + 3)
      .some(
        other =>
          other !== item &&
          Math.abs(other.base - item.base) < 0.4 * item.size &&
          Math.max(other.start - item.end, item.start - other.end) < BESIDE * item.size,
      );
  }
}

function rowOf(items: readonly Item[]): Row {
  const { start, end, base, size, index } = items[0]!;
  return { pieces: [{ items, start, end, base, size, index }], base, size };
}
