import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sheet } from '../generators/pdf/drawing.ts';
import { type Sample, sample } from '../generators/pdf/index.ts';
import { difference, read } from '../generators/pdf/read.ts';
import { type Score, score } from '../generators/pdf/score.ts';
import { decorate, stamp } from '../generators/pdf/stamp.ts';
import { wildMarks, wildStamp } from '../generators/pdf/wild-stamp.ts';
import { Random } from '../generators/random.ts';

type Row = Record<string, string | number>;
interface Table {
  title: string;
  rows: Row[];
}

/**
 * PDF text and stamps on generated documents with known truth.
 * The samples of the folder SAMPLES_DIR, if it is set, are read to their truths: `x.pdf` beside `x.truth.txt`.
 */
export async function evaluate({
  seed,
  size,
}: {
  seed: number;
  size: 'small' | 'full';
}): Promise<{ tables: Table[]; failures: string[] }> {
  const full = size === 'full';
  const parts = [
    await evaluateText(seed, full ? 66 : 22),
    await evaluateStamps('Stamps in PDFs, by geometry', seed + 1, full ? 88 : 11, stamp, decorate),
    await evaluateStamps('Further stamps', seed + 3, full ? 66 : 6, wildStamp, wildMarks),
    await evaluateControls('labels, notes, hashes, feet', seed + 2, full ? 33 : 11, decorate),
    await evaluateControls('time lines, ratings, tags, running heads', seed + 4, full ? 33 : 6, wildMarks),
    ...(process.env.SAMPLES_DIR ? [await evaluateSamples(process.env.SAMPLES_DIR)] : []),
  ];
  return { tables: parts.map(part => part.table), failures: parts.flatMap(part => part.failures) };
}

interface Part {
  table: Table;
  failures: string[];
}

const percent = (value: number, digits = 3): string => `${(100 * value).toFixed(digits)} %`;

async function evaluateText(seed: number, count: number): Promise<Part> {
  const groups = new Map<string, Score & { documents: number }>();
  const add = (name: string, one: Score) => {
    const sum = groups.get(name) ?? { documents: 0, characters: 0, errors: 0, lines: 0, inOrder: 0 };
    groups.set(name, {
      documents: sum.documents + 1,
      characters: sum.characters + one.characters,
      errors: sum.errors + one.errors,
      lines: sum.lines + one.lines,
      inOrder: sum.inOrder + one.inOrder,
    });
  };
  for (let i = 0; i < count; i++) {
    const each = sample(seed, i);
    const { pages } = await read(await each.producer.paint(each.sheets, each.language));
    const whole = score(
      each.sheets.flatMap(sheet => sheet.truth),
      pages.flatMap(page => page.lines),
    );
    for (const name of [each.language, each.layout, each.producer.name, 'all']) add(name, whole);
  }
  const rows = [...groups].map(([name, sum]) => ({
    documents: name,
    number: sum.documents,
    'text right': percent(1 - sum.errors / sum.characters),
    'lines in order': percent(sum.inOrder / sum.lines, 2),
  }));
  const all = groups.get('all')!;
  const failures: string[] = [];
  if (all.errors > 0.001 * all.characters)
    failures.push(`text accuracy ${percent(1 - all.errors / all.characters)} is below 99.9 %`);
  if (all.inOrder < 0.95 * all.lines)
    failures.push(`only ${percent(all.inOrder / all.lines, 2)} of the lines are in order`);
  return { table: { title: 'PDF text layers', rows }, failures };
}

interface Sum {
  documents: number;
  exact: number;
  left: number;
  lost: number;
}

/** Reads painted sheets and counts what of the truth is missing, and what is too much. */
async function compare(each: Sample, painted: readonly Sheet[], truth: readonly Sheet[]) {
  const { pages, stamps } = await read(await each.producer.paint(painted, each.language));
  let [extra, lost] = [0, 0];
  truth.forEach((sheet, i) => {
    const page = difference(sheet.truth.join(''), pages[i]!.lines.join(''));
    extra += page.extra;
    lost += page.lost;
  });
  return { extra, lost, stamps };
}

async function evaluateStamps(
  title: string,
  seed: number,
  count: number,
  stamper: typeof stamp,
  marks: typeof decorate,
): Promise<Part> {
  const groups = new Map<string, Sum>();
  for (let i = 0; i < count; i++) {
    const each = sample(seed, i);
    const random = new Random(seed * 31 + i);
    const latin = isLatin(each);
    const sheets = i % 2 ? marks(each.sheets, random, latin) : each.sheets;
    const stamping = stamper(sheets, random, latin);
    const { extra, lost } = await compare(each, stamping.sheets, sheets);
    const [kind, angle] = stamping.name.split(' ');
    for (const name of [
      kind!,
      stamper === stamp ? `angle ${angle}` : `angle ${angle === '0°' ? '0°' : 'any'}`,
      'all',
    ]) {
      const sum = groups.get(name) ?? { documents: 0, exact: 0, left: 0, lost: 0 };
      groups.set(name, {
        documents: sum.documents + 1,
        exact: sum.exact + (extra + lost === 0 ? 1 : 0),
        left: sum.left + extra,
        lost: sum.lost + lost,
      });
    }
  }
  const rows = [...groups].map(([name, sum]) => ({
    'stamped PDFs': name,
    number: sum.documents,
    exact: sum.exact,
    'token characters left': sum.left,
    'body characters lost': sum.lost,
  }));
  const { left, lost } = groups.get('all')!;
  const failures =
    left + lost > 0 ? [`${left} token characters are left in stamped PDFs and ${lost} body characters lost`] : [];
  return { table: { title, rows }, failures };
}

async function evaluateControls(controls: string, seed: number, count: number, marks: typeof decorate): Promise<Part> {
  const sum = { documents: 0, touched: 0, lost: 0 };
  for (let i = 0; i < count; i++) {
    const each = sample(seed, i);
    const sheets = marks(each.sheets, new Random(seed * 37 + i), isLatin(each));
    const { lost, stamps } = await compare(each, sheets, sheets);
    sum.documents++;
    sum.lost += lost;
    if (stamps.length > 0 || lost > 0) sum.touched++;
  }
  const rows = [
    {
      controls,
      number: sum.documents,
      touched: sum.touched,
      'characters lost': sum.lost,
    },
  ];
  return {
    table: { title: 'PDFs without a stamp', rows },
    failures: sum.touched > 0 ? [`${sum.touched} unstamped PDFs were touched`] : [],
  };
}

/** Helvetica has no ideographs, and the generator's Type 3 font has room for few characters. */
const isLatin = ({ producer, language }: Sample): boolean =>
  producer.metrics(language) === 'en' || producer.name.startsWith('Type 3');

async function evaluateSamples(folder: string): Promise<Part> {
  const solid = (text: string) => text.replace(/\s/g, '');
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const name of (await readdir(folder)).filter(file => file.endsWith('.truth.txt')).sort()) {
    const truth = solid(await readFile(join(folder, name), 'utf8'));
    const pdf = name.replace('.truth.txt', '.pdf');
    const { pages, stamps } = await read(await readFile(join(folder, pdf)));
    const got = solid(pages.flatMap(page => page.lines).join(''));
    rows.push({
      sample: pdf,
      characters: truth.length,
      equal: got === truth ? 'yes' : 'no',
      stamps: stamps.reduce((sum, each) => sum + each.copies, 0),
    });
    if (got !== truth) failures.push(`${pdf} does not read as its truth`);
  }
  return { table: { title: 'Samples', rows }, failures };
}
