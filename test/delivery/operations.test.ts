import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import type { Call, Fault, Faults } from '../../infra/local/servers/index.ts';
import { type Stack, startStack } from '../../infra/local/stack/index.ts';
import { objectStore } from '../../shared/adapters/aws/object-store.ts';
import type { ResumeEvent } from '../../shared/contracts/event.ts';
import { uploadOf } from './letters.ts';
import { s3Of, scan } from './sinks.ts';

const DOCUMENTS = 4;
const HOUR = 3_600_000;
/** Calls that fail: more than the SDK's own tries of one. */
const FAILING = 5;

let stack: Stack;
let dir: string;
afterEach(async () => {
  await stack.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function start(faults: Faults, ahead = 0): Promise<void> {
  dir = mkdtempSync(join(tmpdir(), 'operations-'));
  const clock = () => Date.now() + ahead;
  stack = await startStack({ dir, retrySeconds: () => 1, servers: { faults, clock } });
}

/** A fault for the first `times` calls of an operation. */
function first(
  times: number,
  operation: string,
  fault: Fault,
): { call: (call: Call) => Fault | undefined; left: () => number } {
  let left = times;
  return {
    call: call => (call.operation === operation && left-- > 0 ? fault : undefined),
    left: () => Math.max(0, left),
  };
}

/** The test's own call, which is not to fail. */
const isUpload = ({ operation, input }: Call): boolean =>
  operation === 'PutObject' && String((input as { Key?: string }).Key).startsWith('intake/');

async function ingestAll(): Promise<void> {
  const intake = objectStore(s3Of(stack), stack.names.buckets.intake);
  for (let i = 0; i < DOCUMENTS; i++) await intake.put(uploadOf(i).key, uploadOf(i).bytes);
  await stack.idle();
}

/** One record and one event id for each document, and not a status that is no end. */
async function expectAllStoredOnce(): Promise<void> {
  const items = (await scan(stack, stack.names.tables.documents)).map(item => unmarshall(item));
  expect(items.filter(({ sk }) => sk === 'status').map(({ status }) => status)).toEqual(
    Array(DOCUMENTS).fill('stored'),
  );
  expect(items.filter(({ sk }) => sk === 'record')).toHaveLength(DOCUMENTS);
  expect(items.filter(({ sk }) => sk.startsWith('outbox#'))).toEqual([]);
  const ids = stack.servers
    .readArchive({ bus: stack.names.bus })
    .map(({ event }) => event.detail as ResumeEvent)
    .filter(({ type }) => type === 'resume.ingested.v1')
    .map(({ id }) => id);
  expect(new Set(ids).size).toBe(DOCUMENTS);
}

describe('what fails for a while ends stored', () => {
  it.each([
    [
      'a transaction whose conditions conflict',
      'TransactWriteItems',
      { kind: 'error', code: 'TransactionConflictException' },
    ],
    ['a transaction whose answer is lost', 'TransactWriteItems', { kind: 'lost-answer' }],
    ['KMS that denies access', 'GenerateDataKey', { kind: 'error', code: 'AccessDeniedException', status: 400 }],
    [
      'a table that throttles',
      'PutItem',
      { kind: 'error', code: 'ProvisionedThroughputExceededException', status: 400 },
    ],
    ['a bucket that answers 503', 'PutObject', { kind: 'error', code: 'SlowDown', status: 503 }],
    ['a queue whose answer is lost', 'SendMessage', { kind: 'lost-answer' }],
    ['a bus whose answer is lost', 'PutEvents', { kind: 'lost-answer' }],
  ] as const)('%s', async (_, operation, fault) => {
    const plan = first(FAILING, operation, fault);
    await start({ call: call => (isUpload(call) ? undefined : plan.call(call)) });
    await ingestAll();
    expect(plan.left()).toBe(0);
    await expectAllStoredOnce();
  });

  it('PutEvents that answers 200 and refuses entries', async () => {
    let refused = 0;
    await start({
      entry: ({ service }) => (service === 'events' && refused++ < 3 ? { code: 'ThrottlingException' } : undefined),
    });
    await ingestAll();
    expect(refused).toBeGreaterThan(3);
    await expectAllStoredOnce();
  });

  it.each([HOUR, -HOUR])('a clock that is %i ms off', async ahead => {
    await start({}, ahead);
    await ingestAll();
    await expectAllStoredOnce();
  });
});
