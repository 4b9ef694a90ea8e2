import { createHmac, randomBytes } from 'node:crypto';
import { asRaw } from '../../../../shared/core/text/brand.ts';
import { clean } from '../../../../shared/core/watermark/index.ts';
import { runFilter } from '../filter.ts';

export const help = `resume-intake clean [--json] [FILE…]

Takes the tracking token that recruiting platforms stamp through every line out of extracted text, and nothing else.
Reads the files, or folders of files, in the order given; standard input without any, or for '-'.

Prints the clean text; a text without a stamp comes back byte for byte.

  --json   one object a file, one per line:
             text        the clean text
             watermarks  [{ fingerprint, length, copies, exact }]  'exact' is a certificate: the ledger closes and the
                         best placement beats the second best by a margin
             removed     [[start, end], …]  UTF-16 offsets; the input without them is the text

A fingerprint is a keyed hash of the token. The key is RESUME_INTAKE_KEY, or a new one for each run.

  pdftotext cv.pdf - | resume-intake clean
  resume-intake clean --json exports/ > clean.jsonl
`;

export function run(args: readonly string[]): Promise<number> {
  const key = process.env.RESUME_INTAKE_KEY || randomBytes(32);
  const fingerprint = (token: string): string => createHmac('sha256', key).update(token).digest('hex').slice(0, 32);
  return runFilter(args, (input, bytes) => {
    const { text, watermarks, removed } = clean(asRaw(input), { fingerprint });
    return {
      json: { text, watermarks, removed: removed.map(({ start, end }) => [start, end]) },
      plain: watermarks.length ? text : bytes,
    };
  });
}
