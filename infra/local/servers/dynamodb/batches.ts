import type { Context } from '../context.ts';
import type { Input, Operations } from '../http/json-protocol.ts';
import { validationError } from '../http/service-error.ts';
import { parseProjection, project } from './expressions/projection.ts';
import { Aliases } from './expressions/tokens.ts';
import { checkKey, type Items, placeOf } from './items.ts';
import type { Tables } from './tables.ts';
import type { Item } from './values.ts';
import { planWrite, runWrite } from './writes.ts';

/** BatchGetItem and BatchWriteItem. Nothing is left unprocessed here; a fault plan can refuse the call. */
export function batchOperations(context: Context, tables: Tables, items: Items): Operations {
  return {
    BatchGetItem: ({ RequestItems }: Input) => {
      const requests = Object.entries((RequestItems ?? {}) as Record<string, Input>);
      const total = requests.reduce((sum, [, { Keys = [] }]) => sum + Keys.length, 0);
      checkCount(total, 100);
      const Responses = Object.fromEntries(
        requests.map(([name, request]) => [name, getAll(tables, items, name, request)]),
      );
      return { Responses, UnprocessedKeys: {} };
    },
    BatchWriteItem: ({ RequestItems }: Input) => {
      const requests = Object.entries((RequestItems ?? {}) as Record<string, Input[]>);
      const writes = requests.flatMap(([TableName, list]) =>
        list.map(({ PutRequest, DeleteRequest }: Input) => {
          if ((PutRequest === undefined) === (DeleteRequest === undefined)) {
            throw validationError('Supplied BatchWriteItem request must have one of PutRequest and DeleteRequest');
          }
          return PutRequest
            ? planWrite(tables, 'Put', { TableName, Item: PutRequest.Item })
            : planWrite(tables, 'Delete', { TableName, Key: DeleteRequest.Key });
        }),
      );
      checkCount(writes.length, 25);
      const places = writes.map(({ table, place }) => `${table.name}/${hex(place.hash)}/${hex(place.range)}`);
      if (new Set(places).size < places.length) throw validationError('Provided list of item keys contains duplicates');
      context.db.transaction(() => {
        for (const write of writes) runWrite(items, write);
      });
      return { UnprocessedItems: {} };
    },
  };
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
