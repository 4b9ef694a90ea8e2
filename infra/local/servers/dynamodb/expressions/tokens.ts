import { validationError } from '../../http/service-error.ts';
import { type AttributeValue, type Item, normalise } from '../values.ts';
import { isReserved } from './reserved.ts';

/** The names and values that a request's expressions refer to, and which of them were used. */
export class Aliases {
  readonly #names: Readonly<Record<string, unknown>>;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #used = new Set<string>();

  constructor(names: unknown, values: unknown) {
    this.#names = (names ?? {}) as Record<string, unknown>;
    this.#values = (values ?? {}) as Record<string, unknown>;
  }

  name(alias: string): string {
    const name = Object.hasOwn(this.#names, alias) ? this.#names[alias] : undefined;
    if (typeof name !== 'string') {
      throw validationError(
        `An expression attribute name used in the document path is not defined; attribute name: ${alias}`,
      );
    }
    this.#used.add(alias);
    return name;
  }

  value(alias: string): AttributeValue {
    if (!Object.hasOwn(this.#values, alias)) {
      throw validationError(
        `An expression attribute value used in expression is not defined; attribute value: ${alias}`,
      );
    }
    this.#used.add(alias);
    return normalise(this.#values[alias]);
  }

  /** A name or value that no expression uses is a mistake, and the service says so. */
  finish(): void {
    for (const [kind, map] of [
      ['ExpressionAttributeNames', this.#names] as const,
      ['ExpressionAttributeValues', this.#values] as const,
    ]) {
      const unused = Object.keys(map).filter(alias => !this.#used.has(alias));
      if (unused.length > 0) {
        throw validationError(`Value provided in ${kind} unused in expressions: keys: {${unused.join(', ')}}`);
      }
    }
  }
}

/** Attribute names and list positions from the item inwards. */
export type Path = readonly (string | number)[];

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[=<>+\-(),.[\]]))/y;
const MAX_LENGTH = 4096;

export type Kind = 'word' | 'name' | 'value' | 'number' | 'symbol' | 'end';

/** Reads an expression token by token, and the parts that all expressions share. */
export class Tokens {
  readonly #what: string;
  readonly #source: string;
  readonly aliases: Aliases;
  #at = 0;
  kind: Kind = 'end';
  text = '';

  /** `what` names the expression in errors: `ConditionExpression`. */
  constructor(what: string, source: unknown, aliases: Aliases) {
    if (typeof source !== 'string' || source === '')
      throw validationError(`Invalid ${what}: The expression can not be empty;`);
    if (Buffer.byteLength(source) > MAX_LENGTH)
      throw validationError(`Invalid ${what}: Expression size has exceeded the maximum allowed size;`);
    this.#what = what;
    this.#source = source;
    this.aliases = aliases;
    this.next();
  }

  next(): void {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#source);
    if (!match) {
      if (this.#source.slice(this.#at).trim() !== '') this.fail();
      this.kind = 'end';
      this.text = '';
      return;
    }
    this.#at = TOKEN.lastIndex;
    const [, word, name, value, number, symbol] = match;
    this.text = word ?? name ?? value ?? number ?? symbol ?? '';
    this.kind =
      word !== undefined
        ? 'word'
        : name !== undefined
          ? 'name'
          : value !== undefined
            ? 'value'
            : number !== undefined
              ? 'number'
              : 'symbol';
  }

  /** Keywords are case-insensitive. */
  isWord(word: string): boolean {
    return this.kind === 'word' && this.text.toUpperCase() === word;
  }

  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.next();
    return found;
  }

  takeSymbol(symbol: string): boolean {
    const found = this.kind === 'symbol' && this.text === symbol;
    if (found) this.next();
    return found;
  }

  needSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) this.fail();
  }

  /** The character after the current token: tells a function's name from an attribute's. */
  isCall(): boolean {
    return this.kind === 'word' && /^\s*\(/.test(this.#source.slice(this.#at, this.#at + 40));
  }

  value(): AttributeValue {
    const value = this.aliases.value(this.text);
    this.next();
    return value;
  }

  path(): Path {
    const path: (string | number)[] = [this.#name()];
    for (;;) {
      if (this.takeSymbol('.')) path.push(this.#name());
      else if (this.takeSymbol('[')) {
        if (this.kind !== 'number') this.fail();
        path.push(Number(this.text));
        this.next();
        this.needSymbol(']');
      } else return path;
    }
  }

  end(): void {
    if (this.kind !== 'end') this.fail();
  }

  fail(why = `Syntax error; token: "${this.text || '<EOF>'}"`): never {
    throw validationError(`Invalid ${this.#what}: ${why}`);
  }

  #name(): string {
    const { kind, text } = this;
    if (kind === 'name') {
      const name = this.aliases.name(text);
      this.next();
      return name;
    }
    if (kind !== 'word') this.fail();
    if (isReserved(text)) this.fail(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
    this.next();
    return text;
  }
}

export function valueAt(item: Item | undefined, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = item && { M: item };
  for (const step of path) {
    if (typeof step === 'number') value = value?.L?.[step];
    else value = value?.M && Object.hasOwn(value.M, step) ? value.M[step] : undefined;
  }
  return value;
}
