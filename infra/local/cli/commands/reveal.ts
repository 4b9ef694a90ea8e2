import { userInfo } from 'node:os';
import { EXIT, parse } from '../command.ts';
import { identifier } from '../identifier.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake reveal [--json] [--store DIR] ID

Opens the sealed contacts of a document. Each call leaves an audit row that names who called.

  --json        { documentId, contacts: [{ type, value }] }
${STORE_HELP}
`;

interface Revealed {
  readonly contacts: readonly { readonly type: string; readonly value: string }[] | null;
}

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(args, { json: 'boolean', store: 'string' }, { min: 1, max: 1 });
  const documentId = identifier(operands[0]);
  return withPipeline(flags.store, async pipeline => {
    const { contacts } = (await pipeline.invoke('reveal', { documentId, actor: userInfo().username })) as Revealed;
    if (!contacts) {
      process.stderr.write('There are no contacts of this document: it is not known, held none, or was erased.\n');
      return EXIT.SOME_FAILED;
    }
    if (flags.json) await print(`${JSON.stringify({ documentId, contacts })}\n`);
    else for (const { type, value } of contacts) await print(`${type.padEnd(6)}  ${value}\n`);
    return EXIT.OK;
  });
}
