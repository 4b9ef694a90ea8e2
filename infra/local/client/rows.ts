import type { DocumentRow } from '../../../shared/core/pipeline/items.ts';
import type { Pipeline } from './pipeline.ts';

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
