import { Random } from '../../../generators/random.ts';
import { drawClustering, linesOf, METHODS, type Method } from './cluster.ts';
import { type Language, resume } from './content.ts';
import type { Glyph } from './metrics.ts';
import { ANGLES, type Angle, drawStamp, LAYOUTS, type Layout, stampPage } from './tiling.ts';
import { drawToken, FAMILIES, type Family } from './token.ts';
import { drawSetting, typeset } from './typeset.ts';
import { drawHabits, type Habits, writeOut } from './write-out.ts';

/** What was drawn for a document; the tables group by these. */
export interface Features {
  layout: Layout;
  angle: Angle;
  family: Family;
  language: Language;
  method: Method;
  tokens: 'one' | 'per page' | 'two';
  pages: number;
  tokenLength: number;
  copies: number;
  disorder: string;
}

export interface Stamped {
  raw: string;
  /** `raw` without the stamp's characters. */
  truth: string;
  /** Offsets in `raw` of the stamp's UTF-16 units. */
  stamp: number[];
  /** The copy each of them belongs to. */
  copyOf: number[];
  tokens: string[];
  whole: number;
  partial: number;
  /** Whether a copy stands unbroken on one line, forwards or reversed. */
  level: boolean;
  features: Features;
}

/** Seeds far apart for neighbouring documents. */
const seedOf = (seed: number, index: number, attempt: number): number =>
  Math.imul(seed ^ 0x51ed27, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b) ^ Math.imul(attempt, 0xc2b2ae35);

const common = <T>(random: Random, favourite: readonly T[], chance: number, all: readonly T[]): T =>
  random.pick(random.chance(chance) ? favourite : all);

function disorderOf(habits: Habits): string {
  const kinds = (['swap', 'drift', 'tear'] as const).filter(kind => habits[kind] > 0);
  return kinds.join('+') || 'none';
}

/** True where the units of a whole copy stand together on one line, white space aside. */
function hasLevelCopy(raw: string, owners: readonly number[], lengths: ReadonlyMap<number, number>): boolean {
  let run = 0;
  let owner = -1;
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === '\n' || raw[i] === '\f') owner = -1;
    if (/\s/.test(raw[i]!)) continue;
    run = owners[i] === owner ? run + 1 : 1;
    owner = owners[i]!;
    if (owner >= 0 && run === lengths.get(owner)) return true;
  }
  return false;
}

function attempt(random: Random): Stamped {
  const language = random.pick(['zh', 'zh', 'en', 'mixed'] as const);
  const angle = common(random, ['90', '90', '90', '270'] as const, 0.55, ANGLES);
  const layout = common(random, ['staggered'] as const, 0.25, LAYOUTS);
  const family = common(random, ['hex16+base64url'] as const, 0.3, FAMILIES);
  const method = random.pick([...METHODS, 'chain', 'anchor', 'nearest'] as const);
  const set = drawSetting(random);
  const stamp = { ...drawStamp(random, layout, angle), ink: set.ink };
  const pages = typeset(resume(random, language, 2), set, random.pick([1, 1, 2, 2, 2, 3, 4]));
  const tokens = random.pick(['one', 'one', 'one', 'one', 'per page', 'two'] as const);
  const names = Array.from({ length: tokens === 'one' ? 1 : Math.max(2, pages.length) }, () =>
    drawToken(random, family),
  );
  const clustering = drawClustering(random, method, set.ink);
  const habits = drawHabits(random);
  // Engines that keep runs write them as they were drawn.
  if (method === 'runs') Object.assign(habits, { apart: false, swap: 0, drift: 0, tear: 0 });
  const over = random.chance(0.5);
  const lengths = new Map<number, number>();
  const tokenOf = new Map<number, string>();
  const lines = pages.map((page, number) => {
    const token = tokens === 'two' ? names[random.int(0, 1)]! : names[tokens === 'one' ? 0 : number]!;
    const glyphs = stampPage(random, stamp, page, token, lengths.size);
    for (const { copy } of glyphs) {
      lengths.set(copy, token.length);
      tokenOf.set(copy, token);
    }
    const drawn: Glyph[] = over ? [...page.body, ...glyphs] : [...glyphs, ...page.body];
    return linesOf(random, drawn, clustering, set.size * set.leading * 0.8);
  });
  const { raw, owners } = writeOut(random, lines, habits);
  const stampUnits = owners.flatMap((owner, i) => (owner >= 0 ? [i] : []));
  const found = new Map<number, number>();
  for (const i of stampUnits) found.set(owners[i]!, (found.get(owners[i]!) ?? 0) + 1);
  const whole = [...found].filter(([copy, count]) => count === lengths.get(copy));
  return {
    raw,
    truth: [...owners.keys()].map(i => (owners[i]! < 0 ? raw[i] : '')).join(''),
    stamp: stampUnits,
    copyOf: stampUnits.map(i => owners[i]!),
    tokens: [...new Set([...found.keys()].map(copy => tokenOf.get(copy)!))],
    whole: whole.length,
    partial: found.size - whole.length,
    level: hasLevelCopy(raw, owners, lengths),
    features: {
      layout,
      angle,
      family,
      language,
      method,
      tokens,
      pages: pages.length,
      tokenLength: names[0]!.length,
      copies: found.size,
      disorder: disorderOf(habits),
    },
  };
}

/**
 * The document `index` of `seed`. A token that nobody could recognise (drawn fewer than three times and nowhere whole on a
 * line) is no fair test: such a draw is repeated.
 */
export function stamped(seed: number, index: number): Stamped {
  for (let tries = 0; ; tries++) {
    const drawn = attempt(new Random(seedOf(seed, index, tries)));
    const fair = drawn.level || (drawn.whole >= 3 * drawn.tokens.length && drawn.tokens.length > 0);
    if (fair || tries >= 60) return drawn;
  }
}
