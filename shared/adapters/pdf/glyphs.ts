import { DocumentError } from '../../core/codes.ts';
import type { Fill, Font, Glyph, GlyphPage } from '../../core/document/geometry.ts';
import { foldGlyph } from '../../core/layout/fold.ts';
import type { Engine } from './engine.ts';
import type { Frame } from './frame.ts';
import { withoutHiddenLayers } from './layers.ts';
import { type PageObjects, readObjects } from './objects.ts';
import { advanceOf, emBox, type Writing, writingOf } from './place.ts';
import { renderPage } from './render.ts';

/** What the glyphs of one text object share. */
interface Run extends Pick<Glyph, 'angle' | 'size' | 'color' | 'alpha' | 'font' | 'mode' | 'order'> {
  readonly writing: Writing;
  /** Where its text begins, user space. */
  readonly start: readonly [number, number];
  /**
   * How far along the line the next glyph stands, if pdfium's own places are astray: it turns the glyphs of Type 3
   * fonts in turned forms about the wrong point, and their boxes come out several ems wide.
   */
  pen: number | undefined;
}

export function readGlyphs(
  engine: Engine,
  page: number,
  frame: Frame,
  limits: { maxGlyphs: number; maxPixels: number },
  layers = false,
): GlyphPage {
  const { c } = engine;
  const objects = readObjects(engine, page, frame, limits.maxPixels, layers);
  const textPage = c.FPDFText_LoadPage!(page);
  try {
    const count = Math.max(0, c.FPDFText_CountChars!(textPage));
    if (count > limits.maxGlyphs) throw new DocumentError('TEXT_TOO_LONG');
    const { glyphs, fonts } = readText(engine, textPage, count, frame, objects);
    const layered = new Set([...objects.texts.values()].filter(text => text.layered).map(({ order }) => order));
    const image = layered.size > 0 ? renderPage(engine, page, frame, 72, limits.maxPixels) : undefined;
    return {
      width: frame.width,
      height: frame.height,
      glyphs: image ? withoutHiddenLayers(glyphs, fonts, layered, image) : glyphs,
      fonts,
      fills: objects.fills,
      pictureShare: pictureShare(objects.fills, frame),
    };
  } finally {
    c.FPDFText_ClosePage!(textPage);
  }
}

function readText(engine: Engine, textPage: number, count: number, frame: Frame, { texts }: PageObjects) {
  const { c, scratch, memory } = engine;
  const fonts = new FontList(engine);
  const runs = new Map<number, Run>();
  const glyphs: Glyph[] = [];
  let [ordered, last, high] = [true, 0, 0];

  for (let i = 0; i < count; i++) {
    const object = c.FPDFText_GetTextObject!(textPage, i);
    if (object === 0) continue; // a space or line break that pdfium made up
    const code = c.FPDFText_GetUnicode!(textPage, i);
    if (code >= 0xd800 && code < 0xdc00) {
      high = code;
      continue;
    }
    let run = runs.get(object);
    const isNew = run === undefined;
    if (!run) {
      run = readRun(i, object);
      runs.set(object, run);
    }
    c.FPDFText_GetCharOrigin!(textPage, i, scratch, scratch + 8);
    c.FPDFText_GetLooseCharBox!(textPage, i, scratch + 16);
    const { f32, f64 } = memory();
    let [x, y] = [f64[scratch >> 3]!, f64[(scratch >> 3) + 1]!];
    const at = (scratch >> 2) + 4;
    if (isNew && isAstray(run, x, y, f32[at + 2]! - f32[at]!, f32[at + 1]! - f32[at + 3]!)) run.pen = 0;
    const unmapped = c.FPDFText_HasUnicodeMapError!(textPage, i) !== 0;
    const wide = code >= 0x2e80 && code < 0xff61;
    let advance: number;
    if (run.pen === undefined)
      advance = advanceOf(run.writing, x, y, f32[at]!, f32[at + 1]!, f32[at + 2]!, f32[at + 3]!, wide);
    else {
      advance = wide ? run.size : 0.55 * run.size;
      [x, y] = [run.start[0] + run.pen * run.writing.cos, run.start[1] + run.pen * run.writing.sin];
      run.pen += advance;
    }
    const { angle, size, color, alpha, font, mode, order } = run;
    const text = textOf(unmapped ? 0 : code, high);
    glyphs.push({ text, box: emBox(frame, run.writing, x, y, advance), angle, size, color, alpha, font, mode, order });
    high = 0;
    if (run.order < last) ordered = false;
    last = run.order;
  }
  if (!ordered) glyphs.sort((a, b) => a.order - b.order);
  return { glyphs, fonts: fonts.list };

  function readRun(i: number, object: number): Run {
    c.FPDFText_GetMatrix!(textPage, i, scratch);
    const [a, b, cc, d, e, f] = memory().f32.subarray(scratch >> 2, (scratch >> 2) + 6) as unknown as readonly [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const fontSize = c.FPDFText_GetFontSize!(textPage, i);
    // A negative size, in a matrix that turns it back, writes the other way.
    const direction = fontSize < 0 ? Math.atan2(-b, -a) : Math.atan2(b, a);
    const mode = c.FPDFTextObj_GetTextRenderMode!(object);
    // Modes 1 and 5 paint the outline only.
    const paint = mode === 1 || mode === 5 ? c.FPDFText_GetStrokeColor! : c.FPDFText_GetFillColor!;
    const painted = paint(textPage, i, scratch, scratch + 4, scratch + 8, scratch + 12);
    const [red, green, blue, alpha] = memory().u32.subarray(scratch >> 2, (scratch >> 2) + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const facts = texts.get(object);
    const size = Math.abs(fontSize) * Math.hypot(cc, d);
    return {
      writing: writingOf(frame, direction, size),
      start: [e, f],
      pen: undefined,
      angle: ((((direction * 180) / Math.PI - frame.rotation) % 360) + 720) % 360,
      size,
      color: painted ? (red << 16) | (green << 8) | blue : 0,
      alpha: (painted ? alpha / 255 : 1) * (facts?.alpha ?? 1),
      font: fonts.indexOf(object),
      mode: Math.max(0, mode),
      order: facts?.order ?? 0,
    };
  }
}

const isAstray = ({ start, size }: Run, x: number, y: number, width: number, height: number): boolean =>
  Math.max(width, height) > 2.2 * size && Math.hypot(x - start[0], y - start[1]) > 0.05 * size;

/** The fonts of a page in the order of their first use. */
class FontList {
  readonly list: Font[] = [];
  private readonly indices = new Map<number, number>();
  private readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  indexOf(object: number): number {
    const { c } = this.engine;
    const font = c.FPDFTextObj_GetFont!(object);
    let index = this.indices.get(font);
    if (index === undefined) {
      index = this.list.length;
      this.indices.set(font, index);
      const embedded = font !== 0 && c.FPDFFont_GetIsEmbedded!(font) === 1;
      const name = font === 0 ? '' : this.nameOf(font);
      const bold = font !== 0 && (c.FPDFFont_GetWeight!(font) >= 600 || /bold|black|heavy/i.test(name));
      this.list.push({ embedded, bold, ...(name !== '' && { name }) });
    }
    return index;
  }

  private nameOf(font: number): string {
    const { c, scratch, memory } = this.engine;
    const length = Math.min(256, c.FPDFFont_GetBaseFontName!(font, scratch, 256));
    const name = String.fromCharCode(...memory().u8.subarray(scratch, scratch + Math.max(0, length - 1)));
    return name.replace(/^[A-Z]{6}\+/, ''); // the mark of a subset
  }
}

function textOf(code: number, high: number): string {
  if (high && code >= 0xdc00 && code < 0xe000) return String.fromCharCode(high, code);
  // pdfium gives U+0002 for a hyphen at a line's end.
  if (code === 2) return '-';
  if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
    return code === 9 || code === 10 || code === 13 ? ' ' : '\ufffd';
  return foldGlyph(String.fromCodePoint(code));
}

/** Share of the page's area under pictures, sampled at 32 × 32 points. */
function pictureShare(fills: readonly Fill[], { width, height }: Frame): number {
  const pictures = fills.filter(fill => fill.kind === 'picture').slice(0, 1000);
  if (pictures.length === 0) return 0;
  const n = 32;
  let covered = 0;
  for (let i = 0; i < n * n; i++) {
    const [x, y] = [(((i % n) + 0.5) / n) * width, ((Math.floor(i / n) + 0.5) / n) * height];
    if (pictures.some(({ box }) => box.left <= x && x < box.right && box.top <= y && y < box.bottom)) covered++;
  }
  return covered / (n * n);
}
