import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Stack, startStack } from '../../infra/local/stack/index.ts';
import { objectStore } from '../../shared/adapters/aws/object-store.ts';
import { deadLetters, queues } from '../../shared/adapters/aws/queues.ts';
import { redrive } from '../../shared/steps/redrive.ts';
import { formsOf, type Letter, mailOf, uploadOf } from './letters.ts';
import { s3Of, scan, sinksOf, sqsOf } from './sinks.ts';

export interface RehearsalOptions {
  readonly dir: string;
  readonly documents: number;
  readonly seed: number;
}

export interface Rehearsal {
  readonly expected: number;
  readonly records: number;
  /** Different ids of `resume.ingested.v1`, and how often one was seen at all. */
  readonly eventIds: number;
  readonly deliveries: number;
  readonly kills: number;
  readonly redriven: number;
  /** What redriving everything twice changed: nothing, if all is well. */
  readonly changedByRedrive: readonly string[];
  /** `sink: canary number` for each canary that was found. */
  readonly leaks: readonly string[];
  readonly canaries: number;
  readonly deadLetters: number;
}

const QUEUES = ['intake', 'mail', 'page', 'ocr', 'refine'] as const;
/** Of ten letters one is a mail, and one comes three times: twice under other keys, once as a repeated event. */
const letterOf = (i: number): Letter => (i % 10 === 9 ? mailOf(i) : uploadOf(i));

/**
 * The real bundles on the local stack, with duplicates, repeated events and functions killed at random moments; then
 * everything is redriven twice. What is left must be one record and one event id for each document, and no canary.
 */
export async function rehearse({ dir, documents, seed }: RehearsalOptions): Promise<Rehearsal> {
  const stack = await startStack({ dir, retrySeconds: () => 1 });
  try {
    const letters = Array.from({ length: documents }, (_, i) => letterOf(i));
    // 1. Everything comes in while functions die.
    const kills = await whileKilling(stack, seed, async () => {
      await deliver(stack, letters);
      await stack.idle();
    });
    // 2. What ended as a dead letter is mended by redriving; then twice more, for nothing.
    let redriven = 0;
    for (let left = 1; left > 0; redriven += left) left = await redriveAll(stack);
    const before = await effectsOf(stack);
    // Twice over, every arrival as a dead letter: each redrive has something to send back.
    for (let round = 0; round < 2; round++) {
      await repeatEvents(stack, letters, '.dead');
      redriven += await redriveAll(stack);
    }
    const after = await effectsOf(stack);
    // 3. What there is now.
    const sinks = await sinksOf(stack);
    const canaries = letters.flatMap(letter => letter.canaries);
    const ids = ingestedIds(stack);
    return {
      expected: letters.reduce((sum, letter) => sum + letter.documents, 0),
      records: after.records.size,
      eventIds: new Set(ids).size,
      deliveries: ids.length,
      kills,
      redriven,
      changedByRedrive: [...after.records]
        .filter(([id, content]) => before.records.get(id) !== content)
        .map(([id]) => id),
      leaks: leaksOf(sinks, canaries),
      canaries: canaries.length,
      deadLetters: JSON.parse(sinks.deadLetters!).length,
    };
  } finally {
    await stack.stop();
  }
}

async function whileKilling(stack: Stack, seed: number, work: () => Promise<void>): Promise<number> {
  const functions = ['read-document', 'refine', 'publish', 'receive-mail'];
  let [kills, state, running] = [0, seed >>> 0 || 1, true];
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  // Dying all the time nothing would be done; the pauses grow, so that the end comes.
  const killer = (async () => {
    for (let pause = 300; running; pause *= 1.15) {
      await new Promise(resolve => setTimeout(resolve, pause * (0.5 + random())));
      if (running) kills += stack.kill(functions[Math.floor(random() * functions.length)]);
    }
  })();
  await work();
  running = false;
  await killer;
  return kills;
}

async function deliver(stack: Stack, letters: readonly Letter[]): Promise<void> {
  const intake = objectStore(s3Of(stack), stack.names.buckets.intake);
  for (let i = 0; i < letters.length; i += 20) {
    await Promise.all(
      letters.slice(i, i + 20).map(async ({ key, bytes }, j) => {
        await intake.put(key, bytes);
        if ((i + j) % 10 === 3) await intake.put(`${key}.again`, bytes);
      }),
    );
    await repeatEvents(stack, letters.slice(i, i + 3));
  }
}

/** The event of an arrival once more, as S3 may tell it again: another message, the same version. */
async function repeatEvents(stack: Stack, letters: readonly Letter[], suffix: '' | '.dead' = ''): Promise<void> {
  const sqs = sqsOf(stack);
  const Bucket = stack.names.buckets.intake;
  for (const { key } of letters) {
    const { Versions = [] } = await s3Of(stack).send(
      new ListObjectVersionsCommand({ Bucket, Prefix: key, MaxKeys: 1 }),
    );
    const [version] = Versions;
    if (!version) continue;
    const detail = { bucket: { name: Bucket }, object: { key, 'version-id': version.VersionId, size: version.Size } };
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: stack.names.queues[`${key.startsWith('mail/') ? 'mail' : 'intake'}${suffix}`],
        MessageBody: JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail }),
      }),
    );
  }
}

async function redriveAll(stack: Stack): Promise<number> {
  const sqs = sqsOf(stack);
  const urls = (suffix: string) =>
    Object.fromEntries(QUEUES.map(name => [name, stack.names.queues[`${name}${suffix}` as 'intake']]));
  const ports = {
    queues: queues(sqs, urls('')),
    deadLetters: deadLetters(sqs, urls('.dead')),
    log: { info() {}, warn() {}, error() {} },
  };
  let count = 0;
  for (const queue of QUEUES) count += await redrive(ports, queue);
  await stack.idle();
  return count;
}

/** The records, by document, as they lie in the table. */
async function effectsOf(stack: Stack): Promise<{ records: ReadonlyMap<string, string> }> {
  const items = await scan(stack, stack.names.tables.documents);
  const records = items
    .filter(({ sk }) => sk?.S === 'record')
    .map(item => [item.pk!.S!, JSON.stringify(item)] as const);
  return { records: new Map(records) };
}

const ingestedIds = (stack: Stack): string[] =>
  stack.servers
    .readArchive({ bus: stack.names.bus, limit: 1_000_000 })
    .map(({ event }) => event.detail as { type: string; id: string })
    .filter(({ type }) => type === 'resume.ingested.v1')
    .map(({ id }) => id);

export function leaksOf(sinks: Readonly<Record<string, string>>, canaries: readonly string[]): string[] {
  return Object.entries(sinks).flatMap(([sink, text]) =>
    canaries.flatMap((canary, i) =>
      formsOf(canary).some(form => text.includes(form)) ? [`${sink}: canary ${i}`] : [],
    ),
  );
}
