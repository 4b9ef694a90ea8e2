import { turn } from '../../layout/items.ts';
import type { Neighbours } from './neighbours.ts';
import type { Run } from './runs.ts';

/** How the document's own text is set: what most of its different words have in common. */
export interface Body {
  /** Degrees counter-clockwise. */
  readonly angle: number;
  readonly size: number;
  /** Keys of the styles that carry a good part of the text. */
  readonly styles: ReadonlySet<string>;
  readonly embedded: boolean;
  /** Contrast with white of the usual text, in [0, 1]. */
  readonly contrast: number;
}

export const styleOf = ({ face, color, alpha, size }: Run): string =>
  `${face} ${color} ${alpha.toFixed(2)} ${size.toFixed(1)}`;

/** Style and direction. */
export const lookOf = (run: Run): string => `${Math.round(run.angle / 6) % 60} ${styleOf(run)}`;

/** Contrast with a white page, alpha included, in [0, 1]. */
export function contrastOf({ color, alpha }: { color: number; alpha: number }): number {
  const luminance = (0.299 * ((color >> 16) & 255) + 0.587 * ((color >> 8) & 255) + 0.114 * (color & 255)) / 255;
  return alpha * (1 - luminance);
}

/** Text that a page repeats does not count, or a tiled stamp would be taken for the body of a short page. */
export function bodyOf(runs: readonly Run[]): Body {
  const copies = new Map<string, number>();
  const keyOf = ({ page, text }: Run): string => `${page} ${text}`;
  for (const run of runs) copies.set(keyOf(run), (copies.get(keyOf(run)) ?? 0) + 1);
  const own = runs.filter(run => copies.get(keyOf(run))! < 3);
  const once = [...new Map((own.length > 0 ? own : runs).map(run => [run.text, run])).values()];
  const angle = heaviest(once, run => Math.round(run.angle)) ?? 0;
  const along = once.filter(run => turn(run.angle, angle) < 3);
  const total = along.reduce((sum, run) => sum + run.text.length, 0);
  const weights = weigh(along, styleOf);
  const heaviestStyle = heaviest(along, styleOf);
  const usual = along.find(run => styleOf(run) === heaviestStyle);
  return {
    angle,
    size: usual?.size ?? 10,
    styles: new Set([...weights].filter(([, weight]) => weight > 0.15 * total).map(([style]) => style)),
    embedded: usual?.embedded ?? false,
    contrast: usual ? contrastOf(usual) : 1,
  };
}

function weigh<K>(runs: readonly Run[], keyOf: (run: Run) => K): Map<K, number> {
  const weights = new Map<K, number>();
  for (const run of runs) weights.set(keyOf(run), (weights.get(keyOf(run)) ?? 0) + run.text.length);
  return weights;
}

function heaviest<K>(runs: readonly Run[], keyOf: (run: Run) => K): K | undefined {
  let best: [K, number] | undefined;
  for (const entry of weigh(runs, keyOf)) if (!best || entry[1] > best[1]) best = entry;
  return best?.[0];
}

/** From this sum on, text is a stamp. */
export const ENOUGH = 4;

/** The copies of one text on one page, seen against the rest of it. */
interface Signs {
  readonly copies: number;
  /** Against the body's direction: by more than rounding; by no right angle. */
  readonly turned: boolean;
  readonly slanted: boolean;
  /** Share of copies with other text under or over them. */
  crossed(): number;
  /** Share of copies in whose line other text goes on. */
  inLine(): number;
  readonly faint: boolean;
  readonly token: boolean;
  readonly ownFont: boolean;
  readonly otherEmbedding: boolean;
  readonly huge: boolean;
  /** As large as a title, which no page has three times. */
  readonly repeatedTitle: boolean;
  /** Set exactly as the body is. */
  readonly bodyLike: boolean;
  /** A longer text in rows and columns all over the page. */
  readonly tiled: boolean;
  /** Set as a stamp of this document is. */
  readonly kin: boolean;
}

/** What each sign is worth. No single one is enough: résumés have side labels, faint notes and hashes of their own. */
const POINTS: readonly (readonly [number, (signs: Signs) => boolean])[] = [
  [2, ({ slanted }) => slanted],
  [1, ({ turned, slanted }) => turned && !slanted],
  [1, ({ copies }) => copies > 1],
  [1, ({ copies }) => copies > 2],
  [2, signs => isCrossing(signs)],
  [1, ({ faint }) => faint],
  [2, ({ token }) => token],
  [1, ({ token, turned }) => token && turned],
  [0.5, ({ ownFont }) => ownFont],
  [1, ({ otherEmbedding }) => otherEmbedding],
  [1, signs => signs.huge && isCrossing(signs)],
  [2, ({ repeatedTitle }) => repeatedTitle],
  [1, ({ tiled, bodyLike }) => tiled && !bodyLike],
  [2, ({ kin, bodyLike }) => kin && !bodyLike],
];

const isCrossing = ({ copies, crossed }: Signs): boolean => crossed() >= Math.max(1 / copies, 0.08);

export function evidenceOf(
  copies: readonly Run[],
  body: Body,
  neighbours: Neighbours,
  fontUsers: ReadonlyMap<number, ReadonlySet<string>>,
  kin: ReadonlySet<string>,
): number {
  const [first] = copies as readonly [Run];
  const turned = turn(first.angle, body.angle);
  // The neighbours are asked only where it matters: most of a page's text is ruled out by its style and number.
  const share = (is: (run: Run) => boolean) => {
    let value: number | undefined;
    return () => {
      value ??= copies.filter(is).length / copies.length;
      return value;
    };
  };
  const signs: Signs = {
    copies: copies.length,
    turned: turned > 3,
    slanted: turned > 3 && turned < 177 && Math.abs(turned - 90) > 3,
    crossed: share(run => {
      const enough = Math.max(1, Math.ceil(0.02 * run.text.length));
      return neighbours.crossings(run, enough) >= enough;
    }),
    inLine: share(run => neighbours.isInLine(run)),
    faint: copies.every(run => contrastOf(run) < 0.45 * body.contrast),
    token: isToken(first),
    ownFont: first.font !== undefined && fontUsers.get(first.font)?.size === 1,
    otherEmbedding: first.embedded !== body.embedded,
    huge: first.size > 2.5 * body.size,
    repeatedTitle: copies.length > 2 && first.size > (first.text.length < 6 ? 2.5 : 2) * body.size,
    bodyLike: turned <= 3 && body.styles.has(styleOf(first)),
    tiled: isTiled(copies),
    kin: kin.has(lookOf(first)),
  };
  return mayBeStamp(signs) ? POINTS.reduce((sum, [points, applies]) => sum + (applies(signs) ? points : 0), 0) : 0;
}

/** What must be there besides points. */
function mayBeStamp(signs: Signs): boolean {
  const { copies, turned, slanted, crossed, inLine, faint, token, bodyLike, huge, repeatedTitle, kin } = signs;
  // One dark line across the text is somebody's sticker.
  if (copies === 1 && !faint && !token && !huge) return false;
  // Copies at the margins are labels.
  if (turned) return slanted || token || copies > 2 || isCrossing(signs);
  // Set as the body is: only a token, or tiles, over a good part of it.
  if (bodyLike) return copies > (token ? 2 : 4) && crossed() >= 0.25;
  if ((kin && copies > 1) || isCrossing(signs) || repeatedTitle) return true;
  return copies > 1 && (faint || (token && copies > 2)) && inLine() < 0.5;
}

function isTiled(copies: readonly Run[]): boolean {
  if (copies.length < 6 || copies[0]!.text.length < 8) return false;
  const places = (at: (run: Run) => number) => new Set(copies.map(run => Math.round(at(run) / 20))).size;
  return places(run => run.items[0]!.glyph.box.left) > 1 && places(run => run.items[0]!.glyph.box.top) > 2;
}

/** One word: no space drawn, and none left. */
const isToken = ({ text, items }: Run): boolean =>
  isTokenLike(text) &&
  items.every(
    (item, i) => item.text !== ' ' && (i === 0 || item.start - items[i - 1]!.end < spacing(items) + 0.15 * item.size),
  );

/** The gap between a run's first glyphs: letter-spaced stamps have one everywhere. */
const spacing = (items: Run['items']): number => (items.length > 1 ? Math.max(0, items[1]!.start - items[0]!.end) : 0);

/** One word of a length that tokens have, with digits among letters or cases mixed as no word mixes them. */
export function isTokenLike(text: string): boolean {
  if (text.length < 12 || text.length > 80 || !/^[\w\-~=+/]+$/.test(text)) return false;
  const changes = text.replace(/[^a-zA-Z0-9]/g, '').match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][a-zA-Z]/g)?.length ?? 0;
  if (changes >= text.length / 8 || /^\d+$/.test(text)) return true;
  // A number with its series: letters, and mostly digits. Dates have fewer, or no letters.
  return /[a-zA-Z]/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 0.6 * text.length;
}
