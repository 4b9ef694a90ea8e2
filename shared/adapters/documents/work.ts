import { DocumentError, type NoteCode } from '../../core/codes.ts';
import { pictureOf, readDocx } from './docx.ts';
import { decodePicture, inspectPicture, type PageImage } from './image.ts';
import type { Limits } from './limits.ts';
import { readMail } from './mail.ts';
import type { Opened, OpenPolicy } from './open.ts';
import { readPdf, renderPdfPage } from './pdf.ts';
import type { DocumentType } from './type.ts';

/** A piece of work on untrusted bytes; plain data, for it crosses to another process. */
export type Work =
  | {
      readonly job: 'open';
      readonly type: Exclude<DocumentType, 'text'>;
      readonly bytes: Uint8Array;
      readonly limits: Limits;
      readonly policy: OpenPolicy;
    }
  | {
      readonly job: 'render';
      readonly type: DocumentType;
      readonly bytes: Uint8Array;
      readonly limits: Limits;
      readonly page: number;
      readonly dpi: number;
    };

/** @throws DocumentError; anything else is a fault of a parser, which only its document can have caused. */
export async function doWork(work: Work): Promise<Opened | PageImage> {
  return work.job === 'open' ? open(work) : render(work);
}

async function open({ type, bytes, limits, policy }: Work & { job: 'open' }): Promise<Opened> {
  switch (type) {
    case 'pdf':
      return readPdf(bytes, limits, policy);
    case 'docx':
      return openDocx(bytes, limits);
    case 'mail':
      return { kind: 'mail', ...(await readMail(bytes, limits)) };
    default:
      return openPicture(bytes, limits);
  }
}

/** A DOCX without text may hold a scanned page as a picture. */
function openDocx(bytes: Uint8Array, limits: Limits): Opened {
  const { reading, pictures } = readDocx(bytes, limits);
  const letters = reading.pages.flatMap(({ lines }) => lines).reduce((sum, { text }) => sum + text.trim().length, 0);
  if (letters > 0 || pictures.length === 0) return { kind: 'reading', reading, ocrPages: [] };
  if (pictures.length > limits.pages) throw new DocumentError('TOO_MANY_PAGES');
  const ocrPages = pictures.map((_, i) => ({ number: i + 1, script: 'unknown' as const }));
  return { kind: 'reading', reading: { ...reading, pages: [] }, ocrPages };
}

async function openPicture(bytes: Uint8Array, limits: Limits): Promise<Opened> {
  const { pages, blank, damaged } = await inspectPicture(bytes, limits);
  const numbers = Array.from({ length: pages }, (_, i) => i + 1).filter(number => !blank.includes(number));
  const notes: NoteCode[] = damaged ? ['PARTIAL_PAGES'] : [];
  return {
    kind: 'reading',
    reading: { pages: [], notes, stamps: [] },
    ocrPages: numbers.map(number => ({ number, script: 'unknown' })),
  };
}

async function render({ type, bytes, limits, page, dpi }: Work & { job: 'render' }): Promise<PageImage> {
  switch (type) {
    case 'pdf':
      return renderPdfPage(bytes, page, dpi, limits);
    case 'docx': {
      const name = readDocx(bytes, limits).pictures[page - 1];
      if (name === undefined) throw new RangeError('no such page');
      return decodePicture(pictureOf(bytes, name, limits), 1, limits);
    }
    case 'text':
    case 'mail':
      throw new RangeError('no such page');
    default:
      return decodePicture(bytes, page, limits);
  }
}
