/** What a keyed hash is for; the purpose is part of what is hashed, so that ids of different kinds never meet. */
export type HashPurpose =
  | 'document'
  | 'subject'
  | 'object'
  | 'lineage'
  | 'sender'
  | 'receipt'
  | 'fingerprint'
  | 'pseudonym';

/**
 * HMAC-SHA-256 under the identity key, the first 128 bits as 32 hex digits. Parts are joined so that no two lists of
 * parts give the same input (length-prefixed). Without the key no one can test a guess against an id.
 */
export type Hasher = (purpose: HashPurpose, ...parts: readonly string[]) => string;

export interface Keys {
  /** The identity key is derived once per process (KMS GenerateMac on a constant) and never leaves it. */
  hasher(): Promise<Hasher>;
  /** A new data key for a subject: KMS GenerateDataKey (AES-256) with the encryption context `{ subject }`. */
  createDataKey(subjectId: string): Promise<{ key: Uint8Array; wrapped: string }>;
  /** KMS Decrypt with the same context. */
  openDataKey(subjectId: string, wrapped: string): Promise<Uint8Array>;
  /** Cryptographically random bytes (nonces). */
  random(bytes: number): Uint8Array;
}
