import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Input, Operations } from '../http/json-protocol.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { parseProjection, project } from './expressions/projection.ts';
import { Aliases } from './expressions/tokens.ts';
import { checkKey, type Items, placeOf } from './items.ts';
import type { Tables } from './tables.ts';
import { type Item, sizeOfItem } from './values.ts';
import { conditionHolds, planWrite, type Write, type WriteKind } from './writes.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ddb_token (token TEXT PRIMARY KEY, request BLOB NOT NULL, time INTEGER NOT NULL) STRICT, WITHOUT ROWID`;

const TOKEN_LIFE = 10 * 60_000;
const MAX_ACTIONS = 100;
const MAX_BYTES = 4 * 1_048_576;
const KINDS: readonly string[] = ['Put', 'Update', 'Delete', 'ConditionCheck'];

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/** TransactWriteItems and TransactGetItems. */
export class Transactions {
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
    return {
      TransactWriteItems: (input: Input) => this.#context.db.transaction(() => this.#write(input)),
      TransactGetItems: (input: Input) => this.#get(input),
    };
  }

  /** Forgets tokens whose ten minutes are over. */
  expire(): void {
    this.#context.db.run('DELETE FROM ddb_token WHERE time < ?', this.#context.clock() - TOKEN_LIFE);
  }

  #write({ TransactItems, ClientRequestToken }: Input) {
    const writes = actionsOf(TransactItems).map(entry => this.#plan(entry));
    checkDistinct(writes);
    if (ClientRequestToken !== undefined && this.#seen(String(ClientRequestToken), TransactItems)) return {};
    const found = writes.map(write => this.#items.read(write.table, write.place));
    const planned = writes.map((write, i) => this.#outcome(write, found[i]));
    const reasons = planned.map(({ reason }) => reason);
    if (reasons.some(reason => reason.Code !== 'None')) throw cancelled(reasons);
    const bytes = planned.reduce((sum, { after }) => sum + (after ? sizeOfItem(after) : 0), 0);
    if (bytes > MAX_BYTES) throw validationError('Collection size of the transaction has exceeded the 4 MB limit');
    writes.forEach((write, i) => {
      if (write.kind !== 'ConditionCheck') this.#items.write(write.table, write.place, found[i], planned[i]!.after);
    });
    return {};
  }

  #plan(entry: unknown): Write {
    const kinds = Object.keys((entry ?? {}) as object).filter(key => KINDS.includes(key));
    if (kinds.length !== 1) throw validationError('TransactItems can only contain one of Check, Put, Update or Delete');
    return planWrite(this.#tables, kinds[0] as WriteKind, (entry as Record<string, Input>)[kinds[0]!]);
  }

  #outcome(write: Write, before: Item | undefined): { reason: Reason; after?: Item | undefined } {
    if (!conditionHolds(write, before)) {
      const shown = write.showOld && before ? { Item: before } : {};
      return { reason: { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', ...shown } };
    }
    try {
      return { reason: { Code: 'None' }, after: write.apply(before) };
    } catch (error) {
      if (error instanceof ServiceError) return { reason: { Code: 'ValidationError', Message: error.message } };
      throw error;
    }
  }

  /** Whether the same transaction was already done; another one under the same token is refused. */
  #seen(token: string, items: unknown): boolean {
    if (token.length < 1 || token.length > 36)
      throw validationError('ClientRequestToken must have 1 to 36 characters.');
    const request = createHash('sha256').update(JSON.stringify(items)).digest();
    const now = this.#context.clock();
    const known = this.#context.db.get<{ request: Uint8Array; time: number }>(
      'SELECT request, time FROM ddb_token WHERE token = ?',
      token,
    );
    if (known && known.time >= now - TOKEN_LIFE) {
      if (Buffer.compare(known.request, request) === 0) return true;
      throw new ServiceError('IdempotentParameterMismatchException', 'The token was used with other parameters.');
    }
    // Rolled back with everything else if the transaction is cancelled: a cancelled one may be tried again.
    this.#context.db.run(
      'INSERT OR REPLACE INTO ddb_token (token, request, time) VALUES (?, ?, ?)',
      token,
      request,
      now,
    );
    return false;
  }

  #get({ TransactItems }: Input) {
    const Responses = actionsOf(TransactItems).map(entry => {
      const get = (entry as { Get?: Input }).Get;
      if (!get) throw validationError('TransactItems of a read can only contain Get');
      const table = this.#tables.need(get.TableName);
      const aliases = new Aliases(get.ExpressionAttributeNames, undefined);
      const paths =
        get.ProjectionExpression === undefined ? undefined : parseProjection(get.ProjectionExpression, aliases);
      aliases.finish();
      const item = this.#items.read(table, placeOf(table, checkKey(table, get.Key)));
      return item ? { Item: paths ? project(item, paths) : item } : {};
    });
    return { Responses };
  }
}

function actionsOf(entries: unknown): readonly unknown[] {
  if (Array.isArray(entries) && entries.length >= 1 && entries.length <= MAX_ACTIONS) return entries;
  throw validationError(`1 validation error detected: TransactItems must have 1 to ${MAX_ACTIONS} members`);
}

function checkDistinct(writes: readonly Write[]): void {
  const places = writes.map(({ table, place }) =>
    [table.name, Buffer.from(place.hash).toString('hex'), Buffer.from(place.range).toString('hex')].join('/'),
  );
  if (new Set(places).size < places.length)
    throw validationError('Transaction request cannot include multiple operations on one item');
}

function cancelled(reasons: readonly Reason[]): ServiceError {
  const codes = reasons.map(reason => reason.Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new ServiceError('TransactionCanceledException', message, 400, { CancellationReasons: reasons });
}
