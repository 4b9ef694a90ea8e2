/** What a page is written in, as far as anyone knows before it is read. */
export type Script = 'han' | 'latin' | 'unknown';

export type OcrEngineName = 'textract' | 'paddle';

/**
 * Which engine reads which script. Textract's classic text detection knows English, French, German, Italian, Portuguese
 * and Spanish; asked for Chinese it answers with Latin letters and no error. PP-OCRv4 knows Chinese and English in one
 * model, and Latin letters without most accents.
 */
export const CAPABILITIES: Readonly<Record<OcrEngineName, Readonly<Record<Script, boolean>>>> = {
  textract: { latin: true, han: false, unknown: false },
  paddle: { latin: true, han: true, unknown: true },
};

/** The preferred engine where it can read the script, else the first that can. */
export function engineFor(script: Script, preferred: readonly OcrEngineName[] = ['textract', 'paddle']): OcrEngineName {
  return preferred.find(engine => CAPABILITIES[engine][script]) ?? 'paddle';
}
