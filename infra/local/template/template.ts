import { readFileSync } from 'node:fs';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: { readonly [key: string]: Json };
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly Metadata?: { readonly [key: string]: Json };
}

/** A CloudFormation template as CDK writes it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: Json; readonly Type: string }>>;
  readonly Conditions?: Readonly<Record<string, Json>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Json>>>>>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json; readonly Condition?: string }>>;
}

export const readTemplate = (file: string): Template => JSON.parse(readFileSync(file, 'utf8'));

/** The part of the topology that a resource is (`bucket/intake`), where the construct said so. */
export function roleOf(resource: TemplateResource): string | undefined {
  const mark = resource.Metadata?.ResumeIntake;
  return typeof mark === 'object' && mark !== null && 'role' in mark && typeof mark.role === 'string'
    ? mark.role
    : undefined;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
