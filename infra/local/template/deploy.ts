import type { Clients } from './clients.ts';
import { creationRounds } from './order.ts';
import { condition, type Physical, resolve, type Surroundings, TemplateError } from './resolve.ts';
import { type Json, roleOf, type Template } from './template.ts';
import { LEFT_OUT, MADE } from './types.ts';

export interface Place {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  /** Begins every physical name that the template leaves open; lower case letters, digits and hyphens. */
  readonly prefix: string;
}

export interface Deployed {
  readonly id: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly physical: Physical;
  // biome-ignore lint/suspicious/noExplicitAny: resolved properties, of a shape that each type of resource has of its own
  readonly properties: Record<string, any>;
}

export type Physicals = Readonly<Record<string, Physical>>;

/**
 * Makes every resource of a template. With the physicals of an earlier start of the very same template nothing is made
 * again: what they name is there.
 * @throws TemplateError for a type of resource that is neither made nor left out for a reason
 */
export async function deploy(
  template: Template,
  place: Place,
  clients: Clients,
  known: Physicals = {},
): Promise<{ resources: readonly Deployed[]; physicals: Physicals }> {
  checkTypes(template);
  const physicals: Record<string, Physical> = { ...known };
  const around = surroundingsOf(template, place, physicals);
  const resources: Deployed[] = [];
  for (const round of creationRounds(template)) {
    await Promise.all(
      round.map(async id => {
        const { Type: type, Properties = {}, Condition } = template.Resources[id]!;
        const make = MADE[type];
        if (!make || (Condition && !condition(Condition, around))) return;
        const properties = resolve(Properties, around) as Record<string, Json>;
        const role = roleOf(template.Resources[id]!);
        const { account, region } = place;
        const name = physicalName(place.prefix, role ?? id);
        const physical = physicals[id] ?? (await make({ clients, name, properties, account, region }));
        physicals[id] = physical;
        resources.push({ id, type, role, physical, properties });
      }),
    );
  }
  const inOrder = Object.keys(template.Resources);
  resources.sort((a, b) => inOrder.indexOf(a.id) - inOrder.indexOf(b.id));
  return { resources, physicals };
}

export function checkTypes(template: Template): void {
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  const unknown = [...types].filter(type => !Object.hasOwn(MADE, type) && !Object.hasOwn(LEFT_OUT, type));
  if (unknown.length > 0) throw new TemplateError(`One machine has nothing for ${unknown.sort().join(', ')}.`);
}

/** The outputs of the template, resolved. */
export function outputsOf(template: Template, place: Place, physicals: Physicals): Record<string, string> {
  const around = surroundingsOf(template, place, physicals);
  return Object.fromEntries(
    Object.entries(template.Outputs ?? {}).map(([name, { Value }]) => [name, String(resolve(Value, around))]),
  );
}

const surroundingsOf = (template: Template, place: Place, physicals: Physicals): Surroundings => ({
  template,
  pseudo: {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': place.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${place.region}:${place.account}:stack/${place.stackName}/local`,
  },
  physical: id => physicals[id],
});

/**
 * `resume-intake` and `queue/page.dead` → `resume-intake-page-dead`: the same after every change of the template, so
 * that a folder of state outlives it. Logical ids hold upper case, which a bucket's name may not.
 */
export const physicalName = (prefix: string, role: string): string => {
  const own = role.includes('/') ? role.slice(role.indexOf('/') + 1) : role;
  return `${prefix}-${own}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63);
};
