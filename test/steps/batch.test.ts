import { describe, expect, it } from 'vitest';
import { type Delivery, Fault } from '../../shared/ports/index.ts';
import { parkingTime } from '../../shared/steps/batch.ts';
import { publish, settingsOf, sweep } from '../../shared/steps/index.ts';
import { Desk, TEXT } from './desk.ts';

const letters = (n: number): Delivery[] =>
  Array.from({ length: n }, (_, i) => ({ id: `m${i}`, body: `b${i}`, receiveCount: 1, parks: 0 }));

describe('a batch', () => {
  it('names what failed and nothing else', async () => {
    const desk = new Desk();
    const answer = await desk.batch('refine', letters(4), async ({ id }) => {
      if (id === 'm1') throw new Fault('unavailable', 'S3.GetObject');
      if (id === 'm2') throw new TypeError('secret of a candidate');
    });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }]);
    expect(desk.world.shown.join()).not.toContain('secret');
    expect(desk.world.shown.join()).toContain('S3.GetObject');
  });

  it('that fails as a whole is named as a whole', async () => {
    const desk = new Desk();
    const answer = await desk.batch('refine', letters(10), () => Promise.reject(new Fault('denied', 'KMS.Decrypt')));
    expect(answer.batchItemFailures).toHaveLength(10);
  });

  it('parks what is throttled: a copy with a delay, the original done', async () => {
    const desk = new Desk();
    const answer = await desk.batch('intake', letters(2), () =>
      Promise.reject(new Fault('throttled', 'Textract.Start')),
    );
    expect(answer.batchItemFailures).toEqual([]);
    expect(desk.sent).toMatchObject([
      { queue: 'intake', body: 'b0' },
      { queue: 'intake', body: 'b1' },
    ]);
    for (const { delaySeconds } of desk.sent) expect(delaySeconds).toBeGreaterThan(0);
  });

  it('that cannot be parked comes back', async () => {
    const desk = new Desk();
    desk.ports.queues.send = () => Promise.reject(new Fault('throttled', 'SQS.SendMessage'));
    const answer = await desk.batch('intake', letters(1), () => Promise.reject(new Fault('throttled', 'x')));
    expect(answer.batchItemFailures).toHaveLength(1);
  });

  it('parks longer and longer, never longer than SQS takes', () => {
    for (let parks = 0; parks < 100; parks++) {
      const time = parkingTime({ id: `m${parks}`, body: '', receiveCount: 1, parks });
      expect(time).toBeGreaterThanOrEqual(2);
      expect(time).toBeLessThanOrEqual(900);
    }
    expect(parkingTime({ ...letters(1)[0]!, parks: 8 })).toBeGreaterThan(400);
  });
});

describe('publish', () => {
  const ready = async () => {
    const desk = new Desk();
    for (const key of ['a', 'b', 'c']) await desk.process('intake', desk.upload(`intake/${key}/x`, TEXT).event);
    const rows = [...desk.world.documents.items.values()].filter(({ sk }) => sk.startsWith('outbox#'));
    return { desk, changes: rows.map(({ pk, sk }, i) => ({ id: `s${i}`, pk, sk, removed: false })) };
  };

  it('keeps the entry that the bus did not take, although it answered 200', async () => {
    const { desk, changes } = await ready();
    const bus = { publish: async () => [undefined, 'throttled', undefined] as const };
    const failed = await desk.done(publish({ ...desk.ports, bus }, changes));
    expect(failed).toEqual(['s1']);
    expect(await desk.done(publish(desk.ports, changes))).toEqual([]);
    expect(desk.world.delivered).toHaveLength(1);
  });

  it('tells nothing twice when the stream repeats itself, and nothing of rows that are gone', async () => {
    const { desk, changes } = await ready();
    for (let i = 0; i < 3; i++)
      await desk.done(publish(desk.ports, [...changes, { ...changes[0]!, id: 'r', removed: true }]));
    expect(desk.world.delivered).toHaveLength(3);
  });

  it('names all when the bus is away', async () => {
    const { desk, changes } = await ready();
    const bus = { publish: () => Promise.reject(new Fault('unavailable', 'EventBridge.PutEvents')) };
    expect(await desk.done(publish({ ...desk.ports, bus }, changes))).toEqual(['s0', 's1', 's2']);
  });

  it('by the sweep, when the stream has given up', async () => {
    const { desk } = await ready();
    await desk.done(new Promise<void>(resolve => desk.world.scheduler.after(400_000, resolve)));
    expect(await desk.done(sweep(desk.ports, desk.settings))).toMatchObject({ published: 3 });
  });
});

describe('settings', () => {
  it('have defaults, and let other parts’ settings pass', () => {
    expect(settingsOf()).toMatchObject({ gate: 'off', maxBytes: 10 * 1024 * 1024 });
    expect(settingsOf({ limits: { pages: 3 }, gate: 'guardduty' })).not.toHaveProperty('limits');
  });
  it.each([{ gate: 'perhaps' }, { maxBytes: 0 }, { stalledAfter: 1 }, { refuseBelow: 2 }, { maxBytes: '1' }])(
    '%j is refused',
    value => {
      expect(() => settingsOf(value)).toThrow();
    },
  );
});
