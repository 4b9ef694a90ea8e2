import type { Random } from '../../../generators/random.ts';
import { advance, drawGlyph, type Face, type Glyph } from './metrics.ts';
import type { Page } from './typeset.ts';

export const LAYOUTS = ['staggered', 'grid', 'brick', 'column', 'edges', 'single', 'overlap'] as const;
export type Layout = (typeof LAYOUTS)[number];
export const ANGLES = ['90', '270', 'tilt', '180', '0', '30', '45', '60', '-30'] as const;
export type Angle = (typeof ANGLES)[number];

export interface Stamp {
  layout: Layout;
  /** Degrees. */
  angle: number;
  size: number;
  face: Face;
  /** Extra points after each glyph. */
  spacing: number;
  /** Free points between two rows of copies, and the number of columns where the layout leaves it open. */
  gap: number;
  columns: number;
  /** Whether copies may run off the page; what is outside is not drawn. */
  cut: boolean;
  /** Whole copies lying level in a free strip, a page. */
  level: number;
  ink: boolean;
}

export function drawStamp(random: Random, layout: Layout, angle: Angle): Stamp {
  const steep = !['0', '180', '30', '-30'].includes(angle);
  return {
    layout,
    angle:
      angle === 'tilt'
        ? random.pick([-1, 1]) * (0.3 + random.next() * 1.7) + random.pick([90, 90, 270])
        : Number(angle),
    size: random.pick([6, 7, 8, 9, 10, 10, 11, 12, 12, 14]),
    face: random.pick(['helvetica', 'helvetica', 'helvetica', 'mono', 'half'] as const),
    spacing: random.chance(0.75) ? 0 : random.pick([0.5, 1, 2, 4]),
    gap: random.pick(steep ? [4, 10, 20, 40, 90] : [45, 70, 110, 160]),
    columns: random.pick([2, 2, 3, 3, 4]),
    cut: random.chance(0.4),
    level: steep && random.chance(0.55) ? random.int(1, 2) : 0,
    ink: false,
  };
}

interface Centre {
  x: number;
  y: number;
}

/** Centres of the copies of one page; `reach` is what a copy covers across and down, in points. */
function centres(random: Random, stamp: Stamp, page: Page, reach: Centre): Centre[] {
  const { layout, gap } = stamp;
  const half = { x: reach.x / 2, y: reach.y / 2 };
  const middle = page.width / 2;
  const left = half.x + random.int(4, 45);
  const right = page.width - left;
  if (layout === 'single')
    return [
      { x: middle + random.int(-150, 150) * (reach.x > 200 ? 0.2 : 1), y: page.height / 2 + random.int(-60, 60) },
    ];
  const across = Math.max(
    1,
    Math.min(layout === 'column' ? 1 : stamp.columns, Math.floor(page.width / (reach.x + 12))),
  );
  const shift = random.int(30, 560);
  const period = layout === 'overlap' ? reach.y * (0.55 + random.next() * 0.35) + 3 : reach.y + gap;
  const out: Centre[] = [];
  let row = random.int(0, 1);
  for (let y = half.y + random.int(-Math.floor(period), 40); y - half.y < page.height; y += period, row++) {
    if (layout === 'edges') out.push({ x: left, y }, { x: right, y });
    else if (layout === 'staggered') {
      if (row % 2 === 0 && right - left > reach.x) out.push({ x: left, y }, { x: right, y });
      else out.push({ x: middle, y });
    } else if (layout === 'column') out.push({ x: reach.x > 300 ? middle : shift, y });
    else {
      const cell = page.width / across;
      const moved = (layout === 'brick' || layout === 'overlap') && row % 2 === 1 ? cell / 2 : 0;
      for (let i = 0; i < across; i++)
        out.push({ x: (i + 0.5) * cell + moved - (moved > 0 && i === across - 1 ? page.width - 20 : 0), y });
    }
  }
  return out.slice(0, 28);
}

/** A height where `size` points are free of text, or undefined. */
function freeStrip(random: Random, page: Page, size: number): number | undefined {
  const lines = [...page.baselines, page.height - 8].sort((a, b) => a - b);
  const free = lines.flatMap((y, i) => {
    const before = lines[i - 1] ?? 12;
    return y - before > size * 2 + 12 ? [(y + before) / 2 + size * 0.2 - 3] : [];
  });
  return free.length > 0 ? random.pick(free) : undefined;
}

/** Draws the token's copies over one page; copies are numbered from `first`. */
export function stampPage(random: Random, stamp: Stamp, page: Page, token: string, first: number): Glyph[] {
  const chars = [...token];
  const length = chars.reduce((sum, char) => sum + advance(char, stamp.face) * stamp.size + stamp.spacing, 0);
  const out: Glyph[] = [];
  let copy = first;
  const put = (centre: Centre, angle: number, size = stamp.size): void => {
    const turn = (angle * Math.PI) / 180;
    const shrink = size / stamp.size;
    let x = centre.x - (Math.cos(turn) * length * shrink) / 2;
    let y = centre.y + (Math.sin(turn) * length * shrink) / 2;
    const mine = chars.map((char, place) => {
      const { glyph, step } = drawGlyph(char, { x, y, angle, size, face: stamp.face, ink: stamp.ink });
      x += Math.cos(turn) * (step + stamp.spacing * shrink);
      y -= Math.sin(turn) * (step + stamp.spacing * shrink);
      return { ...glyph, copy, place };
    });
    const seen = mine.filter(g => g.x0 >= 0 && g.x1 <= page.width && g.top >= 0 && g.bottom <= page.height);
    if (seen.length === 0 || (!stamp.cut && seen.length < mine.length && seen.length < 3)) return;
    if (!stamp.cut && seen.length < mine.length) return;
    out.push(...seen);
    copy++;
  };
  const turn = (stamp.angle * Math.PI) / 180;
  const reach = {
    x: Math.abs(Math.cos(turn)) * length + Math.abs(Math.sin(turn)) * stamp.size,
    y: Math.abs(Math.sin(turn)) * length + Math.abs(Math.cos(turn)) * stamp.size,
  };
  for (const centre of centres(random, stamp, page, reach)) put(centre, stamp.angle);
  for (let i = 0; i < stamp.level; i++) {
    const y = freeStrip(random, page, stamp.size);
    const size = Math.min(stamp.size, (stamp.size * (page.width - 20)) / length);
    if (y === undefined) break;
    put({ x: page.width / 2 + random.int(-8, 8), y }, random.pick([0, 180]), size);
    page = { ...page, baselines: [...page.baselines, y] };
  }
  return out;
}
