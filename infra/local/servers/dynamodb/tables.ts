import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Input } from '../http/json-protocol.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { parseArn } from '../services.ts';
import {
  checkKeys,
  type Definition,
  definitionOf,
  type IndexDefinition,
  type Table,
  type TableRow,
  tableArn,
  tableOf,
} from './definition.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ddb_table (
    name TEXT PRIMARY KEY, id TEXT NOT NULL, definition TEXT NOT NULL, stream_label TEXT, ttl TEXT, tags TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`;

export class Tables {
  readonly #context: Context;
  readonly #parsed = new Map<string, Table>();

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  names(): string[] {
    return this.#context.db.all<{ name: string }>('SELECT name FROM ddb_table ORDER BY name').map(row => row.name);
  }

  find(name: string): Table | undefined {
    let table = this.#parsed.get(name);
    if (!table) {
      const row = this.#row(name);
      if (!row) return undefined;
      table = tableOf(row);
      this.#parsed.set(name, table);
    }
    return table;
  }

  /** The table of a name or an ARN. */
  need(address: unknown): Table {
    const table = typeof address === 'string' ? this.find(tableName(address)) : undefined;
    if (!table) throw new ServiceError('ResourceNotFoundException', 'Requested resource not found');
    return table;
  }

  create(input: Input): Table {
    const name = String(input.TableName);
    if (!/^[\w.-]{3,255}$/.test(name)) throw validationError('TableName must be 3 to 255 letters, digits, _, - and .');
    if (this.find(name)) throw new ServiceError('ResourceInUseException', `Table already exists: ${name}`);
    const definition = definitionOf(input);
    const now = this.#context.clock();
    this.#context.db.run(
      'INSERT INTO ddb_table (name, id, definition, stream_label, tags, created) VALUES (?, ?, ?, ?, ?, ?)',
      name,
      randomUUID(),
      JSON.stringify(definition),
      definition.StreamSpecification?.StreamEnabled ? streamLabel(now) : null,
      JSON.stringify(input.Tags ?? []),
      now,
    );
    return this.need(name);
  }

  /** Puts another definition in place; a stream that is switched on gets a new label, as on AWS. */
  redefine(table: Table, changes: Partial<Definition>): Table {
    const definition = { ...table.definition, ...changes };
    checkKeys(definition);
    const label = definition.StreamSpecification?.StreamEnabled
      ? (table.stream?.label ?? streamLabel(this.#context.clock()))
      : null;
    const values = [JSON.stringify(definition), label, table.name] as const;
    this.#context.db.run('UPDATE ddb_table SET definition = ?, stream_label = ? WHERE name = ?', ...values);
    this.#parsed.delete(table.name);
    return this.need(table.name);
  }

  setTtl(table: Table, attribute: string | undefined): Table {
    this.#context.db.run('UPDATE ddb_table SET ttl = ? WHERE name = ?', attribute ?? null, table.name);
    this.#parsed.delete(table.name);
    return this.need(table.name);
  }

  tags(table: Table): { Key: string; Value: string }[] {
    return JSON.parse(this.#row(table.name)!.tags);
  }

  setTags(table: Table, tags: readonly unknown[]): void {
    this.#context.db.run('UPDATE ddb_table SET tags = ? WHERE name = ?', JSON.stringify(tags), table.name);
  }

  remove(table: Table): void {
    this.#context.db.run('DELETE FROM ddb_table WHERE name = ?', table.name);
    this.#parsed.delete(table.name);
  }

  describe(table: Table, itemCount: number) {
    const row = this.#row(table.name)!;
    const {
      BillingMode,
      StreamSpecification,
      SSESpecification,
      PointInTimeRecovery: _,
      ...definition
    } = table.definition;
    const indexes = (list: readonly IndexDefinition[] | undefined) =>
      list?.map(index => ({
        ...index,
        IndexStatus: 'ACTIVE',
        IndexArn: `${tableArn(table.name)}/index/${index.IndexName}`,
      }));
    return {
      ...definition,
      GlobalSecondaryIndexes: indexes(definition.GlobalSecondaryIndexes),
      LocalSecondaryIndexes: indexes(definition.LocalSecondaryIndexes),
      TableName: table.name,
      TableArn: tableArn(table.name),
      TableId: row.id,
      TableStatus: 'ACTIVE',
      CreationDateTime: row.created / 1000,
      ItemCount: itemCount,
      TableSizeBytes: 0,
      BillingModeSummary: { BillingMode: BillingMode ?? 'PROVISIONED' },
      ...(SSESpecification?.Enabled ? { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' } } : {}),
      ...(table.stream
        ? { StreamSpecification, LatestStreamArn: table.stream.arn, LatestStreamLabel: table.stream.label }
        : {}),
    };
  }

  #row(name: string): TableRow | undefined {
    return this.#context.db.get<TableRow>('SELECT * FROM ddb_table WHERE name = ?', name);
  }
}

/** `table/<name>/stream/<label>` → name. */
const tableName = (address: string): string => parseArn(address)?.resource.split('/')[1] ?? address;

const streamLabel = (now: number): string => new Date(now).toISOString().slice(0, 23);
