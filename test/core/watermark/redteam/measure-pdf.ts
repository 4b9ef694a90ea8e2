// node test/core/watermark/redteam/measure-pdf.ts [seed] [count]: real PDFs with the red team's stamps, read by extractors
// people use, cleaned, and compared with what the same extractor makes of the same PDF without its stamp. pdf.js comes from
// `test/bench/peers` (npm ci there first), pdftotext from the machine; what is missing is left out. The last row is the
// project's own reader, which takes the stamp out by geometry.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '../../../../infra/local/cli/table.ts';
import { asRaw } from '../../../../shared/core/text/brand.ts';
import { clean } from '../../../../shared/core/watermark/index.ts';
import { read } from '../../../generators/pdf/read.ts';
import { stampedPdf } from './pdf.ts';
import { distance, squeeze } from './score.ts';

/** The text, and the tokens that geometry found where the extractor looks at it. */
type Extract = (pdf: Uint8Array) => Promise<{ text: string; hints: string[] }>;

const folder = mkdtempSync(join(tmpdir(), 'red-team-'));

function pdftotext(...options: string[]): Extract {
  return async pdf => {
    const path = join(folder, 'one.pdf');
    writeFileSync(path, pdf);
    return { text: spawnSync('pdftotext', [...options, path, '-'], { encoding: 'utf8' }).stdout, hints: [] };
  };
}

async function extractors(): Promise<Map<string, Extract>> {
  const out = new Map<string, Extract>();
  const unpdf = new URL('../../../bench/peers/node_modules/unpdf/dist/index.mjs', import.meta.url);
  if (existsSync(unpdf)) {
    const { extractText, getDocumentProxy } = await import(unpdf.href);
    out.set('pdf.js (unpdf)', async pdf => {
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false });
      return { text: text.join('\n'), hints: [] };
    });
  }
  if (!spawnSync('pdftotext', ['-v']).error) {
    for (const options of [[], ['-layout'], ['-raw']])
      out.set(['pdftotext', ...options].join(' '), pdftotext(...options));
  }
  out.set('own reader', async pdf => {
    const { pages, stamps } = await read(pdf);
    return { text: pages.flatMap(page => page.lines).join('\n'), hints: stamps.map(stamp => stamp.token) };
  });
  return out;
}

const numbers = process.argv.slice(2).map(Number).filter(Number.isFinite);
const [seed = 1, count = 24] = numbers;
const rows = new Map<
  string,
  {
    documents: number;
    exact: number;
    certified: number;
    wrong: number;
    left: number;
    lost: number;
    touched: number;
    bad: number[];
  }
>();
const all = await extractors();
for (let index = 0; index < count; index++) {
  const { stamped, plain } = await stampedPdf(seed, index);
  for (const [name, extract] of all) {
    const row = rows.get(name) ?? {
      documents: 0,
      exact: 0,
      certified: 0,
      wrong: 0,
      left: 0,
      lost: 0,
      touched: 0,
      bad: [],
    };
    rows.set(name, row);
    const { text: truth } = await extract(plain);
    const { text, hints } = await extract(stamped);
    const result = clean(asRaw(text), { hints });
    const [got, want] = [squeeze(result.text), squeeze(truth)];
    const certified = result.watermarks.length > 0 && result.watermarks.every(mark => mark.exact);
    row.documents++;
    row.certified += Number(certified);
    row.touched += Number((clean(asRaw(truth)).text as string) !== truth);
    if (got === want) row.exact++;
    else {
      const apart = distance(got, want);
      row.wrong += Number(certified);
      row.left += (apart + got.length - want.length) / 2;
      row.lost += (apart - got.length + want.length) / 2;
      row.bad.push(index);
    }
  }
}
rmSync(folder, { recursive: true });
const table = [...rows].map(([extractor, { bad, wrong, touched, ...row }]) => ({
  extractor,
  ...row,
  'certified wrong': wrong,
  'plain touched': touched,
  'first wrong': bad.slice(0, 8).join(' '),
}));
console.log(render({ title: `Real PDFs, seed ${seed}`, rows: table }));
