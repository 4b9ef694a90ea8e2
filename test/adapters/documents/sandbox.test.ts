import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import {
  createDocuments,
  DEFAULT_LIMITS,
  limitsOf,
  openDocument,
  renderPage,
} from '../../../shared/adapters/documents/index.ts';
import { Sandbox, SandboxFault } from '../../../shared/adapters/documents/sandbox.ts';
import { docx, paragraph } from '../../hostile/make/docx.ts';
import { pdfPages, resumePage } from '../../hostile/make/pdf.ts';

const sharp = createRequire(import.meta.url)('sharp') as typeof import('sharp').default;

/** A worker that does what it is told, to try what a parser taken over by a document might. */
const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
const entry = join(folder, 'worker.mjs');
writeFileSync(
  entry,
  `import fs from 'node:fs';
const deeds = {
  echo: work => ({ value: work.what }),
  environment: () => ({ value: Object.keys(process.env) }),
  write: () => { try { fs.writeFileSync(${JSON.stringify(join(folder, 'canary'))}, 'x'); return { value: 'written' }; } catch (error) { return { value: error.code }; } },
  program: async () => { try { (await import('node:child_process')).execSync('id'); return { value: 'started' }; } catch (error) { return { value: error.code }; } },
  memory: () => { const kept = []; for (;;) kept.push(Buffer.alloc(1 << 24, 1)); },
  heap: () => { const kept = []; for (;;) kept.push({ a: [1, 2, 3], b: String(Math.random()) }); },
  time: () => { for (;;); },
  crash: () => process.exit(3),
  fault: () => ({ fault: 'TypeError' }),
  pid: () => ({ value: process.pid }),
};
process.on('message', async ({ work }) => process.send(await deeds[work.deed](work)));
process.on('disconnect', () => process.exit());
process.send({ value: 'ready' });
`,
);

describe('the sandbox', () => {
  const sandbox = new Sandbox(pathToFileURL(entry));
  const codes = { memory: 'DECOMPRESSION_LIMIT', time: 'DAMAGED_FILE', crash: 'EXTRACTION_FAILED' } as const;
  const run = (deed: string, more: object = {}, limits = limitsOf({ seconds: 1, megabytes: 300 })) =>
    sandbox.run({ work: { deed, ...more }, limits, codeFor: ended => codes[ended] });
  afterAll(() => {
    sandbox.close();
    rmSync(folder, { recursive: true });
  });

  test('answers, one task after the other', async () => {
    expect(await Promise.all([1, 2, 3].map(what => run('echo', { what })))).toEqual([1, 2, 3]);
  });
  test('has an empty environment: no credentials', async () => {
    expect(await run('environment')).not.toContainEqual(expect.stringMatching(/^(?:AWS|HOME|PATH|USER)/));
  });
  test('may neither write files nor start programs', async () => {
    expect(await run('write')).toBe('ERR_ACCESS_DENIED');
    expect(await run('program')).toBe('ERR_ACCESS_DENIED');
  });
  test.each([
    // A heap that fills keeps the collector busy: on a slow machine for longer than the shortest limit of time.
    ['memory', 'DECOMPRESSION_LIMIT', 20],
    ['heap', 'DECOMPRESSION_LIMIT', 20],
    ['time', 'DAMAGED_FILE', 1],
    ['crash', 'EXTRACTION_FAILED', 20],
  ])('a document that takes all %s is refused, and the next one is served', async (deed, code, seconds) => {
    const begun = performance.now();
    await expect(run(deed, {}, limitsOf({ seconds, megabytes: 300 }))).rejects.toMatchObject({ code });
    expect(performance.now() - begun).toBeLessThan(60_000);
    expect(await run('echo', { what: 'next' })).toBe('next');
  });
  test('a fault of the parser is none of the document, and tells only its kind', async () => {
    await expect(run('fault')).rejects.toThrow(SandboxFault);
  });
  test('a machine that is too busy is no fault of the document', async () => {
    await expect(run('time', {}, limitsOf({ seconds: 100, wallSeconds: 0.5 }))).rejects.toThrow(SandboxFault);
  });
  test('keeps its process from one document to the next', async () => {
    expect(await run('pid')).toBe(await run('pid'));
  });
  test('an entry that does not start is a fault, not a hang', async () => {
    const broken = new Sandbox(pathToFileURL(join(folder, 'nowhere.mjs')));
    await expect(broken.run({ work: {}, limits: DEFAULT_LIMITS, codeFor: () => 'DAMAGED_FILE' })).rejects.toThrow(
      SandboxFault,
    );
  });
});

describe('documents', () => {
  const documents = createDocuments();
  afterAll(() => documents.close());
  const opened = async (bytes: Uint8Array, options = {}) => {
    const result = await documents.open(bytes, options);
    if (result.kind !== 'reading') throw new Error('no reading');
    return result;
  };

  test('one call opens one file and leaves no process behind', async () => {
    expect((await openDocument(docx({ body: paragraph('hello') }))).kind).toBe('reading');
    expect(await renderPage(pdfPages([resumePage()]), 1, 72)).toMatchObject({ width: 595, height: 842, channels: 4 });
  });
  test('a page that is not there cannot be rendered', async () => {
    await expect(documents.render(pdfPages([resumePage()]), 2, 72)).rejects.toThrow();
    await expect(documents.render(Buffer.from('text'), 1, 72)).rejects.toThrow();
  });
  test('a policy sends every page with something on it through OCR', async () => {
    const pdf = pdfPages([resumePage(), '']);
    expect((await opened(pdf)).ocrPages).toEqual([]);
    const { reading, ocrPages } = await opened(pdf, { policy: { ocr: 'always' } });
    expect(ocrPages).toEqual([{ number: 1, script: 'latin' }]);
    expect(reading.pages).toEqual([]);
  });
  test('a TIFF has its pages, without the blank ones', async () => {
    const frame = (ink: number) =>
      sharp({ create: { width: 300, height: 400, channels: 3, background: '#fff' } })
        .composite([
          {
            input: { create: { width: 200, height: 20, channels: 3, background: { r: ink, g: ink, b: ink } } },
            left: 40,
            top: 40,
          },
        ])
        .png()
        .toBuffer();
    const tiff = await sharp([await frame(0), await frame(255), await frame(40)], { join: { animated: true } })
      .tiff()
      .toBuffer();
    expect((await opened(tiff)).ocrPages.map(({ number }) => number)).toEqual([1, 3]);
    expect(await documents.render(tiff, 3, 150)).toMatchObject({ width: 300, height: 400 });
  });
  test('a photograph stands upright and is no larger than OCR can use', async () => {
    const jpeg = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#777' } })
      .composite([{ input: { create: { width: 900, height: 300, channels: 3, background: '#000' } }, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const image = await documents.render(jpeg, 1, 150);
    expect([image.width, image.height]).toEqual([1755, 2340]);
  });
  test('a picture that breaks off is read as far as it goes', async () => {
    const noise = Buffer.from(Array.from({ length: 300 * 300 * 3 }, (_, i) => (i * 7919) % 256));
    const jpeg = await sharp(noise, { raw: { width: 300, height: 300, channels: 3 } })
      .jpeg()
      .toBuffer();
    const { reading, ocrPages } = await opened(jpeg.subarray(0, jpeg.length / 2));
    expect([reading.notes, ocrPages.length]).toEqual([['PARTIAL_PAGES'], 1]);
  });
  test('a DOCX without text is the scan in it', async () => {
    const noise = Buffer.from(Array.from({ length: 400 * 400 * 3 }, (_, i) => (i * 7919) % 253));
    const data = await sharp(noise, { raw: { width: 400, height: 400, channels: 3 } })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const bytes = docx({ body: '<w:p/>', more: [{ name: 'word/media/image1.png', data, stored: true }] });
    expect((await opened(bytes)).ocrPages).toEqual([{ number: 1, script: 'unknown' }]);
    expect(await documents.render(bytes, 1, 150)).toMatchObject({ width: 400, height: 400, channels: 3 });
  });
});
