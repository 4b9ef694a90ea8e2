import type { Delivery, Ports, QueueName } from '../../shared/ports/index.ts';
import * as steps from '../../shared/steps/index.ts';
import { runBatch, type Settings, type Stages, settingsOf } from '../../shared/steps/index.ts';
import { bytesOf, cachedStages, type Plan } from '../simulation/canned.ts';
import { listedFaults } from '../simulation/faults.ts';
import { portsOf } from '../simulation/ports.ts';
import { documentOf } from '../simulation/run.ts';
import { Process, World } from '../simulation/world.ts';

/** The simulated services without faults, and a hand to feed single messages to single steps. */
export class Desk {
  readonly world = new World(1, listedFaults(new Map()), 0, false);
  readonly ports: Ports = portsOf(this.world, new Process('test'));
  readonly stages: Stages = cachedStages();
  readonly settings: Settings;
  /** Bodies of the messages that were sent and not yet handled. */
  readonly sent: { queue: QueueName; body: string; delaySeconds: number }[] = [];

  constructor(settings: object = {}) {
    this.settings = settingsOf(settings);
    this.world.onLetter = ({ queue, body }, delay) => this.sent.push({ queue, body, delaySeconds: delay / 1000 });
  }

  /** Lets virtual time pass until the promise has come to its end. */
  async done<T>(promise: Promise<T>): Promise<T> {
    let ended = false;
    const watched = promise.finally(() => {
      ended = true;
    });
    watched.catch(() => {});
    while (!ended) {
      await new Promise(resolve => setImmediate(resolve));
      await this.world.scheduler.run(() => ended);
    }
    return watched;
  }

  upload(key: string, plan: Plan): { event: string; documentId: string; versionId: string } {
    const bytes = bytesOf(plan);
    const { versionId } = this.world.intake.put(key, bytes);
    return {
      event: created({ key, versionId: versionId! }),
      documentId: documentOf(key.split('/')[1]!, bytes),
      versionId: versionId!,
    };
  }

  handle(queue: QueueName, body: string, delivery: Partial<Delivery> = {}, ports = this.ports): Promise<void> {
    const full = { id: 'm1', body, receiveCount: 1, parks: 0, ...delivery };
    const { settings, stages } = this;
    switch (queue) {
      case 'intake':
        return this.done(steps.readDocument(ports, settings, full));
      case 'mail':
        return this.done(steps.receiveMail(ports, settings, full));
      case 'page':
        return this.done(steps.readPage(ports, settings, full));
      case 'ocr':
        return this.done(steps.collectOcr(ports, settings, full));
      case 'refine':
        return this.done(steps.refine(ports, settings, stages, full));
    }
  }

  /** Handles the event and everything that follows from it. */
  async process(queue: QueueName, body: string): Promise<void> {
    await this.handle(queue, body);
    await this.drain();
  }

  async drain(): Promise<void> {
    for (let next = this.sent.shift(); next; next = this.sent.shift()) await this.handle(next.queue, next.body);
  }

  status(documentId: string) {
    return this.done(steps.lookUp(this.ports, documentId));
  }

  batch(queue: QueueName, deliveries: readonly Delivery[], handle: (delivery: Delivery) => Promise<void>) {
    return this.done(runBatch(this.ports, 'test', queue, deliveries, handle));
  }

  /** Events in the outbox, published now. */
  async publish(): Promise<string[]> {
    const rows = [...this.world.documents.items.values()].filter(({ sk }) => sk.startsWith('outbox#'));
    const before = this.world.delivered.length;
    await this.done(
      steps.publish(
        this.ports,
        rows.map(({ pk, sk }, i) => ({ id: `${i}`, pk, sk, removed: false })),
      ),
    );
    return this.world.delivered.slice(before).map(({ type }) => type);
  }
}

export const created = (object: { key: string; versionId?: string; sequencer?: string }, bucket = 'intake'): string =>
  JSON.stringify({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: {
      bucket: { name: bucket },
      object: {
        key: object.key,
        ...(object.versionId && { 'version-id': object.versionId }),
        ...(object.sequencer && { sequencer: object.sequencer }),
      },
    },
  });

export const TEXT: Plan = { is: 'text', person: 0, edition: 0 };
export const OTHER: Plan = { is: 'text', person: 0, edition: 1 };
