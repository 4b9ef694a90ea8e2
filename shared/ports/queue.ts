/** The queues, by what takes from them. */
export type QueueName = 'intake' | 'mail' | 'page' | 'ocr' | 'refine';

export interface SendOptions {
  /** Seconds, 0–900: SQS takes no longer delay. */
  readonly delaySeconds?: number;
  /** How many times this work has been parked (message attribute `parks`). */
  readonly parks?: number;
}

export interface Queues {
  send(queue: QueueName, body: string, options?: SendOptions): Promise<void>;
}

/** A message as it is delivered to a step. */
export interface Delivery {
  /** SQS messageId: names the message in the partial batch answer; never an identity (a redrive changes it). */
  readonly id: string;
  readonly body: string;
  /** ApproximateReceiveCount, from 1. */
  readonly receiveCount: number;
  /** Message attribute `parks`, 0 when absent. */
  readonly parks: number;
}

/** The dead-letter queue behind a queue, for `redrive` alone. */
export interface DeadLetters {
  /** Up to 10; hidden from others for at least 60 s. Empty when the queue is. */
  receive(queue: QueueName): Promise<readonly { readonly body: string; readonly receipt: string }[]>;
  remove(queue: QueueName, receipt: string): Promise<void>;
}
