import { ServiceError } from '../http/service-error.ts';
import { childrenNamed, childText, parseXml, type XmlElement } from '../http/xml.ts';
import type { Bucket, Buckets } from './buckets.ts';
import type { Uploads } from './uploads.ts';
import type { Version, Versions } from './versions.ts';

const DAY = 86_400_000;
/** Versions that one sweep removes from a bucket: the event loop has calls to answer. */
const AT_A_TIME = 500;

/** All times in days. */
interface Rule {
  readonly prefix: string;
  readonly expire: number | undefined;
  readonly expireNoncurrent: number | undefined;
  readonly abortUploads: number | undefined;
  readonly dropLoneMarkers: boolean;
}

/** The actions of a lifecycle rule that are done here; transitions to other storage classes change nothing one can see. */
const DONE = [
  'ID',
  'Status',
  'Prefix',
  'Filter',
  'Expiration',
  'NoncurrentVersionExpiration',
  'AbortIncompleteMultipartUpload',
];
const PASSED_OVER = ['Transition', 'NoncurrentVersionTransition'];

export function parseLifecycle(xml: string): Rule[] {
  return childrenNamed(parseXml(xml), 'Rule')
    .filter(rule => childText(rule, 'Status') === 'Enabled')
    .map(parseRule);
}

function parseRule(rule: XmlElement): Rule {
  const unknown = rule.children.find(({ name }) => !DONE.includes(name) && !PASSED_OVER.includes(name));
  if (unknown)
    throw new ServiceError('NotImplemented', `The local server has no lifecycle rule with ${unknown.name}.`, 501);
  const filter = childrenNamed(rule, 'Filter')[0];
  if (filter?.children.some(({ name }) => name !== 'Prefix')) {
    throw new ServiceError('NotImplemented', 'The local server filters lifecycle rules by prefix only.', 501);
  }
  const days = (part: string, field: string) => {
    const text = childText(childrenNamed(rule, part)[0], field);
    return text === undefined ? undefined : Number(text);
  };
  return {
    prefix: childText(filter, 'Prefix') ?? childText(rule, 'Prefix') ?? '',
    expire: days('Expiration', 'Days'),
    expireNoncurrent: days('NoncurrentVersionExpiration', 'NoncurrentDays'),
    abortUploads: days('AbortIncompleteMultipartUpload', 'DaysAfterInitiation'),
    dropLoneMarkers: childText(childrenNamed(rule, 'Expiration')[0], 'ExpiredObjectDeleteMarker') === 'true',
  };
}

/** Does what is due by the rules of all buckets: raw documents go when their time is over, on one machine as on AWS. */
export function applyLifecycles(buckets: Buckets, versions: Versions, uploads: Uploads, now: number): void {
  for (const bucket of buckets.all()) {
    const xml = bucket.configuration.lifecycle;
    if (xml !== undefined) for (const rule of parseLifecycle(xml)) applyRule(bucket, rule, versions, uploads, now);
  }
}

function applyRule(bucket: Bucket, rule: Rule, versions: Versions, uploads: Uploads, now: number): void {
  const reason = 'Lifecycle Expiration';
  const due = (days: number) => now - days * DAY;
  const select = (where: string, ...values: number[]): Version[] => {
    const sql = `bucket = ? AND substr(key, 1, ?) = ? AND ${where} LIMIT ?`;
    return versions.select(sql, bucket.name, rule.prefix.length, rule.prefix, ...values, AT_A_TIME);
  };
  if (rule.expire !== undefined) {
    const old = select('latest = 1 AND marker = 0 AND modified <= ?', due(rule.expire));
    for (const version of old) versions.remove(bucket, version.key, reason);
  }
  if (rule.expireNoncurrent !== undefined) {
    // A version is noncurrent since the next one of its key came.
    const next =
      '(SELECT min(n.sequence) FROM s3_version n WHERE n.bucket = s3_version.bucket AND n.key = s3_version.key AND n.sequence > s3_version.sequence)';
    const old = select(
      `latest = 0 AND (SELECT modified FROM s3_version n WHERE n.sequence = ${next}) <= ?`,
      due(rule.expireNoncurrent),
    );
    for (const version of old) versions.removeVersion(bucket, version, reason);
  }
  if (rule.dropLoneMarkers) {
    const others =
      'SELECT 1 FROM s3_version o WHERE o.bucket = s3_version.bucket AND o.key = s3_version.key AND o.latest = 0';
    for (const marker of select(`latest = 1 AND marker = 1 AND NOT EXISTS (${others})`))
      versions.removeVersion(bucket, marker, reason);
  }
  if (rule.abortUploads !== undefined) {
    const old = uploads
      .of(bucket.name)
      .filter(({ key, started }) => key.startsWith(rule.prefix) && started <= due(rule.abortUploads!));
    for (const upload of old) uploads.drop(upload);
  }
}
