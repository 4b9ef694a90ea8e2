import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DropFolder } from '../../client/drop-folder.ts';
import { EXIT, parse } from '../command.ts';
import { print } from '../output.ts';
import { DEFAULT_STORE, STORE_HELP, withPipeline } from '../store.ts';

export const help = `resume-intake serve [--json] [--watch DIR] [--store DIR]

Keeps the stack up until it is stopped, prints its endpoints, and ingests every file that is put into a folder; mails
(.eml) too, as if the mail server had received them. Other commands on the same store use this stack.

  --json        endpoints and outcomes as JSON, one object a line
  --watch DIR   the folder; default STORE/drop
${STORE_HELP}
`;

export function run(args: readonly string[]): Promise<number> {
  const { flags } = parse(args, { json: 'boolean', watch: 'string', store: 'string' }, { min: 0, max: 0 });
  const folder = flags.watch ?? join(flags.store ?? DEFAULT_STORE, 'drop');
  return withPipeline(flags.store, async pipeline => {
    await mkdir(folder, { recursive: true });
    const { endpoints, names } = pipeline;
    if (flags.json) await print(`${JSON.stringify({ endpoints, names, watching: folder })}\n`);
    else {
      const width = Math.max(...Object.keys({ ...endpoints, ...names }).map(name => name.length));
      for (const [name, value] of Object.entries({ ...endpoints, ...names }))
        await print(`${name.padEnd(width)}  ${value}\n`);
      await print(`\nWatching ${folder}: put résumés there. Ctrl-C ends.\n`);
    }
    const drop = new DropFolder(pipeline, folder, ({ file, ...outcome }) =>
      print(
        flags.json
          ? `${JSON.stringify({ file, ...outcome })}\n`
          : `${file}: ${outcome.status} ${outcome.code ?? outcome.documentId}\n`,
      ),
    );
    drop.start();
    await new Promise<void>(resolve => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await drop.stop();
    return EXIT.OK;
  });
}
