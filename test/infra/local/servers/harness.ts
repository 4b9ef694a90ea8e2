import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  REGION,
  type ServerOptions,
  type Servers,
  type Service,
  startServers,
} from '../../../../infra/local/servers/index.ts';

/** How an SDK client reaches a service: the local server, or AWS itself. */
export interface Reach {
  readonly endpoint?: string;
  readonly region: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Contract {
  /** `CONTRACT_ENDPOINT_S3=aws` points a suite at the real service, another value at that address. */
  readonly real: boolean;
  readonly reach: Reach;
  /** Only where the suite runs against the local servers. */
  readonly servers: Servers | undefined;
  /** A name that nothing else has; lower case, so that a bucket may have it. */
  name(what: string): string;
  stop(): Promise<void>;
}

const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

export const reachOf = (servers: Servers, service: Service): Reach => ({
  endpoint: servers.endpoints[service],
  region: REGION,
  credentials: LOCAL_CREDENTIALS,
});

/** A contract suite's service: what holds here must hold there. */
export async function contract(service: Service, options: Partial<ServerOptions> = {}): Promise<Contract> {
  const run = randomUUID().slice(0, 8);
  const name = (what: string) => `ri-${run}-${what}`;
  const where = process.env[`CONTRACT_ENDPOINT_${service.toUpperCase()}`];
  if (where === undefined) {
    const local = await startLocal(options);
    return { real: false, reach: reachOf(local.servers, service), servers: local.servers, name, stop: local.stop };
  }
  const region = process.env.AWS_REGION ?? REGION;
  const reach: Reach = where === 'aws' ? { region } : { endpoint: where, region, credentials: LOCAL_CREDENTIALS };
  return { real: true, reach, servers: undefined, name, stop: async () => {} };
}

/** Local servers on a folder of their own, which goes with them. */
export async function startLocal(options: Partial<ServerOptions> = {}) {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'servers-')));
  const servers = await startServers({ ...options, dir });
  const stop = async () => {
    await servers.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return { servers, dir, stop };
}

/** The error that a call ends with. */
export async function refusal(call: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('The call was expected to fail.');
}
