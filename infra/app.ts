import { join } from 'node:path';
import { App, CfnOutput, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { placeholderLayer } from './build/placeholder.ts';
import { packageRoot } from './build/root.ts';
import { buildFunctions, buildNativeLayer } from './build.ts';
import { ResumeIntake } from './resume-intake.ts';

// The app that deploys one pipeline: `npx cdk deploy`. Its choices are context values (`-c name=value`):
//   recipients   addresses or domains whose mail is received, separated by commas
//   malwareGate  `true`: start on GuardDuty's scan result
//   busName      name of the event bus
//   ephemeral    `true`: buckets, tables and keys go with the stack (for trying it out)
//   settings     JSON of limits and policy
// `node infra/app.ts` alone writes the template for one machine to read; the layer of native packages is left empty then.

const bundles = await buildFunctions();
const deploying = process.env.CDK_CLI_VERSION !== undefined;
const layer = deploying ? await buildNativeLayer('arm64') : placeholderLayer(packageRoot());

// CloudFormation's own validation only warns unless it is told to fail.
const app = new App({
  outdir: process.env.CDK_OUTDIR ?? join(packageRoot(), 'cdk.out'),
  analyticsReporting: false,
  context: { '@aws-cdk/core:validateAgainstDefaultRules': true },
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
const context = (name: string): string | undefined => app.node.tryGetContext(name);
const flag = (name: string): boolean => String(context(name)) === 'true';

const stack = new Stack(app, 'ResumeIntake', { description: 'resume-intake: résumés in, redacted records out' });
const recipients = (context('recipients') ?? '').split(',').filter(Boolean);
const busName = context('busName');
const settings = context('settings');
const intake = new ResumeIntake(stack, 'Pipeline', {
  bundles,
  layer,
  malwareGate: flag('malwareGate'),
  ...(recipients.length > 0 ? { mail: { recipients } } : {}),
  ...(busName ? { busName } : {}),
  ...(settings ? { settings: JSON.parse(settings) } : {}),
  ...(flag('ephemeral') ? { removalPolicy: RemovalPolicy.DESTROY } : {}),
});

const output = (name: string, value: string, description: string) => new CfnOutput(stack, name, { value, description });
output('IntakeBucket', intake.intakeBucket.bucketName, 'Put documents here, under intake/<source>/');
output('DocumentsTable', intake.documentsTable.tableName, 'Status rows and records');
output('EventBus', intake.bus.eventBusName, 'Add a rule to hear of each record');
output('RevealFunction', intake.functions.reveal.functionName, 'Invoke to open the contacts of a subject');
output('EraseFunction', intake.functions.erase.functionName, 'Invoke to erase a document or a subject');

app.synth();
