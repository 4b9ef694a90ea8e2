import { describe, expect, it } from 'vitest';
import { readRecord } from '../../shared/steps/index.ts';
import type { Plan } from '../simulation/canned.ts';
import { created, Desk, OTHER, TEXT } from './desk.ts';

const KEY = 'intake/careers/x.pdf';

// bad-inputs.md, row 53.
describe('events of an object', () => {
  it('the same one a hundred times has one effect', async () => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, TEXT);
    for (let i = 0; i < 100; i++) await desk.process('intake', event);
    expect((await desk.status(documentId))?.status).toBe('stored');
    expect(await desk.publish()).toEqual(['resume.ingested.v1']);
  });

  it('version 2 before version 1: the newer file stands', async () => {
    const desk = new Desk();
    const [one, two] = [desk.upload(KEY, TEXT), desk.upload(KEY, OTHER)];
    const [first, second] = desk.world.created;
    await desk.process('intake', created({ ...second!, versionId: two.versionId }));
    await desk.process('intake', created({ ...first!, versionId: one.versionId }));
    expect((await desk.status(two.documentId))?.status).toBe('stored');
    expect(await desk.status(one.documentId)).toMatchObject({ status: 'superseded', by: two.documentId });
    expect((await desk.publish()).sort()).toEqual(['resume.ingested.v1', 'resume.superseded.v1']);
  });

  it('A, B and A again: A stands, as its second version', async () => {
    const desk = new Desk();
    for (const plan of [TEXT, OTHER, TEXT]) {
      desk.upload(KEY, plan);
      const version = desk.world.created.at(-1)!;
      await desk.process('intake', created(version));
    }
    const [a, b] = [
      desk.upload('intake/careers/y', TEXT).documentId,
      desk.upload('intake/careers/z', OTHER).documentId,
    ];
    expect(await desk.status(a)).toMatchObject({ status: 'stored', version: 2 });
    expect(await desk.status(b)).toMatchObject({ status: 'superseded', by: a });
    expect((await desk.done(readRecord(desk.ports, a)))?.version).toBe(2);
  });

  it.each([
    ['a deletion', JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Deleted', detail: {} })],
    ['an object that is gone', created({ key: KEY, versionId: 'v99' })],
    ['S3’s test event', JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'intake' })],
    ['a key of somebody else’s', created({ key: 'elsewhere/x' })],
    ['a bucket of somebody else’s', created({ key: KEY }, 'other')],
    ['an unknown schema version', '{"v":9,"kind":"read","documentId":"00000000000000000000000000000000","version":1}'],
    [
      'a document that is not there',
      '{"v":1,"kind":"read","documentId":"00000000000000000000000000000000","version":1}',
    ],
    ['no JSON', 'hello'],
    ['an empty list', '{"Records":[]}'],
    ['a number', '7'],
    ['a prototype', '{"__proto__":{"kind":"read"}}'],
  ])('%s is done with: no document, no retry', async (_, body) => {
    const desk = new Desk();
    for (const queue of ['intake', 'mail', 'page', 'ocr', 'refine'] as const) await desk.handle(queue, body);
    expect([...desk.world.documents.items.values()]).toEqual([]);
    expect(desk.sent).toEqual([]);
  });

  it('without a version id: the version that is read is pinned', async () => {
    const desk = new Desk();
    const { documentId, versionId } = desk.upload(KEY, TEXT);
    await desk.process('intake', created({ key: KEY }));
    const row = desk.world.documents.get({ pk: `document#${documentId}`, sk: 'status' });
    expect(row).toMatchObject({ status: 'stored', object: { key: KEY, versionId } });
  });

  it('S3’s own notification: every record of it, keys decoded', async () => {
    const desk = new Desk();
    const plans = [TEXT, OTHER];
    const ids = plans.map((plan, i) => desk.upload(`intake/careers/a b+${i}.pdf`, plan).documentId);
    const Records = plans.map((_, i) => ({
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: 'intake' }, object: { key: `intake/careers/a+b%2B${i}.pdf`, sequencer: '01' } },
    }));
    await desk.process('intake', JSON.stringify({ Records }));
    for (const id of ids) expect((await desk.status(id))?.status).toBe('stored');
  });
});

// Row 54.
describe('the same bytes', () => {
  it('from two sources are two documents', async () => {
    const desk = new Desk();
    const ids = ['intake/careers/x', 'intake/agency/x'].map(key => desk.upload(key, TEXT));
    for (const { event } of ids) await desk.process('intake', event);
    expect(new Set(ids.map(({ documentId }) => documentId)).size).toBe(2);
    expect(await desk.publish()).toEqual(['resume.ingested.v1', 'resume.ingested.v1']);
  });

  it('twice from one source are one record and one word about the duplicate', async () => {
    const desk = new Desk();
    const [one, two] = ['intake/careers/x', 'intake/careers/y'].map(key => desk.upload(key, TEXT));
    await desk.process('intake', one!.event);
    for (let i = 0; i < 3; i++) await desk.process('intake', two!.event);
    expect((await desk.publish()).sort()).toEqual(['resume.duplicate.v1', 'resume.ingested.v1']);
  });
});

describe('a document’s own fault', () => {
  it.each([
    ['PASSWORD_PROTECTED', 'rejected'],
    ['UNREADABLE_TEXT', 'quarantined'],
  ] as const)('%s ends as %s, told once', async (code, status) => {
    const desk = new Desk();
    const { event, documentId } = desk.upload(KEY, { is: 'broken', code, edition: 0 });
    for (let i = 0; i < 3; i++) await desk.process('intake', event);
    expect(await desk.status(documentId)).toMatchObject({ status, code });
    expect(await desk.publish()).toEqual(['resume.failed.v1']);
  });

  it('too large: refused without a download', async () => {
    const desk = new Desk({ maxBytes: 10 });
    await desk.process('intake', desk.upload(KEY, TEXT).event);
    const rows = [...desk.world.documents.items.values()].filter(({ sk }) => sk === 'status');
    expect(rows).toMatchObject([{ status: 'rejected', code: 'TOO_LARGE' }]);
  });
});

describe('the malware gate', () => {
  const scan = (key: string, versionId: string, scanResultStatus: string) =>
    JSON.stringify({
      source: 'aws.guardduty',
      'detail-type': 'GuardDuty Malware Protection Object Scan Result',
      detail: {
        s3ObjectDetails: { bucketName: 'intake', objectKey: key, versionId },
        scanResultDetails: { scanResultStatus },
      },
    });
  const statuses = (desk: Desk) =>
    [...desk.world.documents.items.values()].filter(({ sk }) => sk === 'status') as {
      status?: string;
      code?: string;
    }[];

  it.each([
    ['NO_THREATS_FOUND', 'stored', undefined],
    ['THREATS_FOUND', 'quarantined', 'MALWARE'],
    ['UNSUPPORTED', 'quarantined', 'NOT_SCANNED'],
    ['FAILED', 'quarantined', 'NOT_SCANNED'],
    ['ACCESS_DENIED', 'quarantined', 'NOT_SCANNED'],
    ['constructor', 'quarantined', 'NOT_SCANNED'],
  ])('%s', async (result, status, code) => {
    const desk = new Desk({ gate: 'guardduty' });
    const { event, versionId } = desk.upload(KEY, TEXT);
    await desk.process('intake', event);
    expect(statuses(desk)).toEqual([]);
    await desk.process('intake', scan(KEY, versionId, result));
    expect(statuses(desk).map(row => [row.status, row.code])).toEqual([[status, code]]);
  });

  it('opens nothing that is not clean', async () => {
    const desk = new Desk({ gate: 'guardduty' });
    const { versionId } = desk.upload(KEY, TEXT);
    const ports = {
      ...desk.ports,
      intake: { ...desk.ports.intake, get: () => Promise.reject(new Error('read')) },
      reader: { ...desk.ports.reader, open: () => Promise.reject(new Error('parsed')) },
    };
    await desk.handle('intake', scan(KEY, versionId, 'THREATS_FOUND'), {}, ports);
    expect(statuses(desk)).toMatchObject([{ code: 'MALWARE' }]);
  });
});

describe('mail', () => {
  const mail = (changes: Partial<Extract<Plan, { is: 'mail' }>> = {}): Plan => ({
    is: 'mail',
    parts: [TEXT],
    sender: 0,
    verdict: 'clean',
    edition: 0,
    ...changes,
  });
  const receive = async (desk: Desk, plan: Plan, key = 'mail/abc') => {
    const version = () => desk.world.created.length;
    let seen = version();
    await desk.process('mail', desk.upload(key, plan).event);
    seen++;
    // The parts are objects, and arrive like any other.
    for (const part of desk.world.created.slice(seen)) await desk.process('intake', created(part));
  };
  const all = (desk: Desk) =>
    (
      [...desk.world.documents.items.values()].filter(({ sk }) => sk === 'status') as unknown as {
        kind: string;
        status: string;
        code?: string;
        source: string;
      }[]
    ).map(({ kind, status, code, source }) => [kind, status, code ?? source.split('.')[0]]);

  it.each([
    [
      'one document',
      mail(),
      {},
      [
        ['mail', 'stored', 'mail'],
        ['document', 'stored', 'mail'],
      ],
    ],
    [
      'two documents',
      mail({ parts: [TEXT, OTHER] }),
      {},
      [
        ['mail', 'stored', 'mail'],
        ['document', 'stored', 'mail'],
        ['document', 'stored', 'mail'],
      ],
    ],
    ['none', mail({ parts: [] }), {}, [['mail', 'rejected', 'NO_DOCUMENT_IN_MAIL']]],
    ['a virus', mail({ verdict: 'virus' }), {}, [['mail', 'quarantined', 'MALWARE']]],
    ['spam', mail({ verdict: 'spam' }), {}, [['mail', 'quarantined', 'SPAM']]],
    [
      'an address that is taken',
      mail(),
      { recipients: ['CV@example.com'] },
      [
        ['mail', 'stored', 'mail'],
        ['document', 'stored', 'mail'],
      ],
    ],
    [
      'an address that is not',
      mail(),
      { recipients: ['jobs@example.com'] },
      [['mail', 'rejected', 'RECIPIENT_NOT_ALLOWED']],
    ],
    ['no mail at all', TEXT, {}, [['mail', 'rejected', 'NOT_A_DOCUMENT']]],
  ] as const)('with %s', async (_, plan, settings, expected) => {
    const desk = new Desk(settings);
    await receive(desk, plan);
    expect(all(desk)).toEqual(expected);
  });

  it('delivered three times writes its parts once', async () => {
    const desk = new Desk();
    const { event } = desk.upload('mail/abc', mail());
    for (let i = 0; i < 3; i++) await desk.process('mail', event);
    expect(desk.world.created).toHaveLength(2);
  });

  it('from two senders with the same file: two documents', async () => {
    const desk = new Desk();
    await receive(desk, mail({ sender: 0 }), 'mail/a');
    await receive(desk, mail({ sender: 1 }), 'mail/b');
    expect(all(desk).filter(([kind]) => kind === 'document')).toHaveLength(2);
  });

  it('shows its sender nowhere', async () => {
    const desk = new Desk();
    await receive(desk, mail());
    const shown = [
      ...desk.world.shown,
      ...desk.world.intake.versions.keys(),
      JSON.stringify([...desk.world.documents.items.values()]),
    ];
    expect(shown.join('\n')).not.toContain('pelikan');
  });
});
