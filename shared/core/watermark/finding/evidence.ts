import type { Sheet } from '../sheet.ts';
import { isFragment } from '../token.ts';
import { worth } from './cost.ts';

/**
 * What each line could hold of a stamp, in numbers: the input of self-alignment.
 *
 * Only lines with glyphs that nothing has taken count, and only characters of the lines that hold nothing else but stamp
 * (`letters`, the alphabet). A short word of such a line is a block of one copy: glyphs of a copy stand close together, and
 * other copies stand apart.
 */
export interface Evidence {
  readonly lines: number;
  /** The sheet's line. */
  readonly line: Int32Array;
  /** 1 where a line may be nothing but stamp. */
  readonly pure: Uint8Array;
  /** Glyphs that are not taken. */
  readonly free: Uint16Array;
  readonly letters: readonly number[];
  readonly idOf: ReadonlyMap<number, number>;
  /** How often each letter stands on each line, and how often alone or in a short word at an edge: `line × letters`. */
  readonly has: Uint8Array;
  readonly loud: Uint8Array;
  /** Bits: a short word starts (1) or ends (2) with the letter. */
  readonly edge: Uint8Array;
  /** Letters that follow each other in short words: `line × letters² + before × letters + after`. */
  readonly follows: ReadonlySet<number>;
  /** Of a pure line whose words are all the same: how many; copies side by side show every block as often. */
  readonly sync: Uint8Array;
  /** The different short words of each pure line. */
  readonly blocks: readonly (readonly (readonly number[])[])[];
  /** Surprise of a letter in the stamp, and its share of the glyphs of text lines. */
  readonly surprise: Float64Array;
  readonly share: Float64Array;
  /** Nats for taking a letter from a line, once and from two copies: `(line × letters + letter) × 2`. */
  readonly quick: Float32Array;
  /** The letters of each line. */
  readonly present: readonly (readonly number[])[];
  /** Steps of decoding that may still be made: text made to keep the finder busy must not. */
  readonly budget: { steps: number };
  /** Nats for a text line that a copy runs past without leaving a character there; learnt from the copies. */
  readonly idleText: number;
}

/** Most letters of an alphabet; a token has fewer, and a page of single Chinese characters must not fill the memory. */
const MOST_LETTERS = 128;
/** A two-page document takes a fifth of it. */
const STEPS = 60_000;
/** Nats until the document has shown its own. */
const IDLE_TEXT = -0.8;
/** A word up to this length may be a block of one copy. */
const BLOCK = 12;

/** The lines of a sheet from one to another; `more` are characters that a candidate has and pure lines may lack. */
export function evidenceOf(
  sheet: Sheet,
  taken: Uint8Array,
  more: Iterable<number> = [],
  [from, to]: readonly [number, number] = [0, sheet.lines],
): Evidence {
  const used: number[] = [];
  const pureness: number[] = [];
  const frequency = new Map<number, number>();
  for (let line = from; line < to; line++) {
    if (untaken(sheet, line, taken) === 0) continue;
    used.push(line);
    const pure = isFragment(sheet, line, taken) && !isHeading(sheet, line, taken);
    pureness.push(pure ? 1 : 0);
    if (!pure) continue;
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++)
      if (!taken[g]) frequency.set(sheet.code[g]!, (frequency.get(sheet.code[g]!) ?? 0) + 1);
  }
  for (const code of more) if (!frequency.has(code)) frequency.set(code, 0.5);
  const letters = [...frequency]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_LETTERS)
    .map(([code]) => code);
  const idOf = new Map(letters.map((code, id) => [code, id]));
  const size = letters.length;
  const lines = used.length;
  const evidence = {
    lines,
    line: Int32Array.from(used),
    pure: Uint8Array.from(pureness),
    free: new Uint16Array(lines),
    letters,
    idOf,
    has: new Uint8Array(lines * size),
    loud: new Uint8Array(lines * size),
    edge: new Uint8Array(lines * size),
    follows: new Set<number>(),
    sync: new Uint8Array(lines),
    blocks: Array.from({ length: lines }, (): number[][] => []),
    surprise: new Float64Array(size),
    share: new Float64Array(size),
    quick: new Float32Array(2 * lines * size),
    present: Array.from({ length: lines }, (): number[] => []),
    budget: { steps: STEPS },
    idleText: IDLE_TEXT,
  };
  let all = 0;
  for (const code of letters) all += frequency.get(code)!;
  letters.forEach((code, id) => {
    evidence.surprise[id] = Math.min(4.2, Math.max(1.2, -Math.log(frequency.get(code)! / all)));
  });
  let text = 1;
  for (let l = 0; l < lines; l++) {
    lookAt(sheet, taken, evidence, l);
    if (evidence.pure[l]) continue;
    text += evidence.free[l]!;
    for (let id = 0; id < size; id++)
      evidence.share[id]! += evidence.has[l * size + id]! - 0.7 * evidence.loud[l * size + id]!;
  }
  for (let id = 0; id < size; id++) evidence.share[id] = (Math.max(0, evidence.share[id]!) + 0.3) / text;
  for (let l = 0; l < lines; l++)
    for (let id = 0; id < size; id++) {
      const cell = l * size + id;
      if (evidence.has[cell] === 0) continue;
      evidence.present[l]!.push(id);
      for (const copies of [1, 2]) evidence.quick[2 * cell + copies - 1] = worth(evidence, l, id, copies, 0);
    }
  return evidence;
}

/** Pure lines below which a part of a text holds no copy. */
const FEWEST = 6;
/** Lines that are looked at together, and parts of a long text that are tried: so that work is bounded. */
const [WINDOW, MOST_WINDOWS] = [600, 2];

/** The parts of a text with most glyphs on pure lines, as ranges of the sheet's lines; a text of usual length is one part. */
export function windowsOf(sheet: Sheet, taken: Uint8Array): (readonly [number, number])[] {
  const windows: { range: readonly [number, number]; pure: number }[] = [];
  let [from, lines, pure] = [0, 0, 0];
  for (let line = 0; line < sheet.lines; line++) {
    if (sheet.first[line] === sheet.first[line + 1]) continue;
    lines++;
    if (isFragment(sheet, line, taken)) pure++;
    if (lines < WINDOW) continue;
    windows.push({ range: [from, line + 1], pure });
    [from, lines, pure] = [line + 1, 0, 0];
  }
  if (lines > 0) windows.push({ range: [from, sheet.lines], pure });
  return windows
    .filter(window => window.pure >= FEWEST)
    .sort((a, b) => b.pure - a.pure || a.range[0] - b.range[0])
    .slice(0, MOST_WINDOWS)
    .map(window => window.range);
}

/** Chinese characters side by side are a heading: they are as wide as high, so that a copy puts one on a line. */
function isHeading(sheet: Sheet, line: number, taken: Uint8Array): boolean {
  for (let g = sheet.first[line]! + 1; g < sheet.first[line + 1]!; g++)
    if (!taken[g] && !taken[g - 1] && !(sheet.gap[g]! & 1) && isWide(sheet.code[g]!) && isWide(sheet.code[g - 1]!))
      return true;
  return false;
}

function untaken(sheet: Sheet, line: number, taken: Uint8Array): number {
  let count = 0;
  for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) count++;
  return count;
}

function lookAt(sheet: Sheet, taken: Uint8Array, evidence: Evidence, l: number): void {
  const line = evidence.line[l]!;
  const size = evidence.letters.length;
  const [from, to] = [sheet.first[line]!, sheet.first[line + 1]!];
  let word: number[] = [];
  let start = from;
  let free = 0;
  const close = (end: number) => {
    if (word.length && word.length <= BLOCK && word.every(id => id >= 0)) {
      const atEdge = start === from || end === to;
      if (evidence.pure[l] || word.length === 1 || atEdge || word.length <= 4) {
        const blocks = evidence.blocks[l] as (readonly number[])[];
        const block = word;
        if (evidence.pure[l] && !blocks.some(other => same(other, block))) blocks.push(block);
        word.forEach((id, i) => {
          const cell = l * size + id;
          if (evidence.pure[l] || word.length === 1 || atEdge) evidence.loud[cell]!++;
          if (i === 0) evidence.edge[cell]! |= 1;
          if (i === word.length - 1) evidence.edge[cell]! |= 2;
          else (evidence.follows as Set<number>).add((l * size + id) * size + word[i + 1]!);
        });
      }
    }
    word = [];
    start = end;
  };
  for (let g = from; g < to; g++) {
    if (sheet.gap[g]! & 1 || taken[g]) close(g);
    if (taken[g]) continue;
    free++;
    const id = evidence.idOf.get(sheet.code[g]!) ?? -1;
    word.push(id);
    if (id < 0) continue;
    const cell = l * size + id;
    if (evidence.has[cell]! < 255) evidence.has[cell]!++;
    // A Latin letter or digit between two Chinese characters is odd, and so is one glued to them at the line's edge.
    if (!evidence.pure[l] && sheet.code[g]! < 0x2e80) {
      const [before, after] = [g > from && !(sheet.gap[g]! & 1), g + 1 < to && !(sheet.gap[g]! & 2)];
      const odd = (!before || isWide(sheet.code[g - 1]!)) && (!after || isWide(sheet.code[g + 1]!));
      if (odd && (before || after)) evidence.loud[cell]!++;
    }
  }
  close(to);
  const blocks = evidence.blocks[l]!;
  if (evidence.pure[l] && blocks.length === 1) evidence.sync[l] = Math.floor(free / blocks[0]!.length);
  evidence.free[l] = Math.min(65535, free);
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);

const isWide = (code: number): boolean => code >= 0x2e80;
