import { LETTER_TRIGRAMS } from './english.ts';

/**
 * How natural a stretch of text is: what tells `1L6-opt` beside `LNS` from `16-opt` beside `NS`.
 *
 * Scripts and kinds of characters by their transitions, Latin words by letter trigrams, and the document's own
 * trigrams, which know its names and its numbers. Costs are nats; lower is more natural.
 */
export interface Language {
  /** Cost of `codes[from … to)` in which 32 stands for any white space, given what stands before `from`. */
  cost(codes: ArrayLike<number>, from: number, to: number): number;
}

const [SPACE, HAN, LOWER, UPPER, DIGIT, STOP, JOIN, MARK, OTHER] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** The kind of a character. */
export function kindOf(code: number): number {
  if (code <= 32) return SPACE!;
  if (code >= 97 && code <= 122) return LOWER!;
  if (code >= 65 && code <= 90) return UPPER!;
  if (code >= 48 && code <= 57) return DIGIT!;
  if (code < 127) return "-_./+%@:#&=~'".includes(String.fromCharCode(code)) ? JOIN! : MARK!;
  if (code >= 0xff01 && code <= 0xff65) return STOP!;
  if (code >= 0x3001 && code <= 0x301f) return STOP!;
  if (code >= 0x2018 && code <= 0x201f) return STOP!;
  return code >= 0x2e80 ? HAN! : OTHER!;
}

/** Transition costs between kinds, from (row) to (column), in tenths of a nat: what résumés in zh and en commonly do. */
// biome-ignore format: a table
const TRANSITIONS = [
  //  sp han low  up dig stp joi mrk oth
  [  20, 10, 12, 10, 15, 40, 22, 22, 20], // space
  [  28,  3, 38, 30, 26, 18, 36, 28, 45], // han
  [  15, 40,  3, 48, 38, 30, 25, 24, 50], // lower
  [  24, 32, 10, 10, 25, 30, 22, 24, 50], // upper
  [  22, 18, 30, 28,  8, 28, 14, 24, 45], // digit
  [  20,  6, 28, 22, 20, 25, 35, 35, 35], // stop
  [  22, 30, 16, 16, 10, 35, 35, 35, 45], // joiner
  [  10, 15, 20, 18, 18, 35, 35, 28, 45], // mark
  [   8, 12, 25, 20, 20, 30, 35, 30, 35], // other
].map(row => row.map(tenths => tenths / 10));

const [PLUS, TILDE] = [43, 126];
const isDivider = (code: number): boolean =>
  code === 45 || code === 126 || code === 124 || code === 0x2013 || code === 47 || code === 38;
const letter = (code: number): number => {
  const folded = code | 32;
  return folded >= 97 && folded <= 122 ? folded - 96 : 0;
};
const trigram = (a: number, b: number, c: number): number => {
  const digit = LETTER_TRIGRAMS[a]!.charCodeAt(b * 27 + c);
  return (digit < 58 ? digit - 48 : digit - 87) / 4;
};

/** The cost of `c` after `a` and `b`, without the document's own knowledge. */
function step(a: number, b: number, c: number): number {
  const [kb, kc] = [kindOf(b), kindOf(c)];
  let cost = TRANSITIONS[kb]![kc]!;
  // A dash, a tilde or a bar between spaces parts dates, names and columns.
  if (kb === SPACE && isDivider(c)) return kindOf(a) === DIGIT ? 0.4 : c === TILDE! ? 3 : 1;
  // An international number begins with a plus.
  if (kb === SPACE && c === PLUS!) return 1;
  if (b === PLUS! && kc === DIGIT && kindOf(a) === SPACE) return 0.3;
  // Two numbers with nothing between them are rarer than a date and a date.
  if (kb === SPACE && kc === DIGIT && kindOf(a) === DIGIT) return cost + 2;
  if (kc === SPACE && isDivider(b) && kindOf(a) === SPACE) return 0.6;
  const [lb, lc] = [letter(b), letter(c)];
  if (lb === 0 && lc === 0) return cost;
  const la = letter(a);
  // Acronyms have no letter statistics worth the name.
  if (kc === UPPER) return cost + (lb ? 2.8 : 2.2);
  if (kb === UPPER && kindOf(a) === UPPER) return cost + (lc ? 2.8 : 0.5);
  if (lb === 0) return cost + trigram(0, 0, lc) * 0.8;
  cost += trigram(la, lb, lc) * 0.8;
  return cost;
}

const key = (a: number, b: number, c: number): number => (a * 65536 + b) * 1024 + (c & 1023) + (c >> 10) * 7;

/** Learns the document's own trigrams from stretches of it that are thought clean. */
export class DocumentLanguage implements Language {
  private readonly seen = new Map<number, number>();

  /** Counts a line that is thought clean. What is seen once only is the line itself and says nothing. */
  learn(codes: ArrayLike<number>): void {
    for (let i = 0; i + 2 < codes.length; i++) {
      const k = key(codes[i]!, codes[i + 1]!, codes[i + 2]!);
      this.seen.set(k, (this.seen.get(k) ?? 0) + 1);
    }
  }

  cost(codes: ArrayLike<number>, from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i++) {
      const c = codes[i]!;
      const b = i > 0 ? codes[i - 1]! : 32;
      const a = i > 1 ? codes[i - 2]! : 32;
      const plain = step(a, b, c);
      const count = this.seen.size ? (this.seen.get(key(a, b, c)) ?? 0) : 0;
      sum += count > 1 ? Math.min(plain, Math.max(0.2, plain * 0.5 - 0.5 * Math.log(count - 1))) : plain;
    }
    return sum;
  }
}
