import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
/** Each layer may import itself and what stands before it. */
const LAYERS = [
  'shared/core',
  'shared/contracts',
  'shared/ports',
  'shared/steps',
  'shared/adapters',
  'functions',
  'infra',
];
/** The only packages the pure core may know: a validator of phone numbers, without I/O. */
const CORE_PACKAGES = /^libphonenumber-js(\/|$)/;

interface Import {
  readonly file: string;
  readonly target: string;
}

const importsOf = (file: string): Import[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?:^|\s)(?:import|export)[^'"`;]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)/g,
    ),
  ].map(match => ({ file, target: (match[1] ?? match[2])! }));

const filesOf = (layer: string): string[] =>
  globSync(`${layer}/**/*.ts`, { cwd: root }).filter(f => !f.includes('node_modules'));
const layerOf = (file: string): number => LAYERS.findIndex(layer => file.startsWith(`${layer}/`));
const resolve = ({ file, target }: Import): string =>
  relative(root, join(root, dirname(file), target))
    .split(sep)
    .join('/');

const violations = (imports: readonly Import[]): string[] =>
  imports
    .filter(i => i.target.startsWith('.'))
    .filter(i => layerOf(resolve(i)) > layerOf(i.file))
    .map(i => `${i.file} imports ${resolve(i)}`);

const impurities = (imports: readonly Import[], source: (file: string) => string): string[] => [
  ...imports
    .filter(i => !i.target.startsWith('.') && !CORE_PACKAGES.test(i.target))
    .map(i => `${i.file} imports ${i.target}`),
  ...[...new Set(imports.map(i => i.file))]
    .filter(file =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bfetch\(|\bperformance\./.test(
        stripComments(source(file)),
      ),
    )
    .map(file => `${file} reads the clock, chance or the environment`),
];

const stripComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('dependencies point one way', () => {
  const all = LAYERS.flatMap(filesOf).flatMap(importsOf);

  it('finds the layers at all', () => {
    for (const layer of LAYERS.slice(0, 1)) expect(filesOf(layer).length, layer).toBeGreaterThan(3);
    expect(violations([{ file: 'shared/core/a.ts', target: '../steps/b.ts' }])).toHaveLength(1);
    expect(impurities([{ file: 'x.ts', target: 'node:fs' }], () => 'Date.now()')).toHaveLength(2);
  });

  it('no file imports a later layer', () => {
    expect(violations(all)).toEqual([]);
  });

  it('the core knows no clock, chance, environment, input or output', () => {
    const core = filesOf('shared/core').flatMap(file => [{ file, target: './' }, ...importsOf(file)]);
    expect(impurities(core, file => readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });

  it('only functions/wiring.ts reads the environment of a function', () => {
    const readers = [...filesOf('functions'), ...filesOf('shared')].filter(file =>
      /\bprocess\.env\b/.test(stripComments(readFileSync(join(root, file), 'utf8'))),
    );
    // The sandbox empties the environment of its process but for where packages are found.
    expect(readers).toEqual(['functions/wiring.ts', 'shared/adapters/documents/sandbox.ts']);
  });
});
