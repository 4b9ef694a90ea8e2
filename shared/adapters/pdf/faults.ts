import { DocumentError } from '../../core/codes.ts';
import type { Engine } from './engine.ts';
import { Trap } from './imports.ts';

/**
 * Runs work inside the engine. A trap there, or a stack that ran over, is the file's doing and becomes a code; an error
 * of our own stays what it is. After a trap the instance is spent, and so is the document.
 */
export function guarded<A extends readonly unknown[], T>(
  engine: Engine,
  work: (engine: Engine, ...rest: A) => T,
  ...rest: A
): T {
  try {
    return work(engine, ...rest);
  } catch (error) {
    if (engine.outOfMemory()) throw new DocumentError('DECOMPRESSION_LIMIT');
    if (isTrap(error)) throw new DocumentError('DAMAGED_FILE');
    throw error;
  }
}

function isTrap(error: unknown): boolean {
  if (error instanceof DocumentError) return false;
  // A jump that nothing caught is thrown as a number.
  if (!(error instanceof Error) || error instanceof Trap || error.name === 'RuntimeError') return true;
  return error instanceof RangeError && /stack/i.test(error.message);
}
