import type { SQSEvent } from 'aws-lambda';
import { runBatch } from '../../shared/steps/batch.ts';
import { receiveMail } from '../../shared/steps/receive-mail.ts';
import { deliveriesOf } from '../sqs.ts';
import { basics, documents, intake, keyRing, queueSender, reader, settings, textract, texts } from '../wiring.ts';

const STEP = 'receive-mail';
const configured = settings();
const ports = {
  ...basics(STEP),
  intake: intake(),
  texts: texts(),
  documents: documents(),
  queues: queueSender(),
  keys: keyRing(),
  reader: reader(),
  textract: textract(),
};

export const handler = (event: SQSEvent) =>
  runBatch(ports, STEP, 'mail', deliveriesOf(event), delivery => receiveMail(ports, configured, delivery));
