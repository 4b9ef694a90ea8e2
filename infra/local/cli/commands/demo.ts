import { join } from 'node:path';
import type { ResumeRecord } from '../../../../shared/contracts/record.ts';
import { documentKey } from '../../../../shared/core/pipeline/items.ts';
import { readRecord } from '../../../../shared/steps/look-up.ts';
import type { Pipeline } from '../../client/pipeline.ts';
import { EXIT, parse } from '../command.ts';
import { print } from '../output.ts';
import { DEFAULT_STORE, STORE_HELP, withPipeline } from '../store.ts';
import { render } from '../table.ts';
import { ingestPaths } from './ingest.ts';

export const help = `resume-intake demo [--store DIR]

Takes the sample résumés (invented people) through the whole pipeline and shows what was found, removed and redacted.

${STORE_HELP}
`;

const SAMPLES = join('infra', 'local', 'samples');

export function run(args: readonly string[]): Promise<number> {
  const { flags } = parse(args, { store: 'string' }, { min: 0, max: 0 });
  const started = Date.now();
  process.stderr.write('Starting the stack: the deployed template and bundles, on local servers …\n');
  return withPipeline(flags.store, async pipeline => {
    process.stderr.write(`The stack is up after ${seconds(Date.now() - started)}. Ingesting the samples …\n\n`);
    const rows: Record<string, string | number>[] = [];
    const ids: string[] = [];
    let exit: number = EXIT.OK;
    for await (const { file, status, code, message, documentId, duplicate } of ingestPaths(pipeline, [samples()])) {
      const name = file.slice(samples().length + 1);
      if (status !== 'stored' || !documentId) {
        exit = EXIT.SOME_FAILED;
        rows.push({ sample: name, result: `${status}: ${code}: ${message}` });
        continue;
      }
      const record = await readRecord(pipeline, documentId);
      if (!record) continue;
      ids.push(documentId);
      rows.push(await rowOf(pipeline, name, record, duplicate));
    }
    await print(
      render({
        title: 'What became of the samples (stamp: copies of the token × its characters that were taken out)',
        rows,
      }),
    );
    await print(await closing(pipeline, ids, flags.store));
    return exit;
  });
}

/** Beside the bundle: dist/cli/ lies in the package's root, as the samples' folder does. */
const samples = (): string => join(import.meta.dirname, '..', '..', SAMPLES);

async function rowOf(pipeline: Pipeline, sample: string, record: ResumeRecord, duplicate: boolean) {
  const { profile, quality, redactions } = record;
  const stamps = (quality.watermarks ?? []).map(w => `${w.copies} × ${w.length}${w.exact ? ', exact' : ''}`);
  return {
    sample,
    result: duplicate ? 'duplicate' : 'stored',
    read: Object.keys(quality.pages ?? {}).join(', '),
    stamp: stamps.join('; ') || '–',
    redacted: total(redactions),
    jobs: profile.work.length,
    schools: profile.education.length,
    projects: profile.projects.length,
    time: seconds(await tookOf(pipeline, record.documentId)),
    record: record.documentId,
  };
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

/** Milliseconds from a document's arrival to its record. */
async function tookOf(pipeline: Pipeline, documentId: string): Promise<number> {
  const timeline = (await pipeline.documents.get(documentKey(documentId)))?.timeline ?? [];
  const at = (entry: { at: string } | undefined): number => (entry ? Date.parse(entry.at) : 0);
  return at(timeline.find(entry => entry.status === 'stored')) - at(timeline[0]);
}

async function closing(pipeline: Pipeline, ids: readonly string[], store = DEFAULT_STORE): Promise<string> {
  const events = await pipeline.events(0);
  const [first = 'ID'] = ids;
  const at = store === DEFAULT_STORE ? '' : ` --store ${store}`;
  return `${events.length} events are on the bus. Everything lies in ${store}/ and stays there.

Try next:
  npx resume-intake show ${first}${at}
  npx resume-intake status ${first}${at}
  npx resume-intake events${at}
  npx resume-intake ingest${at} your-own.pdf
  npx resume-intake --help
`;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
