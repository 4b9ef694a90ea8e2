import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byPdfkit } from '../generators/pdf/by-pdfkit.ts';
import { compose } from '../generators/pdf/compose.ts';
import { type Language, makeResume } from '../generators/pdf/content.ts';
import type { Sheet } from '../generators/pdf/drawing.ts';
import { measureOf } from '../generators/pdf/fonts.ts';
import { read } from '../generators/pdf/read.ts';
import { distance } from '../generators/pdf/score.ts';
import { stamp } from '../generators/pdf/stamp.ts';
import { Random } from '../generators/random.ts';

type Reader = (bytes: Buffer) => Promise<string>;

interface Subject {
  readonly name: string;
  readonly bytes: Buffer;
  readonly truth: string;
  readonly pages: number;
}

/**
 * Text of three-page PDFs, warm: accuracy and time beside the engine's own extraction and the peers that are there
 * (`pdftotext` on PATH; unpdf in test/bench/peers). Compare within a run only.
 */
export async function bench(): Promise<{ title: string; rows: Record<string, string | number>[] }[]> {
  const subjects = await makeSubjects();
  const { glyphs, plain } = await engineLoops();
  const readers: [string, Reader | undefined][] = [
    ["pdfium's own extraction: text and places", glyphs],
    ["pdfium's text without places", plain],
    ['this: glyphs, stamps, layout', async bytes => (await read(bytes)).pages.flatMap(page => page.lines).join('')],
    ['unpdf', unpdf()],
    ['pdftotext (with its start)', pdftotext()],
  ];
  const tables = [];
  for (const subject of subjects) {
    const present = readers.filter((entry): entry is [string, Reader] => entry[1] !== undefined);
    const times = await measure(
      present.map(
        ([, reader]) =>
          () =>
            reader(subject.bytes),
      ),
    );
    const rows = [];
    for (const [i, [name, reader]] of present.entries()) {
      const text = solid(await reader(subject.bytes));
      rows.push({
        reader: name,
        'characters right': `${(100 * Math.max(0, 1 - distance(subject.truth, text, 20_000) / subject.truth.length)).toFixed(2)} %`,
        'ms a page': (times[i]! / subject.pages).toFixed(1),
        'to the engine': (times[i]! / times[0]!).toFixed(2),
      });
    }
    tables.push({ title: `PDF text: ${subject.name}`, rows });
  }
  return tables;
}

const solid = (text: string): string => text.replace(/[\s\f]/g, '');

async function makeSubjects(): Promise<Subject[]> {
  const threePages = (language: Language, seed: number): Sheet[] => {
    for (let sections = 8; ; sections++) {
      const random = new Random(seed);
      const sheets = compose(makeResume(random, language, sections), 'one-column', measureOf(language), random);
      if (sheets.length >= 3) return sheets.slice(0, 3);
    }
  };
  const subjects: Subject[] = [];
  for (const [language, seed] of [
    ['zh', 3],
    ['en', 5],
  ] as const) {
    const sheets = threePages(language, seed);
    const truth = solid(sheets.flatMap(sheet => sheet.truth).join(''));
    subjects.push({ name: `3 pages, ${language}`, bytes: await byPdfkit(sheets, language), truth, pages: 3 });
    const stamped = stamp(sheets, new Random(seed + 1), language === 'en').sheets;
    subjects.push({ name: `3 pages, ${language}, stamped`, bytes: await byPdfkit(stamped, language), truth, pages: 3 });
  }
  return subjects;
}

/** Milliseconds of each task: the medians of many rounds in which all take turns, so that noise falls on all. */
async function measure(tasks: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = tasks.map(() => []);
  for (let round = 0; round < 25; round++)
    for (const [i, task] of tasks.entries()) {
      const start = performance.now();
      await task();
      if (round >= 5) times[i]!.push(performance.now() - start);
    }
  return times.map(list => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!);
}

interface Pdfium {
  init(options: object): Promise<
    Record<string, (...args: number[]) => number> & {
      pdfium: { wasmExports: { malloc(n: number): number; free(p: number): void; memory: { buffer: ArrayBuffer } } };
    }
  >;
}

/**
 * What the package's users write, on one warm engine: every character with its box, size, direction and colour; and the
 * text alone, from which neither stamps nor columns can be told.
 */
async function engineLoops(): Promise<{ glyphs: Reader; plain: Reader }> {
  const require = createRequire(import.meta.url);
  const { init } = require('@embedpdf/pdfium') as Pdfium;
  const p = await init({ wasmBinary: readFileSync(require.resolve('@embedpdf/pdfium/pdfium.wasm')) });
  const { malloc, free, memory } = p.pdfium.wasmExports;
  p.PDFiumExt_Init!();
  const at = malloc(64);
  const plain: Reader = async bytes => {
    const file = malloc(bytes.length);
    new Uint8Array(memory.buffer).set(bytes, file);
    const doc = p.FPDF_LoadMemDocument!(file, bytes.length, 0);
    let all = '';
    for (let i = 0; i < p.FPDF_GetPageCount!(doc); i++) {
      const page = p.FPDF_LoadPage!(doc, i);
      const text = p.FPDFText_LoadPage!(page);
      const count = p.FPDFText_CountChars!(text);
      const to = malloc(2 * count + 2);
      const written = p.FPDFText_GetText!(text, 0, count, to);
      all += Buffer.from(memory.buffer, to, 2 * Math.max(0, written - 1)).toString('utf16le');
      free(to);
      p.FPDFText_ClosePage!(text);
      p.FPDF_ClosePage!(page);
    }
    p.FPDF_CloseDocument!(doc);
    free(file);
    return all;
  };
  const glyphs: Reader = async bytes => {
    const file = malloc(bytes.length);
    new Uint8Array(memory.buffer).set(bytes, file);
    const doc = p.FPDF_LoadMemDocument!(file, bytes.length, 0);
    const chars: { text: string; box: Float64Array; angle: number; size: number; color: Uint32Array }[] = [];
    for (let i = 0; i < p.FPDF_GetPageCount!(doc); i++) {
      const page = p.FPDF_LoadPage!(doc, i);
      const text = p.FPDFText_LoadPage!(page);
      const count = p.FPDFText_CountChars!(text);
      for (let k = 0; k < count; k++) {
        const code = p.FPDFText_GetUnicode!(text, k);
        p.FPDFText_GetCharBox!(text, k, at, at + 8, at + 16, at + 24);
        const box = new Float64Array(memory.buffer.slice(at, at + 32));
        p.FPDFText_GetFillColor!(text, k, at, at + 4, at + 8, at + 12);
        const color = new Uint32Array(memory.buffer.slice(at, at + 16));
        chars.push({
          text: String.fromCodePoint(code),
          box,
          angle: p.FPDFText_GetCharAngle!(text, k),
          size: p.FPDFText_GetFontSize!(text, k),
          color,
        });
      }
      p.FPDFText_ClosePage!(text);
      p.FPDF_ClosePage!(page);
    }
    p.FPDF_CloseDocument!(doc);
    free(file);
    return chars.map(char => char.text).join('');
  };
  return { glyphs, plain };
}

function unpdf(): Reader | undefined {
  try {
    const peers = createRequire(new URL('./peers/package.json', import.meta.url));
    const path = peers.resolve('unpdf');
    return async bytes => {
      const { extractText } = (await import(path)) as {
        extractText(data: Uint8Array, options: object): Promise<{ text: string }>;
      };
      return (await extractText(new Uint8Array(bytes), { mergePages: true })).text;
    };
  } catch {
    return;
  }
}

function pdftotext(): Reader | undefined {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
  } catch {
    return;
  }
  return async bytes => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    try {
      writeFileSync(join(folder, 'x.pdf'), bytes);
      return execFileSync('pdftotext', [join(folder, 'x.pdf'), '-'], { encoding: 'utf8' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}
