import { validationError } from '../http/service-error.ts';
import { compareDecimals, formatDecimal, parseDecimal, sortable } from './number.ts';

/** An attribute value as it stands on the wire: one of these keys, binaries in Base64, numbers as text. */
export interface AttributeValue {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  SS?: string[];
  NS?: string[];
  BS?: string[];
  L?: AttributeValue[];
  M?: Item;
}
export type Item = Record<string, AttributeValue>;
export type AttributeType = keyof AttributeValue;

const TYPES: readonly string[] = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'];
const MAX_DEPTH = 32;
/** Bytes, attribute names included. */
export const MAX_ITEM_SIZE = 409_600;

export const typeOf = (value: AttributeValue): AttributeType => Object.keys(value)[0] as AttributeType;

/** A checked copy with numbers in plain notation and sets in order, so that equal values are equal texts. */
export function normalise(value: unknown, depth = 0): AttributeValue {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const type = keys[0] as AttributeType;
  if (keys.length !== 1 || !TYPES.includes(type)) {
    throw validationError('Supplied AttributeValue is empty or has more than one datatype set');
  }
  if (depth > MAX_DEPTH) throw validationError('Nesting Levels have exceeded supported limits');
  const content = (value as Record<string, unknown>)[type];
  switch (type) {
    case 'S':
      return { S: textOf(content) };
    case 'N':
      return { N: formatDecimal(parseDecimal(content)) };
    case 'B':
      return { B: binaryOf(content) };
    case 'BOOL':
      if (typeof content !== 'boolean') throw wrongType();
      return { BOOL: content };
    case 'NULL':
      if (content !== true) throw validationError('Null attribute value types must have the value of true');
      return { NULL: true };
    case 'L':
      return { L: listOf(content).map(element => normalise(element, depth + 1)) };
    case 'M':
      return { M: normaliseItem(content, depth + 1) };
    default:
      return { [type]: normaliseSet(type, listOf(content)) };
  }
}

export function normaliseItem(item: unknown, depth = 0): Item {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw wrongType();
  const copy: Item = Object.create(null);
  for (const [name, value] of Object.entries(item)) copy[name] = normalise(value, depth);
  return copy;
}

function normaliseSet(type: AttributeType, elements: readonly unknown[]): string[] {
  if (elements.length === 0)
    throw validationError('One or more parameter values were invalid: An set  may not be empty');
  const one = type === 'SS' ? textOf : type === 'BS' ? binaryOf : (n: unknown) => formatDecimal(parseDecimal(n));
  const texts = elements.map(one);
  const sorted = type === 'NS' ? texts.sort((a, b) => compareDecimals(parseDecimal(a), parseDecimal(b))) : texts.sort();
  if (new Set(sorted).size < sorted.length) {
    throw validationError('One or more parameter values were invalid: Input collection contains duplicates.');
  }
  return sorted;
}

const wrongType = () => validationError('The value of an attribute is not of the type that it says.');

function textOf(content: unknown): string {
  if (typeof content !== 'string') throw wrongType();
  return content;
}

function binaryOf(content: unknown): string {
  const text = textOf(content);
  if (Buffer.from(text, 'base64').toString('base64') !== text) throw wrongType();
  return text;
}

function listOf(content: unknown): readonly unknown[] {
  if (!Array.isArray(content)) throw wrongType();
  return content;
}

/** Bytes as the service counts them: UTF-8 of names and texts, three bytes and one per element for a list or map. */
export function sizeOfItem(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0);
}

export function sizeOf(value: AttributeValue): number {
  const sum = (texts: readonly string[], one: (text: string) => number) =>
    texts.reduce((size, text) => size + one(text), 0);
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.SS) return sum(value.SS, text => Buffer.byteLength(text));
  if (value.NS) return sum(value.NS, sizeOfNumber);
  if (value.BS) return sum(value.BS, text => Buffer.byteLength(text, 'base64'));
  if (value.L) return 3 + value.L.reduce((size, element) => size + 1 + sizeOf(element), 0);
  if (value.M) return 3 + Object.keys(value.M).length + sizeOfItem(value.M);
  return 1;
}

const sizeOfNumber = (text: string): number => Math.ceil(parseDecimal(text).digits.length / 2) + 1;

/** Bytes that sort as the key does: UTF-8 for texts, the bytes of binaries, `sortable` for numbers. */
export function keyBytes(value: AttributeValue): Uint8Array {
  if (value.N !== undefined) return Buffer.from(sortable(parseDecimal(value.N)));
  return value.B !== undefined ? Buffer.from(value.B, 'base64') : Buffer.from(value.S ?? '');
}

/** Both normalised. */
export const equal = (a: AttributeValue, b: AttributeValue): boolean => canonical(a) === canonical(b);

/** A text that is the same for equal values whatever the order of a map's entries. */
export function canonical(value: AttributeValue): string {
  if (value.M) {
    const entries = Object.entries(value.M).map(([name, v]) => `${JSON.stringify(name)}:${canonical(v)}`);
    return `M{${entries.sort().join()}}`;
  }
  return value.L ? `L[${value.L.map(canonical).join()}]` : JSON.stringify(value);
}

/** Order of two texts, numbers or binaries; undefined for any other pair, which no comparison holds for. */
export function compare(a: AttributeValue, b: AttributeValue): number | undefined {
  const type = typeOf(a);
  if (type !== typeOf(b) || !['S', 'N', 'B'].includes(type)) return undefined;
  if (type === 'N') return compareDecimals(parseDecimal(a.N), parseDecimal(b.N));
  return Buffer.compare(keyBytes(a), keyBytes(b));
}
