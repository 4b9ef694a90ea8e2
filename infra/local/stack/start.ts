import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { packageRoot } from '../../build/root.ts';
import { buildFunctions } from '../../build.ts';
import type { FunctionName, QueueName } from '../../parts/topology.ts';
import { Environment } from '../runtime/environment.ts';
import { FunctionHost } from '../runtime/function.ts';
import { FunctionLog } from '../runtime/function-log.ts';
import type { Source } from '../runtime/queue-source.ts';
import { ACCOUNT, REGION, type ServerOptions, type Servers, startServers } from '../servers/index.ts';
import { type ClientConfig, type Clients, clientsFor, destroyClients } from '../template/clients.ts';
import { type Deployed, deploy, type Place } from '../template/deploy.ts';
import { readTemplate, type Template } from '../template/template.ts';
import { idleOf } from './idle.ts';
import { sourcesOf } from './sources.ts';
import type { Names, Stack } from './stack.ts';
import { synthesizedTemplate } from './synthesis.ts';

export interface StartOptions {
  /** The folder of all state; made if it is not there. A stack on the same folder goes on where the last one ended. */
  readonly dir: string;
  /** File of the template. Default: that of the app which deploys, synthesized when its sources changed. */
  readonly template?: string;
  /** Folder of `<function>/index.js`. Default: this project's, built when their sources changed. */
  readonly bundles?: string;
  /** What the servers take beside the folder: OCR, fixed ports, a test's faults and clock. */
  readonly servers?: Omit<ServerOptions, 'dir'>;
  /** Runs of one function at a time. Default half of the processors, at least 1. The template's own limits hold, too. */
  readonly concurrency?: number;
  /** Seconds after which a message whose holder died is given out again. Default 20. */
  readonly leaseSeconds?: number;
  /** Seconds until a failed message comes again, by the number of deliveries so far. Default 1, 2, 4, … up to 30. */
  readonly retrySeconds?: (receives: number) => number;
  /** Limits and policy in place of the template's. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** Milliseconds that runs under way are given when the stack stops. */
const GRACE = 5_000;

/**
 * The deployed pipeline on one machine: local servers, the template's resources on them, and its functions behind a
 * Lambda Runtime API.
 * @throws StateFolderError when another process serves the folder
 */
export async function startStack(options: StartOptions): Promise<Stack> {
  // 1. What would be deployed: bundles and template.
  const bundles = options.bundles ?? (await buildFunctions());
  const template = readTemplate(options.template ?? (await synthesizedTemplate()));
  const begun = performance.now();

  // 2. The services, and the template's resources on them.
  const servers = await startServers({ ...options.servers, dir: options.dir });
  const config = (service: keyof Servers['endpoints']): ClientConfig => ({
    endpoint: servers.endpoints[service],
    region: REGION,
    credentials: CREDENTIALS,
  });
  const clients = clientsFor(config);
  const streams = new DynamoDBStreamsClient(config('dynamodb'));
  let resources: readonly Deployed[];
  try {
    resources = await resourcesOf(template, clients);
  } catch (error) {
    destroyClients(clients);
    await servers.stop();
    throw error;
  }

  // 3. The functions, started when work comes, and what feeds them.
  const { hosts, close } = hostsOf(resources, bundles, servers, options);
  const retrySeconds = options.retrySeconds ?? (receives => Math.min(2 ** (receives - 1), 30));
  const leaseSeconds = options.leaseSeconds ?? 20;
  const world = { resources, hosts, servers, clients, streams, region: REGION, leaseSeconds, retrySeconds };
  const sources = sourcesOf(world);
  servers.runFunctions(async (arn, payload) => {
    await hostOf(hosts, arn.slice(arn.lastIndexOf(':') + 1)).run(payload);
  });

  const names = namesOf(resources);
  return {
    dir: options.dir,
    endpoints: servers.endpoints,
    names,
    environment: { ...[...hosts.values()][0]?.definition.variables, ...surroundings(servers) },
    servers,
    startedInMs: performance.now() - begun,
    invoke: async (name, payload) => JSON.parse(await hostOf(hosts, name).run(JSON.stringify(payload))),
    idle: idleOf({ names, clients, hosts, sources }),
    kill: name => [...hosts].filter(([role]) => !name || role === name).reduce((sum, [, host]) => sum + host.kill(), 0),
    counters: () => Object.fromEntries([...hosts].map(([name, host]) => [name, { ...host.counters }])),
    stop: async () => {
      await stopSources(sources, hosts);
      await Promise.all([...hosts.values()].map(host => host.stop()));
      close();
      destroyClients(clients);
      streams.destroy();
      await servers.stop();
    },
  };
}

async function resourcesOf(template: Template, clients: Clients): Promise<readonly Deployed[]> {
  const place: Place = { account: ACCOUNT, region: REGION, stackName: 'ResumeIntake', prefix: 'resume-intake' };
  return (await deploy(template, place, clients)).resources;
}

/** By the role of each function; its physical name and its ARN lead to the same host. */
function hostsOf(resources: readonly Deployed[], bundles: string, servers: Servers, options: StartOptions) {
  const root = packageRoot();
  const nodePath = [join(root, 'node_modules'), process.env.NODE_PATH ?? ''].filter(Boolean).join(delimiter);
  const shared = {
    bootstrap: join(root, 'infra', 'local', 'runtime', 'bootstrap.mjs'),
    nodePath,
    variables: { ...surroundings(servers), NODE_COMPILE_CACHE: join(options.dir, 'compile-cache') },
  };
  const concurrency = options.concurrency ?? Math.max(1, Math.floor(availableParallelism() / 2));
  const logs: FunctionLog[] = [];
  const hosts = new Map<string, FunctionHost>();
  for (const { physical, properties, role, type } of resources) {
    if (type !== 'AWS::Lambda::Function') continue;
    const name = role?.replace('function/', '') ?? physical.ref;
    const settings = options.settings ? { SETTINGS: JSON.stringify(options.settings) } : {};
    const log = new FunctionLog(join(options.dir, 'logs', `${name}.jsonl`));
    logs.push(log);
    const definition = {
      name: physical.ref,
      arn: physical.attributes.Arn!,
      folder: join(bundles, name),
      handler: properties.Handler,
      memoryMb: properties.MemorySize ?? 128,
      timeoutMs: (properties.Timeout ?? 3) * 1000,
      // The key says who calls, as the credentials of a role would: tests hold each call against the caller's policy.
      variables: { ...properties.Environment?.Variables, ...settings, AWS_ACCESS_KEY_ID: name },
    };
    hosts.set(name, new FunctionHost(definition, concurrency, fn => new Environment(fn, { ...shared, log })));
  }
  return { hosts, close: () => logs.forEach(log => void log.close()) };
}

function hostOf(hosts: ReadonlyMap<string, FunctionHost>, name: string): FunctionHost {
  const host = hosts.get(name) ?? [...hosts.values()].find(candidate => candidate.definition.name === name);
  if (!host) throw new Error(`There is no function ${name}.`);
  return host;
}

/** What Lambda itself puts into a function's environment, and where the SDK finds the services instead of AWS. */
const surroundings = ({ endpoints }: Servers): Record<string, string> => ({
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  AWS_ENDPOINT_URL_S3: endpoints.s3,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_SNS: endpoints.sns,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
  AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.events,
  AWS_ENDPOINT_URL_TEXTRACT: endpoints.textract,
  AWS_ENDPOINT_URL_KMS: endpoints.kms,
});

function namesOf(resources: readonly Deployed[]): Names {
  const refs = Object.fromEntries(resources.flatMap(({ role, physical }) => (role ? [[role, physical.ref]] : [])));
  const all = (kind: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(refs).flatMap(([role, ref]) =>
        role.startsWith(`${kind}/`) ? [[role.slice(kind.length + 1), ref]] : [],
      ),
    );
  return {
    buckets: all('bucket') as Names['buckets'],
    tables: all('table') as Names['tables'],
    queues: all('queue') as Record<QueueName, string> as Names['queues'],
    bus: refs.bus ?? '',
    functions: all('function') as Record<FunctionName, string>,
  };
}

async function stopSources(sources: readonly Source[], hosts: ReadonlyMap<string, FunctionHost>): Promise<void> {
  const timer = setTimeout(() => {
    for (const host of hosts.values()) host.kill();
  }, GRACE);
  await Promise.all(sources.map(source => source.stop()));
  clearTimeout(timer);
}
