import { fills } from './fills.ts';
import { isOrg, isTitle, type Part, type PartKind } from './heads.ts';
import { continues, isRest } from './margins.ts';
import type { View } from './views.ts';

/** At most so many head lines above and below the one with the date. */
export const REACH = 3;

/** The views that are one entry’s head. */
export interface Block {
  /** Views `[top, bottom)` are the head. */
  readonly top: number;
  readonly bottom: number;
}
export function blocksOf(views: readonly View[], anchors: readonly number[], kind: PartKind): Block[] {
  const first = anchors[0]!;
  const lead = runAbove(views, first, 0, kind);
  const blocks: Block[] = [];
  anchors.forEach((anchor, i) => {
    const floor = blocks.at(-1)?.bottom ?? 0;
    let up = i === 0 ? lead : Math.min(lead, runAbove(views, anchor, floor, kind));
    if (i > 0 && up > 0) up = settled(views, anchor, up, floor, first - lead, kind);
    const top = anchor - up;
    const next = anchors[i + 1] ?? views.length;
    const reserved = Math.min(lead, next - anchor - 1);
    const bottom = anchor + 1 + runBelow(views, top, anchor, i + 1 < anchors.length ? next - reserved : next, kind);
    blocks.push({ top, bottom });
  });
  return blocks;
}

/** Head lines directly above the anchor, not beyond `floor`. */
function runAbove(views: readonly View[], anchor: number, floor: number, kind: PartKind): number {
  let up = 0;
  while (
    up < REACH &&
    anchor - up - 1 >= floor &&
    !views[anchor - up - 1]!.body &&
    views[anchor - up - 1]!.width <= 110 &&
    (kind === 'projects' || !isRest(views, anchor - up - 1))
  ) {
    up++;
    if (views[anchor - up]!.line.gap > 0 && up > 0) break;
  }
  // A blank line directly above the anchor parts it from what is above.
  return views[anchor]!.line.gap > 0 && anchor > floor && floor > 0 ? 0 : up;
}

/**
 * Of the lines that the first entry's pattern would take above a later anchor, those that look like the first entry's:
 * where the section's list items run on without marks, their last line must not become an employer.
 */
function settled(
  views: readonly View[],
  anchor: number,
  up: number,
  floor: number,
  firstTop: number,
  kind: PartKind,
): number {
  const model = kindsOf(views[firstTop]!.parts);
  for (let take = up; take > 0; take--) {
    const view = views[anchor - take]!;
    if (view.line.gap > 0 || view.line.facts?.bold || view.parts.some(part => part.slot)) return take;
    const own = kindsOf(view.parts);
    const below = kindsOf(views[anchor - take + 1]!.parts);
    const before = views[anchor - take - 1];
    // A shorter head would begin with another kind of thing than the first entry's: no.
    const shorter = take === 1 ? views[anchor]!.parts.length > 0 && below === model : below === model;
    if (own !== model && shorter && kind !== 'projects') continue;
    if (anchor - take > floor && continues(views, before, view) && shorter) continue;
    return take;
  }
  return 0;
}

/** What a line's words say that it holds, as a word to compare. */
const kindsOf = (parts: readonly Part[]): string =>
  `${parts.some(isOrg) ? 'o' : ''}${parts.some(isTitle) ? 't' : ''}${parts.some(p => p.evidence.school > 0.5) ? 's' : ''}`;

/** How many lines below the anchor still belong to the head: only while the head lacks something that they have. */
function runBelow(views: readonly View[], top: number, anchor: number, end: number, kind: PartKind): number {
  let down = 0;
  while (down < REACH && anchor + 1 + down < end) {
    const view = views[anchor + 1 + down]!;
    if (view.body || view.width > 110 || view.line.gap > 1) break;
    const have = views.slice(top, anchor + 1 + down).flatMap(v => v.parts);
    const dated = views.slice(top, anchor + 1 + down).some(v => v.date);
    if (!fills(have, view, dated, kind, views[anchor + 2 + down])) break;
    down++;
  }
  return down;
}
