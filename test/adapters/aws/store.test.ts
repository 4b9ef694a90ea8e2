import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { store } from '../../../shared/adapters/aws/store.ts';
import type { Item, Store } from '../../../shared/ports/store.ts';
import { clientOf, useServers } from './local.ts';

const local = useServers();
let table: Store;

beforeAll(async () => {
  const dynamodb = new DynamoDBClient(clientOf(local.servers.endpoints.dynamodb));
  const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const;
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'documents',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [string('pk'), string('sk'), string('listing'), string('receivedAt')],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byTime',
          KeySchema: [
            { AttributeName: 'listing', KeyType: 'HASH' },
            { AttributeName: 'receivedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  table = store(dynamodb, 'documents');
});

const row = (pk: string, sk: string, revision: number, more: object = {}): Item => ({ pk, sk, revision, ...more });

describe('store', () => {
  it('gives back what was put, nested and with undefined left out', async () => {
    const item = row('a', '1', 1, { nested: { list: [1, 'two', { three: null }] }, gone: undefined, empty: '' });
    expect(await table.commit([{ put: item, when: 'absent' }])).toEqual({ done: true });
    const { gone: _, ...kept } = item as Item & { gone?: unknown };
    expect(await table.get({ pk: 'a', sk: '1' })).toEqual(kept);
    expect(await table.get({ pk: 'a', sk: '2' })).toBeUndefined();
  });

  it('answers a failed condition with the item that stood in the way, alone and in a transaction', async () => {
    const old = row('b', '1', 3);
    await table.commit([{ put: old, when: 'absent' }]);
    const expected = { done: false, conflicts: [{ index: 0, item: old }] };
    expect(await table.commit([{ put: row('b', '1', 4), when: { revision: 2 } }])).toEqual(expected);
    expect(
      await table.commit([
        { put: row('b', '1', 4), when: 'absent' },
        { put: row('b', '2', 1), when: 'absent' },
      ]),
    ).toEqual(expected);
    expect(await table.get({ pk: 'b', sk: '2' })).toBeUndefined();
    expect(await table.get({ pk: 'b', sk: '1' })).toEqual(old);
  });

  it('writes all or nothing, and a check alone can refuse', async () => {
    await table.commit([{ put: row('c', '1', 1), when: 'absent' }]);
    const writes = [
      { put: row('c', '2', 1), when: 'absent' },
      { check: { pk: 'c', sk: 'stone' }, when: 'absent' },
      { remove: { pk: 'c', sk: '1' }, when: { revision: 1 } },
    ] as const;
    expect(await table.commit(writes)).toEqual({ done: true });
    expect(await table.get({ pk: 'c', sk: '1' })).toBeUndefined();
    await table.commit([{ put: row('c', 'stone', 1), when: 'any' }]);
    const again = await table.commit([{ put: row('c', '3', 1), when: 'absent' }, writes[1]]);
    expect(again).toEqual({ done: false, conflicts: [{ index: 1, item: row('c', 'stone', 1) }] });
    expect(await table.commit([writes[1]])).toMatchObject({ done: false });
    expect(await table.commit([{ check: { pk: 'c', sk: 'stone' }, when: 'any' }])).toEqual({ done: true });
  });

  it('reads many in the order asked, a partition to the end, and a listing page by page', async () => {
    const padding = 'x'.repeat(300_000);
    for (let i = 0; i < 5; i++) {
      const item = row('d', `p#${i}`, 1, { listing: 'stored', receivedAt: `2026-01-0${i + 1}`, padding });
      await table.commit([{ put: item, when: 'absent' }]);
    }
    const keys = [3, 9, 1].map(i => ({ pk: 'd', sk: `p#${i}` }));
    expect((await table.getAll(keys)).map(item => item.sk)).toEqual(['p#3', 'p#1']);
    expect(await table.getAll([])).toEqual([]);
    expect((await table.partition('d', 'p#')).map(item => item.sk)).toEqual(['p#0', 'p#1', 'p#2', 'p#3', 'p#4']);
    expect(await table.partition('d', 'q#')).toEqual([]);
    const first = await table.listing('stored', { limit: 3, newestFirst: true });
    expect(first.items.map(item => item.sk)).toEqual(['p#4', 'p#3', 'p#2']);
    const rest = await table.listing('stored', {
      limit: 3,
      newestFirst: true,
      ...(first.next !== undefined && { next: first.next }),
    });
    expect(rest.items.map(item => item.sk)).toEqual(['p#1', 'p#0']);
    expect((await table.listing('stored', { limit: 9, before: '2026-01-03' })).items).toHaveLength(2);
  });
});
