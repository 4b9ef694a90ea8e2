/** What other systems hang on: records and events, with their schemas. Messages between the steps are our own affair. */
export {
  EVENT_TYPES,
  type EventOf,
  type EventType,
  eventJsonSchema,
  type ResumeEvent,
  resumeEventSchema,
} from './event.ts';
export * from './record.ts';
