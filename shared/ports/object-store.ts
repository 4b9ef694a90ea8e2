/** One object version of a bucket. Without a `versionId` it is the current one. */
export interface ObjectRef {
  readonly key: string;
  readonly versionId?: string;
}

export interface StoredObject {
  /** The version that was read; absent in a bucket without versions. */
  readonly versionId?: string;
  readonly etag: string;
  /** Bytes of the whole object. */
  readonly size: number;
  /** ISO 8601 in UTC, by the store's clock, not ours. */
  readonly lastModified: string;
  /** User metadata (`x-amz-meta-*` without the prefix, lower case). */
  readonly metadata: Readonly<Record<string, string>>;
  /** Absent when `size` is over `maxBytes`: then nothing was downloaded. */
  readonly bytes?: Uint8Array;
}

export interface PutOptions {
  readonly contentType?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Write only where no object is yet (`If-None-Match: *`); the answer says whether it was written. */
  readonly ifAbsent?: boolean;
}

/** One bucket. All calls throw `Fault`. */
export interface ObjectStore {
  /** The bucket's name, for services that read the bucket themselves and for the pointer in an event. */
  readonly bucket: string;
  /**
   * One GetObject, whose body is not read when `Content-Length` is over `maxBytes`.
   * @throws Fault `missing` when the key or the version is not there, `changed` when `ifMatch` is given and differs.
   */
  get(ref: ObjectRef, options?: { maxBytes?: number; ifMatch?: string }): Promise<StoredObject>;
  put(key: string, bytes: Uint8Array, options?: PutOptions): Promise<{ written: boolean; versionId?: string }>;
  /** Deletes exactly this version (the key, where there is no version); absent is fine. */
  remove(ref: ObjectRef): Promise<void>;
  /** Deletes every version and delete marker of every key with the prefix; answers how many. Listing to the end. */
  removeAll(prefix: string): Promise<number>;
}
