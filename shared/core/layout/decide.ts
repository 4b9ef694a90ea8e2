import type { Glyph, GlyphPage } from '../document/geometry.ts';
import type { PageReading } from '../document/reading.ts';
import { isGarbled } from './garbled.ts';
import { type Visibility, visibility } from './hidden.ts';

export type Script = 'han' | 'latin' | 'unknown';

export interface PageDecision {
  readonly use: 'text' | 'ocr';
  /**
   * good: the text layer can be read. blank: there is nothing on the page. font-not-embedded: the layer may be bad, but
   * the page would render without its ideographs, so OCR could only lose. garbled: its codes are no text.
   * picture: the page is a picture of text. outlines: text was drawn as shapes.
   */
  readonly reason: 'good' | 'blank' | 'font-not-embedded' | 'garbled' | 'picture' | 'outlines';
  /** What OCR should expect. */
  readonly script: Script;
}

/** A page with a picture this large and fewer glyphs than that is a scan with a stamp or a page number on it. */
const PICTURE = 0.25;
const FEW_GLYPHS = 80;
/** Drawn shapes from which a page without glyphs is taken to hold outlined text. */
const OUTLINES = 20;

/**
 * Whether the page's text layer can be trusted, or only its picture.
 * @param reading the layer as laid out. @param seen what of it can be seen, if that is known.
 */
export function decidePage(page: GlyphPage, reading: PageReading, seen: Visibility = visibility(page)): PageDecision {
  const glyphs = seen.visible.filter(glyph => glyph.text !== ' ');
  const script = scriptOf([...glyphs, ...seen.behindPicture]);
  const decide = (use: 'text' | 'ocr', reason: PageDecision['reason']): PageDecision => ({ use, reason, script });

  if (glyphs.length < FEW_GLYPHS && page.pictureShare >= PICTURE) return decide('ocr', 'picture');
  if (glyphs.length === 0)
    return (page.fills?.length ?? 0) >= OUTLINES ? decide('ocr', 'outlines') : decide('text', 'blank');
  if (!isGarbled(reading.lines.map(line => line.text).join('\n'))) return decide('text', 'good');
  return rendersBlank(page, glyphs) ? decide('text', 'font-not-embedded') : decide('ocr', 'garbled');
}

/** pdfium has no fonts of its own for ideographs; Latin ones it replaces. */
function rendersBlank({ fonts }: GlyphPage, glyphs: readonly Glyph[]): boolean {
  const ideographs = glyphs.filter(({ text }) => HAN.test(text));
  const among = ideographs.length > 0 ? ideographs : glyphs;
  return among.filter(({ font }) => !fonts[font]?.embedded).length > 0.5 * among.length;
}

const HAN = /[\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const LATIN = /[A-Za-z\u00c0-\u024f]/;

function scriptOf(glyphs: readonly Glyph[]): Script {
  let [han, latin] = [0, 0];
  for (const { text } of glyphs) {
    if (HAN.test(text)) han++;
    else if (LATIN.test(text)) latin++;
  }
  if (han + latin < 20) return 'unknown';
  // Chinese résumés are full of Latin names; English ones hold no ideographs.
  return han > 0.05 * (han + latin) ? 'han' : 'latin';
}
