import type { QueueName } from '../../parts/topology.ts';
import type { Counters } from '../runtime/function.ts';
import type { Servers, Service } from '../servers/index.ts';

/** Physical names by what each is in the topology. */
export interface Names {
  readonly buckets: Readonly<Record<'intake' | 'text' | 'logs', string>>;
  readonly tables: Readonly<Record<'documents' | 'vault', string>>;
  /** URLs; dead letters are `<name>.dead`, `publish.dead` those of the stream. */
  readonly queues: Readonly<Record<QueueName | `${QueueName}.dead` | 'publish.dead' | 'bus.dead', string>>;
  readonly bus: string;
  readonly functions: Readonly<Record<string, string>>;
}

export interface IdleOptions {
  /** Milliseconds after which waiting ends with an error. Default 10 minutes. */
  readonly timeoutMs?: number;
  /** Count messages that are delayed or wait for another attempt as work, too. Default true. */
  readonly delayed?: boolean;
}

export interface Stack {
  /** The folder of all state. */
  readonly dir: string;
  readonly endpoints: Readonly<Record<Service, string>>;
  readonly names: Names;
  /** What the functions' environment holds, endpoints and credentials included: enough to wire the adapters here, too. */
  readonly environment: Readonly<Record<string, string>>;
  readonly servers: Servers;
  /** Milliseconds that the start took, without synthesis and builds. */
  readonly startedInMs: number;
  /** Runs a function (`reveal`, `erase`, …) and answers what it answers. @throws RunError */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  /** Resolves when all queues but the dead letters are empty, the stream is read to its end and nothing runs. */
  idle(options?: IdleOptions): Promise<void>;
  /** Ends every environment of a function (of all, without a name) at once, as a crash would. Answers how many. */
  kill(functionName?: string): number;
  /** Runs, cold starts and failures of each function since the start. */
  counters(): Readonly<Record<string, Readonly<Counters>>>;
  /** Lets runs end for a few seconds, then stops everything. */
  stop(): Promise<void>;
}
