import type { QueueName } from '../../../../shared/ports/queue.ts';
import { redrive } from '../../../../shared/steps/redrive.ts';
import { EXIT, parse, UsageError } from '../command.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake redrive [--json] [--store DIR] [QUEUE…]

Sends the dead letters of a queue (of all, without any) back to it. Safe to repeat: what had an effect before has none
again.

  QUEUE         intake, mail, page, ocr, refine
  --json        { queue, redriven } for each queue, one a line
${STORE_HELP}
`;

const QUEUES = ['intake', 'mail', 'page', 'ocr', 'refine'] as const satisfies readonly QueueName[];
const isQueue = (name: string): name is QueueName => (QUEUES as readonly string[]).includes(name);

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(args, { json: 'boolean', store: 'string' }, { min: 0, max: QUEUES.length });
  if (!operands.every(isQueue)) throw new UsageError(`The queues are ${QUEUES.join(', ')}.`);
  const chosen = operands.length ? (operands as readonly QueueName[]) : QUEUES;
  return withPipeline(flags.store, async pipeline => {
    const log = { info() {}, warn() {}, error() {} };
    for (const queue of chosen) {
      const redriven = await redrive({ ...pipeline, log }, queue);
      await print(flags.json ? `${JSON.stringify({ queue, redriven })}\n` : `${queue}: ${redriven} redriven\n`);
    }
    await pipeline.idle();
    return EXIT.OK;
  });
}
