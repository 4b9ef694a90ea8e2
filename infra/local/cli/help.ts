import { COMMANDS } from './commands.ts';

export function generalHelp(): string {
  const width = Math.max(...Object.keys(COMMANDS).map(name => name.length));
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `resume-intake: résumés in, redacted records and events out.

Usage: resume-intake COMMAND [OPTION…] [FILE…]

${rows.join('\n')}

'resume-intake COMMAND --help' explains a command.

Try first:
  resume-intake demo                          the sample résumés, end to end
  resume-intake ingest --json cv.pdf          one line of JSON for each document
  pdftotext cv.pdf - | resume-intake clean -  the text without the platform's stamp

Results go to stdout, progress and notes to stderr.
Exit code 0: everything stored or done; 1: something was not; 2: wrong usage.
`;
}
