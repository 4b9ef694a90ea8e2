import { isRecord, type Json, type Template } from './template.ts';

/** What exists of a resource once it was made: what `Ref` and `Fn::GetAtt` of it answer. */
export interface Physical {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Surroundings {
  readonly template: Template;
  /** `AWS::Region` and its like. */
  readonly pseudo: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, Json>>;
  /** A resource that has been made; undefined when it was not (yet). */
  physical(logicalId: string): Physical | undefined;
}

/** The template asks for something that is not there, or in a way that is not known here. It is never guessed at. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

type Intrinsic = (argument: Json, around: Surroundings) => Json | undefined;

/**
 * Replaces every intrinsic function in a value. `undefined` is `AWS::NoValue`: the property or list entry is left out.
 * @throws TemplateError for an unknown function, resource, attribute, parameter, mapping or condition
 */
export function resolve(value: Json, around: Surroundings): Json | undefined {
  if (Array.isArray(value)) return value.map(entry => resolve(entry, around)).filter(entry => entry !== undefined);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const [name = ''] = keys;
  if (keys.length === 1 && isIntrinsic(name)) {
    const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
    if (!intrinsic) throw new TemplateError(`The template uses ${name}, which is not known here.`);
    return intrinsic(value[name]!, around);
  }
  const entries = keys.map(key => [key, resolve(value[key]!, around)] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

const isIntrinsic = (name: string): boolean => name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, around) => reference(text(argument, 'Ref'), around),
  Condition: (argument, around) => condition(text(argument, 'Condition'), around),
  'Fn::GetAtt': (argument, around) => {
    const [id = '', ...path] =
      typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt').map(String);
    return attribute(id, path.join('.'), around);
  },
  'Fn::Join': (argument, around) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    return list(resolve(parts ?? null, around), 'Fn::Join')
      .map(part => text(part, 'Fn::Join'))
      .join(String(separator));
  },
  'Fn::Sub': (argument, around) => {
    const [pattern, names] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(text(pattern as Json, 'Fn::Sub'), isRecord(names) ? names : {}, around);
  },
  'Fn::Select': (argument, around) => {
    const [index, entries] = list(resolve(argument, around), 'Fn::Select');
    const found = list(entries ?? null, 'Fn::Select')[Number(index)];
    if (found === undefined) throw new TemplateError('Fn::Select asks for an entry that is not there.');
    return found;
  },
  'Fn::Split': (argument, around) => {
    const [separator, value] = list(resolve(argument, around), 'Fn::Split');
    return text(value ?? null, 'Fn::Split').split(String(separator));
  },
  'Fn::If': (argument, around) => {
    const [name, yes = null, no = null] = list(argument, 'Fn::If');
    return resolve(condition(String(name), around) ? yes : no, around);
  },
  'Fn::Equals': (argument, around) => {
    const [left, right] = list(resolve(argument, around), 'Fn::Equals');
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::Not': (argument, around) => !truth(list(argument, 'Fn::Not')[0] ?? null, around),
  'Fn::And': (argument, around) => list(argument, 'Fn::And').every(entry => truth(entry, around)),
  'Fn::Or': (argument, around) => list(argument, 'Fn::Or').some(entry => truth(entry, around)),
  'Fn::FindInMap': (argument, around) => {
    const [map, first, second] = list(resolve(argument, around), 'Fn::FindInMap').map(String);
    const found = around.template.Mappings?.[map!]?.[first!]?.[second!];
    if (found === undefined) throw new TemplateError(`The template has no mapping ${map}.${first}.${second}.`);
    return found;
  },
  'Fn::Base64': (argument, around) => Buffer.from(text(resolve(argument, around), 'Fn::Base64')).toString('base64'),
};

function reference(name: string, around: Surroundings): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  if (Object.hasOwn(around.pseudo, name)) return around.pseudo[name];
  const parameter = around.template.Parameters?.[name];
  if (parameter) {
    const given = around.parameters?.[name] ?? parameter.Default;
    if (given === undefined) throw new TemplateError(`The parameter ${name} has no value.`);
    return given;
  }
  return made(name, around).ref;
}

function attribute(id: string, name: string, around: Surroundings): string {
  const { attributes } = made(id, around);
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (value === undefined) throw new TemplateError(`${id} has no attribute ${name} here.`);
  return value;
}

function made(id: string, around: Surroundings): Physical {
  const physical = around.physical(id);
  if (!physical) throw new TemplateError(`The template refers to ${id}, which was not made.`);
  return physical;
}

/** `${Name}`, `${Id.Attribute}`, a name of the second argument, or `${!literal}`. */
function substitute(pattern: string, names: Readonly<Record<string, Json>>, around: Surroundings): string {
  return pattern.replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(names, name)) return text(resolve(names[name]!, around), 'Fn::Sub');
    const dot = name.indexOf('.');
    return dot < 0
      ? text(reference(name, around), 'Fn::Sub')
      : attribute(name.slice(0, dot), name.slice(dot + 1), around);
  });
}

export function condition(name: string, around: Surroundings): boolean {
  const definition = around.template.Conditions?.[name];
  if (definition === undefined) throw new TemplateError(`The template has no condition ${name}.`);
  return truth(definition, around);
}

function truth(value: Json, around: Surroundings): boolean {
  const resolved = resolve(value, around);
  return resolved === true || resolved === 'true';
}

function text(value: Json | undefined, where: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${where} needs a text.`);
}

function list(value: Json | undefined, where: string): readonly Json[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(`${where} needs a list.`);
}

/** Logical ids that a value refers to; whether they are resources is the caller's to see. */
export function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, argument]) => {
    if (key === 'Ref' && typeof argument === 'string') return [argument];
    if (key === 'Fn::GetAtt') {
      const id =
        typeof argument === 'string' ? argument.split('.')[0] : Array.isArray(argument) ? argument[0] : undefined;
      return typeof id === 'string' ? [id] : [];
    }
    if (key === 'Fn::Sub') {
      const [pattern, names] = Array.isArray(argument) ? argument : [argument, {}];
      const inText = [...String(pattern).matchAll(/\$\{([^!}.]+)[^}]*\}/g)].map(match => match[1]!);
      return [...inText, ...referencesIn((names ?? {}) as Json)];
    }
    return referencesIn(argument);
  });
}
