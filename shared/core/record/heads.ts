import { lower } from './case.ts';
import { type DateSpan, datesIn } from './dates.ts';
import { isDuration } from './durations.ts';
import { type Evidence, look } from './evidence.ts';
import { type Pair, pairsIn, type Slot } from './labels.ts';
import { HAS, type Line } from './lines.ts';
import { piecesOf } from './pieces.ts';
import { hasPlaceholder } from './placeholder.ts';
import { isState } from './places.ts';
import { type Told, toldIn } from './told.ts';

/** A stretch of a head line that is one thing: an employer, a position, a school … */
export interface Part {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly shadow: string;
  readonly evidence: Evidence;
  /** What a label or a table's column says that it is. */
  readonly slot: Slot | undefined;
  /** Which head line it stands in, and which part of that line it is; both from 0. */
  readonly line: number;
  readonly place: number;
  /** A comma alone parts it from the part before: it may be the rest of that one. */
  readonly comma: boolean;
}

export type PartKind = 'work' | 'education' | 'projects';

/** A line seen as the head of an entry. */
export interface Head {
  readonly line: Line;
  readonly parts: readonly Part[];
}

/** The dates of a line, looked for once. */
export function datesOf(line: Line): readonly DateSpan[] {
  line.found.dates ??= line.has & HAS.dated ? datesIn(line.shadow) : NONE;
  return line.found.dates;
}
const NONE: readonly DateSpan[] = [];
const UNLABELLED: readonly Pair[] = [];

/** Cuts dates and labels out of a line and the rest into parts. */
export function headOf(line: Line, kind: PartKind): Head {
  const { heads } = line.found;
  heads[kind] ??= cutHead(line, kind);
  return heads[kind];
}

function cutHead(line: Line, kind: PartKind): Head {
  const pairs =
    line.has & HAS.colon
      ? pairsIn(line.shadow).filter(pair => pair.slot !== 'tech' && (pair.slot !== 'body' || kind === 'projects'))
      : UNLABELLED;
  const parts: Part[] = [];
  const told = kind === 'projects' || !(line.has & HAS.stop) ? undefined : toldOf(line, kind);
  if (told) {
    for (const { slot, start, end } of told) add(line, start, end, slot, parts);
    return { line, parts };
  }
  let from = line.mark;
  for (const hole of holesOf(datesOf(line), pairs)) {
    addPieces(line, from, hole.start, kind, parts);
    if (hole.slot && hole.slot !== 'date') add(line, hole.valueStart!, hole.end, hole.slot, parts);
    from = Math.max(from, hole.end);
  }
  addPieces(line, from, line.shadow.length, kind, parts);
  return { line, parts };
}

/** The parts of an entry that is told in a sentence. */
export function toldOf(line: Line, kind: 'work' | 'education'): readonly Told[] | undefined {
  const date = datesOf(line).find(({ range }) => range);
  return date && toldIn(line, date, kind);
}

function addPieces(line: Line, from: number, to: number, kind: PartKind, parts: Part[]): void {
  if (to > from) for (const [start, end] of piecesOf(line, from, to, kind)) add(line, start, end, undefined, parts);
}

function add(line: Line, start: number, end: number, slot: Slot | undefined, parts: Part[]): void {
  const piece = trimmed(line.shadow, start, end);
  if (!piece) return;
  const shadow = line.shadow.slice(piece[0], piece[1]);
  // What the redaction put there is nobody's employer, for all its brackets are gone.
  if (line.shadow[piece[0] - 1] === '[' && line.shadow[piece[1]] === ']' && hasPlaceholder(`[${shadow}]`)) return;
  if (line.has & HAS.digit && isDuration(lower(shadow))) return;
  const last = parts.at(-1);
  parts.push({
    start: line.start + piece[0],
    end: line.start + piece[1],
    shadow,
    evidence: look(line, shadow),
    slot,
    line: 0,
    place: parts.length,
    comma: last !== undefined && COMMA.has(line.shadow.slice(last.end - line.start, piece[0])),
  });
}

const COMMA: ReadonlySet<string> = new Set([',', ', ', '、', '、 ', '(', ' (']);

interface Hole {
  readonly start: number;
  readonly end: number;
  readonly slot?: Slot;
  readonly valueStart?: number;
}

/** Where dates and labelled values stand; a date inside a labelled value is the value's. */
function holesOf(dates: readonly DateSpan[], pairs: readonly Pair[]): readonly Hole[] {
  if (pairs.length === 0) return dates;
  const holes: Hole[] = [];
  for (const { slot, start, end, from } of pairs) {
    const date = slot === 'date' ? undefined : dates.find(d => d.start >= start && d.start < end);
    holes.push({ start: from, end: date ? Math.max(start, date.start) : end, slot, valueStart: start });
  }
  for (const { start, end } of dates)
    if (!holes.some(hole => start < hole.end && end > hole.start)) holes.push({ start, end });
  return holes.sort((a, b) => a.start - b.start);
}

const EDGE = ' \t\n\r,;:、·•/-~>@|';
const isEdge = (shadow: string, i: number): boolean => EDGE.includes(shadow[i]!);

/** Without separators at the ends, and without a bracket that has no partner. */
function trimmed(shadow: string, from: number, to: number): [number, number] | undefined {
  let [start, end] = [from, to];
  const edges = () => {
    while (start < end && isEdge(shadow, start)) start++;
    while (end > start && isEdge(shadow, end - 1)) end--;
  };
  edges();
  if (start >= end) return undefined;
  const [opens, closes] = [isOpen(shadow[start]), isClose(shadow[end - 1])];
  if (opens && closes && !holdsOpen(shadow, start + 1, end)) {
    start++;
    end--;
  } else if (isOpen(shadow[end - 1])) end--;
  else if (isClose(shadow[start])) start++;
  else return [start, end];
  edges();
  return start < end ? [start, end] : undefined;
}

const isOpen = (char: string | undefined): boolean => char === '(' || char === '[';
const isClose = (char: string | undefined): boolean => char === ')' || char === ']';
function holdsOpen(shadow: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (isOpen(shadow[i])) return true;
  return false;
}

/** What a part is for an entry of work. */
export const isOrg = ({ evidence, slot }: Part): boolean =>
  slot === 'org' || (!slot && evidence.org >= 0.6 && evidence.title === 0);
export const isTitle = ({ evidence, slot }: Part): boolean =>
  slot === 'title' || (!slot && evidence.title > 0.5 && evidence.org < 1);
export const isMinor = ({ evidence, slot, shadow }: Part): boolean =>
  slot === 'city' ||
  isState(shadow) ||
  slot === 'department' ||
  evidence.city ||
  (evidence.employment && evidence.org < 1) ||
  evidence.department;
