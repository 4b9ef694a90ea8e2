import { decodeCtc, type SeenChar } from '../../core/ocr/ctc.ts';
import type { Models } from './models.ts';
import type { Grey } from './pixels.ts';

/** Height of a line in the recogniser's eyes, pixels. */
export const LINE_HEIGHT = 48;

/** Below this many pixels the recogniser has too little context for single characters. */
const LEAST_WIDTH = 96;

/** One step of the recogniser's output, pixels. */
const STEP = 8;

/**
 * The characters of lines of `LINE_HEIGHT`. One line a call: on a processor, lines read together are no quicker than one
 * after the other, and each would be padded to the widest.
 */
export async function recognise(models: Models, lines: readonly Grey[]): Promise<(readonly SeenChar[])[]> {
  const read: (readonly SeenChar[])[] = [];
  for (const line of lines) read.push(await readLine(models, line));
  return read;
}

async function readLine({ recognition, Tensor, dictionary }: Models, line: Grey): Promise<readonly SeenChar[]> {
  const width = Math.max(LEAST_WIDTH, Math.ceil(line.width / STEP) * STEP);
  const input = new Tensor('float32', tensorOf(line, width), [1, 3, LINE_HEIGHT, width]);
  const results = await recognition.run({ [recognition.inputNames[0]!]: input });
  const output = results[recognition.outputNames[0]!]!;
  const seen = decodeCtc(output.data as Float32Array, output.dims[2]!, dictionary, line.width / width);
  input.dispose();
  output.dispose();
  return seen;
}

/** Three equal channels in [−1, 1]; behind the line's end the middle grey that the models were trained with. */
function tensorOf(line: Grey, width: number): Float32Array {
  const plane = LINE_HEIGHT * width;
  const tensor = new Float32Array(3 * plane);
  for (let y = 0; y < LINE_HEIGHT; y++)
    for (let x = 0; x < line.width; x++) tensor[y * width + x] = line.data[y * line.width + x]! / 127.5 - 1;
  tensor.copyWithin(plane, 0, plane);
  tensor.copyWithin(2 * plane, 0, plane);
  return tensor;
}
