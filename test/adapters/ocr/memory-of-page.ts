/** Reads a dense page at the largest size that OCR is given, and prints the peak of this process's memory, MB. */
import { createDocuments } from '../../../shared/adapters/documents/index.ts';
import { createPaddleEngine } from '../../../shared/adapters/ocr/index.ts';
import { ocrCases, photographed } from './pages.ts';

const documents = createDocuments();
const engine = createPaddleEngine();
const [page] = await ocrCases(documents, 5, 1, Number(process.argv[2]));
documents.close();
const image = await photographed(page!.image, 1);
for (let i = 0; i < 2; i++) await engine.readPage(image, 1);
await engine.close();
console.log(
  JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024, width: image.width, height: image.height }),
);
