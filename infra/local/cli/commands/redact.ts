import { redact } from '../../../../shared/core/pii/index.ts';
import { asClean } from '../../../../shared/core/text/brand.ts';
import { runFilter } from '../filter.ts';

export const help = `resume-intake redact [--json] [FILE…]

Replaces personal data by placeholders such as [PHONE_1]; the same value gets the same number.
Reads the files, or folders of files, in the order given; standard input without any, or for '-'.

  --json   one object a file, one per line:
             text      the redacted text
             findings  [{ type, start, end, score }]  UTF-16 offsets into the input, never the values

  resume-intake clean cv.txt | resume-intake redact
`;

export const run = (args: readonly string[]): Promise<number> =>
  runFilter(args, (input, bytes) => {
    const { text, findings } = redact(asClean(input));
    return {
      json: { text, findings: findings.map(({ type, start, end, score }) => ({ type, start, end, score })) },
      plain: (text as string) === input ? bytes : text,
    };
  });
