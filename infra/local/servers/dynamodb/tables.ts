import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Input } from '../http/json-protocol.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { arnOf, parseArn } from '../services.ts';
import type { AttributeType } from './values.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ddb_table (
    name TEXT PRIMARY KEY, id TEXT NOT NULL, definition TEXT NOT NULL, stream_label TEXT, ttl TEXT, tags TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`;

export interface KeyPart {
  readonly name: string;
  readonly type: AttributeType;
}

export interface Keys {
  readonly hash: KeyPart;
  readonly range: KeyPart | undefined;
}

export interface Index extends Keys {
  readonly name: string;
  readonly global: boolean;
  /** Attributes that the index holds besides all keys; undefined for all. */
  readonly projected: readonly string[] | undefined;
}

export interface Table extends Keys {
  readonly name: string;
  readonly definition: Definition;
  readonly indexes: readonly Index[];
  readonly stream: { readonly arn: string; readonly label: string; readonly view: StreamView } | undefined;
  /** Attribute with the time (seconds) after which an item goes. */
  readonly ttl: string | undefined;
}

export type StreamView = 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY';

interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly { AttributeName: string; KeyType: string }[];
  readonly Projection: { ProjectionType?: string; NonKeyAttributes?: string[] };
}

interface Definition {
  readonly AttributeDefinitions: readonly { AttributeName: string; AttributeType: AttributeType }[];
  readonly KeySchema: readonly { AttributeName: string; KeyType: string }[];
  readonly BillingMode?: string;
  readonly GlobalSecondaryIndexes?: readonly IndexDefinition[];
  readonly LocalSecondaryIndexes?: readonly IndexDefinition[];
  readonly StreamSpecification?: { StreamEnabled: boolean; StreamViewType?: StreamView };
  readonly SSESpecification?: Record<string, unknown>;
  readonly DeletionProtectionEnabled?: boolean;
  readonly PointInTimeRecovery?: boolean;
}

interface TableRow {
  readonly name: string;
  readonly id: string;
  readonly definition: string;
  readonly stream_label: string | null;
  readonly ttl: string | null;
  readonly tags: string;
  readonly created: number;
}

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

export const tableArn = (name: string): string => arnOf('dynamodb', `table/${name}`);

/** `table/<name>/stream/<label>` → name. */
const tableName = (address: string): string => parseArn(address)?.resource.split('/')[1] ?? address;

const streamLabel = (now: number): string => new Date(now).toISOString().slice(0, 23);

const FIELDS = [
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'StreamSpecification',
  'SSESpecification',
  'DeletionProtectionEnabled',
] as const;

function definitionOf(input: Input): Definition {
  const definition = Object.fromEntries(
    FIELDS.filter(field => input[field] != null).map(field => [field, input[field]]),
  );
  checkKeys(definition as unknown as Definition);
  return definition as unknown as Definition;
}

/** Every key attribute is defined, and every defined attribute is a key: the two mistakes that a template makes. */
function checkKeys(definition: Definition): void {
  const defined = (definition.AttributeDefinitions ?? []).map(attribute => attribute.AttributeName);
  const schemas = [definition.KeySchema ?? [], ...indexesOf(definition).map(index => index.KeySchema ?? [])];
  for (const schema of schemas) {
    const kinds = schema.map(part => part.KeyType).join();
    if (kinds !== 'HASH' && kinds !== 'HASH,RANGE')
      throw validationError('Invalid KeySchema: one HASH key and at most one RANGE key');
  }
  const used = new Set(schemas.flat().map(part => part.AttributeName));
  const missing = [...used].filter(name => !defined.includes(name));
  if (missing.length > 0) {
    throw validationError(
      `One or more parameter values were invalid: Some index key attributes are not defined: ${missing.join()}`,
    );
  }
  if (defined.length !== used.size) {
    throw validationError('One or more parameter values were invalid: Some AttributeDefinitions are not used.');
  }
}

const indexesOf = (definition: Definition): readonly IndexDefinition[] => [
  ...(definition.GlobalSecondaryIndexes ?? []),
  ...(definition.LocalSecondaryIndexes ?? []),
];

function tableOf(row: TableRow): Table {
  const definition: Definition = JSON.parse(row.definition);
  const part = (name: string): KeyPart => ({
    name,
    type: definition.AttributeDefinitions.find(attribute => attribute.AttributeName === name)!.AttributeType,
  });
  const keys = (schema: Definition['KeySchema']): Keys => ({
    hash: part(schema[0]!.AttributeName),
    range: schema[1] && part(schema[1].AttributeName),
  });
  const index = (global: boolean) => (one: IndexDefinition) => ({
    ...keys(one.KeySchema),
    name: one.IndexName,
    global,
    projected: one.Projection?.ProjectionType === 'ALL' ? undefined : (one.Projection?.NonKeyAttributes ?? []),
  });
  const label = row.stream_label ?? undefined;
  return {
    ...keys(definition.KeySchema),
    name: row.name,
    definition,
    indexes: [
      ...(definition.GlobalSecondaryIndexes ?? []).map(index(true)),
      ...(definition.LocalSecondaryIndexes ?? []).map(index(false)),
    ],
    stream: label
      ? {
          arn: `${tableArn(row.name)}/stream/${label}`,
          label,
          view: definition.StreamSpecification?.StreamViewType ?? 'NEW_IMAGE',
        }
      : undefined,
    ttl: row.ttl ?? undefined,
  };
}
