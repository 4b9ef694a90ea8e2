import type { Context } from './context.ts';
import { Delivery, type Invoke } from './delivery.ts';
import { dynamoServer } from './dynamodb/server.ts';
import type { ArchivedEvent, ArchiveQuery } from './eventbridge/archive.ts';
import type { Announcement } from './eventbridge/bus.ts';
import { eventsServer } from './eventbridge/server.ts';
import type { Faults } from './faults.ts';
import { type Listener, listen } from './http/listen.ts';
import { REFUSALS } from './http/refusals.ts';
import { kmsServer } from './kms/server.ts';
import { s3Server } from './s3/server.ts';
import { SERVICES, type Service } from './services.ts';
import { snsServer } from './sns/server.ts';
import { sqsServer } from './sqs/server.ts';
import { Blobs } from './store/blobs.ts';
import { Database } from './store/database.ts';
import { Positions } from './store/positions.ts';
import { type SweepTasks, startSweeps } from './sweep.ts';
import type { Ocr } from './textract/documents.ts';
import { textractServer } from './textract/server.ts';

export type { Invoke } from './delivery.ts';
export type { ArchivedEvent, ArchiveQuery } from './eventbridge/archive.ts';
export type { Announcement } from './eventbridge/bus.ts';
export type { BatchEntry, Call, Fault, Faults, TextractFault, TextractJobFacts } from './faults.ts';
export { ACCOUNT, REGION, SERVICES, type Service } from './services.ts';
export { StateFolderError } from './store/database.ts';
export type { Format, Ocr } from './textract/documents.ts';

export interface ServerOptions {
  /** The folder of all state; made if it is not there. One process at a time. */
  readonly dir: string;
  /** What Textract reads with. Without it, Textract answers an error. */
  readonly ocr?: Ocr;
  /** Documents that Textract's jobs read at a time. Default 1. */
  readonly ocrConcurrency?: number;
  /** What a test may break. */
  readonly faults?: Faults;
  /** Milliseconds since 1970, for time-outs and expiry. */
  readonly clock?: () => number;
  /** Fixed ports; any free one if not given. */
  readonly ports?: Partial<Readonly<Record<Service, number>>>;
  /** Milliseconds between sweeps of what has expired. Default 2,000. */
  readonly sweepMs?: number;
}

export interface Servers {
  /** `http://127.0.0.1:<port>` of each service. */
  readonly endpoints: Readonly<Record<Service, string>>;
  /** Gives EventBridge, its schedules and SNS someone who runs functions. What fails is tried again, also after a restart. */
  runFunctions(invoke: Invoke): void;
  /** Called after each commit that put a record into a stream: time to poll it. Answers how to stop. */
  onStreamRecord(listener: (streamArn: string) => void): () => void;
  /** How far a reader got, kept as long as the state: `get(name)`, `set(name, position)`. */
  readonly positions: Pick<Positions, 'get' | 'set'>;
  /** An event of an AWS service (`aws.guardduty`, say), which PutEvents takes from nobody. Answers its id. */
  announce(announcement: Announcement, bus?: string): string;
  readArchive(query?: ArchiveQuery): ArchivedEvent[];
  stop(): Promise<void>;
}

/** Bytes of a request: an object of S3 at its largest here, and what the JSON services take. */
const MAX_OBJECT = 536_870_912;
const MAX_CALL = 20_971_520;

export async function startServers(options: ServerOptions): Promise<Servers> {
  const { dir, faults = {}, clock = Date.now } = options;
  const context: Context = { db: new Database(dir), clock, faults };
  try {
    return await start(context, options);
  } catch (error) {
    context.db.close();
    throw error;
  }
}

async function start(context: Context, options: ServerOptions): Promise<Servers> {
  // 1. The servers on their ports.
  const listeners = new Map<Service, Listener>();
  const servers = build(context, options, () => listeners.get('sqs')!.url);
  await openPorts(listeners, servers, options.ports ?? {});

  // 2. What happens by itself: expiry, schedules, jobs that a crash interrupted.
  const stopSweeps = startSweeps(context, options.sweepMs ?? 2000, sweepTasks(servers));
  servers.textract.jobs.pump();
  const orphans = servers.s3.removeOrphans().catch(() => {});

  const { delivery, dynamodb, events, sqs, textract } = servers;
  const addresses = [...listeners].map(([service, { url }]) => [service, url]);
  return {
    endpoints: Object.fromEntries(addresses) as Record<Service, string>,
    runFunctions: invoke => delivery.runFunctions(invoke),
    onStreamRecord: listener => dynamodb.streams.onRecord(listener),
    positions: new Positions(context),
    announce: (announcement, bus = 'default') => events.bus.announce(bus, announcement),
    readArchive: (query = {}) => events.archives.read(query),
    stop: async () => {
      stopSweeps();
      delivery.stop();
      textract.jobs.stop();
      sqs.messages.stop();
      await closeAll(listeners);
      await orphans;
      context.db.checkpoint();
      context.db.close();
    },
  };
}

/** Each server on those whose messages it causes. */
function build(context: Context, { dir, ocr, ocrConcurrency = 1 }: ServerOptions, sqsUrl: () => string) {
  const sqs = sqsServer(context, sqsUrl);
  const delivery = new Delivery(context, sqs);
  const sns = snsServer(context, delivery);
  const events = eventsServer(context, delivery, sns);
  const s3 = s3Server(context, new Blobs(dir), events.bus);
  const textract = textractServer(context, s3, sns, ocr, ocrConcurrency);
  return { s3, dynamodb: dynamoServer(context), sqs, sns, events, textract, kms: kmsServer(context), delivery };
}

type Built = ReturnType<typeof build>;

async function openPorts(
  listeners: Map<Service, Listener>,
  servers: Built,
  ports: NonNullable<ServerOptions['ports']>,
) {
  try {
    for (const service of SERVICES) {
      const [port, maxBody] = [ports[service] ?? 0, service === 's3' ? MAX_OBJECT : MAX_CALL];
      listeners.set(service, await listen(servers[service].handler, { port, maxBody, refuse: REFUSALS[service] }));
    }
  } catch (error) {
    // A fixed port that is taken: what listens already must not keep the process alive.
    await closeAll(listeners);
    throw error;
  }
}

const sweepTasks = ({ s3, dynamodb, sqs, events, textract, kms }: Built): SweepTasks => ({
  prompt: [() => events.bus.fire(), () => dynamodb.expireItems()],
  lazy: [
    () => s3.expire(),
    () => dynamodb.expire(),
    () => sqs.messages.expire(),
    () => events.archives.expire(),
    () => textract.jobs.expire(),
    () => kms.keys.expire(),
  ],
});

const closeAll = async (listeners: ReadonlyMap<Service, Listener>): Promise<void> => {
  await Promise.all([...listeners.values()].map(listener => listener.close()));
};
