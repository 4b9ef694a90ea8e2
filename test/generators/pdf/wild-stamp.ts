import type { Random } from '../random.ts';
import type { Sheet, TextDraw } from './drawing.ts';
import type { Stamping } from './stamp.ts';

/**
 * Stamps and other marks as further producers paint them, beside those of `stamp` and `decorate`: other tokens, any
 * angle, sparse and dense, letter-spaced, glyph by glyph, in forms, set in the body's own font.
 */

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const from = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[random.int(0, alphabet.length - 1)]).join('');
const hex = (random: Random, length: number): string => from(random, '0123456789abcdef', length);
const digits = (random: Random, length: number): string => from(random, '0123456789', length);

type Maker = (random: Random) => string;

const LATIN: readonly Maker[] = [
  random => `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
  random => hex(random, random.pick([20, 24, 40, 64])).toUpperCase(),
  random => `${from(random, `${LETTERS}0123456789+/`, random.int(18, 43))}=`,
  random => `viewer${digits(random, 4)}@example.com`,
  random => `Example Hire ${digits(random, 4)}-${digits(random, 4)} 2025-03-1${digits(random, 1)}`,
  random => `uid:${digits(random, 10)}`,
  random => `${from(random, LETTERS, 3).toUpperCase()}${digits(random, 9)}`,
  random => `EXAMPLEHIRE/${hex(random, 10)}`,
  random => `${hex(random, 14)}~`,
];
const HAN: readonly Maker[] = [
  random => `示例科技 ${digits(random, 6)}`,
  random => `样例人才（内部）${digits(random, 4)}`,
  random => `示例招聘·李样例 ${digits(random, 4)}`,
  () => '仅供示例科技有限公司招聘使用',
  random => `样本集团-${hex(random, 12)}`,
  random => `机密 ${digits(random, 8)}`,
];

const INKS: readonly (readonly [color: number, alpha: number])[] = [
  [0x000000, 0.08],
  [0x3366cc, 0.15],
  [0xe8e8e8, 1],
  [0xbfbfbf, 0.5],
  [0x999999, 1],
  [0x555555, 1],
  [0x000000, 1],
  [0xff0000, 0.2],
  [0x88aa88, 0.6],
];

type Place = readonly [x: number, y: number];

/** Where copies stand on a page. */
const PLACES: Readonly<Record<string, (sheet: Sheet, random: Random) => Place[]>> = {
  grid({ width, height }, random) {
    const [across, down] = [random.int(110, 260), random.int(50, 160)];
    const shift = random.int(0, 90);
    return over(height, 30, down).flatMap((y, row) =>
      over(width, 5 + ((row * shift) % across), across).map((x): Place => [x, y]),
    );
  },
  sparse: ({ width, height }, random) =>
    [0.2, 0.5, 0.8].map((share): Place => [random.int(30, width * 0.35), height * share]),
  scattered: ({ width, height }, random) =>
    Array.from({ length: random.int(6, 20) }, (): Place => [random.int(0, width * 0.8), random.int(20, height - 20)]),
};

const over = (end: number, start: number, step: number): number[] =>
  Array.from({ length: Math.max(1, Math.ceil((end - start) / step)) }, (_, i) => start + i * step);

/** @param latin whether the page's fonts have no ideographs. */
export function wildStamp(sheets: readonly Sheet[], random: Random, latin: boolean): Stamping {
  const foreign = random.chance(0.25);
  const maker = random.pick(latin || foreign ? LATIN : [...LATIN, ...HAN]);
  const [color, alpha] = random.pick(INKS);
  const angle = random.chance(0.3) ? 0 : random.int(-1790, 1800) / 10;
  const [where, place] = random.pick(Object.entries(PLACES));
  const size = random.pick([7, 9, 11, 13, 16, 24]);
  const bold = !foreign && random.chance(0.3);
  const over = random.chance(0.5);
  const apart = random.pick(['glyphs', 'form', undefined, undefined] as const);
  const spacing = random.chance(0.2) ? random.pick([0.5, 1, 2]) : 0;
  const perPage = random.chance(0.3);
  const fixed = maker(random);
  const tokens: string[][] = [];
  const stamped = sheets.map(sheet => {
    const text = perPage ? maker(random) : fixed;
    tokens.push([text]);
    const draws = place(sheet, random).map(([x, y]): TextDraw => {
      const look = { size, color, alpha, angle, bold, foreign, spacing };
      return { text, x, y, ...look, ...(apart && { apart }) };
    });
    return { ...sheet, draws: over ? [...sheet.draws, ...draws] : [...draws, ...sheet.draws] };
  });
  const ink = `${color.toString(16).padStart(6, '0')} × ${alpha}`;
  const more = [
    over ? 'over' : 'under',
    foreign && 'own font',
    bold && 'bold',
    apart,
    spacing > 0 && 'spaced',
    perPage && 'a token a page',
  ];
  return { name: [where, `${angle}°`, `${size} pt`, ink, ...more.filter(Boolean)].join(' '), tokens, sheets: stamped };
}

/** What is no stamp, more of it: every character must stay. */
export function wildMarks(sheets: readonly Sheet[], random: Random, latin: boolean): Sheet[] {
  const say = (en: string, zh: string): string => (latin ? en : zh);
  const company = say('Quillfeather Logistics, Inc.', '示例物流科技有限公司');
  const certificate = `Certificate ID: ${from(random, LETTERS, 4).toUpperCase()}${digits(random, 8)}`;
  return sheets.map((sheet, page) => {
    const { width, height } = sheet;
    const draws: TextDraw[] = [];
    const add = (chance: number, make: () => readonly TextDraw[]) => {
      if (random.chance(chance)) draws.push(...make());
    };
    // A time line's years at the edge, turned.
    add(0.4, () =>
      ['2019', '2021', '2021', '2023'].map((text, i) => ({
        text,
        x: 10,
        y: 200 + 120 * i,
        size: 8,
        angle: 90,
        color: 0x999999,
      })),
    );
    // A rating repeated in grey, a running head, page numbers, a footer of the firm on each page.
    add(0.4, () =>
      [0, 1, 2, 3].map(i => ({ text: '* * * * -', x: width - 60, y: 24 + 9 * i, size: 6, color: 0xbbbbbb })),
    );
    add(0.4, () => [{ text: company, x: width / 2 - 60, y: 16, size: 7, color: 0xc0c0c0 }]);
    add(0.5, () => [{ text: `${page + 1} / ${sheets.length}`, x: width / 2, y: height - 8, size: 7 }]);
    add(0.4, () => [
      { text: `${company} ${say('Confidential', '保密')}`, x: 30, y: height - 8, size: 6, color: 0xaaaaaa },
    ]);
    add(0.3, () => [{ text: certificate, x: 30, y: 12, size: 6 }]);
    // A tag beside each entry, the same one, pale; a turned heading at each side.
    add(0.3, () =>
      [150, 310, 470].map(y => ({ text: say('Remote', '远程'), x: width - 30, y, size: 6, color: 0xaaaaaa })),
    );
    add(0.3, () => [{ text: say('CURRICULUM VITAE', '个人简历'), x: 8, y: 650, size: 14, angle: 90, bold: true }]);
    add(0.2, () => [
      { text: say('EXPERIENCE', '工作经历'), x: width - 8, y: 500, size: 10, angle: -90, color: 0x336699 },
    ]);
    add(0.2, () => [{ text: '- - - - - - - - - - - - - - - -', x: 30, y: height - 18, size: 6, color: 0xdddddd }]);
    return { ...sheet, draws: [...sheet.draws, ...draws], truth: [...sheet.truth, ...draws.map(({ text }) => text)] };
  });
}
