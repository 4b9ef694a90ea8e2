import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DocumentError, type FailureCode } from '../../core/codes.ts';
import type { Limits } from './limits.ts';

/** Why a process was ended while it worked on a document. */
export type Ended = 'memory' | 'time' | 'crash';

export interface Task {
  readonly work: unknown;
  readonly limits: Limits;
  /** What the uploader is told when the document ended the process. */
  codeFor(ended: Ended): FailureCode;
}

/** What the process answers; errors other than codes keep their text to themselves, for it may quote the document. */
export type Answer = { readonly value: unknown } | { readonly code: FailureCode } | { readonly fault: string };

/** A fault of ours or of the machine, never of the document: the attempt may be repeated. */
export class SandboxFault extends Error {
  override readonly name = 'SandboxFault';
}

/** Milliseconds between two looks at the process: a bomb fills about 40 MB in that time. */
const LOOK_EVERY = 20;

/** Heap of the process in MB. Buffers and WebAssembly live outside of it and are watched as resident memory. */
const HEAP = 256;

/** A process that served this many documents, or grew this much (MB), makes room for a fresh one. */
const RETIRE_AFTER = 500;
const RETIRE_ABOVE = 300;

/**
 * A process of its own for parsing untrusted bytes, kept warm between documents, one document at a time.
 *
 * It holds no credentials (its environment is empty), may not write files or start programs, and is killed when the
 * document takes more memory or processor time than the limits allow. A parser that is talked into running code finds
 * nothing worth having.
 */
export class Sandbox {
  private readonly entry: URL;
  private child: ChildProcess | undefined;
  private served = 0;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(entry: URL) {
    this.entry = entry;
  }

  /** @throws DocumentError for the document's own fault, SandboxFault for any other. */
  run(task: Task): Promise<unknown> {
    const result = this.queue.then(() => this.serve(task));
    this.queue = result.catch(() => undefined);
    return result;
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private async serve(task: Task): Promise<unknown> {
    const child = this.child?.connected ? this.child : await this.start();
    this.child = child;
    keepAlive(child, true);
    const answer = await this.ask(child, task);
    if (++this.served >= RETIRE_AFTER || usageOf(child.pid).megabytes > RETIRE_ABOVE) this.close();
    else keepAlive(child, false);
    if ('code' in answer) throw new DocumentError(answer.code);
    if ('fault' in answer) throw new SandboxFault(`the parser failed: ${answer.fault}`);
    return answer.value;
  }

  private start(): Promise<ChildProcess> {
    this.served = 0;
    const child = fork(this.entry, [], {
      execArgv: [`--max-old-space-size=${HEAP}`, '--no-warnings', ...permissions()],
      // Nothing of the environment but where the layer's packages are.
      env: process.env.NODE_PATH === undefined ? {} : { NODE_PATH: process.env.NODE_PATH },
      serialization: 'advanced',
      // What a dying process prints quotes what it worked on.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return new Promise((resolve, reject) => {
      child.once('message', () => resolve(child));
      child.once('error', () => reject(new SandboxFault('the parsing process did not start')));
      child.once('exit', () => reject(new SandboxFault('the parsing process did not start')));
    });
  }

  private ask(child: ChildProcess, { work, limits, codeFor }: Task): Promise<Answer> {
    const begun = performance.now();
    const before = usageOf(child.pid).seconds;
    return new Promise((resolve, reject) => {
      let ended: Ended = 'crash';
      const end = (reason: Ended) => {
        ended = reason;
        child.kill('SIGKILL');
      };
      const watch = setInterval(() => {
        const { megabytes, seconds } = usageOf(child.pid);
        if (megabytes > limits.megabytes) end('memory');
        else if (seconds - before > limits.seconds) end('time');
        else if (performance.now() - begun > limits.wallSeconds * 1000) {
          finish();
          this.close();
          reject(new SandboxFault('the machine was too busy to parse the document in time'));
        }
      }, LOOK_EVERY);
      const onMessage = (answer: Answer) => {
        finish();
        resolve(answer);
      };
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
        finish();
        this.child = undefined;
        // V8 ends a process whose heap is full with SIGABRT, or exit code 134 through a shell.
        const full = signal === 'SIGABRT' || code === 134;
        resolve({ code: codeFor(full ? 'memory' : ended) });
      };
      const finish = () => {
        clearInterval(watch);
        child.off('message', onMessage);
        child.off('exit', onExit);
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.send({ work }, error => {
        if (!error) return;
        finish();
        this.close();
        reject(new SandboxFault('the parsing process took no work'));
      });
    });
  }
}

/** Read files and load native modules, nothing else; older versions of Node do not know the flag and go without. */
const permissions = (): string[] =>
  process.allowedNodeEnvironmentFlags.has('--permission')
    ? ['--permission', '--allow-fs-read=*', '--allow-addons']
    : [];

/** A waiting process must not keep its parent from ending; it ends itself when the channel closes. */
function keepAlive(child: ChildProcess, busy: boolean): void {
  const method = busy ? 'ref' : 'unref';
  child[method]();
  child.channel?.[method]();
}

/** Resident memory and processor time of a process; from /proc, so elsewhere than on Linux only the clock ends it. */
function usageOf(pid: number | undefined): { megabytes: number; seconds: number } {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    // The fields behind the name in brackets: state is the first, utime and stime the 12th and 13th, in 1/100 s.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { megabytes: (pages * 4096) / 2 ** 20, seconds: (Number(fields[11]) + Number(fields[12])) / 100 };
  } catch {
    return { megabytes: 0, seconds: 0 };
  }
}
