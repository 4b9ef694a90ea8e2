import { parseArgs } from 'node:util';

/** Exit codes: all stored (or done), some not, wrong usage. */
export const EXIT = { OK: 0, SOME_FAILED: 1, USAGE: 2 } as const;

export interface Command {
  readonly help: string;
  /** @throws UsageError when the words of the command line are wrong; anything else thrown is our own fault. */
  run(args: readonly string[]): Promise<number>;
}

/** The words of the command line are wrong; the message is one plain sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Flags = Readonly<Record<string, 'boolean' | 'string'>>;
type Parsed<F extends Flags> = {
  readonly flags: { readonly [K in keyof F]?: F[K] extends 'boolean' ? boolean : string };
  readonly operands: readonly string[];
};

/**
 * Splits the words of a command into flags and operands.
 * @throws UsageError for an unknown flag, a flag without its value, or a count of operands outside [min, max].
 */
export function parse<const F extends Flags>(
  args: readonly string[],
  flags: F,
  operands: { min: number; max: number },
): Parsed<F> {
  const options = Object.fromEntries(Object.entries(flags).map(([name, type]) => [name, { type }]));
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch {
    const known = Object.keys(flags).map(name => `--${name}`);
    throw new UsageError(`The options of this command are ${known.join(', ')}.`);
  }
  const { positionals, values } = parsed;
  if (positionals.length < operands.min) throw new UsageError('Something is missing on the command line.');
  if (positionals.length > operands.max) throw new UsageError('There are too many words on the command line.');
  return { flags: values as Parsed<F>['flags'], operands: positionals };
}
