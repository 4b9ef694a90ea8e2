/** How far the ink of characters reaches above and below the baseline, in ems, in the usual fonts. */
export interface InkMetrics {
  readonly ascent: number;
  readonly descent: number;
}

/** [characters, above, below]; the first that fits a character holds. */
const CLASSES: readonly (readonly [RegExp, number, number])[] = [
  [/[\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uf900-\ufaff]/, 0.84, 0.08],
  [/[\u3000-\u3004\u3008-\u303f\uff00-\uff60]/, 0.7, 0.08], // full-width marks alone say little
  [/[()[\]{}|@$/\\]/, 0.74, 0.19],
  [/[jQ]/, 0.73, 0.2],
  [/[gpqy]/, 0.53, 0.21],
  [/[,;]/, 0.1, 0.14],
  [/[A-Z0-9bdfhklti!?&%#'"À-Þ]/, 0.73, 0],
  [/[acemnorsuvwxzß-ÿ]/, 0.53, 0.01],
];

/**
 * Of a whole line: its ink reaches as high as its tallest character and as low as its lowest. With the ink's place on
 * the page this gives the line's type size and baseline, which boxes do not.
 */
export function inkMetrics(text: string): InkMetrics {
  let [ascent, descent] = [0, 0];
  for (const char of text) {
    const found = CLASSES.find(([characters]) => characters.test(char));
    if (!found) continue;
    ascent = Math.max(ascent, found[1]);
    descent = Math.max(descent, found[2]);
  }
  return ascent + descent < 0.3 ? { ascent: 0.73, descent: 0 } : { ascent, descent };
}

/** The type size of a line whose ink is this high, in the unit of the height. */
export function emOf(text: string, inkHeight: number): number {
  const { ascent, descent } = inkMetrics(text);
  return inkHeight / (ascent + descent);
}
