import { createHash } from 'node:crypto';
import type { ResumeEvent } from '../../shared/contracts/event.ts';
import type { ResumeRecord } from '../../shared/contracts/record.ts';
import {
  type ArrivalRow,
  type DocumentRow,
  type LineageRow,
  lineageKey,
  type RecordRow,
  recordKey,
  subjectTombstoneKey,
} from '../../shared/core/pipeline/items.ts';
import { isTerminal } from '../../shared/core/pipeline/status.ts';
import type { Version } from './bucket.ts';
import { PEOPLE, type Plan, planOf, SENDERS } from './canned.ts';
import type { Setup } from './lambdas.ts';
import { scanOf, subjectOf } from './run.ts';
import { FILE_CANARY } from './scenario.ts';
import { hasher, type World } from './world.ts';

/** What must hold when everything has come to rest; each broken one as a sentence. */
export function violationsOf(setup: Setup): string[] {
  const { world } = setup;
  const found: string[] = [...new Set(world.documents.broken)];
  const rows = rowsOf(world, 'status') as DocumentRow[];
  const arrivals = rowsOf(world, 'arrival#') as ArrivalRow[];
  found.push(...eachObjectOnce(world, rows, arrivals));
  found.push(...expectedEnds(setup, rows));
  found.push(...lineages(world, rows, arrivals));
  found.push(...events(world, rows, arrivals));
  found.push(...erased(setup, rows));
  found.push(...sealed(world, rows));
  found.push(...shut(setup), ...leaks(world));
  return found;
}

const rowsOf = (world: World, prefix: string) =>
  [...world.documents.items.values()].filter(({ pk, sk }) => pk.startsWith('document#') && sk.startsWith(prefix));

/** Nothing is lost and nothing is counted twice: every object that arrived has one place, and that has a final status. */
function eachObjectOnce(world: World, rows: readonly DocumentRow[], arrivals: readonly ArrivalRow[]): string[] {
  const places = new Map<string, number>();
  for (const { objectId } of [...rows, ...arrivals]) places.set(objectId, (places.get(objectId) ?? 0) + 1);
  const found = world.created.flatMap(version => {
    const count = places.get(objectIdOf(version)) ?? 0;
    return count === 1 ? [] : [`an object has ${count} places instead of one`];
  });
  for (const { status, timeline } of rows) {
    if (!isTerminal(status)) found.push(`a document rests at ${status}`);
    if (timeline.at(-1)?.status !== status) found.push('a timeline does not end in the status');
  }
  return found;
}

const objectIdOf = ({ key, versionId }: Version): string => hasher('object', key, versionId);

/** Every document ends as its file deserves: no fault of a service is ever blamed on a document. */
function expectedEnds({ world, settings }: Setup, rows: readonly DocumentRow[]): string[] {
  const versions = new Map(world.created.map(version => [objectIdOf(version), version]));
  return rows.flatMap(({ objectId, status, code }) => {
    const version = versions.get(objectId);
    if (!version || status === 'erased') return [];
    const plan = planOf(version.bytes);
    const allowed: (string | undefined)[] = [failureOf(plan, version.key.startsWith('mail/'))];
    if (settings.gate !== 'off') allowed.push('MALWARE', 'NOT_SCANNED');
    return allowed.includes(code) ? [] : [`a ${plan.is} file ended as ${status} ${code ?? ''}`];
  });
}

/** @param received by the mail server: only then its verdicts count */
function failureOf(plan: Plan, received: boolean): string | undefined {
  if (plan.is === 'broken') return plan.code;
  if (plan.is !== 'mail') return undefined;
  if (received && plan.verdict !== 'clean') return plan.verdict === 'virus' ? 'MALWARE' : 'SPAM';
  return plan.parts.length ? undefined : 'NO_DOCUMENT_IN_MAIL';
}

/** The newest good file under a key is the one that stands; the others say so. */
function lineages(world: World, rows: readonly DocumentRow[], arrivals: readonly ArrivalRow[]): string[] {
  const found: string[] = [];
  const byObject = new Map<string, DocumentRow>();
  for (const row of rows) byObject.set(row.objectId, row);
  for (const arrival of arrivals) {
    const row = rows.find(({ documentId }) => documentId === arrival.documentId);
    if (row) byObject.set(arrival.objectId, row);
  }
  const keysOf = new Map<string, Set<string>>();
  for (const version of world.created) {
    const id = byObject.get(objectIdOf(version))?.documentId ?? '';
    keysOf.set(id, (keysOf.get(id) ?? new Set()).add(version.key));
  }
  for (const key of new Set(world.created.map(version => version.key))) {
    const own = world.created.filter(version => version.key === key && planOf(version.bytes).is !== 'mail');
    const documents = own
      .sort((a, b) => (a.sequencer.padEnd(64, '0') < b.sequencer.padEnd(64, '0') ? -1 : 1))
      .flatMap(version => byObject.get(objectIdOf(version)) ?? []);
    // A document that lies under two keys is bound by both, and one that was erased by neither.
    if (documents.some(({ documentId, status }) => status === 'erased' || keysOf.get(documentId)!.size > 1)) continue;
    const good = documents.filter(({ code }) => code === undefined);
    const newest = good.at(-1);
    for (const row of good) {
      const right = row.documentId === newest!.documentId ? 'stored' : 'superseded';
      if (row.status !== right)
        found.push(
          `of the files under one key, ${right === 'stored' ? 'the newest' : 'an older one'} is ${row.status}`,
        );
    }
    if (!newest) continue;
    const head = world.documents.get(lineageKey(newest.lineageId)) as LineageRow | undefined;
    if (head?.documentId !== newest.documentId) found.push('the lineage does not end in the newest file');
  }
  return found;
}

/** One event id for each thing that happened, with one content, delivered at least once, and none for what did not. */
function events(world: World, rows: readonly DocumentRow[], arrivals: readonly ArrivalRow[]): string[] {
  const found: string[] = [];
  const contents = new Map<string, string>();
  const byId = new Map<string, ResumeEvent>();
  for (const event of world.delivered) {
    const content = JSON.stringify(event);
    const before = contents.get(event.id);
    if (before !== undefined && before !== content) found.push(`two contents under one event id (${event.type})`);
    contents.set(event.id, content);
    byId.set(event.id, event);
  }
  const expected = new Set<string>();
  for (const row of rows) {
    const { documentId, kind, status, timeline } = row;
    for (const entry of timeline) {
      const name = eventOf(entry.status, kind);
      if (!name) continue;
      const id = entry.status === 'erased' ? `${documentId}.erased` : `${documentId}.${entry.version}.${name}`;
      expected.add(id);
      // An erasure takes along what had not been told yet.
      if (!byId.has(id) && (status !== 'erased' || name === 'erased')) found.push(`no ${name} event was delivered`);
    }
    if (status === 'stored' && kind === 'document') found.push(...recordHolds(world, row, byId));
    if (
      status === 'stored' &&
      kind === 'document' &&
      timeline.filter(it => it.status === 'stored' && it.version === row.version).length !== 1
    )
      found.push('a version was stored twice');
  }
  for (const { documentId, objectId } of arrivals) expected.add(`${documentId}.${objectId}.duplicate`);
  for (const { id, type, data } of byId.values())
    if (!expected.has(id) && !(type === 'resume.erased.v1' && data.documentId === undefined))
      found.push(`a ${type} event tells of something that did not happen`);
  return found;
}

function eventOf(status: string, kind: string): string | undefined {
  if (status === 'rejected' || status === 'quarantined') return 'failed';
  if (status === 'superseded' || status === 'erased') return status;
  return status === 'stored' && kind === 'document' ? 'ingested' : undefined;
}

function recordHolds(world: World, row: DocumentRow, events: ReadonlyMap<string, ResumeEvent>): string[] {
  const item = world.documents.get(recordKey(row.documentId)) as RecordRow | undefined;
  const record = item?.record as ResumeRecord | undefined;
  if (!record) return ['a stored document has no record'];
  if (record.version !== row.version) return ['a record is of another version than its row'];
  const event = events.get(`${row.documentId}.${row.version}.ingested`);
  if (event?.type !== 'resume.ingested.v1') return [];
  const sha256 = createHash('sha256')
    .update(record.text as string)
    .digest('hex');
  const found = sha256 === event.data.record.sha256 ? [] : ['an event tells of another text than the record has'];
  const plan = planOf(world.created.find(version => objectIdOf(version) === row.objectId)!.bytes);
  const pages = plan.is === 'scan' ? plan.pages.length : 1;
  const counted = Object.values(record.quality.pages ?? {}).reduce((sum, n) => sum + n, 0);
  if (counted !== pages) found.push('a record has not all the pages of its file');
  // Page 1 has eight lines; Textract gives them in parts, of which none may be missing.
  if (!(record.text as string).includes('Sample University')) found.push('a record lacks part of its text');
  return found;
}

/** Erased stays erased: no record, no object, no contact, no key, whatever came late. */
function erased({ world, stages }: Setup, rows: readonly DocumentRow[]): string[] {
  const found: string[] = [];
  const gone = new Set<number>();
  for (const [person] of PEOPLE.entries()) {
    const subjectId = subjectOf(stages, person);
    if (!world.documents.get(subjectTombstoneKey(subjectId))) continue;
    gone.add(person);
    if (world.vault.get({ pk: `subject#${subjectId}`, sk: 'key' })) found.push('an erased subject has a data key');
    if (world.documents.partition(`subject#${subjectId}`, 'document#').length)
      found.push('an erased subject has links');
  }
  const byObject = new Map(rows.map(row => [row.objectId, row]));
  for (const version of world.created) {
    const plan = planOf(version.bytes);
    const row = byObject.get(objectIdOf(version));
    const own = row && (row.status === 'stored' || row.status === 'superseded') && row.kind === 'document';
    if (own && (plan.is === 'text' || plan.is === 'scan') && gone.has(plan.person))
      found.push('a document of an erased subject is still there');
  }
  const closed = rows.filter(({ code }) => code === 'MALWARE' || code === 'NOT_SCANNED');
  const unread = new Set(closed.map(({ objectId }) => objectId));
  for (const row of rows.filter(({ status }) => status === 'erased')) {
    const { documentId } = row;
    if (world.documents.get(recordKey(documentId))) found.push('an erased document has a record');
    if (world.vault.get({ pk: `document#${documentId}`, sk: 'contacts' }))
      found.push('an erased document has sealed contacts');
    const keys = [...world.texts.versions.keys()];
    if (keys.some(key => key.includes(documentId))) found.push('an erased document has texts');
    if (JSON.stringify(world.documents.partition(row.pk)).includes(FILE_CANARY))
      found.push('an erased document has a file name');
    // What the malware gate kept shut was never read, so nobody knows whose it is.
    for (const version of world.created)
      if (
        !unread.has(objectIdOf(version)) &&
        isOf(version, documentId) &&
        world.intake.versions.get(version.key)?.some(it => it.versionId === version.versionId)
      )
        found.push('an object of an erased document is still there');
  }
  return found;
}

/** Whether the version's bytes are this document's, by the rule of identity itself. */
function isOf({ key, bytes }: Version, documentId: string): boolean {
  const part = /^intake\/mail\/([0-9a-f]{32})\//.exec(key);
  const source = key.startsWith('mail/') ? 'mail' : part ? `mail.${part[1]}` : key.split('/')[1]!;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return hasher('document', source, sha256) === documentId;
}

/** With the malware gate on, no parser has looked into what was not found clean. */
function shut({ world, settings }: Setup): string[] {
  if (settings.gate === 'off') return [];
  const unclean = world.created.filter(version => scanOf(world, version) !== 'NO_THREATS_FOUND');
  const seen = unclean.some(({ bytes }) => world.opened.has(Buffer.from(bytes).toString()));
  return seen ? ['a parser looked into a file that was not found clean'] : [];
}

/** A stored document's contacts are in the vault, under a key that is there. */
function sealed(world: World, rows: readonly DocumentRow[]): string[] {
  return rows.flatMap(({ status, kind, documentId, subjectId }) => {
    if (status !== 'stored' || kind !== 'document') return [];
    const contacts = world.vault.get({ pk: `document#${documentId}`, sk: 'contacts' });
    const key = world.vault.get({ pk: `subject#${subjectId}`, sk: 'key' });
    return contacts && key ? [] : ['a stored document has no sealed contacts'];
  });
}

const squeeze = (text: string): string => text.toLowerCase().replace(/[\s\-._+@:]/g, '');

/** Values, and the forms in which they slip through: encoded, split by separators. */
const FORMS: readonly string[] = [
  ...PEOPLE.flatMap(({ name, email, phone }) => [name, email, phone]),
  ...SENDERS,
  FILE_CANARY,
].flatMap(value => {
  const bytes = Buffer.from(value);
  return [
    value,
    bytes.toString('hex'),
    encodeURIComponent(value),
    ...[0, 1, 2].map(shift =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(shift ? 4 : 0, -4),
    ),
  ];
});
const PLAIN = [...new Set(FORMS)];
const SQUEEZED = [...PEOPLE.flatMap(({ name, email, phone }) => [name, email, phone]), ...SENDERS, FILE_CANARY].map(
  squeeze,
);

/** Nothing personal in what people see: logs, metrics, messages, events, dead letters, records, keys. */
function leaks(world: World): string[] {
  const items = [...world.documents.items.values(), ...world.vault.items.values()].map(item =>
    JSON.stringify(item, (name, value) => (name === 'object' ? undefined : value)),
  );
  const texts = [...world.texts.versions.keys()];
  const shown = [...world.shown, ...items, ...texts].join('\n');
  const squeezed = squeeze(shown);
  return PLAIN.some(form => shown.includes(form)) || SQUEEZED.some(form => squeezed.includes(form))
    ? ['something personal can be read where it must not be']
    : [];
}
