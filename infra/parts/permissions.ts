import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Grant } from './acknowledge.ts';
import type { Resources } from './resources.ts';
import { type FunctionName, PREFIX, QUEUES, type QueueName } from './topology.ts';

// Who may do what, spelt out: no grant methods, whose lists hold wildcards and grow with CDK's versions. One table, so
// that a reviewer reads it top to bottom; a test pins role × action against it.

type Grants = (r: Resources) => readonly Grant[];

interface Options {
  readonly conditions?: Record<string, unknown>;
  /** Why the resource needs a wildcard. */
  readonly because?: string;
}

const allow = (actions: readonly string[], resources: readonly string[], options: Options = {}): Grant => ({
  statement: new PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    ...(options.conditions ? { conditions: options.conditions } : {}),
  }),
  ...(options.because ? { because: options.because } : {}),
});

const KEYS_ARE_IDS = 'Keys of objects are made at run time; the prefix is all of the bucket that this stage touches.';

/** Objects of one prefix. */
const objects =
  (bucket: 'intake' | 'text', prefix: string, ...actions: readonly string[]): Grants =>
  r => [
    allow(
      actions.map(action => `s3:${action}`),
      [r.storage[bucket].arnForObjects(`${prefix}*`)],
      { because: KEYS_ARE_IDS },
    ),
  ];

/**
 * Reading needs to list, too: without it S3 answers 403 for what is not there, and an object that was erased while its
 * message was on the way would look like a fault of ours that is worth another try.
 */
const read =
  (bucket: 'intake' | 'text', prefix: string): Grants =>
  r => [
    ...objects(bucket, prefix, 'GetObject', 'GetObjectVersion')(r),
    allow(['s3:ListBucket'], [r.storage[bucket].bucketArn]),
  ];

/** Deleting every version: in a bucket without versions there is one, called null. */
const remove =
  (bucket: 'intake' | 'text', ...prefixes: readonly string[]): Grants =>
  r =>
    prefixes.flatMap(prefix => objects(bucket, prefix, 'DeleteObject', 'DeleteObjectVersion')(r));

const listVersions =
  (bucket: 'intake' | 'text', prefixes: readonly string[]): Grants =>
  r => [
    allow(['s3:ListBucketVersions'], [r.storage[bucket].bucketArn], {
      conditions: { StringLike: { 's3:prefix': prefixes.map(prefix => `${prefix}*`) } },
    }),
  ];

const table =
  (name: 'documents' | 'vault', ...actions: readonly (readonly string[])[]): Grants =>
  r => [
    allow(
      actions.flat().map(action => `dynamodb:${action}`),
      [r.tables[name].tableArn],
    ),
  ];
/** What a stage does to a document's row: reads it, decides, writes it again. */
const ROW = ['GetItem', 'PutItem'];
/** What the transaction that stores takes, too. There is no action for a transaction itself. */
const STORE = [...ROW, 'DeleteItem', 'ConditionCheckItem'];

const listing: Grants = r => [allow(['dynamodb:Query'], [`${r.tables.documents.tableArn}/index/byTime`])];

const send =
  (...names: readonly QueueName[]): Grants =>
  r => [
    allow(
      ['sqs:SendMessage'],
      names.map(name => r.queues.stages[name].queue.queueArn),
    ),
  ];

/** What Lambda itself does in the function's name to feed it from its queue. */
const consume =
  (consumer: FunctionName): Grants =>
  r => {
    const fed = (Object.keys(QUEUES) as QueueName[]).filter(name => QUEUES[name].consumer === consumer);
    return [
      allow(
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        fed.map(name => r.queues.stages[name].queue.queueArn),
      ),
    ];
  };

/** The data key for what the services encrypt, and through them alone: with it no sealed contact can be opened. */
const atRest =
  (...services: readonly ('s3' | 'dynamodb' | 'sqs')[]): Grants =>
  r => [
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], [r.keys.data.keyArn], {
      conditions: {
        StringEquals: { 'kms:ViaService': services.map(service => `${service}.${r.region}.amazonaws.com`) },
      },
    }),
  ];

/** Data keys of subjects, which are bound to their subject by the encryption context. */
const subjectKeys =
  (...actions: readonly ('Decrypt' | 'GenerateDataKey')[]): Grants =>
  r => [
    allow(
      actions.map(action => `kms:${action}`),
      [r.keys.data.keyArn],
      {
        conditions: {
          'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['subject'] },
          Null: { 'kms:EncryptionContext:subject': 'false' },
        },
      },
    ),
  ];

const identity: Grants = r => [allow(['kms:GenerateMac'], [r.keys.mac.keyArn])];

const textract =
  (...actions: readonly string[]): Grants =>
  () => [
    allow(
      actions.map(action => `textract:${action}`),
      ['*'],
      {
        because: 'Textract has no resource-level permissions: its actions take * or nothing.',
      },
    ),
  ];
const passNotifier: Grants = r => [
  allow(['iam:PassRole'], [r.completions.role.roleArn], {
    conditions: { StringEquals: { 'iam:PassedToService': 'textract.amazonaws.com' } },
  }),
];

const stream: Grants = r => [
  allow(
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    [`${r.tables.documents.tableArn}/stream/*`],
    { because: "Of a table's stream only the label, the time of its making, is not known beforehand." },
  ),
  // What Lambda cannot get past is put aside in the function's name.
  allow(['sqs:SendMessage'], [r.queues.publishDead.queueArn]),
];

const putEvents: Grants = r => [allow(['events:PutEvents'], [r.bus.bus.eventBusArn])];

/** Erasing, by the function of that name and by the sweep, which ends what was interrupted. */
const ERASURE: readonly Grants[] = [
  table('documents', ROW, ['Query', 'DeleteItem']),
  listing,
  table('vault', ROW, ['DeleteItem']),
  listVersions('text', [PREFIX.text, PREFIX.body]),
  remove('intake', PREFIX.intake, PREFIX.mail),
  remove('text', PREFIX.text, PREFIX.body),
  identity,
];

/** One list per function; what its stage needs and no more. */
export const PERMISSIONS: Readonly<Record<FunctionName, readonly Grants[]>> = {
  // The parts of a mail become objects of their own, and so do those of a mail that was uploaded.
  'receive-mail': [
    consume('receive-mail'),
    send('mail', 'refine'),
    read('intake', PREFIX.mail),
    objects('intake', `${PREFIX.intake}mail/`, 'PutObject'),
    table('documents', ROW),
    identity,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  // Textract reads the object of a job in the name of who starts it.
  'read-document': [
    consume('read-document'),
    send('intake', 'page', 'ocr', 'refine'),
    read('intake', PREFIX.intake),
    objects('intake', `${PREFIX.intake}mail/`, 'PutObject'),
    objects('text', PREFIX.text, 'PutObject', 'GetObject', 'GetObjectVersion'),
    table('documents', ROW),
    identity,
    textract('DetectDocumentText', 'StartDocumentTextDetection'),
    passNotifier,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  'read-page': [
    consume('read-page'),
    send('page', 'refine'),
    read('intake', PREFIX.intake),
    read('text', PREFIX.text),
    objects('text', PREFIX.text, 'PutObject'),
    table('documents', ROW),
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  'collect-ocr': [
    consume('collect-ocr'),
    send('ocr', 'page', 'refine'),
    objects('text', PREFIX.text, 'PutObject'),
    table('documents', ROW),
    textract('GetDocumentTextDetection'),
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  refine: [
    consume('refine'),
    send('refine'),
    read('text', PREFIX.text),
    remove('text', PREFIX.text),
    listVersions('text', [PREFIX.text]),
    objects('text', PREFIX.body, 'PutObject'),
    table('documents', STORE, ['Query']),
    table('vault', STORE),
    subjectKeys('GenerateDataKey', 'Decrypt'),
    identity,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  // Lambda reads the stream and puts aside what fails, in the function's name.
  publish: [stream, table('documents', ['BatchGetItem', 'DeleteItem']), putEvents, atRest('dynamodb', 'sqs')],
  sweep: [
    ...ERASURE,
    table('documents', ['BatchGetItem']),
    send('intake', 'mail', 'page', 'ocr', 'refine'),
    putEvents,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  reveal: [table('vault', ROW), subjectKeys('Decrypt'), atRest('dynamodb')],
  erase: [...ERASURE, atRest('s3', 'dynamodb')],
};
