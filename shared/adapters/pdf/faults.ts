import { DocumentError } from '../../core/codes.ts';
import type { Engine } from './engine.ts';

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
  const name = error instanceof Error ? error.name : '';
  // The glue throws numbers and plain objects for an exit or a long jump that nothing caught.
  return (
    !(error instanceof Error) ||
    name === 'RuntimeError' ||
    name === 'ExitStatus' ||
    (error instanceof RangeError && /stack/i.test(error.message))
  );
}
