// The whole local stack: how fast it is up, how many documents a second go through it, what its functions cost to load,
// and how much memory it takes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { build } from 'esbuild';
import { buildFunctions } from '../../infra/build.ts';
import type { Table } from '../../infra/local/cli/table.ts';
import { type Stack, startStack } from '../../infra/local/stack/index.ts';
import { objectStore } from '../../shared/adapters/aws/object-store.ts';
import type { ObjectStore } from '../../shared/ports/object-store.ts';

const DOCUMENTS = 600;
const UPLOADS_AT_ONCE = 16;
const LOADS = 9;

export async function bench(): Promise<readonly Table[]> {
  return [await throughput(), await coldImports()];
}

async function throughput(): Promise<Table> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  const stack = await startStack({ dir });
  try {
    const idle = residentMegabytes(process.pid);
    const intake = objectStore(s3Of(stack), stack.names.buckets.intake);
    // The first documents pay for the functions' cold starts.
    await run(stack, intake, 'warm', 20);
    const rate = await run(stack, intake, 'bench', DOCUMENTS);
    return {
      title: 'The local stack, text documents of 3 KB',
      rows: [
        { measure: 'up after synthesis', value: `${Math.round(stack.startedInMs)} ms`, goal: '1,000 ms' },
        { measure: `${DOCUMENTS} documents, put to idle`, value: `${rate.toFixed(0)} a second`, goal: '60 a second' },
        { measure: 'resident memory, all processes, idle', value: `${Math.round(idle)} MB`, goal: '500 MB' },
        {
          measure: 'resident memory, all processes, after',
          value: `${Math.round(residentMegabytes(process.pid))} MB`,
          goal: '500 MB',
        },
      ],
    };
  } finally {
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const s3Of = ({ endpoints }: Stack): S3Client =>
  new S3Client({
    endpoint: endpoints.s3,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

/** Documents a second, from the first upload until nothing is left to do. */
async function run(stack: Stack, intake: ObjectStore, source: string, count: number): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const upload = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++)
      await intake.put(`intake/${source}/${i}.txt`, Buffer.from(resumeText(`${source}-${i}`)));
  };
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, upload));
  await stack.idle();
  return count / ((performance.now() - begun) / 1000);
}

/** An invented résumé of 3 KB, no two alike. */
function resumeText(id: string): string {
  const work = Array.from(
    { length: 6 },
    (_, i) => `样例第${i}科技有限公司 - 后端工程师 20${10 + i}-03 ~ 20${11 + i}-02
· 负责编号 ${id}-${i} 的订单中心重构，P99 延迟由 620ms 降到 140ms，带领 4 人小组完成切换演练。
· Built the ledger service in Kotlin and Go; nightly runs fell from 6 hours to 48 minutes.
· 设计幂等的扣款接口与对账工具，人工对账工作量减少 80%，缺陷逃逸率低于 1.8%。`,
  );
  return `林样例\n男 | 28岁 | 6年经验\n电话：13800138000 邮箱：sample.${id}@example.com\n工作经历\n${work.join('\n')}
教育背景\n示例大学 软件工程 本科 2006-09 ~ 2010-06\n专业技能\nKotlin、Go、Kafka、Redis、PostgreSQL\n`;
}

/**
 * Resident memory of a process and of all that it started, MB: proportional set size, so that the pages of the node
 * binary, which all of them share, count once.
 */
function residentMegabytes(pid: number): number {
  const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
  const children = readdirSync(`/proc/${pid}/task`).flatMap(task =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return kilobytes / 1024 + children.reduce((sum, child) => sum + residentMegabytes(child), 0);
}

/** Each bundle in a fresh process, the bare clients in turn with them: the machine's moods fall on all alike. */
async function coldImports(): Promise<Table> {
  const bundles = await buildFunctions();
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const bare = join(folder, 'bare.js');
  await build({
    stdin: {
      contents: ['s3', 'dynamodb', 'sqs', 'textract']
        .map(name => `export * as ${name} from '@aws-sdk/client-${name}';`)
        .join('\n'),
      resolveDir: import.meta.dirname,
    },
    outfile: bare,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
  });
  const names = readdirSync(bundles).sort();
  const files = [bare, ...names.map(name => join(bundles, name, 'index.js'))];
  const times = files.map((): number[] => []);
  for (let i = 0; i < LOADS; i++) for (const [j, file] of files.entries()) times[j]!.push(loadOnce(file));
  rmSync(folder, { recursive: true });
  const [base = 1, ...medians] = times.map(median);
  return {
    title: `Cold import of each function's bundle, median of ${LOADS}`,
    rows: [
      { bundle: 'four bare SDK clients', milliseconds: base.toFixed(0), ratio: '1.00' },
      ...names.map((bundle, i) => ({
        bundle,
        milliseconds: medians[i]!.toFixed(0),
        ratio: (medians[i]! / base).toFixed(2),
        goal: '1.30',
      })),
    ],
  };
}

const VARIABLES = [
  'INTAKE_BUCKET',
  'TEXT_BUCKET',
  'DOCUMENTS_TABLE',
  'VAULT_TABLE',
  'EVENT_BUS',
  'INTAKE_QUEUE_URL',
  'MAIL_QUEUE_URL',
  'PAGE_QUEUE_URL',
  'OCR_QUEUE_URL',
  'REFINE_QUEUE_URL',
  'TEXTRACT_TOPIC_ARN',
  'TEXTRACT_ROLE_ARN',
  'DATA_KEY_ARN',
  'MAC_KEY_ARN',
];

function loadOnce(file: string): number {
  const script = `const t=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-t));process.exit()`;
  const env = { ...process.env, AWS_REGION: 'us-east-1', ...Object.fromEntries(VARIABLES.map(name => [name, 'x'])) };
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' });
  if (!stdout) throw new Error(`The bundle did not load: ${stderr.slice(0, 400)}`);
  return Number(stdout);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;
