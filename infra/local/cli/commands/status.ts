import { sentenceOf } from '../../../../shared/core/codes.ts';
import { documentKey } from '../../../../shared/core/pipeline/items.ts';
import { EXIT, parse } from '../command.ts';
import { identifier } from '../identifier.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake status [--json] [--store DIR] ID

Says what became of a document: each step with its time, and the reason where it was not stored.

  --json        { documentId, status, code?, message?, version, trace, timeline: [{ status, at, version, code? }] }
${STORE_HELP}
`;

export function run(args: readonly string[]): Promise<number> {
  const { flags, operands } = parse(args, { json: 'boolean', store: 'string' }, { min: 1, max: 1 });
  const id = identifier(operands[0]);
  return withPipeline(flags.store, async pipeline => {
    const row = await pipeline.documents.get(documentKey(id));
    if (!row) {
      process.stderr.write('No document with this id has arrived.\n');
      return EXIT.SOME_FAILED;
    }
    const { documentId, status, code, version, trace, timeline, parts } = row;
    const reason = code && { code, message: sentenceOf(code) };
    if (flags.json)
      await print(
        `${JSON.stringify({ documentId, status, ...reason, version, trace, timeline, ...(parts && { parts }) })}\n`,
      );
    else {
      await print(`${documentId}: ${status}${reason ? ` (${reason.code}: ${reason.message})` : ''}\n`);
      for (const entry of timeline)
        await print(
          `  ${entry.at}  ${entry.status}${entry.code ? `  ${entry.code}` : ''}${entry.version > 1 ? `  version ${entry.version}` : ''}\n`,
        );
      for (const part of parts ?? []) await print(`  held ${part}\n`);
      await print(`  trace ${trace}\n`);
    }
    return EXIT.OK;
  });
}
