import type { Documents, Opened } from '../../shared/adapters/documents/index.ts';
import { DocumentError } from '../../shared/core/codes.ts';

/** One bad input: which row of the list of bad inputs, how to make it, and what it may end as. */
export interface Row {
  readonly row: number;
  readonly name: string;
  make(): Uint8Array | Promise<Uint8Array>;
  readonly fileName?: string;
  /** Any of these: `OK`, `OK NOTE…` (at least these notes), `OCR` (pages left for OCR), a code, or `MAIL a, b` with each attachment's outcome. */
  readonly expect: readonly string[];
  /** Over a second, so not in the unit tests. */
  readonly slow?: boolean;
}

export async function outcomeOf(documents: Documents, bytes: Uint8Array, fileName?: string): Promise<string> {
  try {
    return await describe(documents, await documents.open(bytes, fileName === undefined ? {} : { fileName }));
  } catch (error) {
    if (error instanceof DocumentError) return error.code;
    throw error;
  }
}

async function describe(documents: Documents, opened: Opened): Promise<string> {
  if (opened.kind === 'mail') {
    const each: string[] = [];
    for (const { name, bytes } of opened.attachments) each.push(await outcomeOf(documents, bytes, name));
    return `MAIL ${each.join(', ')}`;
  }
  const state = opened.ocrPages.length > 0 ? 'OCR' : 'OK';
  return [state, ...opened.reading.notes.toSorted()].join(' ');
}

/** Whether what came out is one of what was expected; notes beyond the expected ones do not matter. */
export const isExpected = (row: Row, got: string): boolean =>
  row.expect.some(expected => {
    if (!/^(?:OK|OCR)\b/.test(expected)) return expected === got;
    const words = got.split(' ');
    return expected.split(' ').every(word => words.includes(word));
  });
