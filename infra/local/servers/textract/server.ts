import type { Context } from '../context.ts';
import { type Input, jsonProtocol, type Operations } from '../http/json-protocol.ts';
import type { Handler } from '../http/listen.ts';
import { ServiceError } from '../http/service-error.ts';
import type { S3Server } from '../s3/server.ts';
import type { SnsServer } from '../sns/server.ts';
import { blocksOf } from './blocks.ts';
import { checkDocument, type Ocr, readDocument } from './documents.ts';
import { type JobRow, Jobs } from './jobs.ts';

export interface TextractServer {
  readonly handler: Handler;
  readonly jobs: Jobs;
}

const MODEL = { DetectDocumentTextModelVersion: '1.0' };
const MAX_BLOCKS = 1000;

export function textractServer(
  context: Context,
  s3: S3Server,
  sns: SnsServer,
  ocr: Ocr | undefined,
  concurrency: number,
): TextractServer {
  const jobs = new Jobs(context, s3, sns, ocr, concurrency);
  const operations: Operations = {
    DetectDocumentText: async ({ Document }: Input) => {
      const pages = await readDocument(ocr, await load(s3, Document), 'sync');
      return { ...MODEL, DocumentMetadata: { Pages: pages.length }, Blocks: blocksOf(pages) };
    },
    StartDocumentTextDetection: async (input: Input) => {
      const request = startRequest(input);
      checkDocument(await loadObject(s3, input.DocumentLocation.S3Object), 'async');
      return { JobId: context.db.transaction(() => jobs.start(request)) };
    },
    GetDocumentTextDetection: (input: Input) => result(context, jobs, input),
  };
  const handler = jsonProtocol({
    service: 'textract',
    version: '1.1',
    targets: { Textract: operations },
    faults: context.faults,
  });
  return { handler, jobs };
}

async function load(s3: S3Server, document: Input): Promise<Uint8Array> {
  const { Bytes, S3Object } = document ?? {};
  if ((Bytes === undefined) === (S3Object === undefined)) throw invalid();
  return typeof Bytes === 'string' ? Buffer.from(Bytes, 'base64') : loadObject(s3, S3Object);
}

async function loadObject(s3: S3Server, object: Input): Promise<Uint8Array> {
  const { Bucket, Name, Version } = object ?? {};
  if (typeof Bucket !== 'string' || typeof Name !== 'string') throw invalid();
  const bytes = await s3.read(Bucket, Name, Version);
  if (!bytes) {
    const message = 'Unable to get object metadata from S3. Check object key, region and/or access permissions.';
    throw new ServiceError('InvalidS3ObjectException', message);
  }
  return bytes;
}

function startRequest({ DocumentLocation, ClientRequestToken, JobTag, NotificationChannel, OutputConfig }: Input) {
  const { Bucket, Name, Version } = DocumentLocation?.S3Object ?? {};
  if (typeof Bucket !== 'string' || typeof Name !== 'string') throw invalid();
  if (ClientRequestToken !== undefined && !/^[\w-]{1,64}$/.test(ClientRequestToken)) throw invalid();
  if (JobTag !== undefined && !/^[\w.:-]{1,64}$/.test(JobTag)) throw invalid();
  if (OutputConfig !== undefined)
    throw new ServiceError('InvalidParameterException', 'The local server has no OutputConfig.');
  const { SNSTopicArn, RoleArn } = NotificationChannel ?? {};
  if (NotificationChannel !== undefined && !(/^arn:/.test(SNSTopicArn) && /^arn:/.test(RoleArn))) throw invalid();
  return {
    bucket: Bucket,
    key: Name,
    versionId: Version,
    token: ClientRequestToken,
    tag: JobTag,
    topicArn: SNSTopicArn,
  };
}

function result(context: Context, jobs: Jobs, { JobId, MaxResults = MAX_BLOCKS, NextToken }: Input) {
  const job = typeof JobId === 'string' ? jobs.find(JobId) : undefined;
  if (!job) throw new ServiceError('InvalidJobIdException', 'Request has invalid Job Id');
  if (job.status === 'IN_PROGRESS') return { JobStatus: job.status };
  if (job.status === 'FAILED') return { JobStatus: job.status, StatusMessage: job.message ?? '', ...MODEL };
  if (!Number.isInteger(MaxResults) || MaxResults < 1) throw invalid();
  const from = NextToken === undefined ? 0 : positionOf(context, job, JobId, NextToken);
  const to = Math.min(from + Math.min(MaxResults, MAX_BLOCKS), job.blocks);
  return {
    JobStatus: job.status,
    ...MODEL,
    DocumentMetadata: { Pages: job.pages },
    Blocks: jobs.blocks(JobId, from, to),
    ...(to < job.blocks ? { NextToken: Buffer.from(JSON.stringify([job.hash, to])).toString('base64') } : {}),
    ...(job.missing === null ? {} : { Warnings: [{ ErrorCode: 'INTERNAL_SERVER_ERROR', Pages: [job.missing] }] }),
  };
}

/** A token is good for its own job only. */
function positionOf(context: Context, job: JobRow, jobId: string, token: unknown): number {
  let hash: unknown;
  let position: unknown;
  try {
    [hash, position] = JSON.parse(Buffer.from(String(token), 'base64').toString());
  } catch {}
  const expired = context.faults.textractToken?.(jobId) === 'expired';
  if (expired || hash !== job.hash || !Number.isSafeInteger(position) || Number(position) < 0) throw invalid();
  return Number(position);
}

const invalid = () => new ServiceError('InvalidParameterException', 'Request has invalid parameters');
