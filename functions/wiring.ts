import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { TextractClient } from '@aws-sdk/client-textract';
import { eventBus } from '../shared/adapters/aws/event-bus.ts';
import { keys } from '../shared/adapters/aws/keys.ts';
import { objectStore } from '../shared/adapters/aws/object-store.ts';
import { queues } from '../shared/adapters/aws/queues.ts';
import { store } from '../shared/adapters/aws/store.ts';
import { embeddedMetrics, jsonLog } from '../shared/adapters/aws/telemetry.ts';
import { textDetection } from '../shared/adapters/aws/text-detection.ts';
import { type Limits, limitsOf, type OpenPolicy } from '../shared/adapters/documents/index.ts';
import { documentReader } from '../shared/adapters/reader.ts';
import { type Settings, settingsOf } from '../shared/steps/settings.ts';

/**
 * From the environment to ports; the only reader of the environment. Each port has a function of its own, so that a
 * bundle holds the clients that its handler names and no others: a client costs about 15 ms of every cold start.
 */

/** @throws Error at the cold start of a function that was deployed without one of its variables. */
function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** A local S3 server has no host name for each bucket. */
const s3 = () => new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined });

export const intake = () => objectStore(s3(), variable('INTAKE_BUCKET'));
export const texts = () => objectStore(s3(), variable('TEXT_BUCKET'));
export const documents = () => store(new DynamoDBClient(), variable('DOCUMENTS_TABLE'));
export const vault = () => store(new DynamoDBClient(), variable('VAULT_TABLE'));
export const bus = () => eventBus(new EventBridgeClient(), variable('EVENT_BUS'));
export const keyRing = () => keys(new KMSClient(), { mac: variable('MAC_KEY_ARN'), data: variable('DATA_KEY_ARN') });

export const queueSender = () =>
  queues(new SQSClient(), {
    intake: variable('INTAKE_QUEUE_URL'),
    mail: variable('MAIL_QUEUE_URL'),
    page: variable('PAGE_QUEUE_URL'),
    ocr: variable('OCR_QUEUE_URL'),
    refine: variable('REFINE_QUEUE_URL'),
  });

export const textract = () =>
  textDetection(new TextractClient(), {
    bucket: variable('TEXT_BUCKET'),
    topicArn: variable('TEXTRACT_TOPIC_ARN'),
    roleArn: variable('TEXTRACT_ROLE_ARN'),
  });

/** What every step has: a clock, a log with an allow list, metrics. */
export const basics = (step: string) => ({
  clock: { now: () => Date.now() },
  log: jsonLog(step),
  metrics: embeddedMetrics(step),
});

const settingsJson = (): Record<string, unknown> => JSON.parse(process.env.SETTINGS || '{}');

/** @throws ZodError at the cold start when a setting is out of its range. */
export const settings = (): Settings => settingsOf(settingsJson());

/** The parsers and the OCR engine, bound by `limits` and steered by `policy` of the settings. */
export function reader() {
  const { limits, policy } = settingsJson() as { limits?: Partial<Limits>; policy?: OpenPolicy };
  return documentReader({ limits: limitsOf(limits), ...(policy && { policy }) });
}
