import type { SeenChar } from './ctc.ts';

/** A stretch of a line without ink, as shares of the line's width. */
export interface Blank {
  readonly start: number;
  readonly end: number;
}

/** Text of a line between two wide gaps. */
export interface Segment {
  readonly text: string;
  /** Shares of the line's width. */
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** Gaps from which a space is meant, in ems: beside an ideograph, and where the recogniser should have seen one. */
const WIDE_SPACE = 0.5;
const LATIN_SPACE = 0.2;
/** The same beside marks and figures, which have white space of their own. */
const NARROW_SPACE = 0.26;
/** Full-width punctuation brings up to an em of white space along. */
const PADDED_SPACE = 1.1;
/** A gap that may be a gutter, a tab or the border of a cell. */
const SEGMENT = 1.15;

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/;
const PADDED = /[\u3000-\u303f\uff00-\uff60，。、；：？！（）【】《》“”‘’·]/;
const NARROW = /[1\p{P}\p{S}ilIjtfr]/u;
const DIGIT = /^[0-9]$/;
/** Marks that stand close to the word before or behind them. */
const CLOSING = /[,.;:!?%)\]}'’”]/;
const OPENING = /[([{$#@‘“]/;

/**
 * A line's characters as text with its spaces, parted where a gap is wide enough for a column or a tab.
 *
 * The recogniser reads spaces between Latin words but none beside ideographs. The picture has them: stretches without
 * ink between two characters.
 *
 * @param ems the line's width in ems. @param blanks ascending.
 */
export function withSpaces(chars: readonly SeenChar[], blanks: readonly Blank[], ems: number): readonly Segment[] {
  const seen = chars.filter(({ text }) => text.trim() !== '');
  const gaps = gapsBetween(seen, blanks);
  const tracking = trackingOf(gaps, ems);
  const spaced = new Set<SeenChar>();
  chars.forEach((char, i) => {
    if (char.text.trim() === '' && chars[i + 1]) spaced.add(chars[i + 1]!);
  });
  const usual = usualSpace(seen, gaps, spaced) * ems - tracking;

  const segments: Segment[] = [];
  let [text, sum, count] = ['', 0, 0];
  let start = blanks[0]?.start === 0 ? blanks[0].end : 0;
  const flush = (end: number) => {
    if (count > 0) segments.push({ text, start, end, confidence: sum / count });
    [text, sum, count] = ['', 0, 0];
  };
  seen.forEach((char, i) => {
    const before = seen[i - 1];
    const blank = gaps[i - 1];
    if (before && blank) {
      const gap = lengthOf(blank) * ems - tracking;
      if (gap > SEGMENT) {
        flush(blank.start);
        start = blank.end;
      } else if (gap > leastSpace(before.text, char.text, spaced.has(char), usual)) text += ' ';
    }
    text += char.text;
    sum += char.confidence;
    count++;
  });
  const end = blanks.at(-1);
  flush(end && end.end >= 1 && end.start > (seen.at(-1)?.at ?? 1) ? end.start : 1);
  return segments;
}

const lengthOf = ({ start, end }: Blank): number => end - start;

/**
 * For each character but the last, the widest blank between it and the next one. A blank stands between two characters
 * when its middle does: the recogniser's places are a third of an em coarse, and a narrow letter may seem to stand in
 * the blank beside it.
 */
function gapsBetween(chars: readonly SeenChar[], blanks: readonly Blank[]): readonly Blank[] {
  let next = 0;
  return chars.slice(1).map((char, i) => {
    const from = chars[i]!.at;
    while (next < blanks.length && middleOf(blanks[next]!) <= from) next++;
    let widest: Blank = { start: from, end: from };
    for (let j = next; j < blanks.length && middleOf(blanks[j]!) < char.at; j++)
      if (lengthOf(blanks[j]!) > lengthOf(widest)) widest = blanks[j]!;
    return widest;
  });
}

const middleOf = ({ start, end }: Blank): number => (start + end) / 2;

/** What letter-spaced type has between all its letters, ems: most gaps of a line are within words. */
function trackingOf(gaps: readonly Blank[], ems: number): number {
  if (gaps.length < 4) return 0;
  const sorted = gaps.map(gap => lengthOf(gap) * ems).sort((a, b) => a - b);
  return Math.max(0, sorted[Math.floor(sorted.length * 0.4)]! - 0.12);
}

/** The middle one of the gaps in which the recogniser saw a space; NaN where it saw none. */
function usualSpace(chars: readonly SeenChar[], gaps: readonly Blank[], spaced: ReadonlySet<SeenChar>): number {
  const seen = gaps.filter((_, i) => spaced.has(chars[i + 1]!)).map(lengthOf);
  return seen.length === 0 ? Number.NaN : seen.sort((a, b) => a - b)[seen.length >> 1]!;
}

function leastSpace(before: string, after: string, seen: boolean, usual: number): number {
  if (PADDED.test(before) || PADDED.test(after)) return PADDED_SPACE;
  if (WIDE.test(before) || WIDE.test(after)) return WIDE_SPACE;
  if (DIGIT.test(before) && DIGIT.test(after)) return leastBetweenFigures(before, after, usual);
  if (seen) return -1;
  if (CLOSING.test(after) || OPENING.test(before)) return SEGMENT;
  const narrow = NARROW.test(before) || NARROW.test(after);
  if (usual > 0.15) return usual * (narrow ? 0.75 : 0.65);
  return narrow ? NARROW_SPACE : LATIN_SPACE;
}

/**
 * All figures are equally wide, so a "1" has white at both its sides, as much as a quarter of an em between two of
 * them; the recogniser takes it for a space now and then, and a year must not fall apart.
 */
function leastBetweenFigures(before: string, after: string, usual: number): number {
  const ones = [before, after].filter(figure => figure === '1').length;
  return usual > 0.15 ? usual * (0.65 + 0.25 * ones) : LATIN_SPACE + 0.1 * ones;
}
