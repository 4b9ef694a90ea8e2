import { resolve } from 'node:path';
import type { Pipeline } from '../client/pipeline.ts';

/** Where the state of the local stack lies unless `--store` says otherwise. */
export const DEFAULT_STORE = '.resume-intake';

export const STORE_HELP = `  --store DIR   where the state lies; default ${DEFAULT_STORE} in the current folder`;

/** Runs something on the pipeline of a store: on the stack that `serve` keeps up there, or on one started for it. */
export async function withPipeline<T>(store: string | undefined, use: (pipeline: Pipeline) => Promise<T>): Promise<T> {
  const { openPipeline } = await import('../client/open.ts');
  const pipeline = await openPipeline(resolve(store ?? DEFAULT_STORE));
  try {
    return await use(pipeline);
  } finally {
    await pipeline.close();
  }
}
