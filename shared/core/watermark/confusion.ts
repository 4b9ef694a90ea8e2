/**
 * Glyphs that readers of pictures take for each other. For aligning a reading by OCR every glyph stands for its group; the
 * text itself is not touched.
 */
const GROUPS = ['0OoDQ', '1lI|!i', '5Ss', '8B', '2Zz', '6b', '9gq', 'cC', 'uUvV', 'wW', 'xX', 'kK', 'pP', '-_~'];

const FIRST = new Map<number, number>(
  GROUPS.flatMap(group => Array.from(group, char => [char.charCodeAt(0), group.charCodeAt(0)] as const)),
);

/** The first glyph of the group that a glyph belongs to. */
export const folded = (code: number): number => FIRST.get(code) ?? code;
