import { isOrg, isTitle } from './heads.ts';
import type { View } from './views.ts';

/**
 * An unmarked line below one that fills the column and does not end is the rest of it, unless it names an employer, a
 * position or a school.
 */
export function continues(views: readonly View[], before: View | undefined, view: View): boolean {
  const first = views[0]!.line.index;
  if (!before?.body || view.line.gap > 0 || /[。.!?;)]$/.test(before.line.shadow)) return false;
  if (view.parts.some(p => isOrg(p) || isTitle(p) || p.evidence.school > 0.5)) return false;
  // Of the lines around: a section may be long, and this is asked at each of its heads.
  const around = views.slice(Math.max(0, before.line.index - first - 40), before.line.index - first + 40);
  return before.width >= 0.85 * around.reduce((most, { width }) => Math.max(most, width), 0);
}

/** A small letter below a list item: the margin broke the item. */
export const isRest = (views: readonly View[], i: number): boolean =>
  views[i]!.line.gap === 0 && views[i - 1]?.body === true && REST.test(views[i]!.line.shadow);
const REST = /^[a-z](?![A-Z])|^\d[\d.,]*%|(?<!\b(?:Corp|Inc|Ltd|Co|LLC|Ph\.D))(?<=[a-z\d%)]{3})\.$/;
