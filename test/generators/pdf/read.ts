import { openPdf, type PdfLimits } from '../../../shared/adapters/pdf/index.ts';
import type { NoteCode } from '../../../shared/core/codes.ts';
import type { GlyphStamp } from '../../../shared/core/document/reading.ts';
import { decidePage, layOutPage, type PageDecision } from '../../../shared/core/layout/index.ts';
import { separateStamps } from '../../../shared/core/watermark/glyphs/index.ts';

/** Wide enough for whatever the generators make. */
export const LIMITS: PdfLimits = {
  maxPages: 30,
  minPagePoints: 36,
  maxPagePoints: 14_400,
  maxPixels: 40_000_000,
  maxInflatedBytes: 100_000_000,
  maxInflateRatio: 100,
  maxGlyphs: 200_000,
};

export interface ReadPage {
  readonly lines: readonly string[];
  readonly hidden: number;
  readonly decision: PageDecision;
}

/** A PDF as the pipeline reads it: stamps apart, then each page's lines. */
export async function read(
  bytes: Uint8Array,
): Promise<{ pages: readonly ReadPage[]; stamps: readonly GlyphStamp[]; notes: readonly NoteCode[] }> {
  const pdf = await openPdf(bytes, LIMITS);
  const { body, stamps } = separateStamps(pdf.sizes.map((_, i) => pdf.glyphs(i + 1)));
  const pages = body.map((page, i) => {
    const { reading, hidden, seen } = layOutPage(page, i + 1);
    return { lines: reading.lines.map(line => line.text), hidden, decision: decidePage(page, reading, seen) };
  });
  pdf.close();
  return { pages, stamps, notes: pdf.notes };
}

/** Characters that are too many and too few, white space aside, whatever their order. */
export function difference(truth: string, got: string): { extra: number; lost: number } {
  const counts = new Map<string, number>();
  for (const char of got.replace(/\s/g, '')) counts.set(char, (counts.get(char) ?? 0) + 1);
  for (const char of truth.replace(/\s/g, '')) counts.set(char, (counts.get(char) ?? 0) - 1);
  let [extra, lost] = [0, 0];
  for (const count of counts.values()) {
    if (count > 0) extra += count;
    else lost -= count;
  }
  return { extra, lost };
}
