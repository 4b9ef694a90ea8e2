import type { Random } from '../random.ts';
import type { Sheet, TextDraw } from './drawing.ts';

/** How a document was stamped. */
export interface Stamping {
  readonly name: string;
  /** The tokens of each page. */
  readonly tokens: readonly (readonly string[])[];
  readonly sheets: readonly Sheet[];
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';
const letters = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[random.int(0, alphabet.length - 1)]).join('');

const TOKENS: readonly ((random: Random) => string)[] = [
  random =>
    `${letters(random, HEX, 16)}${letters(random, BASE64URL, random.pick([22, 24, 32]))}${'~'.repeat(random.int(0, 2))}`,
  random => letters(random, BASE64URL, random.int(16, 60)),
  random => letters(random, HEX, random.pick([12, 32, 40])),
  random => letters(random, '0123456789', random.int(14, 20)),
  random => `ExampleHire ${letters(random, '0123456789', 8)}`,
];
const IDEOGRAPHIC: readonly ((random: Random) => string)[] = [
  random => `示例招聘专用${letters(random, '0123456789', 6)}`,
  () => '样本人才网简历水印仅供查阅',
];

/** Angles that were seen, and others; degrees counter-clockwise. */
const ANGLES = [90, 270, 45, 30, -30, 315, 180, 0, 0, 17, 60];
const INKS = [
  { name: 'faint', color: 0x000000, alpha: 0.1 },
  { name: 'fainter', color: 0x2244aa, alpha: 0.05 },
  { name: 'light', color: 0xdcdcdc, alpha: 1 },
  { name: 'grey', color: 0xaaaaaa, alpha: 1 },
  { name: 'dark', color: 0x222222, alpha: 1 },
  { name: 'red', color: 0xcc2222, alpha: 0.3 },
] as const;

/**
 * Stamps sheets with tiles of a token. Copies cut at the page's edge are drawn whole, as producers do.
 * @param latin whether the page's font has no ideographs.
 */
export function stamp(sheets: readonly Sheet[], random: Random, latin: boolean): Stamping {
  const angle = random.pick(ANGLES);
  const ink = random.pick(INKS);
  const over = random.chance(0.5);
  const size = random.pick([8, 10, 12, 14, 18]);
  const perPage = random.chance(0.2);
  const foreign = random.chance(0.4);
  const makers = latin || foreign ? TOKENS : [...TOKENS, ...IDEOGRAPHIC];
  const maker = random.pick(makers);
  const two = random.chance(0.15);
  const fixed = [maker(random), ...(two ? [maker(random)] : [])];
  const [across, down] = [random.int(150, 300), random.int(70, 200)];
  const tokens: string[][] = [];
  const stamped = sheets.map(sheet => {
    const own = perPage ? fixed.map(() => maker(random)) : fixed;
    tokens.push(own);
    const draws = tiles(sheet, own, angle, across, down).map(
      (tile): TextDraw => ({ ...tile, size, angle, color: ink.color, alpha: ink.alpha, foreign }),
    );
    return { ...sheet, draws: over ? [...sheet.draws, ...draws] : [...draws, ...sheet.draws] };
  });
  const name = `${ink.name} ${angle}° ${over ? 'over' : 'under'} ${size} pt${foreign ? ' own font' : ''}${perPage ? ' another token a page' : ''}${two ? ' two tokens' : ''}`;
  return { name, tokens, sheets: stamped };
}

/** Staggered rows: two copies at the sides, then one between, and so on down the page. */
function tiles(
  sheet: Sheet,
  tokens: readonly string[],
  angle: number,
  across: number,
  down: number,
): { text: string; x: number; y: number }[] {
  const places: { text: string; x: number; y: number }[] = [];
  const upward = angle % 180 !== 0 ? down * 1.6 : down;
  let row = 0;
  for (let y = 60; y < sheet.height; y += upward, row++)
    for (let x = row % 2 === 0 ? 20 : 20 + across / 2; x < sheet.width; x += across)
      places.push({ text: tokens[(row + places.length) % tokens.length]!, x, y });
  return places;
}

/**
 * What looks a little like a stamp and is none: turned labels, faint notes, repeated titles and feet, hashes, a large
 * pale numeral. Every character of it must stay.
 */
export function decorate(sheets: readonly Sheet[], random: Random, latin: boolean): Sheet[] {
  const word = random.pick(
    latin
      ? ['CONFIDENTIAL COPY', 'PERSONAL RESUME', 'Portfolio 2024']
      : ['个人简历', 'CONFIDENTIAL COPY', '机密文件请勿外传'],
  );
  const footer = latin ? 'Sample & Partners Recruiting - candidate file' : '示例招聘有限公司 候选人档案';
  const hash = letters(random, HEX, 32);
  return sheets.map((sheet, page) => {
    const draws: TextDraw[] = [];
    const { width, height } = sheet;
    if (random.chance(0.6)) draws.push({ text: word, x: width - 8, y: 300, size: 9, angle: 90, color: 0x999999 });
    if (random.chance(0.3)) draws.push({ text: word, x: 12, y: 500, size: 9, angle: 90, color: 0xbbbbbb, alpha: 0.6 });
    if (random.chance(0.4)) draws.push({ text: footer, x: 40, y: height - 12, size: 7, color: 0xaaaaaa });
    if (random.chance(0.4))
      draws.push({ text: `ID ${hash}`, x: width - 260, y: height - 12, size: 7, color: 0x777777 });
    if (random.chance(0.3))
      draws.push({ text: `0${page + 1}`, x: width - 60, y: 30, size: 30, bold: true, color: 0xdddddd });
    if (random.chance(0.2))
      draws.push({
        text: latin ? 'OPEN TO WORK' : '求职中',
        x: width - 70,
        y: 60,
        size: 10,
        angle: -45,
        bold: true,
        color: 0x117733,
      });
    const truth = [...sheet.truth, ...draws.map(draw => draw.text)];
    return { ...sheet, draws: [...sheet.draws, ...draws], truth };
  });
}
