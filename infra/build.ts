import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Architecture } from './build/layer.ts';
import { packageRoot } from './build/root.ts';
import { alone, replace, stampOf, whenStale } from './build/stamp.ts';

// Everything that is made from the sources lands in dist/, each part only when its sources changed:
// functions/ (the Lambda bundles), cli/, lib/ + types/ + schemas/ (what the package exports), layer/ (on request).

const root = packageRoot();
const dist = (name: string): string => join(root, 'dist', name);

/** The Lambda bundles; answers their folder. A published package holds them and no sources. */
export async function buildFunctions(): Promise<string> {
  const output = dist('functions');
  if (!existsSync(join(root, 'functions'))) return output;
  const stamp = stampOf(root, ['functions', 'shared', 'infra/build', 'package-lock.json']);
  // The tools are loaded when there is something to build: most starts find everything fresh.
  await whenStale(output, stamp, async draft => (await import('./build/bundles.ts')).bundleFunctions(root, draft));
  return output;
}

/** The command's bundle. The caller has already found it stale (`infra/local/freshness.mjs`). */
export async function buildCli(): Promise<void> {
  const { bundleCli } = await import('./build/bundles.ts');
  await alone(`${dist('cli')}.lock`, () => replace(dist('cli'), draft => bundleCli(root, draft)));
}

export async function buildLibrary(): Promise<void> {
  const stamp = stampOf(root, ['infra', 'shared', 'package-lock.json', 'tsconfig.json']);
  await whenStale(dist('lib'), stamp, async draft => {
    const { compileLibrary, writeSchemas } = await import('./build/library.ts');
    await writeSchemas(root, dist('schemas'));
    compileLibrary(root, draft, dist('types'));
  });
}

/** The native packages for Lambda; answers their folder. Takes a minute and the npm registry. */
export async function buildNativeLayer(architecture: Architecture): Promise<string> {
  const output = dist(`layer/${architecture}`);
  if (!existsSync(join(root, 'package-lock.json'))) return output;
  const stamp = stampOf(root, ['package-lock.json', 'infra/build'], architecture);
  await whenStale(output, stamp, async draft =>
    (await import('./build/layer.ts')).buildLayer(root, draft, architecture),
  );
  return output;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { layer: { type: 'boolean', default: false } } });
  await buildFunctions();
  await buildCli();
  await buildLibrary();
  if (values.layer) await buildNativeLayer('arm64');
}
