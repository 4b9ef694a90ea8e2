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

export const styleOf = ({ font, color, alpha, size }: Run): string =>
  `${font} ${color} ${alpha.toFixed(2)} ${size.toFixed(1)}`;

/** Contrast with a white page, alpha included, in [0, 1]. */
export function contrastOf({ color, alpha }: { color: number; alpha: number }): number {
  const luminance = (0.299 * ((color >> 16) & 255) + 0.587 * ((color >> 8) & 255) + 0.114 * (color & 255)) / 255;
  return alpha * (1 - luminance);
}

/** Repeated text counts once, or a tiled stamp would be taken for the body of a short page. */
export function bodyOf(runs: readonly Run[]): Body {
  const once = [...new Map(runs.map(run => [run.text, run])).values()];
  const angle = heaviest(once, run => Math.round(run.angle)) ?? 0;
  const along = once.filter(run => turn(run.angle, angle) < 3);
  const total = along.reduce((sum, run) => sum + run.text.length, 0);
  const weights = weigh(along, styleOf);
  const usual = along.find(run => styleOf(run) === heaviest(along, styleOf));
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

/**
 * What speaks for a stamp in the copies of one text on one page. No single sign is enough: résumés have turned side
 * labels, faint notes, repeated words and hashes of their own.
 */
export function evidenceOf(
  copies: readonly Run[],
  body: Body,
  neighbours: Neighbours,
  fontUsers: ReadonlyMap<number, ReadonlySet<string>>,
): number {
  const [first] = copies as readonly [Run];
  const turned = turn(first.angle, body.angle);
  const slanted = turned > 3 && turned < 177 && Math.abs(turned - 90) > 3;
  const crossed = copies.filter(run => neighbours.crossings(run) >= Math.max(1, 0.02 * run.text.length)).length;
  const crossing = crossed >= Math.max(1, 0.25 * copies.length);
  const faint = copies.every(run => contrastOf(run) < 0.45 * body.contrast);
  const token = isTokenLike(first.text) && first.items.every(item => item.text !== ' ');
  const ownFont = first.font !== undefined && fontUsers.get(first.font)?.size === 1;
  const detached = copies.every(run => !neighbours.isInLine(run));

  // Text along the body's lines, in place and alone on its line or part of one, is the body's own unless it is crossed.
  const plain =
    turned <= 3 && !crossing && !(detached && copies.length > 1 && (faint || (token && ownFont && copies.length > 2)));
  if (plain) return 0;
  let points = 0;
  if (slanted) points += 2;
  else if (turned > 3) points += 1;
  points += copies.length > 2 ? 2 : copies.length - 1;
  if (crossing) points += 2;
  if (faint) points += 1;
  if (token) points += 2;
  if (ownFont) points += 0.5;
  if (first.embedded !== body.embedded) points += 1;
  if (first.size > 2.5 * body.size && crossing) points += 1;
  // Without one of these, copies at the margins are labels.
  const telling = crossing || token || slanted || copies.length > 2;
  return telling ? points : 0;
}

/** One word of a length that tokens have, with digits among letters or cases mixed as no word mixes them. */
export function isTokenLike(text: string): boolean {
  if (text.length < 12 || text.length > 80 || !/^[\w\-~=+/.]+$/.test(text)) return false;
  const changes = text.replace(/[^a-zA-Z0-9]/g, '').match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][a-zA-Z]/g)?.length ?? 0;
  return changes >= text.length / 8 || (/^\d+$/.test(text) && text.length >= 12);
}
