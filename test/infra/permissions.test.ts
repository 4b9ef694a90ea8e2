import { describe, expect, test } from 'vitest';
import { FUNCTIONS, type FunctionName } from '../../infra/parts/topology.ts';
import { type Synthesis, synthesize } from './synth.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

const stack: Synthesis = synthesize({ mail: { recipients: ['jobs@example.com'] }, malwareGate: true });
const names = Object.keys(FUNCTIONS) as FunctionName[];
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const statementsOf = (name: string): Statement[] => stack.role(`policy/${name}`)[1].Properties.PolicyDocument.Statement;

/** Every policy document of the template, wherever it stands. */
function documentsIn(value: unknown): { Statement: Statement[] }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value && 'Version' in value) return [value as { Statement: Statement[] }];
  return Object.values(value).flatMap(documentsIn);
}
const allowed = documentsIn(stack.template.Resources)
  .flatMap(document => list(document.Statement))
  .filter(statement => statement.Effect === 'Allow');

test('no action is a wildcard, in roles, resource policies and key policies alike', () => {
  expect(allowed.length).toBeGreaterThan(60);
  for (const { Action } of allowed) for (const action of list(Action)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
});

test('no resource is * but for Textract, which knows no resources', () => {
  for (const name of names) {
    for (const { Action, Resource } of statementsOf(name)) {
      if (!list(Resource).includes('*')) continue;
      for (const action of list(Action)) expect(action).toMatch(/^textract:/);
    }
  }
});

test('each role is of one function, has one policy, and takes nothing from AWS managed ones', () => {
  for (const name of names) {
    const [id, { Properties }] = stack.role(`role/${name}`);
    expect(Properties.ManagedPolicyArns, name).toBeUndefined();
    expect(Properties.Policies, name).toBeUndefined();
    expect(stack.role(`policy/${name}`)[1].Properties.Roles).toEqual([{ Ref: id }]);
    expect(JSON.stringify(Properties.AssumeRolePolicyDocument)).toContain('lambda.amazonaws.com');
  }
  expect(stack.of('AWS::IAM::Policy')).toHaveLength(names.length);
});

// The matrix: what each function may do, by hand. A change here is a change of somebody's power over personal data.
const ROW = 'dynamodb:GetItem dynamodb:PutItem';
const QUEUE = 'sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:SendMessage';
const CRYPT = 'kms:Decrypt kms:GenerateDataKey';
const LOGS = 'logs:CreateLogStream logs:PutLogEvents';
const STAGE = `${LOGS} ${QUEUE} ${ROW} ${CRYPT}`;
const READ = 's3:GetObject s3:GetObjectVersion s3:ListBucket';
const REMOVE = 's3:DeleteObject s3:DeleteObjectVersion s3:ListBucketVersions';
const MATRIX: Readonly<Record<FunctionName, string>> = {
  'receive-mail': `${STAGE} ${READ} s3:PutObject kms:GenerateMac`,
  'read-document': `${STAGE} ${READ} s3:PutObject kms:GenerateMac iam:PassRole textract:DetectDocumentText
    textract:StartDocumentTextDetection`,
  'read-page': `${STAGE} ${READ} s3:PutObject`,
  'collect-ocr': `${STAGE} s3:PutObject textract:GetDocumentTextDetection`,
  refine: `${STAGE} ${READ} ${REMOVE} s3:PutObject kms:GenerateMac dynamodb:Query dynamodb:DeleteItem
    dynamodb:ConditionCheckItem`,
  publish: `${LOGS} ${CRYPT} dynamodb:BatchGetItem dynamodb:DeleteItem dynamodb:DescribeStream dynamodb:GetRecords
    dynamodb:GetShardIterator dynamodb:ListStreams sqs:SendMessage events:PutEvents`,
  sweep: `${LOGS} ${ROW} dynamodb:Query dynamodb:DeleteItem dynamodb:BatchGetItem ${CRYPT} ${REMOVE} kms:GenerateMac sqs:SendMessage events:PutEvents`,
  reveal: `${LOGS} ${CRYPT} ${ROW}`,
  erase: `${LOGS} ${ROW} dynamodb:Query dynamodb:DeleteItem ${CRYPT} ${REMOVE} kms:GenerateMac`,
};

test.each(names)('%s may do this and nothing else', name => {
  const actions = new Set(statementsOf(name).flatMap(({ Action }) => list(Action)));
  expect([...actions].sort()).toEqual([...new Set(MATRIX[name].split(/\s+/))].sort());
});

describe('who can open a sealed contact', () => {
  /** A statement on the data key that is not bound to a service, and so reaches data keys of subjects. */
  const direct = (name: string) =>
    statementsOf(name).filter(
      ({ Action, Condition }) => list(Action).includes('kms:Decrypt') && !Condition?.StringEquals?.['kms:ViaService'],
    );

  test.each(names)('%s', name => {
    expect(direct(name).length > 0).toBe(['refine', 'reveal'].includes(name));
    for (const { Condition } of direct(name)) {
      expect(Condition).toEqual({
        'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['subject'] },
        Null: { 'kms:EncryptionContext:subject': 'false' },
      });
    }
  });

  test('reveal reads no document, and only reveal and erase are reached by nobody but their caller', () => {
    expect(
      statementsOf('reveal')
        .flatMap(({ Action }) => list(Action))
        .filter(action => action.startsWith('s3:')),
    ).toEqual([]);
    const fed = JSON.stringify([
      ...stack.of('AWS::Lambda::EventSourceMapping'),
      ...stack.of('AWS::Lambda::Permission'),
    ]);
    for (const name of ['reveal', 'erase']) expect(fed).not.toContain(stack.role(`function/${name}`)[0]);
  });
});

test('what a service may do for us is bound to this account', () => {
  for (const role of ['role/textract', 'role/malware']) {
    const [, { Properties }] = stack.role(role);
    for (const { Condition } of Properties.AssumeRolePolicyDocument.Statement) {
      expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
    }
  }
});
