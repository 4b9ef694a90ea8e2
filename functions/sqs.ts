import type { SQSEvent } from 'aws-lambda';
import type { Delivery } from '../shared/ports/queue.ts';

/** Lambda's batch as the steps take it. */
export const deliveriesOf = (event: SQSEvent): Delivery[] =>
  event.Records.map(({ messageId, body, attributes, messageAttributes }) => ({
    id: messageId,
    body,
    receiveCount: Number(attributes?.ApproximateReceiveCount) || 1,
    parks: Number(messageAttributes?.parks?.stringValue) || 0,
  }));
