import { type AuditRow, auditKey, documentTombstoneKey } from '../core/pipeline/items.ts';
import { Fault, type Ports } from '../ports/index.ts';
import { instant } from './change.ts';
import { type Contact, open } from './vault.ts';

export type RevealPorts = Pick<Ports, 'vault' | 'keys' | 'clock' | 'log'>;

export interface RevealRequest {
  readonly documentId: string;
  /** Who asks, by the caller's identity (a role session, a user id); kept in the audit row. */
  readonly actor: string;
  /** Unique to the request. */
  readonly requestId: string;
}

/**
 * The contacts of a document, for somebody who may know them. The audit row is written before anything is opened: there
 * may be a row without a look, but never a look without a row.
 */
export async function reveal(ports: RevealPorts, request: RevealRequest): Promise<readonly Contact[] | undefined> {
  const { documentId, actor, requestId } = request;
  const at = instant(ports);
  const row: AuditRow = { ...auditKey(documentId, at, requestId), revision: 1, at, actor, requestId, action: 'reveal' };
  if (!(await ports.vault.commit([{ put: row, when: 'absent' }])).done) throw new Fault('unavailable', 'vault.audit');
  if (await ports.vault.get(documentTombstoneKey(documentId))) return undefined;
  const contacts = await open(ports, documentId);
  ports.log.info('revealed', { documentId, count: contacts?.length ?? 0 });
  return contacts;
}
