import { ingest } from '../../infra/local/client/ingest.ts';
import type { Outcome } from '../../infra/local/client/outcome.ts';
import type { Pipeline } from '../../infra/local/client/pipeline.ts';
import { readRecord } from '../../shared/steps/look-up.ts';
import { isExpected, type Row } from './row.ts';

export interface Result {
  readonly row: Row;
  /** In the words of the rows: a code, `OK NOTE…`, or `MAIL a, b`. */
  readonly got: string;
}

/** All rows as one batch through the deployed bundles: a bad file must not stop the others. */
export async function throughPipeline(pipeline: Pipeline, rows: readonly Row[]): Promise<Result[]> {
  const files = (async function* () {
    for (const row of rows) {
      const bytes = await row.make();
      yield { label: row.fileName ?? 'file', size: bytes.length, bytes: async () => bytes };
    }
  })();
  const results: Result[] = [];
  for await (const outcomes of ingest(pipeline, files)) {
    const row = rows[results.length]!;
    const said: string[] = [];
    for (const outcome of outcomes) said.push(await describe(pipeline, outcome));
    const isMail = row.expect.some(expected => expected.startsWith('MAIL'));
    results.push({ row, got: isMail ? `MAIL ${said.join(', ')}` : said.join(', ') });
  }
  return results;
}

async function describe(pipeline: Pipeline, { status, code, documentId }: Outcome): Promise<string> {
  if (status !== 'stored' || !documentId) return code ?? status;
  const record = await readRecord(pipeline, documentId);
  return ['OK', ...(record?.quality.notes ?? []).toSorted()].join(' ');
}

/** What only OCR can tell ends stored, or without text; and an order of attachments is nobody's promise. */
export function isExpectedDeployed({ row, got }: Result): boolean {
  if (isExpected(row, got)) return true;
  if (row.expect.some(expected => expected.startsWith('OCR'))) return /^(OK|NO_TEXT_FOUND|LOW_CONFIDENCE)/.test(got);
  return row.expect.some(expected => expected.startsWith('MAIL') && sameParts(expected, got));
}

/** Attachments with the same bytes are one document. */
const partsOf = (text: string): string[] => [
  ...new Set(
    text
      .replace('MAIL ', '')
      .split(', ')
      .map(part => part.replace(/^OCR/, 'OK')),
  ),
];
const sameParts = (expected: string, got: string): boolean => {
  const [wanted, found] = [partsOf(expected).toSorted(), partsOf(got).toSorted()];
  return wanted.length === found.length && wanted.every((part, i) => found[i]!.startsWith(part));
};
