import type { Font, Glyph } from '../../core/document/geometry.ts';
import type { Engine } from './engine.ts';
import type { PageImage } from './render.ts';

/** Marks of an object that are looked at; nobody nests content deeper. */
const MOST_MARKS = 16;

/** Whether the object belongs to a layer (ISO 32000, 8.11: optional content), which a viewer may not show. */
export function isLayered({ c, scratch, memory }: Engine, object: number): boolean {
  const count = Math.min(MOST_MARKS, c.FPDFPageObj_CountMarks!(object));
  for (let i = 0; i < count; i++) {
    const mark = c.FPDFPageObj_GetMark!(object, i);
    // UTF-16 with an end of its own: six bytes for "OC".
    if (mark === 0 || !c.FPDFPageObjMark_GetName!(mark, scratch + 8, 64, scratch)) continue;
    const { u8, u32 } = memory();
    if (u32[scratch >> 2] === 6 && u8[scratch + 8] === 0x4f && u8[scratch + 10] === 0x43) return true;
  }
  return false;
}

/** Difference of light and dark, of 255, that a painted glyph leaves in its box. */
const CONTRAST = 24;
/** Ideographs of a font that is not in the file are not painted here, and are in a viewer. */
const IDEOGRAPH = /[\u2e80-\uffff]/;

/**
 * Whether a layer shows depends on settings, expressions and the viewer. The picture of the page is asked instead: text
 * of a layer that leaves no ink is invisible, render mode 3 in effect.
 */
export function withoutHiddenLayers(
  glyphs: readonly Glyph[],
  fonts: readonly Font[],
  layered: ReadonlySet<number>,
  image: PageImage,
): Glyph[] {
  const [shown, hidden] = [new Set<number>(), new Set<number>()];
  for (const glyph of glyphs) {
    if (!layered.has(glyph.order) || shown.has(glyph.order) || glyph.text === ' ') continue;
    const cannotTell = !fonts[glyph.font]?.embedded && IDEOGRAPH.test(glyph.text);
    if (cannotTell || leavesInk(glyph, image)) shown.add(glyph.order);
    else hidden.add(glyph.order);
  }
  return glyphs.map(glyph => (hidden.has(glyph.order) && !shown.has(glyph.order) ? { ...glyph, mode: 3 } : glyph));
}

function leavesInk({ box }: Glyph, { width, height, rgba }: PageImage): boolean {
  let [darkest, lightest] = [255, 0];
  for (let y = Math.max(0, Math.floor(box.top)); y < Math.min(height, box.bottom); y++)
    for (let x = Math.max(0, Math.floor(box.left)); x < Math.min(width, box.right); x++)
      for (let channel = 0; channel < 3; channel++) {
        const value = rgba[(y * width + x) * 4 + channel]!;
        darkest = Math.min(darkest, value);
        lightest = Math.max(lightest, value);
      }
  return lightest - darkest > CONTRAST;
}
