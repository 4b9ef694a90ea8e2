import { decodeCtc, type SeenChar } from '../../core/ocr/ctc.ts';
import { type Ink, inkOf } from './ink.ts';
import type { Models } from './models.ts';
import { cutLine, type Grey, type Quad, widthOf } from './pixels.ts';

/** Height of a line in the recogniser's eyes, pixels. */
const LINE_HEIGHT = 48;

/**
 * How wide a line is laid, against its natural width. A little narrower it reads as well, and in less time. Where
 * letters run into each other, on soft photographs of narrow type, the recogniser leaves some out and is unsure of the
 * others; given more room it finds them.
 */
const NARROW = 0.85;
const WIDE = 1.3;

/** Mean confidence of a line that needs no wider look. */
const SURE = 0.93;
/** Characters without which a line's confidence says little; about it, and about the page. */
const [FEW, TELLING] = [4, 8];
/** After this many doubtful lines in a row the rest of the page is laid wide at once: its lines are alike. */
const DOUBTFUL = 2;

/** Below this many pixels the recogniser has too little context for single characters. */
const LEAST_WIDTH = 96;

/** One step of the recogniser's output, pixels. */
const STEP = 8;

export interface ReadLine {
  readonly chars: readonly SeenChar[];
  readonly ink: Ink;
}

/**
 * The characters and the ink of each line. One line a call: on a processor, lines read together are no quicker than one
 * after the other, and each would be padded to the widest.
 */
export async function readLines(models: Models, grey: Grey, quads: readonly Quad[]): Promise<readonly ReadLine[]> {
  const lines: ReadLine[] = [];
  let doubtful = 0;
  for (const quad of quads) {
    const cut = (stretch: number) => cutLine(grey, quad, Math.round(widthOf(quad, LINE_HEIGHT) * stretch), LINE_HEIGHT);
    const first = cut(doubtful < DOUBTFUL ? NARROW : WIDE);
    let chars = await readLine(models, first);
    const isSure = sureness(chars) >= SURE;
    if (doubtful < DOUBTFUL) {
      if (chars.length >= TELLING) doubtful = isSure ? 0 : doubtful + 1;
      if (!isSure && chars.length >= FEW) {
        const again = await readLine(models, cut(WIDE));
        if (sureness(again) > sureness(chars)) chars = again;
      }
    }
    lines.push({ chars, ink: inkOf(cut(1)) });
  }
  return lines;
}

const sureness = (chars: readonly SeenChar[]): number =>
  chars.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, chars.length);

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
