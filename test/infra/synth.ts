import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FUNCTIONS } from '../../infra/parts/topology.ts';
import { ResumeIntake, type ResumeIntakeProps } from '../../infra/resume-intake.ts';
import { temporaryFolder } from './temporary.ts';

export interface TemplateResource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shapes, asserted on
  readonly Properties: Record<string, any>;
  readonly Metadata?: { readonly ResumeIntake?: { readonly role: string } };
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
}

export interface Synthesis {
  readonly folder: string;
  readonly template: { readonly Resources: Record<string, TemplateResource> };
  readonly of: (type: string) => [string, TemplateResource][];
  /** The resource with this role in its metadata, and its logical id. */
  readonly role: (role: string) => [string, TemplateResource];
}

/** Bundles that do nothing: the template does not hang on what is in them. */
export function standInBundles(): string {
  const folder = temporaryFolder('bundles');
  for (const name of Object.keys(FUNCTIONS)) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.js'), `exports.handler = async () => '${name}';\n`);
  }
  return folder;
}

/** An app as `infra/app.ts` makes it, with both validations, failing on any finding of either. */
export function synthesize(
  props: ResumeIntakeProps = {},
  more: (stack: Stack) => void = () => {},
  env?: { readonly account: string; readonly region: string },
): Synthesis {
  const folder = temporaryFolder('cdk');
  const app = new App({
    outdir: folder,
    analyticsReporting: false,
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const stack = new Stack(app, 'ResumeIntake', env ? { env } : {});
  const bundles = standInBundles();
  new ResumeIntake(stack, 'Pipeline', { bundles, layer: bundles, ...props });
  more(stack);
  app.synth();

  const template = JSON.parse(readFileSync(join(folder, 'ResumeIntake.template.json'), 'utf8'));
  const all = Object.entries<TemplateResource>(template.Resources);
  return {
    folder,
    template,
    of: type => all.filter(([, resource]) => resource.Type === type),
    role: role => {
      const found = all.filter(([, resource]) => resource.Metadata?.ResumeIntake?.role === role);
      if (found.length !== 1) throw new Error(`${found.length} resources have the role ${role}`);
      return found[0]!;
    },
  };
}
