import type { FailureCode } from '../core/codes.ts';
import type { DocumentRow } from '../core/pipeline/items.ts';
import { isFault, type Ports } from '../ports/index.ts';
import { type ChangePorts, instant, perform, tell } from './change.ts';
import type { Settings } from './settings.ts';

export type OriginalPorts = ChangePorts & Pick<Ports, 'intake'>;

/**
 * The bytes of a row's object. When it is gone, or in a bucket without versions became another, the document ends here.
 */
export async function original(
  ports: OriginalPorts,
  settings: Settings,
  row: DocumentRow,
): Promise<Uint8Array | undefined> {
  const { etag, ...ref } = row.object;
  try {
    const maxBytes = row.kind === 'mail' ? settings.maxMailBytes : settings.maxBytes;
    const object = await ports.intake.get(ref, { maxBytes, ...(etag !== undefined && { ifMatch: etag }) });
    if (object.bytes) return object.bytes;
  } catch (error) {
    if (!isFault(error, 'missing') && !isFault(error, 'changed')) throw error;
  }
  await failed(ports, row, 'PROCESSING_FAILED');
  return undefined;
}

/** The document ends here, for the reason that the code names. */
export async function failed(ports: ChangePorts, row: DocumentRow, code: FailureCode): Promise<void> {
  const { documentId, version } = row;
  const decision = await tell(ports, documentId, { is: 'failed', at: instant(ports), version, code });
  if (decision) await perform(ports, decision.row, decision.effects);
}
