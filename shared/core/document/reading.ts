import type { NoteCode } from '../codes.ts';
import { asRaw, type RawText } from '../text/brand.ts';
import type { Span } from '../text/span.ts';
import type { Box } from './geometry.ts';

/** What read a page: the PDF's own text layer, a text format (DOCX, plain text, mail body), or an OCR engine. */
export type Engine = 'text-layer' | 'markup' | 'textract' | 'paddle';

/** A line as it stands on the page, in reading order. */
export interface LineReading {
  readonly text: string;
  readonly box?: Box;
  /** Dominant font size in points. */
  readonly size?: number;
  readonly bold?: boolean;
  /** The engine's confidence in [0, 1]; absent for engines that do not guess. */
  readonly confidence?: number;
}

export interface PageReading {
  /** From 1. */
  readonly number: number;
  readonly engine: Engine;
  readonly lines: readonly LineReading[];
  readonly width?: number;
  readonly height?: number;
}

/** A stamp that geometry found and left out of the lines. The token itself never leaves the pipeline's own store. */
export interface GlyphStamp {
  readonly token: string;
  readonly page: number;
  readonly copies: number;
  /** Copies cut at a page edge. */
  readonly partial: number;
}

/** A document as its readers found it, before cleaning: the content of the pipeline's short-lived text store. */
export interface Reading {
  readonly pages: readonly PageReading[];
  readonly notes: readonly NoteCode[];
  readonly stamps: readonly GlyphStamp[];
}

/** Facts about a line of the document's text; `span` is in the text that the facts come with. */
export interface LineFacts extends Omit<LineReading, 'text'> {
  readonly span: Span;
  readonly page: number;
}

/** The document's text: lines joined by `\n`, pages by `\n\n`, and where each line stands in it. */
export function textOf(reading: Reading): { text: RawText; lines: readonly LineFacts[] } {
  const lines: LineFacts[] = [];
  let text = '';
  for (const page of reading.pages) {
    if (text) text += '\n\n';
    page.lines.forEach(({ text: line, ...facts }, i) => {
      if (i) text += '\n';
      lines.push({ ...facts, page: page.number, span: { start: text.length, end: text.length + line.length } });
      text += line;
    });
  }
  return { text: asRaw(text), lines };
}
