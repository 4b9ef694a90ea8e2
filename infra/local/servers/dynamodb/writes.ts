import type { Input } from '../http/json-protocol.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import type { Table } from './definition.ts';
import { type Condition, holds } from './expressions/condition.ts';
import { parseCondition } from './expressions/condition-parser.ts';
import { project } from './expressions/projection.ts';
import { Aliases } from './expressions/tokens.ts';
import { type Action, applyUpdate, parseUpdate } from './expressions/update.ts';
import { checkItem, checkKey, type Items, type Place, placeOf } from './items.ts';
import type { Tables } from './tables.ts';
import { type Item, normaliseItem } from './values.ts';

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

/** A write, understood but not yet done. */
export interface Write {
  readonly kind: WriteKind;
  readonly table: Table;
  readonly place: Place;
  readonly condition: Condition | undefined;
  /** On a failed condition, show the item that is there. */
  readonly showOld: boolean;
  /** The item after the write, given the one before it. */
  apply(before: Item | undefined): Item | undefined;
  readonly actions: readonly Action[];
}

/** Reads the request of one write: the same fields in a call of its own, a batch and a transaction. */
export function planWrite(tables: Tables, kind: WriteKind, input: Input): Write {
  refuseLegacy(input);
  const table = tables.need(input.TableName);
  const aliases = new Aliases(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const actions =
    kind === 'Update' && input.UpdateExpression !== undefined ? parseUpdate(input.UpdateExpression, aliases) : [];
  const condition =
    input.ConditionExpression === undefined
      ? undefined
      : parseCondition('ConditionExpression', input.ConditionExpression, aliases);
  if (kind === 'ConditionCheck' && !condition) throw validationError('A ConditionCheck needs a ConditionExpression.');
  aliases.finish();
  const plan = { kind, table, condition, actions, showOld: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' };
  if (kind === 'Put') {
    const item = normaliseItem(input.Item);
    checkItem(table, item);
    return { ...plan, place: placeOf(table, item), apply: () => item };
  }
  const key = checkKey(table, input.Key);
  checkUpdatedPaths(table, actions);
  const apply = (before: Item | undefined): Item | undefined => {
    if (kind === 'ConditionCheck') return before;
    if (kind === 'Delete') return undefined;
    const after = applyUpdate(actions, before ?? { ...key });
    checkItem(table, after);
    return after;
  };
  return { ...plan, place: placeOf(table, key), apply };
}

/** The form of requests from before expressions; nothing here uses it, and to ignore a condition would be fatal. */
function refuseLegacy(input: Input): void {
  for (const field of ['Expected', 'AttributeUpdates', 'ConditionalOperator']) {
    if (input?.[field] !== undefined)
      throw validationError(`The local server does not know the legacy parameter ${field}.`);
  }
}

function checkUpdatedPaths(table: Table, actions: readonly Action[]): void {
  const keys = [table.hash.name, table.range?.name];
  const key = actions.find(action => keys.includes(String(action.path[0])))?.path[0];
  if (key === undefined) return;
  throw validationError(
    `One or more parameter values were invalid: Cannot update attribute ${key}. This attribute is part of the key`,
  );
}

export const conditionHolds = (write: Write, before: Item | undefined): boolean =>
  write.condition === undefined || holds(write.condition, before);

/** PutItem, UpdateItem and DeleteItem. Call in a transaction. */
export function runWrite(items: Items, write: Write, returnValues: unknown = 'NONE') {
  const before = items.read(write.table, write.place);
  if (!conditionHolds(write, before)) {
    const shown = write.showOld && before ? { Item: before } : {};
    throw new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', 400, shown);
  }
  const after = write.apply(before);
  const answer = returned(write, String(returnValues), before, after);
  items.write(write.table, write.place, before, after);
  return answer;
}

function returned(
  write: Write,
  wanted: string,
  before: Item | undefined,
  after: Item | undefined,
): { Attributes?: Item } {
  const allowed =
    write.kind === 'Update' ? ['NONE', 'ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATED_NEW'] : ['NONE', 'ALL_OLD'];
  if (!allowed.includes(wanted)) throw validationError(`ReturnValues can only be ${allowed.join(' or ')}`);
  if (wanted === 'NONE') return {};
  const item = wanted.endsWith('OLD') ? before : after;
  if (!item) return {};
  if (wanted.startsWith('ALL')) return { Attributes: item };
  const Attributes = project(
    item,
    write.actions.map(action => action.path),
  );
  return Object.keys(Attributes).length > 0 ? { Attributes } : {};
}
