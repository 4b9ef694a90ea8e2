import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextractFault } from '../../infra/local/servers/index.ts';
import { type Stack, startStack } from '../../infra/local/stack/index.ts';
import { objectStore } from '../../shared/adapters/aws/object-store.ts';
import type { ResumeRecord } from '../../shared/contracts/record.ts';
import type { PageReading } from '../../shared/core/document/reading.ts';
import { s3Of, scan } from './sinks.ts';

const dir = mkdtempSync(join(tmpdir(), 'textract-'));
/** Lines of a page as the service sees it: with their words over 5,000 blocks a document, so several parts a result. */
const LINES = 600;
const line = (page: number, i: number): string => `Handled request ${page}-${i} of the ledger`;

const eye = async (): Promise<PageReading[]> =>
  [1, 2].map(number => ({
    number,
    engine: 'textract' as const,
    width: 1,
    height: 1,
    lines: Array.from({ length: LINES }, (_, i) => ({
      text: line(number, i),
      confidence: 0.99,
      box: { left: 0.1, top: i / LINES, right: 0.9, bottom: (i + 0.8) / LINES },
    })),
  }));

/** What goes wrong, a document each; the two that Textract fails are read by the local engine in the end. */
const PLAN: Readonly<Record<string, TextractFault & { expiredToken?: boolean; throttled?: boolean }>> = {
  well: {},
  duplicate: { notice: 'duplicate' },
  early: { notice: 'early' },
  lost: { notice: 'lost' },
  foreign: { notice: 'foreign' },
  failed: { status: 'FAILED' },
  partial: { status: 'PARTIAL_SUCCESS' },
  expired: { expiredToken: true },
};

/** Simulated minutes that Textract refuses every start. */
const THROTTLED = 10;

let stack: Stack;
/** Milliseconds that the services' clock is ahead. */
let ahead = 0;
let starts = 0;
const faultOf = new Map<string, (typeof PLAN)[string]>();

beforeAll(async () => {
  const plans = Object.values(PLAN);
  const spent = new Set<string>();
  stack = await startStack({
    dir,
    retrySeconds: () => 1,
    settings: {
      stalledAfter: 10,
      policy: { ocr: 'always' },
      engines: { han: 'textract', latin: 'textract', unknown: 'textract' },
      textract: { maximum: 100, initial: 100, leaseMs: 3_600_000, pauseMs: 0, attempts: 1 },
    },
    servers: {
      ocr: eye,
      clock: () => Date.now() + ahead,
      faults: {
        call: ({ service, operation }) => {
          if (service !== 'textract' || operation !== 'StartDocumentTextDetection') return undefined;
          starts++;
          return ahead < THROTTLED * 60_000 ? { kind: 'error', code: 'ThrottlingException', status: 400 } : undefined;
        },
        textractJob: ({ jobId, key }) => {
          if (!faultOf.has(key)) faultOf.set(key, plans[faultOf.size % plans.length]!);
          const { expiredToken, ...fault } = faultOf.get(key)!;
          if (expiredToken) spent.add(jobId);
          return fault;
        },
        textractToken: jobId => (spent.delete(jobId) ? 'expired' : undefined),
      },
    },
  });
});
afterAll(async () => {
  await stack.stop();
  rmSync(dir, { recursive: true, force: true });
});

const pdf = (i: number): Promise<Buffer> =>
  new Promise(resolve => {
    const document = new PDFDocument();
    const chunks: Buffer[] = [];
    document.on('data', chunk => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    document.text(`Sample number ${i}`);
    document.addPage().text('Second page');
    document.end();
  });

describe('Textract that is throttled, and tells of its jobs twice, too early, of foreign ones, and of failures', () => {
  it('ends with every document stored once, and none in part', async () => {
    const intake = objectStore(s3Of(stack), stack.names.buckets.intake);
    const names = Object.keys(PLAN);
    for (const [i] of names.entries()) await intake.put(`intake/textract/${i}.pdf`, await pdf(i));
    // Ten minutes go by on the services' clock, a few seconds on ours: parked work comes back and is refused again.
    const clock = setInterval(() => {
      ahead += 30_000;
    }, 250);
    const records = await allStored(names.length);
    clearInterval(clock);

    expect(starts).toBeGreaterThan(2 * names.length);
    expect(faultOf.size).toBe(names.length);
    for (const { text, quality } of records) {
      const engines = Object.keys(quality.pages ?? {});
      if (engines.includes('textract')) {
        for (const page of quality.pages?.textract === 2 ? [1, 2] : [])
          for (let i = 0; i < LINES; i++) expect(text).toContain(line(page, i));
      } else expect(engines).toEqual(['paddle']);
    }
    expect(records.filter(({ quality }) => quality.pages?.textract === 2)).toHaveLength(names.length - 2);
    const ids = stack.servers
      .readArchive({ bus: stack.names.bus })
      .map(({ event }) => (event.detail as { type: string; id: string }).id);
    expect(new Set(ids).size).toBe(names.length);
  });
});

async function allStored(count: number): Promise<ResumeRecord[]> {
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 500));
    const items = (await scan(stack, stack.names.tables.documents)).map(item => unmarshall(item));
    const ended = items.filter(
      ({ sk, status }) => sk === 'status' && ['stored', 'rejected', 'quarantined'].includes(status),
    );
    if (ended.length < count) continue;
    expect(ended.map(({ status, code }) => code ?? status)).toEqual(Array(count).fill('stored'));
    await stack.idle();
    return items.filter(({ sk }) => sk === 'record').map(({ record }) => record as ResumeRecord);
  }
}
