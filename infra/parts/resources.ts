import type { Bus } from './bus.ts';
import type { Keys } from './keys.ts';
import type { Completions } from './ocr.ts';
import type { Queues } from './queues.ts';
import type { Storage } from './storage.ts';
import type { Tables } from './tables.ts';

/** Everything that functions act on. */
export interface Resources {
  readonly region: string;
  readonly keys: Keys;
  readonly storage: Storage;
  readonly tables: Tables;
  readonly queues: Queues;
  readonly completions: Completions;
  readonly bus: Bus;
}

/** The environment of every function; `functions/wiring.ts` is its only reader. Names are no access: roles are. */
export const environmentOf = (r: Resources, settings: string): Record<string, string> => ({
  INTAKE_BUCKET: r.storage.intake.bucketName,
  TEXT_BUCKET: r.storage.text.bucketName,
  DOCUMENTS_TABLE: r.tables.documents.tableName,
  VAULT_TABLE: r.tables.vault.tableName,
  EVENT_BUS: r.bus.bus.eventBusName,
  INTAKE_QUEUE_URL: r.queues.stages.intake.queue.queueUrl,
  MAIL_QUEUE_URL: r.queues.stages.mail.queue.queueUrl,
  PAGE_QUEUE_URL: r.queues.stages.page.queue.queueUrl,
  OCR_QUEUE_URL: r.queues.stages.ocr.queue.queueUrl,
  REFINE_QUEUE_URL: r.queues.stages.refine.queue.queueUrl,
  TEXTRACT_TOPIC_ARN: r.completions.topic.topicArn,
  TEXTRACT_ROLE_ARN: r.completions.role.roleArn,
  DATA_KEY_ARN: r.keys.data.keyArn,
  MAC_KEY_ARN: r.keys.mac.keyArn,
  SETTINGS: settings,
});
