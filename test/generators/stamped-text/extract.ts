import type { Random } from '../random.ts';
import type { Drawn } from './page.ts';

export interface Extractor {
  /** Glyphs whose heights differ by no more than this share a line, in points. */
  readonly tolerance: number;
  /** A gap wider than this becomes a space, in points. */
  readonly space: number;
  /** `chain`: to the glyph before; `anchor`: to the line's first glyph. */
  readonly cluster: 'chain' | 'anchor';
  /** The stamp's glyphs come before the body's in the page's content stream. */
  readonly stampFirst: boolean;
  /** Share of text lines that come out torn at a stamp's glyph. */
  readonly torn: number;
}

/** Extracted text and the indices of the stamp's characters in it. */
export interface Extracted {
  text: string;
  stamp: number[];
}

function clusterLines(glyphs: readonly Drawn[], extractor: Extractor): Drawn[][] {
  const byHeight = [...glyphs].sort((a, b) => a.y - b.y);
  const lines: Drawn[][] = [];
  let reference = Number.NEGATIVE_INFINITY;
  for (const glyph of byHeight) {
    if (glyph.y - reference > extractor.tolerance) {
      lines.push([]);
      reference = glyph.y;
    }
    if (extractor.cluster === 'chain') reference = glyph.y;
    lines.at(-1)!.push(glyph);
  }
  return lines;
}

/** A torn line: what stands left of the stamp's glyph, the glyph, and the rest, as lines of their own. */
function tear(r: Random, line: Drawn[], share: number): Drawn[][] {
  const at = line.findIndex((g, i) => g.stamp && i > 3 && i < line.length - 4);
  if (at < 0 || !r.chance(share)) return [line];
  const [before, after] = [line.slice(0, at), line.slice(at + 1)];
  if (after.every(g => g.stamp)) return [line];
  const kind = r.next();
  if (kind < 0.6) return [before, [line[at]!], after];
  return kind < 0.8 ? [[...before, line[at]!], after] : [before, [line[at]!, ...after]];
}

/** Reads a page the way common extractors do: lines by height, glyphs by x (stable), spaces by gaps. */
export function extractPage(
  r: Random,
  body: readonly Drawn[],
  stamp: readonly Drawn[],
  extractor: Extractor,
): Extracted {
  const stream = extractor.stampFirst ? [...stamp, ...body] : [...body, ...stamp];
  const out: Extracted = { text: '', stamp: [] };
  for (const cluster of clusterLines(stream, extractor)) {
    const line = cluster.sort((a, b) => a.x - b.x);
    for (const part of tear(r, line, extractor.torn)) {
      if (!part.length) continue;
      let right = Number.POSITIVE_INFINITY;
      for (const glyph of part) {
        if (glyph.x - right > extractor.space && !out.text.endsWith(' ') && glyph.char !== ' ') out.text += ' ';
        if (glyph.stamp) out.stamp.push(out.text.length);
        out.text += glyph.char;
        right = Math.max(right === Number.POSITIVE_INFINITY ? 0 : right, glyph.x + glyph.width);
      }
      out.text += '\n';
    }
  }
  return out;
}
