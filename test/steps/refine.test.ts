import { describe, expect, it } from 'vitest';
import type { ResumeRecord } from '../../shared/contracts/record.ts';
import { asRedacted } from '../../shared/core/text/brand.ts';
import { Fault } from '../../shared/ports/index.ts';
import { type RevealRequest, readRecord, refine, reveal } from '../../shared/steps/index.ts';
import { PEOPLE, type Plan } from '../simulation/canned.ts';
import { Desk, TEXT } from './desk.ts';

const KEY = 'intake/careers/x.pdf';
const store = async (desk: Desk, plan: Plan = TEXT) => {
  const { event, documentId } = desk.upload(KEY, plan);
  await desk.process('intake', event);
  return documentId;
};
const record = (desk: Desk, id: string) => desk.done(readRecord(desk.ports, id));

describe('refine', () => {
  it('keeps the redacted text, deletes the raw one, seals the contacts', async () => {
    const desk = new Desk();
    const id = await store(desk);
    expect((await record(desk, id))?.text).toContain('[EMAIL_1]');
    expect([...desk.world.texts.versions.keys()]).toEqual([]);
    const sealed = JSON.stringify([...desk.world.vault.items.values()]);
    expect(sealed).not.toContain(PEOPLE[0].email);
  });

  // Row 56.
  it.each([
    ['the text', 40, true],
    ['the whole record', 1_500, false],
  ])('too long for an item: %s lies in S3', async (_, over, inRow) => {
    const [desk, before] = [new Desk(), new Desk()];
    const long = await store(before);
    const maxItemBytes = JSON.stringify(await record(before, long)).length - over;
    const whole = await record(
      Object.assign(desk, { settings: { ...desk.settings, maxItemBytes } }),
      await store(desk),
    );
    expect(whole?.documentId).toBe(long);
    expect(whole?.text).toContain('[EMAIL_1]');
    const row = desk.world.documents.get({ pk: `document#${long}`, sk: 'record' }) as {
      record?: ResumeRecord;
      body?: object;
    };
    expect(row.record !== undefined).toBe(inRow);
    if (inRow) expect(row.record!.text).toMatchObject({ bucket: 'text', key: `body/${long}/1` });
    expect(await desk.publish()).toEqual(['resume.ingested.v1']);
  });

  it('quarantines what still shows personal data', async () => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, TEXT);
    await desk.handle('intake', event);
    const leaky = { ...desk.stages, scanForLeaks: () => [{ type: 'EMAIL', form: 'plain' }] as const };
    const delivery = { id: 'm', body: desk.sent.pop()!.body, receiveCount: 1, parks: 0 };
    await desk.done(refine(desk.ports, desk.settings, leaky, delivery));
    expect(await desk.status(documentId)).toMatchObject({ status: 'quarantined', code: 'LEAK_FOUND' });
    expect([...desk.world.texts.versions.keys()]).toEqual([]);
  });

  it('quarantines a record that its schema does not know', async () => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, TEXT);
    await desk.handle('intake', event);
    const odd = {
      ...desk.stages,
      structure: (input: Parameters<typeof desk.stages.structure>[0]) => {
        const it = desk.stages.structure(input);
        return { ...it, profile: { ...it.profile, basics: { ...it.profile.basics, name: 'x' } } };
      },
    };
    await desk.done(
      refine(desk.ports, desk.settings, odd, { id: 'm', body: desk.sent.pop()!.body, receiveCount: 1, parks: 0 }),
    );
    expect(await desk.status(documentId)).toMatchObject({ status: 'quarantined', code: 'PROCESSING_FAILED' });
  });

  it('rejects what is nothing but a watermark', async () => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, TEXT);
    await desk.handle('intake', event);
    const blank = {
      ...desk.stages,
      clean: (...args: Parameters<typeof desk.stages.clean>) => ({
        ...desk.stages.clean(...args),
        text: ' \n' as never,
      }),
    };
    await desk.done(
      refine(desk.ports, desk.settings, blank, { id: 'm', body: desk.sent.pop()!.body, receiveCount: 1, parks: 0 }),
    );
    expect(await desk.status(documentId)).toMatchObject({ status: 'rejected', code: 'NO_TEXT_FOUND' });
    expect(asRedacted('')).toBe('');
  });
});

// Row 55.
describe('Textract', () => {
  const scan = (changes: Partial<Extract<Plan, { is: 'scan' }>>): Plan => ({
    is: 'scan',
    person: 0,
    edition: 0,
    pages: ['latin', 'latin'],
    textract: 'good',
    ...changes,
  });
  const ready = async (desk: Desk) => {
    // Jobs end, and their notices come, as time passes.
    for (let i = 0; i < 3; i++) {
      await desk.drain();
      await desk.done(new Promise<void>(resolve => desk.world.scheduler.after(100_000, resolve)));
    }
  };

  it.each([
    ['a good job', scan({}), { textract: 2 }, ['OCR_USED']],
    ['one picture', scan({ pages: ['latin'] }), { textract: 1 }, ['OCR_USED']],
    ['FAILED', scan({ textract: 'failed' }), { paddle: 2 }, ['OCR_USED', 'WRONG_SCRIPT']],
    ['PARTIAL_SUCCESS', scan({ textract: 'partial' }), { textract: 1, paddle: 1 }, ['OCR_USED', 'WRONG_SCRIPT']],
    ['a confidence of 3 %', scan({ textract: 'doubtful' }), { paddle: 2 }, ['OCR_USED', 'WRONG_SCRIPT']],
    ['Latin nonsense for another script', scan({ textract: 'nonsense' }), { paddle: 2 }, ['OCR_USED', 'WRONG_SCRIPT']],
    ['a refusal', scan({ textract: 'refused' }), { paddle: 2 }, ['OCR_USED', 'WRONG_SCRIPT']],
    [
      'Han beside Latin and text',
      scan({ pages: ['han', 'latin', 'text'] }),
      { paddle: 1, textract: 1, 'text-layer': 1 },
      ['OCR_USED'],
    ],
  ] as const)('%s', async (_, plan, pages, notes) => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, plan);
    await desk.process('intake', event);
    await ready(desk);
    // The one notice may be lost in the simulation: then the sweep's own question finds the result.
    if ((await desk.status(documentId))?.status === 'ocr-started')
      await desk.process('ocr', JSON.stringify({ v: 1, kind: 'collect', documentId, version: 1 }));
    expect((await desk.status(documentId))?.status).toBe('stored');
    expect((await record(desk, documentId))?.quality).toMatchObject({ pages, notes });
    expect((await record(desk, documentId))?.text).toContain('Sample University');
  });

  it('a foreign job’s notice, an early one and a doubled one do no harm', async () => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, scan({}));
    await desk.handle('intake', event);
    await desk.handle('intake', desk.sent.pop()!.body);
    const notice = (JobId: string, JobTag: string) =>
      JSON.stringify({ Message: JSON.stringify({ JobId, Status: 'SUCCEEDED', JobTag }), Type: 'Notification' });
    const own = notice(`job-${documentId}-1`, `${documentId}.1`);
    await desk.handle('ocr', notice('job-x', `${documentId}.1`));
    await desk.handle('ocr', notice('job-x', 'nonsense'));
    await desk.handle('ocr', notice('job-x', `${'0'.repeat(32)}.1`));
    // Before the job has ended: comes back.
    await expect(desk.handle('ocr', own)).rejects.toThrow(Fault);
    await ready(desk);
    await desk.process('ocr', own);
    await desk.process('ocr', own);
    expect((await desk.status(documentId))?.status).toBe('stored');
    expect((await desk.publish()).filter(type => type === 'resume.ingested.v1')).toHaveLength(1);
  });

  it('a page token that has expired begins again; a result that is gone goes to the local engine', async () => {
    for (const gone of [false, true]) {
      const desk = new Desk();
      const { event, documentId } = desk.upload(KEY, scan({}));
      await desk.handle('intake', event);
      await desk.handle('intake', desk.sent.pop()!.body);
      await desk.done(new Promise<void>(resolve => desk.world.scheduler.after(100_000, resolve)));
      desk.sent.length = 0;
      let expired = false;
      const ports = {
        ...desk.ports,
        textract: {
          ...desk.ports.textract,
          result: async (jobId: string, next?: string) => {
            if (gone) throw new Fault('missing', 'Textract.GetDocumentTextDetection');
            if (next !== undefined && !expired) {
              expired = true;
              throw new Fault('invalid', 'Textract.GetDocumentTextDetection');
            }
            return desk.ports.textract.result(jobId, next);
          },
        },
      };
      await desk.handle('ocr', JSON.stringify({ v: 1, kind: 'collect', documentId, version: 1 }), {}, ports);
      await desk.drain();
      expect((await record(desk, documentId))?.quality.pages).toEqual(gone ? { paddle: 2 } : { textract: 2 });
    }
  });
});

describe('reveal', () => {
  const request = (documentId: string): RevealRequest => ({ documentId, actor: 'role/recruiter', requestId: 'r1' });

  it('opens the contacts and leaves a row', async () => {
    const desk = new Desk();
    const id = await store(desk);
    const contacts = await desk.done(reveal(desk.ports, request(id)));
    expect(contacts).toContainEqual({ type: 'EMAIL', value: PEOPLE[0].email });
    const audit = [...desk.world.vault.items.values()].filter(({ sk }) => sk.startsWith('audit#'));
    expect(audit).toMatchObject([{ actor: 'role/recruiter', action: 'reveal' }]);
  });

  it('leaves the row first: without it nothing is opened', async () => {
    const desk = new Desk();
    const id = await store(desk);
    const ports = {
      ...desk.ports,
      vault: { ...desk.ports.vault, commit: async () => ({ done: false, conflicts: [] }) as const },
    };
    await expect(desk.done(reveal(ports, request(id)))).rejects.toThrow(Fault);
  });

  it('knows nothing of a document that is not there', async () => {
    const desk = new Desk();
    expect(await desk.done(reveal(desk.ports, request('0'.repeat(32))))).toBeUndefined();
  });
});
