import type { Random } from '../random.ts';
import { advance, type Drawn, type LatinFont } from './page.ts';

/** How a platform draws its token over a page. Lengths are points, angles degrees counter-clockwise. */
export interface StampStyle {
  readonly angle: number;
  readonly size: number;
  readonly font: LatinFont;
  /** One entry a row of tiles, repeated down the page: the x of each copy in that row as a share of the page width. */
  readonly rows: readonly (readonly number[])[];
  /** Free space between a row's end and the next one's start; negative lets rows overlap. */
  readonly gap: number;
  /** The first row starts here, from the page's top; negative cuts copies at the edge. */
  readonly top: number;
  /** Copies of one row do not start at one height (a tile grid that is rotated as a whole). */
  readonly ragged?: boolean;
  /** Whole copies on a line of their own, a page. */
  readonly level: 'none' | 'forward' | 'reversed' | 'both';
}

/** One copy, its glyphs in the token's order. A glyph off the page is not extracted. */
function drawCopy(
  token: string,
  x: number,
  y: number,
  style: StampStyle,
  page: { width: number; height: number },
): Drawn[] {
  const turn = (style.angle * Math.PI) / 180;
  const [dx, dy] = [Math.cos(turn), -Math.sin(turn)];
  const out: Drawn[] = [];
  let along = 0;
  for (const char of token) {
    const step = advance(char, style.font) * style.size;
    const [gx, gy] = [x + dx * along, y + dy * along];
    // The box of a rotated glyph is about as wide as its turned sides.
    const width = Math.abs(dx) * step + Math.abs(dy) * style.size * 0.7;
    if (gx >= 0 && gx < page.width && gy >= 4 && gy < page.height - 4)
      out.push({ char, x: Math.round(gx * 100) / 100, y: gy, width, stamp: true });
    along += step;
  }
  return out;
}

export interface Stamped {
  readonly glyphs: readonly Drawn[];
  readonly whole: number;
  /** Whole copies on a line of their own. */
  readonly level: number;
  readonly partial: number;
}

/** All copies on one page. */
export function stampPage(
  r: Random,
  token: string,
  style: StampStyle,
  body: readonly Drawn[],
  page: { width: number; height: number },
): Stamped {
  const length = [...token].reduce((sum, char) => sum + advance(char, style.font) * style.size, 0);
  const turn = (style.angle * Math.PI) / 180;
  const [spanX, rise] = [Math.cos(turn) * length, Math.sin(turn) * length];
  const tall = Math.max(Math.abs(rise), style.size);
  const glyphs: Drawn[] = [];
  let whole = 0;
  let levels = 0;
  let partial = 0;
  const add = (copy: Drawn[]) => {
    if (copy.length === token.length) whole++;
    else if (copy.length) partial++;
    glyphs.push(...copy);
  };
  let row = 0;
  for (let top = style.top; top < page.height - 8; top += tall + style.gap, row++) {
    for (const share of style.rows[row % style.rows.length]!) {
      const shift = style.ragged ? r.between(0, tall * 0.6) : 0;
      // The share places the copy's left end, whichever way it runs.
      const x = share * page.width + (spanX < 0 ? -spanX : 0);
      add(drawCopy(token, x, top + shift + (rise > 0 ? tall : 0), style, page));
    }
    if (style.level !== 'none' && row % 2 === 0) {
      const y = freeHeight(r, body, top, tall, page.height);
      if (y > 8 && y < page.height - 8 && length < page.width - 40) {
        const reversed = style.level === 'reversed' || (style.level === 'both' && r.chance(0.5));
        levels++;
        const level = { ...style, angle: reversed ? 180 : 0 };
        add(drawCopy(token, reversed ? 20 + length : 20, y, level, page));
      }
    }
  }
  return { glyphs, whole, partial, level: levels };
}

/** Where a level copy lands: mostly between lines, as a platform's designer would have it, now and then across one. */
function freeHeight(r: Random, body: readonly Drawn[], top: number, tall: number, height: number): number {
  let best = top;
  let most = -1;
  for (let attempt = 0; attempt < 40; attempt++) {
    const y = Math.min(height - 9, Math.max(9, top + r.between(0, tall)));
    const distance = body.reduce((least, glyph) => Math.min(least, Math.abs(glyph.y - y)), 1e9);
    if (distance > most) [most, best] = [distance, y];
    if (r.chance(0.02)) break;
  }
  return best;
}
