/** A half-open range `[start, end)` of a text, in UTF-16 code units (JavaScript string indices). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const lengthOf = (span: Span): number => span.end - span.start;

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;
