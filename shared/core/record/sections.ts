import { type Heading, headingOf } from './headings.ts';
import { datesOf, headOf, type PartKind } from './heads.ts';
import { bareLabel, pairsIn } from './labels.ts';
import { HAS, isDatable, type Line, lineOf } from './lines.ts';
import { namesLanguage } from './lists.ts';
import type { SectionKind } from './profile.ts';
import { tableAt } from './tables.ts';
import { viewOf } from './views.ts';

/** Lines of one kind, in order. What stands before the first heading is the header. */
export interface Section {
  readonly kind: SectionKind;
  /** The heading's line, and where its words are. */
  readonly heading?: { readonly line: Line; readonly at: Heading };
  /** The whole section is one line behind a label: `技能：Java、Go`. */
  readonly inline: boolean;
  readonly lines: Line[];
}

const ENTRIES: ReadonlySet<SectionKind> = new Set(['work', 'education', 'projects', 'volunteer']);
/* A label with content inside a job, a project or a list of skills opens no section, but for these. */
const WITHIN: ReadonlySet<SectionKind> = new Set(['target', 'languages', 'certificates', 'awards']);

/** Headings part the lines; then evidence parts what has no heading. */
export function sectionsOf(lines: readonly Line[]): Section[] {
  const sections: Section[] = [{ kind: 'header', inline: false, lines: [] }];
  const widest = lines.reduce((most, { width }) => Math.max(most, width), 0);
  let wrapped: Line[] | undefined;
  lines.forEach((line, i) => {
    const open = sections.at(-1)!;
    const heading = headingOf(line);
    if (wrapped && !heading && continuesList(wrapped.at(-1)!, line, widest)) {
      wrapped.push(line);
      return;
    }
    wrapped = undefined;
    if (!heading || misplaced(heading, line, lines, i, open)) {
      open.lines.push(line);
      return;
    }
    if (heading.rest === undefined) {
      sections.push({ kind: heading.kind, heading: { line, at: heading }, inline: false, lines: [] });
      return;
    }
    const inside = ENTRIES.has(open.kind) || open.kind === 'skills';
    const foreign =
      open.kind === 'skills' && heading.kind === 'languages' && !namesLanguage(line.shadow.slice(heading.rest));
    if (inside && (!WITHIN.has(heading.kind) || foreign)) {
      open.lines.push(line);
      return;
    }
    const rest = lineOf(
      line.text.slice(heading.rest),
      line.shadow.slice(heading.rest),
      line.start + heading.rest,
      line.index,
      line.gap,
      line.facts,
      line.looked,
    );
    wrapped = [{ ...rest, mark: 0 }];
    sections.push({ kind: heading.kind, heading: { line, at: heading }, inline: true, lines: wrapped });
    sections.push({ kind: open.kind, inline: false, lines: [], ...(open.heading && { heading: open.heading }) });
  });
  return sections.flatMap(implied);
}

/** Whether the margin broke the line of an inline section, and this one goes on. */
const continuesList = (last: Line, line: Line, widest: number): boolean =>
  line.gap === 0 &&
  line.mark === 0 &&
  !(line.has & HAS.colon) &&
  (/[,、;|/·•]$/.test(last.shadow) ||
    (widest > 60 && last.end - last.start + (last.width - last.shadow.length) > widest * 0.7));

const sameMark = (line: Line, other: Line | undefined): boolean =>
  other !== undefined && other.mark > 0 && other.shadow[0] === line.shadow[0];

/** A word that could be a heading is none as a label of its own in a list, or as the head of a table. */
function misplaced(heading: Heading, line: Line, lines: readonly Line[], i: number, open: Section): boolean {
  if (heading.rest !== undefined) return false;
  const [before, after] = [lines[i - 1], lines[i + 1]];
  if (line.mark > 0 && !line.numbered && sameMark(line, before) && sameMark(line, after)) return true;
  if (tableAt(lines, i)) return true;
  // `项目背景` or `Summary` below a project is the entry's own label.
  const within = ENTRIES.has(open.kind) && open.lines.length > 0 && line.gap === 0;
  // `Achievements` is a label only with a colon: it is a heading as well.
  const listed = after !== undefined && after.mark === 0 && isDatable(after);
  const label = within && (heading.kind !== 'awards' || (line.shadow.endsWith(':') && !listed));
  if (label && bareLabel(line.shadow, line.mark) === 'body') return true;
  // `Education` below a degree is its field.
  if (within && heading.kind === open.kind && open.kind === 'education') return true;
  // `Volunteer` right below `Projects`, or beside dates alone, is what somebody was there.
  if (open.kind === 'projects' && open.lines.length === 0 && /^volunteer$/i.test(line.shadow)) return true;
  if (
    within &&
    /^volunteer$/i.test(line.shadow) &&
    (isDated(lines[i - 1]) || isRange(lines[i + 1]) || (open.kind === 'projects' && isDated(lines[i + 1])))
  )
    return true;
  return (
    (heading.kind === 'other' || heading.kind === 'volunteer' || heading.kind === 'summary') &&
    ENTRIES.has(open.kind) &&
    /:$/.test(line.shadow)
  );
}

/* `Certified Architect, Example Inc.` is a certificate among certificates. */
const LISTS: ReadonlySet<SectionKind> = new Set(['certificates', 'awards']);

/** Splits off what its words say to be jobs or schools, in a section that is neither. */
function implied(section: Section): Section[] {
  if (
    section.inline ||
    ENTRIES.has(section.kind) ||
    section.kind === 'references' ||
    section.kind === 'publications' ||
    section.kind === 'other'
  )
    return [section];
  const out: Section[] = [{ ...section, lines: [] }];
  section.lines.forEach((line, i) => {
    const kind = impliedKind(section.lines, i, out.at(-1)!.kind);
    if (kind && kind !== out.at(-1)!.kind) out.push({ kind, inline: false, lines: [line] });
    else out.at(-1)!.lines.push(line);
  });
  return out;
}

/* Without a date only these words can make a line a job or a school; most lines have none, and are not read further. */
const HINT =
  /公司|集团|大学|学院|学校|\b(?:Inc|LLC|Ltd|Limited|Corp|Co|GmbH|LLP|PLC|University|College|Institute|School|Polytechnic|Academy)\b/;

/** `公司：…`, `University: …` */
const labelled = (line: Line): boolean =>
  (line.has & HAS.colon) !== 0 &&
  pairsIn(line.shadow).some(({ slot }) => slot === 'org' || slot === 'school' || slot === 'title' || slot === 'degree');

function impliedKind(lines: readonly Line[], i: number, open: SectionKind): PartKind | undefined {
  const line = lines[i]!;
  const table = tableAt(lines, i);
  if (table) return table.kind;
  if (line.mark > 0 || line.shadow.length < 6 || line.shadow.length > 110) return undefined;
  const next = lines[i + 1];
  const listed = LISTS.has(open);
  const beside = !listed && next && next.gap === 0 && next.mark === 0 && isDatable(next) ? next : undefined;
  const hinted = HINT.test(line.shadow) || labelled(line);
  if (!hinted && !beside && !(isDatable(line) && datesOf(line).some(({ range }) => range))) return undefined;
  const view = viewOf(line, 'work');
  if (view.body) return undefined;
  const ranged = view.date?.range === true || (beside !== undefined && !view.date && isRange(beside));
  if (!view.date && !ranged && !hinted) return undefined;
  // Dates on a line of their own stand above what they belong to.
  const alone = view.date?.range === true && view.parts.length === 0 && next && next.mark === 0 && next.gap === 0;
  const { parts } = headOf(alone ? next : line, 'work');
  const school = parts.some(({ evidence, slot }) => slot === 'school' || evidence.school > 0.5);
  const degree = parts.some(({ evidence }) => evidence.degree && evidence.title === 0);
  const title = parts.some(({ evidence, slot }) => slot === 'title' || evidence.title > 0.5);
  if (school && !title && (degree || ranged)) return 'education';
  const org = parts.some(
    ({ evidence, slot }) => slot === 'org' || (evidence.org >= 0.6 && evidence.title === 0 && !evidence.school),
  );
  // Without dates only a legal form (Inc., 有限公司) tells an employer from a line of one's own.
  const firm = parts.some(({ evidence, slot }) => slot === 'org' || (evidence.org === 1 && evidence.title === 0));
  if (title && ((org && ranged) || (firm && parts.length <= 4 && !listed))) return 'work';
  if (org && ranged) return 'work';
  // `Nurse, Mossgate`, and the dates: only where nothing else is listed.
  return title && ranged && parts.length > 1 && !listed ? 'work' : undefined;
}

const isDated = (line: Line | undefined): boolean => line !== undefined && viewOf(line, 'work').date?.range === true;

/** A line that is a range and nothing else. */
function isRange(line: Line | undefined): boolean {
  if (!line) return false;
  const view = viewOf(line, 'work');
  return view.date?.range === true && view.parts.length === 0;
}
