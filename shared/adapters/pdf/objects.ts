import { DocumentError } from '../../core/codes.ts';
import type { Box, Fill } from '../../core/document/geometry.ts';
import type { Engine } from './engine.ts';
import { boxOf, compose, type Frame, IDENTITY, type Matrix } from './frame.ts';
import { isLayered } from './layers.ts';

/** What the page's object tree says about a text object. */
export interface TextFacts {
  /** Place in the order of painting. */
  readonly order: number;
  /** Product of the alphas of the enclosing form XObjects: Chrome puts CSS opacity there. */
  readonly alpha: number;
  /** In a layer that may not show. */
  readonly layered: boolean;
}

export interface PageObjects {
  readonly texts: ReadonlyMap<number, TextFacts>;
  readonly fills: readonly Fill[];
}

/** pdfium's FPDF_PAGEOBJ_* */
const [TEXT, PATH, IMAGE, SHADING, FORM] = [1, 2, 3, 4, 5];
/** Forms in forms; pdfium itself stops at about this depth. */
const MAX_DEPTH = 32;
/** Objects of a page that are looked at; a drawing of more is no résumé, and its text is read all the same. */
const MAX_OBJECTS = 200_000;
/** A thinner fill is a rule or a dot and cannot hide text. */
const MIN_SIDE = 2;

/** @param layers whether the file has layers at all. */
export function readObjects(
  engine: Engine,
  page: number,
  frame: Frame,
  maxPixels: number,
  layers = false,
): PageObjects {
  const { c, scratch, memory } = engine;
  const texts = new Map<number, TextFacts>();
  const fills: Fill[] = [];
  let order = 0;

  const visit = (object: number, alpha: number, matrix: Matrix, depth: number, around = false): void => {
    if (++order > MAX_OBJECTS) return;
    const type = c.FPDFPageObj_GetType!(object);
    const layered = around || (layers && isLayered(engine, object));
    if (type === TEXT) texts.set(object, { order, alpha, layered });
    else if (type === FORM && depth < MAX_DEPTH) {
      const inner = c.FPDFPageObj_GetMatrix!(object, scratch) ? compose(matrixAt(), matrix) : matrix;
      const innerAlpha = alpha * fillColor(object).alpha;
      const count = c.FPDFFormObj_CountObjects!(object);
      for (let i = 0; i < count; i++) visit(c.FPDFFormObj_GetObject!(object, i), innerAlpha, inner, depth + 1, layered);
    } else if (type === PATH) visitPath(object, alpha, matrix);
    else if (type === IMAGE) {
      if (c.FPDFImageObj_GetImagePixelSize!(object, scratch, scratch + 4)) {
        const { u32 } = memory();
        if (u32[scratch >> 2]! * u32[(scratch >> 2) + 1]! > maxPixels) throw new DocumentError('IMAGE_TOO_LARGE');
      }
      add(object, matrix, { kind: 'picture', color: 0, alpha });
    } else if (type === SHADING) add(object, matrix, { kind: 'shading', color: 0, alpha });
  };

  const visitPath = (object: number, alpha: number, matrix: Matrix): void => {
    if (!c.FPDFPath_GetDrawMode!(object, scratch, scratch + 4) || memory().u32[scratch >> 2] === 0) return;
    const fill = fillColor(object);
    // Four or five points: a rectangle. Any other shape may leave parts of its box bare.
    const kind = c.FPDFPath_CountSegments!(object) <= 5 ? 'rectangle' : 'shape';
    add(object, matrix, { kind, color: fill.color, alpha: alpha * fill.alpha });
  };

  const add = (object: number, matrix: Matrix, fill: Omit<Fill, 'box' | 'order'>): void => {
    const at = scratch;
    if (!c.FPDFPageObj_GetBounds!(object, at, at + 4, at + 8, at + 12)) return;
    const f32 = memory().f32.subarray(at >> 2, (at >> 2) + 4);
    const [left, bottom, right, top] = f32 as unknown as [number, number, number, number];
    const box: Box = boxOf(frame, matrix, left, bottom, right, top);
    if (box.right - box.left >= MIN_SIDE && box.bottom - box.top >= MIN_SIDE) fills.push({ ...fill, box, order });
  };

  const fillColor = (object: number): { color: number; alpha: number } => {
    if (!c.FPDFPageObj_GetFillColor!(object, scratch, scratch + 4, scratch + 8, scratch + 12))
      return { color: 0, alpha: 1 };
    const { u32 } = memory();
    const at = scratch >> 2;
    return { color: (u32[at]! << 16) | (u32[at + 1]! << 8) | u32[at + 2]!, alpha: u32[at + 3]! / 255 };
  };

  const matrixAt = (): Matrix => [...memory().f32.subarray(scratch >> 2, (scratch >> 2) + 6)] as unknown as Matrix;

  const count = c.FPDFPage_CountObjects!(page);
  for (let i = 0; i < count; i++) visit(c.FPDFPage_GetObject!(page, i), 1, IDENTITY, 0);
  return { texts, fills };
}
