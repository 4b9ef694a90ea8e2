import { decodeCtc, type SeenChar } from '../../core/ocr/ctc.ts';
import type { Models } from './models.ts';
import type { Grey } from './pixels.ts';

/** Height of a line in the recogniser's eyes, pixels. */
export const LINE_HEIGHT = 48;

/** Lines read at once: more share the work of a call, but all are as wide as the widest. */
const TOGETHER = 6;

/** Widths are rounded up to this, so that the models' buffers are used again. */
const STEP = 32;

/** Below this many pixels the recogniser has too little context for single characters. */
const LEAST_WIDTH = 96;

/** The characters of lines of `LINE_HEIGHT`, in the order given. */
export async function recognise(models: Models, lines: readonly Grey[]): Promise<readonly (readonly SeenChar[])[]> {
  const order = lines.map((_, i) => i).toSorted((a, b) => lines[a]!.width - lines[b]!.width);
  const read: (readonly SeenChar[])[] = [];
  for (let from = 0; from < order.length; ) {
    const least = paddedWidth(lines[order[from]!]!.width);
    let to = from + 1;
    while (to < order.length && to - from < TOGETHER && paddedWidth(lines[order[to]!]!.width) <= least * 1.15) to++;
    const batch = order.slice(from, to);
    const seen = await readTogether(
      models,
      batch.map(i => lines[i]!),
    );
    batch.forEach((index, i) => {
      read[index] = seen[i]!;
    });
    from = to;
  }
  return read;
}

const paddedWidth = (width: number): number => Math.max(LEAST_WIDTH, Math.ceil(width / STEP) * STEP);

async function readTogether(models: Models, lines: readonly Grey[]): Promise<(readonly SeenChar[])[]> {
  const width = Math.max(...lines.map(line => paddedWidth(line.width)));
  const { recognition, Tensor, dictionary } = models;
  const input = new Tensor('float32', tensorOf(lines, width), [lines.length, 3, LINE_HEIGHT, width]);
  const results = await recognition.run({ [recognition.inputNames[0]!]: input });
  const output = results[recognition.outputNames[0]!]!;
  const [, steps, classes] = output.dims as readonly [number, number, number];
  const scores = output.data as Float32Array;
  const size = steps * classes;
  const seen = lines.map((line, i) =>
    decodeCtc(scores.subarray(i * size, (i + 1) * size), classes, dictionary, line.width / width),
  );
  input.dispose();
  output.dispose();
  return seen;
}

/** Three equal channels in [−1, 1]; behind a line's end the middle grey that the models were trained with. */
function tensorOf(lines: readonly Grey[], width: number): Float32Array {
  const plane = LINE_HEIGHT * width;
  const tensor = new Float32Array(lines.length * 3 * plane);
  lines.forEach((line, i) => {
    const start = i * 3 * plane;
    for (let y = 0; y < LINE_HEIGHT; y++)
      for (let x = 0; x < line.width; x++) tensor[start + y * width + x] = line.data[y * line.width + x]! / 127.5 - 1;
    const first = tensor.subarray(start, start + plane);
    tensor.set(first, start + plane);
    tensor.set(first, start + 2 * plane);
  });
  return tensor;
}
