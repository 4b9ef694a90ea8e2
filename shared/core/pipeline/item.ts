/** Every item of both tables. `revision` counts its writes from 1: the fence of every conditional write. */
export interface Item {
  readonly pk: string;
  readonly sk: string;
  readonly revision: number;
  /** Partition key of the index `byTime`; an item without it is not in the index. */
  readonly listing?: string;
  /** Sort key of the index `byTime`, ISO 8601. */
  readonly receivedAt?: string;
  /** Time to live, seconds since 1970. */
  readonly expiresAt?: number;
}

declare const kind: unique symbol;

/** Where an item lies, and (for the compiler) what lies there. */
export interface Key<T extends Item = Item> {
  readonly pk: string;
  readonly sk: string;
  readonly [kind]?: T;
}

/**
 * - `absent`: no item has this key (`attribute_not_exists(pk)`).
 * - `{ revision }`: the item is there and has this revision.
 * - `any`: no condition.
 */
export type Condition = 'absent' | 'any' | { readonly revision: number };

export type Write =
  /** Writes the whole item. */
  | { readonly put: Item; readonly when: Condition }
  | { readonly remove: Key; readonly when: Condition }
  /** Writes nothing; only the condition counts. */
  | { readonly check: Key; readonly when: Condition };

/** The write that replaces `before` (or creates), fenced by its revision: whoever read an older one loses. */
export const replacing = <T extends Item>(before: T | undefined, after: Omit<T, 'revision'>): Write => ({
  put: { ...after, revision: (before?.revision ?? 0) + 1 } as Item,
  when: before ? { revision: before.revision } : 'absent',
});
