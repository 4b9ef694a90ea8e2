import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contract, contract, refusal } from './harness.ts';

let where: Contract;
let db: DynamoDBClient;
let TableName: string;

beforeAll(async () => {
  where = await contract('dynamodb');
  db = new DynamoDBClient(where.reach);
  TableName = where.name('items');
  const key = (name: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType });
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [key('pk', 'HASH'), key('sk', 'RANGE')],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'listing', AttributeType: 'S' },
        { AttributeName: 'rank', AttributeType: 'N' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byRank',
          KeySchema: [key('listing', 'HASH'), key('rank', 'RANGE')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['shown'] },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client: db, maxWaitTime: 60 }, { TableName });
});
afterAll(async () => {
  if (where.real) await db.send(new DeleteTableCommand({ TableName }));
  await where.stop();
});

type Values = Record<string, AttributeValue>;
const S = (text: string): AttributeValue => ({ S: text });
const N = (number: number | string): AttributeValue => ({ N: String(number) });
const key = (pk: string, sk = 'a'): Values => ({ pk: S(pk), sk: S(sk) });
const put = (Item: Values, more: object = {}) => db.send(new PutItemCommand({ TableName, Item, ...more }));
const read = async (Key: Values, more: object = {}) =>
  (await db.send(new GetItemCommand({ TableName, Key, ConsistentRead: true, ...more }))).Item;
const update = (Key: Values, UpdateExpression: string, more: Partial<UpdateItemCommandInput> = {}) =>
  db.send(new UpdateItemCommand({ TableName, Key, UpdateExpression, ReturnValues: 'ALL_NEW', ...more }));

describe('items', () => {
  test('every type comes back as it went', async () => {
    const Item: Values = {
      ...key('types'),
      text: S('简历 "q"'),
      empty: S(''),
      bytes: { B: Buffer.of(0, 255) },
      yes: { BOOL: true },
      none: { NULL: true },
      numbers: { NS: ['1', '2.5'] },
      texts: { SS: ['a', 'b'] },
      list: { L: [S('x'), { M: { deep: { L: [] } } }] },
      map: { M: { __proto__x: N(1), constructor: S('c') } },
    };
    await put(Item);
    const found = await read(key('types'));
    expect({ ...found, bytes: [...found!.bytes!.B!] }).toEqual({ ...Item, bytes: [0, 255] });
  });

  test.each([
    ['007.50', '7.5'],
    ['-0', '0'],
    ['1e3', '1000'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
    ['1E-130', `0.${'0'.repeat(129)}1`],
  ])('the number %s is stored as %s', async (given, stored) => {
    await put({ ...key('number'), n: N(given) });
    const found = (await read(key('number')))!.n!.N!;
    // The service may answer a very small number in scientific notation; the value is the same.
    expect(where.real ? Number(found) : found).toBe(where.real ? Number(stored) : stored);
  });

  test.each([
    ['39 digits', { n: N('1'.repeat(39)) }],
    ['too large', { n: N('1e126') }],
    ['no number', { n: N('one') }],
    ['an empty set', { s: { SS: [] } }],
    ['a set with twins', { s: { SS: ['a', 'a'] } }],
    ['two types at once', { s: { S: 'a', N: '1' } as unknown as AttributeValue }],
    ['an empty key', { sk: S('') }],
    ['a key of another type', { sk: N(1) }],
    ['an index key of another type', { rank: S('1') }],
    ['more than 400 KB of UTF-8', { text: S('简'.repeat(136_600)) }],
  ])('%s is refused', async (_, more) => {
    expect((await refusal(put({ ...key('bad'), ...more } as Values))).name).toMatch(
      /ValidationException|SerializationException|TypeError/,
    );
  });

  test('400 KB of UTF-8 fit', async () => {
    await put({ ...key('big'), text: S('简'.repeat(136_500)) });
    expect((await read(key('big')))!.text!.S).toHaveLength(136_500);
    await db.send(new DeleteItemCommand({ TableName, Key: key('big') }));
    expect(await read(key('big'))).toBeUndefined();
  });

  test('a projection takes parts of maps and lists', async () => {
    await put({ ...key('project'), map: { M: { a: N(1), b: N(2) } }, list: { L: [N(1), N(2), N(3)] }, other: S('x') });
    const found = await read(key('project'), {
      ProjectionExpression: '#m.a, #l[2], #l[0], absent.x',
      ExpressionAttributeNames: { '#m': 'map', '#l': 'list' },
    });
    expect(found).toEqual({ map: { M: { a: N(1) } }, list: { L: [N(1), N(3)] } });
  });
});

describe('conditions', () => {
  const item: Values = {
    ...key('cond'),
    n: N(5),
    t: S('hello'),
    set: { SS: ['a', 'b'] },
    list: { L: [N(1), S('x')] },
    map: { M: { in: N(1) } },
    no: { NULL: true },
  };
  const values: Values = {
    ':5': N('5.0'),
    ':6': N(6),
    ':h': S('he'),
    ':a': S('a'),
    ':x': S('x'),
    ':S': S('S'),
    ':2': N(2),
    ':t5': S('5'),
    ':list': { L: [N(1), S('x')] },
  };
  test.each([
    ['n = :5', true],
    ['n = :t5', false],
    ['n <> :t5', true],
    ['n < :6 AND n >= :5', true],
    ['n > :5 OR t = :h', false],
    ['NOT n > :5', true],
    ['NOT (n = :5 AND t = :h)', true],
    ['n BETWEEN :2 AND :6', true],
    ['n IN (:2, :5)', true],
    ['n IN (:2, :6)', false],
    ['begins_with(t, :h)', true],
    ['begins_with(n, :h)', false],
    ['contains(t, :h)', true],
    ['contains(#set, :a)', true],
    ['contains(#set, :x)', false],
    ['contains(#list, :x)', true],
    ['#list = :list', true],
    ['#list[0] < :2', true],
    ['#map.#in < :2', true],
    ['attribute_exists(#map.#in) AND attribute_not_exists(#map.t)', true],
    ['attribute_exists(absent)', false],
    ['attribute_type(t, :S)', true],
    ['attribute_type(n, :S)', false],
    ['size(t) = :5', true],
    ['size(#list) = :2', true],
    ['absent = :5', false],
    ['absent <> :5', true],
    ['absent < :5', false],
    ['attribute_exists(#no)', true],
    [':5 = n', true],
    ['n = :5 OR n = :6 AND t = :x', true],
    ['(n = :5 OR n = :6) AND t = :x', false],
  ])('%s → %s', async (ConditionExpression, expected) => {
    const used = Object.fromEntries(
      Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression)),
    );
    const names = { '#set': 'set', '#list': 'list', '#map': 'map', '#in': 'in', '#no': 'no' };
    const aliases = Object.fromEntries(
      Object.entries(names).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression)),
    );
    await put(item);
    const call = put(item, {
      ConditionExpression,
      ...(Object.keys(used).length > 0 ? { ExpressionAttributeValues: used } : {}),
      ...(Object.keys(aliases).length > 0 ? { ExpressionAttributeNames: aliases } : {}),
    });
    expect(expected ? (await call).$metadata.httpStatusCode : (await refusal(call)).name).toBe(
      expected ? 200 : 'ConditionalCheckFailedException',
    );
  });

  test('a failed condition shows what is there, if asked', async () => {
    await put({ ...key('shown'), v: N(1) });
    const more = { ConditionExpression: 'attribute_not_exists(pk)' };
    expect((await refusal(put(key('shown'), more))).Item).toBeUndefined();
    const error = await refusal(put(key('shown'), { ...more, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    expect(error.Item).toEqual({ ...key('shown'), v: N(1) });
  });

  test.each([
    ['a reserved word', { ConditionExpression: 'status = :v', ExpressionAttributeValues: { ':v': N(1) } }, /reserved/],
    ['a value that is not given', { ConditionExpression: 'a = :v' }, /not defined/],
    [
      'a value that is not used',
      { ConditionExpression: 'attribute_exists(a)', ExpressionAttributeValues: { ':v': N(1) } },
      /unused|only be specified/,
    ],
    [
      'a name that is not used',
      { ConditionExpression: 'attribute_exists(a)', ExpressionAttributeNames: { '#a': 'a' } },
      /unused/,
    ],
    ['half an expression', { ConditionExpression: 'attribute_exists(a) AND' }, /Invalid ConditionExpression/],
    ['an unknown function', { ConditionExpression: 'sounds_like(a, b)' }, /Invalid ConditionExpression/],
    ['an empty one', { ConditionExpression: '' }, /empty/],
  ])('%s is refused', async (_, more, message) => {
    expect(await refusal(put(key('syntax'), more))).toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});

describe('updates', () => {
  const given: Values = {
    ':1': N(1),
    ':2': N(2),
    ':l': { L: [N(9)] },
    ':s': { SS: ['b', 'c'] },
    ':e': { L: [] },
    ':t': S('new'),
  };
  test.each<[string, Values, Values]>([
    ['SET a = :1, b = :2', {}, { a: N(1), b: N(2) }],
    ['SET a = a + :1, b = a', { a: N(1) }, { a: N(2), b: N(1) }],
    ['SET a = a - :2', { a: N('0.5') }, { a: N('-1.5') }],
    ['SET a = if_not_exists(a, :1)', { a: N(7) }, { a: N(7) }],
    ['SET a = if_not_exists(a, :1) + :1', {}, { a: N(2) }],
    ['SET l = list_append(if_not_exists(l, :e), :l)', {}, { l: { L: [N(9)] } }],
    ['SET l = list_append(:l, l)', { l: { L: [N(1)] } }, { l: { L: [N(9), N(1)] } }],
    ['SET m.x = :1, l[1] = :2', { m: { M: {} }, l: { L: [N(1)] } }, { m: { M: { x: N(1) } }, l: { L: [N(1), N(2)] } }],
    ['SET l[7] = :2', { l: { L: [N(1)] } }, { l: { L: [N(1), N(2)] } }],
    ['REMOVE a, l[0], l[2]', { a: N(1), l: { L: [N(0), N(1), N(2)] } }, { l: { L: [N(1)] } }],
    ['ADD n :1, s :s', { s: { SS: ['a', 'b'] } }, { n: N(1), s: { SS: ['a', 'b', 'c'] } }],
    ['DELETE s :s', { s: { SS: ['a', 'b'] } }, { s: { SS: ['a'] } }],
    ['DELETE s :s', { s: { SS: ['b'] } }, {}],
    ['SET a = :t REMOVE b ADD n :2', { b: N(1), n: N(1) }, { a: S('new'), n: N(3) }],
  ])('%s', async (expression, before, after) => {
    await put({ ...key('update'), ...before });
    const used = Object.fromEntries(
      Object.entries(given).filter(([name]) => new RegExp(`${name}\\b`).test(expression)),
    );
    const { Attributes } = await update(
      key('update'),
      expression,
      Object.keys(used).length > 0 ? { ExpressionAttributeValues: used } : {},
    );
    expect(Attributes).toEqual({ ...key('update'), ...after });
    expect(await read(key('update'))).toEqual(Attributes);
  });

  test.each([
    ['a key', 'SET sk = :1'],
    ['a path into nothing', 'SET nothing.x = :1'],
    ['an operand that is not there', 'SET a = nothing + :1'],
    ['a sum with a text', 'SET a = t + :1'],
    ['two places that overlap', 'SET m = :1, m.x = :1'],
    ['a clause twice', 'SET a = :1 SET b = :1'],
  ])('%s is refused', async (_, expression) => {
    await put({ ...key('refused'), t: S('x') });
    expect(
      (await refusal(update(key('refused'), expression, { ExpressionAttributeValues: { ':1': N(1) } }))).name,
    ).toBe('ValidationException');
    expect(await read(key('refused'))).toEqual({ ...key('refused'), t: S('x') });
  });

  test('an update makes the item, with its key; what it returns is as asked', async () => {
    const Key = key('made');
    const more = { ExpressionAttributeValues: { ':1': N(1) } };
    expect((await update(Key, 'ADD n :1', more)).Attributes).toEqual({ ...Key, n: N(1) });
    expect((await update(Key, 'ADD n :1', { ...more, ReturnValues: 'UPDATED_OLD' })).Attributes).toEqual({ n: N(1) });
    expect((await update(Key, 'ADD n :1', { ...more, ReturnValues: 'UPDATED_NEW' })).Attributes).toEqual({ n: N(3) });
    expect((await update(Key, 'ADD n :1', { ...more, ReturnValues: 'ALL_OLD' })).Attributes).toEqual({
      ...Key,
      n: N(3),
    });
    expect((await update(Key, 'ADD n :1', { ...more, ReturnValues: 'NONE' })).Attributes).toBeUndefined();
  });
});

describe('queries', () => {
  beforeAll(async () => {
    for (let i = 0; i < 25; i++) {
      await put({
        ...key('q', `k${String(i).padStart(2, '0')}`),
        n: N(i),
        listing: S('all'),
        rank: N(((i * 7) % 25) - 12),
        shown: N(i),
        hidden: S('x'),
      });
    }
    await put({ ...key('q', '简历'), n: N(99) });
  });
  const sks = async (condition: string, values: Values, more: object = {}) => {
    const { Items } = await db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: { ':p': S('q'), ...values },
        ConsistentRead: true,
        ...more,
      }),
    );
    return Items!.map(item => item.sk!.S);
  };

  test.each<[string, Values, string[]]>([
    ['pk = :p AND sk = :a', { ':a': S('k03') }, ['k03']],
    ['pk = :p AND sk < :a', { ':a': S('k02') }, ['k00', 'k01']],
    ['pk = :p AND sk <= :a', { ':a': S('k01') }, ['k00', 'k01']],
    ['pk = :p AND sk > :a', { ':a': S('k23') }, ['k24', '简历']],
    ['pk = :p AND sk >= :a', { ':a': S('k24') }, ['k24', '简历']],
    ['pk = :p AND sk BETWEEN :a AND :b', { ':a': S('k05'), ':b': S('k07') }, ['k05', 'k06', 'k07']],
    ['pk = :p AND begins_with(sk, :a)', { ':a': S('k2') }, ['k20', 'k21', 'k22', 'k23', 'k24']],
    ['begins_with(sk, :a) AND pk = :p', { ':a': S('简') }, ['简历']],
  ])('%s', async (condition, values, expected) => {
    expect(await sks(condition, values)).toEqual(expected);
    expect(await sks(condition, values, { ScanIndexForward: false })).toEqual([...expected].reverse());
  });

  test.each([true, false])('page by page, each item once (forward: %s)', async ScanIndexForward => {
    const found: number[] = [];
    let ExclusiveStartKey: Values | undefined;
    do {
      const page: { Items?: Values[]; LastEvaluatedKey?: Values | undefined } = (await db.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :p AND begins_with(sk, :k)',
          FilterExpression: 'n <> :no',
          ExpressionAttributeValues: { ':p': S('q'), ':k': S('k'), ':no': N(4) },
          Limit: 4,
          ScanIndexForward,
          ExclusiveStartKey,
        }),
      )) as never;
      expect(page.Items!.length).toBeLessThanOrEqual(4);
      found.push(...page.Items!.map(item => Number(item.n!.N)));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    const all = Array.from({ length: 25 }, (_, i) => i).filter(n => n !== 4);
    expect(found).toEqual(ScanIndexForward ? all : all.reverse());
  });

  test('an index sorts numbers as numbers, shows what it projects, and follows changes', async () => {
    const query = async (more: object = {}) => {
      const all: Values[] = [];
      let ExclusiveStartKey: Values | undefined;
      do {
        const page = await db.send(
          new QueryCommand({
            TableName,
            IndexName: 'byRank',
            KeyConditionExpression: 'listing = :l',
            ExpressionAttributeValues: { ':l': S('all') },
            Limit: 7,
            ExclusiveStartKey,
            ...more,
          }),
        );
        all.push(...page.Items!);
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return all;
    };
    const ranks = (await query()).map(item => Number(item.rank!.N));
    expect(ranks).toEqual(Array.from({ length: 25 }, (_, i) => i - 12));
    const [first] = await query({ ScanIndexForward: false });
    expect(Object.keys(first!).sort()).toEqual(['listing', 'pk', 'rank', 'shown', 'sk']);
    await update(key('q', first!.sk!.S), 'SET #r = :r', {
      ExpressionAttributeNames: { '#r': 'rank' },
      ExpressionAttributeValues: { ':r': N('-12.5') },
    });
    await update(key('q', 'k00'), 'REMOVE listing');
    if (where.real) await new Promise(resolve => setTimeout(resolve, 2000));
    const changed = await query();
    expect(changed[0]).toMatchObject({ sk: first!.sk, rank: N('-12.5') });
    expect(changed).toHaveLength(24);
  });

  test.each([undefined, 'byRank'])(
    'a page goes on behind an item that is gone meanwhile (index: %s)',
    async IndexName => {
      const pk = `gone ${IndexName}`;
      for (let i = 0; i < 10; i++) await put({ ...key(pk, `k${i}`), listing: S(pk), rank: N(i) });
      if (where.real) await new Promise(resolve => setTimeout(resolve, 2000));
      for (const ScanIndexForward of [true, false]) {
        const seen: string[] = [];
        let ExclusiveStartKey: Values | undefined;
        do {
          const page = await db.send(
            new QueryCommand({
              TableName,
              ...(IndexName && { IndexName }),
              KeyConditionExpression: `${IndexName ? 'listing' : 'pk'} = :p`,
              ExpressionAttributeValues: { ':p': S(pk) },
              Limit: 3,
              ScanIndexForward,
              ExclusiveStartKey,
            }),
          );
          seen.push(...page.Items!.map(item => item.sk!.S!));
          ExclusiveStartKey = page.LastEvaluatedKey;
          if (ExclusiveStartKey)
            await db.send(new DeleteItemCommand({ TableName, Key: key(pk, ExclusiveStartKey.sk!.S) }));
        } while (ExclusiveStartKey);
        const expected = ScanIndexForward ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] : [9, 7, 6, 4, 3, 1, 0];
        expect(seen).toEqual(expected.map(i => `k${i}`));
      }
    },
  );

  test('a scan finds all, in parts too', async () => {
    const count = async (more: object) => {
      const { Items } = await db.send(
        new ScanCommand({
          TableName,
          FilterExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': S('q') },
          ...more,
        }),
      );
      return Items!.length;
    };
    expect(await count({})).toBe(26);
    const parts = await Promise.all([0, 1, 2].map(Segment => count({ Segment, TotalSegments: 3 })));
    expect(parts.reduce((a, b) => a + b)).toBe(26);
    const { Count, Items } = await db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': S('q') },
        Select: 'COUNT',
      }),
    );
    expect([Count, Items]).toEqual([26, undefined]);
  });

  test('one answer looks at one megabyte', async () => {
    for (let i = 0; i < 4; i++) await put({ ...key('mega', String(i)), text: S('x'.repeat(350_000)) });
    const { Items, LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': S('mega') },
      }),
    );
    expect(Items).toHaveLength(3);
    expect(LastEvaluatedKey).toEqual(key('mega', '2'));
  });

  test.each([
    ['no partition', { KeyConditionExpression: 'sk = :v' }],
    ['another test on the partition', { KeyConditionExpression: 'pk > :v' }],
    ['a test on another attribute', { KeyConditionExpression: 'pk = :v AND n = :v' }],
    ['a filter on a key', { KeyConditionExpression: 'pk = :v', FilterExpression: 'sk = :v' }],
    ['an index that is not there', { KeyConditionExpression: 'pk = :v', IndexName: 'nothing' }],
  ])('%s is refused', async (_, more) => {
    const call = db.send(new QueryCommand({ TableName, ExpressionAttributeValues: { ':v': S('x') }, ...more }));
    expect((await refusal(call)).name).toBe('ValidationException');
  });
});

describe('several at once', () => {
  test('batches write and read', async () => {
    const requests = Array.from({ length: 25 }, (_, i) => ({
      PutRequest: { Item: { ...key('batch', `${i}`), n: N(i) } },
    }));
    await db.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
    const Keys = [...requests.map(({ PutRequest }) => key('batch', PutRequest.Item.n!.N)), key('batch', 'none')];
    const { Responses, UnprocessedKeys } = await db.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }),
    );
    expect(Responses![TableName]).toHaveLength(25);
    expect(UnprocessedKeys).toEqual({});
    const twins = {
      RequestItems: {
        [TableName]: [{ DeleteRequest: { Key: key('batch') } }, { DeleteRequest: { Key: key('batch') } }],
      },
    };
    expect((await refusal(db.send(new BatchWriteItemCommand(twins)))).name).toBe('ValidationException');
  });

  test('a transaction writes all or nothing and says why', async () => {
    await put({ ...key('tx', 'there'), v: N(1) });
    const items = (expected: number) => [
      { Put: { TableName, Item: { ...key('tx', 'record'), v: N(2) } } },
      {
        Update: {
          TableName,
          Key: key('tx', 'there'),
          UpdateExpression: 'ADD v :1',
          ConditionExpression: 'v = :e',
          ExpressionAttributeValues: { ':1': N(1), ':e': N(expected) },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
        },
      },
      { ConditionCheck: { TableName, Key: key('tx', 'tombstone'), ConditionExpression: 'attribute_not_exists(pk)' } },
      { Delete: { TableName, Key: key('tx', 'gone') } },
    ];
    const error = await refusal(db.send(new TransactWriteItemsCommand({ TransactItems: items(5) })));
    expect(error.name).toBe('TransactionCanceledException');
    expect(
      (error.CancellationReasons as { Code: string; Item?: Values }[]).map(({ Code, Item }) => [Code, Item]),
    ).toEqual([
      ['None', undefined],
      ['ConditionalCheckFailed', { ...key('tx', 'there'), v: N(1) }],
      ['None', undefined],
      ['None', undefined],
    ]);
    expect(await read(key('tx', 'record'))).toBeUndefined();
    await db.send(new TransactWriteItemsCommand({ TransactItems: items(1) }));
    const { Responses } = await db.send(
      new TransactGetItemsCommand({
        TransactItems: ['record', 'there', 'gone'].map(sk => ({ Get: { TableName, Key: key('tx', sk) } })),
      }),
    );
    expect(Responses!.map(({ Item }) => Item?.v)).toEqual([N(2), N(2), undefined]);
  });

  test('the same token does nothing twice; a cancelled one may be tried again', async () => {
    const call = (token: string, sk: string, ConditionExpression?: string) => {
      const values = { ExpressionAttributeValues: { ':1': N(1) } };
      const Update = {
        TableName,
        Key: key('token', sk),
        UpdateExpression: 'ADD n :1',
        ...values,
        ...(ConditionExpression ? { ConditionExpression } : {}),
      };
      return db.send(
        new TransactWriteItemsCommand({
          ClientRequestToken: `${where.name(token)}`.slice(0, 36),
          TransactItems: [{ Update }],
        }),
      );
    };
    await call('a', 'a');
    await call('a', 'a');
    expect((await read(key('token', 'a')))!.n).toEqual(N(1));
    expect((await refusal(call('a', 'b'))).name).toBe('IdempotentParameterMismatchException');
    expect((await refusal(call('c', 'c', 'attribute_exists(n)'))).name).toBe('TransactionCanceledException');
    await put({ ...key('token', 'c'), n: N(1) });
    await call('c', 'c', 'attribute_exists(n)');
    expect((await read(key('token', 'c')))!.n).toEqual(N(2));
  });

  test.each([
    [
      'the same item twice',
      (name: string) => [{ Delete: { TableName: name, Key: key('x') } }, { Put: { TableName: name, Item: key('x') } }],
    ],
    [
      '101 actions',
      (name: string) => Array.from({ length: 101 }, (_, i) => ({ Delete: { TableName: name, Key: key('x', `${i}`) } })),
    ],
  ])('%s are refused', async (_, items) => {
    expect((await refusal(db.send(new TransactWriteItemsCommand({ TransactItems: items(TableName) })))).name).toBe(
      'ValidationException',
    );
  });

  test('sixteen writers of one counter lose nothing', async () => {
    const Key = key('race');
    await Promise.all(
      Array.from({ length: 16 }, () => update(Key, 'ADD n :1', { ExpressionAttributeValues: { ':1': N(1) } })),
    );
    const first = await Promise.allSettled(
      Array.from({ length: 16 }, (_, i) =>
        put({ ...key('first'), n: N(i) }, { ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
    );
    expect((await read(Key))!.n).toEqual(N(16));
    expect(first.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

test('a table that is not there', async () => {
  const name = where.name('nowhere');
  expect((await refusal(db.send(new DescribeTableCommand({ TableName: name })))).name).toBe(
    'ResourceNotFoundException',
  );
  expect((await refusal(db.send(new GetItemCommand({ TableName: name, Key: key('a') })))).name).toBe(
    'ResourceNotFoundException',
  );
});
