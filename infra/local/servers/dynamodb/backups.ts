import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Input, Operations } from '../http/json-protocol.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { type Definition, tableArn } from './definition.ts';
import type { Items } from './items.ts';
import type { Tables } from './tables.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ddb_backup (
    arn TEXT PRIMARY KEY, name TEXT NOT NULL, table_name TEXT NOT NULL, definition TEXT NOT NULL, created INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS ddb_backup_item (
    backup TEXT NOT NULL REFERENCES ddb_backup ON DELETE CASCADE, hash BLOB NOT NULL, range BLOB NOT NULL, item TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ddb_backup_items ON ddb_backup_item (backup)`;

interface BackupRow {
  readonly arn: string;
  readonly name: string;
  readonly table_name: string;
  readonly definition: string;
  readonly created: number;
}

/**
 * Backups on demand. A restored table brings back what was erased since, which is what the tombstones are for, and has
 * neither the stream nor the expiry of the original, as on AWS.
 */
export class Backups {
  readonly #context: Context;
  readonly #tables: Tables;
  readonly #items: Items;

  constructor(context: Context, tables: Tables, items: Items) {
    this.#context = context;
    this.#tables = tables;
    this.#items = items;
    context.db.define(SCHEMA);
  }

  operations(): Operations {
    const { db } = this.#context;
    return {
      CreateBackup: (input: Input) => db.transaction(() => this.#create(input)),
      DescribeBackup: ({ BackupArn }: Input) => ({
        BackupDescription: { BackupDetails: details(this.#need(BackupArn)) },
      }),
      ListBackups: ({ TableName }: Input) => ({
        BackupSummaries: db
          .all<BackupRow>(
            'SELECT * FROM ddb_backup WHERE ?1 IS NULL OR table_name = ?1 ORDER BY created, arn',
            TableName ?? null,
          )
          .map(row => ({ ...details(row), TableName: row.table_name, TableArn: tableArn(row.table_name) })),
      }),
      DeleteBackup: ({ BackupArn }: Input) => {
        const row = this.#need(BackupArn);
        db.run('DELETE FROM ddb_backup WHERE arn = ?', row.arn);
        return { BackupDescription: { BackupDetails: { ...details(row), BackupStatus: 'DELETED' } } };
      },
      RestoreTableFromBackup: (input: Input) => db.transaction(() => this.#restore(input)),
    };
  }

  #create({ TableName, BackupName }: Input) {
    if (typeof BackupName !== 'string' || !/^[\w.-]{3,255}$/.test(BackupName))
      throw validationError('BackupName is not valid.');
    const table = this.#tables.need(TableName);
    const arn = `${tableArn(table.name)}/backup/${String(this.#context.clock()).padStart(14, '0')}-${randomBytes(4).toString('hex')}`;
    this.#context.db.run(
      'INSERT INTO ddb_backup (arn, name, table_name, definition, created) VALUES (?, ?, ?, ?, ?)',
      arn,
      BackupName,
      table.name,
      JSON.stringify(table.definition),
      this.#context.clock(),
    );
    this.#context.db.run(
      'INSERT INTO ddb_backup_item (backup, hash, range, item) SELECT ?, hash, range, item FROM ddb_item WHERE table_name = ?',
      arn,
      table.name,
    );
    return { BackupDetails: details(this.#need(arn)) };
  }

  #restore({ TargetTableName, BackupArn }: Input) {
    const row = this.#need(BackupArn);
    const { StreamSpecification: _, PointInTimeRecovery: __, ...definition }: Definition = JSON.parse(row.definition);
    const table = this.#tables.create({ ...definition, TableName: TargetTableName });
    this.#context.db.run(
      'INSERT INTO ddb_item (table_name, hash, range, item) SELECT ?, hash, range, item FROM ddb_backup_item WHERE backup = ?',
      table.name,
      row.arn,
    );
    this.#items.rebuild(table);
    return { TableDescription: this.#tables.describe(table, this.#items.count(table)) };
  }

  #need(arn: unknown): BackupRow {
    const row = this.#context.db.get<BackupRow>('SELECT * FROM ddb_backup WHERE arn = ?', String(arn));
    if (!row) throw new ServiceError('BackupNotFoundException', 'Backup not found');
    return row;
  }
}

const details = (row: BackupRow) => ({
  BackupArn: row.arn,
  BackupName: row.name,
  BackupStatus: 'AVAILABLE',
  BackupType: 'USER',
  BackupCreationDateTime: row.created / 1000,
});
