import type { EventBus } from './event-bus.ts';
import type { Keys } from './keys.ts';
import type { ObjectStore } from './object-store.ts';
import type { DeadLetters, Queues } from './queue.ts';
import type { Reader } from './reader.ts';
import type { Store } from './store.ts';
import type { Clock, Log, Metrics } from './telemetry.ts';
import type { TextDetection } from './text-detection.ts';

/** Everything outside that any step needs. A step names the ones it uses: `Pick<Ports, 'texts' | 'documents'>`. */
export interface Ports {
  /** The versioned bucket that uploads and mails arrive in. */
  readonly intake: ObjectStore;
  /** The bucket for short-lived raw readings (`text/<documentId>/…`) and long redacted texts (`body/<documentId>/…`). */
  readonly texts: ObjectStore;
  readonly documents: Store;
  readonly vault: Store;
  readonly queues: Queues;
  readonly deadLetters: DeadLetters;
  readonly bus: EventBus;
  readonly textract: TextDetection;
  readonly keys: Keys;
  readonly reader: Reader;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export * from './event-bus.ts';
export * from './fault.ts';
export * from './keys.ts';
export * from './object-store.ts';
export * from './queue.ts';
export * from './reader.ts';
export * from './store.ts';
export * from './telemetry.ts';
export * from './text-detection.ts';
