import { anchorsOf } from './anchors.ts';
import { type Block, blocksOf } from './blocks.ts';
import type { DateSpan } from './dates.ts';
import { isMinor, isOrg, isTitle, type Part, type PartKind } from './heads.ts';
import type { Line } from './lines.ts';
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
    const parts = heads.flatMap((view, line) =>
      line === 0 ? view.parts : view.parts.map(part => ({ ...part, line })),
    );
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
    const majors = parts.filter(part => !isMinor(part));
    const orgOnly = parts.length > 0 && !parts.some(isTitle) && (parts.some(isOrg) || majors.length === 1);
    if (
      orgOnly &&
      body.length === 0 &&
      blocks[i + 1] &&
      !views[blocks[i + 1]!.top]?.parts.some(isOrg) &&
      rolesFollow(views, blocks, i + 1)
    ) {
      employer = parts.find(isOrg) ?? majors[0];
      return;
    }
    const roleOnly =
      parts.length > 0 && parts.some(isTitle) && !parts.some(isOrg) && parts.every(p => isTitle(p) || isMinor(p));
    if (!roleOnly) employer = orgAlone(parts);
    entries.push(roleOnly && employer ? { ...entry, under: employer } : entry);
  });
  return { entries, loose: views.slice(0, blocks[0]!.top).map(view => view.line) };
}

const rolesFollow = (views: readonly View[], blocks: readonly Block[], i: number): boolean => {
  const block = blocks[i]!;
  const parts = views.slice(block.top, block.bottom).flatMap(view => view.parts);
  return parts.some(isTitle) && !parts.some(isOrg);
};

/** The employer, where it stands on a line of its own and so may be meant for several roles. */
function orgAlone(parts: readonly Part[]): Part | undefined {
  const title = parts.find(isTitle);
  const org = parts.find(isOrg) ?? (title && parts.find(part => part.line < title.line && !isMinor(part)));
  return org && title && org.line < title.line ? org : undefined;
}
