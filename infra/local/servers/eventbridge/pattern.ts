import { BlockList, isIPv6 } from 'node:net';
import { ServiceError } from '../http/service-error.ts';

type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether an event matches a pattern: every field of the pattern does, a field by any one of its alternatives. An array
 * in the event matches when any of its elements does.
 */
export function matches(pattern: JsonObject, event: Json): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === '$or') return (wanted as JsonObject[]).some(choice => matches(choice, event));
    const value = isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined;
    if (Array.isArray(wanted)) return matchesAny(wanted, value);
    return Array.isArray(value)
      ? value.some(v => matches(wanted as JsonObject, v))
      : matches(wanted as JsonObject, value);
  });
}

/** One field: `value` is undefined when the event has no such field. */
export function matchesAny(alternatives: readonly Json[], value: Json): boolean {
  const values = Array.isArray(value) ? value : [value];
  return alternatives.some(alternative => {
    if (isObject(alternative) && 'exists' in alternative) return alternative.exists === isLeaf(value);
    return values.some(single => matchesOne(alternative, single));
  });
}

/** `exists` looks at leaves: a field that holds an object has no value of its own. */
const isLeaf = (value: Json): boolean => value !== undefined && !isObject(value);

function matchesOne(wanted: Json, value: Json): boolean {
  if (!isObject(wanted)) return value === wanted;
  const [[operator, operand] = ['', undefined]] = Object.entries(wanted);
  switch (operator) {
    case 'prefix':
      return onText(value, operand, (text, part) => text.startsWith(part));
    case 'suffix':
      return onText(value, operand, (text, part) => text.endsWith(part));
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return typeof value === 'string' && matchesWildcard(String(operand), value);
    case 'anything-but':
      return value !== undefined && !excluded(operand).some(not => matchesOne(not, value));
    case 'numeric':
      return typeof value === 'number' && inRange(operand as Json[], value);
    case 'cidr':
      return typeof value === 'string' && inNetwork(String(operand), value);
    default:
      return false;
  }
}

/** The operand of prefix and suffix is a text, or a text in `equals-ignore-case`. */
function onText(value: Json, operand: Json, test: (text: string, part: string) => boolean): boolean {
  if (typeof value !== 'string') return false;
  return isObject(operand)
    ? test(value.toLowerCase(), String(operand['equals-ignore-case']).toLowerCase())
    : test(value, String(operand));
}

/** `anything-but` takes a value, a list, or one operator whose operand may be a list. */
function excluded(operand: Json): readonly Json[] {
  if (Array.isArray(operand)) return operand;
  if (!isObject(operand)) return [operand];
  return Object.entries(operand).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(v => ({ [name]: v })),
  );
}

function inRange(conditions: readonly Json[], value: number): boolean {
  for (let i = 0; i < conditions.length; i += 2) {
    const limit = Number(conditions[i + 1]);
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    };
    if (!holds[conditions[i] as keyof typeof holds]) return false;
  }
  return true;
}

function inNetwork(network: string, address: string): boolean {
  const [base = '', bits = ''] = network.split('/');
  const family = (ip: string) => (isIPv6(ip) ? 'ipv6' : 'ipv4');
  const list = new BlockList();
  try {
    list.addSubnet(base, Number(bits), family(base));
    return list.check(address, family(address));
  } catch {
    return false;
  }
}

/**
 * `*` stands for any characters, `\*` for itself. The pieces are searched one after the other and never again, so the
 * time is linear where a regular expression with many stars would explode.
 */
function matchesWildcard(pattern: string, text: string): boolean {
  const pieces = splitStars(pattern);
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

function splitStars(pattern: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] === '*') {
      pieces.push(piece);
      piece = '';
    } else {
      // A backslash at the very end stands for itself.
      if (pattern[i] === '\\' && i + 1 < pattern.length) i += 1;
      piece += pattern[i];
    }
  }
  return [...pieces, piece];
}

const OPERATORS = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard', 'anything-but', 'numeric', 'cidr', 'exists'];

/** Parses a pattern and refuses what the matcher would silently never match. */
export function parsePattern(text: unknown): JsonObject {
  let pattern: Json;
  try {
    pattern = JSON.parse(String(text));
  } catch {
    throw invalid('it is not JSON');
  }
  if (!isObject(pattern) || Object.keys(pattern).length === 0) throw invalid('it is not an object with fields');
  checkFields(pattern);
  return pattern;
}

function checkFields(pattern: JsonObject): void {
  for (const [name, wanted] of Object.entries(pattern)) {
    if (name === '$or') {
      if (!Array.isArray(wanted) || !wanted.every(isObject)) throw invalid('$or takes a list of patterns');
      wanted.forEach(checkFields);
    } else if (Array.isArray(wanted)) {
      wanted.filter(isObject).forEach(checkOperator);
    } else if (isObject(wanted)) {
      checkFields(wanted);
    } else {
      throw invalid(`"${name}" must be an object or a list`);
    }
  }
}

function checkOperator(alternative: JsonObject): void {
  const names = Object.keys(alternative);
  if (names.length !== 1 || !OPERATORS.includes(names[0]!)) throw invalid('unrecognized match type');
  const { numeric } = alternative;
  if ('numeric' in alternative && !(Array.isArray(numeric) && numeric.length % 2 === 0))
    throw invalid('bad numeric range');
}

const invalid = (why: string) =>
  new ServiceError('InvalidEventPatternException', `Event pattern is not valid: ${why}.`);
