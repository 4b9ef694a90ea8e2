import type { Receipt } from '../../../../shared/steps/erase.ts';
import { EXIT, parse, UsageError } from '../command.ts';
import { identifier } from '../identifier.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake erase [--json] [--store DIR] ID
resume-intake erase [--json] [--store DIR] --subject ID

Deletes a document, or everything of a person, for good: the data key, the record, every version of the file. What comes
late (a result under way, a dead letter, the same file again) stays erased. Prints a receipt.

  --subject ID  the subjectId of a record, instead of a document's id
  --json        { receiptId, at, doneAt, documents, objects }
${STORE_HELP}
`;

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(args, { json: 'boolean', store: 'string', subject: 'string' }, { min: 0, max: 1 });
  if ((flags.subject === undefined) === (operands[0] === undefined))
    throw new UsageError('Name a document or, with --subject, a person.');
  const request =
    flags.subject === undefined ? { documentId: identifier(operands[0]) } : { subjectId: identifier(flags.subject) };
  return withPipeline(flags.store, async pipeline => {
    const receipt = (await pipeline.invoke('erase', request)) as Receipt;
    const { receiptId, documents, objects, doneAt } = receipt;
    await print(
      flags.json
        ? `${JSON.stringify(receipt)}\n`
        : `Erased ${documents} documents and ${objects} files, ${doneAt}. Receipt ${receiptId}\n`,
    );
    return EXIT.OK;
  });
}
