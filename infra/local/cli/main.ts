import { EXIT, UsageError } from './command.ts';
import { COMMANDS, isCommandName } from './commands.ts';
import { generalHelp } from './help.ts';
import { VERSION } from './version.ts';

/** Runs one command line and answers its exit code. Every fault ends as one plain sentence on stderr. */
export async function run(argv: readonly string[]): Promise<number> {
  // `… | head` closes the pipe early: the reader's right, not a fault.
  process.stdout.on('error', () => process.exit(EXIT.OK));
  const [name = '', ...rest] = argv;
  const topic = name === 'help' ? (rest[0] ?? '') : name;
  const asksHelp = ['', 'help', '--help', '-h'].includes(name) || rest.includes('--help') || rest.includes('-h');

  if (name === '--version') return print(`${VERSION}\n`);
  if (asksHelp && !isCommandName(topic)) {
    print(generalHelp());
    return name === '' ? EXIT.USAGE : EXIT.OK;
  }
  if (!isCommandName(topic)) return explain('There is no command of that name.');

  const command = await COMMANDS[topic].load();
  if (asksHelp) return print(command.help);
  try {
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) return explain(error.message, topic);
    // A stack trace can quote the document; it is shown only to who asks for it on their own machine.
    if (process.env.RESUME_INTAKE_DEBUG) throw error;
    process.stderr.write(
      'PROCESSING_FAILED: The command could not be finished. RESUME_INTAKE_DEBUG=1 shows the fault.\n',
    );
    return EXIT.SOME_FAILED;
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.OK;
}

function explain(sentence: string, command = ''): number {
  process.stderr.write(`${sentence} 'resume-intake ${command ? `${command} ` : ''}--help' explains.\n`);
  return EXIT.USAGE;
}
