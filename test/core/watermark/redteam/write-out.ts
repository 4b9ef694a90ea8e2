import type { Random } from '../../../generators/random.ts';
import type { Glyph } from './metrics.ts';

/** What an extractor writes between and around the glyphs of its lines, and the disorder it leaves. */
export interface Habits {
  /** A wider gap becomes a space, in points. */
  gap: number;
  /** Gaps as several spaces and indents kept, as `pdftotext -layout` does. */
  spread: boolean;
  /** Two glyphs of one copy on a line get a space unless narrow. */
  apart: boolean;
  spaceChar: string;
  trailing: number;
  blank: number;
  feed: string;
  /** Chances: neighbours of a copy change places; a glyph slips past one body character; a line is torn at a glyph. */
  swap: number;
  drift: number;
  tear: number;
  /** A copy that came as a run sticks to the text line before it. */
  glue: number;
}

export function drawHabits(random: Random): Habits {
  return {
    gap: random.pick([1, 2, 3, 3, 3, 4]),
    spread: random.chance(0.1),
    apart: random.chance(0.3),
    spaceChar: random.chance(0.07) ? '\u3000' : ' ',
    trailing: random.pick([0, 0, 0, 0.1, 1]),
    blank: random.pick([0, 0, 0, 0.08]),
    feed: random.pick(['\n', '\n', '\f', '\n\f', '\n\n']),
    swap: random.pick([0, 0, 0, 0.3, 0.5]),
    drift: random.pick([0, 0, 0, 0.08, 0.2]),
    tear: random.pick([0, 0, 0, 0.02, 0.06]),
    glue: random.pick([0, 0, 0.3]),
  };
}

type Line = Glyph[];

const narrow = (glyph: Glyph): boolean => /[fijltrI\-.1]/.test(glyph.char);

function disturb(random: Random, line: Line, habits: Habits): Line {
  const out = [...line];
  for (let i = 0; i + 1 < out.length; i++) {
    const [a, b] = [out[i]!, out[i + 1]!];
    const pair = a.copy >= 0 && a.copy === b.copy && Math.abs(a.place - b.place) === 1;
    const stacked = pair && Math.min(a.x1, b.x1) > Math.max(a.x0, b.x0);
    const slips = a.copy >= 0 && b.copy < 0 && b.char !== ' ' && out.some(g => g !== a && g.copy === a.copy);
    if ((stacked && random.chance(habits.swap)) || (slips && random.chance(habits.drift))) {
      out[i] = b;
      out[i + 1] = a;
      i++;
    }
  }
  return out;
}

/** Splits a text line before or behind a stamp's glyph; glyphs next to the tear may stand on lines of their own. */
function tear(random: Random, line: Line): Line[] {
  const inside = line.map((g, i) => (g.copy >= 0 && i > 0 && i + 1 < line.length ? i : -1)).filter(i => i >= 0);
  if (inside.length === 0 || !line.some(g => g.copy < 0)) return [line];
  const out: Line[] = [];
  let from = 0;
  for (const at of random.some(inside, random.int(1, 2)).sort((a, b) => a - b)) {
    if (at < from) continue;
    const alone = random.chance(0.5);
    const behind = !alone && random.chance(0.5);
    out.push(line.slice(from, behind ? at + 1 : at));
    if (alone) out.push([line[at]!]);
    from = alone || behind ? at + 1 : at;
  }
  return [...out, line.slice(from)].filter(part => part.length > 0);
}

/** Two short stamp-only lines after a tear may come before the torn rest, as in real exports. */
function settle(random: Random, lines: readonly Line[], habits: Habits): Line[] {
  const out: Line[] = [];
  let rest: Line | undefined;
  for (const line of lines) {
    if (rest && line.length <= 2 && line.every(g => g.copy >= 0)) {
      out.push(line, rest);
      rest = undefined;
      continue;
    }
    if (rest) out.push(rest);
    rest = undefined;
    const parts = random.chance(habits.tear) ? tear(random, line) : [line];
    if (parts.length > 1 && random.chance(0.4)) rest = parts.pop();
    out.push(...parts);
  }
  return rest ? [...out, rest] : out;
}

export interface Written {
  raw: string;
  /** For each UTF-16 unit of `raw` the copy it belongs to, or -1. */
  owners: number[];
}

/** Writes pages of lines as one text, remembering whose each character is. */
export function writeOut(random: Random, pages: readonly (readonly Line[])[], habits: Habits): Written {
  let raw = '';
  const owners: number[] = [];
  const put = (text: string, owner = -1): void => {
    raw += text;
    for (let i = 0; i < text.length; i++) owners.push(owner);
  };
  const putLine = (line: Line): void => {
    let before: Glyph | undefined;
    if (habits.spread) put(' '.repeat(Math.max(0, Math.round((line[0]!.x0 - 40) / 5))));
    for (const glyph of line) {
      if (before) {
        const free = glyph.x0 - before.x1;
        const rotated =
          before.copy >= 0 && before.copy === glyph.copy && Math.abs(glyph.baseline - before.baseline) > 0.01;
        if (rotated ? habits.apart && !narrow(glyph) && !narrow(before) : free > habits.gap) {
          put(habits.spaceChar.repeat(habits.spread ? Math.max(1, Math.round(free / 5)) : 1));
        }
      }
      put(glyph.char, glyph.copy);
      before = glyph;
    }
    if (random.chance(habits.trailing)) put(habits.spaceChar);
  };
  for (const [number, page] of pages.entries()) {
    if (number > 0) put(habits.feed);
    const lines = settle(
      random,
      page.map(line => disturb(random, line, habits)),
      habits,
    );
    for (const [i, line] of lines.entries()) {
      const run = line.length > 8 && line.every(g => g.copy === line[0]!.copy && g.copy >= 0);
      if (i > 0) put(run && random.chance(habits.glue) ? '' : random.chance(habits.blank) ? '\n\n' : '\n');
      putLine(line);
    }
  }
  return { raw, owners };
}
