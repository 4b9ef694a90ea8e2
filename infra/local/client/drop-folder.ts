import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ingest } from './ingest.ts';
import type { Outcome } from './outcome.ts';
import type { Pipeline } from './pipeline.ts';

/** Milliseconds that a file must have been left alone before it counts as written. */
const SETTLE = 300;

/**
 * A folder whose files are ingested as they come: what the mail server and the upload form are in the cloud. A file is
 * moved to `done/` after its documents have ended, so that a crash in between ingests it again, to no second effect.
 */
export class DropFolder {
  private readonly pipeline: Pipeline;
  private readonly folder: string;
  private readonly report: (outcome: Outcome & { file: string }) => Promise<void>;
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(pipeline: Pipeline, folder: string, report: (outcome: Outcome & { file: string }) => Promise<void>) {
    this.pipeline = pipeline;
    this.folder = folder;
    this.report = report;
  }

  start(): void {
    this.watcher = watch(this.folder, () => this.schedule());
    this.schedule();
  }

  async stop(): Promise<void> {
    this.watcher?.close();
    clearTimeout(this.timer);
    await this.work;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.work = this.work.then(() => this.sweep());
    }, SETTLE);
  }

  private async sweep(): Promise<void> {
    const entries = await readdir(this.folder, { withFileTypes: true });
    const names = entries.filter(entry => entry.isFile() && !entry.name.startsWith('.')).map(entry => entry.name);
    if (!names.length) return;
    await mkdir(join(this.folder, 'done'), { recursive: true });
    const { pipeline, folder } = this;
    const files = (async function* () {
      for (const name of names) {
        const path = join(folder, name);
        yield { label: name, size: (await stat(path)).size, bytes: () => readFile(path) };
      }
    })();
    let at = 0;
    for await (const outcomes of ingest(pipeline, files, 'mail-server')) {
      const name = names[at++]!;
      for (const outcome of outcomes) await this.report({ file: name, ...outcome });
      await rename(join(folder, name), join(folder, 'done', name));
    }
  }
}
