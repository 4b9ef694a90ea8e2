import { readRecord } from '../../../../shared/steps/look-up.ts';
import { EXIT, parse } from '../command.ts';
import { identifier } from '../identifier.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake show [--json] [--store DIR] ID

Shows the record of a document.

  --json        on one line
${STORE_HELP}
`;

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(args, { json: 'boolean', store: 'string' }, { min: 1, max: 1 });
  const id = identifier(operands[0]);
  return withPipeline(flags.store, async pipeline => {
    const record = await readRecord(pipeline, id);
    if (!record) {
      process.stderr.write('There is no record of this document; status ID says what became of it.\n');
      return EXIT.SOME_FAILED;
    }
    await print(`${JSON.stringify(record, null, flags.json ? 0 : 2)}\n`);
    return EXIT.OK;
  });
}
