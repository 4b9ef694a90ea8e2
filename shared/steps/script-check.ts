import type { PageReading } from '../core/document/reading.ts';
import type { Settings } from './settings.ts';

/** Whether an OCR result may stand: Textract answers a script that it does not know with doubtful Latin, not an error. */
export const suits = (page: PageReading, { refuseBelow }: Settings): boolean => confidenceOf([page]) >= refuseBelow;

/** Mean confidence of the lines that an engine guessed, by length; 1 when there is none. */
export function confidenceOf(pages: readonly PageReading[]): number {
  let [sum, length] = [0, 0];
  for (const { lines } of pages)
    for (const { text, confidence } of lines) {
      if (confidence === undefined) continue;
      sum += confidence * text.length;
      length += text.length;
    }
  return length ? sum / length : 1;
}
