import * as z from 'zod/mini';

/**
 * The messages between the steps. They name a document, never what is in it or what its file is called: a message ends
 * in a dead-letter queue when things go wrong, and people read those.
 */

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const version = z.int().check(z.minimum(1));
const about = { v: z.literal(1), documentId: id, version };

export const messageSchema = z.discriminatedUnion('kind', [
  /** Read the object of the status row (again): the sweep and a parked read send it. Queues intake and mail. */
  z.object({ kind: z.literal('read'), ...about }),
  /** Start Textract for the pages that wait for it. Queue intake. */
  z.object({ kind: z.literal('ocr'), ...about }),
  /** Read one page with the local engine. Queue page. */
  z.object({ kind: z.literal('page'), ...about, page: z.int().check(z.minimum(1)) }),
  /** Fetch the result of the document's Textract job, whose notice may be lost. Queue ocr. */
  z.object({ kind: z.literal('collect'), ...about }),
  /** All pages are there: clean, redact, structure, store. Queue refine. */
  z.object({ kind: z.literal('refine'), ...about }),
]);

export type Message = z.infer<typeof messageSchema>;
export type MessageKind = Message['kind'];
export type MessageOf<K extends MessageKind> = Extract<Message, { kind: K }>;

/** @returns undefined for anything that is not a message of a known kind and schema version; never throws. */
export function parseMessage(body: string): Message | undefined {
  const result = messageSchema.safeParse(parseJson(body));
  return result.success ? result.data : undefined;
}

export const messageJsonSchema = () => z.toJSONSchema(messageSchema);

/** @returns undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
