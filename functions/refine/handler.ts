import type { SQSEvent } from 'aws-lambda';
import { runBatch } from '../../shared/steps/batch.ts';
import { refine } from '../../shared/steps/refine.ts';
import { STAGES } from '../../shared/steps/stages.ts';
import { deliveriesOf } from '../sqs.ts';
import { basics, documents, keyRing, queueSender, settings, texts, vault } from '../wiring.ts';

const STEP = 'refine';
const configured = settings();
const ports = {
  ...basics(STEP),
  texts: texts(),
  documents: documents(),
  vault: vault(),
  queues: queueSender(),
  keys: keyRing(),
};

export const handler = (event: SQSEvent) =>
  runBatch(ports, STEP, 'refine', deliveriesOf(event), delivery => refine(ports, configured, STAGES, delivery));
