import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contract, contract, refusal } from './harness.ts';

let where: Contract;
let sqs: SQSClient;
const made: string[] = [];

beforeAll(async () => {
  where = await contract('sqs');
  sqs = new SQSClient(where.reach);
});
afterAll(async () => {
  if (where.real) for (const QueueUrl of made) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  await where.stop();
});

async function queue(what: string, Attributes: Record<string, string> = {}) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: where.name(what), Attributes }));
  made.push(QueueUrl!);
  const { Attributes: facts } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { QueueUrl: QueueUrl!, arn: facts!.QueueArn! };
}

const receive = async (QueueUrl: string, more: object = {}) => {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
    WaitTimeSeconds: 1,
    ...more,
  });
  return (await sqs.send(command)).Messages ?? [];
};
const send = (QueueUrl: string, MessageBody: string, more: object = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

test('a message comes with its attributes, is hidden while it is worked on, and goes', async () => {
  const { QueueUrl } = await queue('plain', { VisibilityTimeout: '2' });
  const MessageAttributes = {
    kind: { DataType: 'String', StringValue: '简历' },
    raw: { DataType: 'Binary', BinaryValue: Buffer.of(1, 2) },
  };
  const sent = await send(QueueUrl, '正文 <&>', { MessageAttributes });
  const [first] = await receive(QueueUrl);
  expect(first).toMatchObject({
    MessageId: sent.MessageId,
    Body: '正文 <&>',
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
  });
  expect(first!.MessageAttributes!.kind!.StringValue).toBe('简历');
  expect([...first!.MessageAttributes!.raw!.BinaryValue!]).toEqual([1, 2]);
  expect(first!.Attributes).toMatchObject({
    ApproximateReceiveCount: '1',
    SentTimestamp: expect.stringMatching(/^\d{13}$/),
  });
  expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toEqual([]);
  const [again] = await receive(QueueUrl, { WaitTimeSeconds: 5 });
  expect(again).toMatchObject({ MessageId: sent.MessageId, Attributes: { ApproximateReceiveCount: '2' } });
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again!.ReceiptHandle! }));
  expect(await receive(QueueUrl, { WaitTimeSeconds: 3 })).toEqual([]);
});

test('a long poll ends as soon as a message is there', async () => {
  const { QueueUrl } = await queue('poll');
  const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
  await new Promise(resolve => setTimeout(resolve, 100));
  const start = performance.now();
  await send(QueueUrl, 'now');
  expect(await waiting).toMatchObject([{ Body: 'now' }]);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('visibility can be given up at once, and a delayed message waits', async () => {
  const { QueueUrl } = await queue('visibility');
  await send(QueueUrl, 'a');
  const [message] = await receive(QueueUrl);
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message!.ReceiptHandle!, VisibilityTimeout: 0 }),
  );
  expect(await receive(QueueUrl, { VisibilityTimeout: 600 })).toHaveLength(1);
  await send(QueueUrl, 'late', { DelaySeconds: 1 });
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  if (!where.real) {
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    });
  }
  expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toEqual([]);
  expect(await receive(QueueUrl, { WaitTimeSeconds: 5 })).toMatchObject([{ Body: 'late' }]);
});

describe('dead letters', () => {
  test('a message that fails too often moves, and a redrive gives it a new id', async () => {
    const dead = await queue('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const source = await queue('source', { VisibilityTimeout: '0', RedrivePolicy });
    const { queueUrls } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead.QueueUrl }));
    if (!where.real) expect(queueUrls).toEqual([source.QueueUrl]);
    const { MessageId } = await send(source.QueueUrl, 'poison');
    for (let i = 0; i < 2; i++) expect(await receive(source.QueueUrl)).toMatchObject([{ MessageId }]);
    expect(await receive(source.QueueUrl)).toEqual([]);
    const [buried] = await receive(dead.QueueUrl, { VisibilityTimeout: 0, WaitTimeSeconds: 5 });
    expect(buried).toMatchObject({ MessageId, Body: 'poison', Attributes: { DeadLetterQueueSourceArn: source.arn } });

    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn }));
    const [back] = await receive(source.QueueUrl, { WaitTimeSeconds: 20 });
    expect(back).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
    expect(back!.MessageId).not.toBe(MessageId);
    const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn }));
    expect(Results).toMatchObject([{ ApproximateNumberOfMessagesMoved: 1, SourceArn: dead.arn }]);
  });

  test('good messages behind buried ones come in the same poll', async () => {
    const dead = await queue('dead2');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
    const source = await queue('source2', { VisibilityTimeout: '0', RedrivePolicy });
    await send(source.QueueUrl, 'bad');
    await receive(source.QueueUrl);
    await send(source.QueueUrl, 'good');
    expect(await receive(source.QueueUrl, { WaitTimeSeconds: 5, MaxNumberOfMessages: 1 })).toMatchObject([
      { Body: 'good' },
    ]);
  });

  test('only the dead-letter queue of some queue can be redriven', async () => {
    const { arn } = await queue('alive');
    expect(await refusal(sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn })))).toMatchObject({
      name: expect.stringMatching(/UnsupportedOperation|InvalidParameterValue|ResourceNotFound/),
    });
  });
});

describe('batches', () => {
  test('each entry stands for itself', async () => {
    const { QueueUrl } = await queue('batch');
    const Entries = [
      { Id: 'good', MessageBody: 'a' },
      { Id: 'bad', MessageBody: 'b', DelaySeconds: 901 },
    ];
    const { Successful, Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful!.map(({ Id }) => Id)).toEqual(['good']);
    expect(Failed).toMatchObject([{ Id: 'bad', SenderFault: true }]);
    const [message] = await receive(QueueUrl);
    const deleted = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'x', ReceiptHandle: message!.ReceiptHandle! },
          { Id: 'y', ReceiptHandle: 'nonsense' },
        ],
      }),
    );
    expect(deleted.Successful!.map(({ Id }) => Id)).toEqual(['x']);
    expect(deleted.Failed!.map(({ Id, Code }) => [Id, Code])).toEqual([['y', 'ReceiptHandleIsInvalid']]);
  });

  test.each([
    ['none', [], 'EmptyBatchRequest'],
    [
      'eleven',
      Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, MessageBody: 'a' })),
      'TooManyEntriesInBatchRequest',
    ],
    [
      'twins',
      [
        { Id: 'a', MessageBody: 'a' },
        { Id: 'a', MessageBody: 'b' },
      ],
      'BatchEntryIdsNotDistinct',
    ],
    ['a bad id', [{ Id: 'ä', MessageBody: 'a' }], 'InvalidBatchEntryId'],
  ])('%s is refused', async (_, Entries, name) => {
    const { QueueUrl } = await queue('batch');
    const error = await refusal(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })));
    expect(error.name).toMatch(new RegExp(`${name}$`));
  });
});

describe('refusals', () => {
  test.each([
    ['an unknown attribute', { Nonsense: '1' }, /InvalidAttributeName/],
    ['a visibility of 13 hours', { VisibilityTimeout: '46800' }, /InvalidAttributeValue/],
    ['a redrive policy without a queue', { RedrivePolicy: '{}' }, /InvalidParameterValue|InvalidAttributeValue/],
  ])('%s', async (_, Attributes, name) => {
    const error = await refusal(
      sqs.send(
        new CreateQueueCommand({ QueueName: where.name('refused'), Attributes: Attributes as Record<string, string> }),
      ),
    );
    expect(error.name).toMatch(name);
  });

  test('a queue that is not there, by the name that the SDK knows', async () => {
    expect(await refusal(sqs.send(new GetQueueUrlCommand({ QueueName: where.name('nowhere') })))).toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });

  test('the same name with other attributes', async () => {
    await queue('twice', { VisibilityTimeout: '7' });
    await queue('twice', { VisibilityTimeout: '7' });
    expect((await refusal(queue('twice', { VisibilityTimeout: '8' }))).name).toMatch(
      /QueueNameExists|QueueAlreadyExists/,
    );
  });

  test('characters that XML cannot hold', async () => {
    const { QueueUrl } = await queue('plain2');
    expect(await refusal(send(QueueUrl, 'a\u0000b'))).toMatchObject({ name: 'InvalidMessageContents' });
  });
});

test('attributes change and messages can be purged', async () => {
  const { QueueUrl } = await queue('change');
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { MaximumMessageSize: '1024' } }));
  expect((await refusal(send(QueueUrl, 'x'.repeat(1025)))).name).toMatch(/InvalidParameterValue/);
  await send(QueueUrl, 'x'.repeat(1024));
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await receive(QueueUrl)).toEqual([]);
});

describe('on the local server', () => {
  test('a receipt that is not the newest deletes nothing', async ({ skip }) => {
    if (where.real) skip();
    const { QueueUrl } = await queue('stale', { VisibilityTimeout: '0' });
    await send(QueueUrl, 'a');
    const [first] = await receive(QueueUrl);
    const [second] = await receive(QueueUrl);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first!.ReceiptHandle! }));
    expect(await receive(QueueUrl)).toHaveLength(1);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second!.ReceiptHandle! }));
    expect(await receive(QueueUrl)).toHaveLength(1);
  });
});
