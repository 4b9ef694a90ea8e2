import { describe, expect, test } from 'vitest';
import { checkTypes, physicalName } from '../../../../infra/local/template/deploy.ts';
import { readTemplate } from '../../../../infra/local/template/template.ts';
import { LEFT_OUT, MADE } from '../../../../infra/local/template/types.ts';
import { synthesize } from '../../synth.ts';

const everything = synthesize({ mail: { recipients: ['jobs@example.com'] }, malwareGate: true });
const template = readTemplate(`${everything.folder}/ResumeIntake.template.json`);

test('every type of resource that can be deployed is made on one machine, or left out for a reason', () => {
  expect(() => checkTypes(template)).not.toThrow();
});

test('a type that is neither stops the stack', () => {
  const more = { ...template, Resources: { ...template.Resources, New: { Type: 'AWS::StepFunctions::StateMachine' } } };
  expect(() => checkTypes(more)).toThrow('One machine has nothing for AWS::StepFunctions::StateMachine.');
});

test('nothing is both made and left out, and each reason is a sentence about this type', () => {
  expect(Object.keys(LEFT_OUT).filter(type => Object.hasOwn(MADE, type))).toEqual([]);
  for (const [type, reason] of Object.entries(LEFT_OUT)) expect(reason.length, type).toBeGreaterThan(30);
});

test('every type that is made is one that the template can hold', () => {
  const types = new Set(Object.values(template.Resources).map(({ Type }) => Type));
  for (const type of Object.keys(MADE)) expect(types).toContain(type);
});

describe('physical names', () => {
  test.each([
    ['queue/page.dead', 'resume-intake-page-dead'],
    ['function/read-document', 'resume-intake-read-document'],
    ['bus', 'resume-intake-bus'],
    ['PipelineStorageIntake065388E9', 'resume-intake-pipelinestorageintake065388e9'],
  ])('%s → %s', (role, name) => expect(physicalName('resume-intake', role)).toBe(name));

  test('are valid for a bucket, a queue and a rule, however long the logical id is', () => {
    expect(physicalName('resume-intake', 'X'.repeat(300))).toMatch(/^[a-z0-9][a-z0-9-]{1,62}$/);
  });
});
