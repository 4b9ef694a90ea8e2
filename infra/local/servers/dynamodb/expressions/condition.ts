import { type AttributeValue, compare, equal, type Item, typeOf } from '../values.ts';
import { type Path, valueAt } from './tokens.ts';

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
