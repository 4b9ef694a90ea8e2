import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { objectStore } from '../../../shared/adapters/aws/object-store.ts';
import { store } from '../../../shared/adapters/aws/store.ts';
import { BIN, command, linesOf } from './cli/command.ts';

const DOCUMENTS = 80;

let folder: string;
let running: ChildProcess | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-'));
});
afterAll(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Place {
  readonly endpoints: Record<string, string>;
  readonly names: Record<string, string>;
}

async function serve(): Promise<Place> {
  running = spawn(process.execPath, [BIN, 'serve', '--json', '--store', join(folder, 'store')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: running.stdout! }), 'line')) as [string];
  return JSON.parse(line);
}

const text = (i: number): string =>
  `林样例\n电话：13800138000 邮箱：crash.${i}@example.com\n工作经历\n示例科技有限公司 - 后端工程师 2019-07 ~ 2022-05\n· 编号 ${i}\n`;

const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

async function upload({ endpoints, names }: Place): Promise<void> {
  const s3 = new S3Client({ ...clientOf(endpoints.s3!), forcePathStyle: true });
  const intake = objectStore(s3, names['buckets.intake']!);
  await Promise.all(
    Array.from({ length: DOCUMENTS }, (_, i) => intake.put(`intake/crash/${i}.txt`, Buffer.from(text(i)))),
  );
}

/** Waits until so many documents are stored; the others are under way or untouched then. */
async function stored({ endpoints, names }: Place, least: number): Promise<number> {
  const table = store(new DynamoDBClient(clientOf(endpoints.dynamodb!)), names['tables.documents']!);
  for (;;) {
    const { items } = await table.listing('stored', { limit: DOCUMENTS });
    if (items.length >= least) return items.length;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

it('a stack killed in the middle of a batch stores every document once when it is started again', async () => {
  let place = await serve();
  await upload(place);
  for (const least of [5, 40]) {
    expect(await stored(place, least)).toBeLessThan(DOCUMENTS);
    running!.kill('SIGKILL');
    await once(running!, 'exit');
    place = await serve();
  }
  const at = ['--store', join(folder, 'store')];
  // Runs on the stack that `serve` keeps up, and waits until it is idle.
  await command(['redrive', ...at]);

  const records = linesOf(await command(['list', '--json', ...at]));
  expect(records).toHaveLength(DOCUMENTS);
  expect(new Set(records.map(({ documentId }) => documentId)).size).toBe(DOCUMENTS);
  const events = linesOf(await command(['events', '--json', ...at])) as { type: string; id: string }[];
  const ingested = events.filter(({ type }) => type === 'resume.ingested.v1');
  expect(new Set(ingested.map(({ id }) => id)).size).toBe(DOCUMENTS);
  expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['resume.ingested.v1']));
});
