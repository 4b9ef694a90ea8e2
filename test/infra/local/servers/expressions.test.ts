import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Condition, holds } from '../../../../infra/local/servers/dynamodb/expressions/condition.ts';
import { parseCondition } from '../../../../infra/local/servers/dynamodb/expressions/condition-parser.ts';
import { parseProjection, project } from '../../../../infra/local/servers/dynamodb/expressions/projection.ts';
import { Aliases } from '../../../../infra/local/servers/dynamodb/expressions/tokens.ts';
import { applyUpdate, parseUpdate } from '../../../../infra/local/servers/dynamodb/expressions/update.ts';
import {
  addDecimals,
  compareDecimals,
  formatDecimal,
  negate,
  parseDecimal,
  sortable,
} from '../../../../infra/local/servers/dynamodb/number.ts';
import {
  canonical,
  type Item,
  keyBytes,
  normaliseItem,
  sizeOfItem,
} from '../../../../infra/local/servers/dynamodb/values.ts';
import { ServiceError } from '../../../../infra/local/servers/http/service-error.ts';

/** A number as text, with the same number as a fraction of 10^-20. */
const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: -8, max: 8 }))
  .map(([units, exponent]) => ({
    text: `${units}e${exponent}`,
    scaled: units * 10n ** BigInt(exponent + 20),
  }));

describe('numbers', () => {
  test('sort as texts as they do as numbers', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const expected = a.scaled < b.scaled ? -1 : a.scaled > b.scaled ? 1 : 0;
        expect(compareDecimals(parseDecimal(a.text), parseDecimal(b.text))).toBe(expected);
        expect(Math.sign(Buffer.compare(keyBytes({ N: a.text }), keyBytes({ N: b.text })))).toBe(expected);
      }),
      { numRuns: 5000 },
    );
  });

  test('add and subtract exactly', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const scaled = (text: string) => {
          const [whole = '', fraction = ''] = text.replace('-', '').split('.');
          return BigInt((text.startsWith('-') ? '-' : '') + whole + fraction.padEnd(20, '0'));
        };
        const [x, y] = [parseDecimal(a.text), parseDecimal(b.text)];
        expect(scaled(formatDecimal(addDecimals(x, y)))).toBe(a.scaled + b.scaled);
        expect(scaled(formatDecimal(addDecimals(x, negate(y))))).toBe(a.scaled - b.scaled);
      }),
      { numRuns: 3000 },
    );
  });

  test('are the same after they were written and read again', () => {
    fc.assert(
      fc.property(number, ({ text }) => {
        const once = formatDecimal(parseDecimal(text));
        expect(formatDecimal(parseDecimal(once))).toBe(once);
        expect(sortable(parseDecimal(once))).toBe(sortable(parseDecimal(text)));
      }),
    );
  });

  test.each(['', ' ', '+', '.', 'e5', '1e', '0x10', 'NaN', 'Infinity', '1_000', '١', '1 2'])('"%s" is none', text => {
    expect(() => parseDecimal(text)).toThrow(ServiceError);
  });
});

const WORDS = [
  'a',
  '#n',
  ':v',
  '(',
  ')',
  '[',
  ']',
  '0',
  '1',
  '.',
  ',',
  '=',
  '<>',
  '<',
  '+',
  '-',
  'AND',
  'OR',
  'NOT',
  'BETWEEN',
  'IN',
  'SET',
  'REMOVE',
  'ADD',
  'DELETE',
  'size',
  'contains',
  'begins_with',
  'attribute_exists',
  'if_not_exists',
  'list_append',
  'size(',
];
const sentence = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map(words => words.join(' ')),
);
const aliases = () => new Aliases({ '#n': 'name' }, { ':v': { N: '1' } });
const item = (): Item =>
  normaliseItem({ a: { L: [{ N: '1' }, { M: { name: { S: 'x' } } }] }, name: { SS: ['a', 'b'] } });

/** The result, or nothing if the service would refuse; any other error is a fault of ours. */
function accepted<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError);
    return undefined;
  }
}

describe('expressions', () => {
  test('whatever is written as one is parsed or refused, and what is parsed can be applied', () => {
    let understood = 0;
    fc.assert(
      fc.property(sentence, text => {
        const condition = accepted(() => parseCondition('ConditionExpression', text, aliases()));
        if (condition) holds(condition, item());
        const actions = accepted(() => parseUpdate(text, aliases()));
        if (actions) accepted(() => applyUpdate(actions, item()));
        const paths = accepted(() => parseProjection(text, aliases()));
        if (paths) project(item(), paths);
        if (condition || actions || paths) understood += 1;
      }),
      { numRuns: 20_000 },
    );
    expect(understood).toBeGreaterThan(50);
  });

  test('a condition means what its parts and their order of binding say', () => {
    type Tree = { text: string; value: boolean; level: number };
    const leaf = fc.constantFrom<Tree>(
      { text: 'attribute_exists(a)', value: true, level: 3 },
      { text: 'attribute_not_exists(a)', value: false, level: 3 },
      { text: 'a[0] = :v', value: true, level: 3 },
      { text: 'contains(#n, :v)', value: false, level: 3 },
    );
    const wrap = (tree: Tree, level: number) => (tree.level < level ? `(${tree.text})` : tree.text);
    const { tree } = fc.letrec<{ tree: Tree }>(tie => ({
      tree: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        leaf,
        tie('tree').map(t => ({ text: `NOT ${wrap(t, 2)}`, value: !t.value, level: 2 })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([l, r]) => ({ text: `${wrap(l, 1)} AND ${wrap(r, 2)}`, value: l.value && r.value, level: 1 })),
        fc
          .tuple(tie('tree'), tie('tree'))
          .map(([l, r]) => ({ text: `${wrap(l, 0)} OR ${wrap(r, 1)}`, value: l.value || r.value, level: 0 })),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        fc.pre(text.length < 4000);
        expect(holds(parseCondition('ConditionExpression', text, aliases()), item())).toBe(value);
      }),
      { numRuns: 3000 },
    );
  });

  test('a thousand parentheses are refused, not fatal', () => {
    for (const text of [`${'('.repeat(1000)}a = :v${')'.repeat(1000)}`, `${'NOT '.repeat(900)}a = :v`]) {
      expect(() => parseCondition('ConditionExpression', text, aliases())).toThrow(/nested|size/);
    }
  });

  test('an update leaves the item that it was given as it was', () => {
    fc.assert(
      fc.property(sentence, text => {
        const before = item();
        const copy = canonical({ M: before });
        accepted(() => applyUpdate(parseUpdate(text, aliases()), before));
        expect(canonical({ M: before })).toBe(copy);
      }),
      { numRuns: 2000 },
    );
  });

  test('names like those of an object of JavaScript are names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const empty = normaliseItem({});
    for (const name of names) {
      const condition: Condition = { kind: 'exists', path: [name] };
      expect(holds(condition, empty), name).toBe(false);
      const after = applyUpdate(parseUpdate('SET #n = :v', new Aliases({ '#n': name }, { ':v': { N: '1' } })), empty);
      expect(Object.keys(after), name).toEqual([name]);
      expect(holds(condition, JSON.parse(JSON.stringify(after))), name).toBe(true);
    }
  });
});

test('the size of an item counts UTF-8', () => {
  expect(sizeOfItem(normaliseItem({ 简: { S: '历' }, n: { N: '123' }, l: { L: [{ BOOL: true }] } }))).toBe(
    3 + 3 + (1 + 3) + (1 + 3 + 1 + 1),
  );
});
