import { readRecord } from '../../../../shared/steps/look-up.ts';
import { ingest } from '../../client/ingest.ts';
import type { Outcome } from '../../client/outcome.ts';
import type { Pipeline } from '../../client/pipeline.ts';
import { EXIT, parse } from '../command.ts';
import { type Input, inputsOf, PATH_FAULTS } from '../inputs.ts';
import { bar, Progress, print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake ingest [--json] [--store DIR] PATH…

Takes files through the whole pipeline on this machine: read, clean, redact, structure, store, publish.
A folder stands for the files below it, '-' for standard input. A mail gives a document for each résumé in it.
A document given twice is stored once and answers with the stored record.

  --json        one object a document, one per line, in the order given:
                  { file, status: "stored" | "rejected" | "quarantined", code?, message?, documentId, record? }
${STORE_HELP}

Accepted: PDF, PNG, JPEG, TIFF, DOCX, plain text (UTF-8, UTF-16, GB18030), EML; the bytes decide, never the name.

Exit code 0: all stored; 1: some not; 2: wrong usage.
`;

/** A file on the command line, with what became of it. */
interface FileOutcome extends Omit<Outcome, 'code'> {
  readonly code?: string;
  readonly file: string;
}

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(
    args,
    { json: 'boolean', store: 'string' },
    { min: 1, max: Number.POSITIVE_INFINITY },
  );
  return withPipeline(flags.store, async pipeline => {
    let exit: number = EXIT.OK;
    for await (const outcome of ingestPaths(pipeline, operands)) {
      if (outcome.status !== 'stored') exit = EXIT.SOME_FAILED;
      if (flags.json) await print(`${JSON.stringify(await lineOf(pipeline, outcome))}\n`);
      else if (outcome.status === 'stored') await print(`${outcome.file}: ${sayStored(outcome)}\n`);
      else process.stderr.write(`${outcome.file}: ${outcome.code}: ${outcome.message}\n`);
    }
    return exit;
  });
}

const sayStored = ({ documentId, duplicate }: FileOutcome): string =>
  `${duplicate ? 'duplicate of' : 'stored as'} ${documentId}`;

async function lineOf(pipeline: Pipeline, { file, status, code, message, documentId }: FileOutcome): Promise<object> {
  const record = status === 'stored' && documentId ? await readRecord(pipeline, documentId) : undefined;
  return { file, status, ...(code && { code, message }), documentId, ...(record && { record }) };
}

/** The outcomes of all files behind the paths, in the order given, with progress on a terminal. */
export async function* ingestPaths(pipeline: Pipeline, paths: readonly string[]): AsyncGenerator<FileOutcome> {
  const inputs: Input[] = [];
  for await (const input of inputsOf(paths)) inputs.push(input);
  const progress = new Progress();
  const files = inputs.filter(input => 'bytes' in input);
  const results = ingest(
    pipeline,
    (async function* () {
      yield* files;
    })(),
  );
  try {
    for (const [done, input] of inputs.entries()) {
      progress.show(bar(done, inputs.length));
      const outcomes: readonly Omit<FileOutcome, 'file'>[] =
        'fault' in input
          ? [{ status: 'rejected', code: input.fault, message: PATH_FAULTS[input.fault], duplicate: false }]
          : ((await results.next()).value as readonly Outcome[]);
      progress.clear();
      for (const outcome of outcomes) yield { file: input.label, ...outcome };
    }
  } finally {
    progress.clear();
    await results.return(undefined);
  }
}
