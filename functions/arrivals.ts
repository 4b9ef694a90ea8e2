import type { SQSEvent } from 'aws-lambda';
import type { QueueName } from '../shared/ports/queue.ts';
import { runBatch } from '../shared/steps/batch.ts';
import { readDocument } from '../shared/steps/read-document.ts';
import { deliveriesOf } from './sqs.ts';
import { basics, documents, intake, keyRing, queueSender, reader, settings, textract, texts } from './wiring.ts';

/** The handler of a queue that tells of objects: uploads and mails go one way, and differ in what their functions may. */
export function arrivalsHandler(step: string, queue: QueueName) {
  const configured = settings();
  const ports = {
    ...basics(step),
    intake: intake(),
    texts: texts(),
    documents: documents(),
    queues: queueSender(),
    keys: keyRing(),
    reader: reader(),
    textract: textract(),
  };
  return (event: SQSEvent) =>
    runBatch(ports, step, queue, deliveriesOf(event), delivery => readDocument(ports, configured, delivery));
}
