import type { DocumentRow, OutboxRow } from '../../shared/core/pipeline/items.ts';
import type { ObjectStore, Store, Write } from '../../shared/ports/index.ts';
import { eventOf } from '../../shared/steps/publish.ts';
import { pageLines, planOf } from './canned.ts';
import type { Mutant } from './lambdas.ts';

/** A store with another `commit`. */
const committing = (
  store: Store,
  commit: (writes: readonly Write[], real: Store) => ReturnType<Store['commit']>,
): Store => ({
  ...store,
  commit: writes => commit(writes, store),
});

const isOutbox = (write: Write): write is Write & { put: OutboxRow } =>
  'put' in write && write.put.sk.startsWith('outbox#');

/**
 * The faults of known systems, each planted where that system has it. A simulation that does not find one of them within
 * a thousand seeds has a blind spot.
 */
export const MUTANTS: readonly Mutant[] = [
  {
    // Record, status and outbox written one after the other.
    name: 'dual write',
    ports: ports => ({
      ...ports,
      documents: committing(ports.documents, async (writes, real) => {
        for (const write of writes) {
          const answer = await real.commit([write]);
          if (!answer.done) return answer;
        }
        return { done: true };
      }),
    }),
  },
  {
    // A row that says who works on it, and nobody who checks when writing.
    name: 'lock without fence',
    ports: ports => ({
      ...ports,
      documents: committing(ports.documents, (writes, real) =>
        real.commit(writes.map(write => (typeof write.when === 'object' ? { ...write, when: 'any' } : write))),
      ),
    }),
  },
  {
    // A redrive gives a message a new id: an identity that is made of it makes a new document.
    name: 'message id as key',
    ports: (ports, process) => ({
      ...ports,
      keys: {
        ...ports.keys,
        hasher: async () => {
          const hash = await ports.keys.hasher();
          const id = process.letters[0]?.id ?? '';
          return (purpose, ...parts) =>
            purpose === 'document' ? hash(purpose, ...parts, id) : hash(purpose, ...parts);
        },
      },
    }),
  },
  {
    name: 'no NextToken loop',
    ports: ports => ({
      ...ports,
      textract: {
        ...ports.textract,
        result: async (jobId, next) => {
          const { next: _, ...part } = await ports.textract.result(jobId, next);
          return part;
        },
      },
    }),
  },
  {
    name: 'publish before commit',
    ports: ports => ({
      ...ports,
      documents: committing(ports.documents, async (writes, real) => {
        const events = writes.filter(isOutbox).flatMap(({ put }) => eventOf(put) ?? []);
        if (events.length) await ports.bus.publish(events);
        return real.commit(writes);
      }),
    }),
  },
  {
    name: 'FailedEntryCount ignored',
    ports: ports => ({
      ...ports,
      bus: { publish: async events => (await ports.bus.publish(events)).map(() => undefined) },
    }),
  },
  {
    // An error's message quotes what the parser stumbled over.
    name: 'a raw error logged',
    ports: (ports, _, world) => ({
      ...ports,
      reader: {
        ...ports.reader,
        open: async bytes => {
          world.shown.push(`could not parse: ${pageLines(planOf(bytes), 1).join(' ')}`);
          return ports.reader.open(bytes);
        },
      },
    }),
  },
  {
    // Whoever comes last is right.
    name: 'stale overwrite',
    ports: ports => ({
      ...ports,
      documents: {
        ...ports.documents,
        get: async key => {
          const item = await ports.documents.get(key);
          return item && 'sequencer' in item && item.sk === 'head' ? { ...item, sequencer: '' } : item;
        },
      },
    }),
  },
  {
    // Tombstones are written and nobody looks at them.
    name: 'no look at the tombstone',
    ports: ports => {
      const blind = (store: Store): Store => ({
        ...committing(store, (writes, real) => real.commit(writes.filter(write => !('check' in write)))),
        get: async key => (key.sk === 'tombstone' ? undefined : store.get(key)),
      });
      return { ...ports, documents: blind(ports.documents), vault: blind(ports.vault) };
    },
  },
  // A batch that failed as a whole is answered with an empty list.
  { name: 'batch failures dropped', noFailures: true },
  {
    name: 'version not pinned',
    ports: ports => ({
      ...ports,
      intake: { ...ports.intake, get: ({ key }, options) => ports.intake.get({ key }, options) } satisfies ObjectStore,
    }),
  },
  { name: 'no sweep', noSweep: true },
  {
    // A file waits as "received" for its refusal, and the sweep has it read meanwhile.
    name: 'refused in two steps',
    ports: ports => ({
      ...ports,
      documents: committing(ports.documents, async (writes, real) => {
        const [first, ...rest] = writes;
        const row = first && 'put' in first ? (first.put as DocumentRow) : undefined;
        if (!row || row.code === undefined || first!.when !== 'absent' || !('status' in row))
          return real.commit(writes);
        const { code: _, ...waiting } = row;
        const received = { ...waiting, status: 'received', listing: 'underway', timeline: row.timeline.slice(0, 1) };
        const answer = await real.commit([{ put: received as DocumentRow, when: 'absent' }]);
        if (!answer.done) return answer;
        return real.commit([{ put: { ...row, revision: 2 }, when: { revision: 1 } }, ...rest]);
      }),
    }),
  },
  {
    // A result of which a part is missing passes for the whole.
    name: 'partial success taken for success',
    ports: ports => ({
      ...ports,
      textract: {
        ...ports.textract,
        result: async (jobId, next) => {
          const part = await ports.textract.result(jobId, next);
          return part.state === 'failed' ? { ...part, state: 'succeeded' } : part;
        },
      },
    }),
  },
  {
    name: 'throttling fails the document',
    ports: ports => ({
      ...ports,
      textract: {
        ...ports.textract,
        detect: async bytes => {
          try {
            return await ports.textract.detect(bytes);
          } catch {
            return { number: 1, engine: 'textract', lines: [] };
          }
        },
      },
    }),
  },
  {
    // Encoded, so that nobody sees it at once.
    name: 'the reading in a trace, as base64',
    ports: (ports, _, world) => ({
      ...ports,
      texts: {
        ...ports.texts,
        get: async (ref, options) => {
          const object = await ports.texts.get(ref, options);
          if (object.bytes) world.shown.push(Buffer.from(object.bytes).toString('base64'));
          return object;
        },
      },
    }),
  },
  {
    name: 'erasure forgets older versions',
    ports: ports => ({
      ...ports,
      intake: {
        ...ports.intake,
        remove: async ({ key, versionId }) => (versionId ? undefined : ports.intake.remove({ key })),
      },
    }),
  },
];
