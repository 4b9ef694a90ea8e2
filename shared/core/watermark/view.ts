import type { DocumentLanguage } from './language.ts';
import type { Sheet } from './sheet.ts';
import { type Face, widthOf } from './width.ts';

/** A line without the glyphs that other rows have taken: what one row of copies may still take from. */
export interface View {
  readonly line: number;
  readonly size: number;
  /** Glyph numbers of the sheet. */
  readonly glyph: Int32Array;
  readonly code: Uint16Array;
  /** The characters as they stand in the text: what the language sees. */
  readonly shown: Uint16Array;
  /** White space before glyph `i`; entry `size` says the line's end, as entry 0 says its start. */
  readonly space: Uint8Array;
  readonly width: Float64Array;
  /** How often each character is on the line. */
  readonly counts: ReadonlyMap<number, number>;
  /** Whether the line has glyphs at all, if only other rows'. */
  readonly filled: boolean;
  /** Width of a space between words, in em. */
  readonly blank: number;
  /** Width of the whole line in em. */
  readonly total: number;
  /** Cost of the whole line as content, in nats. */
  readonly cost: () => number;
}

/** `count` lines are seen as one where a line was torn. */
export function viewOf(
  sheet: Sheet,
  line: number,
  count: number,
  taken: Uint8Array,
  face: Face,
  language: DocumentLanguage,
): View {
  const [from, to] = [sheet.first[line]!, sheet.first[Math.min(sheet.lines, line + count)]!];
  let size = 0;
  for (let g = from; g < to; g++) if (!taken[g]) size++;
  const glyph = new Int32Array(size);
  const code = new Uint16Array(size);
  const shown = new Uint16Array(size);
  const space = new Uint8Array(size + 1);
  const width = new Float64Array(size);
  let i = 0;
  const counts = new Map<number, number>();
  let gap = 1;
  let total = 0;
  const blank = face.widths[0]!;
  for (let g = from; g < to; g++) {
    // A torn line goes on without a space, but words do not run together.
    if (sheet.gap[g]! & 1)
      gap = g > from && sheet.lineOf[g] !== sheet.lineOf[g - 1] && sheet.code[g]! >= 0x2e80 ? 0 : 1;
    if (taken[g]) continue;
    glyph[i] = g;
    code[i] = sheet.code[g]!;
    counts.set(code[i]!, (counts.get(code[i]!) ?? 0) + 1);
    shown[i] = sheet.shown[g]!;
    width[i] = widthOf(sheet.shown[g]!, face);
    space[i] = gap;
    total += width[i]! + (gap && i ? blank : 0);
    gap = 0;
    i++;
  }
  space[size] = 1;
  let cost: number | undefined;
  const costOf = (): number => {
    if (cost === undefined) {
      const codes = spelled({ size, shown, space }, 0, size);
      cost = language.cost(codes, 0, codes.length);
    }
    return cost;
  };
  return { line, size, glyph, code, shown, space, width, blank, total, filled: to > from, counts, cost: costOf };
}

/** The characters of a stretch with single spaces, edges as spaces. */
function spelled(view: Pick<View, 'size' | 'shown' | 'space'>, from: number, to: number): number[] {
  const codes: number[] = [];
  for (let i = from; i < to; i++) {
    if (view.space[i] && i > 0) codes.push(32);
    codes.push(view.shown[i]!);
  }
  if (to === view.size && to > from) codes.push(32);
  return codes;
}

/** How much more natural (negative) the line reads without the glyphs marked `gone` = 2, those marked 1 being gone already. */
export function restoring(view: View, gone: Uint8Array, low: number, high: number, language: DocumentLanguage): number {
  let from = low;
  for (let kept = 0; from > 0 && kept < 4; from--) if (!gone[from - 1]) kept++;
  let to = high + 1;
  for (let kept = 0; to < view.size && kept < 3; to++) if (!gone[to]) kept++;
  const before: number[] = [];
  const joined: number[] = [];
  const spaced: number[] = [];
  let [pendingBefore, gapBefore, removedRun, removedGap] = [false, false, false, false];
  for (let i = from; i < to; i++) {
    const state = gone[i]!;
    const gap = view.space[i]! > 0;
    if (state === 1) {
      pendingBefore ||= gap;
      gapBefore ||= gap;
      continue;
    }
    if ((gap || pendingBefore) && before.length) before.push(32);
    pendingBefore = false;
    before.push(view.shown[i]!);
    if (state === 2) {
      removedRun = true;
      removedGap ||= gap || gapBefore;
      gapBefore = false;
      continue;
    }
    const anyGap = gap || gapBefore || removedGap;
    if (anyGap && joined.length) {
      if (!removedRun) joined.push(32);
      spaced.push(32);
    }
    joined.push(view.shown[i]!);
    spaced.push(view.shown[i]!);
    [gapBefore, removedRun, removedGap] = [false, false, false];
  }
  if (to === view.size) {
    before.push(32);
    if (joined.length) joined.push(32);
    if (spaced.length) spaced.push(32);
  }
  const context = from > 0 ? 2 : 0;
  const was = language.cost(before, Math.min(context, before.length), before.length);
  const together = language.cost(joined, Math.min(context, joined.length), joined.length);
  const apart =
    spaced.length === joined.length ? together : language.cost(spaced, Math.min(context, spaced.length), spaced.length);
  return Math.min(together, apart) - was;
}

/** Where most long lines end, in em: text is set to a common width, so that its longest lines show the right margin. */
export function rightMargin(sheet: Sheet, taken: Uint8Array, face: Face): number {
  const widths: number[] = [];
  for (let line = 0; line < sheet.lines; line++) {
    let width = 0;
    for (let g = sheet.first[line]!; g < sheet.first[line + 1]!; g++) {
      if (taken[g]) continue;
      width += widthOf(sheet.shown[g]!, face) + (sheet.gap[g]! & 1 ? face.widths[0]! : 0);
    }
    if (width > 8) widths.push(width);
  }
  widths.sort((a, b) => a - b);
  return widths[Math.floor(widths.length * 0.95)] ?? 0;
}
