import type { Random } from '../random.ts';
import type { Block, Resume } from './content.ts';
import { type Measure, type Sheet, wrap } from './drawing.ts';

export type Layout = 'one-column' | 'side-left' | 'side-right' | 'two-columns' | 'form';
export const LAYOUTS: readonly Layout[] = ['one-column', 'side-left', 'side-right', 'two-columns', 'form'];

const [WIDTH, HEIGHT] = [595.28, 841.89];

/** A column that blocks are set into, from page to page. */
class Column {
  y: number;
  page: number;
  readonly top: number;
  readonly x: number;
  readonly width: number;
  readonly style: { size: number; leading: number; color: number };
  readonly book: Book;

  constructor(
    book: Book,
    x: number,
    width: number,
    top: number,
    style: { size: number; leading: number; color: number },
    page = 0,
  ) {
    this.book = book;
    this.x = x;
    this.width = width;
    this.top = top;
    this.style = style;
    this.page = page;
    this.y = top;
  }

  feed(height: number): Sheet {
    this.y += height;
    if (this.y > HEIGHT - 60) {
      this.page++;
      this.y = this.book.top + height;
    }
    return this.book.sheet(this.page);
  }

  put(block: Block): void {
    const { size, leading, color } = this.style;
    const { measure } = this.book;
    const line = (text: string, x: number, y: number, sheet: Sheet, s = size, bold = false) => {
      sheet.draws.push({ text, x, y, size: s, bold, color });
    };
    switch (block.kind) {
      case 'heading': {
        this.y += leading * 0.5;
        const sheet = this.feed(leading * 1.3);
        line(block.text, this.x, this.y, sheet, size * 1.25, true);
        this.book.truth(this, block.text);
        break;
      }
      case 'entry': {
        const sheet = this.feed(leading);
        const left = wrap(block.left, this.width - measure(block.right, size, false) - 20, size, false, measure)[0]!;
        line(left, this.x, this.y, sheet);
        line(block.right, this.x + this.width - measure(block.right, size, false), this.y, sheet);
        this.book.truth(this, `${left}  ${block.right}`);
        break;
      }
      case 'pairs': {
        const share = this.width / block.items.length;
        const fits = block.items.every(item => measure(item, size, false) < share - 12);
        for (const row of fits ? [block.items] : block.items.map(item => [item])) {
          const sheet = this.feed(leading);
          row.forEach((item, i) => {
            line(item, this.x + i * share, this.y, sheet);
          });
          this.book.truth(this, row.join('  '));
        }
        break;
      }
      case 'table':
        this.putTable(block);
        break;
      default: {
        const indent = block.kind === 'bullet' ? 10 : 0;
        wrap(block.text, this.width - indent, size, false, measure).forEach((text, i) => {
          const sheet = this.feed(leading);
          const mark = indent && i === 0 ? '•' : '';
          if (mark) line(mark, this.x, this.y, sheet);
          line(text, this.x + indent, this.y, sheet);
          this.book.truth(this, mark ? `${mark} ${text}` : text);
        });
      }
    }
  }

  /** A row is read from left to right, and a cell of several lines before the next cell. */
  private putTable({ rows, shares }: { rows: string[][]; shares: number[] }): void {
    const { size, leading, color } = this.style;
    for (const row of rows) {
      const cells = row.map((text, i) => wrap(text, this.width * shares[i]! - 8, size, false, this.book.measure));
      const height = Math.max(...cells.map(cell => cell.length));
      if (this.y + (height + 1) * leading > HEIGHT - 60) this.y = HEIGHT;
      const sheet = this.feed(leading * 1.25);
      cells.forEach((cell, i) => {
        const x = this.x + this.width * shares.slice(0, i).reduce((a, b) => a + b, 0);
        cell.forEach((text, j) => {
          sheet.draws.push({ text, x, y: this.y + j * leading, size, color });
        });
      });
      if (height === 1) this.book.truth(this, cells.map(cell => cell[0]).join('  '));
      else for (const cell of cells) for (const text of cell) this.book.truth(this, text);
      this.y += (height - 1) * leading;
    }
  }
}

/** Sheets as they are needed, and the truth of each column on each of them. */
class Book {
  readonly sheets: Sheet[] = [];
  readonly truths: Map<Column, string[]>[] = [];
  readonly measure: Measure;
  readonly top: number;
  onSheet: (sheet: Sheet) => void = () => {};

  constructor(measure: Measure, top: number) {
    this.measure = measure;
    this.top = top;
  }

  sheet(page: number): Sheet {
    while (this.sheets.length <= page) {
      const sheet: Sheet = { width: WIDTH, height: HEIGHT, fills: [], draws: [], truth: [] };
      this.sheets.push(sheet);
      this.truths.push(new Map());
      this.onSheet(sheet);
    }
    return this.sheets[page]!;
  }

  truth(column: Column, line: string): void {
    const lines = this.truths[column.page]!;
    lines.set(column, [...(lines.get(column) ?? []), line]);
  }
}

/** Sets a résumé. `truth` of each sheet holds its lines in reading order: header, columns from the left, footer. */
export function compose(resume: Resume, layout: Layout, measure: Measure, random: Random): Sheet[] {
  const size = random.pick([9, 9.5, 10, 10.5, 11]);
  const style = {
    size,
    leading: size * random.pick([1.3, 1.45, 1.6, 1.8]),
    color: random.pick([0, 0x222222, 0x333344]),
  };
  const margin = random.pick([40, 50, 60]);
  const inner = WIDTH - 2 * margin;
  const header = random.chance(0.3);
  const footer = random.chance(0.5);
  const book = new Book(measure, header ? margin + 24 : margin);
  const sheetHeader = `${resume.name} · Resume`;
  const head = new Column(book, margin, inner, margin - 10, { ...style, size: size * 2, leading: size * 2.4 });
  const columns: Column[] = [];

  if (layout === 'side-left' || layout === 'side-right') {
    const gap = random.pick([12, 18, 26]);
    const sideWidth = random.int(140, 180);
    const [dark, left] = [random.chance(0.5), layout === 'side-left'];
    const x = left ? 0 : WIDTH - sideWidth;
    const fill = random.pick([0x1f2d3d, 0x2f4858, 0x333333]);
    book.onSheet = sheet => {
      if (dark) sheet.fills.push({ x, y: 0, width: sideWidth, height: HEIGHT, color: fill });
    };
    const side = new Column(book, x + 16, sideWidth - 32, book.top, {
      ...style,
      size: size * 0.95,
      leading: random.chance(0.4) ? style.leading : size * 1.7,
      color: dark ? 0xf0f0f0 : 0x445566,
    });
    const main = new Column(book, left ? sideWidth + gap : margin, WIDTH - sideWidth - gap - margin, book.top, style);
    book.sheet(0);
    const fillMain = () => {
      main.style.color = style.color;
      main
        .feed(style.leading * 1.6)
        .draws.push({ text: resume.name, x: main.x, y: main.y, size: size * 2, bold: true, color: style.color });
      book.truth(main, resume.name);
      for (const block of resume.main) main.put(block);
    };
    // Some producers write the main column first.
    const sideFirst = random.chance(0.6);
    if (!sideFirst) fillMain();
    for (const block of resume.side) side.put(block);
    if (sideFirst) fillMain();
    columns.push(...(left ? [side, main] : [main, side]));
  } else {
    book.sheet(0);
    head
      .feed(head.style.leading)
      .draws.push({ text: resume.name, x: margin, y: head.y, size: size * 2, bold: true, color: style.color });
    book.truth(head, resume.name);
    if (layout === 'two-columns') {
      head.style.size = size;
      const [pairs, ...rest] = resume.main;
      const wide = new Column(book, margin, inner, head.y, style);
      wide.put(pairs!);
      wide.put({
        kind: 'text',
        text: resume.main
          .flatMap(block => (block.kind === 'text' || block.kind === 'bullet' ? [block.text] : []))
          .slice(0, 2)
          .join(' '),
      });
      const top = wide.y + style.leading * 1.2;
      const gap = random.pick([14, 20, 30]);
      const width = (inner - gap) / 2;
      const left = new Column(book, margin, width, top, style);
      const right = new Column(book, margin + width + gap, width, top, style);
      const narrow = rest.map(
        (block): Block => (block.kind === 'table' ? { kind: 'text', text: block.rows.flat().join(' ') } : block),
      );
      const cut = Math.ceil(narrow.length / 2);
      const half = (blocks: readonly Block[], column: Column) => {
        for (const block of blocks) if (column.y + style.leading * 5 < HEIGHT - 60) column.put(block);
      };
      half(narrow.slice(0, cut), left);
      half(narrow.slice(cut), right);
      columns.push(head, wide, left, right);
    } else {
      const column = new Column(book, margin, inner, head.y, style);
      if (layout === 'form') column.put({ kind: 'table', rows: formRows(resume), shares: [0.14, 0.36, 0.14, 0.36] });
      for (const block of resume.main) column.put(block);
      columns.push(head, column);
    }
  }
  book.sheets.forEach((sheet, i) => {
    if (header) sheet.draws.unshift({ text: sheetHeader, x: margin, y: 24, size: 8, color: 0x888888 });
    const lines = columns.flatMap(column => book.truths[i]!.get(column) ?? []);
    sheet.truth.push(...(header ? [sheetHeader] : []), ...lines);
    if (!footer) return;
    const text = `${i + 1} / ${book.sheets.length}`;
    sheet.draws.push({ text, x: (WIDTH - measure(text, 8, false)) / 2, y: HEIGHT - 24, size: 8, color: 0x888888 });
    sheet.truth.push(text);
  });
  return book.sheets;
}

function formRows(resume: Resume): string[][] {
  const texts = resume.side.flatMap(block => (block.kind === 'text' ? [block.text] : []));
  const labels =
    resume.language === 'en'
      ? ['Name', 'Phone', 'Mail', 'Skill', 'Focus', 'Other']
      : ['姓名', '电话', '邮箱', '技能', '方向', '其他'];
  const values = [resume.name, ...texts];
  return [0, 2, 4].map(i => [labels[i]!, values[i] ?? '-', labels[i + 1]!, values[i + 1] ?? '-']);
}
