import { DocumentError } from '../../core/codes.ts';
import type { Engine } from './engine.ts';

export interface PageImage {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, rows from the top, opaque on white. */
  readonly rgba: Uint8Array;
}

/** pdfium's FPDF_ANNOT | FPDF_REVERSE_BYTE_ORDER: form fields and notes are part of what a reader sees; RGBA, not BGRA. */
const FLAGS = 0x01 | 0x10;

/** @param size of the page as a reader sees it, points. */
export function renderPage(
  { c, memory }: Engine,
  page: number,
  size: { width: number; height: number },
  dpi: number,
  maxPixels: number,
): PageImage {
  const width = Math.max(1, Math.round((size.width * dpi) / 72));
  const height = Math.max(1, Math.round((size.height * dpi) / 72));
  if (width * height > maxPixels) throw new DocumentError('IMAGE_TOO_LARGE');
  const bitmap = c.FPDFBitmap_Create!(width, height, 0);
  if (bitmap === 0) throw new DocumentError('IMAGE_TOO_LARGE');
  try {
    c.FPDFBitmap_FillRect!(bitmap, 0, 0, width, height, 0xffffffff);
    c.FPDF_RenderPageBitmap!(bitmap, page, 0, 0, width, height, 0, FLAGS);
    const start = c.FPDFBitmap_GetBuffer!(bitmap);
    const stride = c.FPDFBitmap_GetStride!(bitmap);
    const rgba = new Uint8Array(width * height * 4);
    const { u8 } = memory();
    for (let y = 0; y < height; y++)
      rgba.set(u8.subarray(start + y * stride, start + y * stride + width * 4), y * width * 4);
    for (let i = 3; i < rgba.length; i += 4) rgba[i] = 255;
    return { width, height, rgba };
  } finally {
    c.FPDFBitmap_Destroy!(bitmap);
  }
}
