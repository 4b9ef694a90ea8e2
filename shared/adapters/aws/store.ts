import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  type KeysAndAttributes,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Fault } from '../../ports/fault.ts';
import type { Committed, Condition, Item, Key, Page, Store, Write } from '../../ports/store.ts';
import { call } from './fault.ts';

type AttributeMap = Record<string, AttributeValue>;
interface Expression {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: AttributeMap;
}

const keyOf = ({ pk, sk }: Key): AttributeMap => marshall({ pk, sk });
const toItem = <T extends Item>(map: AttributeMap): T => unmarshall(map) as T;
const toMap = (item: Item): AttributeMap => marshall(item, { removeUndefinedValues: true });

/** One DynamoDB table with string keys `pk` and `sk` and the index `byTime`. */
export function store(dynamodb: DynamoDBClient, table: string): Store {
  return {
    table,

    async get<T extends Item>(key: Key<T>) {
      const command = new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true });
      const { Item } = await call('DynamoDB.GetItem', () => dynamodb.send(command));
      return Item && toItem<T>(Item);
    },

    async getAll<T extends Item>(keys: readonly Key<T>[]) {
      const found = new Map<string, T>();
      let open: KeysAndAttributes | undefined = keys.length
        ? { Keys: keys.map(keyOf), ConsistentRead: true }
        : undefined;
      for (let round = 0; open; round++) {
        // Each round answers at least one item; unprocessed keys mean that the table is busy.
        if (round > keys.length) throw new Fault('throttled', 'DynamoDB.BatchGetItem');
        const request = { [table]: open };
        const answer = await call('DynamoDB.BatchGetItem', () =>
          dynamodb.send(new BatchGetItemCommand({ RequestItems: request })),
        );
        for (const map of answer.Responses?.[table] ?? []) {
          const item = toItem<T>(map);
          found.set(`${item.pk}\n${item.sk}`, item);
        }
        open = answer.UnprocessedKeys?.[table];
      }
      return keys.flatMap(({ pk, sk }) => found.get(`${pk}\n${sk}`) ?? []);
    },

    async partition(pk, prefix = '') {
      const items: Item[] = [];
      const input: QueryCommandInput = {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
        ExpressionAttributeValues: marshall(prefix ? { ':pk': pk, ':prefix': prefix } : { ':pk': pk }),
      };
      for (let start: AttributeMap | undefined, more = true; more; more = start !== undefined) {
        const answer = await query({ ...input, ...(start && { ExclusiveStartKey: start }) });
        items.push(...(answer.Items ?? []).map(map => toItem(map)));
        start = answer.LastEvaluatedKey;
      }
      return items;
    },

    async listing(name, { limit, before, newestFirst = false, next }): Promise<Page> {
      const answer = await query({
        TableName: table,
        IndexName: 'byTime',
        Limit: limit,
        ScanIndexForward: !newestFirst,
        KeyConditionExpression: before === undefined ? 'listing = :name' : 'listing = :name AND receivedAt < :before',
        ExpressionAttributeValues: marshall(
          before === undefined ? { ':name': name } : { ':name': name, ':before': before },
        ),
        ...(next !== undefined && { ExclusiveStartKey: JSON.parse(next) }),
      });
      return {
        items: (answer.Items ?? []).map(map => toItem(map)),
        ...(answer.LastEvaluatedKey && { next: JSON.stringify(answer.LastEvaluatedKey) }),
      };
    },

    async commit(writes) {
      const [only] = writes;
      if (!only) return { done: true };
      return writes.length === 1 && !('check' in only) ? single(only) : transaction(writes);
    },
  };

  function query(input: QueryCommandInput) {
    return call('DynamoDB.Query', () => dynamodb.send(new QueryCommand(input)));
  }

  async function single(write: Exclude<Write, { check: Key }>): Promise<Committed> {
    const options = {
      TableName: table,
      ...expressionOf(write.when),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const;
    return 'put' in write
      ? answerOf('DynamoDB.PutItem', () => dynamodb.send(new PutItemCommand({ ...options, Item: toMap(write.put) })))
      : answerOf('DynamoDB.DeleteItem', () =>
          dynamodb.send(new DeleteItemCommand({ ...options, Key: keyOf(write.remove) })),
        );
  }

  function transaction(writes: readonly Write[]): Promise<Committed> {
    const TransactItems = writes.map((write): TransactWriteItem => {
      const options = {
        TableName: table,
        ...expressionOf(write.when),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } as const;
      if ('put' in write) return { Put: { ...options, Item: toMap(write.put) } };
      if ('remove' in write) return { Delete: { ...options, Key: keyOf(write.remove) } };
      return {
        ConditionCheck: {
          ...options,
          Key: keyOf(write.check),
          ConditionExpression: options.ConditionExpression ?? 'attribute_exists(pk) OR attribute_not_exists(pk)',
        },
      };
    });
    return answerOf('DynamoDB.TransactWriteItems', () =>
      dynamodb.send(new TransactWriteItemsCommand({ TransactItems })),
    );
  }
}

function expressionOf(when: Condition): Expression {
  if (when === 'any') return {};
  if (when === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeValues: marshall({ ':revision': when.revision }),
  };
}

/** A failed condition is an answer; contention inside DynamoDB is one without a conflicting item; the rest is a fault. */
async function answerOf(name: string, send: () => Promise<unknown>): Promise<Committed> {
  let conflicts: Committed | undefined;
  await call(name, () =>
    send().catch(error => {
      conflicts = conflictsOf(error, name);
      if (!conflicts) throw error;
    }),
  );
  return conflicts ?? { done: true };
}

function conflictsOf(error: unknown, name: string): Committed | undefined {
  if (error instanceof ConditionalCheckFailedException)
    return { done: false, conflicts: [{ index: 0, ...(error.Item && { item: toItem(error.Item) }) }] };
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = error.CancellationReasons ?? [];
  const codes = new Set(reasons.map(reason => reason.Code));
  if (codes.has('ConditionalCheckFailed'))
    return {
      done: false,
      conflicts: reasons.flatMap(({ Code, Item }, index) =>
        Code === 'ConditionalCheckFailed' ? [{ index, ...(Item && { item: toItem(Item) }) }] : [],
      ),
    };
  if (codes.has('TransactionConflict')) return { done: false, conflicts: [] };
  if (codes.has('ThrottlingError') || codes.has('ProvisionedThroughputExceeded')) throw new ThrottledTransaction(name);
  return undefined;
}

/** Named so that `kindOf` reads it as throttling: the SDK's own error says only that the transaction was cancelled. */
class ThrottledTransaction extends Error {
  override readonly name = 'ThrottlingException';
}
