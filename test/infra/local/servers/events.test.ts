import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  DeleteArchiveCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contract, contract, reachOf, refusal, startLocal } from './harness.ts';

let where: Contract;
let events: EventBridgeClient;
let EventBusName: string;
let busArn: string;

beforeAll(async () => {
  where = await contract('events');
  events = new EventBridgeClient(where.reach);
  EventBusName = where.name('bus');
  busArn = (await events.send(new CreateEventBusCommand({ Name: EventBusName }))).EventBusArn!;
});
afterAll(async () => {
  await events.send(new DeleteEventBusCommand({ Name: EventBusName }));
  await where.stop();
});

describe('events', () => {
  const entry = { Source: 'app', DetailType: 'made', Detail: '{}' };
  const put = (Entries: object[]) =>
    events.send(new PutEventsCommand({ Entries: Entries.map(one => ({ EventBusName, ...entry, ...one })) }));

  test('each entry gets an id of its own, in the order given', async () => {
    const { FailedEntryCount, Entries } = await put([{}, {}, { EventBusName: busArn }]);
    expect(FailedEntryCount).toBe(0);
    expect(new Set(Entries!.map(({ EventId }) => EventId)).size).toBe(3);
  });

  test.each([
    ['no JSON', { Detail: '{' }, 'MalformedDetail'],
    ['no object', { Detail: '[]' }, 'MalformedDetail'],
    ['no source', { Source: '' }, 'InvalidArgument'],
    ['a source of AWS', { Source: 'aws.s3' }, 'NotAuthorizedForSource'],
  ])('%s fails alone, with status 200', async (_, bad, code) => {
    const { FailedEntryCount, Entries } = await put([bad, {}]);
    expect(FailedEntryCount).toBe(1);
    expect(Entries![0]!.ErrorCode).toContain(code);
    expect(Entries![1]!.EventId).toMatch(/-/);
  });

  test.each([
    ['none', []],
    ['eleven', Array.from({ length: 11 }, () => ({}))],
  ])('%s are refused together', async (_, entries) => {
    expect((await refusal(put(entries))).name).toMatch(/ValidationException/);
  });

  test('a call of more than a megabyte is refused', async ({ skip }) => {
    if (where.real) skip();
    const Detail = JSON.stringify({ text: '简'.repeat(90_000) });
    expect((await put(Array.from({ length: 3 }, () => ({ Detail })))).FailedEntryCount).toBe(0);
    expect((await refusal(put(Array.from({ length: 4 }, () => ({ Detail }))))).name).toBe('ValidationException');
  });
});

describe('rules', () => {
  test('are put, seen, switched off, emptied and deleted', async () => {
    const rule = { Name: where.name('rule'), EventBusName };
    const EventPattern = '{"source":["app"]}';
    await events.send(new PutRuleCommand({ ...rule, EventPattern, Description: 'a test' }));
    const Targets = [{ Id: 'q', Arn: `arn:aws:sqs:us-east-1:000000000000:${where.name('nobody')}` }];
    await events.send(new PutTargetsCommand({ Rule: rule.Name, EventBusName, Targets }));
    expect((await events.send(new ListTargetsByRuleCommand({ Rule: rule.Name, EventBusName }))).Targets).toEqual(
      Targets,
    );
    await events.send(new DisableRuleCommand(rule));
    expect(await events.send(new DescribeRuleCommand(rule))).toMatchObject({
      State: 'DISABLED',
      EventPattern,
      Description: 'a test',
    });
    expect((await refusal(events.send(new DeleteRuleCommand(rule)))).name).toMatch(/ValidationException/);
    await events.send(new RemoveTargetsCommand({ Rule: rule.Name, EventBusName, Ids: ['q'] }));
    await events.send(new DeleteRuleCommand(rule));
    expect((await events.send(new ListRulesCommand({ EventBusName }))).Rules).toEqual([]);
    expect((await refusal(events.send(new DescribeRuleCommand(rule)))).name).toBe('ResourceNotFoundException');
  });

  test.each([
    ['a pattern of no meaning', { EventPattern: '{"a":"b"}' }, 'InvalidEventPatternException'],
    ['neither pattern nor schedule', {}, 'ValidationException'],
    ['a schedule on a bus of its own', { ScheduleExpression: 'rate(1 minute)' }, 'ValidationException'],
  ])('%s', async (_, more, name) => {
    expect((await refusal(events.send(new PutRuleCommand({ Name: 'refused', EventBusName, ...more })))).name).toBe(
      name,
    );
  });

  test('a pattern can be tried', async () => {
    const Event = JSON.stringify({
      id: '1',
      account: '0',
      source: 'app',
      time: '2026-01-01T00:00:00Z',
      region: 'us-east-1',
      resources: [],
      'detail-type': 'x',
      detail: { n: 5 },
    });
    const result = async (pattern: object) =>
      (await events.send(new TestEventPatternCommand({ Event, EventPattern: JSON.stringify(pattern) }))).Result;
    expect(await result({ detail: { n: [{ numeric: ['>', 4] }] } })).toBe(true);
    expect(await result({ detail: { n: [{ numeric: ['>', 5] }] } })).toBe(false);
  });
});

test('archives say what they keep', async () => {
  const ArchiveName = where.name('archive');
  await events.send(
    new CreateArchiveCommand({
      ArchiveName,
      EventSourceArn: busArn,
      RetentionDays: 3,
      EventPattern: '{"source":["app"]}',
    }),
  );
  expect(await events.send(new DescribeArchiveCommand({ ArchiveName }))).toMatchObject({
    EventSourceArn: busArn,
    RetentionDays: 3,
  });
  expect((await refusal(events.send(new CreateArchiveCommand({ ArchiveName, EventSourceArn: busArn })))).name).toBe(
    'ResourceAlreadyExistsException',
  );
  await events.send(new DeleteArchiveCommand({ ArchiveName }));
  expect((await refusal(events.send(new DescribeArchiveCommand({ ArchiveName })))).name).toBe(
    'ResourceNotFoundException',
  );
});

test('a bus is there once, and the default one always', async () => {
  expect((await refusal(events.send(new CreateEventBusCommand({ Name: EventBusName })))).name).toBe(
    'ResourceAlreadyExistsException',
  );
  expect((await events.send(new DescribeEventBusCommand({}))).Name).toBe('default');
  expect((await refusal(events.send(new DescribeEventBusCommand({ Name: where.name('none') })))).name).toBe(
    'ResourceNotFoundException',
  );
});

test('a schedule fires on time, once for all that was missed, and keeps its place over a restart', async () => {
  let now = Date.parse('2026-01-01T00:00:30Z');
  const fired: string[] = [];
  const options = { clock: () => now, sweepMs: 20 };
  const local = await startLocal(options);
  const run = async (_: string, payload: string) => void fired.push(JSON.parse(payload).time);
  local.servers.runFunctions(run);
  const rules = new EventBridgeClient(reachOf(local.servers, 'events'));
  await rules.send(new PutRuleCommand({ Name: 'sweep', ScheduleExpression: 'rate(5 minutes)' }));
  await rules.send(
    new PutTargetsCommand({
      Rule: 'sweep',
      Targets: [{ Id: 'f', Arn: 'arn:aws:lambda:us-east-1:000000000000:function:sweep' }],
    }),
  );
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(fired).toEqual([]);
  now += 5 * 60_000;
  await expect.poll(() => fired, { timeout: 10_000 }).toEqual(['2026-01-01T00:05:30Z']);
  await local.servers.stop();
  now += 60 * 60_000;
  const again = await startLocal({ ...options, dir: local.dir });
  again.servers.runFunctions(run);
  const rulesAgain = new EventBridgeClient(reachOf(again.servers, 'events'));
  await rulesAgain.send(new PutRuleCommand({ Name: 'sweep', ScheduleExpression: 'rate(5 minutes)' }));
  await expect.poll(() => fired, { timeout: 10_000 }).toHaveLength(2);
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(fired).toHaveLength(2);
  await again.stop();
});
