import { type DateSpan, datesIn, lower } from './dates.ts';
import { type Pair, pairsIn, type Slot } from './labels.ts';
import { isHan, type Line } from './lines.ts';
import { type Evidence, evidenceOf, isState, LEGAL_TAIL, roleWeight } from './words.ts';

/** A stretch of a head line that is one thing: an employer, a position, a school … */
export interface Part {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly shadow: string;
  readonly evidence: Evidence;
  /** What a label or a table's column says that it is. */
  readonly slot?: Slot;
  /** Which head line it stands in, and which part of that line it is; both from 0. */
  line: number;
  readonly place: number;
  /** A comma alone parts it from the part before: it may be the rest of that one. */
  readonly comma: boolean;
}

/** A line seen as the head of an entry. */
export interface Head {
  readonly line: Line;
  readonly parts: readonly Part[];
  readonly dates: readonly DateSpan[];
}

/* Between parts: a bar, a spaced dash or slash, a tab, a wide gap, `@`, ` at `. */
const HARD =
  /[ \t]*(?:[|;]|\t| {2,}|(?:^|(?<= ))-{1,2}(?= |$)|(?<= )\/(?= )|(?<=[ \p{Script=Han}])@(?=[ \p{Script=Han}A-Z])|(?<= )at(?= [A-Z])|(?<= )[·•](?= )|--+|(?<=[\p{Script=Han})])-(?=[\p{Script=Han}A-Z])|(?<=[A-Za-z)])-(?=\p{Script=Han}))[ \t]*/gu;
/** Between things or inside one of them: only the words on both sides can say. */
const SOFT = /, ?|、|·|(?<=[\p{Script=Han})])\/(?=\p{Script=Han})/gu;

export type PartKind = 'work' | 'education' | 'projects';

/** The dates of a line, looked for once. */
export const datesOf = (line: Line): readonly DateSpan[] =>
  line.memo.once(`\0dates${line.start}`, () => datesIn(line.shadow));

type Look = (words: string) => Evidence;

/** Evidence of words, asked for once a document. */
export const lookOf =
  ({ memo }: Line): Look =>
  words =>
    memo.once(words, () => evidenceOf(words));

/** Cuts dates and labels out of a line and the rest into parts. */
export const headOf = (line: Line, kind: PartKind): Head =>
  line.memo.once(`\0${kind}${line.start}`, () => cutHead(line, kind));

function cutHead(line: Line, kind: PartKind): Head {
  const look = lookOf(line);
  const dates = datesOf(line);
  const pairs = pairsIn(line.shadow).filter(
    pair => pair.slot !== 'tech' && (pair.slot !== 'body' || kind === 'projects'),
  );
  const parts: Part[] = [];
  const add = (start: number, end: number, slot?: Slot) => {
    const piece = trimmed(line, start, end);
    if (!piece) return;
    const shadow = line.shadow.slice(piece[0], piece[1]);
    parts.push({
      start: line.start + piece[0],
      end: line.start + piece[1],
      shadow,
      evidence: look(shadow),
      ...(slot && { slot }),
      line: 0,
      place: parts.length,
      comma: /^(?:[,、] ?| ?\()$/.test(
        line.shadow.slice(Math.max(line.mark, (parts.at(-1)?.end ?? line.start) - line.start), piece[0]),
      ),
    });
  };
  let from = line.mark;
  for (const hole of holesOf(dates, pairs)) {
    for (const [start, end] of piecesOf(line, from, hole.start, kind)) add(start, end);
    if (hole.slot && hole.slot !== 'date') add(hole.valueStart!, hole.end, hole.slot);
    from = Math.max(from, hole.end);
  }
  for (const [start, end] of piecesOf(line, from, line.shadow.length, kind)) add(start, end);
  return { line, parts, dates };
}

interface Hole {
  readonly start: number;
  readonly end: number;
  readonly slot?: Slot;
  readonly valueStart?: number;
}

/** Where dates and labelled values stand; a date inside a labelled value is the value's. */
function holesOf(dates: readonly DateSpan[], pairs: readonly Pair[]): Hole[] {
  const holes: Hole[] = [];
  for (const { slot, start, end, from } of pairs) {
    const date = slot === 'date' ? undefined : dates.find(d => d.start >= start && d.start < end);
    holes.push({ start: from, end: date ? Math.max(start, date.start) : end, slot, valueStart: start });
  }
  for (const date of dates)
    if (!holes.some(hole => date.start < hole.end && date.end > hole.start))
      holes.push({ start: date.start, end: date.end });
  return holes.sort((a, b) => a.start - b.start);
}

const isSchool = ({ school, title }: Evidence): boolean => school > 0.5 && title === 0;

/** The stretches of a line between `from` and `to`, by its separators and by what the words on both sides are. */
function piecesOf(line: Line, from: number, to: number, kind: PartKind): [number, number][] {
  const pieces: [number, number][] = [];
  if (to <= from) return pieces;
  const look = lookOf(line);
  const text = line.shadow.slice(from, to);
  let at = 0;
  const hard: [number, number][] = [];
  for (const match of text.matchAll(HARD)) {
    // `University of Texas at Austin` is one name.
    if (/^\s*at\s*$/.test(match[0]) && isSchool(look(text.slice(at, match.index)))) continue;
    hard.push([at, match.index]);
    at = match.index + match[0].length;
  }
  hard.push([at, text.length]);
  for (const [start, end] of hard) {
    // A dash between Latin words without spaces is a hyphen, unless the source has a long one there.
    const dash = longDash(line.text, from + start, from + end);
    const cuts: [number, number][] =
      dash < 0
        ? [[start, end]]
        : [
            [start, dash - from],
            [dash - from + 1, end],
          ];
    for (const [a, b] of cuts) for (const soft of softPieces(text, a, b, kind, look)) pieces.push(soft);
  }
  return pieces.map(([start, end]) => [from + start, from + end]);
}

function longDash(text: string, from: number, to: number): number {
  for (let i = from + 1; i < to - 1; i++) {
    const char = text[i];
    if (
      (char === '—' || char === '–' || char === '―') &&
      /[\p{L})]/u.test(text[i - 1]!) &&
      /[\p{L}(]/u.test(text[i + 1]!)
    )
      return i;
  }
  return -1;
}

/** Cuts at commas, and at spaces between Chinese words, then joins again what says nothing on its own. */
function softPieces(text: string, start: number, end: number, kind: PartKind, look: Look): [number, number][] {
  const colon = kind === 'projects' ? text.indexOf(': ', start) : -1;
  if (colon > start && colon < end && roleWeight(text.slice(colon + 2, end).trim()) > 0)
    return [
      [start, colon],
      [colon + 2, end],
    ];
  const cuts: [number, number][] = [];
  const stretch = text.slice(start, end);
  let at = start;
  let depth = 0;
  let scanned = start;
  const commas = new Set<number>();
  for (const match of stretch.matchAll(SOFT)) {
    const index = start + match.index;
    depth = depthAt(text, scanned, index, depth);
    scanned = index;
    if (depth > 0) continue;
    cuts.push([at, index]);
    at = index + match[0].length;
    commas.add(at);
  }
  cuts.push([at, end]);
  const pieces = cuts
    .flatMap(([a, b]) => spaced(text, a, b, look))
    .flatMap(([a, b]) => unglued(text, a, b, kind, look))
    .flatMap(([a, b]) => bracketed(text, a, b, kind, look));
  return rejoined(text, pieces, commas, kind, look);
}

const depthAt = (text: string, from: number, to: number, depth: number): number => {
  for (let i = from; i < to; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth = Math.max(0, depth - 1);
  }
  return depth;
};

/** A single space between two Chinese words parts them; beside a Latin word only if the Chinese one is whole by itself. */
function spaced(text: string, start: number, end: number, look: Look): [number, number][] {
  const pieces: [number, number][] = [];
  let at = start;
  for (let i = start + 1; i < end - 1; i++) {
    if (text[i] !== ' ' || text[i + 1] === '(') continue;
    const [left, right] = [text.charCodeAt(i - 1), text.charCodeAt(i + 1)];
    const leftHan = isHan(left) || text[i - 1] === ')';
    const rightHan = isHan(right);
    if (
      (leftHan && rightHan) ||
      (leftHan !== rightHan && (leftHan || rightHan) && whole(text.slice(at, i), text.slice(i + 1, end), look))
    ) {
      pieces.push([at, i]);
      at = i + 1;
    }
  }
  pieces.push([at, end]);
  return pieces;
}

function whole(left: string, right: string, look: Look): boolean {
  const [a, b] = [look(left), look(right)];
  return (
    (a.org > 0 && b.org < 1) ||
    a.school > 0 ||
    (a.title > 0 && b.org > 0) ||
    (a.department && b.title > 0) ||
    (b.degree?.[0] === 0 && b.org === 0)
  );
}

const GLUED_ORG =
  /^(.{2,}?(?:有限责任公司|股份有限公司|有限公司|股份公司|分公司|公司|集团|医院|银行|证券|大学|学院|研究院|研究所|设计院|事务所|工作室|出版社))(?=[\p{Script=Han}A-Za-z]{2})/u;

/** `…有限公司高级工程师` without a separator. */
function unglued(text: string, start: number, end: number, kind: PartKind, look: Look): [number, number][] {
  if (kind !== 'work') return [[start, end]];
  const stretch = text.slice(start, end);
  const org = GLUED_ORG.exec(stretch)?.[1];
  if (!org || org.length === stretch.length) return [[start, end]];
  const rest = look(stretch.slice(org.length));
  return rest.title > 0 && rest.org < 1
    ? [
        [start, start + org.length],
        [start + org.length, end],
      ]
    : [[start, end]];
}

/** A closing bracket that holds a thing of its own: `Bike Counter (Lead Developer)`, `示例公司（上海）`. */
function bracketed(text: string, start: number, end: number, kind: PartKind, look: Look): [number, number][] {
  const stretch = text.slice(start, end).trimEnd();
  if (!stretch.endsWith(')')) return [[start, end]];
  const open = stretch.lastIndexOf('(');
  const [before, within] = [stretch.slice(0, open).trim(), stretch.slice(open + 1, -1)];
  if (open < 2 || within.length < 2 || within.length > 60 || within.includes(')')) return [[start, end]];
  if (!apart(look(before), look(within), within, kind)) return [[start, end]];
  const inner = start + open + 1;
  const inside: [number, number] = [inner, inner + within.length];
  return [
    [start, start + open],
    ...(kind === 'education' ? softPieces(text, inside[0], inside[1], kind, look) : [inside]),
  ];
}

function apart(outside: Evidence, inside: Evidence, within: string, kind: PartKind): boolean {
  if (kind === 'education') return outside.school > 0.5 && !inside.school && !/985|211|双一流|qs|\d{3}/i.test(within);
  if (kind === 'projects') return roleWeight(within) > 0 || inside.org >= 1;
  if (inside.employment) return false;
  if (inside.city) return true;
  if (inside.title > 0.5) return outside.title === 0;
  return (
    outside.title > 0.5 && outside.org < outside.title && (inside.org >= 0.6 || /^[A-Z\p{Script=Han}]/u.test(within))
  );
}

/* `University of California, Berkeley`: the campus belongs to the name. */
const CAMPUS =
  /\b(?:university of (?:california|texas|illinois|wisconsin|minnesota|michigan|massachusetts|maryland|north carolina|colorado|hawaii|nebraska|tennessee|missouri|alabama|arkansas)|california state university|state university of new york|indian institute of technology)$/;

/** Joins a piece to the one before where the words on their own mean nothing: `Inc.`, `Distributed Systems`. */
function rejoined(
  text: string,
  pieces: readonly [number, number][],
  commas: ReadonlySet<number>,
  kind: PartKind,
  look: Look,
): [number, number][] {
  const out: [number, number][] = [];
  let previous: Evidence | undefined;
  for (const [start, end] of pieces) {
    const words = text.slice(start, end).trim();
    if (!words) continue;
    const low = lower(words);
    const last = out.at(-1);
    const evidence = look(words);
    if (last && joins(text.slice(last[0], last[1]), previous!, words, low, evidence, commas.has(start), kind)) {
      last[1] = end;
      previous = look(text.slice(last[0], end));
      if (kind === 'projects' || !previous) previous = evidence;
    } else {
      out.push([start, end]);
      previous = evidence;
    }
  }
  return out;
}

function joins(
  before: string,
  previous: Evidence,
  words: string,
  low: string,
  own: Evidence,
  comma: boolean,
  kind: PartKind,
): boolean {
  if (LEGAL_TAIL.test(low) && !previous.city) return true;
  const city = own.city || isState(words);
  if (kind === 'education') {
    if (city) return CAMPUS.test(lower(before)) && own.city;
    if (own.school > 0 && previous.school > 0)
      return /(?:大学|学院)$/.test(before) && /(?:学院|系|书院|校区)$/.test(words);
    return comma && !previous.school && !own.school && !previous.degree && !own.degree && !previous.city;
  }
  if (city) return false;
  if (kind === 'projects') return own.title === 0 && own.org < 1;
  return false;
}

const EDGE = /[\s|,;:、·•/\-~>@]/;

/** Without separators at the ends, and without a bracket that has no partner. */
function trimmed(line: Line, start: number, end: number): [number, number] | undefined {
  const { shadow } = line;
  const edge = (i: number) => EDGE.test(shadow[i]!);
  while (start < end && edge(start)) start++;
  while (end > start && edge(end - 1)) end--;
  if (
    /^[([]/.test(shadow.slice(start, end)) &&
    /[)\]]$/.test(shadow.slice(start, end)) &&
    !/[([].*[([]/.test(shadow.slice(start, end))
  ) {
    start++;
    end--;
  } else if (shadow[end - 1] === '(' || shadow[end - 1] === '[') end--;
  else if (shadow[start] === ')' || shadow[start] === ']') start++;
  while (start < end && edge(start)) start++;
  while (end > start && edge(end - 1)) end--;
  return start < end ? [start, end] : undefined;
}
