import type { Target } from './rules.ts';

/** What a target gets of an event: all of it, a part, a constant, or a template filled from parts. */
export function inputFor(target: Target, event: object): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(valueAt(event, target.InputPath) ?? null);
  if (target.InputTransformer) return fill(target.InputTransformer, event);
  return JSON.stringify(event);
}

/** `$.a.b[0]`: all that EventBridge's paths are used for here. */
function valueAt(event: unknown, path: string): unknown {
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string, unknown>)[step];
  }, event);
}

/**
 * Fills `<name>`. A text inside quotes of the template goes in bare but escaped, so that a quote in a value cannot
 * write fields of its own; anywhere else a value goes in as JSON.
 */
function fill({ InputPathsMap = {}, InputTemplate }: NonNullable<Target['InputTransformer']>, event: object): string {
  let quoted = false;
  return InputTemplate.replace(/\\.|"|<([\w.-]+)>/g, (match, name: string | undefined) => {
    if (match === '"') quoted = !quoted;
    if (name === undefined) return match;
    if (name === 'aws.events.event.json') return JSON.stringify(event);
    if (!Object.hasOwn(InputPathsMap, name)) return match;
    const json = JSON.stringify(valueAt(event, InputPathsMap[name]!) ?? '');
    if (!quoted) return json;
    return json.startsWith('"') ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1);
  });
}
