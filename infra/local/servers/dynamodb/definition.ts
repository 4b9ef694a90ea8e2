import type { Input } from '../http/json-protocol.ts';
import { validationError } from '../http/service-error.ts';
import { arnOf } from '../services.ts';
import type { AttributeType } from './values.ts';

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

export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly { AttributeName: string; KeyType: string }[];
  readonly Projection: { ProjectionType?: string; NonKeyAttributes?: string[] };
}

export interface Definition {
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

/** A table as it is stored: its definition as it was given, and what was switched on since. */
export interface TableRow {
  readonly name: string;
  readonly id: string;
  readonly definition: string;
  readonly stream_label: string | null;
  readonly ttl: string | null;
  readonly tags: string;
  readonly created: number;
}

export const tableArn = (name: string): string => arnOf('dynamodb', `table/${name}`);

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

export function definitionOf(input: Input): Definition {
  const definition = Object.fromEntries(
    FIELDS.filter(field => input[field] != null).map(field => [field, input[field]]),
  );
  checkKeys(definition as unknown as Definition);
  return definition as unknown as Definition;
}

/** Every key attribute is defined, and every defined attribute is a key: the two mistakes that a template makes. */
export function checkKeys(definition: Definition): void {
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

export function tableOf(row: TableRow): Table {
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
