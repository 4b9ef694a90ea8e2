import type { Context } from '../context.ts';
import { validationError } from '../http/service-error.ts';
import type { Index, KeyPart, Keys, Table } from './definition.ts';
import type { Streams } from './streams.ts';
import { type AttributeValue, type Item, keyBytes, MAX_ITEM_SIZE, normalise, sizeOfItem } from './values.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ddb_item (
    id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, hash BLOB NOT NULL, range BLOB NOT NULL, expires INTEGER,
    item TEXT NOT NULL, UNIQUE (table_name, hash, range)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ddb_expiry ON ddb_item (table_name, expires) WHERE expires IS NOT NULL;
  CREATE TABLE IF NOT EXISTS ddb_index (
    table_name TEXT NOT NULL, index_name TEXT NOT NULL, hash BLOB NOT NULL, range BLOB NOT NULL,
    base_hash BLOB NOT NULL, base_range BLOB NOT NULL,
    PRIMARY KEY (table_name, index_name, hash, range, base_hash, base_range)
  ) STRICT, WITHOUT ROWID`;

export interface Place {
  readonly hash: Uint8Array;
  readonly range: Uint8Array;
}

/** Who changed an item: a caller, or the service itself because its time was over. */
export type Cause = 'call' | 'expiry';

const NO_RANGE = new Uint8Array();

/** The items of all tables. Every change goes through `write`, which keeps indexes and streams in step with the table. */
export class Items {
  readonly #context: Context;
  readonly #streams: Streams;

  constructor(context: Context, streams: Streams) {
    this.#context = context;
    this.#streams = streams;
    context.db.define(SCHEMA);
  }

  read(table: Table, place: Place): Item | undefined {
    const row = this.#context.db.get<{ item: string }>(
      'SELECT item FROM ddb_item WHERE table_name = ? AND hash = ? AND range = ?',
      table.name,
      place.hash,
      place.range,
    );
    return row && JSON.parse(row.item);
  }

  /** Puts `after` in the place of `before`; either may be missing. Joins the caller's transaction. */
  write(table: Table, place: Place, before: Item | undefined, after: Item | undefined, cause: Cause = 'call'): void {
    const { db } = this.#context;
    if (after) {
      db.run(
        `INSERT INTO ddb_item (table_name, hash, range, expires, item) VALUES (?1, ?2, ?3, ?4, ?5)
           ON CONFLICT (table_name, hash, range) DO UPDATE SET expires = ?4, item = ?5`,
        table.name,
        place.hash,
        place.range,
        expiryOf(table, after),
        JSON.stringify(after),
      );
    } else if (before) {
      db.run(
        'DELETE FROM ddb_item WHERE table_name = ? AND hash = ? AND range = ?',
        table.name,
        place.hash,
        place.range,
      );
    }
    for (const index of table.indexes) this.#reindex(table, index, place, before, after);
    if (table.stream) this.#streams.record(table, before, after, cause);
  }

  count(table: Table): number {
    return this.#context.db.get<{ n: number }>('SELECT count(*) AS n FROM ddb_item WHERE table_name = ?', table.name)!
      .n;
  }

  /** Removes a table's items without a trace in its stream: the table itself goes. */
  drop(table: Table): void {
    this.#context.db.run('DELETE FROM ddb_item WHERE table_name = ?', table.name);
    this.#context.db.run('DELETE FROM ddb_index WHERE table_name = ?', table.name);
  }

  /** Fills or empties what depends on the table's definition after that has changed. */
  rebuild(table: Table): void {
    const { db } = this.#context;
    db.run('DELETE FROM ddb_index WHERE table_name = ?', table.name);
    const rows = db.all<{ id: number; item: string }>('SELECT id, item FROM ddb_item WHERE table_name = ?', table.name);
    for (const { id, item: text } of rows) {
      const item: Item = JSON.parse(text);
      db.run('UPDATE ddb_item SET expires = ? WHERE id = ?', expiryOf(table, item), id);
      for (const index of table.indexes) this.#reindex(table, index, placeOf(table, item), undefined, item);
    }
  }

  /** Items whose time was over `now` (ms). */
  expired(table: Table, now: number): Item[] {
    // An item more than five years old is not expired: its attribute is no time, says the service.
    const rows = this.#context.db.all<{ item: string }>(
      'SELECT item FROM ddb_item WHERE table_name = ? AND expires <= ? AND expires > ? LIMIT 500',
      table.name,
      Math.floor(now / 1000),
      Math.floor(now / 1000) - 5 * 365 * 86_400,
    );
    return rows.map(row => JSON.parse(row.item));
  }

  #reindex(table: Table, index: Index, place: Place, before: Item | undefined, after: Item | undefined): void {
    const [old, now] = [before && indexPlace(index, before), after && indexPlace(index, after)];
    if (old && now && Buffer.compare(old.hash, now.hash) === 0 && Buffer.compare(old.range, now.range) === 0) return;
    const key = (entry: Place) => [table.name, index.name, entry.hash, entry.range, place.hash, place.range] as const;
    if (old) {
      this.#context.db.run(
        `DELETE FROM ddb_index WHERE table_name = ? AND index_name = ? AND hash = ? AND range = ?
           AND base_hash = ? AND base_range = ?`,
        ...key(old),
      );
    }
    if (now) {
      this.#context.db.run(
        'INSERT INTO ddb_index (table_name, index_name, hash, range, base_hash, base_range) VALUES (?, ?, ?, ?, ?, ?)',
        ...key(now),
      );
    }
  }
}

function expiryOf(table: Table, item: Item): number | null {
  const seconds = table.ttl === undefined ? Number.NaN : Math.floor(Number(item[table.ttl]?.N));
  return Number.isSafeInteger(seconds) ? seconds : null;
}

/** An item without all of an index's keys is not in the index. */
function indexPlace(index: Keys, item: Item): Place | undefined {
  const hash = item[index.hash.name];
  const range = index.range ? item[index.range.name] : undefined;
  if (hash?.[index.hash.type] === undefined || (index.range && range?.[index.range.type] === undefined))
    return undefined;
  return { hash: keyBytes(hash), range: range ? keyBytes(range) : NO_RANGE };
}

/** Where an item stands, by the key attributes in it. */
export function placeOf(keys: Keys, item: Readonly<Record<string, AttributeValue>>): Place {
  const bytes = (part: KeyPart) => keyBytes(item[part.name]!);
  return { hash: bytes(keys.hash), range: keys.range ? bytes(keys.range) : NO_RANGE };
}

/** The key attributes of an item. */
export function keyOf(keys: Keys, item: Item): Item {
  const names = keys.range ? [keys.hash.name, keys.range.name] : [keys.hash.name];
  return Object.fromEntries(names.map(name => [name, item[name]!]));
}

/** Checks a key that a caller gave: exactly the key attributes, of the right types, not empty. */
export function checkKey(table: Table, key: unknown): Item {
  const given = Object.entries((key ?? {}) as object);
  const parts = table.range ? [table.hash, table.range] : [table.hash];
  if (given.length !== parts.length) throw validationError('The provided key element does not match the schema');
  const item: Item = Object.fromEntries(given.map(([name, value]) => [name, normalise(value)]));
  for (const part of parts) checkKeyPart(item[part.name], part, 'The provided key element does not match the schema');
  return item;
}

/** Checks that an item has its keys, that the keys of indexes have the right types, and that it is not too large. */
export function checkItem(table: Table, item: Item): void {
  for (const part of table.range ? [table.hash, table.range] : [table.hash]) {
    const missing = `One or more parameter values were invalid: Missing the key ${part.name} in the item`;
    if (!item[part.name]) throw validationError(missing);
    checkKeyPart(item[part.name], part, 'One or more parameter values were invalid: Type mismatch for key');
  }
  for (const index of table.indexes) {
    for (const part of index.range ? [index.hash, index.range] : [index.hash]) {
      if (item[part.name])
        checkKeyPart(item[part.name], part, 'One or more parameter values were invalid: Type mismatch for Index Key');
    }
  }
  if (sizeOfItem(item) > MAX_ITEM_SIZE) throw validationError('Item size has exceeded the maximum allowed size');
}

function checkKeyPart(value: AttributeValue | undefined, part: KeyPart, mismatch: string): void {
  if (value?.[part.type] === undefined) throw validationError(mismatch);
  if (value.S === '' || value.B === '') {
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${part.name}`,
    );
  }
}
