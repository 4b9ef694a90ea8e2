// npm run bench [-- PART…]: speed beside peers, as ratios within one run. A table, never a test: machines are noisy.
import { render, type Table } from '../../infra/local/cli/table.ts';

const PARTS: Readonly<Record<string, () => Promise<{ bench(): Promise<readonly Table[]> }>>> = {
  stack: () => import('./stack.ts'),
  watermark: () => import('./watermark.ts'),
  pii: () => import('./pii.ts'),
  pdf: () => import('./pdf.ts'),
  ocr: () => import('./ocr.ts'),
  record: () => import('./record.ts'),
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
for (const name of names) {
  const load = PARTS[name];
  if (!load) throw new Error(`The parts are ${Object.keys(PARTS).join(', ')}.`);
  for (const table of await (await load()).bench()) console.log(render(table));
}
