// node test/core/watermark/redteam/measure.ts [seed] [count] [--examples] [--told] [--simple]
//
// Cleans `count` stamped documents of the red team's own generator and a third as many unstamped ones, and prints a table
// for each way to group them. `--examples` lists each document that is not exact, `--told` gives the cleaner the tokens,
// and `--simple` keeps to the documents most like known exports: one upright token, lines made by vertical distance.
import { render } from '../../../../infra/local/cli/table.ts';
import { asRaw } from '../../../../shared/core/text/brand.ts';
import { clean } from '../../../../shared/core/watermark/index.ts';
import { control } from './controls.ts';
import { type Score, score } from './score.ts';
import { type Features, stamped } from './stamped.ts';

interface Row {
  index: number;
  level: boolean;
  features: Features;
  score: Score;
}

const numbers = process.argv.slice(2).map(Number).filter(Number.isFinite);
const seed = numbers[0] ?? 1;
const count = numbers[1] ?? 600;
const told = process.argv.includes('--told');
const simple = process.argv.includes('--simple');

const percent = (part: number, all: number): string => (all === 0 ? '-' : ((100 * part) / all).toFixed(1));

function summary(rows: readonly Row[]): Record<string, string | number> {
  const sum = (of: (score: Score) => number) => rows.reduce((total, row) => total + of(row.score), 0);
  const exact = sum(s => Number(s.outcome === 'exact'));
  const certified = sum(s => Number(s.certified));
  return {
    documents: rows.length,
    'exact %': percent(exact, rows.length),
    'certified %': percent(certified, rows.length),
    'certified wrong': sum(s => Number(s.certified && s.outcome !== 'exact')),
    'misplaced /10k': (
      (1e4 * sum(s => s.misplaced)) /
      Math.max(
        1,
        sum(s => s.content),
      )
    ).toFixed(2),
    left: sum(s => s.left),
    lost: sum(s => s.lost),
    exceptions: sum(s => Number(s.outcome === 'exception')),
    'not idempotent': sum(s => Number(!s.idempotent)),
    'ms / doc': (sum(s => s.time) / Math.max(1, rows.length)).toFixed(0),
  };
}

function table(title: string, rows: readonly Row[], group: (row: Row) => string): void {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(group(row), [...(groups.get(group(row)) ?? []), row]);
  const lines = [...groups].sort().map(([name, some]) => ({ group: name, ...summary(some) }));
  console.log(render({ title, rows: lines }));
}

const bracket = (value: number, edges: readonly number[]): string => {
  const at = edges.findIndex(edge => value < edge);
  return at < 0 ? `${edges.at(-1)} or more` : `${String(edges[at - 1] ?? 0).padStart(2)} to ${edges[at]! - 1}`;
};

function measureStamped(): void {
  const rows: Row[] = [];
  for (let index = 0; index < count; index++) {
    const document = stamped(seed, index);
    if (simple && !isSimple(document)) continue;
    rows.push({ index, level: document.level, features: document.features, score: score(document, told) });
  }
  table('All, and with or without a whole level copy', [...rows], () => 'all');
  table('A whole copy on a line', rows, row => (row.level ? 'yes' : 'no'));
  for (const by of ['layout', 'angle', 'family', 'language', 'method', 'tokens', 'disorder'] as const) {
    table(`By ${by}`, rows, row => row.features[by]);
  }
  table('By copies', rows, row => bracket(row.features.copies, [3, 6, 12, 24, 48]));
  table('By token length', rows, row => bracket(row.features.tokenLength, [16, 24, 36, 50, 64]));
  table('By pages', rows, row => String(row.features.pages));
  table('Upright stamps (90, 270, tilt) in distance clusterings', rows.filter(upright), row =>
    row.level ? 'whole copy' : 'none',
  );
  outcomes(rows);
}

/** The kind of document real exports are: the stamp near upright, lines made by vertical distance. */
const upright = ({ features }: Pick<Row, 'features'>): boolean =>
  ['90', '270', 'tilt'].includes(features.angle) && !['runs', 'glyphs'].includes(features.method);

const isSimple = (row: Pick<Row, 'features'>): boolean =>
  upright(row) && row.features.tokens === 'one' && row.features.method !== 'overlap';

function outcomes(rows: readonly Row[]): void {
  const kinds = [...new Set(rows.map(row => row.score.outcome))].sort();
  const table = kinds.map(outcome => {
    const some = rows.filter(row => row.score.outcome === outcome);
    const first = some.slice(0, 8).map(row => row.index);
    return { outcome, documents: some.length, '%': percent(some.length, rows.length), first: first.join(' ') };
  });
  console.log(render({ title: 'Outcomes', rows: table }));
  if (!process.argv.includes('--examples')) return;
  for (const { index, level, features, score: s } of rows) {
    if (s.outcome === 'exact') continue;
    const f = features;
    console.log(
      `${index}: ${s.outcome}${s.certified ? ' CERTIFIED' : ''}, left ${s.left}, lost ${s.lost}, level ${level}; ${f.layout} ${f.angle} ${f.family} ${f.tokenLength} ${f.language} ${f.method} ${f.tokens} ${f.disorder}, ${f.copies} copies`,
    );
  }
}

function measureControls(): void {
  const kinds = new Map<string, { documents: number; changed: number; first: number[]; ms: number }>();
  for (let index = 0; index < count / 3; index++) {
    const { raw, kind } = control(seed, index);
    const row = kinds.get(kind) ?? { documents: 0, changed: 0, first: [], ms: 0 };
    kinds.set(kind, row);
    const start = performance.now();
    const { text } = clean(asRaw(raw));
    row.ms += performance.now() - start;
    row.documents++;
    if ((text as string) === raw) continue;
    row.changed++;
    row.first.push(index);
  }
  const rows = [...kinds].map(([kind, { documents, changed, first, ms }]) => ({
    kind,
    documents,
    changed,
    'ms / doc': (ms / documents).toFixed(1),
    first: first.slice(0, 6).join(' '),
  }));
  console.log(render({ title: 'Unstamped documents that must come back byte for byte', rows }));
}

console.log(`seed ${seed}, ${count} stamped documents`);
measureStamped();
measureControls();
