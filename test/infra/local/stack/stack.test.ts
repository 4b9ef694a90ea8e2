import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Stack, type StartOptions, startStack } from '../../../../infra/local/stack/index.ts';
import { deeds, keyIn, putRow, stateFolder, take, trialBundles, trialTemplate, upload, uploadTo } from './trial.ts';

const template = trialTemplate();
const bundles = trialBundles();
const stacks: Stack[] = [];
afterEach(async () => void (await Promise.all(stacks.splice(0).map(stack => stack.stop()))));

async function start(options: Partial<StartOptions> = {}): Promise<Stack> {
  const stack = await startStack({
    dir: stateFolder(),
    template,
    bundles,
    leaseSeconds: 3,
    retrySeconds: () => 0,
    ...options,
  });
  stacks.push(stack);
  return stack;
}

const names = (stack: Stack): string[] =>
  deeds(stack, 'read-document').map(({ did }) => String(did).replace('intake/test/', ''));

describe('an upload', () => {
  test('reaches its function through the rule and the queue, once', async () => {
    const stack = await start();
    await upload(stack, 'a', 'b', 'c');
    await stack.idle();
    expect(names(stack).sort()).toEqual(['a', 'b', 'c']);
    expect(await take(stack, 'intake.dead')).toEqual([]);
  });

  test('that is poison is tried as often as the template says, then a dead letter; its neighbours are done once', async () => {
    const stack = await start();
    await upload(stack, 'a', 'poison', 'b', 'c');
    await stack.idle();
    const done = names(stack);
    expect(done.filter(name => name === 'poison')).toHaveLength(5);
    expect(done.filter(name => name !== 'poison').sort()).toEqual(['a', 'b', 'c']);
    expect((await take(stack, 'intake.dead')).map(keyIn)).toEqual(['poison']);
  });

  test.each(['hang', 'crash'])(
    'that makes the function %s is a dead letter in the end, and work goes on',
    async fault => {
      const stack = await start();
      await upload(stack, fault);
      await stack.idle();
      await upload(stack, 'a');
      await stack.idle();
      expect((await take(stack, 'intake.dead')).map(keyIn)).toEqual([fault]);
      expect(names(stack).at(-1)).toBe('a');
      expect(stack.counters()['read-document']).toMatchObject({ failures: 5 });
    },
  );

  test('outside of the watched prefixes starts nothing', async () => {
    const stack = await start();
    await uploadTo(stack, 'elsewhere/a');
    await stack.idle();
    expect(stack.counters()['read-document']?.runs).toBe(0);
  });
});

describe('the stream', () => {
  const published = (stack: Stack) => deeds(stack, 'publish').map(({ did }) => did as string[]);

  test('brings outbox rows in their order, and no other rows', async () => {
    const stack = await start();
    await putRow(stack, 'status', 'outbox#1', 'record', 'outbox#2', 'outbox#3');
    await stack.idle();
    expect(published(stack).flat()).toEqual(['outbox#1', 'outbox#2', 'outbox#3']);
  });

  test.each(['poison', 'crash'])(
    '%s: the bad row alone is put aside, those before and after it are published',
    async fault => {
      const stack = await start();
      await putRow(stack, 'outbox#1', 'outbox#2', `outbox#${fault}`, 'outbox#4', 'outbox#5');
      await stack.idle();
      // A batch with the bad row in it was not done; what counts is that each good one was in one without it.
      const good = published(stack)
        .filter(batch => !batch.some(key => key.includes('crash')))
        .flat();
      for (const key of ['outbox#1', 'outbox#2', 'outbox#4', 'outbox#5']) expect(good).toContain(key);
      const notices = (await take(stack, 'publish.dead')).map(body => JSON.parse(body));
      expect(notices).toHaveLength(1);
      expect(notices[0]).toMatchObject({
        requestContext: { condition: 'RetryAttemptsExhausted' },
        DDBStreamBatchInfo: { batchSize: 1, streamArn: expect.stringContaining('/stream/') },
      });
    },
  );

  test('goes on after a restart where it was, and misses nothing written meanwhile', async () => {
    const dir = stateFolder();
    const first = await start({ dir });
    await putRow(first, 'outbox#1');
    await first.idle();
    await first.stop();
    stacks.splice(0);
    const second = await start({ dir });
    await putRow(second, 'outbox#2');
    await second.idle();
    expect(published(second)).toEqual([['outbox#1'], ['outbox#2']]);
  });
});

describe('a folder of state', () => {
  test('serves one stack at a time', async () => {
    const { dir } = await start();
    await expect(startStack({ dir, template, bundles })).rejects.toThrow('Another process serves this state folder.');
  });

  test('keeps what was waiting; names stay what they were', async () => {
    const dir = stateFolder();
    const broken = trialBundles(`exports.handler = async () => { throw new Error('not yet'); };`);
    const first = await start({ dir, bundles: broken, retrySeconds: () => 1 });
    await upload(first, 'a', 'b');
    await expect.poll(() => first.counters()['read-document']?.failures).toBeGreaterThan(0);
    await first.stop();
    stacks.splice(0);
    const second = await start({ dir });
    await second.idle();
    expect(names(second).sort()).toEqual(['a', 'b']);
    expect({ ...second.names, queues: {} }).toEqual({ ...first.names, queues: {} });
  });

  test('survives SIGKILL in the middle of a batch: everything is done after the next start', async () => {
    const dir = stateFolder();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts'), dir, template, bundles], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // It says so when the first of its uploads are being worked on.
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const stack = await start({ dir });
    await stack.idle();
    const done = new Set(names(stack));
    for (let i = 0; i < 20; i++) expect(done).toContain(`slow-${i}`);
    expect(await take(stack, 'intake.dead')).toEqual([]);
  });
});

describe('functions by hand and by the clock', () => {
  test('invoke runs a function and answers what it answered', async () => {
    const stack = await start();
    expect(await stack.invoke('reveal', { subjectId: 's' })).toEqual({ event: { subjectId: 's' } });
    await expect(stack.invoke('nobody', {})).rejects.toThrow('There is no function nobody.');
  });

  test('the schedule runs the sweep when its time has come', async () => {
    let offset = 0;
    const stack = await start({ servers: { clock: () => Date.now() + offset, sweepMs: 50 } });
    expect(stack.counters().sweep?.runs).toBe(0);
    offset = 5 * 60_000 + 1_000;
    await expect.poll(() => stack.counters().sweep?.runs, { timeout: 20_000 }).toBe(1);
    await expect.poll(() => existsSync(join(stack.dir, 'logs', 'sweep.jsonl'))).toBe(true);
  });

  test('functions die with a kill, and their messages come again', async () => {
    const stack = await start();
    await upload(stack, 'slow-1', 'slow-2', 'slow-3');
    await expect.poll(() => stack.kill('read-document')).toBe(1);
    await stack.idle();
    expect(new Set(names(stack))).toEqual(new Set(['slow-1', 'slow-2', 'slow-3']));
    expect(await take(stack, 'intake.dead')).toEqual([]);
  });
});
