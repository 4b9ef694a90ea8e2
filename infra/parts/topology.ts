/**
 * The shape of the pipeline as data: which functions there are, what each needs, and which queue feeds which. Everything
 * else in this folder turns these tables into resources; the tests pin the arithmetic between them.
 */

export interface FunctionSpec {
  readonly purpose: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Needs the layer of native packages: it renders or reads pictures. */
  readonly native: boolean;
}

export const FUNCTIONS = {
  'receive-mail': {
    purpose: 'takes the documents out of an e-mail',
    memoryMb: 1536,
    timeoutSeconds: 120,
    native: true,
  },
  'read-document': {
    purpose: 'identifies a file and reads its text layer, or sends its pages to OCR',
    memoryMb: 2048,
    timeoutSeconds: 180,
    native: true,
  },
  'read-page': {
    purpose: 'reads one page with the OCR engine that knows Chinese',
    memoryMb: 3008,
    timeoutSeconds: 180,
    native: true,
  },
  'collect-ocr': {
    purpose: 'fetches what Textract read',
    memoryMb: 1024,
    timeoutSeconds: 120,
    native: false,
  },
  refine: {
    purpose: 'cleans, redacts, normalizes and stores',
    memoryMb: 1536,
    timeoutSeconds: 120,
    native: false,
  },
  publish: {
    purpose: 'publishes outbox rows from the table stream',
    memoryMb: 512,
    timeoutSeconds: 60,
    native: false,
  },
  sweep: {
    purpose: 'finds lost Textract notices and parked work',
    memoryMb: 512,
    timeoutSeconds: 120,
    native: false,
  },
  reveal: { purpose: 'opens the sealed contacts of one subject', memoryMb: 512, timeoutSeconds: 30, native: false },
  erase: { purpose: 'deletes a document or a subject for good', memoryMb: 512, timeoutSeconds: 300, native: false },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof FUNCTIONS;

export interface QueueSpec {
  readonly consumer: FunctionName;
  /** Messages one invocation takes. Those of slow or memory-hungry work come one at a time. */
  readonly batchSize: number;
  /** Invocations at once; a governor for what stands behind (Textract's quota, memory, the table). At least 2. */
  readonly concurrency: number;
  /** Deliveries before a message is a dead letter. */
  readonly attempts: number;
}

export const QUEUES = {
  intake: { consumer: 'read-document', batchSize: 5, concurrency: 20, attempts: 5 },
  mail: { consumer: 'receive-mail', batchSize: 1, concurrency: 5, attempts: 5 },
  page: { consumer: 'read-page', batchSize: 1, concurrency: 20, attempts: 5 },
  ocr: { consumer: 'collect-ocr', batchSize: 5, concurrency: 5, attempts: 8 },
  refine: { consumer: 'refine', batchSize: 10, concurrency: 20, attempts: 5 },
} as const satisfies Record<string, QueueSpec>;

export type QueueName = keyof typeof QUEUES;

/** AWS asks for at least six times: a batch that is retried while Lambda is throttled must not show up twice meanwhile. */
export const VISIBILITY_FACTOR = 6;
export const RETENTION_DAYS = { source: 4, deadLetters: 14 } as const;

/** The stream's reader: attempts before a part of a batch goes to its dead letters, and the age at which it does anyway. */
export const STREAM = { batchSize: 50, attempts: 8, maxAgeHours: 12 } as const;

/** What the sweep looks for is counted in minutes; a look that finds nothing costs four queries. */
export const SWEEP_MINUTES = 1;

export const PREFIX = { intake: 'intake/', mail: 'mail/', text: 'text/', body: 'body/' } as const;
