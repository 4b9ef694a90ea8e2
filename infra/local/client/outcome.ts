import { createHash } from 'node:crypto';
import { type FailureCode, sentenceOf } from '../../../shared/core/codes.ts';
import { documentIdOf, objectIdOf, unreadDocumentIdOf } from '../../../shared/core/pipeline/identity.ts';
import { arrivalKey, type DocumentRow, documentKey } from '../../../shared/core/pipeline/items.ts';
import { isTerminal } from '../../../shared/core/pipeline/status.ts';
import type { Hasher } from '../../../shared/ports/keys.ts';
import type { Store } from '../../../shared/ports/store.ts';

/** Where an upload lies and what identifies it. */
export interface Upload {
  readonly key: string;
  readonly versionId?: string;
  readonly source: string;
  /** Hex. */
  readonly sha256: string;
}

/** What became of one document. */
export interface Outcome {
  /** Absent only for what was never sent: too large to be a document at all. */
  readonly documentId?: string;
  readonly status: 'stored' | 'rejected' | 'quarantined' | 'superseded' | 'erased';
  readonly code?: FailureCode;
  readonly message?: string;
  /** The same bytes had come before. */
  readonly duplicate: boolean;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The outcomes of an upload: one, or one for each résumé that a mail held; `undefined` while any is under way.
 * A document has its id from its bytes, or from its place where the bytes were not read (too large, not scanned).
 */
export async function outcomesOf(
  documents: Store,
  hash: Hasher,
  upload: Upload,
): Promise<readonly Outcome[] | undefined> {
  const objectId = objectIdOf(hash, upload);
  const ids = [documentIdOf(hash, upload.source, upload.sha256), unreadDocumentIdOf(hash, upload.source, objectId)];
  const rows = await documents.getAll(ids.map(documentKey));
  const row = rows.find(candidate => candidate.objectId === objectId) ?? rows[0];
  if (!row || !isTerminal(row.status)) return undefined;
  const mine = row.objectId === objectId;
  // The row of an earlier upload says nothing yet of this one: wait until this arrival is on record, too.
  if (!mine && !(await documents.get(arrivalKey(row.documentId, objectId)))) return undefined;
  if (!row.parts || row.status !== 'stored') return [outcomeOf(row, !mine)];

  const parts = await documents.getAll(row.parts.map(documentKey));
  if (parts.length < row.parts.length || parts.some(part => !isTerminal(part.status))) return undefined;
  return parts.map(part => outcomeOf(part, !mine || part.parent !== row.documentId));
}

function outcomeOf({ documentId, status, code }: DocumentRow, duplicate: boolean): Outcome {
  if (status === 'erased') return { documentId, status, code: 'ERASED', message: sentenceOf('ERASED'), duplicate };
  if (status === 'rejected' || status === 'quarantined') {
    const reason = code ?? 'PROCESSING_FAILED';
    return { documentId, status, code: reason, message: sentenceOf(reason), duplicate };
  }
  return { documentId, status: status === 'superseded' ? 'superseded' : 'stored', duplicate };
}
