import { mkdir } from 'node:fs/promises';
import { createDocuments } from '../../../shared/adapters/documents/index.ts';
import type { OcrEngine } from '../../../shared/adapters/ocr/engine.ts';
import type { PageReading } from '../../../shared/core/document/reading.ts';
import { type Stack, startStack } from '../stack/index.ts';

/** Dots an inch at which the local Textract sees a page. */
const DPI = 150;

/** The whole stack on a state folder, made for its owner alone: the files in it are résumés. */
export async function startLocalStack(dir: string): Promise<Stack> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const eye = localEye();
  const stack = await startStack({ dir, servers: { ocr: eye.read } });
  return {
    ...stack,
    stop: async () => {
      await stack.stop();
      await eye.close();
    },
  };
}

/** What the local Textract reads with: the local engine, loaded when the first page comes. */
function localEye(): { read: (bytes: Uint8Array) => Promise<readonly PageReading[]>; close: () => Promise<void> } {
  const documents = createDocuments();
  let engine: Promise<OcrEngine> | undefined;
  return {
    async read(bytes) {
      const opened = await documents.open(bytes, { policy: { ocr: 'always' } });
      if (opened.kind === 'mail') return [];
      engine ??= import('../../../shared/adapters/ocr/index.ts').then(({ createPaddleEngine }) => createPaddleEngine());
      const pages: PageReading[] = [];
      for (const { number } of opened.ocrPages)
        pages.push(await (await engine).readPage(await documents.render(bytes, number, DPI), number));
      return pages;
    },
    async close() {
      documents.close();
      await (await engine)?.close();
    },
  };
}
