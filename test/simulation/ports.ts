import { DocumentError, type FailureCode } from '../../shared/core/codes.ts';
import type { Committed, Fault, Item, Key, Log, ObjectStore, Ports, Store } from '../../shared/ports/index.ts';
import type { Bucket } from './bucket.ts';
import { open, pageLines, planOf } from './canned.ts';
import type { Table } from './table.ts';
import { textractOf } from './textract.ts';
import { digest, hasher, type Process, type World } from './world.ts';

const LOST_RACE: Committed = { done: false, conflicts: [] };

/** The ports of one process: every call goes through the world, which may let it fail. */
export function portsOf(world: World, process: Process): Ports {
  const store = (table: Table, name: string): Store => ({
    table: name,
    get: <T extends Item>({ pk, sk }: Key<T>) =>
      world.call(process, `${name}.get ${sk}`, () => table.get({ pk, sk }) as T | undefined, false),
    getAll: <T extends Item>(keys: readonly Key<T>[]) =>
      world.call(
        process,
        `${name}.getAll`,
        () => keys.flatMap(({ pk, sk }) => (table.get({ pk, sk }) as T | undefined) ?? []),
        false,
      ),
    partition: (pk, prefix) => world.call(process, `${name}.partition`, () => table.partition(pk, prefix), false),
    listing: (listing, options) =>
      world.call(process, `${name}.listing ${listing}`, () => table.listing(listing, options), false),
    commit: writes => {
      const what = writes.map(write =>
        'put' in write ? write.put.sk : 'remove' in write ? `-${write.remove.sk}` : `?${write.check.sk}`,
      );
      return world.call(
        process,
        `${name}.commit ${what.map(short).join(' ')}`,
        () => table.commit(writes),
        true,
        () => LOST_RACE,
      );
    },
  });
  const objects = (bucket: Bucket): ObjectStore => ({
    bucket: bucket.name,
    get: (ref, options) => world.call(process, `${bucket.name}.get`, () => bucket.get(ref, options), false),
    put: (key, bytes, options) =>
      world.call(process, `${bucket.name}.put ${nameOf(key)}`, () => bucket.put(key, bytes, options), true),
    remove: ref => world.call(process, `${bucket.name}.remove`, () => bucket.remove(ref), true),
    removeAll: prefix => world.call(process, `${bucket.name}.removeAll`, () => bucket.removeAll(prefix), true),
  });
  const line = (level: string) => (event: string, fields?: object) => {
    world.shown.push(JSON.stringify({ level, event, ...fields }));
  };
  const log: Log = { info: line('INFO'), warn: line('WARN'), error: line('ERROR') };
  let randoms = 0;
  return {
    intake: objects(world.intake),
    texts: objects(world.texts),
    documents: store(world.documents, 'documents'),
    vault: store(world.vault, 'vault'),
    queues: {
      send: (queue, body, options) =>
        world.call(
          process,
          `send ${queue} ${kindOf(body)}`,
          () => {
            if (!body.includes('"source":"aws.')) world.shown.push(body);
            world.send(queue, body, options);
          },
          true,
        ),
    },
    deadLetters: {
      receive: queue =>
        world.call(
          process,
          `dead.receive ${queue}`,
          () => {
            const letters = world.dead.get(queue) ?? [];
            return letters.slice(0, 10).map(({ id, body }) => ({ body, receipt: id }));
          },
          false,
        ),
      remove: (queue, receipt) =>
        world.call(
          process,
          `dead.remove ${queue}`,
          () => {
            world.dead.set(
              queue,
              (world.dead.get(queue) ?? []).filter(({ id }) => id !== receipt),
            );
          },
          true,
        ),
    },
    bus: {
      publish: events =>
        world.call(
          process,
          `publish ${events.map(({ type }) => type.slice(7, -3)).join(' ')}`,
          () =>
            events.map((event, i) => {
              // 200, and some entries failed.
              if (world.chance(`entry${world.calls}-${i}`, world.scheduler.now < world.calmFrom ? 0.05 : 0))
                return 'throttled';
              world.delivered.push(event);
              world.shown.push(JSON.stringify(event));
              return undefined;
            }),
          true,
        ),
    },
    textract: textractOf(world, process),
    keys: {
      hasher: () => world.call(process, 'kms.mac', () => hasher, false),
      createDataKey: subject =>
        world.call(
          process,
          'kms.generate',
          () => {
            const wrapped = `${subject}/${world.calls}`;
            return { key: keyOf(wrapped), wrapped };
          },
          false,
        ),
      openDataKey: (subject, wrapped) =>
        world.call(
          process,
          'kms.decrypt',
          () => {
            if (!wrapped.startsWith(subject)) throw new Error('another subject’s key');
            return keyOf(wrapped);
          },
          false,
        ),
      random: bytes => digest(`${process.name} ${randoms++}`).subarray(0, bytes),
    },
    reader: {
      open: async bytes => {
        world.opened.add(Buffer.from(bytes).toString());
        try {
          return open(planOf(bytes));
        } catch (code) {
          throw new DocumentError(code as FailureCode);
        }
      },
      readPage: async (bytes, page) => ({
        number: page,
        engine: 'paddle',
        lines: pageLines(planOf(bytes), page).map(text => ({ text, confidence: 0.97 })),
      }),
    },
    // Each process has its own idea of the time, up to an hour wrong in some runs.
    clock: { now: () => world.scheduler.now },
    log,
    metrics: {
      count: (name, value = 1) => {
        world.shown.push(JSON.stringify({ metric: name, value }));
      },
    },
  };
}

export type { Fault };

const keyOf = (wrapped: string): Uint8Array => digest(`data key ${wrapped}`);
const short = (sk: string): string => sk.replace(/[0-9a-f]{26}(?=[0-9a-f]{6})/g, '…');
const nameOf = (key: string): string =>
  key.slice(key.lastIndexOf('/') + 1).replace(/[0-9a-f]{26}(?=[0-9a-f]{6})/g, '…');
const kindOf = (body: string): string => /"kind":"([a-z]+)"/.exec(body)?.[1] ?? 'event';
