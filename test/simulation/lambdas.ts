import type { Delivery, Item, Ports, QueueName } from '../../shared/ports/index.ts';
import {
  collectOcr,
  type ErasureRequest,
  erase,
  publish,
  readDocument,
  readPage,
  receiveMail,
  redrive,
  refine,
  runBatch,
  type Settings,
  type Stages,
  sweep,
} from '../../shared/steps/index.ts';
import { portsOf } from './ports.ts';
import { type Letter, Process, type World } from './world.ts';

/** A planted fault: what a careless implementation would do, put between the steps and the world. */
export interface Mutant {
  readonly name: string;
  /** Wraps the ports of each process. */
  readonly ports?: (ports: Ports, process: Process, world: World) => Ports;
  /** The answer of a batch is taken for empty. */
  readonly noFailures?: boolean;
  readonly noSweep?: boolean;
}

export interface Setup {
  readonly world: World;
  readonly settings: Settings;
  readonly stages: Stages;
  readonly mutant: Mutant | undefined;
}

/** Milliseconds: a Lambda's time, and a message's invisibility, six times that. */
const TIMEOUT = 60_000;
const INVISIBLE = 360_000;
const MOST_RECEIVES = 5;
const STREAM_TRIES = 3;

type Step = (ports: Ports, delivery: Delivery) => Promise<void>;

/** Lets the queues and the stream call the steps, as the event source mappings of the template do. */
export function connect(setup: Setup): void {
  const { world, settings, stages } = setup;
  const steps: Record<QueueName, [name: string, step: Step]> = {
    intake: ['read-document', (ports, delivery) => readDocument(ports, settings, delivery)],
    mail: ['receive-mail', (ports, delivery) => receiveMail(ports, settings, delivery)],
    page: ['read-page', (ports, delivery) => readPage(ports, settings, delivery)],
    ocr: ['collect-ocr', (ports, delivery) => collectOcr(ports, settings, delivery)],
    refine: ['refine', (ports, delivery) => refine(ports, settings, stages, delivery)],
  };
  const visible = new Map<Letter, number>();
  let runs = 0;

  const wake = (letter: Letter, delay: number) => {
    visible.set(letter, world.scheduler.now + delay);
    world.scheduler.after(delay, () => {
      const at = visible.get(letter);
      if (at === undefined || at > world.scheduler.now) return;
      const ready = [...visible].filter(([it, t]) => it.queue === letter.queue && t <= world.scheduler.now).slice(0, 3);
      receive(ready.map(([it]) => it));
    });
  };
  world.onLetter = (letter, delay) => wake(letter, delay + world.random(`way${letter.id}`) * 3_000);

  function receive(letters: readonly Letter[]): void {
    const batch = letters.filter(letter => {
      if (++letter.receiveCount <= MOST_RECEIVES) return true;
      forget(letter);
      const dead = world.dead.get(letter.queue) ?? [];
      world.dead.set(letter.queue, [...dead, letter]);
      world.scheduler.say(`dead letter in ${letter.queue}`);
      return false;
    });
    if (!batch.length) return;
    for (const letter of batch) wake(letter, INVISIBLE);
    void invoke(batch);
    // SQS delivers at least once: now and then to two at the same time.
    if (world.chance(`double${runs}`, world.scheduler.now < world.calmFrom ? 0.04 : 0)) void invoke(batch);
  }

  function forget(letter: Letter): void {
    visible.delete(letter);
    world.letters.delete(letter);
  }

  async function invoke(batch: readonly Letter[]): Promise<void> {
    const run = runs++;
    const queue = batch[0]!.queue;
    const [name, step] = steps[queue];
    const process = start(world, `${name}#${run}`, batch);
    const ports = wrapped(setup, process);
    const deliveries = batch.map(({ id, body, receiveCount, parks }) => ({ id, body, receiveCount, parks }));
    const answer = await runBatch(ports, name, queue, deliveries, delivery => step(ports, delivery));
    if (!end(world, process)) return;
    // The answer may get lost between Lambda and SQS: everything comes again.
    if (world.chance(`unheard${run}`, world.scheduler.now < world.calmFrom ? 0.02 : 0)) return;
    const failed = new Set(
      setup.mutant?.noFailures ? [] : answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
    );
    for (const letter of batch) if (!failed.has(letter.id)) forget(letter);
  }

  world.onOutbox = (item: Item) => {
    world.underway++;
    const change = { id: `${runs++}`, pk: item.pk, sk: item.sk, removed: false };
    let settled = false;
    // A stream's batch is tried again when the function fails, and given up in the end.
    const settle = () => {
      if (!settled) world.underway--;
      settled = true;
    };
    const attempt = async (left: number): Promise<void> => {
      world.scheduler.after(TIMEOUT + 1, () => {
        if (settled) return;
        if (left > 0) void attempt(left - 1);
        else settle();
      });
      const process = start(world, `publish#${runs++}`);
      const failed = await publish(wrapped(setup, process), [change]);
      if (end(world, process) && (!failed.length || setup.mutant?.noFailures)) settle();
    };
    world.scheduler.after(10 + world.random(`stream${runs}`) * 1_000, () => {
      if (world.chance(`stream-lost${change.id}`, world.scheduler.now < world.calmFrom ? 0.02 : 0)) world.underway--;
      else void attempt(STREAM_TRIES);
    });
  };
}

export function start(world: World, name: string, letters: readonly Letter[] = []): Process {
  const process = new Process(name, letters);
  world.processes.add(process);
  world.scheduler.after(TIMEOUT, () => {
    if (world.processes.has(process)) world.kill(process);
  });
  return process;
}

/** @returns whether the process has come to its end by itself */
function end(world: World, process: Process): boolean {
  const ended = process.alive;
  process.alive = false;
  world.processes.delete(process);
  return ended;
}

export function wrapped({ world, mutant }: Pick<Setup, 'world' | 'mutant'>, process: Process): Ports {
  const ports = portsOf(world, process);
  return mutant?.ports ? mutant.ports(ports, process, world) : ports;
}

export async function runSweep(setup: Setup): Promise<void> {
  if (setup.mutant?.noSweep) return;
  const process = start(setup.world, `sweep@${setup.world.scheduler.now}`);
  await sweep(wrapped(setup, process), setup.settings).catch(() => {});
  end(setup.world, process);
}

export async function runRedrive(setup: Setup, queue: QueueName): Promise<void> {
  const process = start(setup.world, `redrive ${queue}`);
  await redrive(wrapped(setup, process), queue).catch(() => {});
  end(setup.world, process);
}

/** The operator repeats an erasure until there is a receipt. */
export function requestErasure(setup: Setup, request: ErasureRequest): void {
  const { world } = setup;
  world.underway++;
  let tries = 0;
  const attempt = async (): Promise<void> => {
    const process = start(world, `erase#${tries++}`);
    let done = false;
    world.scheduler.after(TIMEOUT + 1, () => {
      if (!done) void attempt();
    });
    const receipt = await erase(wrapped(setup, process), request).catch(() => undefined);
    if (!end(world, process) || !receipt) return;
    done = true;
    world.underway--;
  };
  void attempt();
}
