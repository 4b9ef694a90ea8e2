import { type Delivery, Fault, isFault, type Ports, type QueueName } from '../ports/index.ts';

export type BatchPorts = Pick<Ports, 'queues' | 'log' | 'metrics'>;

/** What Lambda reads from the answer (`ReportBatchItemFailures`). */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** SQS takes no longer delay. */
const LONGEST_DELAY = 900;

/**
 * Handles each message of a batch by itself: one that fails is reported by name and comes back, the others are done.
 * - Throttled: parked. A copy goes to the end of the queue with a growing delay and the original is done; so waiting
 *   does not count against `maxReceiveCount` and throttling, however long, brings nothing to the dead letters.
 * - Any other fault or defect: reported; SQS delivers it again and, after its last try, keeps it as a dead letter.
 */
export async function runBatch(
  ports: BatchPorts,
  step: string,
  queue: QueueName,
  deliveries: readonly Delivery[],
  handle: (delivery: Delivery) => Promise<void>,
): Promise<BatchAnswer> {
  const kept = await Promise.all(
    deliveries.map(async delivery => {
      try {
        await handle(delivery);
        return true;
      } catch (error) {
        return (
          (isFault(error, 'throttled') && (await park(ports, step, queue, delivery))) ||
          retry(ports, step, delivery, error)
        );
      }
    }),
  );
  return {
    batchItemFailures: deliveries.flatMap(({ id }, i) => (kept[i] ? [] : [{ itemIdentifier: id }])),
  };
}

async function park(ports: BatchPorts, step: string, queue: QueueName, delivery: Delivery): Promise<boolean> {
  const parks = delivery.parks + 1;
  try {
    await ports.queues.send(queue, delivery.body, { delaySeconds: parkingTime(delivery), parks });
  } catch {
    return false;
  }
  ports.log.info('parked', { step, parks });
  ports.metrics.count('parked');
  return true;
}

/** Doubling from 5 s, spread by the message's own id, so that what was throttled together does not return together. */
export function parkingTime({ id, parks }: Delivery): number {
  const base = Math.min(LONGEST_DELAY, 5 * 2 ** Math.min(parks, 8));
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) % 1000;
  return Math.round(base / 2 + (base / 2) * (sum / 1000));
}

function retry(ports: BatchPorts, step: string, { receiveCount }: Delivery, error: unknown): false {
  // A defect's message can quote the text it stumbled over: only its kind is told.
  const what =
    error instanceof Fault ? ({ fault: error.kind, call: error.call } as const) : ({ fault: 'defect' } as const);
  ports.log.warn('retried', { step, receiveCount, ...what });
  ports.metrics.count('retried');
  return false;
}
