import type { Glyph, GlyphPage } from '../../document/geometry.ts';
import type { GlyphStamp } from '../../document/reading.ts';
import { turn } from '../../layout/items.ts';
import { type Body, bodyOf, contrastOf, ENOUGH, evidenceOf, isTokenLike, lookOf, styleOf } from './evidence.ts';
import { Neighbours } from './neighbours.ts';
import { type Run, runsOf } from './runs.ts';

export interface Separation {
  readonly body: readonly GlyphPage[];
  readonly stamps: readonly GlyphStamp[];
}

/** A page's runs and what they are measured against. */
interface Survey {
  readonly page: GlyphPage;
  readonly runs: readonly Run[];
  readonly body: Body;
  readonly neighbours: Neighbours;
  readonly fontUsers: ReadonlyMap<number, ReadonlySet<string>>;
}

/** Texts of fewer glyphs are not looked at by themselves; they may be pieces of a stamp found otherwise. */
const MIN_LENGTH = 2;
/** Stars of a rating, dots and dashes repeat, too, and name nobody. */
const SAYS_SOMETHING = /[\p{L}\p{N}].*[\p{L}\p{N}]/u;
/** Different tokens on one page. */
const MOST_STAMPS = 40;

/**
 * Parts the glyphs of stamped tokens from those of the document. What is not certainly a stamp stays in the body; the
 * text stage can still take it out by its own means.
 */
export function separateStamps(pages: readonly GlyphPage[]): Separation {
  // 1. Each page as runs of glyphs, and how its own text is set.
  const runs = pages.map(runsOf);
  const body = bodyOf(runs.flat());
  const surveys = pages.map((page, i) => survey(page, runs[i]!, body));
  // 2. Texts that the evidence of a page makes a stamp.
  const clear = surveys.flatMap(each => findStamps(each, new Set()));
  // Another token set the same way needs less to be known for one.
  const kin = new Set(clear.flatMap(({ looks }) => [...looks]));
  const found = kin.size > 0 ? surveys.flatMap(each => findStamps(each, kin)) : [];
  // 3. What looks the same on another page, or is a piece of it, goes with it.
  const known = [
    ...new Map([...clear, ...found].map(stamp => [`${stamp.text} ${Math.round(stamp.angle)}`, stamp])).values(),
  ];
  const bodies: GlyphPage[] = [];
  const stamps: GlyphStamp[] = [];
  surveys.forEach((each, i) => {
    const { removed, counts } = take(each, known);
    const glyphs = removed.size === 0 ? each.page.glyphs : each.page.glyphs.filter(glyph => !removed.has(glyph));
    bodies.push(removed.size === 0 ? each.page : { ...each.page, glyphs });
    for (const [token, { copies, partial }] of counts) stamps.push({ token, page: i + 1, copies, partial });
  });
  return { body: bodies, stamps };
}

function survey(page: GlyphPage, runs: readonly Run[], body: Body): Survey {
  const fontUsers = new Map<number, Set<string>>();
  for (const { items, text } of runs)
    for (const font of new Set(items.map(({ glyph }) => glyph.font)))
      fontUsers.set(font, (fontUsers.get(font) ?? new Set()).add(text));
  return { page, runs, body, neighbours: new Neighbours(runs), fontUsers };
}

/** How a stamp was found to look. */
interface Look {
  readonly text: string;
  readonly angle: number;
  readonly size: number;
  readonly styles: ReadonlySet<string>;
  readonly looks: ReadonlySet<string>;
}

function findStamps({ runs, body, neighbours, fontUsers }: Survey, kin: ReadonlySet<string>): readonly Look[] {
  const byText = new Map<string, Run[]>();
  for (const run of runs) {
    if (run.text.length < MIN_LENGTH || !SAYS_SOMETHING.test(run.text) || (kin.size > 0 && !kin.has(lookOf(run))))
      continue;
    const key = `${run.text} ${Math.round(run.angle / 6)}`;
    const copies = byText.get(key);
    if (copies) copies.push(run);
    else byText.set(key, [run]);
  }
  // The plainest stamps first: once they are known, the text that they cross is no longer under suspicion.
  const classes = [...byText.values()].sort((a, b) => clarity(b) - clarity(a));
  const looks: Look[] = [];
  for (const all of classes) {
    // Real occurrences of a stamped word do not speak for it; fewer than three in the body's style are not looked at.
    const copies = all.length > 2 ? all.filter(run => !isBodys(run, body, neighbours)) : all;
    const [first] = copies;
    if (!first) continue;
    const needed = first.text.length < 6 ? ENOUGH + 1 : ENOUGH;
    if (evidenceOf(copies, body, neighbours, fontUsers, kin) < needed) continue;
    const look: Look = {
      text: first.text,
      angle: first.angle,
      size: first.size,
      styles: new Set(copies.map(styleOf)),
      looks: new Set(copies.map(lookOf)),
    };
    looks.push(look);
    if (looks.length === MOST_STAMPS) break;
    neighbours.remove(runs.filter(run => looksLike(run, look)));
  }
  return looks;
}

/** Glyphs in copies beyond the first, and then how faint they are. */
function clarity(copies: readonly Run[]): number {
  const [first] = copies as readonly [Run];
  return (copies.length - 1) * first.text.length + (isTokenLike(first.text) ? 1 : 0) + 1 - contrastOf(first);
}

/** Set like the document's own text, and nothing on top of it: a real occurrence of the word, whatever it says. */
const isBodys = (run: Run, body: Body, neighbours: Neighbours): boolean =>
  turn(run.angle, body.angle) < 3 && body.styles.has(styleOf(run)) && neighbours.crossings(run, 1) === 0;

interface Count {
  copies: number;
  partial: number;
}

function take(
  { page, runs, body, neighbours }: Survey,
  known: readonly Look[],
): { removed: Set<Glyph>; counts: Map<string, Count> } {
  const removed = new Set<Glyph>();
  const counts = new Map<string, Count>();
  for (const run of runs) {
    const least = turn(run.angle, body.angle) > 3 ? 1 : 2;
    const look = known.find(stamp => looksLike(run, stamp, least));
    if (!look || (isBodys(run, body, neighbours) && (!look.styles.has(styleOf(run)) || neighbours.isInLine(run))))
      continue;
    const whole = run.text === look.text && run.items.every(({ glyph }) => isOnPage(glyph, page));
    const count = counts.get(look.text) ?? { copies: 0, partial: 0 };
    counts.set(look.text, { copies: count.copies + 1, partial: count.partial + (whole ? 0 : 1) });
    for (const { glyph } of run.items) removed.add(glyph);
  }
  return { removed, counts };
}

/** The stamp's text, or a part of it of `least` characters or more, drawn the same way. */
function looksLike(run: Run, stamp: Look, least = 2): boolean {
  if (turn(run.angle, stamp.angle) > 4) return false;
  if (run.text === stamp.text) return true;
  return (
    run.text.length >= least &&
    stamp.styles.has(styleOf(run)) &&
    Math.abs(run.size - stamp.size) < 0.1 * stamp.size &&
    `${stamp.text}${stamp.text}`.includes(run.text) &&
    run.text.length <= stamp.text.length
  );
}

function isOnPage({ box }: Glyph, { width, height }: GlyphPage): boolean {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= 0 && y >= 0 && x <= width && y <= height;
}
