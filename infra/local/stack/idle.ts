import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { FunctionHost } from '../runtime/function.ts';
import type { Source } from '../runtime/queue-source.ts';
import type { Clients } from '../template/clients.ts';
import type { IdleOptions, Names } from './stack.ts';

interface World {
  readonly names: Names;
  readonly clients: Clients;
  readonly hosts: ReadonlyMap<string, FunctionHost>;
  readonly sources: readonly Source[];
}

/** Looks in a row that must all find nothing: work on its way from one place to the next may be missed by one. */
const LOOKS = 3;
const PAUSE = 25;

/** Waits until nothing is left to do. Dead letters do not count: nothing works on them. */
export function idleOf(world: World): (options?: IdleOptions) => Promise<void> {
  const queues = Object.entries(world.names.queues).filter(([name]) => !name.endsWith('.dead'));
  return async ({ timeoutMs = 600_000, delayed = true } = {}) => {
    const anyWaiting = async () => {
      for (const [, url] of queues) if ((await waiting(world.clients, url, delayed)) > 0) return true;
      return false;
    };
    const end = performance.now() + timeoutMs;
    for (let quiet = 0; quiet < LOOKS; ) {
      const running =
        [...world.hosts.values()].some(host => host.load > 0) || world.sources.some(source => source.busy > 0);
      // The queues are asked only when nothing runs: asking costs as much as working.
      quiet = running || (await anyWaiting()) ? 0 : quiet + 1;
      if (quiet < LOOKS) {
        if (performance.now() > end) throw new Error('The stack is still at work.');
        await new Promise(resolve => setTimeout(resolve, PAUSE));
      }
    }
  };
}

async function waiting({ sqs }: Clients, QueueUrl: string, delayed: boolean): Promise<number> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  const count = (name: string) =>
    Number((Attributes as Record<string, string> | undefined)?.[`ApproximateNumberOfMessages${name}`] ?? 0);
  return count('') + (delayed ? count('NotVisible') + count('Delayed') : 0);
}
