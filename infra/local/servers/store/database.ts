import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export type Value = null | number | bigint | string | Uint8Array;

/** Raised when the layout of the tables changes; a folder of another layout is refused, never guessed at. */
const LAYOUT = 1;

/** The folder is already served by another process, or it was written by another version. */
export class StateFolderError extends Error {
  override readonly name = 'StateFolderError';
}

/**
 * The one store of all local servers: a single SQLite file, so that what one call causes in several services (an object,
 * its event, the queue message) commits together or not at all. WAL with `synchronous=NORMAL` survives the death of the
 * process at any moment; `secure_delete` overwrites what is erased, so a deleted document cannot be read from free pages.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #lock: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;
  #dirty = false;
  #afterCommit: (() => void)[] = [];

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#lock = takeLock(join(folder, 'lock.sqlite'));
    const file = join(folder, 'state.sqlite');
    this.#db = new DatabaseSync(file);
    // The folder may have been there before, open to others; the log beside the file takes its mode.
    chmodSync(file, 0o600);
    this.#db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
      PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 2000;
      -- The sweep checkpoints; in between only a log of 64 MB, since each checkpoint waits for the disk twice.
      PRAGMA wal_autocheckpoint = 16000`);
    const layout = Number((this.#db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);
    if (layout !== 0 && layout !== LAYOUT) {
      this.close();
      throw new StateFolderError(`The state folder was written by another version (layout ${layout}, not ${LAYOUT}).`);
    }
    this.#db.exec(`PRAGMA user_version = ${LAYOUT}`);
  }

  /** Runs statements without parameters: the schema of a service. */
  define(schema: string): void {
    this.#db.exec(schema);
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.#prepare(sql).get(...values) as Row | undefined;
  }

  /** Number of rows changed. */
  run(sql: string, ...values: Value[]): number {
    return this.#change(sql, values).changes;
  }

  /** The row id that the insert was given. */
  insert(sql: string, ...values: Value[]): number {
    return this.#change(sql, values).row;
  }

  /** All or nothing; a transaction inside another one is a savepoint of it. `work` is synchronous, so nothing interleaves. */
  transaction<Result>(work: () => Result): Result {
    const level = this.#depth;
    const planned = this.#afterCommit.length;
    this.#step(level === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT level_${level}`);
    this.#depth += 1;
    try {
      const result = work();
      this.#depth -= 1;
      this.#step(level === 0 ? 'COMMIT' : `RELEASE level_${level}`);
      if (level === 0) this.#runAfterCommit();
      return result;
    } catch (error) {
      this.#depth = level;
      this.#afterCommit.length = planned;
      // A full disk makes SQLite roll back by itself; the cause is the error to tell, not that there is nothing to undo.
      if (this.#db.isTransaction)
        this.#db.exec(level === 0 ? 'ROLLBACK' : `ROLLBACK TO level_${level}; RELEASE level_${level}`);
      throw error;
    }
  }

  /** Waking a poller before the commit would show it a queue without the message. */
  afterCommit(action: () => void): void {
    if (this.#depth === 0) action();
    else this.#afterCommit.push(action);
  }

  /** Folds the log into the file and empties it: bounds the log, and takes erased content out of it. */
  checkpoint(): void {
    if (!this.#dirty || this.#depth > 0) return;
    this.#dirty = false;
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    if (!this.#db.isOpen) return;
    this.#statements.clear();
    this.#db.close();
    this.#lock.close();
  }

  /** A statement of the transaction itself, prepared like any other: there are two of them in most calls. */
  #step(sql: string): void {
    this.#prepare(sql).run();
  }

  #change(sql: string, values: readonly Value[]): { changes: number; row: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    if (changes > 0) this.#dirty = true;
    return { changes: Number(changes), row: Number(lastInsertRowid) };
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #runAfterCommit(): void {
    const actions = this.#afterCommit;
    if (actions.length === 0) return;
    this.#afterCommit = [];
    for (const action of actions) action();
  }
}

/** An exclusive SQLite lock, since the system drops it when the process dies, which a lock file with a pid does not. */
function takeLock(file: string): DatabaseSync {
  const lock = new DatabaseSync(file);
  try {
    lock.exec(
      'PRAGMA busy_timeout = 1000; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE',
    );
    return lock;
  } catch {
    lock.close();
    throw new StateFolderError('Another process serves this state folder.');
  }
}
