import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { failedItems } from './batch.ts';
import type { FunctionHost } from './function.ts';

export interface QueueSourceOptions {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly host: FunctionHost;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly concurrency: number;
  readonly partialBatches: boolean;
  readonly region: string;
  /**
   * Seconds that messages are held, renewed while their run lasts, instead of the queue's long visibility timeout: when
   * this machine dies in the middle of a batch, its messages are back within seconds of the next start.
   */
  readonly leaseSeconds: number;
  /** Seconds until a failed message comes again, by how often it was received. On AWS it is the visibility timeout. */
  readonly retrySeconds: (receives: number) => number;
}

export interface Source {
  /** Batches in hand. */
  readonly busy: number;
  stop(): Promise<void>;
}

/** Feeds a function from its queue, as Lambda's poller does: batches, partial failures, no more runs than allowed. */
export function queueSource(options: QueueSourceOptions): Source {
  const { sqs, queueUrl: QueueUrl, batchSize, windowSeconds, concurrency, leaseSeconds } = options;
  const abort = new AbortController();
  const inHand = new Set<Promise<void>>();

  const receive = async (most: number, WaitTimeSeconds: number): Promise<Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: Math.min(most, 10),
      WaitTimeSeconds,
      VisibilityTimeout: leaseSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    try {
      return (await sqs.send(command, { abortSignal: abort.signal })).Messages ?? [];
    } catch {
      // Refused or broken off: the queue is asked again, but not in a tight loop.
      if (!abort.signal.aborted) await new Promise(resolve => setTimeout(resolve, 200));
      return [];
    }
  };

  /** A first message, then whatever comes until the batch is full or its window has passed. */
  const gather = async (): Promise<Message[]> => {
    const batch = await receive(batchSize, 20);
    const end = performance.now() + windowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize && !abort.signal.aborted) {
      const left = Math.floor((end - performance.now()) / 1000);
      if (left <= 0) break;
      batch.push(...(await receive(batchSize - batch.length, left)));
    }
    return batch;
  };

  const loop = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      if (inHand.size >= concurrency) {
        await Promise.race(inHand);
        continue;
      }
      const batch = await gather();
      if (batch.length === 0) continue;
      const work = serve(batch, options, abort.signal).finally(() => inHand.delete(work));
      inHand.add(work);
    }
  };
  const looping = loop();

  return {
    get busy() {
      return inHand.size;
    },
    async stop() {
      abort.abort();
      await looping;
      await Promise.all(inHand);
    },
  };
}

async function serve(batch: readonly Message[], options: QueueSourceOptions, stopping: AbortSignal): Promise<void> {
  const { sqs, queueUrl: QueueUrl, host, partialBatches, retrySeconds, leaseSeconds } = options;
  const hide = (messages: readonly Message[], secondsOf: (message: Message) => number) =>
    sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: messages.map((message, index) => ({
          Id: String(index),
          ReceiptHandle: message.ReceiptHandle!,
          VisibilityTimeout: secondsOf(message),
        })),
      }),
    );
  // What a lost renewal or answer costs is one more delivery, which every stage must bear anyway.
  const lenient = (call: Promise<unknown>): Promise<unknown> => call.catch(() => {});
  const renewal = setInterval(() => void lenient(hide(batch, () => leaseSeconds)), (leaseSeconds * 1000) / 4);

  const ids = batch.map(message => message.MessageId!);
  let failed: ReadonlySet<string> = new Set(ids);
  try {
    const answer = await host.run(JSON.stringify({ Records: batch.map(message => recordOf(message, options)) }));
    failed = partialBatches ? failedItems(answer, ids) : new Set();
  } catch {
    // The run failed as a whole; why is in the function's log.
  }
  clearInterval(renewal);

  const done = batch.filter(message => !failed.has(message.MessageId!));
  const again = batch.filter(message => failed.has(message.MessageId!));
  if (done.length > 0) {
    const Entries = done.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle! }));
    await lenient(sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })));
  }
  const delay = (message: Message) =>
    stopping.aborted ? 0 : retrySeconds(Number(message.Attributes?.ApproximateReceiveCount ?? 1));
  if (again.length > 0) await lenient(hide(again, delay));
}

/** A message as Lambda hands it to a function. */
function recordOf(message: Message, { queueArn, region }: QueueSourceOptions): object {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

const attributeOf = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue): object => ({
  ...(StringValue === undefined ? {} : { stringValue: StringValue }),
  ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
});
