import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { Fault } from '../../ports/fault.ts';
import type { DeadLetters, QueueName, Queues } from '../../ports/queue.ts';
import { call } from './fault.ts';

/** Seconds; long enough for a redrive to send the message on and delete it here. */
const REDRIVE_VISIBILITY = 60;

export function queues(sqs: SQSClient, urls: Readonly<Partial<Record<QueueName, string>>>): Queues {
  return {
    async send(queue, body, { delaySeconds, parks } = {}) {
      await call('SQS.SendMessage', () =>
        sqs.send(
          new SendMessageCommand({
            QueueUrl: urlOf(urls, queue),
            MessageBody: body,
            ...(delaySeconds && { DelaySeconds: Math.min(900, delaySeconds) }),
            ...(parks && { MessageAttributes: { parks: { DataType: 'Number', StringValue: String(parks) } } }),
          }),
        ),
      );
    },
  };
}

export function deadLetters(sqs: SQSClient, urls: Readonly<Partial<Record<QueueName, string>>>): DeadLetters {
  return {
    async receive(queue) {
      const { Messages = [] } = await call('SQS.ReceiveMessage', () =>
        sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: urlOf(urls, queue),
            MaxNumberOfMessages: 10,
            VisibilityTimeout: REDRIVE_VISIBILITY,
          }),
        ),
      );
      return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({ body: Body, receipt: ReceiptHandle }));
    },
    async remove(queue, receipt) {
      await call('SQS.DeleteMessage', () =>
        sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(urls, queue), ReceiptHandle: receipt })),
      );
    },
  };
}

/** A function whose stage does not use a queue is not told where it is. */
function urlOf(urls: Readonly<Partial<Record<QueueName, string>>>, queue: QueueName): string {
  const url = urls[queue];
  if (!url) throw new Fault('denied', `SQS.${queue}`);
  return url;
}
