import { EXIT, parse } from './command.ts';
import { inputsOf, PATH_FAULTS } from './inputs.ts';
import { print } from './output.ts';

interface Filtered {
  /** The line of `--json`. */
  readonly json: object;
  /** What plain output prints; the input's own bytes where nothing changed. */
  readonly plain: string | Uint8Array;
}

/**
 * A command that turns text into text: each file (standard input without any) through `filter`, in the order given.
 * A file that cannot be read gets its sentence, and the others are done all the same.
 */
export async function runFilter(
  args: readonly string[],
  filter: (text: string, bytes: Uint8Array) => Filtered,
): Promise<number> {
  const { flags, operands } = parse(args, { json: 'boolean' }, { min: 0, max: Number.POSITIVE_INFINITY });
  let exit: number = EXIT.OK;
  for await (const input of inputsOf(operands.length ? operands : ['-'])) {
    if ('fault' in input) {
      exit = EXIT.SOME_FAILED;
      process.stderr.write(`${input.label}: ${input.fault}: ${PATH_FAULTS[input.fault]}\n`);
      if (flags.json)
        await print(`${JSON.stringify({ file: input.label, code: input.fault, message: PATH_FAULTS[input.fault] })}\n`);
      continue;
    }
    const bytes = await input.bytes();
    const { json, plain } = filter(decode(bytes), bytes);
    await print(flags.json ? `${JSON.stringify(json)}\n` : plain);
  }
  return exit;
}

/** UTF-8 with its byte order mark kept, for byte-for-byte output; UTF-16 behind its mark, else GB18030 where UTF-8 fails. */
function decode(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  if (mark === 0xfffe || mark === 0xfeff)
    return new TextDecoder(mark === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {}
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
