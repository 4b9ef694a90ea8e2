import type { Context } from '../context.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { arnOf } from '../services.ts';
import { matches, parsePattern } from './pattern.ts';
import { busArn } from './rules.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events_archive (
    name TEXT PRIMARY KEY, bus TEXT NOT NULL, pattern TEXT, retention INTEGER NOT NULL, created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events_archived (
    position INTEGER PRIMARY KEY AUTOINCREMENT, archive TEXT NOT NULL, bus TEXT NOT NULL, time INTEGER NOT NULL, event TEXT NOT NULL
  ) STRICT`;

export interface ArchivedEvent {
  /** Grows with every event, is never used twice: give it as `after` to read on. */
  readonly position: number;
  readonly archive: string;
  readonly bus: string;
  /** The whole EventBridge event: `detail-type`, `detail` and the rest. */
  readonly event: Readonly<Record<string, unknown>>;
}

export interface ArchiveQuery {
  readonly archive?: string;
  readonly bus?: string;
  readonly after?: number;
  /** Default 1,000. */
  readonly limit?: number;
}

interface ArchiveRow {
  readonly name: string;
  readonly bus: string;
  readonly pattern: string | null;
  readonly retention: number;
  readonly created: number;
}

/** Archives of buses: each keeps the events that match its pattern. Here they can also be read, not only replayed. */
export class Archives {
  readonly #context: Context;
  #rows: readonly (ArchiveRow & { readonly parsed: Readonly<Record<string, unknown>> | undefined })[] | undefined;

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  /** Joins the transaction of PutEvents: what was accepted is archived. */
  keep(bus: string, event: Readonly<Record<string, unknown>>): void {
    for (const archive of this.all()) {
      if (archive.bus !== bus || (archive.parsed && !matches(archive.parsed, event))) continue;
      this.#context.db.run(
        'INSERT INTO events_archived (archive, bus, time, event) VALUES (?, ?, ?, ?)',
        archive.name,
        bus,
        this.#context.clock(),
        JSON.stringify(event),
      );
    }
  }

  all() {
    this.#rows ??= this.#context.db
      .all<ArchiveRow>('SELECT * FROM events_archive ORDER BY name')
      .map(row => ({ ...row, parsed: row.pattern === null ? undefined : JSON.parse(row.pattern) }));
    return this.#rows;
  }

  need(name: unknown) {
    const archive = this.all().find(row => row.name === name);
    if (!archive) throw new ServiceError('ResourceNotFoundException', 'The archive does not exist.');
    return archive;
  }

  create(name: unknown, bus: string, pattern: unknown, retention: unknown): void {
    if (typeof name !== 'string' || !/^[\w.-]{1,48}$/.test(name))
      throw validationError('The name of the archive is not valid.');
    if (this.all().some(row => row.name === name))
      throw new ServiceError('ResourceAlreadyExistsException', 'The archive exists.');
    if (pattern !== undefined) parsePattern(pattern);
    this.#context.db.run(
      'INSERT INTO events_archive (name, bus, pattern, retention, created) VALUES (?, ?, ?, ?, ?)',
      name,
      bus,
      pattern === undefined ? null : String(pattern),
      Number(retention ?? 0),
      this.#context.clock(),
    );
    this.#rows = undefined;
  }

  update(name: unknown, pattern: unknown, retention: unknown): void {
    const { pattern: oldPattern, retention: oldRetention } = this.need(name);
    if (pattern !== undefined) parsePattern(pattern);
    this.#context.db.run(
      'UPDATE events_archive SET pattern = ?, retention = ? WHERE name = ?',
      pattern === undefined ? oldPattern : String(pattern),
      Number(retention ?? oldRetention),
      String(name),
    );
    this.#rows = undefined;
  }

  remove(name: unknown): void {
    this.need(name);
    this.#context.db.transaction(() => {
      this.#context.db.run('DELETE FROM events_archive WHERE name = ?', String(name));
      this.#context.db.run('DELETE FROM events_archived WHERE archive = ?', String(name));
    });
    this.#rows = undefined;
  }

  read({ archive, bus, after = 0, limit = 1000 }: ArchiveQuery): ArchivedEvent[] {
    const rows = this.#context.db.all<{ position: number; archive: string; bus: string; event: string }>(
      `SELECT position, archive, bus, event FROM events_archived
        WHERE position > ?1 AND (?2 IS NULL OR archive = ?2) AND (?3 IS NULL OR bus = ?3) ORDER BY position LIMIT ?4`,
      after,
      archive ?? null,
      bus ?? null,
      limit,
    );
    return rows.map(row => ({ ...row, event: JSON.parse(row.event) }));
  }

  /** Forgets events older than their archive's retention (days; 0 keeps for ever). */
  expire(): void {
    for (const { name, retention } of this.all()) {
      if (retention === 0) continue;
      const oldest = this.#context.clock() - retention * 86_400_000;
      this.#context.db.run('DELETE FROM events_archived WHERE archive = ? AND time < ?', name, oldest);
    }
  }

  count(name: string): number {
    return this.#context.db.get<{ n: number }>('SELECT count(*) AS n FROM events_archived WHERE archive = ?', name)!.n;
  }
}

export const archiveArn = (name: string): string => arnOf('events', `archive/${name}`);

export function describeArchive(archives: Archives, row: ArchiveRow) {
  return {
    ArchiveName: row.name,
    ArchiveArn: archiveArn(row.name),
    EventSourceArn: busArn(row.bus),
    State: 'ENABLED',
    RetentionDays: row.retention,
    EventCount: archives.count(row.name),
    CreationTime: row.created / 1000,
    ...(row.pattern === null ? {} : { EventPattern: row.pattern }),
  };
}
