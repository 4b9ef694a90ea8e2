import type { Ports, QueueName } from '../ports/index.ts';

export type RedrivePorts = Pick<Ports, 'deadLetters' | 'queues' | 'log'>;

/**
 * Moves a queue's dead letters back. Sent first and removed after: a crash in between leaves a letter twice, which the
 * steps do not mind. A letter that fails again is dead again only after all its tries, so this ends.
 * @returns how many were moved
 */
export async function redrive(ports: RedrivePorts, queue: QueueName): Promise<number> {
  let count = 0;
  for (;;) {
    const letters = await ports.deadLetters.receive(queue);
    if (!letters.length) break;
    for (const { body, receipt } of letters) {
      await ports.queues.send(queue, body);
      await ports.deadLetters.remove(queue, receipt);
      count++;
    }
  }
  ports.log.info('redriven', { queue, count });
  return count;
}
