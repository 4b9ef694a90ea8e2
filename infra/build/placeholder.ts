import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NOTE = 'Stands in for the native packages where nothing is deployed; one machine uses its own node_modules.\n';

/** A layer without content, for a template that is read on this machine alone. Answers its folder. */
export function placeholderLayer(root: string): string {
  const folder = join(root, 'dist', 'layer', 'none');
  mkdirSync(join(folder, 'nodejs'), { recursive: true });
  writeFileSync(join(folder, 'nodejs', 'README'), NOTE);
  return folder;
}
