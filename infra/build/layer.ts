import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NATIVE_PACKAGES } from './bundles.ts';

export type Architecture = 'arm64' | 'x64';

interface LockEntry {
  readonly version?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
interface Lock {
  readonly packages: Record<string, LockEntry>;
}

/**
 * What a package must bring, where that is not everything. ONNX Runtime ships five platforms and a downloader of CUDA
 * that only its install script needs; the rest of the trimming is of type declarations and of the other module format.
 */
const NEEDED: Record<string, (architecture: Architecture) => readonly string[]> = {
  'onnxruntime-node': architecture => ['package.json', 'dist', `bin/napi-v6/linux/${architecture}`],
  'onnxruntime-common': () => ['package.json', 'dist/cjs'],
  '@embedpdf/pdfium': () => ['package.json', 'dist/index.cjs', 'dist/pdfium.wasm'],
  paddleocr: () => ['package.json', 'dist/index.cjs'],
};
const ONLY_FOR_INSTALLING = new Set(['adm-zip', 'global-agent']);

/**
 * The native packages for Lambda: installed in a copy of the lock that holds nothing else, for the other processor and
 * without any install script, then trimmed into `<output>/nodejs/node_modules`, where Lambda's NODE_PATH looks.
 */
export function buildLayer(root: string, output: string, architecture: Architecture): void {
  const staging = `${output}.staging`;
  rmSync(staging, { recursive: true, force: true });
  rmSync(output, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  const lock = lockOfNatives(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  writeFileSync(join(staging, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(join(staging, 'package.json'), JSON.stringify(lock.packages['']));
  if (existsSync(join(root, '.npmrc'))) cpSync(join(root, '.npmrc'), join(staging, '.npmrc'));

  const flags = ['ci', '--omit=dev', '--os=linux', `--cpu=${architecture}`, '--libc=glibc', '--ignore-scripts'];
  const { status } = spawnSync('npm', flags, { cwd: staging, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('npm could not install the native packages for the Lambda layer.');

  for (const place of Object.keys(lock.packages).filter(place => place !== '')) {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    // An optional package of another platform is in the lock and was not installed.
    if (ONLY_FOR_INSTALLING.has(name) || !existsSync(join(staging, place))) continue;
    for (const part of NEEDED[name]?.(architecture) ?? ['.'])
      copy(join(staging, place), join(output, 'nodejs', place), part);
  }
  rmSync(staging, { recursive: true, force: true });
}

function copy(from: string, to: string, part: string): void {
  mkdirSync(dirname(join(to, part)), { recursive: true });
  cpSync(join(from, part), join(to, part), {
    recursive: true,
    filter: path => !/\.(d\.[cm]?ts|map|md)$/.test(path),
  });
}

/** The part of a lock that the native packages reach, with a root that depends on nothing else. */
export function lockOfNatives(lock: Lock): Lock & { packages: Record<'', LockEntry> } {
  const { packages } = lock;
  const kept = new Set<string>();
  const visit = (name: string, from: string): void => {
    const place = resolve(packages, name, from);
    if (!place || kept.has(place) || ONLY_FOR_INSTALLING.has(name)) return;
    kept.add(place);
    const { dependencies = {}, optionalDependencies = {} } = packages[place] ?? {};
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) visit(next, place);
  };
  for (const name of NATIVE_PACKAGES) visit(name, '');

  const dependencies = Object.fromEntries(
    NATIVE_PACKAGES.map(name => [name, packages[`node_modules/${name}`]?.version ?? '']),
  );
  const entries = [...kept].sort().map(place => [place, withoutInstallers(packages[place]!)] as const);
  const root = { name: 'resume-intake-layer', version: '1.0.0', dependencies };
  return { ...lock, packages: { '': root, ...Object.fromEntries(entries) } };
}

function withoutInstallers(entry: LockEntry): LockEntry {
  if (!entry.dependencies) return entry;
  const dependencies = Object.entries(entry.dependencies).filter(([name]) => !ONLY_FOR_INSTALLING.has(name));
  return { ...entry, dependencies: Object.fromEntries(dependencies) };
}

/** Where Node would find a package from inside another: the nearest node_modules on the way up. */
function resolve(packages: Lock['packages'], name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[place]) return place;
    if (!folder) return undefined;
  }
}
