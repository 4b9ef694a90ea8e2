import type { Item, Key, Write } from '../core/pipeline/item.ts';

export type { Condition, Item, Key, Write } from '../core/pipeline/item.ts';

/** Which writes' conditions failed, with the item that stood there. Empty when only contention was the reason. */
export interface Conflict {
  readonly index: number;
  readonly item?: Item;
}

export type Committed = { readonly done: true } | { readonly done: false; readonly conflicts: readonly Conflict[] };

export interface Page<T extends Item = Item> {
  readonly items: readonly T[];
  /** Present when there is more. */
  readonly next?: string;
}

/** One table. Reads by key are strongly consistent. All calls throw `Fault`. */
export interface Store {
  /** The table's name, for the pointer in an event. */
  readonly table: string;
  get<T extends Item>(key: Key<T>): Promise<T | undefined>;
  /** Many by key, in the order given, absent ones left out; up to 100 keys. Unprocessed keys are asked again. */
  getAll<T extends Item>(keys: readonly Key<T>[]): Promise<readonly T[]>;
  /** The items of a partition whose sort key begins with `prefix`, ascending, to the end (all pages). */
  partition(pk: string, prefix?: string): Promise<readonly Item[]>;
  /**
   * The index `byTime`: items with this `listing`, oldest first unless `newestFirst`, with `receivedAt` before `before`.
   * Eventually consistent; holds whole items.
   */
  listing(
    name: string,
    options: { limit: number; before?: string; newestFirst?: boolean; next?: string },
  ): Promise<Page>;
  /**
   * All writes or none (one write: PutItem or DeleteItem; more: TransactWriteItems, up to 100). A failed condition is an
   * answer, not an error. A conflict may be our own earlier try whose answer was lost: callers re-read and decide again.
   */
  commit(writes: readonly Write[]): Promise<Committed>;
}
