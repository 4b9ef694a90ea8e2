import { REACH } from './blocks.ts';
import { isOrg, isTitle, type PartKind } from './heads.ts';
import { continues } from './margins.ts';
import type { View } from './views.ts';

/** The views that an entry's head is built around. */
export function anchorsOf(views: readonly View[], kind: PartKind): number[] {
  const ranged = views.flatMap((view, i) =>
    view.date && !view.body && (view.date.range || view.date.impossible) ? [i] : [],
  );
  const unmarked = ranged.filter(i => views[i]!.line.mark === 0);
  let anchors = unmarked.length ? unmarked : ranged;
  const singles = views.flatMap((view, i) => (view.date && !view.body && !view.date.range ? [i] : []));
  if (anchors.length === 0 || kind !== 'work') {
    const taken = new Set(anchors);
    const more = singles.filter(i => !taken.has(i - 1) && !taken.has(i) && !taken.has(i + 1));
    anchors = [...anchors, ...(anchors.length ? more.filter(i => evident(views[i]!, kind)) : more)].sort(
      (a, b) => a - b,
    );
  }
  const dated = new Set(anchors);
  const spoken = views.flatMap((view, i) =>
    !view.body && !view.date && standsAlone(views, i, kind) && !near(views, dated, i) ? [i] : [],
  );
  const all = [...anchors, ...spoken].sort((a, b) => a - b);
  if (all.length || kind === 'work') return all;
  return kind === 'projects'
    ? titlesOf(views)
    : views.flatMap((view, i) => (!view.body && evident(view, kind) ? [i] : []));
}

/** Whether an anchor belongs to the same head as a line: nothing but head lines between them. */
function near(views: readonly View[], anchors: ReadonlySet<number>, i: number): boolean {
  for (const step of [-1, 1])
    for (let k = 1; k <= REACH; k++) {
      if (anchors.has(i + step * k)) return true;
      if (views[i + step * k]?.body !== false) break;
    }
  return false;
}

function evident({ parts }: View, kind: PartKind): boolean {
  if (kind === 'education')
    return (
      parts.some(p => p.slot === 'school' || p.evidence.school > 0.5) ||
      parts.some(p => p.evidence.degree && p.evidence.title === 0)
    );
  if (kind === 'work') return parts.some(isOrg) || parts.some(isTitle);
  return parts.length > 0;
}

/** A head without a date must say by itself that it is one. */
function standsAlone(views: readonly View[], i: number, kind: PartKind): boolean {
  const { parts } = views[i]!;
  if (kind === 'work') return parts.some(isOrg) && parts.some(isTitle);
  if (kind === 'education')
    return (
      parts.some(p => p.slot === 'school' || p.evidence.school > 0.5) &&
      (parts.some(p => p.slot === 'degree' || p.evidence.degree) || !neighbourDated(views, i))
    );
  return parts[0]?.slot === 'project';
}

const neighbourDated = (views: readonly View[], i: number): boolean => {
  for (let k = Math.max(0, i - REACH); k <= i + REACH; k++) if (views[k]?.date) return true;
  return false;
};

/** Projects without dates: a line that is no list item above one that is. */
function titlesOf(views: readonly View[]): number[] {
  const marked = views.some(view => view.line.mark > 0);
  return views.flatMap((view, i) => {
    if (view.body || view.width > 70) return [];
    const [before, after] = [views[i - 1], views[i + 1]];
    if (!marked) return i === 0 || view.line.gap > 0 || view.line.facts?.bold ? [i] : [];
    return after?.body && (!before || before.body) && !continues(views, before, view) ? [i] : [];
  });
}
