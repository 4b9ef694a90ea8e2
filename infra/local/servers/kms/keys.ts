import { randomBytes, randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { ServiceError } from '../http/service-error.ts';
import { arnOf } from '../services.ts';

/**
 * The material stands in the clear in the state folder, which only its owner may read. Here a key separates what a
 * handler may open from what it may not; it does not protect the folder from who owns it.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS kms_key (
    id TEXT PRIMARY KEY, usage TEXT NOT NULL, spec TEXT NOT NULL, description TEXT NOT NULL, state TEXT NOT NULL,
    material BLOB NOT NULL, policy TEXT NOT NULL, rotation INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL, deletion INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS kms_alias (name TEXT PRIMARY KEY, key_id TEXT NOT NULL) STRICT, WITHOUT ROWID`;

export interface Key {
  readonly id: string;
  readonly usage: 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC';
  readonly spec: string;
  readonly description: string;
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly material: Uint8Array;
  readonly policy: string;
  readonly rotation: number;
  readonly created: number;
  readonly deletion: number | null;
}

/** Key spec → usage and bytes of material. */
const SPECS: Readonly<Record<string, readonly [Key['usage'], number]>> = {
  SYMMETRIC_DEFAULT: ['ENCRYPT_DECRYPT', 32],
  HMAC_224: ['GENERATE_VERIFY_MAC', 28],
  HMAC_256: ['GENERATE_VERIFY_MAC', 32],
  HMAC_384: ['GENERATE_VERIFY_MAC', 48],
  HMAC_512: ['GENERATE_VERIFY_MAC', 64],
};

export const keyArn = (id: string): string => arnOf('kms', `key/${id}`);

export class Keys {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  create(spec: string, usage: string, description: string, policy: string): Key {
    const known = Object.hasOwn(SPECS, spec) ? SPECS[spec] : undefined;
    if (!known || known[0] !== usage) {
      throw new ServiceError(
        'UnsupportedOperationException',
        `KeySpec ${spec} is not supported for KeyUsage ${usage}.`,
      );
    }
    const id = randomUUID();
    this.#context.db.run(
      'INSERT INTO kms_key (id, usage, spec, description, state, material, policy, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      usage,
      spec,
      description,
      'Enabled',
      randomBytes(known[1]),
      policy,
      this.#context.clock(),
    );
    return this.need(id);
  }

  /** The key of an id, an ARN, an alias or an alias's ARN. */
  need(address: unknown): Key {
    const name = String(address).replace(/^arn:aws:kms:[^:]*:[^:]*:(?:key\/)?/, '');
    const id = name.startsWith('alias/') ? this.aliases().find(alias => alias.name === name)?.key_id : name;
    const key = id && this.#context.db.get<Key>('SELECT * FROM kms_key WHERE id = ?', id);
    if (!key) throw new ServiceError('NotFoundException', 'The key does not exist.');
    return key;
  }

  /** The key, if it may be used for this. */
  usable(address: unknown, usage: Key['usage']): Key {
    const key = this.need(address);
    if (key.state === 'Disabled') throw new ServiceError('DisabledException', 'The key is disabled.');
    if (key.state === 'PendingDeletion')
      throw new ServiceError('KMSInvalidStateException', 'The key is pending deletion.');
    if (key.usage !== usage) throw new ServiceError('InvalidKeyUsageException', `The key's usage is ${key.usage}.`);
    return key;
  }

  set(key: Key, column: 'state' | 'policy' | 'description', value: string): void {
    this.#context.db.run(`UPDATE kms_key SET ${column} = ? WHERE id = ?`, value, key.id);
  }

  setRotation(key: Key, on: boolean): void {
    this.#context.db.run('UPDATE kms_key SET rotation = ? WHERE id = ?', on ? 1 : 0, key.id);
  }

  /** The time (ms) at which the key will be gone. */
  scheduleDeletion(key: Key, days: number): number {
    const when = this.#context.clock() + days * 86_400_000;
    this.#context.db.run("UPDATE kms_key SET state = 'PendingDeletion', deletion = ? WHERE id = ?", when, key.id);
    return when;
  }

  cancelDeletion(key: Key): void {
    this.#context.db.run("UPDATE kms_key SET state = 'Disabled', deletion = NULL WHERE id = ?", key.id);
  }

  ids(): string[] {
    return this.#context.db.all<{ id: string }>('SELECT id FROM kms_key ORDER BY created, id').map(row => row.id);
  }

  aliases(): { name: string; key_id: string }[] {
    return this.#context.db.all('SELECT name, key_id FROM kms_alias ORDER BY name');
  }

  putAlias(name: string, key: Key): void {
    this.#context.db.run(
      'INSERT INTO kms_alias (name, key_id) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET key_id = ?2',
      name,
      key.id,
    );
  }

  removeAlias(name: string): boolean {
    return this.#context.db.run('DELETE FROM kms_alias WHERE name = ?', name) > 0;
  }

  /** Destroys the material of keys whose waiting period is over. */
  expire(): void {
    this.#context.db.run('DELETE FROM kms_key WHERE deletion <= ?', this.#context.clock());
  }
}
