import type { Engine, PageReading } from '../../core/document/reading.ts';
import type { PageImage } from '../documents/image.ts';

/** What reads a picture of a page. */
export interface OcrEngine {
  readonly name: Engine;
  /** @param number of the page in its document, from 1. An empty page has no lines; nothing is thrown for it. */
  readPage(image: PageImage, number: number): Promise<PageReading>;
  /** Lets go of the models' memory. */
  close(): Promise<void>;
}
