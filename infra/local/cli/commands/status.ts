import { lookUp } from '../../../../shared/steps/look-up.ts';
import { EXIT, parse } from '../command.ts';
import { identifier } from '../identifier.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake status [--json] [--store DIR] ID

Says what became of a document: each step with its time, and the reason where it was not stored.

  --json        { documentId, status, code?, message?, version, trace, timeline: [{ status, at, version, code? }], … }
${STORE_HELP}
`;

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(args, { json: 'boolean', store: 'string' }, { min: 1, max: 1 });
  const id = identifier(operands[0]);
  return withPipeline(flags.store, async pipeline => {
    const found = await lookUp(pipeline, id);
    if (!found) {
      process.stderr.write('No document with this id has arrived.\n');
      return EXIT.SOME_FAILED;
    }
    const { documentId, status, code, message, timeline, parts = [], trace } = found;
    const lines = [
      `${documentId}: ${status}${code ? ` (${code}: ${message})` : ''}`,
      ...timeline.map(entry =>
        [` ${entry.at}`, entry.status, entry.code, entry.version > 1 && `version ${entry.version}`]
          .filter(Boolean)
          .join('  '),
      ),
      ...parts.map(part => `  held ${part}`),
      `  trace ${trace}`,
    ];
    await print(flags.json ? `${JSON.stringify(found)}\n` : `${lines.join('\n')}\n`);
    return EXIT.OK;
  });
}
