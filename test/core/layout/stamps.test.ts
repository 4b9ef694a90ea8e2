import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from '../../../shared/core/layout/index.ts';
import { separateStamps } from '../../../shared/core/watermark/glyphs/index.ts';
import { lines, pageOf, type Written } from './page.ts';

const BODY = lines(
  [
    'Backend engineer with nine years of experience',
    'Designed a shared library adopted by 14 teams',
    'Cut P99 latency from 840 ms to 210 ms',
    'Example Foundry - Engineer',
    'Lakeview College',
    'Kafka and Redis',
  ],
  50,
  100,
);
const TOKEN = '9f3c20d17ab4e655Qm4tZk8sRw1vXy7pLdNc~~';

const tiles = (
  text: string,
  more: Partial<Written>,
  places: readonly (readonly [number, number])[] = [
    [40, 300],
    [200, 140],
    [60, 120],
    [300, 500],
  ],
): Written[] => places.map(([x, y]) => ({ text, x, y, ...more }));

const read = (pages: readonly (readonly Written[])[]) => {
  const { body, stamps } = separateStamps(pages.map(written => pageOf(written)));
  return { text: body.map((page, i) => layOut(page, i + 1).lines.map(line => line.text)), stamps };
};
const EXPECTED = BODY.map(line => line.text);

const STAMPS: [string, Written[]][] = [
  ['turned by 90°, light', tiles(TOKEN, { angle: 90, color: 0xdcdcdc })],
  ['turned by 270°, dark', tiles(TOKEN, { angle: 270 })],
  ['diagonal, faint, Chinese', tiles('示例招聘专用', { angle: 45, alpha: 0.1 })],
  ['upside down', tiles(TOKEN, { angle: 180, color: 0xaaaaaa })],
  ['along the lines, faint, over the text', tiles(TOKEN, { alpha: 0.1, size: 12 })],
  ['along the lines, under the text', tiles(TOKEN, { alpha: 0.1, size: 12, order: 1 })],
  ['along the lines, dark, another size', tiles(TOKEN, { size: 14, color: 0x222222 })],
  ['a series and a number, dark, in a style of its own', tiles('EYT711823700', { size: 13, color: 0x999999, font: 1 })],
  [
    'a dark large line, three times',
    tiles('uid:1036193890', { size: 24 }, [
      [80, 250],
      [170, 400],
      [90, 650],
    ]),
  ],
  ['one pale word across the page', [{ text: 'DRAFT', x: 60, y: 200, size: 60, angle: 20, color: 0xdddddd }]],
];
test.each(STAMPS)('%s goes, and nothing else', (_, stamp) => {
  const { text, stamps } = read([[...BODY, ...stamp]]);
  expect(text).toEqual([EXPECTED]);
  expect(stamps).toEqual([expect.objectContaining({ token: stamp[0]!.text, page: 1, copies: stamp.length })]);
});

test('faint text that a stamp crosses stays', () => {
  const note = { text: 'Mar 2021 - Present', x: 50, y: 250, color: 0xbbbbbb };
  const turned = { text: 'CONFIDENTIAL COPY', x: 580, y: 500, angle: 90, color: 0xbbbbbb, size: 9 };
  const { text } = read([
    [
      ...BODY,
      note,
      turned,
      ...tiles(TOKEN, { alpha: 0.1, size: 12 }, [
        [40, 251],
        [300, 400],
        [300, 450],
        [380, 480],
      ]),
    ],
  ]);
  expect(text[0]).toEqual([...EXPECTED, note.text, turned.text]);
});

test('a token of its own on each page is found on the page that shows it least', () => {
  const places = [
    [171, 130],
    [95, 411],
    [120, 664],
  ] as const;
  const away = [
    [300, 300],
    [95, 411],
    [120, 664],
  ] as const;
  const style = { size: 11, color: 0x555555 };
  const { text, stamps } = read([
    [...BODY, ...tiles('9rkHaoN4AncedzGTK85GrVHJho=', style, places)],
    [...BODY, ...tiles('7nptRifT27C9kUE2Yz5KkPkSSmUtvr5R', style, away)],
  ]);
  expect(text).toEqual([EXPECTED, EXPECTED]);
  expect(stamps.map(({ page, copies }) => [page, copies])).toEqual([
    [1, 3],
    [2, 3],
  ]);
});

test('ratings, rules of dashes and tags stay', () => {
  const marks = [
    ...tiles('* * * * -', { size: 6, color: 0xbbbbbb }, [
      [500, 300],
      [500, 309],
      [500, 318],
      [500, 327],
    ]),
    ...tiles('Remote', { size: 6, color: 0xaaaaaa }, [
      [500, 400],
      [500, 500],
      [500, 600],
    ]),
  ];
  expect(read([[...BODY, ...marks]]).stamps).toEqual([]);
});

test('copies cut at the edge are counted as partial', () => {
  const { text, stamps } = read([
    [
      ...BODY,
      ...tiles(TOKEN, { angle: 90, color: 0xdcdcdc }, [
        [40, 300],
        [200, 500],
        [300, 90],
      ]),
    ],
  ]);
  expect(text).toEqual([EXPECTED]);
  expect(stamps).toEqual([{ token: TOKEN, page: 1, copies: 3, partial: 1 }]);
});

test('copies drawn end to end are told apart', () => {
  const { stamps } = read([[...BODY, { text: '示例简历水印'.repeat(4), x: 60, y: 600, angle: 30, color: 0xcccccc }]]);
  expect(stamps).toEqual([{ token: '示例简历水印', page: 1, copies: 4, partial: 0 }]);
});

test('each page has its own token', () => {
  const other = `${TOKEN.slice(0, 20)}AbCdEf12`;
  const look = { angle: 30, alpha: 0.1 };
  const { text, stamps } = read([
    [...BODY, ...tiles(TOKEN, look)],
    [...BODY, ...tiles(other, look)],
  ]);
  expect(text).toEqual([EXPECTED, EXPECTED]);
  expect(stamps.map(({ token, page }) => [token, page])).toEqual([
    [TOKEN, 1],
    [other, 2],
  ]);
});

test('a real occurrence of the stamped word stays', () => {
  const { text } = read([
    [
      ...BODY,
      { text: 'Hired by 示例招聘专用 in 2020', x: 50, y: 250 },
      ...tiles('示例招聘专用', { angle: 45, alpha: 0.1 }),
    ],
  ]);
  expect(text[0]).toContain('Hired by 示例招聘专用 in 2020');
  expect(text[0]).toHaveLength(EXPECTED.length + 1);
});

const KEPT: [string, Written[]][] = [
  ['a side label', [{ text: 'CONFIDENTIAL COPY', x: 20, y: 400, angle: 90, color: 0x999999, size: 7 }]],
  [
    'labels on both sides',
    tiles('CONFIDENTIAL', { angle: 90, color: 0x999999, size: 7 }, [
      [20, 400],
      [580, 400],
    ]),
  ],
  [
    'grey notes that repeat',
    tiles('Remote, full time', { color: 0x999999, size: 8 }, [
      [50, 300],
      [50, 400],
      [50, 500],
    ]),
  ],
  [
    'repeated words of the text',
    tiles('Software Engineer', {}, [
      [50, 300],
      [50, 400],
      [50, 500],
      [50, 600],
    ]),
  ],
  [
    'a hash in three places',
    tiles('9f3c20d17ab4e6559f3c20d17ab4e655', {}, [
      [50, 300],
      [50, 400],
      [50, 500],
    ]),
  ],
  ['a slanted sticker', [{ text: 'OPEN TO WORK', x: 480, y: 60, angle: 315, color: 0x117733 }]],
  ['a pale large numeral', [{ text: '01', x: 500, y: 60, size: 40, color: 0xdddddd }]],
  [
    'a rule of dashes',
    tiles('- - - - - - - - - - - - - -', {}, [
      [50, 300],
      [50, 400],
      [50, 500],
    ]),
  ],
  [
    'grades in a column',
    tiles('A', {}, [
      [300, 300],
      [300, 315],
      [300, 330],
      [300, 345],
    ]),
  ],
];
test.each(KEPT)('%s stays', (_, extra) => {
  const page = pageOf([...BODY, ...extra]);
  const { body, stamps } = separateStamps([page, pageOf([...BODY, ...extra])]);
  expect(stamps).toEqual([]);
  expect(body[0]).toBe(page);
});

test('no page gains a glyph, and none throws', () => {
  const run = fc.record({
    text: fc.string({ maxLength: 20 }),
    x: fc.integer({ min: -50, max: 620 }),
    y: fc.integer({ min: -50, max: 900 }),
    size: fc.constantFrom(0, 0.1, 8, 30),
    angle: fc.integer({ min: 0, max: 359 }),
    alpha: fc.constantFrom(0, 0.1, 1),
  });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 20 }), written => {
      const page = pageOf(written);
      const { body, stamps } = separateStamps([page]);
      const left = new Set(page.glyphs);
      expect(body[0]!.glyphs.every(glyph => left.has(glyph))).toBe(true);
      if (stamps.length === 0) expect(body[0]).toBe(page);
      layOut(body[0]!, 1);
    }),
    { numRuns: 2000 },
  );
});
