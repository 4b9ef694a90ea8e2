import { describe, expect, test } from 'vitest';
import { FUNCTIONS, type FunctionName, QUEUES, type QueueName } from '../../infra/parts/topology.ts';
import { type Synthesis, synthesize } from './synth.ts';

const stack: Synthesis = synthesize({ mail: { recipients: ['jobs@example.com'] } });
const names = Object.keys(FUNCTIONS) as FunctionName[];
const queues = Object.keys(QUEUES) as QueueName[];
const DAY = 86_400;
const arnOf = (role: string) => ({ 'Fn::GetAtt': [stack.role(role)[0], 'Arn'] });

describe('queues', () => {
  test.each(queues)('%s: visibility ≥ 6 × timeout, dead letters outlive the source, partial batches', name => {
    const [, { Properties: queue }] = stack.role(`queue/${name}`);
    const [, { Properties: dead }] = stack.role(`queue/${name}.dead`);
    const [, { Properties: fn }] = stack.role(`function/${QUEUES[name].consumer}`);
    const [, { Properties: source }] = stack.role(`source/${name}`);

    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(
      6 * fn.Timeout + (source.MaximumBatchingWindowInSeconds ?? 0),
    );
    expect(queue.VisibilityTimeout).toBeLessThanOrEqual(43_200);
    expect(dead.MessageRetentionPeriod).toBe(14 * DAY);
    expect(dead.MessageRetentionPeriod).toBeGreaterThan(queue.MessageRetentionPeriod);
    // Every attempt may take the whole visibility timeout: the last one must come before the message is forgotten.
    expect(queue.RedrivePolicy.maxReceiveCount * queue.VisibilityTimeout).toBeLessThan(queue.MessageRetentionPeriod);
    expect(queue.RedrivePolicy.deadLetterTargetArn).toEqual(arnOf(`queue/${name}.dead`));
    // AWS advises 5 or more: fewer make dead letters of a short outage.
    expect(queue.RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);

    expect(source.EventSourceArn).toEqual(arnOf(`queue/${name}`));
    expect(source.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(source.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
  });

  test('every queue is one of a pair, or the dead letters of the stream or the bus', () => {
    expect(stack.of('AWS::SQS::Queue')).toHaveLength(queues.length * 2 + 2);
    expect(stack.role('bus')[1].Properties.DeadLetterConfig).toEqual({ Arn: arnOf('queue/bus.dead') });
  });
});

test('the stream: outbox rows alone, bisected, retried, and put aside when nothing helps', () => {
  const [, { Properties: source }] = stack.role('source/stream');
  expect(source).toMatchObject({
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: arnOf('queue/publish.dead') } },
    StartingPosition: 'TRIM_HORIZON',
  });
  expect(source.MaximumRetryAttempts).toBeGreaterThan(0);
  // The stream forgets after a day.
  expect(source.MaximumRecordAgeInSeconds).toBeLessThan(DAY);
  const [{ Pattern }] = source.FilterCriteria.Filters;
  expect(JSON.parse(Pattern).dynamodb.Keys).toEqual({ sk: { S: [{ prefix: 'outbox#' }] } });
  const [, { Properties: table }] = stack.role('table/documents');
  expect(table.StreamSpecification.StreamViewType).toBe('KEYS_ONLY');
});

describe('encryption', () => {
  const key = arnOf('key/data');

  test('buckets', () => {
    for (const name of ['intake', 'text']) {
      const [, { Properties }] = stack.role(`bucket/${name}`);
      const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
      expect(rule.ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key });
    }
    for (const [id, { Properties }] of stack.of('AWS::S3::Bucket')) {
      expect(Properties.BucketEncryption, id).toBeDefined();
      expect(Object.values(Properties.PublicAccessBlockConfiguration), id).toEqual([true, true, true, true]);
      expect(Properties.LifecycleConfiguration.Rules.length, id).toBeGreaterThan(0);
      expect(statementsOf('AWS::S3::BucketPolicy', 'Bucket', id), id).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
    expect(stack.role('bucket/intake')[1].Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(stack.role('bucket/intake')[1].Properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  test('queues, topics, tables, logs, the bus and its archive', () => {
    for (const [id, { Properties }] of stack.of('AWS::SQS::Queue')) {
      // The bus's own holds events for which the key did not work.
      if (id === stack.role('queue/bus.dead')[0]) expect(Properties.SqsManagedSseEnabled).toBe(true);
      else expect(Properties.KmsMasterKeyId, id).toEqual(key);
      expect(statementsOf('AWS::SQS::QueuePolicy', 'Queues', id), id).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
    for (const [id, { Properties }] of stack.of('AWS::SNS::Topic')) expect(Properties.KmsMasterKeyId, id).toEqual(key);
    for (const [id, { Properties }] of stack.of('AWS::DynamoDB::Table')) {
      expect(Properties.SSESpecification, id).toEqual({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key });
      expect(Properties.PointInTimeRecoverySpecification, id).toEqual({ PointInTimeRecoveryEnabled: true });
    }
    for (const [id, { Properties }] of stack.of('AWS::Logs::LogGroup')) {
      expect(Properties.KmsKeyId, id).toEqual(key);
      expect(Properties.RetentionInDays, id).toBeGreaterThan(0);
    }
    expect(stack.role('bus')[1].Properties.KmsKeyIdentifier).toEqual(key);
    expect(stack.role('archive')[1].Properties.KmsKeyIdentifier).toEqual(key);
    expect(stack.role('key/data')[1].Properties.EnableKeyRotation).toBe(true);
    expect(stack.role('key/mac')[1].Properties).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  });

  test('the things that hold documents stay when the stack goes', () => {
    for (const role of ['bucket/intake', 'bucket/text', 'table/documents', 'table/vault', 'key/data', 'key/mac']) {
      expect(stack.role(role)[1].DeletionPolicy, role).toBe('Retain');
    }
  });
});

describe('functions', () => {
  test.each(names)('%s: Node 24 on arm64, its own role, its own log group', name => {
    const [, { Properties }] = stack.role(`function/${name}`);
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Role: arnOf(`role/${name}`),
      LoggingConfig: { LogGroup: { Ref: stack.role(`logs/${name}`)[0] } },
    });
    expect(Properties.Layers ?? []).toHaveLength(FUNCTIONS[name].native ? 1 : 0);
  });

  test('no other function is in the template: no custom resource, no log retention helper', () => {
    expect(stack.of('AWS::Lambda::Function')).toHaveLength(names.length);
    expect(Object.values(stack.template.Resources).filter(({ Type }) => /^Custom::|CustomResource/.test(Type))).toEqual(
      [],
    );
  });

  test('the environment that functions/wiring.ts reads', () => {
    for (const name of names) {
      const [, { Properties }] = stack.role(`function/${name}`);
      expect(Object.keys(Properties.Environment.Variables).sort()).toEqual(
        (
          'DATA_KEY_ARN DOCUMENTS_TABLE EVENT_BUS INTAKE_BUCKET INTAKE_QUEUE_URL MAC_KEY_ARN MAIL_QUEUE_URL ' +
          'OCR_QUEUE_URL PAGE_QUEUE_URL REFINE_QUEUE_URL SETTINGS TEXTRACT_ROLE_ARN TEXTRACT_TOPIC_ARN TEXT_BUCKET ' +
          'VAULT_TABLE'
        ).split(' '),
      );
    }
  });
});

describe('the ways in', () => {
  const created = (prefix: string) => ({
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [{ Ref: stack.role('bucket/intake')[0] }] }, object: { key: [{ prefix }] } },
  });

  test.each([
    ['intake', 'intake/'],
    ['mail', 'mail/'],
  ])('%s: Object Created → queue, and what cannot be delivered → its dead letters', (name, prefix) => {
    const [, { Properties }] = stack.role(`rule/${name}`);
    expect(Properties.EventPattern).toEqual(created(prefix));
    expect(Properties.Targets).toEqual([
      expect.objectContaining({ Arn: arnOf(`queue/${name}`), DeadLetterConfig: { Arn: arnOf(`queue/${name}.dead`) } }),
    ]);
  });

  test('with the malware gate scan results come, too, and the stages wait for them', () => {
    const gated = synthesize({ malwareGate: true, settings: { maxBytes: 1000 } });
    for (const name of ['intake', 'mail']) {
      const [, { Properties }] = gated.role(`rule/${name}-scan`);
      expect(Properties.EventPattern.source).toEqual(['aws.guardduty']);
      expect(Properties.Targets[0].Arn).toEqual({ 'Fn::GetAtt': [gated.role(`queue/${name}`)[0], 'Arn'] });
      // Whatever the result: a file that is not clean must reach a terminal status, too.
      expect(JSON.stringify(Properties.EventPattern)).not.toContain('NO_THREATS_FOUND');
      // The arrival itself starts the wait for a scan that may never end.
      expect(gated.role(`rule/${name}`)[1].Properties.EventPattern.source).toEqual(['aws.s3']);
    }
    const settings = (of: Synthesis) =>
      JSON.parse(of.role('function/read-document')[1].Properties.Environment.Variables.SETTINGS);
    expect(settings(gated)).toEqual({ maxBytes: 1000, gate: 'guardduty' });
    expect(settings(stack)).toEqual({ gate: 'off' });
    expect(gated.of('AWS::GuardDuty::MalwareProtectionPlan')).toHaveLength(1);
    expect(stack.of('AWS::GuardDuty::MalwareProtectionPlan')).toHaveLength(0);
  });

  test('mail: scanned, over TLS, for the named recipients, into mail/', () => {
    const [, { Properties }] = stack.role('mail/rule');
    expect(Properties.Rule).toMatchObject({
      ScanEnabled: true,
      TlsPolicy: 'Require',
      Recipients: ['jobs@example.com'],
      Actions: [{ S3Action: { ObjectKeyPrefix: 'mail/' } }],
    });
    // SES would encrypt on the client's side, in a format that nothing here reads.
    expect(Properties.Rule.Actions[0].S3Action.KmsKeyArn).toBeUndefined();
    expect(synthesize().of('AWS::SES::ReceiptRule')).toHaveLength(0);
  });
});

test('each alarm says what is wrong and names the command that mends it', () => {
  const alarms = stack.of('AWS::CloudWatch::Alarm');
  expect(alarms).toHaveLength(queues.length * 2 + 3 + names.length);
  for (const [id, { Properties }] of alarms) {
    expect(JSON.stringify(Properties.AlarmDescription), id).toMatch(/\b(?:aws (?:sqs|logs|kms)|npx resume-intake) /);
    expect(Properties.TreatMissingData, id).toBe('notBreaching');
  }
  for (const name of queues) {
    const [, { Properties }] = stack.role(`alarm/dead-${name}`);
    expect(Properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
    const metrics = JSON.stringify(stack.role(`alarm/stalled-${name}`)[1].Properties.Metrics);
    expect(metrics).toContain('ApproximateAgeOfOldestMessage');
    expect(metrics).toContain('NumberOfMessagesDeleted');
  }
});

function statementsOf(type: string, property: string, id: string): unknown[] {
  return stack
    .of(type)
    .filter(([, { Properties }]) => JSON.stringify(Properties[property]).includes(`"${id}"`))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
}
