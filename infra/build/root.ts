import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The package's own folder, found from wherever this code was bundled to: `infra/build/`, `dist/lib/infra/build/` or a
 * chunk in `dist/cli/`.
 * @throws Error when the code was taken out of its package
 */
export function packageRoot(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'resume-intake') return folder;
    if (folder === dirname(folder)) throw new Error('The files of resume-intake are not inside its package.');
  }
}
