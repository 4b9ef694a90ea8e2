import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Input, Operations } from '../http/json-protocol.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { REGION } from '../services.ts';
import type { Table } from './definition.ts';
import { type Cause, keyOf } from './items.ts';
import type { Tables } from './tables.ts';
import { canonical, type Item, sizeOfItem } from './values.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ddb_stream (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL, time INTEGER NOT NULL, record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ddb_stream_by_arn ON ddb_stream (arn, sequence)`;

/** One shard a stream, for ever: order within it is the order of commits. */
const SHARD = 'shardId-00000000000000000001-00000001';
const RETENTION = 24 * 3_600_000;
const ITERATOR_LIFE = 15 * 60_000;
const MAX_BATCH_BYTES = 1_048_576;

interface RecordRow {
  readonly sequence: number;
  readonly record: string;
}

/**
 * The changes of tables in order. A position in a stream is a sequence number, which is part of the iterator itself and
 * is never used twice, so a reader goes on where it was after any restart.
 */
export class Streams {
  readonly #context: Context;
  readonly #tables: Tables;
  readonly #listeners = new Set<(streamArn: string) => void>();

  constructor(context: Context, tables: Tables) {
    this.#context = context;
    this.#tables = tables;
    context.db.define(SCHEMA);
  }

  /** Tells whoever polls that there is something to read, after the commit. Answers how to stop listening. */
  onRecord(listener: (streamArn: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** In the transaction of the change. A write that changes nothing leaves no record. */
  record(table: Table, before: Item | undefined, after: Item | undefined, cause: Cause): void {
    const { arn, view } = table.stream!;
    if (before && after ? canonical({ M: before }) === canonical({ M: after }) : before === after) return;
    const now = this.#context.clock();
    const record = {
      eventID: randomUUID().replaceAll('-', ''),
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: REGION,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now / 1000),
        Keys: keyOf(table, (after ?? before)!),
        ...(after && view.startsWith('NEW') ? { NewImage: after } : {}),
        ...(before && view.includes('OLD') ? { OldImage: before } : {}),
        SizeBytes: sizeOfItem((after ?? before)!),
        StreamViewType: view,
      },
      ...(cause === 'expiry' ? { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } } : {}),
    };
    this.#context.db.run(
      'INSERT INTO ddb_stream (arn, time, record) VALUES (?, ?, ?)',
      arn,
      now,
      JSON.stringify(record),
    );
    this.#context.db.afterCommit(() => {
      for (const listener of this.#listeners) listener(arn);
    });
  }

  /** Forgets records older than a day. */
  expire(): void {
    this.#context.db.run('DELETE FROM ddb_stream WHERE time < ?', this.#context.clock() - RETENTION);
  }

  operations(): Operations {
    return {
      ListStreams: ({ TableName }: Input) => ({
        Streams: (TableName === undefined ? this.#tables.names() : [TableName])
          .map(name => this.#tables.find(name))
          .filter(table => table?.stream !== undefined)
          .map(table => ({ StreamArn: table!.stream!.arn, TableName: table!.name, StreamLabel: table!.stream!.label })),
      }),
      DescribeStream: ({ StreamArn }: Input) => this.#describe(StreamArn),
      GetShardIterator: (input: Input) => this.#iterator(input),
      GetRecords: (input: Input) => this.#records(input),
    };
  }

  #describe(arn: unknown) {
    const table = this.#need(arn);
    const first = this.#context.db.get<{ sequence: number | null }>(
      'SELECT min(sequence) AS sequence FROM ddb_stream WHERE arn = ?',
      String(arn),
    );
    return {
      StreamDescription: {
        StreamArn: arn,
        StreamLabel: table.stream!.label,
        StreamStatus: 'ENABLED',
        StreamViewType: table.stream!.view,
        TableName: table.name,
        KeySchema: table.definition.KeySchema,
        Shards: [
          { ShardId: SHARD, SequenceNumberRange: { StartingSequenceNumber: sequenceText(first?.sequence ?? 1) } },
        ],
      },
    };
  }

  #need(arn: unknown): Table {
    const table = this.#tables.need(arn);
    if (table.stream?.arn !== arn) throw notFound();
    return table;
  }

  #iterator({ StreamArn, ShardId, ShardIteratorType, SequenceNumber }: Input) {
    this.#need(StreamArn);
    if (ShardId !== SHARD) throw notFound();
    const after = this.#position(StreamArn, ShardIteratorType, SequenceNumber);
    return { ShardIterator: this.#encode(StreamArn, after) };
  }

  /** The sequence number after which to read. */
  #position(arn: string, type: unknown, sequence: unknown): number {
    const edge = (which: 'min' | 'max') =>
      this.#context.db.get<{ s: number | null }>(`SELECT ${which}(sequence) AS s FROM ddb_stream WHERE arn = ?`, arn)
        ?.s ?? undefined;
    if (type === 'TRIM_HORIZON') return 0;
    if (type === 'LATEST') return edge('max') ?? 0;
    if (typeof sequence !== 'string' || !/^\d{1,40}$/.test(sequence)) throw validationError('Give a SequenceNumber.');
    const number = Number(sequence);
    if (type !== 'AT_SEQUENCE_NUMBER' && type !== 'AFTER_SEQUENCE_NUMBER')
      throw validationError('Unknown ShardIteratorType.');
    const after = type === 'AT_SEQUENCE_NUMBER' ? number - 1 : number;
    const first = edge('min');
    if (first !== undefined && after < first - 1 && this.#trimmed(after)) {
      throw new ServiceError('TrimmedDataAccessException', 'The requested record is older than the stream keeps.');
    }
    return after;
  }

  /** Sequence numbers are shared by all streams, so a gap alone does not say that something was forgotten. */
  #trimmed(after: number): boolean {
    return (
      this.#context.db.get('SELECT 1 FROM ddb_stream WHERE sequence <= ? LIMIT 1', after) === undefined && after > 0
    );
  }

  #records({ ShardIterator, Limit = 1000 }: Input) {
    const { arn, after, issued } = decode(ShardIterator);
    this.#need(arn);
    if (this.#context.clock() - issued > ITERATOR_LIFE) {
      throw new ServiceError('ExpiredIteratorException', 'The shard iterator has expired.');
    }
    if (!Number.isInteger(Limit) || Limit < 1 || Limit > 1000) throw validationError('Limit must be 1 to 1000.');
    const rows = this.#context.db.all<RecordRow>(
      'SELECT sequence, record FROM ddb_stream WHERE arn = ? AND sequence > ? ORDER BY sequence LIMIT ?',
      arn,
      after,
      Limit,
    );
    const taken = withinBytes(rows);
    return {
      Records: taken.map(({ sequence, record }) => {
        const parsed = JSON.parse(record);
        parsed.dynamodb.SequenceNumber = sequenceText(sequence);
        return parsed;
      }),
      NextShardIterator: this.#encode(arn, taken.at(-1)?.sequence ?? after),
    };
  }

  #encode(arn: string, after: number): string {
    return Buffer.from(JSON.stringify([arn, after, this.#context.clock()])).toString('base64');
  }
}

function decode(iterator: unknown): { arn: string; after: number; issued: number } {
  try {
    const [arn, after, issued] = JSON.parse(Buffer.from(String(iterator), 'base64').toString());
    if (typeof arn === 'string' && Number.isSafeInteger(after) && Number.isFinite(issued))
      return { arn, after, issued };
  } catch {}
  throw validationError('Invalid ShardIterator.');
}

/** As many records as fit an answer, but at least one. */
function withinBytes(rows: readonly RecordRow[]): readonly RecordRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, i) => {
    bytes += row.record.length;
    return i > 0 && bytes > MAX_BATCH_BYTES;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

/** Wide enough that texts sort as the numbers do. */
const sequenceText = (sequence: number): string => String(sequence).padStart(21, '0');

const notFound = () => new ServiceError('ResourceNotFoundException', 'Requested resource not found: Stream');
