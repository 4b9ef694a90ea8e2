import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Bytes of a log file, after which it makes room; the one before is kept. */
const LARGEST = 16 * 2 ** 20;

/**
 * A function's log group: one file of JSON lines. What a function prints as a JSON object keeps its fields under
 * `message`, as CloudWatch shows it; anything else is a text there.
 */
export class FunctionLog {
  readonly #file: string;
  #size: number;
  #closed = false;

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    this.#size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Takes every line of a stream, with what is known of its circumstances when it comes. */
  capture(stream: Readable, circumstances: () => object): void {
    createInterface({ input: stream }).on('line', line => this.write({ ...circumstances(), message: parsed(line) }));
  }

  /** What a dying process still prints finds no file any more: the folder may be gone. */
  close(): void {
    this.#closed = true;
  }

  write(entry: object): void {
    if (this.#closed) return;
    const line = `${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`;
    if (this.#size > LARGEST) {
      renameSync(this.#file, `${this.#file}.1`);
      this.#size = 0;
    }
    appendFileSync(this.#file, line, { mode: 0o600 });
    this.#size += line.length;
  }
}

function parsed(line: string): unknown {
  if (!line.startsWith('{')) return line;
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
