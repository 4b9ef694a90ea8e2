import { createHash } from 'node:crypto';
import { asRaw } from '../../shared/core/text/brand.ts';
import type { QueueName } from '../../shared/ports/index.ts';
import { type Settings, type Stages, settingsOf } from '../../shared/steps/index.ts';
import type { Version } from './bucket.ts';
import { bytesOf, pageLines, planOf } from './canned.ts';
import { type FaultName, type FaultPlan, listedFaults, seededFaults } from './faults.ts';
import { violationsOf } from './invariants.ts';
import { connect, type Mutant, requestErasure, runRedrive, runSweep, type Setup } from './lambdas.ts';
import { type Action, type Scenario, scenarioOf } from './scenario.ts';
import { START } from './scheduler.ts';
import { hasher, World } from './world.ts';

export interface RunOptions {
  readonly stages: Stages;
  readonly mutant?: Mutant;
  /** Instead of what the seed gives: for shrinking and for crash points. */
  readonly scenario?: Scenario;
  readonly faults?: ReadonlyMap<number, FaultName>;
  readonly story?: boolean;
}

export interface Result {
  readonly seed: number;
  readonly hash: string;
  readonly violations: readonly string[];
  readonly calls: number;
  /** The faults that happened, by the number of the call. */
  readonly faults: ReadonlyMap<number, FaultName>;
  readonly story: readonly string[];
}

/** Shorter than in production, so that a run takes two virtual hours at most. */
export const SETTINGS: Settings = settingsOf({
  stalledAfter: 120,
  unpublishedAfter: 60,
  scanWait: 120,
  watchErased: 1_200,
  textract: { maximum: 4, initial: 2, leaseMs: 600_000, pauseMs: 5_000 },
});

const TICK = 120_000;
const MOST_TICKS = 150;

export async function run(seed: number, options: RunOptions): Promise<Result> {
  const scenario = options.scenario ?? scenarioOf(seed);
  const calmFrom = START + scenario.calm;
  const faults = new Map<number, FaultName>();
  const plan = options.faults ? listedFaults(options.faults) : seededFaults(seed, calmFrom);
  const world = new World(seed, remembering(plan, faults), calmFrom, options.story ?? false);
  const settings: Settings = { ...SETTINGS, gate: scenario.gate ? 'guardduty' : 'off' };
  const setup: Setup = { world, settings, stages: options.stages, mutant: options.mutant };
  connect(setup);
  announceObjects(setup);
  for (const action of scenario.actions) {
    world.underway++;
    world.scheduler.after(action.at, () => {
      act(setup, action);
      world.underway--;
    });
  }

  let ticks = 0;
  let finished = false;
  const tick = () => {
    if (isQuiet(world)) finished = true;
    else if (++ticks < MOST_TICKS) {
      void runSweep(setup);
      if (world.scheduler.now > world.calmFrom)
        for (const [queue, letters] of world.dead) if (letters.length) void runRedrive(setup, queue as QueueName);
      world.scheduler.after(TICK, tick);
    }
  };
  world.scheduler.after(TICK, tick);
  await world.scheduler.run(() => finished || ticks >= MOST_TICKS);

  const violations = finished ? violationsOf(setup) : ['not drained: something is still under way'];
  return {
    seed,
    hash: world.scheduler.hash,
    violations,
    calls: world.calls,
    faults,
    story: world.scheduler.lines ?? [],
  };
}

const remembering =
  (plan: FaultPlan, faults: Map<number, FaultName>): FaultPlan =>
  (call, now) => {
    const fault = plan(call, now);
    if (fault) faults.set(call, fault);
    return fault;
  };

function act(setup: Setup, action: Action): void {
  const { world } = setup;
  switch (action.do) {
    case 'upload':
      world.scheduler.say(`upload ${action.key.slice(0, action.key.indexOf('/', 7))} ${action.plan.is}`);
      world.intake.put(action.key, bytesOf(action.plan));
      return;
    case 'erase-subject':
      world.scheduler.say(`erase subject ${action.person}`);
      requestErasure(setup, { subjectId: subjectOf(setup.stages, action.person) });
      return;
    case 'erase-document':
      world.scheduler.say('erase document');
      requestErasure(setup, { documentId: documentOf(action.source, bytesOf(action.plan)) });
      return;
    case 'noise':
      world.scheduler.say('noise');
      for (const queue of ['intake', 'refine', 'ocr', 'page'] as const) world.send(queue, action.body);
  }
}

/** The id that refine will find for a person. */
export function subjectOf(stages: Stages, person: number): string {
  const text = pageLines({ is: 'text', person, edition: 0 }, 1).join('\n');
  const contact = stages.strongestContact(stages.redact(stages.clean(asRaw(text)).text, {}));
  return contact ? hasher('subject', contact.type, contact.normalised) : 'none';
}

export const documentOf = (source: string, bytes: Uint8Array): string =>
  hasher('document', source, createHash('sha256').update(bytes).digest('hex'));

/** Object Created, at least once and in no order; and with the gate on the scan's result, unless that is lost. */
function announceObjects({ world, settings }: Setup): void {
  world.onCreated = version => {
    const { key, versionId, sequencer } = version;
    const mail = key.startsWith('mail/');
    const created = {
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: {
        bucket: { name: 'intake' },
        object: { key, 'version-id': versionId, sequencer, size: version.bytes.length },
      },
    };
    const times = 1 + Math.floor(world.random(`times${versionId}`) ** 4 * 4);
    for (let i = 0; i < times; i++) announce(world, mail, created, `${versionId}-${i}`);
    if (settings.gate === 'off') return;
    const status = scanOf(world, version);
    if (!status) return;
    announce(
      world,
      mail,
      {
        source: 'aws.guardduty',
        'detail-type': 'GuardDuty Malware Protection Object Scan Result',
        detail: {
          s3ObjectDetails: { bucketName: 'intake', objectKey: key, versionId },
          scanResultDetails: { scanResultStatus: status },
        },
      },
      `${versionId}-scan`,
    );
  };
}

/** What the scan of an object says; nothing: it never ends. Files of the same bytes have the same fate. */
export function scanOf(world: World, { bytes }: Version): string | undefined {
  const fate = world.random(`scan${JSON.stringify(planOf(bytes))}`);
  return fate < 0.7 ? 'NO_THREATS_FOUND' : fate < 0.8 ? 'THREATS_FOUND' : fate < 0.9 ? 'UNSUPPORTED' : undefined;
}

function announce(world: World, mail: boolean, event: object, name: string): void {
  world.underway++;
  world.scheduler.after(world.random(`announce${name}`) ** 3 * 90_000, () => {
    world.underway--;
    world.send(mail ? 'mail' : 'intake', JSON.stringify(event));
  });
}

function isQuiet(world: World): boolean {
  if (world.letters.size || world.processes.size || world.underway) return false;
  for (const letters of world.dead.values()) if (letters.length) return false;
  for (const { listing } of world.documents.items.values())
    if (
      listing === 'underway' ||
      listing === 'outbox' ||
      listing === 'doomed' ||
      listing === 'erasing' ||
      listing === 'scanning'
    )
      return false;
  return true;
}
