import { referencesIn, TemplateError } from './resolve.ts';
import type { Template } from './template.ts';

/**
 * Logical ids in the order in which they can be made: each after everything that it refers to or depends on.
 * Answered as rounds; those of one round do not know each other and may be made at once.
 * @throws TemplateError when some wait on each other
 */
export function creationRounds(template: Template): string[][] {
  const ids = Object.keys(template.Resources);
  const waitsFor = new Map(
    ids.map(id => {
      const { Properties = {}, DependsOn = [] } = template.Resources[id]!;
      const needs = [...referencesIn(Properties), ...(typeof DependsOn === 'string' ? [DependsOn] : DependsOn)];
      return [id, new Set(needs.filter(need => Object.hasOwn(template.Resources, need)))];
    }),
  );
  const rounds: string[][] = [];
  while (waitsFor.size > 0) {
    const ready = [...waitsFor].filter(([, needs]) => needs.size === 0).map(([id]) => id);
    if (ready.length === 0)
      throw new TemplateError(`Resources wait on each other: ${[...waitsFor.keys()].join(', ')}.`);
    for (const id of ready) waitsFor.delete(id);
    for (const needs of waitsFor.values()) for (const id of ready) needs.delete(id);
    rounds.push(ready);
  }
  return rounds;
}
