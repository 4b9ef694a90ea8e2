import type { Context } from '../context.ts';
import type { Input, Operations } from '../http/json-protocol.ts';
import { validationError } from '../http/service-error.ts';
import { parseProjection, project } from './expressions/projection.ts';
import { Aliases } from './expressions/tokens.ts';
import { checkKey, type Items, placeOf } from './items.ts';
import type { Tables } from './tables.ts';
import type { Item } from './values.ts';
import { planWrite, runWrite, type Write } from './writes.ts';

/** BatchGetItem and BatchWriteItem. Nothing is left unprocessed unless a fault plan says so. */
export function batchOperations(context: Context, tables: Tables, items: Items): Operations {
  return {
    BatchGetItem: ({ RequestItems }: Input) => {
      const requests = Object.entries((RequestItems ?? {}) as Record<string, Input>);
      const keys = requests.flatMap(([name, { Keys = [] }]) => (Keys as unknown[]).map(key => ({ name, key })));
      checkCount(keys.length, 100);
      const [taken, left] = split(context, 'BatchGetItem', keys);
      const Responses = requests.map(([name, request]) => {
        const own = taken.filter(one => one.name === name).map(one => one.key);
        return [name, getAll(tables, items, name, { ...request, Keys: own })];
      });
      const UnprocessedKeys = Object.entries(byTable(left, one => one.key)).map(([name, Keys]) => {
        return [name, { ...(RequestItems as Record<string, object>)[name], Keys }];
      });
      return { Responses: Object.fromEntries(Responses), UnprocessedKeys: Object.fromEntries(UnprocessedKeys) };
    },
    BatchWriteItem: ({ RequestItems }: Input) => {
      const requests = Object.entries((RequestItems ?? {}) as Record<string, Input[]>);
      const writes = requests.flatMap(([name, list]) =>
        list.map(request => ({ name, request, write: plan(tables, name, request) })),
      );
      checkCount(writes.length, 25);
      const places = writes.map(
        ({ write: { table, place } }) => `${table.name}/${hex(place.hash)}/${hex(place.range)}`,
      );
      if (new Set(places).size < places.length) throw validationError('Provided list of item keys contains duplicates');
      const [taken, left] = split(context, 'BatchWriteItem', writes);
      context.db.transaction(() => {
        for (const { write } of taken) runWrite(items, write);
      });
      return { UnprocessedItems: byTable(left, one => one.request) };
    },
  };
}

function plan(tables: Tables, TableName: string, { PutRequest, DeleteRequest }: Input): Write {
  if ((PutRequest === undefined) === (DeleteRequest === undefined)) {
    throw validationError('Supplied BatchWriteItem request must have one of PutRequest and DeleteRequest');
  }
  return PutRequest
    ? planWrite(tables, 'Put', { TableName, Item: PutRequest.Item })
    : planWrite(tables, 'Delete', { TableName, Key: DeleteRequest.Key });
}

/** What is done now, and what a fault plan leaves for the caller to send again. */
function split<T>({ faults }: Context, operation: 'BatchGetItem' | 'BatchWriteItem', all: readonly T[]): [T[], T[]] {
  const left = Math.min(faults.unprocessed?.(operation, all.length) ?? 0, all.length - 1);
  return [all.slice(0, all.length - left), all.slice(all.length - left)];
}

function byTable<T extends { readonly name: string }, R>(all: readonly T[], part: (one: T) => R): Record<string, R[]> {
  const names = [...new Set(all.map(({ name }) => name))];
  return Object.fromEntries(names.map(name => [name, all.filter(one => one.name === name).map(part)]));
}

function getAll(
  tables: Tables,
  items: Items,
  name: string,
  { Keys, ProjectionExpression, ExpressionAttributeNames }: Input,
): Item[] {
  const table = tables.need(name);
  const aliases = new Aliases(ExpressionAttributeNames, undefined);
  const paths = ProjectionExpression === undefined ? undefined : parseProjection(ProjectionExpression, aliases);
  aliases.finish();
  const found = (Keys as unknown[]).map(key => items.read(table, placeOf(table, checkKey(table, key))));
  return found.filter(item => item !== undefined).map(item => (paths ? project(item, paths) : item));
}

function checkCount(count: number, most: number): void {
  if (count < 1 || count > most)
    throw validationError(`1 validation error detected: a batch has 1 to ${most} requests`);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
