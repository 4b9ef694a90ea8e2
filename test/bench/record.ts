import { structure } from '../../shared/core/record/index.ts';
import { asRedacted } from '../../shared/core/text/brand.ts';
import { samples, toText } from '../generators/resume/index.ts';

type Row = Record<string, string | number>;

/** Bytes in UTF-8 of the texts that speed is stated for. */
const SIZE = 4096;
const SECONDS = 1.5;

/** Records a second of processor time (other processes do not count) on texts of 4 KB, and the exponent that time grows with. A table, never a test: machines are noisy. */
export async function bench(): Promise<{ title: string; rows: Row[] }[]> {
  const rows: Row[] = [];
  for (const language of ['zh', 'en', 'mixed'] as const) {
    const texts = [...samples(1, 40, template => template.language === language)].map(({ layout }) =>
      sized(toText(layout)),
    );
    for (let i = 0; i < 8; i++) run(texts);
    const started = process.cpuUsage();
    let count = 0;
    let spent = 0;
    while (spent < SECONDS) {
      count += run(texts);
      spent = process.cpuUsage(started).user / 1e6;
    }
    const perSecond = count / spent;
    rows.push({
      language,
      bytes: SIZE,
      'records/CPU-second': Math.round(perSecond),
      'µs/record': Math.round(1e6 / perSecond),
      exponent: exponent(texts[0]!).toFixed(2),
    });
  }
  return [{ title: 'Redacted text to record', rows }];
}

function run(texts: readonly string[]): number {
  for (const text of texts) structure({ text: asRedacted(text) });
  return texts.length;
}

/** A résumé repeated and cut at a line so that it has about the size. */
function sized(text: string): string {
  let out = '';
  while (Buffer.byteLength(out) < SIZE) out += `${text}\n`;
  while (Buffer.byteLength(out) > SIZE) out = out.slice(0, out.lastIndexOf('\n'));
  return out;
}

function exponent(text: string): number {
  const points = [8, 16, 32, 64].map(size => {
    const long = `${text}\n`.repeat(size);
    let best = Number.POSITIVE_INFINITY;
    // The best of some: what else the machine does only adds.
    for (let i = 0; i < 8; i++) {
      const started = performance.now();
      structure({ text: asRedacted(long) });
      best = Math.min(best, performance.now() - started);
    }
    return [Math.log(size), Math.log(best)] as const;
  });
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return (
    points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
  );
}
