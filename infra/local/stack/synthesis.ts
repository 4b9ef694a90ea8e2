import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../build/root.ts';
import { alone, replace, stampOf } from '../../build/stamp.ts';

const STACK = 'ResumeIntake';

/** The sources that the template is made from. What is in the bundles changes only the hashes of its assets. */
const SOURCES = ['infra/app.ts', 'infra/resume-intake.ts', 'infra/parts', 'infra/build', 'package-lock.json'];

/**
 * The template of the app that deploys, synthesized once for each state of its sources and kept in dist/cdk. Answers its
 * file. Synthesis takes seconds and much memory, so it has a process of its own.
 */
export async function synthesizedTemplate(): Promise<string> {
  const root = packageRoot();
  const sources = SOURCES.filter(source => existsSync(join(root, source)));
  // A published package holds no sources of infra/: its version, and so its lock or manifest, stands for them.
  const stamp = stampOf(root, sources.length > 1 ? sources : ['package.json']).slice(0, 16);
  const cache = join(root, 'dist', 'cdk');
  const folder = join(cache, stamp);
  const file = join(folder, `${STACK}.template.json`);
  if (existsSync(file)) return file;

  await alone(join(root, 'dist', 'cdk.lock'), async () => {
    if (!existsSync(file)) await replace(folder, draft => synthesize(root, draft));
  });
  for (const old of readdirSync(cache)) {
    if (/^[0-9a-f]{16}$/.test(old) && old !== stamp) rmSync(join(cache, old), { recursive: true, force: true });
  }
  return file;
}

function synthesize(root: string, output: string): Promise<void> {
  const source = join(root, 'infra', 'app.ts');
  const app = existsSync(source) ? source : join(root, 'dist', 'lib', 'infra', 'app.js');
  const { CDK_CLI_VERSION: _, ...env } = process.env;
  const child = spawn(process.execPath, [app], {
    cwd: root,
    env: { ...env, CDK_OUTDIR: output },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr.on('data', chunk => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve();
      else reject(new Error(`The template could not be made.\n${Buffer.concat(said).toString().slice(-4000)}`));
    });
  });
}
