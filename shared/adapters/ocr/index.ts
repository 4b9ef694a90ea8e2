export type { OcrEngine } from './engine.ts';
export { createPaddleEngine, type PaddleOptions } from './paddle.ts';
