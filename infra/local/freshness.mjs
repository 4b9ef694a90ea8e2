// Builds the command's bundle when a source is newer than it. Kept apart from the build itself, whose import costs more
// than the whole check: `clean` and `redact` must start in well under 300 ms.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SOURCES = ['infra', 'functions', 'shared', 'package-lock.json'];

export async function ensureCli(root, bundle) {
  const built = statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.every(source => newest(join(root, source)) <= built)) return;
  const { buildCli } = await import(pathToFileURL(join(root, 'infra', 'build.ts')).href);
  await buildCli();
}

/** Milliseconds of the newest modification at or below a path; 0 where nothing is. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), stat.mtimeMs);
}
