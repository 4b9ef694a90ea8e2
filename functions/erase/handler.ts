import { type ErasureRequest, erase } from '../../shared/steps/erase.ts';
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

export const handler = (request: ErasureRequest) => erase(ports, request);
