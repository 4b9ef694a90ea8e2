import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../../infra/build/root.ts';
import { Environment } from '../../../../infra/local/runtime/environment.ts';
import { FunctionHost, RunError } from '../../../../infra/local/runtime/function.ts';
import { FunctionLog } from '../../../../infra/local/runtime/function-log.ts';
import { temporaryFolder } from '../../temporary.ts';

const bootstrap = join(packageRoot(), 'infra/local/runtime/bootstrap.mjs');
const hosts: FunctionHost[] = [];
afterEach(async () => void (await Promise.all(hosts.splice(0).map(host => host.stop()))));

/** A function whose bundle is the given code. */
function hostOf(code: string, { concurrency = 1, timeoutMs = 30_000, memoryMb = 256, keepWarmMs = 60_000 } = {}) {
  const folder = temporaryFolder('function');
  writeFileSync(join(folder, 'index.js'), code);
  const logFile = join(folder, 'log.jsonl');
  const log = new FunctionLog(logFile);
  const definition = {
    name: 'tried',
    arn: 'arn:aws:lambda:here-1:000000000000:function:tried',
    folder,
    handler: 'index.handler',
    memoryMb,
    timeoutMs,
    variables: { OWN: 'own' },
  };
  const options = {
    bootstrap,
    nodePath: join(packageRoot(), 'node_modules'),
    variables: { AWS_REGION: 'here-1' },
    log,
  };
  const host = new FunctionHost(definition, concurrency, fn => new Environment(fn, options), keepWarmMs);
  hosts.push(host);
  const lines = () =>
    readFileSync(logFile, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
  return { host, lines, run: async (event: unknown) => JSON.parse(await host.run(JSON.stringify(event))) };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const failureOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'none',
    (error: RunError) => error.failure,
  );

describe('a run', () => {
  test('gets the event, the context and the environment, and its answer comes back', async () => {
    const { run } = hostOf(`exports.handler = async (event, context) => ({
      event, left: context.getRemainingTimeInMillis(), id: context.awsRequestId, name: context.functionName,
      memory: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, own: process.env.OWN, region: process.env.AWS_REGION,
      home: process.env.HOME, trace: process.env._X_AMZN_TRACE_ID });`);
    const answer = await run({ text: '示例' });
    expect(answer).toMatchObject({
      event: { text: '示例' },
      name: 'tried',
      memory: '256',
      own: 'own',
      region: 'here-1',
    });
    expect(answer.left).toBeGreaterThan(0);
    expect(answer.left).toBeLessThanOrEqual(30_000);
    expect(answer.trace).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    // Nothing of this process's environment but what a function is given.
    expect(answer.home).toBeUndefined();
  });

  test('keeps its environment warm for the next one', async () => {
    const { run, host } = hostOf('let n = 0; exports.handler = async () => ++n;');
    expect([await run({}), await run({}), await run({})]).toEqual([1, 2, 3]);
    expect(host.counters).toEqual({ runs: 3, coldStarts: 1, failures: 0 });
  });

  test('that comes after a long pause finds a new environment: the old one gave its memory back', async () => {
    const { run, host } = hostOf('exports.handler = async () => process.pid;', { keepWarmMs: 50 });
    const first = await run({});
    await expect.poll(() => isAlive(first)).toBe(false);
    expect(await run({})).not.toBe(first);
    expect(host.counters.failures).toBe(0);
  });

  test('that answers nothing answers null', async () => {
    expect(await hostOf('exports.handler = async () => {};').run({})).toBeNull();
  });

  test('finds native packages where a layer would put them', async () => {
    const { run } = hostOf(`exports.handler = async () => typeof require('sharp');`);
    expect(await run({})).toBe('function');
  });
});

describe('a run that fails', () => {
  test('by an error: its class is told, its message is only in the log, the environment lives', async () => {
    const { run, host, lines } = hostOf(`let n = 0; exports.handler = async () => {
      if (n++ === 0) throw new TypeError('of the document'); return n; };`);
    const error = await run({}).catch((caught: RunError) => caught);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ failure: 'Function.Error', errorType: 'TypeError' });
    expect(String(error.message)).not.toContain('of the document');
    expect(await run({})).toBe(2);
    expect(host.counters.coldStarts).toBe(1);
    await expect.poll(() => JSON.stringify(lines())).toContain('of the document');
  });

  test('by taking longer than its timeout: the process is killed, the next run gets a new one', async () => {
    const { run, host } = hostOf(
      `exports.handler = async event => { if (event.hang) for (;;); return process.pid; };`,
      { timeoutMs: 700 },
    );
    const first = await run({});
    expect(await failureOf(run({ hang: true }))).toBe('Sandbox.Timedout');
    expect(await run({})).not.toBe(first);
    expect(host.counters).toEqual({ runs: 3, coldStarts: 2, failures: 1 });
    expect(() => process.kill(first, 0)).toThrow();
  });

  test('by ending its process', async () => {
    const { run } = hostOf(`exports.handler = async event => { if (event.exit) process.exit(3); return 'alive'; };`);
    expect(await failureOf(run({ exit: true }))).toBe('Runtime.ExitError');
    expect(await run({})).toBe('alive');
  });

  test('by needing more memory than the function has', async () => {
    const { run } = hostOf(
      `exports.handler = async event => { const all = []; while (event.eat) all.push(new Array(1e5).fill(all.length)); return 1; };`,
      { memoryMb: 64 },
    );
    expect(await failureOf(run({ eat: true }))).toBe('Runtime.ExitError');
    expect(await run({})).toBe(1);
  });

  test.each([
    ['by an error while the bundle loads', `throw new RangeError('at load');`],
    ['by a handler that is not there', `exports.other = 1;`],
  ])('%s', async (_, code) => expect(await failureOf(hostOf(code).run({}))).toBe('Runtime.InitError'));

  test('by being killed from outside', async () => {
    const { run, host } = hostOf(`exports.handler = event => new Promise(done => setTimeout(done, event.ms, 'done'));`);
    const running = failureOf(run({ ms: 60_000 }));
    await expect.poll(() => host.kill()).toBe(1);
    expect(await running).toBe('Runtime.ExitError');
    expect(await run({ ms: 1 })).toBe('done');
  });
});

describe('concurrency', () => {
  const slow = `const begun = Date.now(); exports.handler = event => new Promise(done => setTimeout(done, event.ms, process.pid));`;

  test('no more environments than allowed; the other runs wait their turn', async () => {
    const { run, host } = hostOf(slow, { concurrency: 2 });
    const pids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => run({ ms: 50 })));
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
    expect(host.counters.runs).toBe(6);
    expect(host.load).toBe(0);
  });

  test('a run that waits gets the place of an environment that died', async () => {
    const { run } = hostOf(`exports.handler = async event => { if (event.exit) process.exit(1); return 'served'; };`);
    const [first, second] = await Promise.allSettled([run({ exit: true }), run({})]);
    expect(first.status).toBe('rejected');
    expect(second).toEqual({ status: 'fulfilled', value: 'served' });
  });

  test('runs that wait when it stops are told', async () => {
    const { run, host } = hostOf(slow);
    const runs = [failureOf(run({ ms: 60_000 })), failureOf(run({ ms: 1 }))];
    await new Promise(resolve => setTimeout(resolve, 100));
    await host.stop();
    expect(await Promise.all(runs)).toEqual(['Stopped', 'Stopped']);
    expect(await failureOf(run({}))).toBe('Stopped');
  });
});

test('the log is JSON lines: objects stay objects, every run is reported', async () => {
  const { run, lines } = hostOf(`exports.handler = async () => {
    console.log(JSON.stringify({ event: 'moved' })); console.log('a text'); console.error('{ no json'); return 1; };`);
  await run({});
  await expect.poll(() => lines().length).toBe(4);
  const messages = lines().map(line => line.message);
  expect(messages).toEqual(expect.arrayContaining([{ event: 'moved' }, 'a text', '{ no json']));
  expect(lines().at(-1) ?? lines()[0]).toHaveProperty('time');
  expect(lines().find(line => line.type === 'platform.report')).toMatchObject({ milliseconds: expect.any(Number) });
});
