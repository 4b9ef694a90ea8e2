import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

// Also imported by processes that a test starts; those leave their folders to the test.
if ('__vitest_worker__' in globalThis) {
  const { afterAll } = await import('vitest');
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
}

/** A folder of the test file's own, gone when its tests are done. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `resume-intake-${name}-`));
  folders.push(folder);
  return folder;
}
