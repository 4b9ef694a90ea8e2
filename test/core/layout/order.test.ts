import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from '../../../shared/core/layout/index.ts';
import { lines, pageOf, type Written } from './page.ts';

const read = (written: readonly Written[]): string[] => layOut(pageOf(written), 1).lines.map(line => line.text);

const LEFT = ['Skills', 'Java and Go', 'Kafka', 'Terraform'];
const RIGHT = [
  'Experience of nine years',
  'with billing systems',
  'and event streams',
  'in three countries',
  'and two languages',
];

const CASES: [string, Written[], string[]][] = [
  [
    'one column, drawn from the bottom',
    lines(['c', 'b', 'a'], 50, 100).map((line, i) => ({ ...line, y: 145 - 15 * i })),
    ['a', 'b', 'c'],
  ],
  ['a side bar', [...lines(LEFT, 30, 100), ...lines(RIGHT, 200, 107)], [...LEFT, ...RIGHT]],
  ['a side bar drawn last', [...lines(RIGHT, 200, 107), ...lines(LEFT, 30, 100)], [...LEFT, ...RIGHT]],
  ['two columns on the same lines', [...lines(LEFT, 30, 100), ...lines(RIGHT, 200, 100)], [...LEFT, ...RIGHT]],
  [
    'a wide heading, columns, a wide end',
    [
      { text: 'A heading across the whole width of the page above', x: 30, y: 60 },
      ...lines(LEFT, 30, 100),
      ...lines(RIGHT, 200, 103),
      { text: 'References from all over the country on request only', x: 30, y: 260 },
    ],
    [
      'A heading across the whole width of the page above',
      ...LEFT,
      ...RIGHT,
      'References from all over the country on request only',
    ],
  ],
  [
    'a table drawn row by row',
    ['Years School Degree', '2016 Lakeview MSc', '2012 Cascade BSc', '2008 Northmere ABC'].flatMap((row, i) =>
      row.split(' ').map((text, j) => ({ text, x: 50 + 120 * j, y: 100 + 15 * i })),
    ),
    ['Years  School  Degree', '2016  Lakeview  MSc', '2012  Cascade  BSc', '2008  Northmere  ABC'],
  ],
  [
    'cells of several lines, drawn cell by cell',
    [
      ...['Years', 'School', 'Degree'].map((text, j) => ({ text, x: 50 + 120 * j, y: 100 })),
      { text: '2016', x: 50, y: 120 },
      ...lines(['Example Institute', 'of Technology'], 170, 120),
      { text: 'MSc', x: 290, y: 120 },
      { text: '2012', x: 50, y: 155 },
      ...lines(['Lakeview College', 'of Arts'], 170, 155),
      { text: 'BSc', x: 290, y: 155 },
    ],
    [
      'Years  School  Degree',
      '2016',
      'Example Institute',
      'of Technology',
      'MSc',
      '2012',
      'Lakeview College',
      'of Arts',
      'BSc',
    ],
  ],
  [
    'dates at the right margin',
    [
      { text: 'Example Foundry - Engineer', x: 50, y: 100 },
      { text: '2016 - 2020', x: 450, y: 100 },
      ...lines(['Led a migration of the order pipeline', 'and cut the cost'], 50, 115),
      { text: 'Northmere Labs - Analyst', x: 50, y: 145 },
      { text: '2012 - 2016', x: 450, y: 145 },
      ...lines(['Built reports'], 50, 160),
    ],
    [
      'Example Foundry - Engineer  2016 - 2020',
      'Led a migration of the order pipeline',
      'and cut the cost',
      'Northmere Labs - Analyst  2012 - 2016',
      'Built reports',
    ],
  ],
  [
    'a page number between columns comes last',
    [...lines(LEFT, 30, 100), ...lines(RIGHT, 200, 104), { text: '1 / 2', x: 250, y: 820, size: 8 }],
    [...LEFT, ...RIGHT, '1 / 2'],
  ],
  [
    'a turned label',
    [
      { text: 'CONFIDENTIAL COPY', x: 20, y: 400, angle: 90 },
      ...lines(['one of many lines', 'two of many lines'], 50, 100),
    ],
    ['one of many lines', 'two of many lines', 'CONFIDENTIAL COPY'],
  ],
  [
    'a page that is turned as a whole',
    lines(['first line', 'second'], 0, 0).map((line, i) => ({ ...line, x: 400 - 15 * i, y: 100, angle: 270 })),
    ['first line', 'second'],
  ],
  [
    'letters struck twice',
    [
      { text: 'Bold', x: 50, y: 100 },
      { text: 'Bold', x: 50.3, y: 100 },
    ],
    ['Bold'],
  ],
  ['doubled letters of words', [{ text: 'llama eel', x: 50, y: 100 }], ['llama eel']],
  [
    'a raised mark',
    [
      { text: 'Revenue', x: 50, y: 100 },
      { text: '2', x: 85, y: 95, size: 6 },
      { text: 'rose', x: 95, y: 100 },
    ],
    ['Revenue2 rose'],
  ],
  ['vertical ideographs', [...'工作经历'].map((text, i) => ({ text, x: 300, y: 100 + 11 * i })), ['工作经历']],
  [
    'vertical columns from the right',
    ['示例明的个人简历', '精通分布式系统', '现居杭州市余杭'].flatMap((column, j) =>
      [...column].map((text, i) => ({ text, x: 300 - 18 * j, y: 100 + 11 * i })),
    ),
    ['示例明的个人简历', '精通分布式系统', '现居杭州市余杭'],
  ],
  [
    'ideographs in rows',
    lines(['优良中差', '高低快慢', '东南西北', '春夏秋冬'], 50, 100),
    ['优良中差', '高低快慢', '东南西北', '春夏秋冬'],
  ],
];
test.each(CASES)('%s', (_, written, expected) => {
  expect(read(written)).toEqual(expected);
});

const SPACES: [string, Written[], string][] = [
  ['a drawn space', [{ text: 'two words', x: 50, y: 100 }], 'two words'],
  [
    'a gap without a space',
    [
      { text: 'two', x: 50, y: 100 },
      { text: 'words', x: 68, y: 100 },
    ],
    'two words',
  ],
  [
    'kerning is no space',
    [
      { text: 'two', x: 50, y: 100 },
      { text: 'words', x: 65.5, y: 100 },
    ],
    'twowords',
  ],
  ['letter-spaced headings', [{ text: 'SUMMARY', x: 50, y: 100, tracking: 3 }], 'SUMMARY'],
  ['letter-spaced ideographs', [{ text: '个人简历样本', x: 50, y: 100, tracking: 4 }], '个人简历样本'],
  [
    'a wide gap',
    [
      { text: 'left', x: 50, y: 100 },
      { text: 'right', x: 100, y: 100 },
    ],
    'left  right',
  ],
  ['a space under the next letter', [{ text: 'a b', x: 50, y: 100, tracking: -2.6 }], 'ab'],
];
test.each(SPACES)('%s', (_, written, expected) => {
  expect(read(written)).toEqual([expected]);
});

test('no character of visible text is ever lost or invented', () => {
  const glyph = fc.record({
    text: fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'abcXYZ012中文，-') }),
    x: fc.integer({ min: 0, max: 500 }),
    y: fc.integer({ min: 20, max: 820 }),
    size: fc.constantFrom(6, 10, 22),
    angle: fc.constantFrom(0, 0, 0, 90, 45, 270),
  });
  fc.assert(
    fc.property(fc.array(glyph, { maxLength: 40 }), written => {
      const unique = [...new Map(written.map(each => [`${each.x} ${each.y}`, each])).values()];
      const inside = unique.filter(each =>
        pageOf([each]).glyphs.every(({ box }) => box.left > 0 && box.right < 595 && box.top > 0 && box.bottom < 842),
      );
      // Equal letters that fall on one spot count as struck twice: leave such pages out.
      const page = pageOf(inside);
      const spots = page.glyphs.map(
        ({ text, box }) => [text, (box.left + box.right) / 2, (box.top + box.bottom) / 2] as const,
      );
      fc.pre(
        spots.every(([a, x, y], i) => !spots.some(([b, u, v], j) => i < j && a === b && Math.hypot(x - u, y - v) < 5)),
      );
      const sorted = (text: string) => [...text.replace(/\s/g, '')].sort().join('');
      expect(
        sorted(
          layOut(page, 1)
            .lines.map(line => line.text)
            .join(''),
        ),
      ).toBe(sorted(inside.map(each => each.text).join('')));
    }),
    { numRuns: 1000 },
  );
});

/** Every glyph a draw of its own, in the order of the alphabet. */
const byAlphabet = (written: readonly Written[]): Written[] =>
  written
    .flatMap(({ text, x, y }) => [...text].map((char, i) => ({ text: char, x: x + 5 * i, y })))
    .filter(({ text }) => text !== ' ')
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));

test('glyphs drawn in the order of the alphabet are read by their places', () => {
  const left = [
    'Designed the order service',
    'for nine teams and halved',
    'its latency in 2 quarters.',
    'Built the monitoring of it',
  ];
  const right = [
    'Mentored two engineers as',
    'well as 3 interns in 2023',
    'and led the guild for all',
    'reviews of the code there',
  ];
  const column = lines(left, 50, 100);
  expect(layOut(pageOf(byAlphabet(column)), 1).lines.map(line => line.text)).toEqual(left);
  const columns = [...column, ...lines(right, 320, 107)];
  expect(layOut(pageOf(byAlphabet(columns)), 1).lines.map(line => line.text)).toEqual([...left, ...right]);
});
