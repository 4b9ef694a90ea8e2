import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { EventBus } from '../../ports/event-bus.ts';
import type { FaultKind } from '../../ports/fault.ts';
import { call } from './fault.ts';

const SOURCE = 'resume-intake';

export function eventBus(events: EventBridgeClient, bus: string): EventBus {
  return {
    async publish(batch) {
      const Entries = batch.map(event => ({
        EventBusName: bus,
        Source: SOURCE,
        DetailType: event.type,
        Time: new Date(event.time),
        Detail: JSON.stringify(event),
        TraceHeader: traceHeaderOf(event.traceparent),
      }));
      const answer = await call('EventBridge.PutEvents', () => events.send(new PutEventsCommand({ Entries })));
      // The call succeeds while single entries fail: whoever looks at the status alone loses events.
      return batch.map((_, i) => faultOf(answer.Entries?.[i]?.ErrorCode, answer.Entries?.[i]?.EventId));
    },
  };
}

function faultOf(code: string | undefined, id: string | undefined): FaultKind | undefined {
  if (!code) return id ? undefined : 'unavailable';
  if (/Throttl|LimitExceeded/.test(code)) return 'throttled';
  return /NotAuthorized|AccessDenied/.test(code) ? 'denied' : 'unavailable';
}

/** X-Ray's form of a W3C `traceparent`: `Root=1-8 hex-24 hex;Parent=16 hex;Sampled=1`. */
function traceHeaderOf(traceparent: string): string {
  const [, trace = '', parent = ''] = traceparent.split('-');
  return `Root=1-${trace.slice(0, 8)}-${trace.slice(8)};Parent=${parent};Sampled=1`;
}
