import type { NoteCode } from '../../core/codes.ts';
import type { LineReading } from '../../core/document/reading.ts';
import { applyProperty, type Lists, type Look, type Styles } from './docx-styles.ts';
import { readXml } from './xml.ts';

export interface Body {
  readonly lines: readonly LineReading[];
  readonly notes: readonly NoteCode[];
  /** Whether an object of another program is embedded. */
  readonly embeds: boolean;
  /** Whether the markup was read to its end. */
  readonly whole: boolean;
}

/** Text that is not the document's: deleted or moved away, field codes, the older twin of a drawing, comments. */
const SKIPPED = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'mc:Fallback',
  'w:rPrChange',
  'w:pPrChange',
]);

/** A picture of these sides, in EMU (360,000 a centimetre), is a portrait and not a logo or a background. */
const PORTRAIT = { least: 500_000, most: 3_000_000 };

interface Paragraph {
  line: string;
  size: Map<number, number>;
  bold: number;
  look: Look;
  prefix: string;
  pageField: boolean;
}

/** Lines of a part of a DOCX: body, header, footer or notes. */
export function readBody(xml: string, styles: Styles, lists: Lists): Body {
  const reader = new BodyReader(styles, lists);
  const whole = readXml(xml, reader);
  return { lines: reader.finish(), notes: [...reader.notes], embeds: reader.embeds, whole };
}

class BodyReader {
  readonly notes = new Set<NoteCode>();
  embeds = false;
  private readonly styles: Styles;
  private readonly lists: Lists;
  private readonly counters = new Map<string, number[]>();
  /** Where lines go: the part, or the cell or text box being read. */
  private out: LineReading[] = [];
  private readonly outer: LineReading[][] = [];
  private readonly rows: LineReading[][][] = [];
  private readonly paragraphs: Paragraph[] = [];
  private readonly skipped: string[] = [];
  private run: Look | undefined;
  private inText = false;
  private properties: 'run' | 'paragraph' | undefined;
  /** Enclosing cells and boxes whose ground may be dark: white text on it is meant to be seen. */
  private shaded = 0;
  private readonly shades: number[] = [];
  private extent = { width: 0, height: 0 };

  constructor(styles: Styles, lists: Lists) {
    this.styles = styles;
    this.lists = lists;
  }

  open(name: string, attribute: (name: string) => string | undefined, selfClosing: boolean): void {
    if (this.skipped.length > 0 || SKIPPED.has(name)) {
      if (name === 'w:instrText') this.inText = false;
      if (!selfClosing) this.skipped.push(name);
      return;
    }
    if (this.properties && name !== 'w:pStyle' && name !== 'w:rStyle' && name !== 'w:shd') {
      const look = this.properties === 'run' ? this.run : this.paragraph?.look;
      if (look && !(this.properties === 'paragraph' && this.run)) applyProperty(look, name, attribute);
    }
    this.element(name, attribute, selfClosing);
  }

  private element(name: string, attribute: (name: string) => string | undefined, selfClosing: boolean): void {
    switch (name) {
      case 'w:p':
        this.paragraphs.push({ line: '', size: new Map(), bold: 0, look: {}, prefix: '', pageField: false });
        if (selfClosing) this.endParagraph();
        break;
      case 'w:pPr':
      case 'w:rPr':
        if (!selfClosing)
          this.properties = name === 'w:rPr' && this.run ? 'run' : name === 'w:pPr' ? 'paragraph' : undefined;
        break;
      case 'w:pStyle':
        if (this.paragraph) this.paragraph.look = { ...this.styles.look(attribute('w:val')), ...this.paragraph.look };
        break;
      case 'w:rStyle':
        if (this.run) this.run = { ...this.styles.look(attribute('w:val')), ...this.run };
        break;
      case 'w:shd':
        if (!/^(?:auto|f[c-f]f[c-f]f[c-f])?$/i.test(attribute('w:fill') ?? '')) this.shaded++;
        break;
      case 'w:r':
        if (!selfClosing) this.run = {};
        break;
      case 'w:t':
        this.inText = !selfClosing;
        break;
      case 'w:tab':
      case 'w:ptab':
        if (this.run && this.properties !== 'paragraph') this.add('\t');
        break;
      case 'w:br':
      case 'w:cr':
        this.endLine();
        break;
      case 'w:noBreakHyphen':
        this.add('-');
        break;
      case 'w:sym':
        this.add(symbolOf(attribute('w:char')));
        break;
      case 'w:tr':
        this.rows.push([]);
        break;
      case 'w:tc':
      case 'w:txbxContent':
        this.outer.push(this.out);
        this.shades.push(this.shaded);
        this.out = [];
        if (name === 'w:txbxContent') this.shaded++;
        break;
      case 'o:OLEObject':
      case 'w:control':
        this.embeds = true;
        break;
      case 'wp:extent':
        this.extent = { width: Number(attribute('cx')) || 0, height: Number(attribute('cy')) || 0 };
        break;
      case 'pic:pic':
        if (this.isPortrait()) this.notes.add('PHOTO');
        break;
    }
  }

  close(name: string): void {
    if (this.skipped.length > 0) {
      if (this.skipped.at(-1) === name) this.skipped.pop();
      return;
    }
    switch (name) {
      case 'w:p':
        this.endParagraph();
        break;
      case 'w:pPr':
      case 'w:rPr':
        this.properties = undefined;
        break;
      case 'w:r':
        this.run = undefined;
        break;
      case 'w:t':
        this.inText = false;
        break;
      case 'w:tc':
      case 'w:txbxContent': {
        const lines = this.out;
        this.out = this.outer.pop() ?? [];
        this.shaded = this.shades.pop() ?? 0;
        if (name === 'w:tc' && this.rows.length > 0) this.rows.at(-1)!.push(lines);
        else this.out.push(...lines);
        break;
      }
      case 'w:tr':
        this.endRow(this.rows.pop() ?? []);
        break;
    }
  }

  text(text: string): void {
    if (this.inText && this.skipped.length === 0) this.add(text);
  }

  finish(): LineReading[] {
    while (this.paragraphs.length > 0) this.endParagraph();
    for (const lines of this.outer.splice(0).reverse()) {
      lines.push(...this.out);
      this.out = lines;
    }
    return this.out;
  }

  private get paragraph(): Paragraph | undefined {
    return this.paragraphs.at(-1);
  }

  private add(text: string): void {
    const paragraph = this.paragraph;
    if (!paragraph || text === '') return;
    const look = { ...this.styles.defaults, ...paragraph.look, ...this.run };
    if (isHidden(look, this.shaded > 0)) {
      if (text.trim() !== '') this.notes.add('HIDDEN_TEXT');
      return;
    }
    paragraph.line += text;
    const size = look.size ?? 10; // what Word takes when nothing says a size
    paragraph.size.set(size, (paragraph.size.get(size) ?? 0) + text.length);
    if (look.bold) paragraph.bold += text.length;
  }

  /** A line ends at a break or with the paragraph; an empty one is kept, for it separates. */
  private endLine(): void {
    const paragraph = this.paragraph;
    if (!paragraph) return;
    const text = (paragraph.prefix + paragraph.line).replace(/[\t ]+$/, '');
    const size = [...paragraph.size].toSorted((a, b) => b[1] - a[1])[0]?.[0];
    const bold = paragraph.bold * 2 > paragraph.line.length;
    if (text !== '' || this.out.at(-1)?.text !== '')
      this.out.push({ text, ...(size !== undefined && text !== '' && { size, bold }) });
    Object.assign(paragraph, { line: '', prefix: '', bold: 0, size: new Map() });
  }

  private endParagraph(): void {
    const paragraph = this.paragraph;
    if (!paragraph) return;
    if (paragraph.line.trim() !== '') paragraph.prefix = this.marker(paragraph.look);
    this.endLine();
    this.paragraphs.pop();
  }

  /** A row whose cells hold a line each is one line; a layout table is read cell by cell. */
  private endRow(cells: readonly LineReading[][]): void {
    const filled = cells.map(lines => lines.filter(({ text }) => text !== '')).filter(lines => lines.length > 0);
    if (filled.length > 1 && filled.every(lines => lines.length === 1))
      this.out.push({ ...filled[0]![0]!, text: filled.map(([line]) => line!.text).join('\t') });
    else for (const lines of filled) this.out.push(...lines);
  }

  private marker(look: Look): string {
    const { list } = look;
    const pattern = list && list.id !== '0' ? this.lists.pattern(list) : undefined;
    if (!list || pattern === undefined) return '';
    const counts = this.counters.get(list.id) ?? [];
    counts.length = Math.min(counts.length, list.level + 1);
    counts[list.level] = (counts[list.level] ?? 0) + 1;
    this.counters.set(list.id, counts);
    const marker = pattern.replace(/%(\d)/g, (_, level: string) => String(counts[Number(level) - 1] ?? 1));
    return marker === '' ? '' : `${marker} `;
  }

  private isPortrait(): boolean {
    const sides = [this.extent.width, this.extent.height];
    return Math.min(...sides) >= PORTRAIT.least && Math.max(...sides) <= PORTRAIT.most;
  }
}

/** Hidden by a switch, by size, or by the paper's own colour. */
const isHidden = (look: Look, onShade: boolean): boolean =>
  look.hidden === true || (look.size !== undefined && look.size <= 1) || (look.white === true && !onShade);

/** Symbol fonts put their characters at U+F000; what they look like is the font's business, mostly a bullet. */
const symbolOf = (hex: string | undefined): string => {
  const code = Number.parseInt(hex ?? '', 16);
  if (!(code > 0 && code < 0xd800) && !(code >= 0xe000 && code <= 0xffff)) return '';
  return code >= 0xe000 && code < 0xf900 ? '•' : String.fromCodePoint(code);
};
