import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { markRole } from './role.ts';

export interface StorageOptions {
  readonly key: IKey;
  /** How long the bytes that were sent in are kept. */
  readonly rawRetention: Duration;
  readonly logRetention: Duration;
  readonly removalPolicy: RemovalPolicy;
}

const LOCKED: BucketProps = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
};

export class Storage extends Construct {
  /** What was sent in: `intake/<source>/<key>` and `mail/<id>`. Each version is pinned from its event to its last read. */
  readonly intake: Bucket;
  /** What was read: `text/<documentId>/…` until refined, `body/<documentId>/<version>` redacted and too long for a row. */
  readonly text: Bucket;
  /** Who touched the two. */
  readonly logs: Bucket;

  constructor(scope: Construct, id: string, options: StorageOptions) {
    super(scope, id);
    const { key, removalPolicy } = options;
    const tidy = { abortIncompleteMultipartUploadAfter: Duration.days(1) };

    this.logs = new Bucket(this, 'Logs', {
      ...LOCKED,
      removalPolicy,
      versioned: true,
      // S3 delivers access logs only to buckets under its own key. They hold object keys, which are ids here.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ ...tidy, expiration: options.logRetention, noncurrentVersionExpiration: Duration.days(1) }],
    });
    this.intake = new Bucket(this, 'Intake', {
      ...LOCKED,
      removalPolicy,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      lifecycleRules: [
        { ...tidy, expiration: options.rawRetention, noncurrentVersionExpiration: Duration.days(7) },
        { expiredObjectDeleteMarker: true },
      ],
    });
    // The property itself: the L2 flag deploys a custom resource (a Python function) to set it.
    (this.intake.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    this.text = new Bucket(this, 'Text', {
      ...LOCKED,
      removalPolicy,
      // Not versioned: raw text must be gone when it is deleted, not hidden behind a marker. No key is written twice
      // with another content (`body/` keys end in the version), so there is no older version worth keeping either.
      versioned: false,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      // `refine` deletes what it has used; this takes what a stopped document left.
      lifecycleRules: [{ ...tidy, prefix: 'text/', expiration: Duration.days(3) }],
    });
    logTo(this.logs, this.intake, 'intake/');
    logTo(this.logs, this.text, 'text/');
    markRole(this.intake, 'bucket/intake');
    markRole(this.text, 'bucket/text');
    markRole(this.logs, 'bucket/logs');
  }
}

/** By properties: what the L2 option makes of it hangs on a feature flag of the app that embeds us. */
function logTo(logs: Bucket, bucket: Bucket, prefix: string): void {
  (bucket.node.defaultChild as CfnBucket).loggingConfiguration = {
    destinationBucketName: logs.bucketName,
    logFilePrefix: prefix,
  };
  logs.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [logs.arnForObjects(`${prefix}*`)],
      conditions: {
        ArnLike: { 'aws:SourceArn': bucket.bucketArn },
        StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account },
      },
    }),
  );
}
