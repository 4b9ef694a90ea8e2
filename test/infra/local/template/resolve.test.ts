// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of Fn::Sub is what is tested
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creationRounds } from '../../../../infra/local/template/order.ts';
import { referencesIn, resolve, type Surroundings, TemplateError } from '../../../../infra/local/template/resolve.ts';
import type { Json, Template } from '../../../../infra/local/template/template.ts';

const template: Template = {
  Resources: { Queue: { Type: 'AWS::SQS::Queue' }, Later: { Type: 'AWS::SQS::Queue' } },
  Parameters: { Size: { Type: 'Number', Default: 3 }, Given: { Type: 'String' } },
  Conditions: {
    IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'here-1'] },
    IsNot: { 'Fn::Not': [{ Condition: 'IsHere' }] },
    Both: { 'Fn::And': [{ Condition: 'IsHere' }, { Condition: 'IsNot' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsHere' }, { Condition: 'IsNot' }] },
  },
  Mappings: { Sizes: { 'here-1': { small: 1 } } },
};
const around: Surroundings = {
  template,
  pseudo: { 'AWS::Region': 'here-1', 'AWS::AccountId': '000000000000', 'AWS::Partition': 'aws' },
  parameters: { Given: 'g' },
  physical: id =>
    id === 'Queue' ? { ref: 'http://queue', attributes: { Arn: 'arn:queue', 'Nested.Name': 'n' } } : undefined,
};

describe('intrinsic functions', () => {
  test.each<[string, Json, Json | undefined]>([
    ['Ref of a resource', { Ref: 'Queue' }, 'http://queue'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'here-1'],
    ['Ref of a parameter with a default', { Ref: 'Size' }, 3],
    ['Ref of a parameter that is given', { Ref: 'Given' }, 'g'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    ['GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    ['GetAtt with a dot in the attribute', { 'Fn::GetAtt': ['Queue', 'Nested.Name'] }, 'n'],
    ['Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 5]] }, 'arn:aws:5'],
    ['Join of nothing', { 'Fn::Join': ['', []] }, ''],
    [
      'Sub',
      { 'Fn::Sub': '${AWS::Region}/${Queue}/${Queue.Arn}/${!Literal}' },
      'here-1/http://queue/arn:queue/${Literal}',
    ],
    ['Sub with names of its own', { 'Fn::Sub': ['${a}-${AWS::Region}', { a: { Ref: 'Given' } }] }, 'g-here-1'],
    ['Select of a Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Select by text', { 'Fn::Select': ['0', ['x']] }, 'x'],
    ['If', { 'Fn::If': ['IsHere', 'yes', 'no'] }, 'yes'],
    ['If not', { 'Fn::If': ['IsNot', 'yes', { Ref: 'Given' }] }, 'g'],
    ['And', { 'Fn::If': ['Both', 1, 2] }, 2],
    ['Or', { 'Fn::If': ['Either', 1, 2] }, 1],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 1],
    ['Base64', { 'Fn::Base64': 'é' }, 'w6k='],
    ['NoValue in an object leaves the property out', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['NoValue in a list leaves the entry out', [1, { Ref: 'AWS::NoValue' }], [1]],
    ['NoValue by If', { a: { 'Fn::If': ['IsNot', 1, { Ref: 'AWS::NoValue' }] } }, {}],
    ['deep inside', { a: [{ b: { Ref: 'Given' } }] }, { a: [{ b: 'g' }] }],
    // What only looks like one:
    ['an object with Ref and more', { Ref: 'Queue', more: 1 }, { Ref: 'Queue', more: 1 }],
    ['a text that looks like one', '${Queue}', '${Queue}'],
    ['null', null, null],
  ])('%s', (_, value, expected) => expect(resolve(value, around)).toEqual(expected));

  test.each<[string, Json]>([
    ['an unknown function', { 'Fn::Cidr': ['10.0.0.0/8', 1, 1] }],
    ['a name of the prototype', { 'Fn::toString': [] }],
    ['a resource that is not there', { Ref: 'Nobody' }],
    ['a resource that was not made yet', { Ref: 'Later' }],
    ['an attribute that is not known', { 'Fn::GetAtt': ['Queue', 'Colour'] }],
    ['an attribute of the prototype', { 'Fn::GetAtt': ['Queue', 'constructor'] }],
    ['Sub of something unknown', { 'Fn::Sub': '${Nobody}' }],
    ['a condition that is not there', { 'Fn::If': ['Never', 1, 2] }],
    ['a mapping that is not there', { 'Fn::FindInMap': ['Sizes', 'x', 'y'] }],
    ['Select beyond the end', { 'Fn::Select': [7, ['a']] }],
    ['Join of an object', { 'Fn::Join': ['', [{ a: 1, b: 2 }]] }],
    ['Join of no list', { 'Fn::Join': 'a' }],
  ])('%s is refused, not guessed', (_, value) => expect(() => resolve(value, around)).toThrow(TemplateError));

  test('a value without functions comes back as it is', () => {
    const plain = fc.jsonValue().filter(value => !/"(?:Ref|Condition|Fn::)/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(plain, value => {
        const json = JSON.parse(JSON.stringify(value));
        expect(resolve(json, around)).toEqual(json);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the order of creation', () => {
  const of = (needs: Record<string, Json>, dependsOn: Record<string, string[]> = {}): Template => ({
    Resources: Object.fromEntries(
      Object.entries(needs).map(([id, value]) => [
        id,
        { Type: 'T', Properties: { value }, ...(dependsOn[id] ? { DependsOn: dependsOn[id] } : {}) },
      ]),
    ),
  });

  test.each<[string, Template, string[][]]>([
    ['no references', of({ A: 1, B: 2 }), [['A', 'B']]],
    ['Ref', of({ A: { Ref: 'B' }, B: 1 }), [['B'], ['A']]],
    ['GetAtt', of({ A: { 'Fn::GetAtt': ['B', 'Arn'] }, B: 1 }), [['B'], ['A']]],
    ['Sub', of({ A: { 'Fn::Sub': 'x-${B.Arn}' }, B: 1 }), [['B'], ['A']]],
    ['a name that Sub brings itself', of({ A: { 'Fn::Sub': ['${x}', { x: { Ref: 'B' } }] }, B: 1 }), [['B'], ['A']]],
    ['a literal of Sub', of({ A: { 'Fn::Sub': '${!B}' }, B: 1 }), [['A', 'B']]],
    ['DependsOn', of({ A: 1, B: 2 }, { A: ['B'] }), [['B'], ['A']]],
    ['a parameter is no resource', of({ A: { Ref: 'AWS::Region' } }), [['A']]],
    ['a chain', of({ A: { Ref: 'B' }, B: { Ref: 'C' }, C: 1 }), [['C'], ['B'], ['A']]],
  ])('%s', (_, given, rounds) => expect(creationRounds(given)).toEqual(rounds));

  test('two that wait on each other are refused', () => {
    expect(() => creationRounds(of({ A: { Ref: 'B' }, B: { Ref: 'A' } }))).toThrow(/A, B/);
  });

  test('everything is in one round, each after what it refers to', () => {
    const ids = ['R0', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'];
    // References only to earlier ids, so that no two wait on each other; the order of the template is shuffled.
    const graphs = fc.tuple(
      fc.array(fc.array(fc.nat(20)), { minLength: ids.length, maxLength: ids.length }),
      fc.shuffledSubarray(ids, { minLength: ids.length }),
    );
    fc.assert(
      fc.property(graphs, ([edges, order]) => {
        const needs = (i: number) => (edges[i] ?? []).filter(to => to < i).map(to => ({ Ref: ids[to]! }));
        const given = of(Object.fromEntries(order.map(id => [id, needs(ids.indexOf(id))])));
        const rounds = creationRounds(given);
        const round = new Map(rounds.flatMap((names, i) => names.map(name => [name, i] as const)));
        expect([...round.keys()].sort()).toEqual(ids);
        for (const [id, resource] of Object.entries(given.Resources)) {
          for (const need of referencesIn(resource.Properties!)) expect(round.get(need)!).toBeLessThan(round.get(id)!);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
