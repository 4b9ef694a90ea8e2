import * as z from 'zod/mini';

/**
 * What an operator may set, with defaults. Times are seconds unless the name says otherwise.
 * `settingsSchema.parse` throws on a value out of range and drops names that it does not know (other parts' settings).
 */
const seconds = (least: number, most: number, standard: number) =>
  z._default(z.number().check(z.minimum(least), z.maximum(most)), standard);
const share = (standard: number) => z._default(z.number().check(z.minimum(0), z.maximum(1)), standard);
const count = (least: number, most: number, standard: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), standard);
const engine = (standard: 'textract' | 'paddle') => z._default(z.enum(['textract', 'paddle']), standard);

export const settingsSchema = z.object({
  /** Start on the upload, or only on GuardDuty's word that the object is clean. */
  gate: z._default(z.enum(['off', 'guardduty']), 'off'),
  /** No scan result for so long: quarantined. */
  scanWait: seconds(60, 86_400, 600),
  /** Bytes of an object; larger ones are refused without a download. SES takes mails up to 40 MB. */
  maxBytes: count(1, 100 * 1024 * 1024, 10 * 1024 * 1024),
  maxMailBytes: count(1, 100 * 1024 * 1024, 40 * 1024 * 1024),
  /** Which engine reads a page, by what its script is known to be. Textract has no Chinese. */
  engines: z._default(z.object({ han: engine('paddle'), latin: engine('textract'), unknown: engine('paddle') }), {
    han: 'paddle',
    latin: 'textract',
    unknown: 'paddle',
  }),
  /** Mean OCR confidence: below the first quarantined, below the second noted. */
  refuseBelow: share(0.3),
  noteBelow: share(0.75),
  /** Addresses that mail is taken for; empty: any. Compared without case. */
  recipients: z._default(z.array(z.string()), []),
  /** A document that has not moved for so long is pushed. */
  stalledAfter: seconds(10, 86_400, 900),
  /** … at most so often; then it is quarantined. */
  maxSweeps: count(1, 1000, 24),
  /** An event that is not published for so long is published by the sweep. */
  unpublishedAfter: seconds(30, 86_400, 300),
  /**
   * For so long after an erasure the sweep deletes again what somebody late may have written. A Lambda lives 15 minutes
   * at most; twice that covers a write that it had on the way.
   */
  watchErased: seconds(0, 86_400, 1_800),
  /** Items above this go to S3. DynamoDB's limit is 400 KB with names; what the table adds is below 10 KB. */
  maxItemBytes: count(1_000, 380_000, 350_000),
  textract: z._default(
    z.object({
      maximum: count(1, 10_000, 100),
      initial: count(1, 10_000, 10),
      leaseMs: count(1_000, 86_400_000, 3_600_000),
      pauseMs: count(0, 3_600_000, 5_000),
    }),
    { maximum: 100, initial: 10, leaseMs: 3_600_000, pauseMs: 5_000 },
  ),
});

export type Settings = z.infer<typeof settingsSchema>;

/** @throws ZodError for a value of the wrong kind or out of range */
export const settingsOf = (value: unknown = {}): Settings => settingsSchema.parse(value);
