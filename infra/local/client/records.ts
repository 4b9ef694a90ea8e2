import type { ResumeRecord } from '../../../shared/contracts/record.ts';
import { type DocumentRow, recordKey } from '../../../shared/core/pipeline/items.ts';
import type { Pipeline } from './pipeline.ts';

/** The stored record of a document, from the table or, when it is long, from the text bucket. */
export async function recordOf({ documents, texts }: Pipeline, documentId: string): Promise<ResumeRecord | undefined> {
  const row = await documents.get(recordKey(documentId));
  if (!row?.body) return row?.record as ResumeRecord | undefined;
  const { bytes } = await texts.get({ key: row.body.key });
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

/** The status rows of a listing, newest first. */
export async function* rowsOf({ documents }: Pipeline, listing: string): AsyncGenerator<DocumentRow> {
  let next: string | undefined;
  do {
    const page = await documents.listing(listing, {
      limit: 100,
      newestFirst: true,
      ...(next !== undefined && { next }),
    });
    yield* page.items as readonly DocumentRow[];
    next = page.next;
  } while (next !== undefined);
}
