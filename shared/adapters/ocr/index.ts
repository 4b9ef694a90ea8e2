export { joinPages } from '../../core/ocr/index.ts';
export type { OcrEngine } from './engine.ts';
export { createPaddleEngine, type PaddleOptions } from './paddle.ts';
