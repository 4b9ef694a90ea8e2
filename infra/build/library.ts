import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the package exports: the construct, the contracts, the pure core; and the app, which one machine synthesizes. */
const ENTRIES = ['infra/index.ts', 'infra/app.ts', 'shared/contracts/index.ts', 'shared/core/index.ts'] as const;

/** dist/lib (ES modules) and dist/types, by the compiler itself: a file here is a file there, so a stack trace can be read. */
export function compileLibrary(root: string, lib: string, types: string): void {
  rmSync(lib, { recursive: true, force: true });
  rmSync(types, { recursive: true, force: true });
  mkdirSync(lib, { recursive: true });
  const config = join(dirname(lib), 'tsconfig.library.json');
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        rootDir: root,
        outDir: lib,
        declarationDir: types,
        rewriteRelativeImportExtensions: true,
        typeRoots: [join(root, 'node_modules', '@types')],
      },
      files: ENTRIES.map(entry => join(root, entry)).filter(existsSync),
      include: [],
    }),
  );
  const compiler = createRequire(join(root, 'package.json')).resolve('typescript/package.json');
  const { status } = spawnSync(process.execPath, [join(dirname(compiler), 'bin', 'tsc'), '-p', config], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error('The library does not compile.');
}

const SCHEMA = /^(\w+)JsonSchema$/;

/** dist/schemas/<name>.json for every `<name>JsonSchema` that a file of shared/contracts exports. */
export async function writeSchemas(root: string, output: string): Promise<string[]> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const folder = join(root, 'shared', 'contracts');
  const written: string[] = [];
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (!file.endsWith('.ts') || file === 'index.ts') continue;
    const exported: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href);
    for (const [name, schema] of Object.entries(exported)) {
      const title = SCHEMA.exec(name)?.[1];
      if (!title || typeof schema !== 'function') continue;
      writeFileSync(join(output, `${title}.json`), `${JSON.stringify(schema(), null, 2)}\n`);
      written.push(title);
    }
  }
  return written;
}
