import { DocumentError, type NoteCode } from '../codes.ts';
import type { PageReading, Reading } from '../document/reading.ts';

/** Mean confidence below which a reader of the record should know. */
const DOUBTFUL = 0.75;

/**
 * A document's pages from its text layer and from OCR, in order.
 * @throws DocumentError NO_TEXT_FOUND when none of them holds any text.
 */
export function joinPages(reading: Reading, ocr: readonly PageReading[]): Reading {
  const numbers = new Set(ocr.map(({ number }) => number));
  const pages = [...reading.pages.filter(({ number }) => !numbers.has(number)), ...ocr]
    .filter(({ lines }) => lines.some(({ text }) => text.trim() !== ''))
    .sort((a, b) => a.number - b.number);
  if (pages.length === 0) throw new DocumentError('NO_TEXT_FOUND');
  const notes = new Set<NoteCode>(reading.notes);
  if (ocr.length > 0) notes.add('OCR_USED');
  if (confidenceOf(ocr) < DOUBTFUL) notes.add('LOW_CONFIDENCE');
  return { ...reading, pages, notes: [...notes] };
}

/** Mean confidence in [0, 1], by length; 1 where nothing was guessed. */
export function confidenceOf(pages: readonly PageReading[]): number {
  let [sum, length] = [0, 0];
  for (const { lines } of pages)
    for (const { text, confidence } of lines) {
      if (confidence === undefined) continue;
      sum += confidence * text.length;
      length += text.length;
    }
  return length === 0 ? 1 : sum / length;
}
