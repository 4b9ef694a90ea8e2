import type { Models } from './models.ts';
import { cutLine, distance, type Grey, type Quad } from './pixels.ts';

const [WIDTH, HEIGHT] = [192, 48];

/** Lines asked whether they stand on their heads; a page's lines agree. */
const WITNESSES = 12;

/** Probability that each of the page's longest lines stands on its head. */
export async function headstands(models: Models, grey: Grey, lines: readonly Quad[]): Promise<number[]> {
  const longest = lines.toSorted((p, q) => distance(q[0], q[1]) - distance(p[0], p[1])).slice(0, WITNESSES);
  if (longest.length === 0) return [];
  const plane = WIDTH * HEIGHT;
  const tensor = new Float32Array(longest.length * 3 * plane);
  longest.forEach((quad, i) => {
    const { data } = cutLine(grey, beginning(quad), WIDTH, HEIGHT);
    for (let j = 0; j < plane; j++) {
      const value = data[j]! / 127.5 - 1;
      for (let channel = 0; channel < 3; channel++) tensor[(i * 3 + channel) * plane + j] = value;
    }
  });
  const { orientation, Tensor } = models;
  const input = new Tensor('float32', tensor, [longest.length, 3, HEIGHT, WIDTH]);
  const results = await orientation.run({ [orientation.inputNames[0]!]: input });
  const scores = results[orientation.outputNames[0]!]!.data as Float32Array;
  return longest.map((_, i) => scores[2 * i + 1]!);
}

/** A stretch in the shape that the model knows, four times as long as high, from the line's start. */
function beginning([a, b, c, d]: Quad): Quad {
  const share = Math.min(1, (distance(a, d) * (WIDTH / HEIGHT)) / Math.max(1, distance(a, b)));
  const towards = (p: typeof a, q: typeof a) => ({ x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share });
  return [a, towards(a, b), towards(d, c), d];
}
