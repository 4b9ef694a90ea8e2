import { randomUUID } from 'node:crypto';
import type { Box } from '../../../../shared/core/document/geometry.ts';
import type { LineReading, PageReading } from '../../../../shared/core/document/reading.ts';
import { inLatin } from './latin.ts';

/** A block as the API answers it. */
export interface Block {
  readonly BlockType: 'PAGE' | 'LINE' | 'WORD';
  readonly Id: string;
  readonly Page: number;
  readonly Geometry: Geometry;
  readonly Text?: string;
  readonly TextType?: 'PRINTED';
  /** Percent. */
  readonly Confidence?: number;
  readonly Relationships?: readonly { readonly Type: 'CHILD'; readonly Ids: readonly string[] }[];
}

interface Geometry {
  readonly BoundingBox: {
    readonly Width: number;
    readonly Height: number;
    readonly Left: number;
    readonly Top: number;
  };
  readonly Polygon: readonly { readonly X: number; readonly Y: number }[];
}

/** Page by page: the page, then its lines, then their words. */
export function blocksOf(pages: readonly PageReading[]): Block[] {
  return pages.flatMap((page, i) => blocksOfPage(page, i + 1));
}

function blocksOfPage(page: PageReading, number: number): Block[] {
  const { width = 1, height = 1 } = page;
  const whole = { left: 0, top: 0, right: width, bottom: height };
  const base = (box: Box) => ({ Id: randomUUID(), Page: number, Geometry: geometry(box, width, height) });
  const lines: Block[] = [];
  const words: Block[] = [];
  page.lines.forEach((line, row) => {
    const read = inLatin(line.text, line.confidence ?? 0.99);
    // A reading without boxes has its lines in equal strips, so that their order on the page is right.
    const strip = {
      ...whole,
      top: (row * height) / page.lines.length,
      bottom: ((row + 1) * height) / page.lines.length,
    };
    const box = line.box ?? strip;
    const own = wordsOf({ ...line, text: read.text, box });
    if (own.length === 0) return;
    const Confidence = read.confidence * 100;
    const children = own.map(
      word => ({ BlockType: 'WORD', ...base(word.box), Text: word.text, TextType: 'PRINTED', Confidence }) as const,
    );
    const Relationships = [{ Type: 'CHILD', Ids: children.map(({ Id }) => Id) }] as const;
    lines.push({
      BlockType: 'LINE',
      ...base(box),
      Text: own.map(word => word.text).join(' '),
      Confidence,
      Relationships,
    });
    words.push(...children);
  });
  const Relationships = lines.length > 0 ? ([{ Type: 'CHILD', Ids: lines.map(({ Id }) => Id) }] as const) : undefined;
  return [{ BlockType: 'PAGE', ...base(whole), ...(Relationships ? { Relationships } : {}) }, ...lines, ...words];
}

/** The words of a line, each with its share of the line's width. */
function wordsOf(line: LineReading & { readonly box: Box }): { text: string; box: Box }[] {
  const { text, box } = line;
  const unit = (box.right - box.left) / Math.max(1, text.length);
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    text: word,
    box: { ...box, left: box.left + index * unit, right: box.left + (index + word.length) * unit },
  }));
}

function geometry({ left, top, right, bottom }: Box, width: number, height: number): Geometry {
  const clamp = (share: number) => Math.min(1, Math.max(0, share));
  const [x0, y0, x1, y1] = [clamp(left / width), clamp(top / height), clamp(right / width), clamp(bottom / height)];
  return {
    BoundingBox: { Width: x1 - x0, Height: y1 - y0, Left: x0, Top: y0 },
    Polygon: [
      { X: x0, Y: y0 },
      { X: x1, Y: y0 },
      { X: x1, Y: y1 },
      { X: x0, Y: y1 },
    ],
  };
}
