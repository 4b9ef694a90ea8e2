import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateArchiveCommand,
  CreateEventBusCommand,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
  UpdateArchiveCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateAliasCommand, CreateKeyCommand, DescribeKeyCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  type ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Clients } from './clients.ts';
import type { Physical } from './resolve.ts';

export interface Making {
  readonly clients: Clients;
  /** The physical name that the resource gets, unless its properties give one. */
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: resolved properties, of a shape that each type of resource has of its own
  readonly properties: Record<string, any>;
  readonly account: string;
  readonly region: string;
}

/** Makes a resource, or leaves or updates the one that an earlier start made. */
export type Maker = (making: Making) => Promise<Physical>;

/** Runs a call whose failure with one of these names only says that it was made before. */
async function unlessThere<T>(call: Promise<T>, ...names: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (names.includes((error as Error).name)) return undefined;
    throw error;
  }
}

const arn = ({ account, region }: Making, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

export const bucket: Maker = async making => {
  const { clients, properties, name } = making;
  const Bucket = properties.BucketName ?? name;
  await unlessThere(
    clients.s3.send(new CreateBucketCommand({ Bucket })),
    'BucketAlreadyOwnedByYou',
    'BucketAlreadyExists',
  );
  const { VersioningConfiguration, NotificationConfiguration, BucketEncryption } = properties;
  if (VersioningConfiguration) {
    await clients.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  if (NotificationConfiguration?.EventBridgeConfiguration) {
    const notification = { Bucket, NotificationConfiguration: { EventBridgeConfiguration: {} } };
    await clients.s3.send(new PutBucketNotificationConfigurationCommand(notification));
  }
  if (BucketEncryption) {
    const ServerSideEncryptionConfiguration = encryptionOf(BucketEncryption.ServerSideEncryptionConfiguration);
    await clients.s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  }
  return {
    ref: Bucket,
    attributes: { Arn: `arn:aws:s3:::${Bucket}`, DomainName: `${Bucket}.s3.amazonaws.com` },
  };
};

// biome-ignore lint/suspicious/noExplicitAny: the template's spelling of the same rules
const encryptionOf = (rules: any[]): ServerSideEncryptionConfiguration => ({
  Rules: rules.map(({ BucketKeyEnabled, ServerSideEncryptionByDefault: byDefault }) => ({
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: byDefault.SSEAlgorithm,
      ...(byDefault.KMSMasterKeyID ? { KMSMasterKeyID: byDefault.KMSMasterKeyID } : {}),
    },
    ...(BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled }),
  })),
});

const QUEUE_ATTRIBUTES = [
  'DelaySeconds',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'SqsManagedSseEnabled',
] as const;

export const queue: Maker = async making => {
  const { clients, properties } = making;
  const QueueName = properties.QueueName ?? making.name;
  const Attributes: Record<string, string> = {};
  for (const key of QUEUE_ATTRIBUTES) if (properties[key] !== undefined) Attributes[key] = String(properties[key]);
  if (properties.RedrivePolicy) Attributes.RedrivePolicy = JSON.stringify(properties.RedrivePolicy);
  // Made bare, then set: the same for a new queue and for one that has other attributes from an earlier template.
  const { QueueUrl } = (await unlessThere(clients.sqs.send(new CreateQueueCommand({ QueueName })))) ?? {};
  await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  return { ref: QueueUrl!, attributes: { Arn: arn(making, 'sqs', QueueName), QueueName, QueueUrl: QueueUrl! } };
};

export const topic: Maker = async making => {
  const Name = making.properties.TopicName ?? making.name;
  const { TopicArn } = await making.clients.sns.send(new CreateTopicCommand({ Name }));
  return { ref: TopicArn!, attributes: { TopicArn: TopicArn!, TopicName: Name } };
};

export const subscription: Maker = async ({ clients, properties }) => {
  const { RawMessageDelivery, RedrivePolicy, FilterPolicy } = properties;
  const Attributes = {
    ...(RawMessageDelivery === undefined ? {} : { RawMessageDelivery: String(RawMessageDelivery) }),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
    ...(FilterPolicy === undefined ? {} : { FilterPolicy: JSON.stringify(FilterPolicy) }),
  };
  const { TopicArn, Protocol, Endpoint } = properties;
  const answer = await clients.sns.send(
    new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes, ReturnSubscriptionArn: true }),
  );
  return { ref: answer.SubscriptionArn!, attributes: { Arn: answer.SubscriptionArn! } };
};

export const table: Maker = async making => {
  const { clients, properties } = making;
  const TableName = properties.TableName ?? making.name;
  const { AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes, StreamSpecification } = properties;
  const input: CreateTableCommandInput = {
    TableName,
    AttributeDefinitions,
    KeySchema,
    BillingMode,
    ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
    ...(StreamSpecification ? { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } } : {}),
  };
  const isNew = await unlessThere(clients.dynamodb.send(new CreateTableCommand(input)), 'ResourceInUseException');
  const { TimeToLiveSpecification } = properties;
  if (isNew && TimeToLiveSpecification) {
    await clients.dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName }));
  return {
    ref: TableName,
    attributes: {
      Arn: Table!.TableArn!,
      ...(Table!.LatestStreamArn ? { StreamArn: Table!.LatestStreamArn } : {}),
    },
  };
};

export const eventBus: Maker = async making => {
  const Name = making.properties.Name ?? making.name;
  await unlessThere(making.clients.events.send(new CreateEventBusCommand({ Name })), 'ResourceAlreadyExistsException');
  return { ref: Name, attributes: { Name, Arn: arn(making, 'events', `event-bus/${Name}`) } };
};

export const archive: Maker = async making => {
  const { clients, properties } = making;
  const ArchiveName = properties.ArchiveName ?? making.name;
  const definition = {
    ArchiveName,
    ...(properties.EventPattern ? { EventPattern: JSON.stringify(properties.EventPattern) } : {}),
    ...(properties.RetentionDays === undefined ? {} : { RetentionDays: properties.RetentionDays }),
  };
  const create = new CreateArchiveCommand({ ...definition, EventSourceArn: properties.SourceArn });
  const isNew = await unlessThere(clients.events.send(create), 'ResourceAlreadyExistsException');
  if (!isNew) await clients.events.send(new UpdateArchiveCommand(definition));
  return { ref: ArchiveName, attributes: { Arn: arn(making, 'events', `archive/${ArchiveName}`), ArchiveName } };
};

export const rule: Maker = async making => {
  const { clients, properties } = making;
  const { EventPattern, ScheduleExpression, State, EventBusName, Targets } = properties;
  const Name = properties.Name ?? making.name;
  const bus = EventBusName === undefined ? {} : { EventBusName };
  await clients.events.send(
    new PutRuleCommand({
      Name,
      ...bus,
      ...(EventPattern ? { EventPattern: JSON.stringify(EventPattern) } : {}),
      ...(ScheduleExpression ? { ScheduleExpression } : {}),
      ...(State ? { State } : {}),
    }),
  );
  const answer = await clients.events.send(new PutTargetsCommand({ Rule: Name, ...bus, Targets: Targets as Target[] }));
  if (answer.FailedEntryCount) throw new Error(`The targets of the rule ${Name} were not taken.`);
  return { ref: Name, attributes: { Arn: arn(making, 'events', `rule/${Name}`) } };
};

/** Keys are found again by an alias: their ids are the service's to choose. */
export const key: Maker = async making => {
  const { clients, name, properties } = making;
  const AliasName = `alias/${name}`;
  const known = await unlessThere(clients.kms.send(new DescribeKeyCommand({ KeyId: AliasName })), 'NotFoundException');
  if (known?.KeyMetadata) return keyOf(known.KeyMetadata);
  const { KeySpec, KeyUsage, Description } = properties;
  const { KeyMetadata } = await clients.kms.send(new CreateKeyCommand({ KeySpec, KeyUsage, Description }));
  await clients.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata!.KeyId! }));
  return keyOf(KeyMetadata!);
};

const keyOf = ({ KeyId, Arn }: { KeyId?: string | undefined; Arn?: string | undefined }): Physical => ({
  ref: KeyId!,
  attributes: { KeyId: KeyId!, Arn: Arn! },
});

/** Nothing to make: the resource is a name that others refer to. `property` is where the template may give one. */
export const named =
  (service: string, resource: (name: string) => string, property = ''): Maker =>
  async making => {
    const name = making.properties[property] ?? making.name;
    return { ref: name, attributes: { Arn: arn(making, service, resource(name)) } };
  };
