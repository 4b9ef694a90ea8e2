import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * A stamp names the state of the sources that something was made from. Contents, not times: a fresh clone, an unpacked
 * archive and a branch switched there and back all have the times wrong.
 */
export function stampOf(root: string, sources: readonly string[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  for (const file of sources.flatMap(source => filesBelow(join(root, source)))) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Every file at or below a path, in a fixed order; none where nothing is. */
export function filesBelow(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter(name => name !== 'node_modules')
    .flatMap(name => filesBelow(join(path, name)));
}

/**
 * Makes `output` again unless its stamp is that of today's sources. The old stamp goes before the work begins: a build
 * that was killed half-way is stale, never fresh.
 */
export async function whenStale(output: string, stamp: string, make: () => Promise<void>): Promise<boolean> {
  const file = `${output}.stamp`;
  if (existsSync(output) && existsSync(file) && readFileSync(file, 'utf8') === stamp) return false;
  rmSync(file, { force: true });
  await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
  return true;
}
