import { validationError } from '../../http/service-error.ts';
import { type AttributeValue, compare, equal, type Item, typeOf } from '../values.ts';
import { type Aliases, type Path, Tokens, valueAt } from './tokens.ts';

/** A value, a path into the item, or the size of what a path leads to. */
export type Operand = { readonly value: AttributeValue } | { readonly path: Path } | { readonly sizeOf: Path };
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly choices: readonly Operand[] }
  | { readonly kind: 'exists' | 'missing'; readonly path: Path }
  | { readonly kind: 'type'; readonly path: Path; readonly wanted: string }
  | { readonly kind: 'begins' | 'contains'; readonly operand: Operand; readonly part: Operand };

const COMPARATORS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='];

/** `what` is the request's field: ConditionExpression, FilterExpression or KeyConditionExpression. */
export function parseCondition(what: string, source: unknown, aliases: Aliases): Condition {
  const tokens = new Tokens(what, source, aliases);
  const condition = parseOr(tokens, 0);
  tokens.end();
  return condition;
}

// Precedence, lowest first: OR, AND, NOT, then comparisons and functions.

function parseOr(tokens: Tokens, depth: number): Condition {
  // The parser recurses; an expression of a thousand parentheses must not take the process down.
  if (depth > 100) tokens.fail('The expression is nested too deeply;');
  let left = parseAnd(tokens, depth);
  while (tokens.takeWord('OR')) left = { kind: 'or', left, right: parseAnd(tokens, depth) };
  return left;
}

function parseAnd(tokens: Tokens, depth: number): Condition {
  let left = parseNot(tokens, depth);
  while (tokens.takeWord('AND')) left = { kind: 'and', left, right: parseNot(tokens, depth) };
  return left;
}

function parseNot(tokens: Tokens, depth: number): Condition {
  if (tokens.takeWord('NOT')) {
    if (depth > 100) tokens.fail('The expression is nested too deeply;');
    return { kind: 'not', inner: parseNot(tokens, depth + 1) };
  }
  if (!tokens.takeSymbol('(')) return parseTest(tokens);
  const inner = parseOr(tokens, depth + 1);
  tokens.needSymbol(')');
  return inner;
}

function parseTest(tokens: Tokens): Condition {
  if (tokens.isCall() && tokens.text !== 'size') return parseFunction(tokens);
  const operand = parseOperand(tokens);
  if (tokens.takeWord('BETWEEN')) {
    const low = parseOperand(tokens);
    if (!tokens.takeWord('AND')) tokens.fail();
    return { kind: 'between', operand, low, high: parseOperand(tokens) };
  }
  if (tokens.takeWord('IN')) {
    tokens.needSymbol('(');
    const choices = [parseOperand(tokens)];
    while (tokens.takeSymbol(',')) choices.push(parseOperand(tokens));
    tokens.needSymbol(')');
    if (choices.length > 100) tokens.fail('The IN operator is provided with too many operands;');
    return { kind: 'in', operand, choices };
  }
  const comparator = tokens.text as Comparator;
  if (tokens.kind !== 'symbol' || !COMPARATORS.includes(comparator)) tokens.fail();
  tokens.next();
  return { kind: 'compare', comparator, left: operand, right: parseOperand(tokens) };
}

function parseFunction(tokens: Tokens): Condition {
  const name = tokens.text;
  tokens.next();
  tokens.needSymbol('(');
  const condition = parseArguments(tokens, name);
  tokens.needSymbol(')');
  return condition;
}

function parseArguments(tokens: Tokens, name: string): Condition {
  switch (name) {
    case 'attribute_exists':
      return { kind: 'exists', path: tokens.path() };
    case 'attribute_not_exists':
      return { kind: 'missing', path: tokens.path() };
    case 'attribute_type': {
      const path = tokens.path();
      tokens.needSymbol(',');
      const wanted = tokens.kind === 'value' ? tokens.value().S : undefined;
      if (wanted === undefined)
        tokens.fail('Incorrect operand type for operator or function; operator or function: attribute_type');
      return { kind: 'type', path, wanted };
    }
    case 'begins_with':
    case 'contains': {
      const operand = parseOperand(tokens);
      tokens.needSymbol(',');
      return { kind: name === 'contains' ? 'contains' : 'begins', operand, part: parseOperand(tokens) };
    }
    default:
      return tokens.fail(`Invalid function name; function: ${name}`);
  }
}

function parseOperand(tokens: Tokens): Operand {
  if (tokens.kind === 'value') return { value: tokens.value() };
  if (!tokens.isCall()) return { path: tokens.path() };
  if (tokens.text !== 'size')
    tokens.fail(`The function is not allowed to be used this way in an expression; function: ${tokens.text}`);
  tokens.next();
  tokens.needSymbol('(');
  const sizeOf = tokens.path();
  tokens.needSymbol(')');
  return { sizeOf };
}

/** Whether the condition holds for an item; a missing item has no attributes. */
export function holds(condition: Condition, item: Item | undefined): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, item) && holds(condition.right, item);
    case 'or':
      return holds(condition.left, item) || holds(condition.right, item);
    case 'not':
      return !holds(condition.inner, item);
    case 'exists':
      return valueAt(item, condition.path) !== undefined;
    case 'missing':
      return valueAt(item, condition.path) === undefined;
    case 'type': {
      const value = valueAt(item, condition.path);
      return value !== undefined && typeOf(value) === condition.wanted;
    }
    default:
      return holdsForValues(condition, item);
  }
}

type ValueCondition = Extract<Condition, { kind: 'compare' | 'between' | 'in' | 'begins' | 'contains' }>;

function holdsForValues(condition: ValueCondition, item: Item | undefined): boolean {
  const get = (operand: Operand) => resolve(operand, item);
  switch (condition.kind) {
    case 'compare':
      return compares(condition.comparator, get(condition.left), get(condition.right));
    case 'between': {
      const value = get(condition.operand);
      return compares('>=', value, get(condition.low)) && compares('<=', value, get(condition.high));
    }
    case 'in': {
      const value = get(condition.operand);
      return condition.choices.some(choice => compares('=', value, get(choice)));
    }
    case 'begins': {
      const [value, part] = [get(condition.operand), get(condition.part)];
      if (value?.S !== undefined && part?.S !== undefined) return value.S.startsWith(part.S);
      if (value?.B === undefined || part?.B === undefined) return false;
      const bytes = Buffer.from(part.B, 'base64');
      return Buffer.from(value.B, 'base64').subarray(0, bytes.length).equals(bytes);
    }
    case 'contains':
      return contains(get(condition.operand), get(condition.part));
  }
}

function resolve(operand: Operand, item: Item | undefined): AttributeValue | undefined {
  if ('value' in operand) return operand.value;
  if ('path' in operand) return valueAt(item, operand.path);
  const value = valueAt(item, operand.sizeOf);
  const size = value && sizeFor(value);
  return size === undefined ? undefined : { N: String(size) };
}

function sizeFor({ S, B, SS, NS, BS, L, M }: AttributeValue): number | undefined {
  if (B !== undefined) return Buffer.byteLength(B, 'base64');
  return S?.length ?? (SS ?? NS ?? BS ?? L)?.length ?? (M && Object.keys(M).length);
}

/** Comparing with something that is not there is false, but for `<>`, which is true. */
function compares(comparator: Comparator, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (!a || !b) return comparator === '<>' && a !== b;
  if (comparator === '=') return equal(a, b);
  if (comparator === '<>') return !equal(a, b);
  const order = compare(a, b);
  if (order === undefined) return false;
  return comparator === '<'
    ? order < 0
    : comparator === '<='
      ? order <= 0
      : comparator === '>'
        ? order > 0
        : order >= 0;
}

function contains(value: AttributeValue | undefined, part: AttributeValue | undefined): boolean {
  if (!value || !part) return false;
  if (value.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
  if (value.B !== undefined) {
    return part.B !== undefined && Buffer.from(value.B, 'base64').includes(Buffer.from(part.B, 'base64'));
  }
  if (value.L) return value.L.some(element => equal(element, part));
  const [set, element] = value.SS ? [value.SS, part.S] : value.NS ? [value.NS, part.N] : [value.BS, part.B];
  return element !== undefined && (set?.includes(element) ?? false);
}

/** The paths that a condition looks at. */
export function pathsOf(condition: Condition): Path[] {
  const of = (operand: Operand): Path[] =>
    'path' in operand ? [operand.path] : 'sizeOf' in operand ? [operand.sizeOf] : [];
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...pathsOf(condition.left), ...pathsOf(condition.right)];
    case 'not':
      return pathsOf(condition.inner);
    case 'compare':
      return [...of(condition.left), ...of(condition.right)];
    case 'between':
      return [...of(condition.operand), ...of(condition.low), ...of(condition.high)];
    case 'in':
      return [condition.operand, ...condition.choices].flatMap(of);
    case 'begins':
    case 'contains':
      return [...of(condition.operand), ...of(condition.part)];
    default:
      return [condition.path];
  }
}

export interface KeyConditions {
  readonly hash: AttributeValue;
  readonly range: Condition | undefined;
}

/** Splits `hash = :h [AND test of range]`, the only form that a query may have. */
export function keyConditions(condition: Condition, hashName: string, rangeName: string | undefined): KeyConditions {
  const tests = condition.kind === 'and' ? [condition.left, condition.right] : [condition];
  const on = (name: string | undefined) =>
    tests.find(test => pathsOf(test).length === 1 && pathsOf(test)[0]!.length === 1 && pathsOf(test)[0]![0] === name);
  const hash = on(hashName);
  const range = rangeName === undefined ? undefined : on(rangeName);
  if (hash?.kind !== 'compare' || hash.comparator !== '=' || tests.length > (range ? 2 : 1)) {
    throw validationError('Query key condition not supported');
  }
  const value = 'value' in hash.right ? hash.right.value : 'value' in hash.left ? hash.left.value : undefined;
  if (!value) throw validationError('Query key condition not supported');
  if (
    range &&
    !(['between', 'begins'].includes(range.kind) || (range.kind === 'compare' && range.comparator !== '<>'))
  ) {
    throw validationError('Invalid operator used in KeyConditionExpression');
  }
  return { hash: value, range };
}
