import { UsageError } from './command.ts';

/** Ids are 128 bits in hex; anything else on the command line is a slip of the hand. */
export function identifier(text: string | undefined): string {
  if (!text || !/^[0-9a-f]{32}$/.test(text)) throw new UsageError('An id has 32 hexadecimal digits.');
  return text;
}
