import { assembledTokens } from './assemble.ts';
import { corrected, type Reading } from './correct.ts';
import type { Sheet } from './sheet.ts';
import { isFragment, Neighbours, reversed, wholeTokens } from './token.ts';

/** Share of the fragment lines' glyphs that a token must explain to be taken without looking further. */
const PLAIN = 0.5;
/** Evidence below which a token is chance. */
const LEAST_EVIDENCE = 24;

/** The token that explains most of what runs down the lines: a whole copy if one is found, else one put together. */
export function bestToken(
  sheet: Sheet,
  taken: Uint8Array,
  hints: readonly string[],
  round: number,
): Reading | undefined {
  const neighbours = new Neighbours(sheet, taken);
  const readings: { reading: Reading; assembled: boolean }[] = [];
  const enough = PLAIN * fragmentGlyphs(sheet, taken);
  const passes = ({ reading, assembled }: (typeof readings)[number]) =>
    reading.gain >= LEAST_EVIDENCE && recurs(sheet, taken, reading, assembled);
  for (const variants of wholeTokens(sheet, taken, neighbours, round === 0 ? hints : []).slice(0, 4)) {
    const reading = corrected(sheet, variants, taken);
    readings.push({ reading, assembled: false });
    if (explained(reading) >= enough && passes(readings[readings.length - 1]!)) break;
  }
  // What was seen whole goes before what was put together, which may be two tokens in one.
  if (!readings.some(passes))
    for (const token of assembledTokens(sheet, taken))
      readings.push({ reading: upwards(corrected(sheet, [token], taken, true)), assembled: true });
  readings.sort((a, b) => b.reading.score - a.reading.score);
  return readings.find(passes)?.reading;
}

/**
 * The gate against chance: copies of a stamp come again and run past lines of text. A column of single letters, vertical
 * text or a drawing in characters does one or the other. A token that stands nowhere whole must show it twice.
 */
function recurs(sheet: Sheet, taken: Uint8Array, { rows, codes }: Reading, assembled: boolean): boolean {
  let independent = 0;
  for (const { path, copies } of rows) {
    const [first, last] = [path[0]!, path[path.length - 1]!];
    const whole = first.from === 0 && last.to === codes.length;
    const took = path.reduce((sum, step) => sum + step.to - step.from, 0);
    if (!whole || took < 0.93 * codes.length) continue;
    let text = 0;
    for (let line = first.line; line <= last.line; line++)
      if (sheet.first[line] !== sheet.first[line + 1] && !isFragment(sheet, line, taken)) text++;
    if (text >= (assembled ? 2 : 1)) independent += copies;
  }
  return independent >= (assembled ? 2 : 1);
}

const explained = ({ rows }: Reading): number =>
  rows.reduce((sum, { path, copies }) => sum + path.reduce((n, step) => n + (step.to - step.from) * copies, 0), 0);

function fragmentGlyphs(sheet: Sheet, taken: Uint8Array): number {
  let sum = 0;
  for (let line = 0; line < sheet.lines; line++) {
    if (!isFragment(sheet, line, taken)) continue;
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) if (!taken[g]) sum++;
  }
  return sum;
}

/** Fragments are put together downwards; most stamps are drawn upwards. */
function upwards(reading: Reading): Reading {
  const down = String.fromCharCode(...reading.codes);
  return { ...reading, token: reversed(down) };
}
