/** A character that a recogniser saw in a line. */
export interface SeenChar {
  readonly text: string;
  /** Where in the line, as a share of its width in [0, 1]. */
  readonly at: number;
  /** In [0, 1]. */
  readonly confidence: number;
}

/**
 * The characters of a line from a recogniser's output by connectionist temporal classification: for each step along the
 * line a probability for each class, class 0 being "nothing". Repeats of a class in successive steps are one character.
 *
 * @param scores steps × classes, row by row. @param classes their number. @param dictionary class i is entry i − 1.
 * @param width the share of the steps that the line fills; the rest is padding.
 */
export function decodeCtc(
  scores: Float32Array,
  classes: number,
  dictionary: readonly string[],
  width = 1,
): readonly SeenChar[] {
  const seen: { text: string; at: number; confidence: number; from: number }[] = [];
  const steps = scores.length / classes;
  let last = 0;
  for (let step = 0; step < steps; step++) {
    const row = step * classes;
    let [best, most] = [0, scores[row]!];
    // They sum to one: what has half of it has the most.
    for (let i = 1; i < classes && most <= 0.5; i++)
      if (scores[row + i]! > most) {
        best = i;
        most = scores[row + i]!;
      }
    if (best !== 0) {
      const at = Math.min(1, (step + 0.5) / (steps * width));
      const current = seen.at(-1);
      if (best === last && current) {
        // The surest step is where the character stands.
        if (most > current.confidence) Object.assign(current, { at, confidence: most });
      } else seen.push({ text: dictionary[best - 1] ?? '', at, confidence: most, from: step });
    }
    last = best;
  }
  return seen.map(({ text, at, confidence }) => ({ text, at, confidence }));
}
