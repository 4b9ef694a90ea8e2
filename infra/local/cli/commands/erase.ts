import type { ErasureRequest, Receipt } from '../../../../shared/steps/erase.ts';
import { EXIT, parse, UsageError } from '../command.ts';
import { identifier } from '../identifier.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake erase [--json] [--store DIR] ID
resume-intake erase [--json] [--store DIR] --subject ID
resume-intake erase [--json] [--store DIR] --reapply

Deletes a document, or everything of a person, for good: the data key, the record, every version of the file. What comes
late (a result under way, a dead letter, the same file again) stays erased. Prints a receipt.

  --subject ID  the subjectId of a record, instead of a document's id
  --reapply     after a table was restored from a backup: erases again what had been erased since
  --json        { receiptId, at, doneAt, documents, objects }
${STORE_HELP}
`;

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(
    args,
    { json: 'boolean', store: 'string', subject: 'string', reapply: 'boolean' },
    { min: 0, max: 1 },
  );
  const request = requestOf(operands[0], flags.subject, flags.reapply);
  return withPipeline(flags.store, async pipeline => {
    const answer = await pipeline.invoke('erase', request);
    if ('reapply' in request) {
      const { subjects, documents } = answer as Reapplied;
      await print(
        flags.json ? `${JSON.stringify(answer)}\n` : `Erased again: ${subjects} people and ${documents} documents.\n`,
      );
      return EXIT.OK;
    }
    const receipt = answer as Receipt;
    const { receiptId, documents, objects, doneAt } = receipt;
    await print(
      flags.json
        ? `${JSON.stringify(receipt)}\n`
        : `Erased ${documents} documents and ${objects} files, ${doneAt}. Receipt ${receiptId}\n`,
    );
    return EXIT.OK;
  });
}

interface Reapplied {
  readonly subjects: number;
  readonly documents: number;
}

type Request = ErasureRequest | { readonly reapply: true };

function requestOf(document: string | undefined, subject: string | undefined, reapply = false): Request {
  if ([document !== undefined, subject !== undefined, reapply].filter(Boolean).length !== 1)
    throw new UsageError('Name a document or, with --subject, a person.');
  if (reapply) return { reapply };
  return subject === undefined ? { documentId: identifier(document) } : { subjectId: identifier(subject) };
}
