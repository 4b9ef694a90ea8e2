import type { Context } from '../context.ts';
import type { Input } from '../http/json-protocol.ts';
import { validationError } from '../http/service-error.ts';
import type { Bus } from './bus.ts';
import type { Rules } from './rules.ts';

/** Bytes of all entries of a call together. */
const MAX_SIZE = 1_048_576;

interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  /** Seconds since 1970. */
  readonly Time?: number;
  readonly TraceHeader?: string;
}

interface Result {
  EventId?: string;
  ErrorCode?: string;
  ErrorMessage?: string;
}

/** Answers 200 as soon as the call has the right shape; what became of each entry stands in the entries of the answer. */
export function putEvents(context: Context, rules: Rules, bus: Bus, { Entries: entries }: Input) {
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > 10) {
    throw validationError('1 validation error detected: Entries must have 1 to 10 members.');
  }
  const size = (entries as Entry[]).reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (size > MAX_SIZE) throw validationError('Total size of the entries in the request is over the limit.');
  const Entries = context.db.transaction(() =>
    (entries as Entry[]).map((entry, i) => putEntry(context, rules, bus, entry, i)),
  );
  return { FailedEntryCount: Entries.filter(entry => entry.ErrorCode).length, Entries };
}

function putEntry(context: Context, rules: Rules, bus: Bus, entry: Entry, index: number): Result {
  const fault = context.faults.entry?.({ service: 'events', operation: 'PutEvents', entry: { ...entry }, index });
  if (fault) return { ErrorCode: fault.code, ErrorMessage: 'Injected fault.' };
  const { Source, DetailType, Detail, EventBusName, Resources, Time, TraceHeader } = entry;
  if (!Source || !DetailType || !Detail) {
    return { ErrorCode: 'InvalidArgument', ErrorMessage: 'Parameter Source, DetailType or Detail is not valid.' };
  }
  if (Source.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  const detail = parseDetail(Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const name = rules.findBus(EventBusName);
  // Stricter than the service may be: an event for a bus that is not there would be lost without a trace.
  if (name === undefined)
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: 'The event bus does not exist.' };
  const EventId = bus.announce(name, {
    source: Source,
    detailType: DetailType,
    detail,
    ...(Resources ? { resources: Resources } : {}),
    time: Time === undefined ? undefined : Time * 1000,
    traceHeader: TraceHeader,
  });
  return { EventId };
}

function parseDetail(text: string): object | undefined {
  try {
    const detail = JSON.parse(text);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}

/** As the EventBridge guide counts it: 14 bytes for a time, and the UTF-8 length of each text. */
function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}
