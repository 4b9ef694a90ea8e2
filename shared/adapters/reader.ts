import type { Reader } from '../ports/reader.ts';
import { createDocuments, DEFAULT_LIMITS, type Limits, type OpenPolicy } from './documents/index.ts';
import type { OcrEngine } from './ocr/engine.ts';

export interface ReaderOptions {
  readonly limits?: Limits;
  readonly policy?: OpenPolicy;
  /** Resolution that PDF pages are rendered at for OCR; 150 reads as well as 200 and costs half. */
  readonly dpi?: number;
}

/** The parsers in their sandbox, and the local OCR engine, whose models are loaded with the first page that needs it. */
export function documentReader({
  limits = DEFAULT_LIMITS,
  policy = { ocr: 'auto' },
  dpi = 150,
}: ReaderOptions = {}): Reader {
  const documents = createDocuments();
  let engine: Promise<OcrEngine> | undefined;

  return {
    open: (bytes, fileName) => documents.open(bytes, { limits, policy, ...(fileName !== undefined && { fileName }) }),

    async readPage(bytes, page) {
      const image = await documents.render(bytes, page, dpi, limits);
      // A bundle that reads no pages must not load native modules for it.
      engine ??= import('./ocr/index.ts').then(({ createPaddleEngine }) => createPaddleEngine());
      return (await engine).readPage(image, page);
    },
  };
}
