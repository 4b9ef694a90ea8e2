import type { FailureCode, NoteCode } from '../codes.ts';

/** What an event will say; contracts/event.ts gives it the envelope when it is published. */
export type EventDraft =
  | { readonly type: 'ingested'; readonly data: IngestedData }
  | { readonly type: 'duplicate'; readonly data: { documentId: string; version: number; objectId: string } }
  | { readonly type: 'superseded'; readonly data: { documentId: string; version: number; by: string } }
  | {
      readonly type: 'failed';
      readonly data: { documentId: string; version: number; status: 'rejected' | 'quarantined'; code: FailureCode };
    }
  | { readonly type: 'erased'; readonly data: { documentId?: string; subjectId?: string; receiptId: string } };

export interface IngestedData {
  documentId: string;
  subjectId: string;
  version: number;
  source: string;
  receivedAt: string;
  languages: ('zh' | 'en')[];
  redactions: Record<string, number>;
  notes: NoteCode[];
  confidence: number;
  record: {
    table: string;
    pk: string;
    sk: string;
    /** Of the record's redacted text, in UTF-8. */
    sha256: string;
    body?: { bucket: string; key: string; sha256: string };
  };
}

/** Deterministic: the same happening has the same id, however often it is decided or published. */
export function eventIdOf(draft: EventDraft): string {
  const { type, data } = draft;
  switch (type) {
    case 'duplicate':
      return `${data.documentId}.${data.objectId}.duplicate`;
    case 'erased':
      return `${data.documentId ?? data.subjectId}.erased`;
    default:
      return `${data.documentId}.${data.version}.${type}`;
  }
}
