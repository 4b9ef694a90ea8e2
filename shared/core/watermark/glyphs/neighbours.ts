import type { Glyph } from '../../document/geometry.ts';
import type { Run } from './runs.ts';

interface Mark {
  readonly run: Run;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Which glyphs of other runs stand on or beside a run's own, by a grid of the page. */
export class Neighbours {
  /** Points; about one line. */
  private static readonly CELL = 16;
  /** Marks of a cell that are looked at; more stand there on no page that can be read. */
  private static readonly FULL = 40;
  private readonly runs: readonly Run[];
  /** Made with the first question: most pages have nothing that looks like a stamp. */
  private cells: Map<number, Mark[]> | undefined;
  private readonly gone = new Set<Run>();

  constructor(runs: readonly Run[]) {
    this.runs = runs;
  }

  private marks(): ReadonlyMap<number, readonly Mark[]> {
    if (this.cells) return this.cells;
    const cells = new Map<number, Mark[]>();
    for (const run of this.runs)
      for (const { glyph, text } of run.items) {
        if (text === ' ') continue;
        const { box, size } = glyph;
        const mark = { run, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, size };
        const key = this.key(mark.x, mark.y);
        const cell = cells.get(key);
        if (cell && cell.length < Neighbours.FULL) cell.push(mark);
        else if (!cell) cells.set(key, [mark]);
      }
    this.cells = cells;
    return cells;
  }

  /** Runs that turned out to be stamps: what they cross is none because of that. */
  remove(runs: readonly Run[]): void {
    for (const run of runs) this.gone.add(run);
  }

  /**
   * Glyphs of the run that a glyph of another text is painted over or under, counted up to `enough`. Legible text is
   * never set so.
   */
  crossings(run: Run, enough = Infinity): number {
    let count = 0;
    for (const item of run.items) if (item.text !== ' ' && this.isCrossed(run, item.glyph) && ++count >= enough) break;
    return count;
  }

  private isCrossed(run: Run, { box, size }: Glyph): boolean {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return this.someAround(x, y, other => {
      if (other.run.text === run.text || this.gone.has(other.run)) return false;
      const reach = 0.3 * Math.min(size, other.size) + 0.1 * Math.max(size, other.size);
      return Math.abs(other.x - x) < reach && Math.abs(other.y - y) < reach;
    });
  }

  /** Whether text of another run goes on at either end of the run, on its baseline. */
  isInLine(run: Run): boolean {
    const solid = run.items.filter(item => item.text !== ' ');
    const ends = [solid[0]!, solid.at(-1)!];
    return ends.some(({ glyph: { box, size } }) => {
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const reach = 1.1 * size + (box.right - box.left) / 2;
      return this.someAround(
        x,
        y,
        other =>
          other.run !== run &&
          !this.gone.has(other.run) &&
          other.run.angle === run.angle &&
          other.run.text !== run.text &&
          Math.abs(other.y - y) < 0.2 * size &&
          Math.abs(other.x - x) < reach &&
          Math.abs(other.x - x) > 0.3 * size,
      );
    });
  }

  private someAround(x: number, y: number, is: (mark: Mark) => boolean): boolean {
    const cells = this.marks();
    for (const dx of [-Neighbours.CELL, 0, Neighbours.CELL])
      for (const dy of [-Neighbours.CELL, 0, Neighbours.CELL])
        if (cells.get(this.key(x + dx, y + dy))?.some(is)) return true;
    return false;
  }

  private key(x: number, y: number): number {
    return Math.floor(x / Neighbours.CELL) * 65_536 + Math.floor(y / Neighbours.CELL);
  }
}
