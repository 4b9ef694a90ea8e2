import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../../../infra/build/root.ts';
import { type Stack, startStack } from '../../../../infra/local/stack/index.ts';
import { synthesizedTemplate } from '../../../../infra/local/stack/synthesis.ts';
import { readTemplate } from '../../../../infra/local/template/template.ts';
import { FUNCTIONS, type FunctionName } from '../../../../infra/parts/topology.ts';
import type { ResumeEvent } from '../../../../shared/contracts/event.ts';
import { allowances, isAllowed, recorder, type Use } from './policies.ts';
import { stateFolder } from './trial.ts';

// No permission is enforced on one machine, and a role that lacks one shows only once it is deployed. So every call that
// the real bundles make on their way through the samples is held against the policy of the function that made it.

const SAMPLES = join(packageRoot(), 'infra/local/samples');
const LINES = ['Invented Person', 'Senior Engineer', 'Experience', '2019-03 - present Example Company', 'Education'];

/** Textract's part: a page that is read as these lines. */
const ocr = async () =>
  [1, 2].map(number => ({
    number,
    engine: 'textract' as const,
    width: 1,
    height: 1,
    lines: LINES.map(text => ({ text, confidence: 0.99 })),
  }));

const twoPages = (): Promise<Buffer> =>
  new Promise(resolve => {
    const pdf = new PDFDocument();
    const chunks: Buffer[] = [];
    pdf.on('data', chunk => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    for (const line of LINES) pdf.text(line);
    pdf.addPage();
    for (const line of LINES) pdf.text(line);
    pdf.end();
  });

let stack: Stack;
let uses: readonly Use[];
let allowed: ReturnType<typeof allowances>;
const listening = recorder();

beforeAll(async () => {
  const template = await synthesizedTemplate();
  const settings = { policy: { ocr: 'always' }, engines: { han: 'textract', latin: 'textract', unknown: 'textract' } };
  const run = async (
    dir: string,
    work: (stack: Stack, put: (key: string, body: Buffer) => Promise<unknown>) => Promise<void>,
    own = {},
  ) => {
    stack = await startStack({
      dir,
      template,
      servers: { ocr, faults: { call: call => listening.call(call) } },
      ...own,
    });
    const s3 = new S3Client({
      endpoint: stack.endpoints.s3,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'operator', secretAccessKey: 'test' },
    });
    await work(stack, (Key, Body) => s3.send(new PutObjectCommand({ Bucket: stack.names.buckets.intake, Key, Body })));
    await stack.idle();
    s3.destroy();
    await stack.stop();
  };
  // 1. The samples, as uploads and as received mail; then what an operator does.
  const dir = stateFolder();
  await run(dir, async (stack, put) => {
    for (const name of readdirSync(SAMPLES)) await put(`intake/samples/${name}`, readFileSync(join(SAMPLES, name)));
    await put('mail/received', readFileSync(join(SAMPLES, '06-mail.eml')));
    await put('intake/samples/nothing.pdf', Buffer.from('no document'));
    await stack.idle();
    const details = stack.servers.readArchive().map(({ event }) => event.detail as ResumeEvent);
    const ids = details.map(({ data }) => data.documentId ?? '');
    expect(ids.length).toBeGreaterThan(4);
    await stack.invoke('reveal', { documentId: ids[0], actor: 'operator' });
    await stack.invoke('erase', { documentId: ids[0] });
    await stack.invoke('erase', { subjectId: '0'.repeat(32) });
    await stack.invoke('sweep', {});
  });
  // 2. One page and two pages for Textract.
  await run(
    stateFolder(),
    async (_, put) => {
      await put('intake/scans/two.pdf', await twoPages());
      await put('intake/scans/one.pdf', readFileSync(join(SAMPLES, '02-plain.en.pdf')));
    },
    { settings },
  );
  uses = listening.uses();
  allowed = allowances(readTemplate(template), stack.names);
}, 300_000);
afterAll(() => listening.stop());

describe('every call of a function is allowed to it', () => {
  test.each(Object.keys(FUNCTIONS) as FunctionName[])('%s', name => {
    const own = uses.filter(({ caller }) => caller === name);
    expect(own.length, `${name} called nothing: the samples did not reach it`).toBeGreaterThan(0);
    expect(own.filter(use => !isAllowed(use, allowed.get(name) ?? []))).toEqual([]);
  });
});

test('a call that is not in the policy is found', () => {
  const foreign = { caller: 'reveal', action: 's3:GetObject', resource: 'arn:aws:s3:::resume-intake-intake/intake/a' };
  expect(isAllowed(foreign, allowed.get('reveal')!)).toBe(false);
  expect(isAllowed({ ...foreign, caller: 'read-document' }, allowed.get('read-document')!)).toBe(true);
  const elsewhere = { ...foreign, resource: 'arn:aws:s3:::resume-intake-intake/mail/a' };
  expect(isAllowed(elsewhere, allowed.get('read-document')!)).toBe(false);
});
