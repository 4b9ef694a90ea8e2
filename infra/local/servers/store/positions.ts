import type { Context } from '../context.ts';

const SCHEMA = 'CREATE TABLE IF NOT EXISTS position (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID';

/** How far the readers of streams and archives got: the runtime's own memory, which must not outlive or outrun the state. */
export class Positions {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  get(name: string): string | undefined {
    return this.#context.db.get<{ value: string }>('SELECT value FROM position WHERE name = ?', name)?.value;
  }

  set(name: string, value: string): void {
    this.#context.db.run(
      'INSERT INTO position (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2',
      name,
      value,
    );
  }
}
