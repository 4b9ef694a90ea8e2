import { type ErasureRequest, erase } from '../../shared/steps/erase.ts';
import { restore } from '../../shared/steps/restore.ts';
import { basics, documents, intake, keyRing, queueSender, texts, vault } from '../wiring.ts';

const ports = {
  ...basics('erase'),
  intake: intake(),
  texts: texts(),
  documents: documents(),
  vault: vault(),
  queues: queueSender(),
  keys: keyRing(),
};

/** `reapply` after a table was restored from a backup: what had been erased since is in it again. */
export const handler = (request: ErasureRequest | { readonly reapply: true }) =>
  'reapply' in request ? restore(ports) : erase(ports, request);
