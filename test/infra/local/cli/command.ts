import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const BIN = join(import.meta.dirname, '..', '..', '..', '..', 'infra', 'local', 'bin.mjs');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a user would, in a pipe. */
export function command(args: readonly string[], input: string | Uint8Array = ''): Promise<Finished> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: 'pipe' });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  child.stdin.on('error', () => undefined).end(input);
  return new Promise(resolve =>
    child.on('close', code =>
      resolve({ code, stdout: Buffer.concat(stdout).toString('latin1'), stderr: Buffer.concat(stderr).toString() }),
    ),
  );
}

/** The lines of `--json`. */
export const linesOf = ({ stdout }: Finished): Record<string, unknown>[] =>
  Buffer.from(stdout, 'latin1')
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
