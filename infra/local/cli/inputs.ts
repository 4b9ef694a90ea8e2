import { constants } from 'node:fs';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** Why a path on the command line gave no file. */
export const PATH_FAULTS = {
  FILE_NOT_FOUND: 'There is no file at this path.',
  FILE_NOT_READABLE: 'The file cannot be opened for reading.',
  FOLDER_EMPTY: 'The folder holds no files.',
} as const;

export type PathFault = keyof typeof PATH_FAULTS;

/** A file to work on, or the reason why there is none. `label` is the path as the user would write it. */
export type Input =
  | { readonly label: string; readonly bytes: () => Promise<Uint8Array>; readonly size?: number }
  | { readonly label: string; readonly fault: PathFault };

/**
 * The files behind the words of a command line, in the order given: a folder stands for the files below it, sorted by
 * name, without hidden ones; `-` for standard input. Links are followed only when they are named themselves: a folder
 * that holds a link to `/` would otherwise take the whole machine in.
 */
export async function* inputsOf(paths: readonly string[]): AsyncGenerator<Input> {
  for (const path of paths) {
    if (path === '-') yield { label: '-', bytes: () => buffer(process.stdin) };
    else yield* inputsAt(path);
  }
}

async function* inputsAt(path: string): AsyncGenerator<Input> {
  const found = await stat(path).catch(() => undefined);
  if (!found) yield { label: path, fault: 'FILE_NOT_FOUND' };
  else if (found.isDirectory()) yield* inputsBelow(path);
  else if (!found.isFile() || !(await isReadable(path))) yield { label: path, fault: 'FILE_NOT_READABLE' };
  else yield { label: path, size: found.size, bytes: () => readFile(path) };
}

async function* inputsBelow(folder: string): AsyncGenerator<Input> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!entries) return yield { label: folder, fault: 'FILE_NOT_READABLE' };
  const files = entries
    .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  if (!files.length) yield { label: folder, fault: 'FOLDER_EMPTY' };
  for (const file of files) yield* inputsAt(file);
}

const isReadable = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
