import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Bus } from '../eventbridge/bus.ts';
import { ServiceError } from '../http/service-error.ts';
import type { Blob, Blobs } from '../store/blobs.ts';
import type { Bucket } from './buckets.ts';
import { unquoted } from './etag.ts';
import { announceChange } from './object-events.ts';

/** `sequence` orders all changes of the store; it is the sequencer that events carry. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS s3_version (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
    latest INTEGER NOT NULL, marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL,
    headers TEXT NOT NULL, checksums TEXT NOT NULL, tags TEXT NOT NULL, file TEXT, UNIQUE (bucket, key, sequence)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS s3_file ON s3_version (file) WHERE file IS NOT NULL;
  CREATE TABLE IF NOT EXISTS s3_body (
    sequence INTEGER PRIMARY KEY REFERENCES s3_version ON DELETE CASCADE, bytes BLOB NOT NULL
  ) STRICT`;

export interface Version {
  readonly sequence: number;
  readonly bucket: string;
  readonly key: string;
  /** `null`, as a text, in a bucket without versioning. */
  readonly versionId: string;
  readonly latest: boolean;
  readonly marker: boolean;
  readonly size: number;
  /** With its quotes. */
  readonly etag: string;
  readonly modified: number;
  /** Headers that come back with the object: type, metadata, encryption. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly file: string | null;
}

export interface NewObject {
  readonly key: string;
  readonly blob: Blob;
  readonly size: number;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly reason: 'PutObject' | 'CopyObject' | 'CompleteMultipartUpload';
}

export interface Preconditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

interface VersionRow extends Omit<Version, 'versionId' | 'latest' | 'marker' | 'headers' | 'checksums' | 'tags'> {
  readonly version_id: string;
  readonly latest: number;
  readonly marker: number;
  readonly headers: string;
  readonly checksums: string;
  readonly tags: string;
}

export class Versions {
  readonly #context: Context;
  readonly #blobs: Blobs;
  readonly #bus: Bus;

  constructor(context: Context, blobs: Blobs, bus: Bus) {
    this.#context = context;
    this.#blobs = blobs;
    this.#bus = bus;
    context.db.define(SCHEMA);
  }

  latest(bucket: string, key: string): Version | undefined {
    return this.#one('bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1', bucket, key);
  }

  find(bucket: string, key: string, versionId: string): Version | undefined {
    return this.#one('bucket = ? AND key = ? AND version_id = ?', bucket, key, versionId);
  }

  blob(version: Version): Blob {
    if (version.file !== null) return { file: version.file };
    const row = this.#context.db.get<{ bytes: Uint8Array }>(
      'SELECT bytes FROM s3_body WHERE sequence = ?',
      version.sequence,
    );
    return { bytes: row?.bytes ?? new Uint8Array() };
  }

  /** Stores an object and announces it, in one transaction. */
  put(bucket: Bucket, object: NewObject, preconditions: Preconditions): Version {
    return this.#context.db.transaction(() => {
      this.#check(bucket, object.key, preconditions);
      const versionId = this.#makeRoom(bucket, object.key);
      const version = this.#insert(bucket, versionId, object);
      this.#announce(bucket, version, 'Object Created', { reason: object.reason });
      return version;
    });
  }

  /** Hides the key behind a delete marker, or removes it where there are no versions. */
  remove(bucket: Bucket, key: string, reason: string, preconditions: Preconditions = {}): Version | undefined {
    return this.#context.db.transaction(() => {
      this.#check(bucket, key, preconditions);
      if (bucket.versioning === undefined) {
        const version = this.latest(bucket.name, key);
        if (version) this.removeVersion(bucket, version, reason);
        return undefined;
      }
      const versionId = this.#makeRoom(bucket, key);
      const nothing = {
        key,
        blob: { bytes: new Uint8Array() },
        size: 0,
        etag: '',
        headers: {},
        checksums: {},
        tags: {},
      };
      const marker = this.#insert(bucket, versionId, { ...nothing, reason: 'PutObject' }, true);
      this.#announce(bucket, marker, 'Object Deleted', { reason, 'deletion-type': 'Delete Marker Created' });
      return marker;
    });
  }

  /** Removes one version for good; the newest one left becomes the latest. */
  removeVersion(bucket: Bucket, version: Version, reason: string): void {
    this.#context.db.transaction(() => {
      this.#drop(version);
      if (version.latest) {
        this.#context.db.run(
          'UPDATE s3_version SET latest = 1 WHERE sequence = (SELECT max(sequence) FROM s3_version WHERE bucket = ? AND key = ?)',
          version.bucket,
          version.key,
        );
      }
      const facts = { reason, 'deletion-type': 'Permanently Deleted' };
      this.#announce(bucket, version, 'Object Deleted', facts, this.#nextSequence());
    });
  }

  setTags(version: Version, tags: Readonly<Record<string, string>>): void {
    this.#context.db.run('UPDATE s3_version SET tags = ? WHERE sequence = ?', JSON.stringify(tags), version.sequence);
  }

  /** Versions by a condition on the columns, in the order it says. */
  select(where: string, ...values: (string | number | null)[]): Version[] {
    return this.#context.db.all<VersionRow>(`SELECT * FROM s3_version WHERE ${where}`, ...values).map(versionOf);
  }

  isNamed(file: string): boolean {
    return this.#context.db.get('SELECT 1 FROM s3_version WHERE file = ?', file) !== undefined;
  }

  #one(where: string, ...values: string[]): Version | undefined {
    const row = this.#context.db.get<VersionRow>(`SELECT * FROM s3_version WHERE ${where}`, ...values);
    return row && versionOf(row);
  }

  #check(bucket: Bucket, key: string, { ifMatch, ifNoneMatch }: Preconditions): void {
    if (ifMatch === undefined && ifNoneMatch === undefined) return;
    const latest = this.latest(bucket.name, key);
    const there = latest && !latest.marker ? latest : undefined;
    if (ifMatch !== undefined) {
      if (!there) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
      if (ifMatch !== '*' && unquoted(ifMatch) !== unquoted(there.etag)) throw preconditionFailed();
    }
    if (ifNoneMatch !== undefined) {
      if (ifNoneMatch !== '*') throw new ServiceError('NotImplemented', 'A write takes If-None-Match: * only.', 501);
      if (there) throw preconditionFailed();
    }
  }

  /** Takes the latest version's place; answers the id of the version to come. */
  #makeRoom(bucket: Bucket, key: string): string {
    const versionId = bucket.versioning === 'Enabled' ? randomBytes(24).toString('base64url') : 'null';
    if (versionId === 'null') {
      const old = this.find(bucket.name, key, 'null');
      if (old) this.#drop(old);
    }
    this.#context.db.run(
      'UPDATE s3_version SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1',
      bucket.name,
      key,
    );
    return versionId;
  }

  #insert(bucket: Bucket, versionId: string, object: NewObject, marker = false): Version {
    const { key, blob, size, etag, headers, checksums, tags } = object;
    const sequence = this.#context.db.insert(
      `INSERT INTO s3_version (bucket, key, version_id, latest, marker, size, etag, modified, headers, checksums, tags, file)
         VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
      bucket.name,
      key,
      versionId,
      marker ? 1 : 0,
      size,
      etag,
      this.#context.clock(),
      JSON.stringify(headers),
      JSON.stringify(checksums),
      JSON.stringify(tags),
      'file' in blob ? blob.file : null,
    );
    if ('bytes' in blob && size > 0)
      this.#context.db.run('INSERT INTO s3_body (sequence, bytes) VALUES (?, ?)', sequence, blob.bytes);
    return this.select('sequence = ?', sequence)[0]!;
  }

  #drop(version: Version): void {
    this.#context.db.run('DELETE FROM s3_version WHERE sequence = ?', version.sequence);
    const { file } = version;
    if (file !== null) this.#context.db.afterCommit(() => void this.#blobs.remove(file).catch(() => {}));
  }

  #announce(
    bucket: Bucket,
    version: Version,
    detailType: 'Object Created' | 'Object Deleted',
    facts: Readonly<Record<string, string>>,
    sequence = version.sequence,
  ): void {
    if (bucket.announces) announceChange(this.#bus, bucket, version, sequence, { detailType, facts });
  }

  /** Uses up a sequence number, so that no later change can have it. */
  #nextSequence(): number {
    const { db } = this.#context;
    const sequence = db.insert(
      `INSERT INTO s3_version (bucket, key, version_id, latest, marker, size, etag, modified, headers, checksums, tags)
         VALUES ('', '', '', 0, 1, 0, '', 0, '{}', '{}', '{}')`,
    );
    db.run('DELETE FROM s3_version WHERE sequence = ?', sequence);
    return sequence;
  }
}

function versionOf({ version_id, latest, marker, headers, checksums, tags, ...row }: VersionRow): Version {
  return {
    ...row,
    versionId: version_id,
    latest: latest === 1,
    marker: marker === 1,
    headers: JSON.parse(headers),
    checksums: JSON.parse(checksums),
    tags: JSON.parse(tags),
  };
}

export const preconditionFailed = () =>
  new ServiceError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
