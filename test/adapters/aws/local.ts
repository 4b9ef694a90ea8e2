import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Servers, startServers } from '../../../infra/local/servers/index.ts';

/** Client settings for a local server; its own kind of AWS, with its own keys. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

/** The local servers on a folder of their own, for the tests of one file. */
export function useServers(): { readonly servers: Servers } {
  const state: { servers?: Servers; dir?: string } = {};
  beforeAll(async () => {
    state.dir = await mkdtemp(join(tmpdir(), 'adapters-'));
    state.servers = await startServers({ dir: state.dir });
  });
  afterAll(async () => {
    await state.servers?.stop();
    await rm(state.dir!, { recursive: true, force: true });
  });
  return {
    get servers() {
      return state.servers!;
    },
  };
}
