import type { Random } from '../../../generators/random.ts';
import type { Block } from './content.ts';
import { advance, drawGlyph, type Face, type Glyph, isWide } from './metrics.ts';

export interface Page {
  width: number;
  height: number;
  body: Glyph[];
  /** Baselines of the text lines, top down. */
  baselines: number[];
}

export interface Setting {
  face: Face;
  size: number;
  leading: number;
  margin: number;
  justify: boolean;
  /** 1, or 2 for a narrow column of short blocks beside the wide one. */
  columns: 1 | 2;
  bulletIndent: number;
  ink: boolean;
  /** How far Latin letters stand below the Chinese baseline, in em: two fonts on one line rarely agree. */
  latinDrop: number;
}

export function drawSetting(random: Random): Setting {
  return {
    face: random.pick(['helvetica', 'helvetica', 'times', 'half'] as const),
    size: random.pick([8, 9, 9.5, 10, 10, 10.5, 10.5, 11, 12]),
    leading: random.pick([1.25, 1.35, 1.5, 1.6, 1.8, 2]),
    margin: random.int(28, 62),
    justify: random.chance(0.3),
    columns: random.chance(0.15) ? 2 : 1,
    bulletIndent: random.pick([0, 0, 8, 12, 18]),
    ink: random.chance(0.25),
    latinDrop: random.pick([0, 0, 0, 0.04, 0.08]),
  };
}

/** Words, single wide characters and spaces: where a line may be broken. */
const pieces = (text: string): string[] => text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g) ?? [];

class Typesetter {
  readonly pages: Page[] = [];
  private y = 0;
  private readonly set: Setting;
  private readonly limit: number;

  constructor(set: Setting, limit: number) {
    this.set = set;
    this.limit = limit;
    this.newPage();
  }

  private newPage(): void {
    this.pages.push({ width: 595, height: 842, body: [], baselines: [] });
    this.y = this.set.margin;
  }

  /** Moves down one line of `size`; false when the last page is full. */
  private newLine(size: number, extra = 0): boolean {
    this.y += size * this.set.leading + extra;
    if (this.y <= 842 - this.set.margin) return true;
    if (this.pages.length >= this.limit) return false;
    this.newPage();
    this.y += size * this.set.leading;
    return true;
  }

  width(text: string, size: number): number {
    let sum = 0;
    for (const char of text) sum += advance(char, this.set.face) * size;
    return sum;
  }

  private put(text: string, x: number, size: number, stretch = 0): void {
    const page = this.pages.at(-1)!;
    page.baselines.push(this.y);
    for (const char of text) {
      const y = this.y + (isWide(char) ? 0 : this.set.latinDrop * size);
      const { glyph, step } = drawGlyph(char, { x, y, angle: 0, size, face: this.set.face, ink: this.set.ink });
      page.body.push(glyph);
      x += step + stretch;
    }
  }

  paragraph(text: string, left: number, right: number, size: number, hang = 0): boolean {
    let line = '';
    let start = left;
    const flush = (last: boolean): boolean => {
      const shown = line.trimEnd();
      if (shown === '') return true;
      if (!this.newLine(size)) return false;
      const slack = right - start - this.width(shown, size);
      const stretch = this.set.justify && !last && slack < 30 ? slack / Math.max(1, shown.length - 1) : 0;
      this.put(shown, start, size, stretch);
      line = '';
      start = left + hang;
      return true;
    };
    for (const piece of pieces(text)) {
      if (line !== '' && start + this.width(line + piece, size) > right && !/^[，。；、）,.;)]/.test(piece)) {
        if (!flush(false)) return false;
        if (/^\s/.test(piece)) continue;
      }
      line += piece;
    }
    return flush(true);
  }

  block(block: Block, left: number, right: number): boolean {
    const { size, bulletIndent } = this.set;
    if (block.kind === 'bullet') {
      const hang = this.width(`${block.mark} `, size);
      return this.paragraph(
        `${block.mark} ${block.text}`,
        left + bulletIndent,
        right,
        size,
        bulletIndent > 0 ? hang : 0,
      );
    }
    if (block.kind === 'plain') return this.paragraph(block.text, left, right, size);
    const big = block.kind === 'title' ? size * 1.8 : block.kind === 'heading' ? size * 1.25 : size;
    if (!this.newLine(big, block.kind === 'heading' ? size * 0.6 : 0)) return false;
    if (block.kind === 'split') {
      this.put(block.left, left, size);
      this.put(block.right, right - this.width(block.right, size), size);
    } else if (block.kind === 'row') {
      const step = (right - left) / block.cells.length;
      block.cells.forEach((cell, i) => {
        this.put(cell, left + i * step, size);
      });
    } else {
      const x = block.kind === 'centre' ? (left + right - this.width(block.text, big)) / 2 : left;
      this.put(block.text, x, big);
    }
    return true;
  }

  /** A narrow column of headings, skills and contacts from the top of the first page, then back to the top. */
  aside(blocks: readonly Block[], left: number, right: number): void {
    const top = this.y;
    for (const block of blocks) {
      if (this.y > 700) break;
      const size = this.set.size;
      const text = 'text' in block ? block.text : block.kind === 'row' ? block.cells.join(' ') : block.left;
      this.paragraph(text, left, right, block.kind === 'heading' ? size * 1.15 : size * 0.95);
    }
    this.y = top;
  }
}

/** Sets the blocks in type on at most `limit` A4 pages; what does not fit is left out. */
export function typeset(blocks: readonly Block[], set: Setting, limit: number): Page[] {
  const setter = new Typesetter(set, limit);
  const right = 595 - set.margin;
  let left = set.margin;
  const aside = new Set<Block>();
  if (set.columns === 2) {
    const short = (block: Block) =>
      block.kind === 'row' || ('text' in block && block.kind !== 'bullet' && block.text.length < 40);
    for (const block of blocks.filter(short).slice(0, 24)) aside.add(block);
    setter.aside([...aside], left, left + 130);
    left += 150;
  }
  for (const block of blocks) if (!aside.has(block) && !setter.block(block, left, right)) break;
  return setter.pages;
}
