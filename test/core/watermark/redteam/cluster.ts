import type { Random } from '../../../generators/random.ts';
import type { Glyph } from './metrics.ts';

/** How extractors make lines of glyphs: by distance, by boxes, or not at all. */
export const METHODS = ['chain', 'anchor', 'overlap', 'bucket', 'nearest', 'runs', 'glyphs'] as const;
export type Method = (typeof METHODS)[number];

export interface Clustering {
  method: Method;
  /** Points. */
  tolerance: number;
  key: 'top' | 'middle' | 'baseline' | 'bottom';
  sortBy: 'left' | 'centre';
}

export function drawClustering(random: Random, method: Method, ink: boolean): Clustering {
  return {
    method,
    tolerance: random.pick([2, 2.5, 3, 3, 3, 4, 5]),
    // Ink boxes differ from letter to letter: engines that have them take the baseline for the height.
    key: ink ? 'baseline' : random.pick(['top', 'middle', 'baseline', 'bottom'] as const),
    sortBy: random.pick(['left', 'left', 'centre'] as const),
  };
}

type Line = Glyph[];

const keyOf = (glyph: Glyph, key: Clustering['key']): number =>
  key === 'middle' ? (glyph.top + glyph.bottom) / 2 : glyph[key];

/** Chain: within the tolerance of the last glyph; anchor: of the line's first. A chain never spans two text lines. */
function byDistance(glyphs: readonly Glyph[], how: Clustering, span: number): Line[] {
  const sorted = [...glyphs].sort((a, b) => keyOf(a, how.key) - keyOf(b, how.key));
  const lines: Line[] = [];
  let first = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const glyph of sorted) {
    const y = keyOf(glyph, how.key);
    const near = how.method === 'chain' ? y - last <= how.tolerance && y - first <= span : y - first <= how.tolerance;
    if (near && lines.length > 0) lines.at(-1)!.push(glyph);
    else {
      lines.push([glyph]);
      first = y;
    }
    last = y;
  }
  return lines;
}

function byBucket(glyphs: readonly Glyph[], how: Clustering): Line[] {
  const lines = new Map<number, Line>();
  for (const glyph of glyphs) {
    const bucket = Math.round(keyOf(glyph, how.key) / how.tolerance);
    lines.set(bucket, [...(lines.get(bucket) ?? []), glyph]);
  }
  return [...lines].sort((a, b) => a[0] - b[0]).map(([, line]) => line);
}

/** A glyph joins the line whose first box it shares half of its own height with. */
function byOverlap(glyphs: readonly Glyph[]): Line[] {
  const lines: Line[] = [];
  for (const glyph of [...glyphs].sort((a, b) => a.top - b.top)) {
    const home = lines.slice(-4).find(([head]) => {
      const shared = Math.min(head!.bottom, glyph.bottom) - Math.max(head!.top, glyph.top);
      return shared >= 0.5 * Math.min(head!.bottom - head!.top, glyph.bottom - glyph.top);
    });
    if (home) home.push(glyph);
    else lines.push([glyph]);
  }
  return lines;
}

/** Text lines first; a stamp's glyph joins the nearest of them within the tolerance, or makes a line of its own. */
function byNearest(glyphs: readonly Glyph[], how: Clustering, span: number): Line[] {
  const chain = { ...how, method: 'chain' as const };
  const lines = byDistance(
    glyphs.filter(g => g.copy < 0),
    chain,
    span,
  );
  const heights = lines.map(line => keyOf(line[0]!, how.key));
  const loose: Glyph[] = [];
  for (const glyph of glyphs) {
    if (glyph.copy < 0) continue;
    const y = keyOf(glyph, how.key);
    let best = -1;
    for (const [i, height] of heights.entries()) {
      if (Math.abs(height - y) <= how.tolerance && (best < 0 || Math.abs(height - y) < Math.abs(heights[best]! - y)))
        best = i;
    }
    if (best < 0) loose.push(glyph);
    else lines[best]!.push(glyph);
  }
  return [...lines, ...byDistance(loose, { ...how, method: 'anchor' }, span)];
}

/** Engines that keep drawn runs: the copies come whole (pdf.js, MuPDF) or a glyph a line (pypdf, pdfminer). */
function byDrawing(random: Random, glyphs: readonly Glyph[], how: Clustering, span: number): Line[] {
  const body = byDistance(
    glyphs.filter(g => g.copy < 0),
    { ...how, method: 'chain', tolerance: 3 },
    span,
  ).map(line => order(line, how));
  const copies = [...new Set(glyphs.map(g => g.copy).filter(copy => copy >= 0))].map(copy =>
    glyphs.filter(g => g.copy === copy),
  );
  const topDown = random.chance(0.5);
  const blocks = copies.map((copy): Line[] => {
    if (how.method === 'runs') return [copy];
    const lines: Line[] = [];
    for (const glyph of topDown ? [...copy].sort((a, b) => a.top - b.top) : copy) {
      const last = lines.at(-1);
      if (last?.length === 1 && glyph.bottom - glyph.top < glyph.size * 0.35 && random.chance(0.5)) last.push(glyph);
      else lines.push([glyph]);
    }
    return lines;
  });
  const where = random.pick(['before', 'after', 'among'] as const);
  if (where !== 'among') return where === 'before' ? [...blocks.flat(), ...body] : [...body, ...blocks.flat()];
  const out = body.map(line => [line]);
  for (const block of blocks) out.splice(random.int(0, out.length), 0, block);
  return out.flat();
}

/** Stable, as every extractor's sort is: glyphs at the same x stay in drawing order. */
function order(line: Line, how: Clustering): Line {
  const x = (glyph: Glyph) => (how.sortBy === 'left' ? glyph.x0 : (glyph.x0 + glyph.x1) / 2);
  return [...line].sort((a, b) => x(a) - x(b));
}

/** The glyphs of a page as lines, top down, each from left to right. `span` is the most a line may cover, in points. */
export function linesOf(random: Random, glyphs: readonly Glyph[], how: Clustering, span: number): Line[] {
  if (how.method === 'runs' || how.method === 'glyphs') return byDrawing(random, glyphs, how, span);
  let lines: Line[];
  if (how.method === 'bucket') lines = byBucket(glyphs, how);
  else if (how.method === 'overlap') lines = byOverlap(glyphs);
  else if (how.method === 'nearest') lines = byNearest(glyphs, how, span);
  else lines = byDistance(glyphs, how, span);
  const height = (line: Line) => keyOf(line.find(g => g.copy < 0) ?? line[0]!, how.key);
  return lines.map(line => order(line, how)).sort((a, b) => height(a) - height(b));
}
