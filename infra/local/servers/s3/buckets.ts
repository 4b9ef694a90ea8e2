import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import { childrenNamed, childText, parseXml, type XmlElement } from '../http/xml.ts';
import { parseLifecycle } from './lifecycle.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS s3_bucket (
    name TEXT PRIMARY KEY, created INTEGER NOT NULL, configuration TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`;

/**
 * The configurations of a bucket, by sub-resource, each as the XML (or the policy's JSON) that was put. Versioning,
 * encryption, notification and lifecycle act; the others are kept and answered, since one machine has no other callers
 * for a policy to refuse.
 */
export const CONFIGURATIONS: Readonly<Record<string, string | undefined>> = {
  versioning: undefined,
  notification: undefined,
  encryption: 'ServerSideEncryptionConfigurationNotFoundError',
  lifecycle: 'NoSuchLifecycleConfiguration',
  policy: 'NoSuchBucketPolicy',
  tagging: 'NoSuchTagSet',
  publicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
  ownershipControls: 'OwnershipControlsNotFoundError',
  logging: undefined,
};

export interface Bucket {
  readonly name: string;
  readonly created: number;
  readonly configuration: Readonly<Record<string, string>>;
  readonly versioning: 'Enabled' | 'Suspended' | undefined;
  readonly announces: boolean;
  /** Headers of the bucket's default encryption. */
  readonly encryption: Readonly<Record<string, string>>;
}

export class Buckets {
  readonly #context: Context;
  readonly #parsed = new Map<string, Bucket>();

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  need(name: string): Bucket {
    const bucket = this.find(name);
    if (!bucket) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    return bucket;
  }

  find(name: string): Bucket | undefined {
    let bucket = this.#parsed.get(name);
    if (!bucket) {
      const row = this.#context.db.get<{ name: string; created: number; configuration: string }>(
        'SELECT * FROM s3_bucket WHERE name = ?',
        name,
      );
      if (!row) return undefined;
      bucket = bucketOf(row);
      this.#parsed.set(name, bucket);
    }
    return bucket;
  }

  all(): Bucket[] {
    return this.#context.db
      .all<{ name: string }>('SELECT name FROM s3_bucket ORDER BY name')
      .map(({ name }) => this.need(name));
  }

  create(name: string): void {
    if (!/^(?!.*\.\.)[a-z\d][a-z\d.-]{1,61}[a-z\d]$/.test(name))
      throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.');
    if (this.find(name))
      throw new ServiceError('BucketAlreadyOwnedByYou', 'You already own a bucket of this name.', 409);
    this.#context.db.run(
      'INSERT INTO s3_bucket (name, created, configuration) VALUES (?, ?, ?)',
      name,
      this.#context.clock(),
      '{}',
    );
  }

  configure(bucket: Bucket, part: string, value: string | undefined): void {
    const configuration: Record<string, string> = { ...bucket.configuration };
    if (value === undefined) delete configuration[part];
    else configuration[part] = value;
    this.#context.db.run(
      'UPDATE s3_bucket SET configuration = ? WHERE name = ?',
      JSON.stringify(configuration),
      bucket.name,
    );
    this.#parsed.delete(bucket.name);
  }

  remove(bucket: Bucket): void {
    this.#context.db.run('DELETE FROM s3_bucket WHERE name = ?', bucket.name);
    this.#parsed.delete(bucket.name);
  }
}

/** Refuses a configuration that this server would have to ignore. */
export function checkConfiguration(part: string, body: string): void {
  if (part === 'policy') {
    try {
      JSON.parse(body);
      return;
    } catch {
      throw new ServiceError('MalformedPolicy', 'Policies must be valid JSON.');
    }
  }
  if (part === 'lifecycle') parseLifecycle(body);
  const root = parseXml(body);
  if (!root) throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed.');
  const unknown = part === 'notification' && root.children.some(child => child.name !== 'EventBridgeConfiguration');
  if (unknown) throw new ServiceError('NotImplemented', 'The local server notifies EventBridge only.', 501);
}

function bucketOf(row: { name: string; created: number; configuration: string }): Bucket {
  const configuration: Record<string, string> = JSON.parse(row.configuration);
  const part = (name: string) => (configuration[name] ? parseXml(configuration[name]) : undefined);
  return {
    name: row.name,
    created: row.created,
    configuration,
    versioning: childText(part('versioning'), 'Status') as Bucket['versioning'],
    announces: childrenNamed(part('notification'), 'EventBridgeConfiguration').length > 0,
    encryption: encryptionHeaders(part('encryption')),
  };
}

function encryptionHeaders(configuration: XmlElement | undefined): Record<string, string> {
  const rule = childrenNamed(configuration, 'Rule')[0];
  const byDefault = childrenNamed(rule, 'ApplyServerSideEncryptionByDefault')[0];
  const key = childText(byDefault, 'KMSMasterKeyID');
  return {
    'x-amz-server-side-encryption': childText(byDefault, 'SSEAlgorithm') ?? 'AES256',
    ...(key ? { 'x-amz-server-side-encryption-aws-kms-key-id': key } : {}),
    ...(childText(rule, 'BucketKeyEnabled') === 'true'
      ? { 'x-amz-server-side-encryption-bucket-key-enabled': 'true' }
      : {}),
  };
}
