import { sweep } from '../../shared/steps/sweep.ts';
import { basics, bus, documents, intake, keyRing, queueSender, settings, texts, vault } from '../wiring.ts';

const configured = settings();
const ports = {
  ...basics('sweep'),
  intake: intake(),
  texts: texts(),
  documents: documents(),
  vault: vault(),
  queues: queueSender(),
  keys: keyRing(),
  bus: bus(),
};

export const handler = () => sweep(ports, configured);
