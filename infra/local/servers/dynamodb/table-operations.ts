import type { Context } from '../context.ts';
import type { Input, Operations } from '../http/json-protocol.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import type { Table } from './definition.ts';
import type { Items } from './items.ts';
import type { Tables } from './tables.ts';

/** Tables are ready as soon as they are created. */
export function tableOperations(context: Context, tables: Tables, items: Items): Operations {
  const describe = (table: Table) => tables.describe(table, items.count(table));
  return {
    CreateTable: (input: Input) => ({ TableDescription: describe(tables.create(input)) }),
    DescribeTable: ({ TableName }: Input) => ({ Table: describe(tables.need(TableName)) }),
    ListTables: ({ ExclusiveStartTableName = '', Limit = 100 }: Input) => {
      const all = tables.names().filter(name => name > ExclusiveStartTableName);
      const TableNames = all.slice(0, Limit);
      return { TableNames, ...(all.length > TableNames.length ? { LastEvaluatedTableName: TableNames.at(-1) } : {}) };
    },
    DeleteTable: ({ TableName }: Input) => {
      const table = tables.need(TableName);
      if (table.definition.DeletionProtectionEnabled)
        throw validationError('Resource cannot be deleted as it is currently protected.');
      const TableDescription = { ...describe(table), TableStatus: 'DELETING' };
      context.db.transaction(() => {
        items.drop(table);
        tables.remove(table);
      });
      return { TableDescription };
    },
    UpdateTable: (input: Input) => ({ TableDescription: describe(updateTable(context, tables, items, input)) }),
    UpdateTimeToLive: ({ TableName, TimeToLiveSpecification }: Input) => {
      const table = tables.need(TableName);
      const { Enabled, AttributeName } = TimeToLiveSpecification ?? {};
      if (typeof AttributeName !== 'string' || AttributeName === '')
        throw validationError('Give TimeToLiveSpecification.AttributeName.');
      context.db.transaction(() => items.rebuild(tables.setTtl(table, Enabled ? AttributeName : undefined)));
      return { TimeToLiveSpecification };
    },
    DescribeTimeToLive: ({ TableName }: Input) => {
      const { ttl } = tables.need(TableName);
      return {
        TimeToLiveDescription: ttl
          ? { TimeToLiveStatus: 'ENABLED', AttributeName: ttl }
          : { TimeToLiveStatus: 'DISABLED' },
      };
    },
    UpdateContinuousBackups: ({ TableName, PointInTimeRecoverySpecification }: Input) => {
      const on = PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true;
      return continuousBackups(tables.redefine(tables.need(TableName), { PointInTimeRecovery: on }));
    },
    DescribeContinuousBackups: ({ TableName }: Input) => continuousBackups(tables.need(TableName)),
    ListTagsOfResource: ({ ResourceArn }: Input) => ({ Tags: tables.tags(tables.need(ResourceArn)) }),
    TagResource: ({ ResourceArn, Tags = [] }: Input) => {
      const table = tables.need(ResourceArn);
      const kept = tables.tags(table).filter(({ Key }) => !Tags.some((tag: Input) => tag.Key === Key));
      tables.setTags(table, [...kept, ...Tags]);
    },
    UntagResource: ({ ResourceArn, TagKeys = [] }: Input) => {
      const table = tables.need(ResourceArn);
      tables.setTags(
        table,
        tables.tags(table).filter(({ Key }) => !TagKeys.includes(Key)),
      );
    },
  };
}

function continuousBackups({ definition }: Table) {
  const status = definition.PointInTimeRecovery ? 'ENABLED' : 'DISABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status },
    },
  };
}

function updateTable(context: Context, tables: Tables, items: Items, input: Input): Table {
  const table = tables.need(input.TableName);
  const changes = {
    ...(input.AttributeDefinitions ? { AttributeDefinitions: input.AttributeDefinitions } : {}),
    ...(input.BillingMode ? { BillingMode: input.BillingMode } : {}),
    ...(input.StreamSpecification ? { StreamSpecification: input.StreamSpecification } : {}),
    ...(input.SSESpecification ? { SSESpecification: input.SSESpecification } : {}),
    ...(input.DeletionProtectionEnabled === undefined
      ? {}
      : { DeletionProtectionEnabled: input.DeletionProtectionEnabled }),
    ...(input.GlobalSecondaryIndexUpdates
      ? { GlobalSecondaryIndexes: updateIndexes(table, input.GlobalSecondaryIndexUpdates) }
      : {}),
  };
  return context.db.transaction(() => {
    const changed = tables.redefine(table, changes);
    if (input.GlobalSecondaryIndexUpdates) items.rebuild(changed);
    return changed;
  });
}

function updateIndexes(table: Table, updates: readonly Input[]) {
  let indexes = [...(table.definition.GlobalSecondaryIndexes ?? [])];
  for (const { Create, Delete, Update } of updates) {
    const name = (Create ?? Delete ?? Update)?.IndexName;
    const known = indexes.some(index => index.IndexName === name);
    if (Create ? known : !known)
      throw new ServiceError('ResourceNotFoundException', 'Requested resource not found: Index');
    if (Create) indexes.push(Create);
    if (Delete) indexes = indexes.filter(index => index.IndexName !== name);
  }
  return indexes;
}
