import type { ResumeRecord } from '../contracts/record.ts';
import { type FailureCode, type NoteCode, sentenceOf } from '../core/codes.ts';
import { type DocumentRow, documentKey, recordKey, type TimelineEntry } from '../core/pipeline/items.ts';
import type { Status } from '../core/pipeline/status.ts';
import type { Ports } from '../ports/index.ts';

export type LookUpPorts = Pick<Ports, 'documents' | 'texts'>;

/** What an operator may see of a document: no key, no name of a file. */
export interface DocumentStatus {
  readonly documentId: string;
  readonly version: number;
  readonly kind: 'document' | 'mail';
  readonly status: Status;
  readonly code?: FailureCode;
  /** The code's sentence. */
  readonly message?: string;
  readonly source: string;
  readonly receivedAt: string;
  readonly timeline: readonly TimelineEntry[];
  readonly trace: string;
  readonly notes: readonly NoteCode[];
  readonly parts?: readonly string[];
  readonly parent?: string;
  readonly subjectId?: string;
  readonly by?: string;
}

export async function lookUp(ports: LookUpPorts, documentId: string): Promise<DocumentStatus | undefined> {
  const row = await ports.documents.get(documentKey(documentId));
  return row && shown(row);
}

function shown(row: DocumentRow): DocumentStatus {
  const { documentId, version, kind, status, code, source, receivedAt, timeline, trace, notes } = row;
  const { parts, parent, subjectId, by } = row;
  return {
    documentId,
    version,
    kind,
    status,
    ...(code && { code, message: sentenceOf(code) }),
    source,
    receivedAt,
    timeline,
    trace,
    notes,
    ...(parts && { parts }),
    ...(parent !== undefined && { parent }),
    ...(subjectId !== undefined && { subjectId }),
    ...(by !== undefined && { by }),
  };
}

/** The record with its text in place, wherever that lies. */
export async function readRecord(
  { documents, texts }: LookUpPorts,
  documentId: string,
): Promise<ResumeRecord | undefined> {
  const row = await documents.get(recordKey(documentId));
  if (!row) return undefined;
  const read = async (key: string) => Buffer.from((await texts.get({ key })).bytes!).toString('utf8');
  const record = (row.record ?? JSON.parse(await read(row.body!.key))) as ResumeRecord;
  return typeof record.text === 'string' ? record : { ...record, text: await read(record.text.key) };
}

/** Documents with a record, newest first. @returns also where to go on, when there is more */
export async function list(
  ports: LookUpPorts,
  options: { limit: number; next?: string },
): Promise<{ documents: readonly DocumentStatus[]; next?: string }> {
  const page = await ports.documents.listing('stored', { ...options, newestFirst: true });
  return {
    documents: (page.items as readonly DocumentRow[]).map(shown),
    ...(page.next !== undefined && { next: page.next }),
  };
}
