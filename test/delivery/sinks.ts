import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Stack } from '../../infra/local/stack/index.ts';

const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

export const s3Of = ({ endpoints }: Stack): S3Client =>
  new S3Client({ ...clientOf(endpoints.s3), forcePathStyle: true });
export const sqsOf = ({ endpoints }: Stack): SQSClient => new SQSClient(clientOf(endpoints.sqs));
export const dynamodbOf = ({ endpoints }: Stack): DynamoDBClient => new DynamoDBClient(clientOf(endpoints.dynamodb));

/** Every place that somebody other than the pipeline reads, as one text each. */
export async function sinksOf(stack: Stack): Promise<Readonly<Record<string, string>>> {
  const logs = join(stack.dir, 'logs');
  return {
    logs: readdirSync(logs)
      .map(name => readFileSync(join(logs, name), 'utf8'))
      .join('\n'),
    events: JSON.stringify(stack.servers.readArchive({ limit: 1_000_000 })),
    documents: JSON.stringify(await scan(stack, stack.names.tables.documents)),
    vault: JSON.stringify(await scan(stack, stack.names.tables.vault)),
    keys: JSON.stringify([
      await keysOf(stack, stack.names.buckets.intake),
      await keysOf(stack, stack.names.buckets.text),
    ]),
    deadLetters: JSON.stringify(await deadLettersOf(stack)),
  };
}

export async function scan(stack: Stack, TableName: string): Promise<NonNullable<ScanCommandOutput['Items']>> {
  const dynamodb = dynamodbOf(stack);
  const items: NonNullable<ScanCommandOutput['Items']> = [];
  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await dynamodb.send(
      new ScanCommand({ TableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/** Keys of all object versions. */
export async function keysOf(stack: Stack, Bucket: string): Promise<string[]> {
  const keys: string[] = [];
  let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (marker) {
    const page: { KeyMarker?: string; VersionIdMarker?: string } = marker;
    const list = await s3Of(stack).send(new ListObjectVersionsCommand({ Bucket, ...page }));
    for (const { Key } of [...(list.Versions ?? []), ...(list.DeleteMarkers ?? [])]) keys.push(Key!);
    marker = list.IsTruncated
      ? {
          KeyMarker: list.NextKeyMarker!,
          ...(list.NextVersionIdMarker && { VersionIdMarker: list.NextVersionIdMarker }),
        }
      : undefined;
  }
  return keys;
}

/** Bodies in all dead-letter queues; they are left there. */
export async function deadLettersOf(stack: Stack): Promise<string[]> {
  const sqs = sqsOf(stack);
  const bodies: string[] = [];
  for (const [name, QueueUrl] of Object.entries(stack.names.queues)) {
    if (!name.endsWith('.dead')) continue;
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 30 }),
      );
      if (!Messages.length) break;
      bodies.push(...Messages.map(({ Body = '' }) => Body));
    }
  }
  return bodies;
}
