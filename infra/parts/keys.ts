import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountPrincipal,
  PolicyDocument,
  PolicyStatement,
  type PolicyStatementProps,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { markRole } from './role.ts';

/**
 * What the account may do to a key through IAM. Spelt out instead of `kms:*`: nothing here deletes a key without its
 * waiting time, and nobody has a use for grants or imported key material that this list leaves out.
 */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:DisableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateKeyDescription',
] as const;

const DATA_USE = [
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
] as const;

/** One key for everything at rest, one that only computes keyed hashes: identities cannot be guessed without it. */
export class Keys extends Construct {
  readonly data: Key;
  readonly mac: Key;

  constructor(scope: Construct, id: string, options: { removalPolicy: RemovalPolicy; mail: boolean }) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const here = { StringEquals: { 'aws:SourceAccount': account } };
    const crypt = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'];

    this.data = new Key(this, 'Data', {
      description: 'resume-intake: documents, text, records, the vault, queues and logs at rest',
      enableKeyRotation: true,
      removalPolicy: options.removalPolicy,
      policy: policy([
        { sid: 'AccountByIam', principals: [new AccountPrincipal(account)], actions: [...ADMINISTRATION, ...DATA_USE] },
        // Services that write into our encrypted queues on behalf of this account, and of no other.
        { sid: 'Events', principals: [new ServicePrincipal('events.amazonaws.com')], actions: crypt, conditions: here },
        { sid: 'Topics', principals: [new ServicePrincipal('sns.amazonaws.com')], actions: crypt, conditions: here },
        {
          sid: 'Logs',
          principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
          actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey', ...REENCRYPT],
          conditions: {
            ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
          },
        },
        ...(options.mail
          ? [{ sid: 'Mail', principals: [new ServicePrincipal('ses.amazonaws.com')], actions: crypt, conditions: here }]
          : []),
      ]),
    });
    markRole(this.data, 'key/data');

    this.mac = new Key(this, 'Mac', {
      description: 'resume-intake: keyed hashes that make document and subject ids',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: options.removalPolicy,
      policy: policy([
        {
          sid: 'AccountByIam',
          principals: [new AccountPrincipal(account)],
          actions: [...ADMINISTRATION, 'kms:GenerateMac', 'kms:VerifyMac'],
        },
      ]),
    });
    markRole(this.mac, 'key/mac');
  }
}

const REENCRYPT = ['kms:ReEncryptFrom', 'kms:ReEncryptTo'] as const;

/** In a key's own policy `*` is the key itself. */
const policy = (statements: readonly PolicyStatementProps[]): PolicyDocument =>
  new PolicyDocument({ statements: statements.map(s => new PolicyStatement({ ...s, resources: ['*'] })) });
