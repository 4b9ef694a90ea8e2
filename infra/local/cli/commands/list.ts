import { readRecord } from '../../../../shared/steps/look-up.ts';
import { rowsOf } from '../../client/rows.ts';
import { EXIT, parse } from '../command.ts';
import { print } from '../output.ts';
import { STORE_HELP, withPipeline } from '../store.ts';
import { render } from '../table.ts';

export const help = `resume-intake list [--json] [--store DIR]

Lists the stored records, newest first.

  --json        one record a line
${STORE_HELP}
`;

export function run(args: readonly string[]): Promise<number> {
  const { flags } = parse(args, { json: 'boolean', store: 'string' }, { min: 0, max: 0 });
  return withPipeline(flags.store, async pipeline => {
    const rows: Record<string, string | number>[] = [];
    for await (const row of rowsOf(pipeline, 'stored')) {
      if (row.parts) continue;
      const record = await readRecord(pipeline, row.documentId);
      if (!record) continue;
      if (flags.json) await print(`${JSON.stringify(record)}\n`);
      else
        rows.push({
          document: record.documentId,
          received: record.receivedAt.slice(0, 19).replace('T', ' '),
          version: record.version,
          languages: record.languages.join(', '),
          role: record.profile.basics.label ?? record.profile.work[0]?.position ?? '',
          redacted: Object.values(record.redactions).reduce((sum, n) => sum + n, 0),
        });
    }
    if (!flags.json)
      await print(rows.length ? render({ title: `${rows.length} records`, rows }) : 'There are no records yet.\n');
    return EXIT.OK;
  });
}
