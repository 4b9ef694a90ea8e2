import type { ResumeEvent } from '../../../shared/contracts/event.ts';
import type { Keys } from '../../../shared/ports/keys.ts';
import type { ObjectStore } from '../../../shared/ports/object-store.ts';
import type { DeadLetters, Queues } from '../../../shared/ports/queue.ts';
import type { Store } from '../../../shared/ports/store.ts';

export type FunctionName = 'reveal' | 'erase' | 'sweep';

/** A running pipeline as its operator sees it: the same ports that the functions use, over the same protocols. */
export interface Pipeline {
  readonly intake: ObjectStore;
  readonly texts: ObjectStore;
  readonly documents: Store;
  readonly keys: Keys;
  readonly queues: Queues;
  readonly deadLetters: DeadLetters;
  /** Addresses of the local servers, for AWS clients of the user's own. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  /** Runs a function and answers what it answered. */
  invoke(name: FunctionName, payload: object): Promise<unknown>;
  /** Events on the bus after a position, oldest first; `position` reads on. */
  events(after: number): Promise<readonly { readonly position: number; readonly event: ResumeEvent }[]>;
  /** No message waits and no function works. */
  isIdle(): Promise<boolean>;
  /** Waits until that is so. */
  idle(): Promise<void>;
  close(): Promise<void>;
}
