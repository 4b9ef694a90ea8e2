import type { DetectedLine, TextDetection } from '../../shared/ports/index.ts';
import { Fault } from '../../shared/ports/index.ts';
import { type Plan, pageLines, planOf } from './canned.ts';
import type { Process, World } from './world.ts';

/** Lines in one part of a result; the real service has 1,000 blocks. */
const PART = 3;

/** Textract, with its habits: jobs by token, notices that are early, doubled or lost, results in parts. */
export function textractOf(world: World, process: Process): TextDetection {
  return {
    detect: bytes =>
      world.call(
        process,
        'textract.detect',
        () => {
          const plan = planOf(bytes);
          if (plan.is === 'scan' && plan.textract === 'refused')
            throw new Fault('invalid', 'Textract.DetectDocumentText');
          const lines = linesOf(plan).filter(({ page }) => page === 1);
          return { number: 1, engine: 'textract', lines: lines.map(({ page: _, ...line }) => line) };
        },
        false,
      ),
    start: ({ key, token, tag }) =>
      world.call(
        process,
        'textract.start',
        () => {
          world.shown.push(`${key} ${token} ${tag}`);
          const plan = planOf(world.texts.get({ key }).bytes!);
          if (plan.is === 'scan' && plan.textract === 'refused')
            throw new Fault('invalid', 'Textract.StartDocumentTextDetection');
          const id = `job-${token}`;
          // The same token is the same job, without a second notice.
          if (!world.jobs.has(id)) begin(world, id, key, tag);
          return id;
        },
        true,
      ),
    result: (jobId, next) =>
      world.call(
        process,
        'textract.result',
        () => {
          const job = world.jobs.get(jobId);
          if (!job) throw new Fault('missing', 'Textract.GetDocumentTextDetection');
          if (!job.done) return { state: 'running', lines: [], pages: 0 };
          const plan = job.plan;
          if (plan.is === 'scan' && plan.textract === 'failed') return { state: 'failed', lines: [], pages: 0 };
          const lines = linesOf(plan);
          const start = next === undefined ? 0 : Number(next);
          const partial = plan.is === 'scan' && plan.textract === 'partial';
          return {
            state: partial ? 'partial' : 'succeeded',
            lines: lines.slice(start, start + PART),
            pages: plan.is === 'scan' ? plan.pages.length : 1,
            ...(start + PART < lines.length && { next: String(start + PART) }),
          };
        },
        false,
      ),
  };
}

function begin(world: World, id: string, key: string, tag: string): void {
  const job = { id, key, tag, done: false, plan: planOf(world.texts.get({ key }).bytes!) };
  world.jobs.set(id, job);
  world.underway++;
  world.scheduler.after(20 + world.random(`job${id}`) * 40_000, () => {
    job.done = true;
    world.underway--;
    const copies = Math.floor(world.random(`notices${id}`) * 4) - (world.scheduler.now < world.calmFrom ? 1 : 0);
    const notice = (jobId: string) =>
      JSON.stringify({
        Type: 'Notification',
        Message: JSON.stringify({ JobId: jobId, Status: 'SUCCEEDED', JobTag: tag }),
      });
    for (let i = 0; i < copies; i++)
      world.send('ocr', notice(id), { delaySeconds: Math.floor(world.random(`${id}${i}`) * 60) });
    if (world.chance(`foreign${id}`, 0.1)) world.send('ocr', notice('job-of-somebody-else'));
  });
}

/** What a Chinese page becomes: Latin letters, and a confidence that says nothing. */
const NONSENSE = ['wKfEX TrXRq 1hJvkz', 'bzFRL xtqWn kdlVpt hGrxz', 'qWrtz pLkjh mNbvc zXcvb'];

/** What it makes of the plan's pages: of a partial success, only the first. */
function linesOf(plan: Plan): DetectedLine[] {
  if (plan.is !== 'scan') return [];
  const pages = plan.textract === 'partial' ? [1] : plan.pages.map((_, i) => i + 1);
  const confidence = plan.textract === 'doubtful' ? 0.03 : 0.98;
  const lines = (page: number) => (plan.textract === 'nonsense' ? NONSENSE : pageLines(plan, page));
  return pages.flatMap(page => lines(page).map(text => ({ page, text, confidence })));
}
