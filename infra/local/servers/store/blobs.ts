import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where a body is: in the database row, or in a file of its own. */
export type Blob = { readonly bytes: Uint8Array } | { readonly file: string };

/** Bytes up to which SQLite reads and writes a body faster than the file system does. */
const INLINE_LIMIT = 131_072;

/**
 * Bodies too large for the database. A file is written before the row that names it commits and removed after the row
 * is gone; what a crash leaves between the two is found and removed on the next start.
 */
export class Blobs {
  readonly #folder: string;

  constructor(stateFolder: string) {
    this.#folder = join(stateFolder, 'blobs');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  async store(bytes: Uint8Array): Promise<Blob> {
    if (bytes.length <= INLINE_LIMIT) return { bytes };
    const file = randomUUID();
    await writeFile(this.#path(file), bytes, { mode: 0o600 });
    return { file };
  }

  /** Does what the body was stored for; if that fails, the body goes with it. */
  async keepIf<Result>(blob: Blob, work: () => Result): Promise<Result> {
    try {
      return work();
    } catch (error) {
      if ('file' in blob) await this.remove(blob.file);
      throw error;
    }
  }

  async read(blob: Blob): Promise<Uint8Array> {
    return 'bytes' in blob ? blob.bytes : readFile(this.#path(blob.file));
  }

  /** Bytes `start` to `end`, both included. */
  slice(blob: Blob, start: number, end: number): Buffer | Readable {
    if ('bytes' in blob) return Buffer.from(blob.bytes.buffer, blob.bytes.byteOffset + start, end + 1 - start);
    return createReadStream(this.#path(blob.file), { start, end });
  }

  async remove(file: string): Promise<void> {
    await rm(this.#path(file), { force: true });
  }

  /** Removes files written before `time` (ms) that no row names. */
  async removeOrphans(isNamed: (file: string) => boolean, time: number): Promise<void> {
    for (const file of await readdir(this.#folder)) {
      if (isNamed(file)) continue;
      const facts = await stat(this.#path(file)).catch(() => undefined);
      if (facts && facts.mtimeMs < time) await this.remove(file);
    }
  }

  #path(file: string): string {
    return join(this.#folder, file);
  }
}
