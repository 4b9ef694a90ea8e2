import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { failedItems } from './batch.ts';
import type { FunctionHost } from './function.ts';
import type { Source } from './queue-source.ts';

/** A record as GetRecords answers it over the wire. */
export interface StreamRecord {
  readonly dynamodb: { readonly SequenceNumber: string; readonly ApproximateCreationDateTime: number };
}

export interface StreamSourceOptions {
  readonly streams: DynamoDBStreamsClient;
  readonly sqs: SQSClient;
  readonly streamArn: string;
  readonly host: FunctionHost;
  readonly batchSize: number;
  readonly partialBatches: boolean;
  readonly bisect: boolean;
  /** Retries of a failing batch; -1 for no limit. */
  readonly maxRetries: number;
  /** Seconds after which a failing record is given up; -1 for never. */
  readonly maxAgeSeconds: number;
  readonly onFailureQueueUrl: string | undefined;
  /** Whether a record is for this function. */
  readonly wants: (record: unknown) => boolean;
  /** Where the reader is, kept with the state of the servers. */
  readonly position: { get(): string | undefined; set(sequence: string): void };
  /** Calls back when the stream has something new; answers how to stop. */
  readonly onRecord: (listener: () => void) => () => void;
  readonly retryMs?: (attempt: number) => number;
}

/**
 * Feeds a function from a table's stream, as Lambda's poller does: in order, batch by batch. A failing batch holds up
 * what comes after it; it is halved until the bad record is alone, tried so many times, then put aside.
 */
export function streamSource(options: StreamSourceOptions): Source {
  const bell = new Bell();
  const silence = options.onRecord(() => bell.ring());
  let stopped = false;
  let busy = 1;

  const reader = new Reader(options);
  const loop = async (): Promise<void> => {
    while (!stopped) {
      busy = 1;
      const records = await reader.read();
      if (records && records.length > 0) await new Shard(options, () => stopped).consume(records);
      else {
        busy = 0;
        // The bell may be missed only by a caller from outside of this process: hence the look now and then.
        await bell.heard(records ? 2_000 : 200);
        // What comes together is read together.
        if (!stopped) await sleep(GATHER_MS);
      }
    }
  };
  const looping = loop();

  return {
    get busy() {
      return busy + (bell.rung ? 1 : 0);
    },
    async stop() {
      stopped = true;
      silence();
      bell.ring();
      await looping;
    },
  };
}

/** Milliseconds between the first new record and the look at the stream. */
const GATHER_MS = 40;

/** Reads a stream from the kept position on. */
class Reader {
  readonly #options: StreamSourceOptions;
  #iterator: string | undefined;

  constructor(options: StreamSourceOptions) {
    this.#options = options;
  }

  /** The next records, wanted or not; undefined when the stream could not be read. */
  async read(): Promise<StreamRecord[] | undefined> {
    const { streams } = this.#options;
    try {
      this.#iterator ??= await this.#begin();
      const answer = await streams.send(new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: 1000 }));
      this.#iterator = answer.NextShardIterator;
      return (answer.Records ?? []).map(record => asOnTheWire(record) as StreamRecord);
    } catch {
      // An iterator lives for minutes; the kept position is where a new one begins.
      this.#iterator = undefined;
      return undefined;
    }
  }

  async #begin(): Promise<string | undefined> {
    const { streams, streamArn: StreamArn, position } = this.#options;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const last = position.get();
    const where =
      last === undefined
        ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
        : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last } as const);
    const answer = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ...where }));
    return answer.ShardIterator;
  }
}

/** The SDK has parsed times and bytes; a function gets them as the service wrote them: seconds and base64. */
function asOnTheWire(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asOnTheWire);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([name, field]) => [name, asOnTheWire(field)]));
}

/** Works through records in order and moves the reader's position behind what is done or given up. */
class Shard {
  readonly #options: StreamSourceOptions;
  readonly #stopped: () => boolean;

  constructor(options: StreamSourceOptions, stopped: () => boolean) {
    this.#options = options;
    this.#stopped = stopped;
  }

  async consume(records: readonly StreamRecord[]): Promise<void> {
    const { batchSize, wants, position } = this.#options;
    const wanted = records.filter(wants);
    for (let start = 0; start < wanted.length; start += batchSize) {
      await this.#work(wanted.slice(start, start + batchSize), 0);
      if (this.#stopped()) return;
    }
    position.set(sequenceOf(records.at(-1)!));
  }

  /** Halving costs no attempt, so that every record gets its own full number of them. */
  async #work(batch: readonly StreamRecord[], attempts: number): Promise<void> {
    const { bisect, maxRetries, retryMs = pause } = this.#options;
    let left = batch;
    for (let attempt = attempts; left.length > 0 && !this.#stopped(); attempt++) {
      const failedFrom = await this.#run(left);
      if (this.#stopped()) return;
      if (failedFrom > 0) {
        this.#options.position.set(sequenceOf(left[failedFrom - 1]!));
        left = left.slice(failedFrom);
        attempt = 0;
        if (left.length === 0) return;
      }
      if (this.#tooOld(left[0]!) || (left.length === 1 && maxRetries >= 0 && attempt >= maxRetries)) {
        return this.#giveUp(left, attempt + 1);
      }
      if (bisect && left.length > 1) {
        const middle = Math.ceil(left.length / 2);
        await this.#work(left.slice(0, middle), attempt);
        return this.#work(left.slice(middle), attempt);
      }
      if (maxRetries >= 0 && attempt >= maxRetries) return this.#giveUp(left, attempt + 1);
      await sleep(retryMs(attempt + 1));
    }
  }

  /** How many records from the first on are done. */
  async #run(batch: readonly StreamRecord[]): Promise<number> {
    const { host, partialBatches, streamArn } = this.#options;
    const Records = batch.map(record => ({ ...record, eventSourceARN: streamArn }));
    let answer: string;
    try {
      answer = await host.run(JSON.stringify({ Records }));
    } catch {
      return 0;
    }
    const failed = partialBatches ? failedItems(answer, batch.map(sequenceOf)) : new Set<string>();
    const first = batch.findIndex(record => failed.has(sequenceOf(record)));
    return first < 0 ? batch.length : first;
  }

  #tooOld(record: StreamRecord): boolean {
    const { maxAgeSeconds } = this.#options;
    return maxAgeSeconds >= 0 && Date.now() / 1000 - record.dynamodb.ApproximateCreationDateTime > maxAgeSeconds;
  }

  /** To the on-failure destination goes where the records are, as on AWS, and not the records. */
  async #giveUp(batch: readonly StreamRecord[], invokeCount: number): Promise<void> {
    const { sqs, onFailureQueueUrl, streamArn, host, position } = this.#options;
    const [first, last] = [sequenceOf(batch[0]!), sequenceOf(batch.at(-1)!)];
    const notice = {
      requestContext: {
        functionArn: host.definition.arn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: invokeCount,
      },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: { startSequenceNumber: first, endSequenceNumber: last, batchSize: batch.length, streamArn },
    };
    if (onFailureQueueUrl) {
      await sqs.send(new SendMessageCommand({ QueueUrl: onFailureQueueUrl, MessageBody: JSON.stringify(notice) }));
    }
    position.set(last);
  }
}

const sequenceOf = (record: StreamRecord): string => record.dynamodb.SequenceNumber;
const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
const pause = (attempt: number): number => Math.min(200 * 2 ** attempt, 10_000);

/** Remembers a ring until somebody listens, so that none falls between a look and the wait after it. */
class Bell {
  rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.#wake?.();
  }

  async heard(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.rung = false;
  }
}
