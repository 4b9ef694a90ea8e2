/** A PDF object as far as the scan cares: strings, keywords and null are `undefined`, names start with a slash. */
export type Value = number | boolean | string | Ref | readonly Value[] | Dict | undefined;
export type Dict = ReadonlyMap<string, Value>;
export interface Ref {
  readonly ref: number;
}

export const isDict = (value: Value): value is Dict => value instanceof Map;
export const isRef = (value: Value): value is Ref => typeof value === 'object' && 'ref' in value;
export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Deeper nesting is an attack on the stack. */
const MAX_NESTING = 64;

/** What a byte is to the syntax (ISO 32000, 7.2.3). */
const [REGULAR, SPACE, DELIMITER] = [0, 1, 2];
const KIND = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) KIND[code] = SPACE;
for (const char of '()<>[]{}/%') KIND[char.charCodeAt(0)] = DELIMITER;

const [PERCENT, OPEN, CLOSE, SLASH, LESS, GREATER, BRACKET, CLOSING] = [0x25, 0x28, 0x29, 0x2f, 0x3c, 0x3e, 0x5b, 0x5d];
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Thrown when the file makes the scan read the same bytes over and over. */
export class Exhausted extends Error {}

/**
 * Reads objects out of a file's bytes, one character a byte. It is lenient as pdfium is, since what pdfium would still
 * read must not slip through here. All reading together costs at most `budget` characters.
 */
export class Lexer {
  readonly source: string;
  /** Where the next object is read. */
  at = 0;
  private budget: number;

  constructor(source: string, budget = source.length * 8 + 1_000_000) {
    this.source = source;
    this.budget = budget;
  }

  /** The object at `at`, which moves behind it. */
  read(nesting = 0): Value {
    this.skipSpace();
    const { source } = this;
    if (this.at >= source.length || nesting > MAX_NESTING) return;
    const code = source.charCodeAt(this.at);
    if (code === SLASH) return this.readName();
    if (code === LESS) return source.charCodeAt(this.at + 1) === LESS ? this.readDict(nesting) : this.skipPast('>');
    if (code === BRACKET) return this.readArray(nesting);
    if (code === OPEN) return this.skipString();
    if (KIND[code] === DELIMITER) {
      this.moveTo(this.at + 1);
      return;
    }
    const start = this.at;
    const word = this.readWord();
    if (isDigit(code) || (code >= 0x2b && code <= 0x2e)) return this.readNumber(word, start);
    return word === 'true' ? true : word === 'false' ? false : undefined;
  }

  skipSpace(): void {
    const { source } = this;
    let at = this.at;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code === PERCENT)
        while (at < source.length && source.charCodeAt(at) !== 10 && source.charCodeAt(at) !== 13) at++;
      else if (KIND[code] === SPACE) at++;
      else break;
    }
    this.moveTo(at);
  }

  startsWith(word: string): boolean {
    return this.source.startsWith(word, this.at);
  }

  private moveTo(at: number): void {
    this.budget -= at - this.at;
    this.at = at;
    if (this.budget < 0) throw new Exhausted();
  }

  private readWord(): string {
    const { source } = this;
    const start = this.at;
    let at = start;
    while (at < source.length && KIND[source.charCodeAt(at)] === REGULAR) at++;
    this.moveTo(at);
    return source.slice(start, at);
  }

  private readName(): string {
    this.moveTo(this.at + 1);
    const name = this.readWord();
    if (!name.includes('#')) return `/${name}`;
    return `/${name.replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))}`;
  }

  /** A number, or the reference "12 0 R" that it begins. */
  private readNumber(word: string, start: number): Value {
    const value = Number.parseFloat(word);
    if (!(value >= 0) || !isDigit(this.source.charCodeAt(start))) return Number.isNaN(value) ? 0 : value;
    const { source } = this;
    let at = this.at;
    while (KIND[source.charCodeAt(at)] === SPACE && at - this.at < 16) at++;
    if (!isDigit(source.charCodeAt(at))) return value;
    while (isDigit(source.charCodeAt(at)) && at - this.at < 32) at++;
    if (KIND[source.charCodeAt(at)] !== SPACE) return value;
    while (KIND[source.charCodeAt(at)] === SPACE && at - this.at < 48) at++;
    if (source.charCodeAt(at) !== 0x52) return value;
    if (at + 1 < source.length && KIND[source.charCodeAt(at + 1)] === REGULAR) return value;
    this.moveTo(at + 1);
    return { ref: value };
  }

  private readArray(nesting: number): Value {
    this.moveTo(this.at + 1);
    const values: Value[] = [];
    for (;;) {
      this.skipSpace();
      const code = this.source.charCodeAt(this.at);
      if (Number.isNaN(code) || code === GREATER || this.startsWith('endobj')) return values;
      if (code === CLOSING) {
        this.moveTo(this.at + 1);
        return values;
      }
      values.push(this.read(nesting + 1));
    }
  }

  private readDict(nesting: number): Dict {
    this.moveTo(this.at + 2);
    const dict = new Map<string, Value>();
    for (;;) {
      this.skipSpace();
      const code = this.source.charCodeAt(this.at);
      if (code === SLASH) {
        const key = this.readName();
        this.skipSpace();
        if (this.source.charCodeAt(this.at) !== GREATER) dict.set(key, this.read(nesting + 1));
      } else if (code === GREATER) {
        this.moveTo(this.at + (this.source.charCodeAt(this.at + 1) === GREATER ? 2 : 1));
        return dict;
      } else if (Number.isNaN(code) || this.startsWith('endobj') || this.startsWith('stream')) return dict;
      else this.read(nesting + 1);
    }
  }

  private skipPast(end: string): undefined {
    const found = this.source.indexOf(end, this.at);
    this.moveTo(found < 0 ? this.source.length : found + 1);
  }

  private skipString(): undefined {
    const { source } = this;
    let [at, depth] = [this.at, 0];
    for (; at < source.length; at++) {
      const code = source.charCodeAt(at);
      if (code === 0x5c) at++;
      else if (code === OPEN) depth++;
      else if (code === CLOSE && --depth === 0) break;
    }
    this.moveTo(Math.min(source.length, at + 1));
  }
}
