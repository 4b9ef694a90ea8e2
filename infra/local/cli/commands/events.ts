import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT, parse } from '../command.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake events [--json] [--follow] [--store DIR]

Prints the events on the bus, oldest first, as a consumer sees them: CloudEvents 1.0, delivered at least once, told apart
by their id.

  --json        one event a line, whole
  --follow      goes on with what comes, until it is stopped
${STORE_HELP}
`;

/** Milliseconds between two looks while following. */
const PACE = 250;

export function run(args: readonly string[]): Promise<number> {
  const { flags } = parse(args, { json: 'boolean', follow: 'boolean', store: 'string' }, { min: 0, max: 0 });
  return withPipeline(flags.store, async pipeline => {
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    process.once('SIGTERM', () => stop.abort());
    let after = 0;
    do {
      const batch = await pipeline.events(after);
      for (const { position, event } of batch) {
        after = position;
        const { time, type, id } = event;
        await print(flags.json ? `${JSON.stringify(event)}\n` : `${time}  ${type.padEnd(20)}  ${id}\n`);
      }
      if (batch.length) continue;
      if (!flags.follow) break;
      await sleep(PACE, undefined, { signal: stop.signal }).catch(() => undefined);
    } while (!stop.signal.aborted);
    return EXIT.OK;
  });
}
