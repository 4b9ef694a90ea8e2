import { Fault, type ObjectRef, type PutOptions, type StoredObject } from '../../shared/ports/index.ts';

export interface Version {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: Uint8Array;
  readonly lastModified: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly sequencer: string;
}

/** A versioned bucket. `created` is called for every version, at the moment of its making. */
export class Bucket {
  readonly versions = new Map<string, Version[]>();
  readonly name: string;
  private readonly now: () => number;
  private readonly created: (version: Version) => void;
  private count = 0;

  constructor(name: string, now: () => number, created: (version: Version) => void = () => {}) {
    this.name = name;
    this.now = now;
    this.created = created;
  }

  get({ key, versionId }: ObjectRef, options: { maxBytes?: number; ifMatch?: string } = {}): StoredObject {
    const versions = this.versions.get(key) ?? [];
    const found = versionId === undefined ? versions.at(-1) : versions.find(it => it.versionId === versionId);
    if (!found) throw new Fault('missing', 'S3.GetObject');
    const { bytes, lastModified, metadata } = found;
    const etag = `"${found.versionId}"`;
    if (options.ifMatch !== undefined && options.ifMatch !== etag) throw new Fault('changed', 'S3.GetObject');
    const tooLarge = bytes.length > (options.maxBytes ?? Number.POSITIVE_INFINITY);
    return {
      versionId: found.versionId,
      etag,
      size: bytes.length,
      lastModified,
      metadata,
      ...(!tooLarge && { bytes }),
    };
  }

  put(key: string, bytes: Uint8Array, { ifAbsent, metadata = {} }: PutOptions = {}) {
    const versions = this.versions.get(key) ?? [];
    if (ifAbsent && versions.length) return { written: false };
    this.count++;
    const version: Version = {
      key,
      versionId: `v${this.count}`,
      bytes,
      lastModified: new Date(Math.floor(this.now() / 1000) * 1000).toISOString(),
      metadata,
      // As S3's begin, and of varying length: 0A is later than 09 and 0A1 later than 0A.
      sequencer: `00${hex(this.now() / 1000, 8)}${hex(this.count, 4)}${this.count % 2 ? '' : '4'}`,
    };
    this.versions.set(key, [...versions, version]);
    this.created(version);
    return { written: true, versionId: version.versionId };
  }

  remove({ key, versionId }: ObjectRef): void {
    const left = (this.versions.get(key) ?? []).filter(it => versionId !== undefined && it.versionId !== versionId);
    if (left.length) this.versions.set(key, left);
    else this.versions.delete(key);
  }

  removeAll(prefix: string): number {
    const keys = [...this.versions.keys()].filter(key => key.startsWith(prefix));
    let count = 0;
    for (const key of keys) {
      count += this.versions.get(key)!.length;
      this.versions.delete(key);
    }
    return count;
  }
}

const hex = (value: number, digits: number): string =>
  Math.floor(value).toString(16).toUpperCase().padStart(digits, '0');
