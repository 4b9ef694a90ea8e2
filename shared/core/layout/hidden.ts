import type { Box, Fill, Glyph, GlyphPage } from '../document/geometry.ts';

/**
 * Glyphs that no reader of the page can see. Keyword stuffing and instructions to a language model are put there; a
 * scanner's own invisible text layer is there too, and that is no attack: it lies over or under a picture.
 */
export interface Visibility {
  readonly visible: readonly Glyph[];
  /** Unseen, and not explained by a picture. White space does not count. */
  readonly hidden: readonly Glyph[];
  /** The invisible text layer of a scan. */
  readonly behindPicture: readonly Glyph[];
}

/** Smaller type cannot be read at any zoom that shows a page. Points. */
const MIN_SIZE = 1;
/** Difference of glyph and ground, of 255 in the strongest channel, that no eye makes out. */
const MIN_CONTRAST = 8;
/** How far text may run over the edge, as a share of the page. */
const OVERFLOW = 0.2;
const WHITE = 0xffffff;

export function visibility(page: GlyphPage): Visibility {
  const grounds = new Grounds(page);
  const visible: Glyph[] = [];
  const hidden: Glyph[] = [];
  const behindPicture: Glyph[] = [];
  let last: Glyph | undefined;
  for (const glyph of page.glyphs) {
    const at = center(glyph.box);
    const inside = isOnPage(at, page) || (last !== undefined && isOverflow(last, glyph, page));
    const seen = inside && glyph.size >= MIN_SIZE && grounds.shows(glyph, at);
    last = seen ? glyph : undefined;
    if (seen) visible.push(glyph);
    else if (glyph.text === ' ') continue;
    else if (grounds.pictureAt(at)) behindPicture.push(glyph);
    else hidden.push(glyph);
  }
  return { visible, hidden, behindPicture };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const center = ({ left, top, right, bottom }: Box): Point => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
const isOnPage = ({ x, y }: Point, { width, height }: GlyphPage): boolean =>
  x >= 0 && y >= 0 && x <= width && y <= height;

/** A line that runs over the page's edge is the author's slip: its end is not seen and yet belongs to the sentence. */
function isOverflow(last: Glyph, glyph: Glyph, { width, height }: GlyphPage): boolean {
  const [a, b] = [center(last.box), center(glyph.box)];
  const beyond = Math.max(-b.x / width, b.x / width - 1, -b.y / height, b.y / height - 1);
  return beyond < OVERFLOW && Math.hypot(a.x - b.x, a.y - b.y) < 1.6 * Math.max(last.size, glyph.size);
}

const covers = ({ left, top, right, bottom }: Box, { x, y }: Point): boolean =>
  left <= x && x <= right && top <= y && y <= bottom;

/** What was painted where, looked up by cells so that a page of many drawings stays cheap. */
class Grounds {
  private static readonly CELLS = 24;
  /** Fills of a page that are told apart; the rest are taken for shapes that hide nothing. */
  private static readonly MOST = 5000;
  /** The same within one cell. */
  private static readonly MOST_IN_CELL = 200;
  /** Nothing when the page is bare paper, as most are. */
  private readonly cells: (readonly Fill[])[] | undefined;
  private readonly page: GlyphPage;

  constructor(page: GlyphPage) {
    this.page = page;
    if ((page.fills ?? []).length === 0) return;
    const n = Grounds.CELLS;
    const cells: Fill[][] = Array.from({ length: n * n }, () => []);
    for (const fill of (page.fills ?? []).slice(0, Grounds.MOST)) {
      const [left, right] = [this.cell(fill.box.left, page.width), this.cell(fill.box.right, page.width)];
      const [top, bottom] = [this.cell(fill.box.top, page.height), this.cell(fill.box.bottom, page.height)];
      for (let y = top; y <= bottom; y++)
        for (let x = left; x <= right; x++) {
          const cell = cells[y * n + x]!;
          if (cell.length < Grounds.MOST_IN_CELL) cell.push(fill);
        }
    }
    this.cells = cells;
  }

  pictureAt(at: Point): boolean {
    return this.under(at).some(fill => fill.kind === 'picture' && covers(fill.box, at));
  }

  /** Whether the glyph differs from what is behind it and nothing opaque lies on top. Doubt is for the glyph. */
  shows(glyph: Glyph, at: Point): boolean {
    // Modes 3 and 7 paint nothing: invisible, and clipping only.
    if (glyph.mode === 3 || glyph.mode === 7) return false;
    let ground: number | undefined = WHITE;
    for (const fill of this.under(at)) {
      if (!covers(fill.box, at)) continue;
      if (fill.order < glyph.order) ground = this.over(ground, fill);
      else if (fill.alpha > 0.95 && (fill.kind === 'rectangle' || fill.kind === 'picture')) return false;
    }
    return ground === undefined ? glyph.alpha > 0.02 : contrast(glyph.color, ground) * glyph.alpha > MIN_CONTRAST;
  }

  /** The ground's colour after a fill; `undefined` when it is not known. */
  private over(ground: number | undefined, fill: Fill): number | undefined {
    if (fill.alpha < 0.02) return ground;
    if (fill.kind === 'rectangle' && fill.alpha > 0.95) return fill.color;
    if (ground === undefined || fill.kind !== 'rectangle') return undefined;
    return mix(ground, fill.color, fill.alpha);
  }

  private under({ x, y }: Point): readonly Fill[] {
    if (!this.cells) return [];
    return this.cells[this.cell(y, this.page.height) * Grounds.CELLS + this.cell(x, this.page.width)]!;
  }

  private cell(value: number, size: number): number {
    return Math.min(Grounds.CELLS - 1, Math.max(0, Math.floor((value / size) * Grounds.CELLS)));
  }
}

/** The difference of the strongest channel. */
const contrast = (a: number, b: number): number =>
  Math.max(
    Math.abs(((a >> 16) & 255) - ((b >> 16) & 255)),
    Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)),
    Math.abs((a & 255) - (b & 255)),
  );

const channels = (color: number): readonly number[] => [(color >> 16) & 255, (color >> 8) & 255, color & 255];

function mix(ground: number, color: number, alpha: number): number {
  const over = channels(color);
  const [r, g, b] = channels(ground).map((value, i) => Math.round(value * (1 - alpha) + over[i]! * alpha));
  return (r! << 16) | (g! << 8) | b!;
}
