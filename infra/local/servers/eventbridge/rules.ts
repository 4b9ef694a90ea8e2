import type { Context } from '../context.ts';
import { ServiceError, validationError } from '../http/service-error.ts';
import { arnOf, parseArn } from '../services.ts';
import { parsePattern } from './pattern.ts';
import { parseSchedule } from './schedule.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events_bus (name TEXT PRIMARY KEY, created INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events_rule (
    bus TEXT NOT NULL REFERENCES events_bus ON DELETE CASCADE, name TEXT NOT NULL, pattern TEXT, schedule TEXT,
    enabled INTEGER NOT NULL, description TEXT, due INTEGER, PRIMARY KEY (bus, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events_target (
    bus TEXT NOT NULL, rule TEXT NOT NULL, id TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (bus, rule, id),
    FOREIGN KEY (bus, rule) REFERENCES events_rule ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO events_bus (name, created) VALUES ('default', 0)`;

/** A target as PutTargets takes it. */
export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

export interface Rule {
  readonly bus: string;
  readonly name: string;
  readonly pattern: Readonly<Record<string, unknown>> | undefined;
  readonly schedule: string | undefined;
  readonly enabled: boolean;
  readonly description: string | undefined;
  /** When the schedule fires next (ms). */
  readonly due: number | undefined;
  readonly targets: readonly Target[];
}

interface RuleRow {
  bus: string;
  name: string;
  pattern: string | null;
  schedule: string | null;
  enabled: number;
  description: string | null;
  due: number | null;
}

/** What a target may be: the services that are served here, and functions, which the runtime runs. */
const TARGETS = ['sqs', 'sns', 'events', 'lambda'];

export class Rules {
  readonly #context: Context;
  /** Rules by bus, parsed: every event asks for them. */
  readonly #parsed = new Map<string, readonly Rule[]>();

  constructor(context: Context) {
    this.#context = context;
    context.db.define(SCHEMA);
  }

  buses(): string[] {
    return this.#context.db.all<{ name: string }>('SELECT name FROM events_bus ORDER BY name').map(row => row.name);
  }

  /** The name of a bus given by name or ARN; the default bus if none is given. */
  bus(address: unknown): string {
    const name = this.findBus(address);
    if (name === undefined) throw notFound('The event bus does not exist.');
    return name;
  }

  findBus(address: unknown): string | undefined {
    const name = address === undefined ? 'default' : busName(String(address));
    if (this.#parsed.has(name)) return name;
    return this.#context.db.get('SELECT name FROM events_bus WHERE name = ?', name) ? name : undefined;
  }

  createBus(name: unknown): string {
    if (typeof name !== 'string' || !/^[\w./-]{1,256}$/.test(name))
      throw validationError('The name of the bus is not valid.');
    if (this.findBus(name)) throw new ServiceError('ResourceAlreadyExistsException', 'The event bus exists.');
    this.#context.db.run('INSERT INTO events_bus (name, created) VALUES (?, ?)', name, this.#context.clock());
    return name;
  }

  removeBus(name: string): void {
    if (name === 'default') throw validationError('The default event bus cannot be deleted.');
    this.#context.db.run('DELETE FROM events_bus WHERE name = ?', name);
    this.#parsed.clear();
  }

  on(bus: string): readonly Rule[] {
    let rules = this.#parsed.get(bus);
    if (!rules) {
      const rows = this.#context.db.all<RuleRow>('SELECT * FROM events_rule WHERE bus = ? ORDER BY name', bus);
      rules = rows.map(row => this.#ruleOf(row));
      this.#parsed.set(bus, rules);
    }
    return rules;
  }

  need(bus: string, name: unknown): Rule {
    const rule = this.on(bus).find(candidate => candidate.name === name);
    if (!rule) throw notFound('The rule does not exist.');
    return rule;
  }

  put(
    bus: string,
    name: unknown,
    definition: { pattern?: unknown; schedule?: unknown; state?: unknown; description?: unknown },
  ) {
    if (typeof name !== 'string' || !/^[\w.-]{1,64}$/.test(name))
      throw validationError('The name of the rule is not valid.');
    const { pattern, schedule, state = 'ENABLED', description } = definition;
    if (pattern === undefined && schedule === undefined)
      throw validationError('Give EventPattern or ScheduleExpression.');
    if (pattern !== undefined) parsePattern(pattern);
    const known = this.on(bus).find(rule => rule.name === name);
    // A rule put again as it is keeps its place in time: a restart must not make a daily sweep fire late for ever.
    const due =
      schedule === undefined ? null : known?.schedule === schedule ? known?.due : this.#firstDue(String(schedule));
    this.#context.db.run(
      `INSERT INTO events_rule (bus, name, pattern, schedule, enabled, description, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET pattern = ?3, schedule = ?4, enabled = ?5, description = ?6, due = ?7`,
      bus,
      name,
      pattern === undefined ? null : String(pattern),
      schedule === undefined ? null : String(schedule),
      state === 'DISABLED' ? 0 : 1,
      description === undefined ? null : String(description),
      due ?? null,
    );
    this.#parsed.delete(bus);
  }

  enable(rule: Rule, enabled: boolean): void {
    this.#context.db.run(
      'UPDATE events_rule SET enabled = ? WHERE bus = ? AND name = ?',
      enabled ? 1 : 0,
      rule.bus,
      rule.name,
    );
    this.#parsed.delete(rule.bus);
  }

  setDue(rule: Rule, due: number): void {
    this.#context.db.run('UPDATE events_rule SET due = ? WHERE bus = ? AND name = ?', due, rule.bus, rule.name);
    this.#parsed.delete(rule.bus);
  }

  remove(rule: Rule): void {
    if (rule.targets.length > 0) throw validationError("Rule can't be deleted since it has targets.");
    this.#context.db.run('DELETE FROM events_rule WHERE bus = ? AND name = ?', rule.bus, rule.name);
    this.#parsed.delete(rule.bus);
  }

  putTargets(rule: Rule, targets: unknown): void {
    if (!Array.isArray(targets) || targets.length === 0 || targets.length > 100)
      throw validationError('Give 1 to 100 targets.');
    this.#context.db.transaction(() => {
      for (const target of targets as Target[]) {
        checkTarget(target);
        this.#context.db.run(
          'INSERT OR REPLACE INTO events_target (bus, rule, id, target) VALUES (?, ?, ?, ?)',
          rule.bus,
          rule.name,
          target.Id,
          JSON.stringify(target),
        );
      }
    });
    this.#parsed.delete(rule.bus);
  }

  removeTargets(rule: Rule, ids: unknown): void {
    for (const id of Array.isArray(ids) ? ids : []) {
      this.#context.db.run(
        'DELETE FROM events_target WHERE bus = ? AND rule = ? AND id = ?',
        rule.bus,
        rule.name,
        String(id),
      );
    }
    this.#parsed.delete(rule.bus);
  }

  #firstDue(schedule: string): number | null {
    return parseSchedule(schedule).next(this.#context.clock());
  }

  #ruleOf(row: RuleRow): Rule {
    const targets = this.#context.db.all<{ target: string }>(
      'SELECT target FROM events_target WHERE bus = ? AND rule = ? ORDER BY id',
      row.bus,
      row.name,
    );
    return {
      bus: row.bus,
      name: row.name,
      pattern: row.pattern === null ? undefined : JSON.parse(row.pattern),
      schedule: row.schedule ?? undefined,
      enabled: row.enabled === 1,
      description: row.description ?? undefined,
      due: row.due ?? undefined,
      targets: targets.map(({ target }) => JSON.parse(target)),
    };
  }
}

export const busArn = (name: string): string => arnOf('events', `event-bus/${name}`);
export const ruleArn = (bus: string, name: string): string =>
  arnOf('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);

export const busName = (address: string): string => parseArn(address)?.resource.replace(/^event-bus\//, '') ?? address;

const notFound = (message: string) => new ServiceError('ResourceNotFoundException', message);

function checkTarget(target: Target): void {
  const service = typeof target?.Arn === 'string' ? parseArn(target.Arn)?.service : undefined;
  if (typeof target?.Id !== 'string' || !service) throw validationError('A target needs an Id and an Arn.');
  if (!TARGETS.includes(service)) throw validationError(`The local server delivers to ${TARGETS.join(', ')} only.`);
  const forms = [target.Input, target.InputPath, target.InputTransformer].filter(form => form !== undefined);
  if (forms.length > 1) throw validationError('A target takes only one of Input, InputPath and InputTransformer.');
}
