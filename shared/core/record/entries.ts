import type { DateSpan } from './dates.ts';
import { roleWeight } from './evidence.ts';
import type { Part, PartKind } from './heads.ts';
import type { Line } from './lines.ts';
import { HAS } from './lines.ts';
import { isState } from './places.ts';
import { type View, viewOf } from './views.ts';

/** One job, school or project: the parts of its head, its dates, and the lines below. */
export interface Entry {
  readonly parts: readonly Part[];
  /** The lines that its head took. */
  readonly head: readonly Line[];
  readonly date?: { readonly value: DateSpan; readonly line: Line };
  readonly body: readonly Line[];
  /** Set where several roles stand below one employer: the employer's part. */
  readonly under?: Part;
}

/** At most so many head lines above and below the one with the date. */
const REACH = 3;

/**
 * The entries of a section. A date is the anchor of an entry; a résumé repeats one pattern, so the lines above the
 * first anchor tell how many stand above the others, and lines below are taken only while something is missing.
 */
export function entriesOf(lines: readonly Line[], kind: PartKind): { entries: Entry[]; loose: readonly Line[] } {
  const views = lines.map(line => viewOf(line, kind));
  const anchors = anchorsOf(views, kind);
  if (anchors.length === 0) return { entries: [], loose: lines };
  const blocks = blocksOf(views, anchors, kind);
  const entries: Entry[] = [];
  let employer: Part | undefined;
  blocks.forEach((block, i) => {
    const heads = views.slice(block.top, block.bottom);
    const parts = heads.flatMap((view, line) => view.parts.map(part => ({ ...part, line })));
    const body = views.slice(block.bottom, blocks[i + 1]?.top ?? views.length).map(view => view.line);
    const dated = heads.find(view => view.date?.range) ?? heads.find(view => view.date);
    const entry: Entry = {
      parts,
      head: heads.map(view => view.line),
      body,
      ...(dated && { date: { value: dated.date!, line: dated.line } }),
    };
    if (kind !== 'work') {
      entries.push(entry);
      return;
    }
    const orgOnly = parts.length > 0 && parts.some(isOrg) && !parts.some(isTitle);
    if (
      orgOnly &&
      body.length === 0 &&
      blocks[i + 1] &&
      !views[blocks[i + 1]!.top]?.parts.some(isOrg) &&
      rolesFollow(views, blocks, i + 1)
    ) {
      employer = parts.find(isOrg);
      return;
    }
    const roleOnly =
      parts.length > 0 && parts.some(isTitle) && !parts.some(isOrg) && parts.every(p => isTitle(p) || minor(p));
    if (!roleOnly) employer = orgAlone(parts);
    entries.push(roleOnly && employer ? { ...entry, under: employer } : entry);
  });
  return { entries, loose: views.slice(0, blocks[0]!.top).map(view => view.line) };
}

const isOrg = ({ evidence, slot }: Part): boolean =>
  slot === 'org' || (!slot && evidence.org >= 0.6 && evidence.title === 0);
const isTitle = ({ evidence, slot }: Part): boolean =>
  slot === 'title' || (!slot && evidence.title > 0.5 && evidence.org < 1);
const minor = ({ evidence, slot, shadow }: Part): boolean =>
  slot === 'city' ||
  isState(shadow) ||
  slot === 'department' ||
  evidence.city ||
  (evidence.employment && evidence.org < 1) ||
  evidence.department;

const rolesFollow = (views: readonly View[], blocks: readonly Block[], i: number): boolean => {
  const block = blocks[i]!;
  const parts = views.slice(block.top, block.bottom).flatMap(view => view.parts);
  return parts.some(isTitle) && !parts.some(isOrg);
};

/** The employer, where it stands on a line of its own and so may be meant for several roles. */
function orgAlone(parts: readonly Part[]): Part | undefined {
  const title = parts.find(isTitle);
  const org = parts.find(isOrg) ?? (title && parts.find(part => part.line < title.line && !minor(part)));
  return org && title && org.line < title.line ? org : undefined;
}

interface Block {
  /** Views `[top, bottom)` are the head. */
  readonly top: number;
  readonly bottom: number;
}

/** The views that an entry's head is built around. */
function anchorsOf(views: readonly View[], kind: PartKind): number[] {
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

/**
 * An unmarked line below one that fills the column and does not end is the rest of it, unless it names an employer, a
 * position or a school.
 */
function continues(views: readonly View[], before: View | undefined, view: View): boolean {
  const first = views[0]!.line.index;
  if (!before?.body || view.line.gap > 0 || /[。.!?;)]$/.test(before.line.shadow)) return false;
  if (view.parts.some(p => isOrg(p) || isTitle(p) || p.evidence.school > 0.5)) return false;
  // Of the lines around: a section may be long, and this is asked at each of its heads.
  const around = views.slice(Math.max(0, before.line.index - first - 40), before.line.index - first + 40);
  return before.width >= 0.85 * around.reduce((most, { width }) => Math.max(most, width), 0);
}

function blocksOf(views: readonly View[], anchors: readonly number[], kind: PartKind): Block[] {
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
    views[anchor - up - 1]!.width <= 90 &&
    (kind === 'projects' || !isRest(views, anchor - up - 1))
  ) {
    up++;
    if (views[anchor - up]!.line.gap > 0 && up > 0) break;
  }
  // A blank line directly above the anchor parts it from what is above.
  return views[anchor]!.line.gap > 0 && anchor > floor && floor > 0 ? 0 : up;
}

/** A small letter below a list item: the margin broke the item. */
const isRest = (views: readonly View[], i: number): boolean =>
  views[i]!.line.gap === 0 && views[i - 1]?.body === true && REST.test(views[i]!.line.shadow);
const REST = /^[a-z](?![A-Z])|^\d[\d.,]*%|(?<!\b(?:Corp|Inc|Ltd|Co|LLC|Ph\.D))(?<=[a-z\d%)]{3})\.$/;

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
    if (view.body || view.width > 90 || view.line.gap > 1) break;
    const have = views.slice(top, anchor + 1 + down).flatMap(v => v.parts);
    const dated = views.slice(top, anchor + 1 + down).some(v => v.date);
    if (!fills(have, view, dated, kind, views[anchor + 2 + down])) break;
    down++;
  }
  return down;
}

/** A short line in which every long word begins with a capital: a name. */
const isNamed = ({ width, line: { shadow, has } }: View): boolean =>
  width <= 50 &&
  !(has & HAS.digit && /\d{2}/.test(shadow)) &&
  /^(?:[A-Z0-9][^\s]*|[a-z]{1,3}|&)(?: (?:[A-Z0-9][^\s]*|[a-z]{1,3}|&))*$/.test(shadow);

function fills(have: readonly Part[], view: View, dated: boolean, kind: PartKind, next: View | undefined): boolean {
  const parts = view.parts;
  if (view.date) return !dated && parts.length === 0;
  if (parts.length === 0) return false;
  const major = have.filter(part => !minor(part));
  if (parts.some(p => p.slot)) return parts.every(p => !p.slot || !have.some(h => h.slot === p.slot));
  if (kind === 'work') {
    if (!have.some(isTitle) && parts.some(isTitle)) return major.length < 3;
    if (!have.some(isOrg) && parts.some(isOrg)) return major.length < 3;
    if (parts.every(minor)) return !next?.date;
    if (major.length !== 1) return major.length === 0;
    return (next?.line.mark ?? 0) > 0 || (next !== undefined && isNamed(view) && (next.body || next.parts.some(minor)));
  }
  if (kind === 'education') {
    const has = (test: (p: Part) => boolean) => !have.some(test) && parts.some(test);
    if (has(p => p.evidence.school > 0.5) || has(p => p.evidence.degree !== undefined)) return true;
    if (parts.every(p => p.evidence.city)) return true;
    return (
      major.length < 3 &&
      !have.some(p => p.evidence.degree && !p.evidence.school && p.shadow.length > 12) &&
      view.width < 40 &&
      !/\d/.test(view.line.shadow)
    );
  }
  if (major.length === 0) return true;
  // Role and dates above, the project's name below.
  const named = parts.some(({ shadow }) => roleWeight(shadow) === 0);
  if (named && parts.length <= 2 && view.width < 60 && major.every(({ shadow }) => roleWeight(shadow) > 0.8))
    return true;
  return (
    major.length === 1 &&
    parts.length === 1 &&
    (roleWeight(parts[0]!.shadow) > 0 || view.line.shadow.length < 8) &&
    parts[0]!.shadow.length < 30
  );
}
