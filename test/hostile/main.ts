/**
 * Runs every bad input through the readers and shows what became of it: `npm run hostile`. Ends with 1 when an outcome,
 * the time (20 s) or the memory (1 GB) is not as promised, or when a parser reaches for the network.
 */
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '../../infra/local/cli/table.ts';
import { openPipeline } from '../../infra/local/client/open.ts';
import { createDocuments } from '../../shared/adapters/documents/index.ts';
import { isExpectedDeployed, throughPipeline } from './deployed.ts';
import { isExpected, outcomeOf, type Row } from './row.ts';
import { ROWS } from './rows.ts';

const MOST = { seconds: 20, megabytes: 1024 };

const childrenOf = (): string[] =>
  readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1').trim().split(' ').filter(Boolean);

/** Resident memory of this process and the parsers it started, in MB. */
function familyMemory(): number {
  return ['self', ...childrenOf()].reduce((sum, pid) => sum + residentOf(pid), 0);
}

function residentOf(pid: string): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096) / 2 ** 20;
  } catch {
    return 0; // it ended in the meantime
  }
}

export async function runRow(row: Row, documents: ReturnType<typeof createDocuments>) {
  const bytes = await row.make();
  let [peak, sockets] = [familyMemory(), 0];
  const watch = setInterval(() => {
    peak = Math.max(peak, familyMemory());
    sockets += openSockets();
  }, 20);
  const begun = performance.now();
  const got = await outcomeOf(documents, bytes, row.fileName).catch((error: Error) => `fault: ${error.message}`);
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  const good = isExpected(row, got) && seconds < MOST.seconds && peak < MOST.megabytes && sockets === 0;
  return {
    row: row.row,
    input: row.name,
    expected: row.expect.join(' | '),
    got,
    seconds: Number(seconds.toFixed(2)),
    'peak MB': Math.round(peak),
    sockets,
    '': good ? '' : '✗',
  };
}

/** Sockets of the parsers that lead out of the machine or wait for someone, as far as the kernel shows them now. */
function openSockets(): number {
  const inodes = ['tcp', 'tcp6', 'udp', 'udp6', 'raw'].flatMap(table => {
    const rows = readFileSync(`/proc/net/${table}`, 'latin1').trim().split('\n').slice(1);
    return rows.map(row => `socket:[${row.trim().split(/\s+/)[9]}]`);
  });
  const known = new Set(inodes);
  return childrenOf().reduce((sum, pid) => sum + linksOf(pid).filter(link => known.has(link)).length, 0);
}

function linksOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map(fd => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return []; // it ended in the meantime
  }
}

/** The same inputs as one batch through the deployed bundles; answers those that did not end as promised. */
async function deployed(): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'hostile-'));
  const pipeline = await openPipeline(dir);
  try {
    const results = await throughPipeline(pipeline, ROWS);
    return results
      .filter(result => !isExpectedDeployed(result))
      .map(({ row, got }) => `${row.row} ${row.name}: ${got} instead of ${row.expect.join(' | ')}`);
  } finally {
    await pipeline.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const documents = createDocuments({ worker: new URL('./watched-worker.ts', import.meta.url) });
  const results = [];
  for (const row of ROWS) results.push(await runRow(row, documents));
  documents.close();
  console.log(render({ title: 'Each input through the readers', rows: results }));
  const bad = results.filter(result => result[''] !== '').length;
  const astray = await deployed();
  for (const line of astray) console.log(`Through the deployed path: ${line}`);
  console.log(
    bad + astray.length === 0
      ? `All ${results.length} inputs ended as promised, alone and as one batch through the deployed path.`
      : `${bad} inputs alone and ${astray.length} through the deployed path did not end as promised.`,
  );
  process.exitCode = bad + astray.length === 0 ? 0 : 1;
}
