import * as z from 'zod/mini';
import { parseJson } from './message.ts';

/**
 * What other services send: S3 (through EventBridge or its own notifications), GuardDuty, Textract through SNS. Their
 * envelopes grow fields at any time, so these schemas are open; what is of no known kind is `unknown`, never an error.
 */

/** An object version that arrived. */
export interface Arrival {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** Hex; orders the events of one key. Absent in GuardDuty's event. */
  readonly sequencer?: string;
  /** Bytes, by the event; a hint only. */
  readonly size?: number;
}

export type Inbound =
  | { readonly kind: 'arrivals'; readonly arrivals: readonly Arrival[] }
  /** The malware scan of an object ended. */
  | { readonly kind: 'scan'; readonly arrival: Arrival; readonly verdict: 'clean' | 'malware' | 'not-scanned' }
  /** A Textract job ended; `tag` is what we gave it. */
  | { readonly kind: 'completion'; readonly jobId: string; readonly tag?: string }
  /** Known and of no interest: test events, deletions, tag changes. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknown' };

const text = z.string().check(z.minLength(1), z.maxLength(4096));
const versionId = z.optional(z.nullable(z.string()));

const objectCreated = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({
    bucket: z.object({ name: text }),
    object: z.object({
      key: text,
      'version-id': versionId,
      sequencer: z.optional(z.string()),
      size: z.optional(z.number()),
    }),
  }),
});

const scanResult = z.object({
  source: z.literal('aws.guardduty'),
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  detail: z.object({
    s3ObjectDetails: z.object({ bucketName: text, objectKey: text, versionId }),
    scanResultDetails: z.object({ scanResultStatus: z.string() }),
  }),
});

/** A notification holds a list; samples that take `Records[0]` lose the others. */
const notification = z.object({
  Records: z.array(
    z.object({
      eventSource: z.literal('aws:s3'),
      eventName: z.string(),
      s3: z.object({
        bucket: z.object({ name: text }),
        object: z.object({
          key: text,
          versionId,
          sequencer: z.optional(z.string()),
          size: z.optional(z.number()),
        }),
      }),
    }),
  ),
});

const completion = z.object({ JobId: text, Status: z.string(), JobTag: z.optional(z.string()) });
const snsEnvelope = z.object({ Type: z.literal('Notification'), Message: z.string() });
const otherS3 = z.object({ source: z.enum(['aws.s3', 'aws.guardduty']), 'detail-type': z.string() });
const testEvent = z.object({ Event: z.literal('s3:TestEvent') });

/** Never throws, whatever the body is. */
export function parseInbound(body: string): Inbound {
  return recognise(parseJson(body), 0);
}

function recognise(value: unknown, depth: number): Inbound {
  const created = objectCreated.safeParse(value);
  if (created.success) {
    const { bucket, object } = created.data.detail;
    return { kind: 'arrivals', arrivals: [arrival(bucket.name, object.key, object['version-id'], object)] };
  }
  const scan = scanResult.safeParse(value);
  if (scan.success) {
    const { s3ObjectDetails: object, scanResultDetails: result } = scan.data.detail;
    const verdicts = { NO_THREATS_FOUND: 'clean', THREATS_FOUND: 'malware' } as const;
    const status = result.scanResultStatus as keyof typeof verdicts;
    // Anything but the two definite answers (UNSUPPORTED, FAILED, ACCESS_DENIED, one yet to be invented) is not clean.
    const verdict = Object.hasOwn(verdicts, status) ? verdicts[status] : 'not-scanned';
    return { kind: 'scan', arrival: arrival(object.bucketName, object.objectKey, object.versionId, {}), verdict };
  }
  const records = notification.safeParse(value);
  if (records.success) return fromRecords(records.data.Records);
  const done = completion.safeParse(value);
  if (done.success) {
    const { JobId: jobId, JobTag: tag } = done.data;
    return { kind: 'completion', jobId, ...(tag !== undefined && { tag }) };
  }
  const sns = snsEnvelope.safeParse(value);
  // An SNS envelope in an SNS envelope is no one's doing but a forger's.
  if (sns.success && depth === 0) return recognise(parseJson(sns.data.Message), 1);
  if (testEvent.safeParse(value).success || otherS3.safeParse(value).success) return { kind: 'ignored' };
  return { kind: 'unknown' };
}

function fromRecords(records: z.infer<typeof notification>['Records']): Inbound {
  const created = records.filter(record => record.eventName.startsWith('ObjectCreated:'));
  if (!created.length) return { kind: 'ignored' };
  const arrivals: Arrival[] = [];
  for (const { s3 } of created) {
    const key = decodeKey(s3.object.key);
    if (key === undefined) return { kind: 'unknown' };
    arrivals.push(arrival(s3.bucket.name, key, s3.object.versionId, s3.object));
  }
  return { kind: 'arrivals', arrivals };
}

/** S3's own notifications encode keys as HTML forms do; EventBridge's hold them as they are. */
function decodeKey(key: string): string | undefined {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function arrival(
  bucket: string,
  key: string,
  version: string | null | undefined,
  { sequencer, size }: { sequencer?: string | undefined; size?: number | undefined },
): Arrival {
  return {
    bucket,
    key,
    // A bucket without versions says "null" in some events and nothing in others.
    ...(version && version !== 'null' && { versionId: version }),
    ...(sequencer !== undefined && { sequencer }),
    ...(size !== undefined && { size }),
  };
}
