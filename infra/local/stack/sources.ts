import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { FunctionHost } from '../runtime/function.ts';
import { queueSource, type Source } from '../runtime/queue-source.ts';
import { streamSource } from '../runtime/stream-source.ts';
import { matches } from '../servers/eventbridge/pattern.ts';
import type { Servers } from '../servers/index.ts';
import type { Clients } from '../template/clients.ts';
import type { Deployed } from '../template/deploy.ts';

interface World {
  readonly resources: readonly Deployed[];
  readonly hosts: ReadonlyMap<string, FunctionHost>;
  readonly servers: Servers;
  readonly clients: Clients;
  readonly streams: DynamoDBStreamsClient;
  readonly region: string;
  readonly leaseSeconds: number;
  readonly retrySeconds: (receives: number) => number;
}

/** Every event source mapping of the template, at work. */
export const sourcesOf = (world: World): Source[] =>
  world.resources
    .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
    .map(mapping => sourceOf(mapping, world));

function sourceOf({ properties, physical }: Deployed, world: World): Source {
  const { resources, hosts, servers, clients, streams, region, leaseSeconds, retrySeconds } = world;
  const host = [...hosts.values()].find(({ definition }) =>
    [definition.name, definition.arn].includes(properties.FunctionName),
  );
  if (!host) throw new Error('An event source mapping feeds a function that is not there.');
  const partialBatches: boolean = properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false;
  const urlOf = (arn: string | undefined): string | undefined =>
    resources.find(other => other.type === 'AWS::SQS::Queue' && other.physical.attributes.Arn === arn)?.physical.ref;

  const arn: string = properties.EventSourceArn;
  const queueUrl = urlOf(arn);
  if (queueUrl) {
    return queueSource({
      sqs: clients.sqs,
      queueUrl,
      queueArn: arn,
      host,
      batchSize: properties.BatchSize ?? 10,
      windowSeconds: properties.MaximumBatchingWindowInSeconds ?? 0,
      // One batch more than there are environments, so that none of them waits for the next poll; it waits at the host.
      concurrency: Math.min(
        properties.ScalingConfig?.MaximumConcurrency ?? Number.POSITIVE_INFINITY,
        host.concurrency + 1,
      ),
      partialBatches,
      region,
      leaseSeconds,
      retrySeconds,
    });
  }
  const filters = patternsOf(properties.FilterCriteria?.Filters);
  return streamSource({
    streams,
    sqs: clients.sqs,
    streamArn: arn,
    host,
    batchSize: properties.BatchSize ?? 100,
    partialBatches,
    bisect: properties.BisectBatchOnFunctionError ?? false,
    maxRetries: properties.MaximumRetryAttempts ?? -1,
    maxAgeSeconds: properties.MaximumRecordAgeInSeconds ?? -1,
    onFailureQueueUrl: urlOf(properties.DestinationConfig?.OnFailure?.Destination),
    wants: record => filters.length === 0 || filters.some(filter => matches(filter, record)),
    position: {
      get: () => servers.positions.get(physical.ref),
      set: sequence => servers.positions.set(physical.ref, sequence),
    },
    onRecord: listener => servers.onStreamRecord(changed => changed === arn && listener()),
  });
}

const patternsOf = (filters: readonly { readonly Pattern: string }[] = []): Readonly<Record<string, unknown>>[] =>
  filters.map(({ Pattern }) => JSON.parse(Pattern));
