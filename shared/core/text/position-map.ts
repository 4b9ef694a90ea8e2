import type { Span } from './span.ts';

/** Replaces `[start, end)` of the source by `insert`; an empty `insert` deletes. */
export interface Edit extends Span {
  readonly insert: string;
}

/** The source offsets `[from, to)` became the target offsets `[start, end)`. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Where each offset of a source text went in a text derived from it, and back: raw → clean → redacted.
 *
 * Offsets are UTF-16 code units. Inside an edit there is no exact answer: `side` −1 gives the edit's near edge, +1 its
 * far edge. Maps compose, so that a span of the redacted text can be cited in the raw one. A look-up costs O(log n).
 */
export class PositionMap {
  readonly sourceLength: number;
  readonly targetLength: number;
  private readonly changes: readonly Change[];

  private constructor(sourceLength: number, changes: readonly Change[]) {
    const last = changes.at(-1);
    this.sourceLength = sourceLength;
    this.targetLength = last ? sourceLength + last.end - last.to : sourceLength;
    this.changes = changes;
  }

  static identity(length: number): PositionMap {
    return new PositionMap(length, []);
  }

  /** @throws RangeError when the edits overlap, are not ascending or leave the text. */
  static ofEdits(sourceLength: number, edits: readonly Edit[]): PositionMap {
    let last = 0;
    let shift = 0;
    const changes = edits.map(({ start: from, end: to, insert }) => {
      if (from < last || to < from || to > sourceLength)
        throw new RangeError('edits must be disjoint, ascending and inside the text');
      last = to;
      const start = from + shift;
      shift += insert.length - (to - from);
      return { from, to, start, end: start + insert.length };
    });
    return new PositionMap(sourceLength, changes);
  }

  /** The target offset of a source offset. */
  toTarget(offset: number, side: -1 | 1 = -1): number {
    const change = this.changeAt(offset, side);
    if (!change) return offset;
    if (offset < change.to) return side < 0 ? change.start : change.end;
    return offset - change.to + change.end;
  }

  /** The source offset of a target offset. */
  toSource(offset: number, side: -1 | 1 = -1): number {
    return this.invert().toTarget(offset, side);
  }

  /** The target span of a source span; an edit touched in part counts whole, a deleted span is empty. */
  spanToTarget({ start, end }: Span): Span {
    const first = this.changeAt(start, 1);
    const low = first && start < first.to ? first.start : this.toTarget(start, 1);
    const last = this.changeAt(end, -1);
    const high = last && end < last.to ? last.end : this.toTarget(end, -1);
    return { start: low, end: Math.max(low, high) };
  }

  /** The source span that a target span came from; an edit touched in part counts whole. */
  spanToSource(span: Span): Span {
    return this.invert().spanToTarget(span);
  }

  /** The map of the way back. */
  invert(): PositionMap {
    this.inverse ??= new PositionMap(
      this.targetLength,
      this.changes.map(({ from, to, start, end }) => ({ from: start, to: end, start: from, end: to })),
    );
    return this.inverse;
  }
  private inverse: PositionMap | undefined;

  /**
   * First this map, then `next`: source → this target → next target. Changes that overlap become one.
   * @throws RangeError when `next` does not start where this map ends.
   */
  compose(next: PositionMap): PositionMap {
    if (next.sourceLength !== this.targetLength) throw new RangeError('the maps do not meet');
    const [first, second] = [this.changes, next.changes];
    const changes: Change[] = [];
    let [i, j, back, forth] = [0, 0, 0, 0];
    while (i < first.length || j < second.length) {
      const [a, b] = [first[i], second[j]];
      // At one offset, what is empty there (a deletion before, an insertion after) stands first and alone.
      const takeFirst = a && (!b || a.start < b.from || (a.start === b.from && (a.start === a.end || b.from !== b.to)));
      const low = takeFirst ? a.start : b!.from;
      let high = low;
      const [from, start] = [low + back, low + forth];
      for (let taken = true; taken; ) {
        taken = false;
        const [x, y] = [first[i], second[j]];
        if (x && (x.start < high || (x === a && takeFirst))) {
          high = Math.max(high, x.end);
          back = x.to - x.end;
          i++;
          taken = true;
        } else if (y && (y.from < high || (y === b && !takeFirst))) {
          high = Math.max(high, y.to);
          forth = y.end - y.to;
          j++;
          taken = true;
        }
      }
      changes.push({ from, to: high + back, start, end: high + forth });
    }
    return new PositionMap(this.sourceLength, changes);
  }

  /** The last change that begins before the offset, or at it where the offset is on the change's far side. */
  private changeAt(offset: number, side: -1 | 1): Change | undefined {
    let [low, high] = [0, this.changes.length];
    while (low < high) {
      const mid = (low + high) >> 1;
      const { from } = this.changes[mid]!;
      if (from < offset || (from === offset && side > 0)) low = mid + 1;
      else high = mid;
    }
    return this.changes[low - 1];
  }
}

/** The text after the edits, which must be disjoint and ascending. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let out = '';
  for (const { start, end, insert } of edits) {
    out += text.slice(at, start) + insert;
    at = end;
  }
  return out + text.slice(at);
}
