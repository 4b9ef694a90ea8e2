import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { keys } from '../../../shared/adapters/aws/keys.ts';
import { objectStore } from '../../../shared/adapters/aws/object-store.ts';
import { deadLetters, queues } from '../../../shared/adapters/aws/queues.ts';
import { store } from '../../../shared/adapters/aws/store.ts';
import type { QueueName } from '../../../shared/ports/queue.ts';
import { StateFolderError } from '../servers/index.ts';
import type { Names } from '../stack/index.ts';
import { type Control, controlOf, publishControl } from './control.ts';
import type { Pipeline } from './pipeline.ts';

const QUEUES = ['intake', 'mail', 'page', 'ocr', 'refine'] as const satisfies readonly QueueName[];

/** What another process needs to use a running stack. */
export interface Place {
  readonly names: Names;
  /** As the functions have it: endpoints, credentials, ARNs. */
  readonly environment: Readonly<Record<string, string>>;
  readonly endpoints: Readonly<Record<string, string>>;
}

/**
 * The pipeline of a state folder: on the stack that another process keeps up there, else on one started here, which ends
 * with `close`.
 */
export async function openPipeline(dir: string): Promise<Pipeline> {
  const running = await controlOf(dir);
  if (running) return pipelineOf(running.place, running.control, async () => undefined);
  const { startLocalStack } = await import('./start.ts');
  const stack = await startLocalStack(dir);
  const place = { names: stack.names, environment: stack.environment, endpoints: stack.endpoints };
  const control: Control = {
    invoke: (name, payload) => stack.invoke(name, payload),
    events: async after =>
      stack.servers
        .readArchive({ bus: stack.names.bus, after })
        .map(({ position, event }) => ({ position, event: event.detail as never })),
    isIdle: () =>
      stack.idle({ timeoutMs: 150 }).then(
        () => true,
        () => false,
      ),
    idle: () => stack.idle(),
  };
  const unpublish = await publishControl(dir, place, control);
  return pipelineOf(place, control, async () => {
    await unpublish();
    await stack.stop();
  });
}

export { StateFolderError };

/** Ports over the endpoints, as `functions/wiring.ts` makes them, for the one who looks on. */
function pipelineOf({ names, environment, endpoints }: Place, control: Control, close: () => Promise<void>): Pipeline {
  const client = (service: string) => ({
    endpoint: endpoints[service]!,
    region: environment.AWS_REGION!,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID!,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY!,
    },
  });
  const s3 = new S3Client({ ...client('s3'), forcePathStyle: true });
  const dynamodb = new DynamoDBClient(client('dynamodb'));
  const sqs = new SQSClient(client('sqs'));
  const kms = new KMSClient(client('kms'));
  const urls = (suffix: string) =>
    Object.fromEntries(QUEUES.map(name => [name, names.queues[`${name}${suffix}` as QueueName]]));
  return {
    intake: objectStore(s3, names.buckets.intake),
    texts: objectStore(s3, names.buckets.text),
    documents: store(dynamodb, names.tables.documents),
    keys: keys(kms, { mac: environment.MAC_KEY_ARN!, data: environment.DATA_KEY_ARN! }),
    queues: queues(sqs, urls('')),
    deadLetters: deadLetters(sqs, urls('.dead')),
    endpoints,
    names: flat(names),
    ...control,
    close: async () => {
      for (const one of [s3, dynamodb, sqs, kms]) one.destroy();
      await close();
    },
  };
}

/** `buckets.intake` → its name, and so on, for people to read. */
const flat = ({ bus, ...groups }: Names): Record<string, string> => ({
  bus,
  ...Object.fromEntries(
    Object.entries(groups).flatMap(([group, members]) =>
      Object.entries(members as Record<string, string>).map(([name, value]) => [`${group}.${name}`, value]),
    ),
  ),
});
