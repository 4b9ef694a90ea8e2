import { type Dict, isDict, Lexer, type Value } from './lexer.ts';

export interface FoundObject {
  readonly number: number;
  readonly value: Value;
  /** Where the stream's data begin, and end at the latest. */
  readonly stream?: { readonly start: number; readonly end: number };
  /** It stands inside another object's stream: no reader gets there by the rules, but an offset may point at it. */
  readonly nested: boolean;
}

export interface FoundObjects {
  /** In the order of the file. */
  readonly list: readonly FoundObject[];
  /** Dictionaries of trailers, cross-reference streams included. */
  readonly trailers: readonly Dict[];
  /** The last object is cut off, or the file's end is missing. */
  readonly truncated: boolean;
}

/**
 * Every object in the file, wherever it stands: found by the keyword `obj` and not by the cross-reference table, which
 * an attacker writes. Everything that a reader could ever load is among them.
 */
export function findObjects(source: string): FoundObjects {
  const lexer = new Lexer(source);
  const ends = allOf(source, 'endstream');
  const list: FoundObject[] = [];
  const trailers: Dict[] = [];
  let [covered, lastEnd, cut] = [0, 0, false];
  for (let at = source.indexOf('obj'); at >= 0; at = source.indexOf('obj', at + 3)) {
    if (source.startsWith('end', at - 3)) continue;
    lexer.at = at + 3;
    const value = lexer.read();
    lexer.skipSpace();
    const nested = at < covered;
    const number = numberBefore(source, at);
    if (!isDict(value) || !lexer.startsWith('stream')) {
      list.push({ number, value, nested });
      if (!nested) cut = lexer.at >= source.length;
      continue;
    }
    const start =
      lexer.at +
      (source[lexer.at + 6] === '\r' ? (source[lexer.at + 7] === '\n' ? 8 : 7) : source[lexer.at + 6] === '\n' ? 7 : 6);
    const end = streamEnd(source, start, value.get('/Length'), ends);
    list.push({ number, value, nested, stream: { start, end: end ?? source.length } });
    if (value.get('/Type') === '/XRef' && !nested) trailers.push(value);
    if (!nested) {
      covered = Math.max(covered, end ?? start);
      cut = end === undefined;
    }
    lastEnd = Math.max(lastEnd, start);
  }
  for (const at of allOf(source, 'trailer')) {
    lexer.at = at + 7;
    const value = lexer.read();
    if (isDict(value)) trailers.push(value);
  }
  const finished = source.lastIndexOf('startxref') > lastEnd;
  return { list, trailers, truncated: cut || !finished };
}

function allOf(source: string, word: string): readonly number[] {
  const found: number[] = [];
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + word.length)) found.push(at);
  return found;
}

/** The number in "12 0 obj", or −1: comments between the words are allowed but not worth reading. */
function numberBefore(source: string, at: number): number {
  const header = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]*$/.exec(source.slice(Math.max(0, at - 32), at));
  return header ? Number(header[1]) : -1;
}

/** Where the data end: by the length if `endstream` follows there, else at the next `endstream`. */
function streamEnd(source: string, start: number, length: Value, ends: readonly number[]): number | undefined {
  if (typeof length === 'number' && length >= 0) {
    const near = source.slice(start + length, start + length + 16);
    if (/^[\0\t\n\f\r ]*endstream/.test(near)) return start + length;
  }
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return ends[low];
}
