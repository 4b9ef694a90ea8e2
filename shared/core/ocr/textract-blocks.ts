import type { PageReading } from '../document/reading.ts';
import { arrangePage } from './arrange-page.ts';

/** What is used of a block of Textract's text detection (API version 2018-06-27). */
export interface TextractBlock {
  readonly BlockType?: string | undefined;
  readonly Text?: string | undefined;
  /** In [0, 100]. */
  readonly Confidence?: number | undefined;
  /** From 1; absent where the document has one page. */
  readonly Page?: number | undefined;
  readonly Geometry?:
    | {
        readonly BoundingBox?:
          | {
              readonly Left?: number | undefined;
              readonly Top?: number | undefined;
              readonly Width?: number | undefined;
              readonly Height?: number | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** The lines of a page among Textract's blocks, in reading order: Textract gives them from top to bottom, across columns. */
export function fromTextractBlocks(blocks: readonly TextractBlock[], page: number): PageReading {
  const lines = blocks
    .filter(({ BlockType, Text, Page = 1 }) => BlockType === 'LINE' && Text && Page === page)
    .map(({ Text = '', Confidence = 0, Geometry }) => {
      const { Left = 0, Top = 0, Width = 0, Height = 0 } = Geometry?.BoundingBox ?? {};
      const box = { left: Left, top: Top, right: Left + Width, bottom: Top + Height };
      return { text: Text, confidence: Confidence / 100, ...(Geometry?.BoundingBox && { box }) };
    });
  return arrangePage({ number: page, engine: 'textract', lines, width: 1, height: 1 });
}
