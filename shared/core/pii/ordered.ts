import type { Span } from '../text/span.ts';

/** The last span that starts at or before an offset, of spans in ascending order. O(log n). */
export function lastFrom<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  return spans[firstFrom(spans, offset + 1) - 1];
}

/** The index of the first span that starts at or behind an offset, of spans in ascending order. O(log n). */
export function firstFrom(spans: readonly Span[], offset: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (spans[mid]!.start < offset) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Whether one of disjoint, ascending spans shares a character with another span. O(log n). */
export function touches(spans: readonly Span[], { start, end }: Span): boolean {
  const last = lastFrom(spans, end - 1);
  return last !== undefined && last.end > start;
}
