import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FunctionDefinition, RunError, type RunFailure } from './function.ts';
import type { FunctionLog } from './function-log.ts';

export interface EnvironmentOptions {
  /** `bootstrap.mjs`. */
  readonly bootstrap: string;
  /** Where `require` finds the native packages, as Lambda's NODE_PATH points to the layer. */
  readonly nodePath: string;
  /** Endpoints, region and credentials, which on Lambda come with the role. */
  readonly variables: Readonly<Record<string, string>>;
  readonly log: FunctionLog;
  /** Milliseconds for loading the handler. Lambda gives 10 s; a busy machine gets more. */
  readonly initTimeoutMs?: number;
}

interface Run {
  readonly id: string;
  readonly payload: string;
  readonly resolve: (answer: string) => void;
  readonly reject: (error: RunError) => void;
  begun: number;
  timer?: NodeJS.Timeout;
}

/**
 * One execution environment: a process of its own that loads the bundle once, and the Runtime API that it alone talks
 * to. It serves one run at a time. A run that outlives the function's timeout ends with the process.
 */
export class Environment {
  readonly id = randomBytes(4).toString('hex');
  readonly #definition: FunctionDefinition;
  readonly #options: EnvironmentOptions;
  readonly #api: Server;
  #child: ChildProcess | undefined;
  #init: NodeJS.Timeout | undefined;
  /** The held answer to the process's question for the next invocation. */
  #asking: ServerResponse | undefined;
  #run: Run | undefined;
  #failure: RunFailure | undefined;
  #errorType: string | undefined;
  #end!: () => void;
  alive = true;
  readonly ended = new Promise<void>(resolve => {
    this.#end = resolve;
  });

  constructor(definition: FunctionDefinition, options: EnvironmentOptions) {
    this.#definition = definition;
    this.#options = options;
    this.#api = createServer((request, response) => void this.#answer(request, response));
    this.#api.keepAliveTimeout = 0;
    this.#api.listen(0, '127.0.0.1', () => this.#spawn());
    this.#api.on('error', () => this.#die());
  }

  run(payload: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#run = { id: randomUUID(), payload, resolve, reject, begun: 0 };
      if (!this.alive) return this.#die();
      this.#hand();
    });
  }

  kill(failure: RunFailure = 'Runtime.ExitError'): void {
    this.#failure ??= failure;
    if (this.#child) this.#child.kill('SIGKILL');
    else this.#die();
  }

  async stop(): Promise<void> {
    this.kill('Stopped');
    await this.ended;
  }

  #spawn(): void {
    if (this.#failure) {
      this.#die();
      return;
    }
    const { bootstrap, nodePath, variables, log, initTimeoutMs = 60_000 } = this.#options;
    const { folder, handler, memoryMb, name } = this.#definition;
    const flags = [`--max-old-space-size=${Math.floor(memoryMb * 0.9)}`, '--max-semi-space-size=16', '--no-warnings'];
    const child = spawn(process.execPath, [...flags, bootstrap], {
      cwd: folder,
      // The pipe to its standard input tells the process when this one has died.
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...variables,
        ...this.#definition.variables,
        NODE_PATH: nodePath,
        TZ: ':UTC',
        LANG: 'en_US.UTF-8',
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(this.#api.address() as AddressInfo).port}`,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
        AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: `local/${this.id}`,
        LAMBDA_TASK_ROOT: folder,
        _HANDLER: handler,
      },
    });
    this.#child = child;
    this.#init = setTimeout(() => this.kill('Runtime.InitError'), initTimeoutMs);
    for (const stream of [child.stdout, child.stderr])
      log.capture(stream, () => ({ environment: this.id, run: this.#run?.id }));
    child.stdin.on('error', () => {});
    child.once('error', () => this.#die());
    child.once('exit', () => this.#die());
  }

  #die(): void {
    const wasAlive = this.alive;
    this.alive = false;
    const run = this.#run;
    this.#run = undefined;
    clearTimeout(run?.timer);
    clearTimeout(this.#init);
    const failure = this.#failure ?? 'Runtime.ExitError';
    if (run) {
      this.#report(run, failure);
      run.reject(new RunError(failure, this.#definition.name, this.#errorType));
    }
    if (!wasAlive) return;
    this.#api.close();
    this.#api.closeAllConnections();
    this.#end();
  }

  /** Gives the waiting run to the process that asked. The clock of the timeout starts here, as Lambda's does. */
  #hand(): void {
    const run = this.#run;
    const asking = this.#asking;
    if (!run || !asking) return;
    this.#asking = undefined;
    const { arn, timeoutMs } = this.#definition;
    run.begun = performance.now();
    run.timer = setTimeout(() => this.kill('Sandbox.Timedout'), timeoutMs);
    const time = Math.floor(Date.now() / 1000).toString(16);
    asking.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': run.id,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      'lambda-runtime-invoked-function-arn': arn,
      'lambda-runtime-trace-id': `Root=1-${time}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`,
    });
    asking.end(run.payload);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method === 'GET' && path.endsWith('/invocation/next')) {
      clearTimeout(this.#init);
      this.#asking = response;
      return this.#hand();
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    if (path.endsWith('/init/error')) {
      this.#failure = 'Runtime.InitError';
      this.#errorType = errorTypeOf(body);
      return;
    }
    const [, id, verb] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const run = this.#run;
    if (!run || run.id !== id) return;
    this.#run = undefined;
    clearTimeout(run.timer);
    this.#report(run, verb === 'response' ? undefined : 'Function.Error');
    if (verb === 'response') run.resolve(body);
    else run.reject(new RunError('Function.Error', this.#definition.name, errorTypeOf(body)));
  }

  #report(run: Run, failure: RunFailure | undefined): void {
    const milliseconds = run.begun ? Math.round(performance.now() - run.begun) : 0;
    this.#options.log.write({
      type: 'platform.report',
      environment: this.id,
      run: run.id,
      milliseconds,
      ...(failure ? { failure } : {}),
    });
  }
}

/** The class of an error, which is a name in our code; its message may quote a document and is not passed on. */
function errorTypeOf(body: string): string | undefined {
  try {
    const { errorType } = JSON.parse(body);
    return typeof errorType === 'string' && /^\w{1,60}$/.test(errorType) ? errorType : undefined;
  } catch {
    return undefined;
  }
}
