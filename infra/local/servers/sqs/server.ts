import type { Context } from '../context.ts';
import { type Input, jsonProtocol, type Operations } from '../http/json-protocol.ts';
import type { Handler } from '../http/listen.ts';
import { ServiceError } from '../http/service-error.ts';
import { ACCOUNT } from '../services.ts';
import { runBatch } from './batch.ts';
import { type MessageAttributes, md5, md5OfAttributes, sizeOf } from './digest.ts';
import { type MessageRow, Messages, originArn } from './messages.ts';
import { MoveTasks } from './move-tasks.ts';
import { type Queue, Queues, queueArn, readAttribute, SETTABLE } from './queues.ts';

export interface SqsServer {
  readonly handler: Handler;
  readonly queues: Queues;
  readonly messages: Messages;
}

export function sqsServer(context: Context, endpoint: () => string): SqsServer {
  const queues = new Queues(context);
  const messages = new Messages(context, queues);
  const urlOf = (name: string) => `${endpoint()}/${ACCOUNT}/${name}`;
  const operations = {
    ...queueOperations(queues, messages, urlOf),
    ...messageOperations(context, queues, messages),
    ...new MoveTasks(context, queues, messages).operations(),
  };
  const handler = jsonProtocol({
    service: 'sqs',
    version: '1.0',
    targets: { AmazonSQS: operations },
    namespace: 'com.amazonaws.sqs#',
    faults: context.faults,
    // The SDK reads the code of an SQS error from this header: a leftover of the query protocol.
    errorHeaders: (code, status) => ({
      'x-amzn-query-error': `${QUERY_CODES[code] ?? code};${status < 500 ? 'Sender' : 'Receiver'}`,
    }),
  });
  return { handler, queues, messages };
}

const QUERY_CODES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
};

function queueOperations(queues: Queues, messages: Messages, urlOf: (name: string) => string): Operations {
  return {
    CreateQueue: ({ QueueName, Attributes = {}, tags = {} }: Input) => ({
      QueueUrl: urlOf(queues.create(QueueName, Attributes, tags).name),
    }),
    GetQueueUrl: ({ QueueName }: Input) => ({ QueueUrl: urlOf(queues.need(QueueName).name) }),
    ListQueues: ({ QueueNamePrefix = '' }: Input) => ({ QueueUrls: queues.names(QueueNamePrefix).map(urlOf) }),
    GetQueueAttributes: ({ QueueUrl, AttributeNames = [] }: Input) => ({
      Attributes: describe(queues.need(QueueUrl), AttributeNames, messages),
    }),
    SetQueueAttributes: ({ QueueUrl, Attributes = {} }: Input) =>
      queues.setAttributes(queues.need(QueueUrl), Attributes),
    DeleteQueue: ({ QueueUrl }: Input) => {
      const queue = queues.need(QueueUrl);
      messages.purge(queue);
      queues.remove(queue);
    },
    PurgeQueue: ({ QueueUrl }: Input) => messages.purge(queues.need(QueueUrl)),
    ListDeadLetterSourceQueues: ({ QueueUrl }: Input) => ({
      queueUrls: queues.sourcesOf(queues.need(QueueUrl)).map(urlOf),
    }),
    ListQueueTags: ({ QueueUrl }: Input) => ({ Tags: queues.tags(queues.need(QueueUrl)) }),
    TagQueue: ({ QueueUrl, Tags = {} }: Input) => {
      const queue = queues.need(QueueUrl);
      queues.setTags(queue, { ...queues.tags(queue), ...Tags });
    },
    UntagQueue: ({ QueueUrl, TagKeys = [] }: Input) => {
      const queue = queues.need(QueueUrl);
      const kept = Object.entries(queues.tags(queue)).filter(([key]) => !TagKeys.includes(key));
      queues.setTags(queue, Object.fromEntries(kept));
    },
  };
}

function describe(queue: Queue, names: readonly string[], messages: Messages): Record<string, string> {
  const { visible, inFlight, delayed } = messages.counts(queue);
  const all: Record<string, string | undefined> = {
    ...Object.fromEntries(SETTABLE.map(key => [key, readAttribute(queue, key)])),
    QueueArn: queueArn(queue.name),
    CreatedTimestamp: String(Math.floor(queue.created / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modified / 1000)),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
  for (const name of names) {
    if (name !== 'All' && !Object.hasOwn(all, name))
      throw new ServiceError('InvalidAttributeName', `Unknown Attribute ${name}.`);
  }
  const wanted = Object.entries(all).filter(
    ([key, value]) => value !== undefined && (names.includes('All') || names.includes(key)),
  );
  return Object.fromEntries(wanted) as Record<string, string>;
}

function messageOperations(context: Context, queues: Queues, messages: Messages): Operations {
  const { db, faults } = context;
  const send = (queue: Queue, input: Input) => {
    const body = checkBody(input.MessageBody);
    const attributes: MessageAttributes = input.MessageAttributes ?? {};
    const MessageId = messages.send(queue, {
      body,
      attributes,
      traceHeader: input.MessageSystemAttributes?.AWSTraceHeader?.StringValue,
      delay: checkDelay(input.DelaySeconds),
    });
    return {
      MessageId,
      MD5OfMessageBody: md5(body),
      ...(Object.keys(attributes).length > 0 ? { MD5OfMessageAttributes: md5OfAttributes(attributes) } : {}),
    };
  };
  return {
    SendMessage: (input: Input) => send(queues.need(input.QueueUrl), input),
    SendMessageBatch: ({ QueueUrl, Entries }: Input) => {
      const queue = queues.need(QueueUrl);
      checkBatchSize(queue, Entries);
      return db.transaction(() => runBatch(faults, 'SendMessageBatch', Entries, (entry: Input) => send(queue, entry)));
    },
    ReceiveMessage: async (input: Input, hungUp) => {
      const queue = queues.need(input.QueueUrl);
      const limit = within('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, 10);
      const wait = within('WaitTimeSeconds', input.WaitTimeSeconds ?? queue.wait, 0, 20);
      const visibility = within('VisibilityTimeout', input.VisibilityTimeout ?? queue.visibility, 0, 43_200);
      const rows = await messages.receive(queue, limit, visibility, wait, hungUp);
      return rows.length > 0 ? { Messages: rows.map(row => present(row, input)) } : {};
    },
    DeleteMessage: ({ QueueUrl, ReceiptHandle }: Input) => {
      messages.remove(queues.need(QueueUrl), ReceiptHandle);
    },
    DeleteMessageBatch: ({ QueueUrl, Entries }: Input) => {
      const queue = queues.need(QueueUrl);
      const remove = (entry: Input) => {
        messages.remove(queue, entry.ReceiptHandle);
        return {};
      };
      return db.transaction(() => runBatch(faults, 'DeleteMessageBatch', Entries, remove));
    },
    ChangeMessageVisibility: ({ QueueUrl, ReceiptHandle, VisibilityTimeout }: Input) =>
      messages.hide(queues.need(QueueUrl), ReceiptHandle, VisibilityTimeout),
    ChangeMessageVisibilityBatch: ({ QueueUrl, Entries }: Input) => {
      const queue = queues.need(QueueUrl);
      const hide = (entry: Input) => {
        messages.hide(queue, entry.ReceiptHandle, entry.VisibilityTimeout);
        return {};
      };
      return db.transaction(() => runBatch(faults, 'ChangeMessageVisibilityBatch', Entries, hide));
    },
  };
}

function present(row: MessageRow, input: Input) {
  const system: Record<string, string | undefined> = {
    SenderId: ACCOUNT,
    SentTimestamp: String(row.sent),
    ApproximateReceiveCount: String(row.receives),
    ApproximateFirstReceiveTimestamp: String(row.first_received),
    AWSTraceHeader: row.trace ?? undefined,
    DeadLetterQueueSourceArn: originArn(row),
  };
  const asked: string[] = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const Attributes = Object.fromEntries(
    Object.entries(system).filter(
      ([key, value]) => value !== undefined && (asked.includes('All') || asked.includes(key)),
    ),
  );
  const MessageAttributes = row.attributes
    ? selectAttributes(JSON.parse(row.attributes), input.MessageAttributeNames ?? [])
    : {};
  const some = Object.keys(MessageAttributes).length > 0;
  return {
    MessageId: row.message_id,
    ReceiptHandle: row.receipt,
    MD5OfBody: md5(row.body),
    Body: row.body,
    ...(Object.keys(Attributes).length > 0 ? { Attributes } : {}),
    ...(some ? { MessageAttributes, MD5OfMessageAttributes: md5OfAttributes(MessageAttributes) } : {}),
  };
}

/** Names, `All`, `.*`, or a prefix with `.*` after it. */
function selectAttributes(all: MessageAttributes, names: readonly string[]): MessageAttributes {
  const wanted = (name: string) =>
    names.some(n => n === 'All' || n === '.*' || n === name || (n.endsWith('.*') && name.startsWith(n.slice(0, -2))));
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)));
}

function checkBody(body: unknown): string {
  if (typeof body !== 'string' || body === '') {
    throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  // SQS takes the characters of XML 1.0 only.
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(body)) {
    throw new ServiceError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  }
  return body;
}

const checkDelay = (delay: unknown): number | undefined =>
  delay === undefined || delay === null ? undefined : within('DelaySeconds', delay, 0, 900);

function checkBatchSize(queue: Queue, entries: unknown): void {
  const size = Array.isArray(entries)
    ? entries.reduce((sum, entry) => sum + sizeOf(String(entry?.MessageBody ?? ''), entry?.MessageAttributes ?? {}), 0)
    : 0;
  if (size > queue.maxSize) throw new ServiceError('BatchRequestTooLong', 'The batch is larger than the limit.');
}

function within(name: string, value: unknown, lowest: number, highest: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw new ServiceError('InvalidParameterValue', `${name} must be between ${lowest} and ${highest}.`);
}
