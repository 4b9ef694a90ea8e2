import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, type Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { ResumeIntake } from '../../infra/resume-intake.ts';
import { type Synthesis, standInBundles, synthesize } from './synth.ts';

const report = ({ folder }: Synthesis) => JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8'));

// An invented address; a template names recipients, so none that could be somebody's may stand here.
const MAIL = { recipients: ['jobs@example.com'] };

describe('what is deployed has no finding of cdk-nag (AwsSolutions) nor of CloudFormation validation', () => {
  test.each([
    ['as it comes', {}],
    ['with mail', { mail: MAIL }],
    ['behind the malware gate', { malwareGate: true }],
    ['with everything', { mail: MAIL, malwareGate: true, busName: 'careers' }],
  ])('%s', (_, props) => {
    expect(report(synthesize(props)).pluginReports).toEqual([]);
  });
});

test('embedded twice in a stack of a named account and region: no name is taken twice, no finding', () => {
  const bundles = standInBundles();
  const more = (stack: Stack) =>
    void new ResumeIntake(stack, 'Second', {
      bundles,
      layer: bundles,
      busName: 'second',
      malwareGate: true,
      mail: MAIL,
    });
  const synthesis = synthesize({ mail: MAIL, malwareGate: true }, more, {
    account: '000000000000',
    region: 'eu-west-1',
  });
  expect(report(synthesis).pluginReports).toEqual([]);
  expect(synthesis.of('AWS::Events::EventBus').map(([, { Properties }]) => Properties.Name)).toEqual([
    'resume-intake',
    'second',
  ]);
});

// The report says success where there are diagnostics, and a plugin that is not run finds nothing either: each row must
// make the synthesis fail.
describe('the two validations do look', () => {
  test.each<[string, RegExp, (stack: Stack) => void]>([
    ['cdk-nag: a queue without dead letters', /AwsSolutions-SQS3/, stack => new CfnQueue(stack, 'Bare')],
    [
      'validation: a property of the wrong type',
      /CloudFormation-Validate::/,
      stack => {
        new CfnResource(stack, 'Wrong', { type: 'AWS::SNS::Topic', properties: { TopicName: { not: 'a name' } } });
      },
    ],
    [
      'validation: a property that does not exist',
      /CloudFormation-Validate::F3002/,
      stack => {
        new CfnResource(stack, 'Unknown', { type: 'AWS::Events::EventBus', properties: { Name: 'a', Nmae: 'b' } });
      },
    ],
    [
      'validation: two resources that wait on each other',
      /CloudFormation-Validate::F3004/,
      stack => {
        const [a, b] = ['A', 'B'].map(
          id => new CfnResource(stack, id, { type: 'AWS::CloudFormation::WaitConditionHandle' }),
        );
        a!.addOverride('DependsOn', ['B']);
        b!.addOverride('DependsOn', ['A']);
      },
    ],
  ])('%s', (_, finding, more) => {
    expect(() => synthesize({}, more)).toThrow(finding);
  });
});

test('a mail rule without recipients would take the mail of every verified domain: refused', () => {
  expect(() => synthesize({ mail: { recipients: [] } })).toThrow(/at least one recipient/);
});
