/** How near a reading is to the truth. */
export interface Score {
  readonly characters: number;
  /** Characters wrong, missing or too many: edit distance, each run of white space being one space. */
  readonly errors: number;
  readonly lines: number;
  /** Lines that stand, whole, in their place after the lines before them. */
  readonly inOrder: number;
}

const solid = (text: string): string => text.replace(/\s+/g, '');
const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** @param truth lines in reading order. @param read the lines that were read. */
export function score(truth: readonly string[], read: readonly string[]): Score {
  const inOrder = linesInOrder(truth.map(solid), solid(read.join('')));
  // Errors are counted apart from the order: line by line where lines agree, so that a moved block is not all wrong.
  const expected = spaced(truth.join(' '));
  const got = spaced(read.join(' '));
  const errors = inOrder === truth.length ? distance(expected, got) : distance(sorted(truth), sorted(read));
  return { characters: expected.length, errors, lines: truth.length, inOrder };
}

const sorted = (lines: readonly string[]): string => lines.map(spaced).sort().join(' ');

/** The longest chain of lines whose places in the text ascend, over all places of each line (Hunt and Szymanski). */
function linesInOrder(lines: readonly string[], text: string): number {
  const tails: number[] = [];
  for (const line of lines) {
    const places: number[] = [];
    for (let at = text.indexOf(line); at >= 0 && line !== ''; at = text.indexOf(line, at + 1)) places.push(at);
    // From the last place back, so that a line extends the chain once only.
    for (const place of places.reverse()) {
      const end = place + line.length - 1;
      let at = tails.findIndex(tail => tail >= place);
      if (at < 0) at = tails.length;
      if (at === tails.length || end < tails[at]!) tails[at] = end;
    }
  }
  return tails.length;
}

/** Edit distance of insertions and deletions, by Myers' greedy algorithm: quick where texts are almost equal. */
export function distance(a: string, b: string, most = 2000): number {
  const [n, m] = [a.length, b.length];
  const reach = Math.min(n + m, most);
  const ends = new Int32Array(2 * reach + 3);
  for (let d = 0; d <= reach; d++)
    for (let k = -d; k <= d; k += 2) {
      const at = k + reach + 1;
      let x = k === -d || (k !== d && ends[at - 1]! < ends[at + 1]!) ? ends[at + 1]! : ends[at - 1]! + 1;
      while (x < n && x - k < m && a[x] === b[x - k]) x++;
      ends[at] = x;
      if (x >= n && x - k >= m) return d;
    }
  return Math.max(n, m);
}
