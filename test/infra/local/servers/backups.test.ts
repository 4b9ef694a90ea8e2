import {
  CreateBackupCommand,
  CreateTableCommand,
  DeleteBackupCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListBackupsCommand,
  PutItemCommand,
  QueryCommand,
  RestoreTableFromBackupCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachOf, refusal, startLocal } from './harness.ts';

let local: Awaited<ReturnType<typeof startLocal>>;
let db: DynamoDBClient;
beforeAll(async () => {
  local = await startLocal();
  db = new DynamoDBClient(reachOf(local.servers, 'dynamodb'));
});
afterAll(() => local.stop());

test('a restored table holds what was there, index and all, without the stream', async () => {
  const TableName = 'vault';
  await db.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: ['pk', 'g'].map(AttributeName => ({ AttributeName, AttributeType: 'S' as const })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byG',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  const put = (pk: string) => db.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, g: { S: 'all' } } }));
  await put('kept');
  await put('erased');
  const { BackupDetails } = await db.send(new CreateBackupCommand({ TableName, BackupName: 'before' }));
  const BackupArn = BackupDetails!.BackupArn!;
  await db.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'erased' } } }));
  await put('later');

  await db.send(new RestoreTableFromBackupCommand({ BackupArn, TargetTableName: 'restored' }));
  const { Items } = await db.send(new ScanCommand({ TableName: 'restored' }));
  expect(Items!.map(({ pk }) => pk!.S).sort()).toEqual(['erased', 'kept']);
  const byIndex = new QueryCommand({
    TableName: 'restored',
    IndexName: 'byG',
    KeyConditionExpression: 'g = :g',
    ExpressionAttributeValues: { ':g': { S: 'all' } },
  });
  expect((await db.send(byIndex)).Count).toBe(2);
  expect((await db.send(new DescribeTableCommand({ TableName: 'restored' }))).Table!.LatestStreamArn).toBeUndefined();
  expect((await db.send(new ScanCommand({ TableName }))).Count).toBe(2);

  const again = new RestoreTableFromBackupCommand({ BackupArn, TargetTableName: 'restored' });
  expect((await refusal(db.send(again))).name).toMatch(/ResourceInUse|TableAlreadyExists/);
  await db.send(new DeleteBackupCommand({ BackupArn }));
  expect((await db.send(new ListBackupsCommand({}))).BackupSummaries).toEqual([]);
  expect((await refusal(db.send(again))).name).toBe('BackupNotFoundException');
});
