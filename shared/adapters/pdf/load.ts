import { DocumentError } from '../../core/codes.ts';
import type { Engine } from './engine.ts';
import { type Frame, frameOf } from './frame.ts';
import type { PdfLimits } from './limits.ts';

/** pdfium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY */
const [ERR_PASSWORD, ERR_SECURITY] = [4, 5];
/** pdfium's FORMTYPE_XFA_FULL and FORMTYPE_XFA_FOREGROUND */
const XFA = [2, 3];

/** @returns the document's handle. */
export function load({ c, memory }: Engine, bytes: Uint8Array): number {
  const at = c.malloc!(bytes.length + 1);
  if (at === 0) throw new DocumentError('DECOMPRESSION_LIMIT');
  memory().u8.set(bytes, at);
  const emptyPassword = at + bytes.length;
  memory().u8[emptyPassword] = 0;
  const handle = c.FPDF_LoadMemDocument!(at, bytes.length, emptyPassword);
  if (handle !== 0) return handle;
  const error = c.FPDF_GetLastError!();
  throw new DocumentError(error === ERR_PASSWORD || error === ERR_SECURITY ? 'PASSWORD_PROTECTED' : 'DAMAGED_FILE');
}

export function checkDocument({ c }: Engine, handle: number, limits: PdfLimits) {
  const pageCount = c.FPDF_GetPageCount!(handle);
  if (pageCount > limits.maxPages) throw new DocumentError('TOO_MANY_PAGES');
  if (XFA.includes(c.FPDF_GetFormType!(handle))) throw new DocumentError('XFA_FORM');
  if (pageCount < 1) throw new DocumentError('DAMAGED_FILE');
  return { pageCount, ownerRestricted: c.EPDF_IsEncrypted!(handle) !== 0 };
}

/** Whether at least one page of the tree can be found. */
export function hasPages({ c, scratch }: Engine, handle: number): boolean {
  const count = Math.min(100, c.FPDF_GetPageCount!(handle));
  for (let i = 0; i < count; i++) if (c.FPDF_GetPageSizeByIndexF!(handle, i, scratch)) return true;
  return false;
}

/** Sizes as a reader sees the pages, read without their contents; nothing for a page that the file has lost. */
export function pageSizes({ c, scratch, memory }: Engine, handle: number, count: number, limits: PdfLimits) {
  const { minPagePoints, maxPagePoints } = limits;
  return Array.from({ length: count }, (_, i) => {
    if (!c.FPDF_GetPageSizeByIndexF!(handle, i, scratch)) return undefined;
    const { f32 } = memory();
    const [width, height] = [f32[scratch >> 2]!, f32[(scratch >> 2) + 1]!];
    if (Math.min(width, height) < minPagePoints || Math.max(width, height) > maxPagePoints)
      throw new DocumentError('PAGE_SIZE');
    return { width, height };
  });
}

/** The file as pdfium would write it without its encryption; the document itself stays as it is. */
export function decryptedCopy({ c, memory }: Engine, handle: number): Uint8Array {
  const writer = c.PDFiumExt_OpenFileWriter!();
  c.EPDF_RemoveEncryption!(handle);
  c.PDFiumExt_SaveAsCopy!(handle, writer);
  const size = c.PDFiumExt_GetFileWriterSize!(writer);
  const at = c.malloc!(size);
  if (at === 0) throw new DocumentError('DECOMPRESSION_LIMIT');
  c.PDFiumExt_GetFileWriterData!(writer, at, size);
  const copy = memory().u8.slice(at, at + size);
  c.free!(at);
  c.PDFiumExt_CloseFileWriter!(writer);
  return copy;
}

export function withPage<T>(
  engine: Engine,
  handle: number,
  index: number,
  use: (engine: Engine, page: number) => T,
): T {
  const { c } = engine;
  const page = c.FPDF_LoadPage!(handle, index);
  if (page === 0) throw new DocumentError('DAMAGED_FILE');
  const value = use(engine, page);
  c.FPDF_ClosePage!(page);
  return value;
}

export function frameOfPage({ c, scratch, memory }: Engine, page: number): Frame {
  if (!c.FPDF_GetPageBoundingBox!(page, scratch)) throw new DocumentError('DAMAGED_FILE');
  const rectangle = memory().f32.subarray(scratch >> 2, (scratch >> 2) + 4);
  const [left, top, right, bottom] = rectangle as unknown as readonly [number, number, number, number];
  return frameOf({ left, top, right, bottom }, Math.max(0, c.FPDFPage_GetRotation!(page)));
}
