import type { Context } from '../context.ts';
import { type Input, jsonProtocol, type Operations } from '../http/json-protocol.ts';
import type { Handler } from '../http/listen.ts';
import { validationError } from '../http/service-error.ts';
import { Backups } from './backups.ts';
import { batchOperations } from './batches.ts';
import { parseProjection, project } from './expressions/projection.ts';
import { Aliases } from './expressions/tokens.ts';
import { checkKey, Items, placeOf } from './items.ts';
import { query, scan } from './reads.ts';
import { Streams } from './streams.ts';
import { tableOperations } from './table-operations.ts';
import { Tables } from './tables.ts';
import { Transactions } from './transactions.ts';
import { planWrite, runWrite, type WriteKind } from './writes.ts';

export interface DynamoServer {
  readonly handler: Handler;
  readonly streams: Streams;
  /** Removes the items whose time is over. */
  expireItems(): void;
  /** Forgets stream records and tokens that have outlived their use. */
  expire(): void;
}

export const DYNAMO_NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';

export function dynamoServer(context: Context): DynamoServer {
  const tables = new Tables(context);
  const streams = new Streams(context, tables);
  const items = new Items(context, streams);
  const transactions = new Transactions(context, tables, items);
  const operations = {
    ...itemOperations(context, tables, items),
    ...batchOperations(context, tables, items),
    ...transactions.operations(),
    ...new Backups(context, tables, items).operations(),
    ...tableOperations(context, tables, items),
  };
  const handler = jsonProtocol({
    service: 'dynamodb',
    version: '1.0',
    targets: { DynamoDB_20120810: operations, DynamoDBStreams_20120810: streams.operations() },
    namespace: DYNAMO_NAMESPACE,
    faults: context.faults,
  });
  const expire = () => {
    streams.expire();
    transactions.expire();
  };
  return { handler, streams, expire, expireItems: () => expireItems(context, tables, items) };
}

function itemOperations(context: Context, tables: Tables, items: Items): Operations {
  const write = (kind: WriteKind) => (input: Input) => {
    const planned = planWrite(tables, kind, input);
    const answer = context.db.transaction(() => runWrite(items, planned, input.ReturnValues));
    return { ...answer, ...consumed(input, 1) };
  };
  return {
    PutItem: write('Put'),
    UpdateItem: write('Update'),
    DeleteItem: write('Delete'),
    GetItem: (input: Input) => {
      if (input.AttributesToGet !== undefined)
        throw validationError('The local server does not know the legacy parameter AttributesToGet.');
      const table = tables.need(input.TableName);
      const aliases = new Aliases(input.ExpressionAttributeNames, undefined);
      const paths =
        input.ProjectionExpression === undefined ? undefined : parseProjection(input.ProjectionExpression, aliases);
      aliases.finish();
      const item = items.read(table, placeOf(table, checkKey(table, input.Key)));
      return { ...(item ? { Item: paths ? project(item, paths) : item } : {}), ...consumed(input, 0.5) };
    },
    Query: (input: Input) => ({ ...query(context, tables.need(input.TableName), input), ...consumed(input, 0.5) }),
    Scan: (input: Input) => ({ ...scan(context, tables.need(input.TableName), input), ...consumed(input, 0.5) }),
  };
}

/** Capacity is not metered here: a caller that asks gets the smallest amount there is. */
const consumed = ({ ReturnConsumedCapacity, TableName }: Input, units: number) =>
  ReturnConsumedCapacity === 'TOTAL' || ReturnConsumedCapacity === 'INDEXES'
    ? { ConsumedCapacity: { TableName, CapacityUnits: units } }
    : {};

function expireItems(context: Context, tables: Tables, items: Items): void {
  for (const name of tables.names()) {
    const table = tables.find(name)!;
    if (table.ttl === undefined) continue;
    const expired = items.expired(table, context.clock());
    if (expired.length === 0) continue;
    context.db.transaction(() => {
      for (const item of expired) items.write(table, placeOf(table, item), item, undefined, 'expiry');
    });
  }
}
