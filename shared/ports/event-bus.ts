import type { ResumeEvent } from '../contracts/event.ts';
import type { FaultKind } from './fault.ts';

/** EventBridge, or whatever carries the events. */
export interface EventBus {
  /**
   * Up to 10 events. PutEvents answers 200 with `FailedEntryCount > 0`: so one answer per event, in their order,
   * `undefined` where it was taken.
   */
  publish(events: readonly ResumeEvent[]): Promise<readonly (FaultKind | undefined)[]>;
}
