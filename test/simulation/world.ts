import { createHash, createHmac } from 'node:crypto';
import type { ResumeEvent } from '../../shared/contracts/event.ts';
import { Fault, type Hasher, type Item, type QueueName, type SendOptions } from '../../shared/ports/index.ts';
import { Bucket, type Version } from './bucket.ts';
import type { Plan } from './canned.ts';
import type { FaultPlan } from './faults.ts';
import { type Random, randomOf } from './random.ts';
import { Scheduler, START } from './scheduler.ts';
import { Table } from './table.ts';

export interface Letter {
  id: string;
  readonly queue: QueueName;
  readonly body: string;
  readonly parks: number;
  receiveCount: number;
}

/** A Lambda invocation or an operator's command: it can die at any moment, and what it has sent off may still arrive. */
export class Process {
  alive = true;
  readonly name: string;
  /** The messages that it was given: for the planted fault that takes their ids for identities. */
  readonly letters: readonly Letter[];

  constructor(name: string, letters: readonly Letter[] = []) {
    this.name = name;
    this.letters = letters;
  }
}

export interface Job {
  readonly id: string;
  readonly key: string;
  readonly tag: string;
  readonly plan: Plan;
  done: boolean;
}

/** All that outlives a process: tables, buckets, queues, the bus and those who listen, clocks. */
export class World {
  readonly scheduler: Scheduler;
  readonly random: Random;
  private readonly plan: FaultPlan;
  calls = 0;
  /** From here on nothing goes wrong any more. */
  readonly calmFrom: number;

  readonly documents: Table;
  readonly vault: Table;
  readonly intake: Bucket;
  readonly texts: Bucket;
  readonly letters = new Set<Letter>();
  readonly dead = new Map<QueueName, Letter[]>();
  /** Events as a consumer got them, in order. */
  readonly delivered: ResumeEvent[] = [];
  /** Everything that was written where people look: logs, metrics, messages, events, errors. */
  readonly shown: string[] = [];
  /** Every version that the intake bucket ever had. */
  readonly created: Version[] = [];
  /** Whatever a parser has looked into, as text. */
  readonly opened = new Set<string>();
  readonly jobs = new Map<string, Job>();
  readonly processes = new Set<Process>();
  /** Work that is on its way outside of queues: stream batches, notices, actions of the scenario. */
  underway = 0;

  onLetter: (letter: Letter, delay: number) => void = () => {};
  onCreated: (version: Version) => void = () => {};
  onOutbox: (item: Item) => void = () => {};

  constructor(seed: number, plan: FaultPlan, calmFrom: number, story: boolean) {
    this.calmFrom = calmFrom;
    this.scheduler = new Scheduler(START, story);
    this.random = randomOf(seed, 'world');
    this.plan = plan;
    const lag = (run: () => void) => this.scheduler.after(this.random(`lag${this.calls}`) * 2_000, run);
    this.documents = new Table(lag, item => {
      if (item.sk.startsWith('outbox#')) this.onOutbox(item);
    });
    this.vault = new Table(lag, () => {});
    const now = () => this.scheduler.now;
    this.intake = new Bucket('intake', now, version => {
      this.created.push(version);
      this.onCreated(version);
    });
    this.texts = new Bucket('text', now);
  }

  /** Lower than `rate` for one in so many of the things with this name. */
  chance(name: string, rate: number): boolean {
    return this.random(name) < rate;
  }

  send(queue: QueueName, body: string, { delaySeconds = 0, parks = 0 }: SendOptions = {}): void {
    const id = `m${this.calls}-${this.letters.size}-${this.shown.length}`;
    this.deposit({ id, queue, body, parks, receiveCount: 0 }, delaySeconds * 1000);
  }

  deposit(letter: Letter, delay: number): void {
    this.letters.add(letter);
    this.onLetter(letter, delay);
  }

  /**
   * A call of a process to a service: its request arrives after a while, its answer a while later, unless the plan has
   * something else for it.
   */
  call<T>(process: Process, name: string, effect: () => T, writes: boolean, contention?: () => T): Promise<T> {
    // A dead process makes no calls, and waits for nothing.
    if (!process.alive) return new Promise(() => {});
    const number = this.calls++;
    const fault = this.plan(number, this.scheduler.now);
    const there = 2 + this.random(number) * 60;
    const back = 2 + this.random(number + 0.5) * 60;
    this.scheduler.say(`${process.name} ${name}${fault ? ` [${fault}, call ${number}]` : ''}`);
    return new Promise<T>((resolve, reject) => {
      const answer = (delay: number, give: () => void) =>
        this.scheduler.after(delay, () => {
          if (process.alive) give();
        });
      const refuse = (kind: 'unavailable' | 'throttled', delay: number) =>
        answer(delay, () => reject(new Fault(kind, name)));
      const act = () => {
        try {
          const value = effect();
          return () => resolve(value);
        } catch (error) {
          return () => reject(error);
        }
      };
      switch (fault) {
        case 'before':
          return refuse('unavailable', there + back);
        case 'throttled':
          return refuse('throttled', there + back);
        case 'contention':
          if (contention) return answer(there + back, () => resolve(contention()));
          break;
        case 'crash-before':
          return this.kill(process);
        case 'after':
          return this.scheduler.after(there, () => {
            act();
            refuse('unavailable', back);
          });
        case 'crash-after':
          return this.scheduler.after(there, () => {
            act();
            this.kill(process);
          });
        case 'late':
          // Longer than a Lambda lives: the process is stopped, and what it had sent off arrives long after.
          return this.scheduler.after(90_000 + this.random(number + 0.25) * 600_000, () => void act());
        case 'twice':
          if (!writes) break;
          return this.scheduler.after(there, () => {
            act();
            this.scheduler.after(back, () => answer(back, act()));
          });
      }
      this.scheduler.after(there, () => answer(back, act()));
    });
  }

  kill(process: Process): void {
    if (process.alive) this.scheduler.say(`${process.name} dies`);
    process.alive = false;
    this.processes.delete(process);
  }
}

const KEY = 'a key for simulations';
const known = new Map<string, string>();

/** As the real one: keyed, by purpose, 128 bits. */
export const hasher: Hasher = (purpose, ...parts) => {
  const input = JSON.stringify([purpose, ...parts]);
  let id = known.get(input);
  if (id === undefined) {
    id = createHmac('sha256', KEY).update(input).digest('hex').slice(0, 32);
    // Bounded: a worker makes tens of thousands of runs.
    if (known.size > 50_000) known.clear();
    known.set(input, id);
  }
  return id;
};

export const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
