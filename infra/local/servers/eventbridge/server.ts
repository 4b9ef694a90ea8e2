import type { Context } from '../context.ts';
import type { Delivery } from '../delivery.ts';
import { type Input, jsonProtocol, type Operations } from '../http/json-protocol.ts';
import type { Handler } from '../http/listen.ts';
import { validationError } from '../http/service-error.ts';
import type { SnsServer } from '../sns/server.ts';
import { Archives, archiveArn, describeArchive } from './archive.ts';
import { Bus } from './bus.ts';
import { matches, parsePattern } from './pattern.ts';
import { putEvents } from './put-events.ts';
import { busArn, type Rule, Rules, ruleArn } from './rules.ts';

export interface EventsServer {
  readonly handler: Handler;
  readonly bus: Bus;
  readonly archives: Archives;
}

export function eventsServer(context: Context, delivery: Delivery, sns: SnsServer): EventsServer {
  const rules = new Rules(context);
  const archives = new Archives(context);
  const bus = new Bus(context, rules, archives, delivery, sns);
  const operations = {
    ...busOperations(rules),
    ...ruleOperations(rules),
    ...archiveOperations(context, rules, archives),
    PutEvents: (input: Input) => putEvents(context, rules, bus, input),
    TestEventPattern: ({ EventPattern, Event }: Input) => ({
      Result: matches(parsePattern(EventPattern), JSON.parse(Event)),
    }),
  };
  const handler = jsonProtocol({
    service: 'events',
    version: '1.1',
    targets: { AWSEvents: operations },
    faults: context.faults,
  });
  return { handler, bus, archives };
}

function busOperations(rules: Rules): Operations {
  const describe = (name: string) => ({ Name: name, Arn: busArn(name) });
  return {
    CreateEventBus: ({ Name }: Input) => ({ EventBusArn: busArn(rules.createBus(Name)) }),
    DescribeEventBus: ({ Name }: Input) => describe(rules.bus(Name)),
    ListEventBuses: ({ NamePrefix = '' }: Input) => ({
      EventBuses: rules
        .buses()
        .filter(name => name.startsWith(NamePrefix))
        .map(describe),
    }),
    DeleteEventBus: ({ Name }: Input) => {
      const name = rules.findBus(Name);
      if (name !== undefined) rules.removeBus(name);
    },
  };
}

function ruleOperations(rules: Rules): Operations {
  const ruleOf = (input: Input) => rules.need(rules.bus(input.EventBusName), input.Name ?? input.Rule);
  return {
    PutRule: (input: Input) => {
      const bus = rules.bus(input.EventBusName);
      if (input.ScheduleExpression !== undefined && bus !== 'default') {
        throw validationError('ScheduleExpression is supported only on the default event bus.');
      }
      const { EventPattern: pattern, ScheduleExpression: schedule, State: state, Description: description } = input;
      rules.put(bus, input.Name, { pattern, schedule, state, description });
      return { RuleArn: ruleArn(bus, input.Name) };
    },
    DescribeRule: (input: Input) => describeRule(ruleOf(input)),
    ListRules: ({ EventBusName, NamePrefix = '' }: Input) => {
      const found = rules.on(rules.bus(EventBusName)).filter(rule => rule.name.startsWith(NamePrefix));
      return { Rules: found.map(describeRule) };
    },
    DeleteRule: (input: Input) => {
      const rule = rules.on(rules.bus(input.EventBusName)).find(({ name }) => name === input.Name);
      if (rule) rules.remove(rule);
    },
    EnableRule: (input: Input) => rules.enable(ruleOf(input), true),
    DisableRule: (input: Input) => rules.enable(ruleOf(input), false),
    PutTargets: (input: Input) => {
      rules.putTargets(ruleOf(input), input.Targets);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    ListTargetsByRule: (input: Input) => ({ Targets: ruleOf(input).targets }),
    RemoveTargets: (input: Input) => {
      rules.removeTargets(ruleOf(input), input.Ids);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
  };
}

function describeRule(rule: Rule) {
  return {
    Name: rule.name,
    Arn: ruleArn(rule.bus, rule.name),
    EventBusName: rule.bus,
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    ...(rule.pattern ? { EventPattern: JSON.stringify(rule.pattern) } : {}),
    ...(rule.schedule ? { ScheduleExpression: rule.schedule } : {}),
    ...(rule.description ? { Description: rule.description } : {}),
  };
}

function archiveOperations(context: Context, rules: Rules, archives: Archives): Operations {
  return {
    CreateArchive: ({ ArchiveName, EventSourceArn, EventPattern, RetentionDays }: Input) => {
      if (EventSourceArn === undefined) throw validationError('Give EventSourceArn.');
      archives.create(ArchiveName, rules.bus(EventSourceArn), EventPattern, RetentionDays);
      return { ArchiveArn: archiveArn(ArchiveName), State: 'ENABLED', CreationTime: context.clock() / 1000 };
    },
    UpdateArchive: ({ ArchiveName, EventPattern, RetentionDays }: Input) => {
      archives.update(ArchiveName, EventPattern, RetentionDays);
      return { ArchiveArn: archiveArn(ArchiveName), State: 'ENABLED' };
    },
    DescribeArchive: ({ ArchiveName }: Input) => describeArchive(archives, archives.need(ArchiveName)),
    ListArchives: ({ NamePrefix = '' }: Input) => {
      const found = archives.all().filter(({ name }) => name.startsWith(NamePrefix));
      return { Archives: found.map(row => describeArchive(archives, row)) };
    },
    DeleteArchive: ({ ArchiveName }: Input) => archives.remove(ArchiveName),
  };
}
