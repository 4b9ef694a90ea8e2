import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Delivery } from '../delivery.ts';
import { ServiceError } from '../http/service-error.ts';
import { ACCOUNT, parseArn, REGION } from '../services.ts';
import type { SnsServer } from '../sns/server.ts';
import type { Archives } from './archive.ts';
import { inputFor } from './input.ts';
import { matches } from './pattern.ts';
import { busName, type Rule, type Rules, ruleArn, type Target } from './rules.ts';
import { parseSchedule } from './schedule.ts';

export interface Announcement {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources?: readonly string[];
  /** Milliseconds since 1970; now, if absent. */
  readonly time?: number | undefined;
  readonly traceHeader?: string | undefined;
}

type Event = Readonly<Record<string, unknown>>;

/** Takes events in and hands them to the targets of the rules that match, all in the caller's transaction. */
export class Bus {
  readonly #context: Context;
  readonly #rules: Rules;
  readonly #archives: Archives;
  readonly #delivery: Delivery;
  readonly #sns: SnsServer;

  constructor(context: Context, rules: Rules, archives: Archives, delivery: Delivery, sns: SnsServer) {
    this.#context = context;
    this.#rules = rules;
    this.#archives = archives;
    this.#delivery = delivery;
    this.#sns = sns;
  }

  /** The id of the event, once it is archived and in every queue that it goes to. */
  announce(bus: string, announcement: Announcement): string {
    const { source, detailType, detail, resources = [], time = this.#context.clock(), traceHeader } = announcement;
    const id = randomUUID();
    const event = {
      version: '0',
      id,
      'detail-type': detailType,
      source,
      account: ACCOUNT,
      time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: REGION,
      resources,
      detail,
    };
    this.#context.db.transaction(() => this.#accept(bus, event, traceHeader));
    return id;
  }

  /** Fires the schedules that are due; answers when to look again (ms since 1970). */
  fire(): number {
    const now = this.#context.clock();
    let next = now + 60_000;
    for (const rule of this.#rules.on('default')) {
      if (!rule.schedule || !rule.enabled || rule.due === undefined) continue;
      if (rule.due <= now) this.#fireRule(rule, now);
      next = Math.min(next, rule.due > now ? rule.due : next);
    }
    return next;
  }

  #fireRule(rule: Rule, now: number): void {
    this.#context.db.transaction(() => {
      // From now, not from when it was due: a stack that slept for a week fires once, not once for every missed hour.
      this.#rules.setDue(rule, parseSchedule(rule.schedule!).next(now) ?? Number.MAX_SAFE_INTEGER);
      const event = {
        version: '0',
        id: randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: ACCOUNT,
        time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
        region: REGION,
        resources: [ruleArn(rule.bus, rule.name)],
        detail: {},
      };
      for (const target of rule.targets) this.#send(target, event, undefined);
    });
  }

  #accept(bus: string, event: Event, traceHeader: string | undefined): void {
    this.#archives.keep(bus, event);
    for (const rule of this.#rules.on(bus)) {
      if (!rule.enabled || !rule.pattern || !matches(rule.pattern, event)) continue;
      for (const target of rule.targets) this.#send(target, event, traceHeader);
    }
  }

  #send(target: Target, event: Event, traceHeader: string | undefined): void {
    const body = inputFor(target, event);
    const arn = parseArn(target.Arn)!;
    try {
      if (this.#arrives(target, arn, body, event, traceHeader)) return;
    } catch (error) {
      // A message that is too long for the queue ends in the dead-letter queue, never in the caller's answer.
      if (!(error instanceof ServiceError)) throw error;
    }
    const grave = target.DeadLetterConfig?.Arn ? parseArn(target.DeadLetterConfig.Arn) : undefined;
    if (grave) this.#delivery.toQueue(grave, { body: JSON.stringify(event) });
  }

  #arrives(
    target: Target,
    arn: NonNullable<ReturnType<typeof parseArn>>,
    body: string,
    event: Event,
    trace: string | undefined,
  ) {
    switch (arn.service) {
      case 'sqs':
        return this.#delivery.toQueue(arn, { body, traceHeader: trace });
      case 'sns':
        return this.#sns.publish(target.Arn, { message: body }) !== undefined;
      case 'lambda':
        this.#delivery.toFunction(target.Arn, body, target.DeadLetterConfig?.Arn);
        return true;
      default: {
        const bus = this.#rules.findBus(busName(target.Arn));
        if (bus !== undefined) this.#accept(bus, event, trace);
        return bus !== undefined;
      }
    }
  }
}
