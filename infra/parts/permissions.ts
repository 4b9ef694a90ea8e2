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

/** Objects of one prefix. `ListBucket` is left out: without it a missing key answers 403, which the adapter knows. */
const objects =
  (bucket: 'intake' | 'text', prefix: string, actions: readonly string[]): Grants =>
  r => [
    allow(
      actions.map(action => `s3:${action}`),
      [r.storage[bucket].arnForObjects(`${prefix}*`)],
      {
        because: 'Keys of objects are made at run time; the prefix is all of the bucket that this stage touches.',
      },
    ),
  ];
const READ = ['GetObject', 'GetObjectVersion'];

const listVersions =
  (bucket: 'intake' | 'text', prefixes: readonly string[]): Grants =>
  r => [
    allow(['s3:ListBucketVersions'], [r.storage[bucket].bucketArn], {
      conditions: { StringLike: { 's3:prefix': prefixes.map(prefix => `${prefix}*`) } },
    }),
  ];

const table =
  (name: 'documents' | 'vault', actions: readonly string[]): Grants =>
  r => [
    allow(
      actions.map(action => `dynamodb:${action}`),
      [r.tables[name].tableArn],
    ),
  ];
const LOOK = ['GetItem', 'BatchGetItem', 'Query'];
/** What a transaction is made of; there is no action for the transaction itself. */
const WRITE = ['PutItem', 'DeleteItem', 'ConditionCheckItem'];
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

/** One list per function; what its stage needs and no more. */
export const PERMISSIONS: Readonly<Record<FunctionName, readonly Grants[]>> = {
  'receive-mail': [
    consume('receive-mail'),
    send('mail'),
    objects('intake', PREFIX.mail, READ),
    objects('intake', `${PREFIX.intake}mail/`, ['PutObject']),
    table('documents', [...LOOK, ...WRITE]),
    identity,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  'read-document': [
    consume('read-document'),
    send('intake', 'page', 'ocr', 'refine'),
    objects('intake', PREFIX.intake, READ),
    objects('text', PREFIX.text, [...READ, 'PutObject', 'DeleteObject']),
    table('documents', [...LOOK, ...WRITE]),
    table('vault', LOOK),
    identity,
    textract('DetectDocumentText', 'StartDocumentTextDetection', 'GetDocumentTextDetection'),
    passNotifier,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  'read-page': [
    consume('read-page'),
    send('page', 'refine'),
    objects('intake', PREFIX.intake, READ),
    objects('text', PREFIX.text, [...READ, 'PutObject']),
    table('documents', [...LOOK, ...WRITE]),
    table('vault', LOOK),
    identity,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  'collect-ocr': [
    consume('collect-ocr'),
    send('ocr', 'page', 'refine'),
    objects('text', PREFIX.text, [...READ, 'PutObject', 'DeleteObject']),
    table('documents', [...LOOK, ...WRITE]),
    table('vault', LOOK),
    identity,
    textract('GetDocumentTextDetection'),
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  refine: [
    consume('refine'),
    send('refine'),
    objects('text', PREFIX.text, [...READ, 'DeleteObject']),
    listVersions('text', [PREFIX.text]),
    objects('text', PREFIX.body, ['PutObject']),
    table('documents', [...LOOK, ...WRITE]),
    table('vault', [...LOOK, ...WRITE]),
    subjectKeys('GenerateDataKey', 'Decrypt'),
    identity,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
  publish: [stream, table('documents', [...LOOK, ...WRITE]), putEvents, atRest('dynamodb', 'sqs')],
  sweep: [
    send('intake', 'mail', 'page', 'ocr', 'refine'),
    table('documents', [...LOOK, ...WRITE]),
    table('vault', LOOK),
    listing,
    identity,
    textract('GetDocumentTextDetection'),
    putEvents,
    atRest('dynamodb', 'sqs'),
  ],
  reveal: [
    table('documents', ['GetItem', 'BatchGetItem']),
    table('vault', [...LOOK, 'PutItem', 'ConditionCheckItem']),
    subjectKeys('Decrypt'),
    atRest('dynamodb'),
  ],
  erase: [
    send('refine'),
    table('documents', [...LOOK, ...WRITE]),
    table('vault', [...LOOK, ...WRITE]),
    listing,
    listVersions('intake', [PREFIX.intake, PREFIX.mail]),
    listVersions('text', [PREFIX.text, PREFIX.body]),
    objects('intake', PREFIX.intake, ['DeleteObject', 'DeleteObjectVersion']),
    objects('intake', PREFIX.mail, ['DeleteObject', 'DeleteObjectVersion']),
    objects('text', PREFIX.text, ['DeleteObject', 'DeleteObjectVersion']),
    objects('text', PREFIX.body, ['DeleteObject', 'DeleteObjectVersion']),
    identity,
    atRest('s3', 'dynamodb', 'sqs'),
  ],
};
