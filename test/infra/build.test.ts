import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { bundleFunctions, NATIVE_PACKAGES } from '../../infra/build/bundles.ts';
import { lockOfNatives } from '../../infra/build/layer.ts';
import { writeSchemas } from '../../infra/build/library.ts';
import { packageRoot } from '../../infra/build/root.ts';
import { alone, stampOf, whenStale } from '../../infra/build/stamp.ts';
import { temporaryFolder } from './temporary.ts';

const root = packageRoot();

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder('build');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('a stamp', () => {
  const files = { 'a/one.ts': '1', 'a/two.ts': '2', 'lock.json': '{}' };
  const stamp = (more: Record<string, string> = {}) =>
    stampOf(folderOf({ ...files, ...more }), ['a', 'lock.json', 'none']);

  test('is the same for the same contents, wherever and whenever they were written', () => {
    const folder = folderOf(files);
    utimesSync(join(folder, 'a/one.ts'), 1, 1);
    expect(stampOf(folder, ['a', 'lock.json', 'none'])).toBe(stamp());
  });

  test.each([
    ['a changed file', { 'a/one.ts': 'x' }],
    ['a new file', { 'a/three.ts': '' }],
    ['a text that moved from one file to the next', { 'a/one.ts': '', 'a/two.ts': '12' }],
    ['a changed lock', { 'lock.json': '{ }' }],
  ])('is another one for %s', (_, more) => expect(stamp(more)).not.toBe(stamp()));

  test('does not look at what it was not told to', () => expect(stamp({ 'b/other.ts': '' })).toBe(stamp()));
});

describe('what is stale is made, what is fresh is not', () => {
  test('once for each stamp', async () => {
    const output = join(folderOf({}), 'out');
    const make = async (draft: string) => void mkdirSync(draft);
    expect(await whenStale(output, 'a', make)).toBe(true);
    expect(await whenStale(output, 'a', make)).toBe(false);
    expect(await whenStale(output, 'b', make)).toBe(true);
  });

  test('a build that failed half-way is stale, also for its old stamp', async () => {
    const output = join(folderOf({}), 'out');
    const make = async (draft: string) => void mkdirSync(draft);
    await whenStale(output, 'a', make);
    await expect(whenStale(output, 'b', () => Promise.reject(new Error('half-way')))).rejects.toThrow('half-way');
    expect(await whenStale(output, 'a', make)).toBe(true);
  });
});

describe('builds side by side', () => {
  test('are made once, and nobody sees half of one', async () => {
    const output = join(folderOf({}), 'out');
    let made = 0;
    const make = async (draft: string) => {
      made++;
      mkdirSync(draft);
      await new Promise(resolve => setTimeout(resolve, 30));
      expect(existsSync(output)).toBe(false);
      writeFileSync(join(draft, 'whole'), '');
    };
    const answers = await Promise.all([1, 2, 3, 4].map(() => whenStale(output, 'a', make)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(made).toBe(1);
    expect(existsSync(join(output, 'whole'))).toBe(true);
  });

  test('the lock of a process that died is taken over', async () => {
    const lock = join(folderOf({}), 'lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(lock, String(pid));
    expect(await alone(lock, async () => 'done')).toBe('done');
    expect(existsSync(lock)).toBe(false);
  });

  test('the lock goes when the work fails', async () => {
    const lock = join(folderOf({}), 'lock');
    await expect(alone(lock, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(existsSync(lock)).toBe(false);
  });
});

describe('a bundle', () => {
  const HANDLER = `
    import sharp from 'sharp';
    import { createRequire } from 'node:module';
    export const handler = async (event: { path?: string }) => ({
      sharp: typeof sharp,
      dynamic: typeof (await import('onnxruntime-common')).Tensor,
      own: import.meta.url.slice(-8),
      wasm: createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm').endsWith('.wasm'),
    });`;

  test('runs as CommonJS with the native packages found through NODE_PATH, in a project of ES modules', async () => {
    const project = folderOf({
      'package.json': '{"type":"module"}',
      'functions/try/handler.ts': HANDLER,
      'functions/notes.ts': 'export const no = "handler";',
    });
    const output = join(project, 'dist/functions');
    await bundleFunctions(project, output);
    const code = readFileSync(join(output, 'try/index.js'), 'utf8');
    expect(code).toContain('require("sharp")');
    expect(code).not.toMatch(/\bimport\(/);

    const script = `require(${JSON.stringify(join(output, 'try/index.js'))}).handler({}).then(a => console.log(JSON.stringify(a)))`;
    const said = execFileSync(process.execPath, ['-e', script], {
      env: { NODE_PATH: join(root, 'node_modules') },
      cwd: tmpdir(),
    });
    expect(JSON.parse(said.toString())).toEqual({
      sharp: 'function',
      dynamic: 'function',
      own: 'index.js',
      wasm: true,
    });
  });
});

test('the credentials of a bundle are those of the environment', async () => {
  const { defaultProvider } = await import('../../infra/build/lambda-credentials.ts');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
  vi.stubEnv('AWS_SESSION_TOKEN', '');
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'a', secretAccessKey: 'b' });
  vi.stubEnv('AWS_SESSION_TOKEN', 'c');
  expect(await defaultProvider()()).toEqual({ accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' });
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', '');
  await expect(defaultProvider()()).rejects.toThrow('no credentials');
  vi.unstubAllEnvs();
});

describe('the layer', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const places = Object.keys(lockOfNatives(lock).packages);

  test('holds what is left out of the bundles, for the processor of the functions', () => {
    for (const name of NATIVE_PACKAGES) expect(places).toContain(`node_modules/${name}`);
    expect(places).toContain('node_modules/@img/sharp-linux-arm64');
    expect(places).toContain('node_modules/@img/sharp-libvips-linux-arm64');
  });

  test('holds nothing else: no SDK, no CDK, no downloader that only an install script needs', () => {
    expect(places.filter(place => /aws|cdk|adm-zip|global-agent|typescript|esbuild/.test(place))).toEqual([]);
    expect(places.length).toBeLessThan(50);
  });

  test('every native package is a dependency of the project', () => {
    const { dependencies } = createRequire(import.meta.url)(join(root, 'package.json'));
    // onnxruntime-common comes with onnxruntime-node, in the very version that it needs.
    for (const name of NATIVE_PACKAGES) expect(name in dependencies || name === 'onnxruntime-common', name).toBe(true);
  });
});

test('the schemas of all contracts are written for the package to export', async () => {
  const folder = folderOf({});
  expect(await writeSchemas(root, join(folder, 'schemas'))).toEqual(expect.arrayContaining(['event', 'record']));
  const schema = JSON.parse(readFileSync(join(folder, 'schemas/record.json'), 'utf8'));
  expect(schema.$schema).toContain('json-schema.org');
});
