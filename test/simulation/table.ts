import { MOVES, type Status } from '../../shared/core/pipeline/status.ts';
import type { Committed, Condition, Item, Key, Page, Write } from '../../shared/ports/index.ts';

const idOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** A table as DynamoDB keeps it: conditional writes, all or none, and an index that lags behind. */
export class Table {
  readonly items = new Map<string, Item>();
  private readonly partitions = new Map<string, Map<string, Item>>();
  /** What the index shows. */
  private readonly index = new Map<string, Item>();
  /** Every write that broke the order of things; empty in a run without violation. */
  readonly broken: string[] = [];
  private readonly lag: (run: () => void) => void;
  private readonly onPut: (item: Item) => void;

  constructor(lag: (run: () => void) => void, onPut: (item: Item) => void) {
    this.lag = lag;
    this.onPut = onPut;
  }

  get = (key: Key): Item | undefined => this.items.get(idOf(key));

  partition(pk: string, prefix = ''): Item[] {
    const items = [...(this.partitions.get(pk)?.values() ?? [])].filter(({ sk }) => sk.startsWith(prefix));
    return items.sort((a, b) => (a.sk < b.sk ? -1 : 1));
  }

  listing(
    name: string,
    { limit, before, newestFirst, next }: Parameters<import('../../shared/ports/index.ts').Store['listing']>[1],
  ): Page {
    const at = ({ receivedAt = '', pk, sk }: Item) => `${receivedAt}\n${pk}\n${sk}`;
    const found = [...this.index.values()]
      .filter(item => item.listing === name && (before === undefined || (item.receivedAt ?? '') < before))
      .sort((a, b) => (at(a) < at(b) ? -1 : 1) * (newestFirst ? -1 : 1));
    const start = next === undefined ? 0 : Number(next);
    const items = found.slice(start, start + limit);
    return { items, ...(start + limit < found.length && { next: String(start + limit) }) };
  }

  commit(writes: readonly Write[]): Committed {
    const conflicts = writes.flatMap((write, index) => {
      const item = this.get('put' in write ? write.put : 'remove' in write ? write.remove : write.check);
      return holds(write.when, item) ? [] : [{ index, ...(item && { item }) }];
    });
    if (conflicts.length) return { done: false, conflicts };
    for (const write of writes)
      if ('put' in write) this.put(write.put);
      else if ('remove' in write) this.remove(write.remove);
    return { done: true };
  }

  private put(item: Item): void {
    this.watch(this.get(item), item);
    const id = idOf(item);
    this.items.set(id, item);
    const partition = this.partitions.get(item.pk) ?? new Map<string, Item>();
    this.partitions.set(item.pk, partition.set(item.sk, item));
    if (item.listing !== undefined || this.index.has(id)) this.reindex(id);
    this.onPut(item);
  }

  private remove(key: Key): void {
    const id = idOf(key);
    if (!this.items.delete(id)) return;
    this.partitions.get(key.pk)?.delete(key.sk);
    if (this.index.has(id)) this.reindex(id);
  }

  private reindex(id: string): void {
    this.lag(() => {
      const item = this.items.get(id);
      if (item?.listing === undefined) this.index.delete(id);
      else this.index.set(id, item);
    });
  }

  /** Whoever writes: a document's status moves along the protocol's moves, and its version never falls. */
  private watch(before: Item | undefined, after: Item): void {
    if (after.sk !== 'status' || !before) return;
    const [from, to] = [before, after] as unknown as {
      status: Status;
      version: number;
      timeline: { status: Status }[];
    }[];
    if (to!.version < from!.version) this.broken.push('a version fell');
    const path = to!.timeline.slice(from!.timeline.length).map(({ status }) => status);
    let status = from!.status;
    for (const next of path) {
      if (!MOVES[status].includes(next)) this.broken.push(`${status} became ${next}`);
      status = next;
    }
    if (status !== to!.status) this.broken.push(`${from!.status} became ${to!.status} without a trace`);
  }
}

function holds(when: Condition, item: Item | undefined): boolean {
  if (when === 'any') return true;
  if (when === 'absent') return item === undefined;
  return item?.revision === when.revision;
}
