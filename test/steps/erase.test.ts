import { describe, expect, it } from 'vitest';
import { erase, redrive, restore, reveal, sweep } from '../../shared/steps/index.ts';
import { PEOPLE } from '../simulation/canned.ts';
import { subjectOf } from '../simulation/run.ts';
import { created, Desk, OTHER, TEXT } from './desk.ts';

const KEY = 'intake/careers/Mallow-Kestrel.pdf';
const wipe = (desk: Desk, request: Parameters<typeof erase>[1]) => desk.done(erase(desk.ports, request));

/** Nothing of the first person is left in any table or bucket. */
function expectNothingLeft(desk: Desk, subjectId: string): void {
  const { documents, vault, intake, texts } = desk.world;
  const rows = [...documents.items.values(), ...vault.items.values()].filter(({ pk }) => pk !== 'tombstones');
  expect(rows.filter(({ sk }) => ['record', 'contacts', 'key'].includes(sk) || sk.startsWith('document#'))).toEqual([]);
  expect(JSON.stringify(rows)).not.toContain('Kestrel');
  expect([...intake.versions.keys(), ...texts.versions.keys()]).toEqual([]);
  expect(documents.get({ pk: `subject#${subjectId}`, sk: 'tombstone' })).toBeDefined();
}

// Row 58.
describe('erasure', () => {
  it('of a subject: records, objects, contacts, key; with a receipt that stays the same', async () => {
    const desk = new Desk();
    const ids: string[] = [];
    for (const plan of [TEXT, OTHER]) {
      const { event, documentId } = desk.upload(KEY, plan);
      await desk.process('intake', event);
      ids.push(documentId);
    }
    const subjectId = subjectOf(desk.stages, 0);
    const receipt = await wipe(desk, { subjectId });
    expect(receipt).toMatchObject({ documents: 2, objects: 2 });
    expectNothingLeft(desk, subjectId);
    for (const id of ids) expect(await desk.status(id)).toMatchObject({ status: 'erased', code: 'ERASED' });
    expect(await wipe(desk, { subjectId })).toEqual(receipt);
    expect(await desk.publish()).toEqual(expect.arrayContaining(['resume.erased.v1']));
    expect(await desk.done(reveal(desk.ports, { documentId: ids[0]!, actor: 'a', requestId: 'r' }))).toBeUndefined();
  });

  it('while a document is on its way: it follows, at whatever step it is', async () => {
    for (let steps = 0; steps < 2; steps++) {
      const desk = new Desk();
      const { event, documentId } = desk.upload(KEY, TEXT);
      if (steps > 0) await desk.handle('intake', event);
      const subjectId = subjectOf(desk.stages, 0);
      await wipe(desk, { subjectId });
      await desk.process('intake', event);
      await desk.drain();
      await desk.done(sweep(desk.ports, desk.settings));
      await desk.done(new Promise<void>(resolve => desk.world.scheduler.after(10_000, resolve)));
      await desk.done(sweep(desk.ports, desk.settings));
      expect((await desk.status(documentId))?.status).toBe('erased');
      expectNothingLeft(desk, subjectId);
    }
  });

  it('of an unknown subject and of an unknown document: a receipt, and it holds for what comes', async () => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, TEXT);
    expect(await wipe(desk, { documentId })).toMatchObject({ documents: 0 });
    await desk.process('intake', event);
    expect((await desk.status(documentId))?.status).toBe('erased');
    await desk.done(new Promise<void>(resolve => desk.world.scheduler.after(10_000, resolve)));
    await desk.done(sweep(desk.ports, desk.settings));
    expect([...desk.world.intake.versions.keys()]).toEqual([]);
  });

  it('then a late result, a redrive and a new upload of the same bytes: nothing comes back', async () => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, TEXT);
    await desk.process('intake', event);
    const subjectId = subjectOf(desk.stages, 0);
    await wipe(desk, { subjectId });
    const about = { v: 1, documentId, version: 1 };
    for (const [queue, kind] of [
      ['refine', 'refine'],
      ['ocr', 'collect'],
      ['page', 'page'],
      ['intake', 'read'],
      ['intake', 'ocr'],
    ] as const)
      await desk.process(queue, JSON.stringify({ ...about, kind, page: 1 }));
    await desk.process('intake', event);
    desk.upload(KEY, TEXT);
    await desk.process('intake', created(desk.world.created.at(-1)!));
    await desk.done(new Promise<void>(resolve => desk.world.scheduler.after(10_000, resolve)));
    await desk.done(sweep(desk.ports, desk.settings));
    expectNothingLeft(desk, subjectId);
  });

  it('reaches the mail that a document came in, and spares what else came with it', async () => {
    const desk = new Desk();
    const other = { is: 'text', person: 1, edition: 0 } as const;
    await desk.process(
      'mail',
      desk.upload('mail/x', { is: 'mail', parts: [TEXT, other], sender: 0, verdict: 'clean', edition: 0 }).event,
    );
    for (const part of desk.world.created.slice(1)) await desk.process('intake', created(part));
    await wipe(desk, { subjectId: subjectOf(desk.stages, 0) });
    const left = [...desk.world.intake.versions.values()].flat().map(({ bytes }) => Buffer.from(bytes).toString());
    expect(left).toEqual([JSON.stringify(other)]);
    expect(desk.world.vault.get({ pk: `subject#${subjectOf(desk.stages, 1)}`, sk: 'key' })).toBeDefined();
  });

  it.each(['documents', 'vault'] as const)('survives a restore of the table %s', async name => {
    const desk = new Desk();
    const { event } = desk.upload(KEY, TEXT);
    await desk.process('intake', event);
    const subjectId = subjectOf(desk.stages, 0);
    const backup = new Map(desk.world[name].items);
    await wipe(desk, { subjectId });
    // The restored table is the backup: with what was erased, without the tombstones.
    const table = desk.world[name];
    const now = [...table.items.values()];
    table.commit(now.map(({ pk, sk }) => ({ remove: { pk, sk }, when: 'any' })));
    table.commit([...backup.values()].map(put => ({ put, when: 'any' })));
    await desk.done(new Promise<void>(resolve => desk.world.scheduler.after(10_000, resolve)));
    expect(await desk.done(restore(desk.ports))).toMatchObject({ subjects: 1 });
    expectNothingLeft(desk, subjectId);
    expect(JSON.stringify([...desk.world.documents.items.values()])).not.toContain(PEOPLE[0].name);
  });
});

it('redrive moves every letter back once, and may be repeated', async () => {
  const desk = new Desk();
  const { event, documentId } = desk.upload(KEY, TEXT);
  desk.world.dead.set(
    'intake',
    Array.from({ length: 25 }, (_, i) => ({ id: `d${i}`, queue: 'intake', body: event, parks: 0, receiveCount: 6 })),
  );
  expect(await desk.done(redrive(desk.ports, 'intake'))).toBe(25);
  expect(await desk.done(redrive(desk.ports, 'intake'))).toBe(0);
  await desk.drain();
  expect((await desk.status(documentId))?.status).toBe('stored');
  expect(await desk.publish()).toEqual(['resume.ingested.v1']);
});
