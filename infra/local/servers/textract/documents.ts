import { DocumentError, type FailureCode } from '../../../../shared/core/codes.ts';
import type { PageReading } from '../../../../shared/core/document/reading.ts';
import { ServiceError } from '../http/service-error.ts';

export type Format = 'pdf' | 'png' | 'jpeg' | 'tiff';

/** Reads a document's pages, in order. A `DocumentError` says that the document is at fault. */
export type Ocr = (document: Uint8Array, format: Format) => Promise<readonly PageReading[]>;

/** Bytes; pages of a PDF or TIFF. */
const SYNC_SIZE = 10 * 1_048_576;
const ASYNC_SIZE = 500 * 1_048_576;
const ASYNC_PAGES = 3000;

const UNSUPPORTED: readonly FailureCode[] = ['PASSWORD_PROTECTED', 'XFA_FORM', 'UNSUPPORTED_TYPE', 'NOT_A_DOCUMENT'];
const TOO_LARGE: readonly FailureCode[] = ['TOO_LARGE', 'TOO_MANY_PAGES', 'IMAGE_TOO_LARGE', 'DECOMPRESSION_LIMIT'];

/** Reads the document as one of the two ways of the service would, with that way's limits. */
export async function readDocument(
  ocr: Ocr | undefined,
  bytes: Uint8Array,
  way: 'sync' | 'async',
): Promise<readonly PageReading[]> {
  const format = checkDocument(bytes, way);
  if (!ocr) throw new ServiceError('InternalServerError', 'The local server was started without an OCR engine.', 500);
  const pages = await ocr(bytes, format).catch(error => {
    throw refusalFor(error);
  });
  if (way === 'sync' && pages.length > 1) throw unsupported();
  if (pages.length > ASYNC_PAGES) throw tooLarge();
  return pages;
}

/** The format of a document that is not refused at sight. */
export function checkDocument(bytes: Uint8Array, way: 'sync' | 'async'): Format {
  if (bytes.length > (way === 'sync' ? SYNC_SIZE : ASYNC_SIZE)) throw tooLarge();
  const format = formatOf(bytes);
  if (!format) throw unsupported();
  return format;
}

function formatOf(bytes: Uint8Array): Format | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  // Readers accept a PDF whose header comes within the first kilobyte.
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('\x89PNG\r\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  return head.startsWith('II*\0') || head.startsWith('MM\0*') ? 'tiff' : undefined;
}

function refusalFor(error: unknown): ServiceError {
  if (!(error instanceof DocumentError)) return new ServiceError('InternalServerError', 'The OCR engine failed.', 500);
  if (UNSUPPORTED.includes(error.code)) return unsupported();
  if (TOO_LARGE.includes(error.code)) return tooLarge();
  return new ServiceError('BadDocumentException', 'Request has bad document');
}

const unsupported = () => new ServiceError('UnsupportedDocumentException', 'Request has unsupported document format');
const tooLarge = () => new ServiceError('DocumentTooLargeException', 'Request has document that is too large');
