import type { SQSEvent } from 'aws-lambda';
import { runBatch } from '../../shared/steps/batch.ts';
import { collectOcr } from '../../shared/steps/collect-ocr.ts';
import { deliveriesOf } from '../sqs.ts';
import { basics, documents, queueSender, settings, textract, texts } from '../wiring.ts';

const STEP = 'collect-ocr';
const configured = settings();
const ports = {
  ...basics(STEP),
  texts: texts(),
  documents: documents(),
  queues: queueSender(),
  textract: textract(),
};

export const handler = (event: SQSEvent) =>
  runBatch(ports, STEP, 'ocr', deliveriesOf(event), delivery => collectOcr(ports, configured, delivery));
