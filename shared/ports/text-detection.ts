import type { LineReading, PageReading } from '../core/document/reading.ts';

export interface DetectedLine extends LineReading {
  /** From 1. */
  readonly page: number;
}

export interface DetectionPart {
  readonly state: 'running' | 'succeeded' | 'partial' | 'failed';
  readonly lines: readonly DetectedLine[];
  /** Pages of the document, 0 while unknown. */
  readonly pages: number;
  /** Follow it to the end: a part holds at most 1,000 blocks. */
  readonly next?: string;
}

/** Amazon Textract's text detection. */
export interface TextDetection {
  /** One page, at most 10 MB. @throws Fault `invalid` when the service will not read this document. */
  detect(bytes: Uint8Array): Promise<PageReading>;
  /**
   * Starts a job on an object of the text bucket and answers its id; the same token answers the same job, without
   * another notification. `tag` and the key travel through SNS: both are hashed ids.
   * @throws Fault `invalid` when the token was used with other parameters or the document cannot be read.
   */
  start(job: { key: string; versionId?: string; token: string; tag: string }): Promise<string>;
  /** @throws Fault `missing` when the job is not known (any more), `invalid` when the page token has expired. */
  result(jobId: string, next?: string): Promise<DetectionPart>;
}
