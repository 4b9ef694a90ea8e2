/**
 * The local OCR engine beside tesseract.js with its best integer models: error, and seconds a page, on the same pages in
 * turn. `npm run bench ocr`, after `npm ci` in test/bench/peers. Both run in this process, so that its processor time,
 * all threads together, tells the work where other programs make the clock useless.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDocuments, type PageImage } from '../../shared/adapters/documents/index.ts';
import { createPaddleEngine } from '../../shared/adapters/ocr/index.ts';
import { type OcrCase, ocrCases } from '../adapters/ocr/pages.ts';
import { errorsOf } from '../adapters/ocr/score.ts';

const require = createRequire(import.meta.url);
const peer = createRequire(new URL('./peers/package.json', import.meta.url));

const LANGUAGES = ['chi_sim', 'eng'];

interface Reader {
  readonly name: string;
  read(image: PageImage): Promise<readonly string[]>;
  close(): Promise<unknown>;
}

/** The part of tesseract.js that is used. */
interface Tesseract {
  createWorker(
    languages: readonly string[],
    mode: number,
    options: object,
  ): Promise<{ recognize(image: Uint8Array): Promise<{ data: { text: string } }>; terminate(): Promise<unknown> }>;
}

export async function bench() {
  const documents = createDocuments();
  const readers = [await paddle(), await tesseract()];
  try {
    const pages = await ocrCases(documents, 1, 1);
    for (const reader of readers) await reader.read(pages[0]!.image); // models are loaded with the first page
    const rows: Record<string, string | number>[] = [];
    for (const page of pages) rows.push(await compare(page, readers));
    const title = `OCR at 150 dpi beside tesseract.js, ${availableParallelism()} cores, of which it uses one and we two (error without spaces)`;
    return [{ title, rows: [...rows, mean(rows)] }];
  } finally {
    documents.close();
    for (const reader of readers) await reader.close();
  }
}

async function compare({ group, truth, image }: OcrCase, readers: readonly Reader[]) {
  const row: Record<string, string | number> = { page: group };
  for (const { name, read } of readers) {
    const [begun, used] = [performance.now(), process.cpuUsage()];
    const lines = await read(image);
    row[`${name} s`] = round((performance.now() - begun) / 1000);
    const { user, system } = process.cpuUsage(used);
    row[`${name} processor s`] = round((user + system) / 1e6);
    const { solidErrors, solidCharacters } = errorsOf(truth, lines);
    row[`${name} error %`] = round((100 * solidErrors) / solidCharacters);
  }
  return row;
}

function mean(rows: readonly Record<string, string | number>[]) {
  const keys = Object.keys(rows[0]!).filter(key => key !== 'page');
  const sums = keys.map(key => [key, round(rows.reduce((sum, row) => sum + Number(row[key]), 0) / rows.length)]);
  return { page: 'mean', ...Object.fromEntries(sums) };
}

async function paddle(): Promise<Reader> {
  const engine = createPaddleEngine();
  return {
    name: 'paddle',
    read: async image => (await engine.readPage(image, 1)).lines.map(({ text }) => text),
    close: () => engine.close(),
  };
}

async function tesseract(): Promise<Reader> {
  const sharp = require('sharp') as typeof import('sharp').default;
  const { createWorker } = peer('tesseract.js') as Tesseract;
  // It takes all its languages from one folder.
  const folder = await mkdtemp(join(tmpdir(), 'tessdata-'));
  for (const code of LANGUAGES) {
    const file = `${code}.traineddata.gz`;
    const from = dirname(peer.resolve(`@tesseract.js-data/${code}/package.json`));
    await copyFile(join(from, '4.0.0_best_int', file), join(folder, file));
  }
  const worker = await createWorker(LANGUAGES, 1, { langPath: folder, cacheMethod: 'none', gzip: true });
  await rm(folder, { recursive: true });
  return {
    name: 'tesseract',
    async read({ width, height, channels, data, dpi }) {
      const png = await sharp(data, { raw: { width, height, channels } })
        .removeAlpha()
        .withMetadata({ density: dpi })
        .png({ compressionLevel: 1 })
        .toBuffer();
      return (await worker.recognize(png)).data.text.split('\n').filter(line => line.trim() !== '');
    },
    close: () => worker.terminate(),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
