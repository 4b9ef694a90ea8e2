import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
 * Makes `output` again unless its stamp is that of today's sources; answers whether it did. One process at a time makes
 * it, in a draft that takes the place of the old one when it is whole: tests and commands run side by side, and none may
 * load half a build. The old stamp goes first: a build that was killed half-way is stale, never fresh.
 */
export async function whenStale(
  output: string,
  stamp: string,
  make: (draft: string) => Promise<void>,
): Promise<boolean> {
  const file = `${output}.stamp`;
  const isFresh = () => existsSync(output) && existsSync(file) && readFileSync(file, 'utf8') === stamp;
  if (isFresh()) return false;
  return alone(`${output}.lock`, async () => {
    if (isFresh()) return false;
    rmSync(file, { force: true });
    await replace(output, make);
    writeFileSync(file, stamp);
    return true;
  });
}

/** Makes a folder in a draft beside it, and puts the draft into its place. */
export async function replace(output: string, make: (draft: string) => Promise<void>): Promise<void> {
  const [draft, old] = [`${output}.draft`, `${output}.old`];
  for (const left of [draft, old]) rmSync(left, { recursive: true, force: true });
  mkdirSync(dirname(output), { recursive: true });
  await make(draft);
  if (existsSync(output)) renameSync(output, old);
  renameSync(draft, output);
  rmSync(old, { recursive: true, force: true });
}

/** Runs `work` while no other process does under the same lock. A lock whose holder has died is taken over. */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(lock), { recursive: true });
  while (!take(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await new Promise(resolve => setTimeout(resolve, 50));
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (error) {
    // Gone in between, or its holder is: ESRCH. EPERM is somebody else's living process.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
