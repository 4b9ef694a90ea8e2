import type { Environment } from './environment.ts';

/** A function as the template defines it, ready to run. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** Folder of its bundle. */
  readonly folder: string;
  /** `file.export`. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** What a run ended with other than an answer; the names are Lambda's. */
export type RunFailure = 'Function.Error' | 'Sandbox.Timedout' | 'Runtime.ExitError' | 'Runtime.InitError' | 'Stopped';

export class RunError extends Error {
  override readonly name = 'RunError';
  readonly failure: RunFailure;
  /** The class of the error that the function threw. Its message stays in the function's own log. */
  readonly errorType: string | undefined;

  constructor(failure: RunFailure, functionName: string, errorType?: string) {
    super(`${functionName}: ${failure}${errorType ? ` (${errorType})` : ''}`);
    this.failure = failure;
    this.errorType = errorType;
  }
}

interface Waiting {
  readonly payload: string;
  readonly resolve: (environment: Environment) => void;
  readonly reject: (error: Error) => void;
}

export interface Counters {
  runs: number;
  coldStarts: number;
  failures: number;
}

/**
 * A function's execution environments: made when work comes, kept warm for a while, at most `concurrency` at once; further runs wait
 * their turn. An environment serves one run at a time and is gone after a timeout or a crash.
 */
export class FunctionHost {
  readonly definition: FunctionDefinition;
  readonly concurrency: number;
  readonly counters: Counters = { runs: 0, coldStarts: 0, failures: 0 };
  readonly #start: (definition: FunctionDefinition) => Environment;
  readonly #environments = new Set<Environment>();
  readonly #keepWarmMs: number;
  /** The one that served last is taken first, so that those that are not needed grow old. */
  readonly #idle: { readonly environment: Environment; readonly retirement: NodeJS.Timeout }[] = [];
  readonly #queue: Waiting[] = [];
  #running = 0;
  #stopped = false;

  constructor(
    definition: FunctionDefinition,
    concurrency: number,
    start: (definition: FunctionDefinition) => Environment,
    keepWarmMs = 60_000,
  ) {
    this.definition = definition;
    this.concurrency = concurrency;
    this.#start = start;
    this.#keepWarmMs = keepWarmMs;
  }

  /** Runs that are under way or wait. */
  get load(): number {
    return this.#running + this.#queue.length;
  }

  /** Runs the function once with a JSON payload and answers its JSON. @throws RunError */
  async run(payload: string): Promise<string> {
    const environment = await this.#take(payload);
    this.#running += 1;
    this.counters.runs += 1;
    try {
      return await environment.run(payload);
    } catch (error) {
      this.counters.failures += 1;
      throw error;
    } finally {
      this.#running -= 1;
      this.#give(environment);
    }
  }

  /** Ends every environment at once, whatever it is doing: a crash, as a test wants it. Answers how many there were. */
  kill(): number {
    const doomed = [...this.#environments];
    for (const environment of doomed) environment.kill();
    return doomed.length;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const error = new RunError('Stopped', this.definition.name);
    for (const waiting of this.#queue.splice(0)) waiting.reject(error);
    await Promise.all([...this.#environments].map(environment => environment.stop()));
  }

  #take(payload: string): Promise<Environment> {
    if (this.#stopped) return Promise.reject(new RunError('Stopped', this.definition.name));
    const warm = this.#idle.pop();
    if (warm) {
      clearTimeout(warm.retirement);
      return Promise.resolve(warm.environment);
    }
    if (this.#environments.size < this.concurrency) return Promise.resolve(this.#make());
    return new Promise((resolve, reject) => this.#queue.push({ payload, resolve, reject }));
  }

  #make(): Environment {
    this.counters.coldStarts += 1;
    const environment = this.#start(this.definition);
    this.#environments.add(environment);
    environment.ended.then(() => {
      this.#environments.delete(environment);
      const place = this.#idle.findIndex(idle => idle.environment === environment);
      if (place >= 0) clearTimeout(this.#idle.splice(place, 1)[0]!.retirement);
      this.#serveWaiting();
    });
    return environment;
  }

  #give(environment: Environment): void {
    if (!environment.alive) return;
    const waiting = this.#queue.shift();
    if (waiting) waiting.resolve(environment);
    else this.#idle.push({ environment, retirement: setTimeout(() => environment.kill(), this.#keepWarmMs).unref() });
  }

  #serveWaiting(): void {
    if (this.#stopped || this.#queue.length === 0 || this.#environments.size >= this.concurrency) return;
    this.#queue.shift()!.resolve(this.#make());
  }
}
