import { lower } from './case.ts';
import type { DateSpan } from './dates.ts';
import { isDuration } from './durations.ts';
import { roleWeight } from './evidence.ts';
import { datesOf, headOf, type Part, type PartKind, toldOf } from './heads.ts';
import { bareLabel, leadingLabel } from './labels.ts';
import { HAS, isDatable, type Line, LONG, widthOf } from './lines.ts';
import { isSentence } from './sentences.ts';

/** A line of a section with entries: may it stand at an entry's head, and does it? */
export class View {
  readonly line: Line;
  readonly kind: PartKind;
  /** Cannot be a head: a list item, a sentence, a labelled paragraph. */
  readonly body: boolean;
  /** The date or range that the line holds, if it may be an entry's. */
  readonly date: DateSpan | undefined;
  /** Width in half-width cells, a wide gap as two. */
  readonly width: number;
  private readonly empty: boolean;

  constructor(line: Line, kind: PartKind, width: number, body: boolean, empty: boolean, date?: DateSpan) {
    this.line = line;
    this.kind = kind;
    this.width = width;
    this.body = body;
    this.empty = empty;
    this.date = date;
  }

  /** Parsing a head is dear, and most lines are body: it waits until somebody asks. */
  get parts(): readonly Part[] {
    return this.empty ? NONE : headOf(this.line, this.kind).parts;
  }
}
const NONE: readonly Part[] = [];

/** Longer lines are sentences, in half-width cells; a head with employer, department, position and dates fits. */
const HEAD_WIDTH = 110;
/** With dates at its end or beginning a head may hold a school, a degree, a field and a city. */
const WIDE = 150;

export function viewOf(line: Line, kind: PartKind): View {
  const { views } = line.found;
  views[kind] ??= seen(line, kind);
  return views[kind];
}

function seen(line: Line, kind: PartKind): View {
  const { shadow, mark, has } = line;
  if (shadow.length > LONG) return new View(line, kind, shadow.length, true, true);
  const width = has & (HAS.wide | HAS.tab) ? widthOf(shadow.replace(/[ \t]{2,}|\t/g, '  ')) : line.width;
  // `3 years 2 months` below an employer
  if (has & HAS.digit && shadow.length <= 24 && isDuration(lower(shadow)))
    return new View(line, kind, width, false, true);
  const label = has & HAS.colon ? leadingLabel(shadow, mark) : undefined;
  // `项目职责：组长` is a role, not a paragraph.
  const named =
    label?.slot === 'body' && shadow.length - label.start <= 12 && roleWeight(shadow.slice(label.start)) > 0;
  const labelled = label !== undefined && (named || (label.slot !== 'body' && label.slot !== 'tech'));
  const paragraph =
    !named &&
    (label?.slot === 'body' || label?.slot === 'tech' || label?.slot === 'courses' || label?.slot === 'score');
  if (paragraph) return new View(line, kind, width, true, true);
  const body = mark > 0 || width > HEAD_WIDTH || (!labelled && isSentence(line)) || bareLabel(shadow, mark) === 'body';
  const empty = width > 2 * HEAD_WIDTH;
  const date = width <= WIDE && isDatable(line) ? dateOf(line, kind) : undefined;
  if (!date) return new View(line, kind, width, body, empty);
  if (kind !== 'projects' && date.range && has & HAS.stop && toldOf(line, kind))
    return new View(line, kind, width, false, false, date);
  if (isSentence(line, date.range)) return new View(line, kind, width, true, empty);
  if (mark > 0 ? headLike(line, kind) : date.range && width <= (atEdge(line, date) ? WIDE : HEAD_WIDTH))
    return new View(line, kind, width, false, empty, date);
  return new View(line, kind, width, body, empty, date);
}

/** The range of a head, else its single date where that stands at an edge of the line or apart from the words. */
function dateOf(line: Line, kind: PartKind): DateSpan | undefined {
  const dates = datesOf(line);
  const range = dates.find(date => date.range);
  if (range) return range;
  const [single] = dates;
  if (!single) return undefined;
  const { shadow, mark } = line;
  const before = shadow.slice(mark, single.start).trim();
  const after = shadow.slice(single.end).trim();
  if (before && after && !/[|(,·]$/.test(before)) return undefined;
  // A bare year behind words, as in `Office 2019`, is a date only apart from them.
  const year = (single.from?.length ?? 0) === 4;
  if (
    year &&
    before &&
    !/[|(,\-·]$|:$/.test(before) &&
    !/ {2,}|\t/.test(shadow.slice(mark, single.start)) &&
    kind !== 'education'
  )
    return undefined;
  return single;
}

const atEdge = ({ shadow, mark }: Line, { start, end }: DateSpan): boolean =>
  start <= mark + 1 || end >= shadow.length - 1;

const headLike = (line: Line, kind: PartKind): boolean =>
  headOf(line, kind).parts.some(
    ({ evidence: { org, title, school, degree }, slot }) => slot || org || title || school || degree,
  );
