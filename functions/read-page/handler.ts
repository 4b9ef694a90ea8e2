import type { SQSEvent } from 'aws-lambda';
import { runBatch } from '../../shared/steps/batch.ts';
import { readPage } from '../../shared/steps/read-page.ts';
import { deliveriesOf } from '../sqs.ts';
import { basics, documents, intake, queueSender, reader, settings, texts } from '../wiring.ts';

const STEP = 'read-page';
const configured = settings();
const ports = {
  ...basics(STEP),
  intake: intake(),
  texts: texts(),
  documents: documents(),
  queues: queueSender(),
  reader: reader(),
};

export const handler = (event: SQSEvent) =>
  runBatch(ports, STEP, 'page', deliveriesOf(event), delivery => readPage(ports, configured, delivery));
