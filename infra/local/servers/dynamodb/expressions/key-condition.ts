import { validationError } from '../../http/service-error.ts';
import type { AttributeValue } from '../values.ts';
import { type Condition, pathsOf } from './condition.ts';

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
