import { validationError } from '../../http/service-error.ts';
import { addDecimals, formatDecimal, negate, parseDecimal } from '../number.ts';
import { type AttributeValue, type Item, normalise, typeOf } from '../values.ts';
import { type Aliases, type Path, Tokens, valueAt } from './tokens.ts';

type Source =
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'plus' | 'minus'; readonly left: Source; readonly right: Source }
  | { readonly kind: 'if_not_exists'; readonly path: Path; readonly otherwise: Source }
  | { readonly kind: 'list_append'; readonly left: Source; readonly right: Source };

export type Action =
  | { readonly kind: 'set'; readonly path: Path; readonly source: Source }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add' | 'delete'; readonly path: Path; readonly value: AttributeValue };

const CLAUSES = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

export function parseUpdate(source: unknown, aliases: Aliases): readonly Action[] {
  const tokens = new Tokens('UpdateExpression', source, aliases);
  const actions: Action[] = [];
  const seen = new Set<string>();
  while (tokens.kind !== 'end') {
    const clause = CLAUSES.find(name => tokens.isWord(name));
    if (!clause) return tokens.fail();
    if (seen.has(clause)) tokens.fail(`The "${clause}" section can only be used once in an update expression;`);
    seen.add(clause);
    tokens.next();
    do actions.push(parseAction(tokens, clause));
    while (tokens.takeSymbol(','));
  }
  checkOverlap(tokens, actions);
  return actions;
}

function parseAction(tokens: Tokens, clause: (typeof CLAUSES)[number]): Action {
  const path = tokens.path();
  if (clause === 'REMOVE') return { kind: 'remove', path };
  if (clause === 'SET') {
    tokens.needSymbol('=');
    return { kind: 'set', path, source: parseSource(tokens) };
  }
  if (tokens.kind !== 'value') tokens.fail();
  const value = tokens.value();
  const allowed = clause === 'ADD' ? ['N', 'SS', 'NS', 'BS'] : ['SS', 'NS', 'BS'];
  if (!allowed.includes(typeOf(value))) {
    tokens.fail(`Incorrect operand type for operator or function; operator: ${clause}, operand type: ${typeOf(value)}`);
  }
  return { kind: clause === 'ADD' ? 'add' : 'delete', path, value };
}

function parseSource(tokens: Tokens): Source {
  const left = parseTerm(tokens);
  if (tokens.takeSymbol('+')) return { kind: 'plus', left, right: parseTerm(tokens) };
  return tokens.takeSymbol('-') ? { kind: 'minus', left, right: parseTerm(tokens) } : left;
}

function parseTerm(tokens: Tokens): Source {
  if (tokens.kind === 'value') return { kind: 'value', value: tokens.value() };
  if (!tokens.isCall()) return { kind: 'path', path: tokens.path() };
  const name = tokens.text;
  if (name !== 'if_not_exists' && name !== 'list_append') tokens.fail(`Invalid function name; function: ${name}`);
  tokens.next();
  tokens.needSymbol('(');
  let source: Source;
  if (name === 'if_not_exists') {
    const path = tokens.path();
    tokens.needSymbol(',');
    source = { kind: name, path, otherwise: parseTerm(tokens) };
  } else {
    const left = parseTerm(tokens);
    tokens.needSymbol(',');
    source = { kind: name, left, right: parseTerm(tokens) };
  }
  tokens.needSymbol(')');
  return source;
}

/** Two actions on one place, or on a place and what it stands in, have no order, so the service refuses them. */
function checkOverlap(tokens: Tokens, actions: readonly Action[]): void {
  actions.forEach((a, i) => {
    for (const b of actions.slice(i + 1)) {
      const shorter = a.path.length <= b.path.length ? a.path : b.path;
      const longer = shorter === a.path ? b.path : a.path;
      if (shorter.every((step, at) => step === longer[at])) {
        tokens.fail('Two document paths overlap with each other; must remove or rewrite one of these paths;');
      }
    }
  });
}

/** The item after the update; every right-hand side sees the item as it was. The given item stays as it is. */
export function applyUpdate(actions: readonly Action[], before: Item): Item {
  const after: Item = structuredClone(before);
  const planned = actions.map(action => ({ action, value: valueFor(action, before) }));
  const removals: Path[] = [];
  for (const { action, value } of planned) {
    if (value === undefined) removals.push(action.path);
    else put(after, action.path, value);
  }
  // From the end of a list to its start, so that one removal does not move what the next one means.
  removals.sort((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0);
  for (const path of removals) remove(after, path);
  squash({ M: after });
  return after;
}

/** What the action puts in its place; undefined takes the place away. */
function valueFor(action: Action, item: Item): AttributeValue | undefined {
  if (action.kind === 'set') return evaluate(action.source, item);
  const old = valueAt(item, action.path);
  if (action.kind === 'remove') return undefined;
  const type = typeOf(action.value);
  if (old && typeOf(old) !== type) throw operandType();
  if (type === 'N') return sum(old ?? { N: '0' }, action.value, false);
  const [have, given] = [(old?.[type] ?? []) as string[], action.value[type] as string[]];
  const result =
    action.kind === 'add' ? [...new Set([...have, ...given])] : have.filter(element => !given.includes(element));
  return result.length > 0 ? normalise({ [type]: result }) : undefined;
}

function evaluate(source: Source, item: Item): AttributeValue {
  switch (source.kind) {
    case 'value':
      return source.value;
    case 'path': {
      const value = valueAt(item, source.path);
      if (value) return value;
      throw validationError('The provided expression refers to an attribute that does not exist in the item');
    }
    case 'if_not_exists':
      return valueAt(item, source.path) ?? evaluate(source.otherwise, item);
    case 'list_append': {
      const [left, right] = [evaluate(source.left, item), evaluate(source.right, item)];
      if (!left.L || !right.L) throw operandType();
      return { L: [...left.L, ...right.L] };
    }
    default:
      return sum(evaluate(source.left, item), evaluate(source.right, item), source.kind === 'minus');
  }
}

function sum(a: AttributeValue, b: AttributeValue, minus: boolean): AttributeValue {
  if (a.N === undefined || b.N === undefined) throw operandType();
  const right = parseDecimal(b.N);
  return { N: formatDecimal(addDecimals(parseDecimal(a.N), minus ? negate(right) : right)) };
}

const operandType = () => validationError('An operand in the update expression has an incorrect data type');
const badPath = () => validationError('The document path provided in the update expression is invalid for update');

function put(item: Item, path: Path, value: AttributeValue): void {
  const parent = valueAt(item, path.slice(0, -1));
  const step = path.at(-1)!;
  const copy = structuredClone(value);
  if (typeof step === 'string' && parent?.M) {
    // Defined, not assigned: an attribute may be called `__proto__`.
    Object.defineProperty(parent.M, step, { value: copy, enumerable: true, writable: true, configurable: true });
  } else if (typeof step === 'number' && parent?.L) {
    // A position beyond the end appends; the gap closes later.
    parent.L[step] = copy;
  } else {
    throw badPath();
  }
}

function remove(item: Item, path: Path): void {
  const parent = valueAt(item, path.slice(0, -1));
  const step = path.at(-1)!;
  if (typeof step === 'string') {
    if (parent && !parent.M) throw badPath();
    if (parent?.M) delete parent.M[step];
  } else if (parent?.L && step < parent.L.length) parent.L.splice(step, 1);
}

/** Closes the gaps that an append far beyond the end of a list left. */
function squash(value: AttributeValue): void {
  if (value.L) {
    if (Object.keys(value.L).length < value.L.length) value.L = value.L.filter(Boolean);
    value.L.forEach(squash);
  } else if (value.M) Object.values(value.M).forEach(squash);
}
