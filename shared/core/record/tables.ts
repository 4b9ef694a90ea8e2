import { datesIn } from './dates.ts';
import type { Entry } from './entries.ts';
import { look } from './evidence.ts';
import { datesOf, headOf, type Part, type PartKind } from './heads.ts';
import { firstLetters, type Slot, slotOf } from './labels.ts';
import { HAS, type Line } from './lines.ts';

/** The head of a table: its columns, in one line or each in a line of its own. */
export interface Table {
  readonly kind: PartKind;
  readonly columns: readonly Slot[];
  /** How many lines the head takes. */
  readonly lines: number;
}

const COLUMN: ReadonlySet<Slot> = new Set([
  'date',
  'org',
  'title',
  'department',
  'city',
  'school',
  'area',
  'degree',
  'project',
  'role',
  'entity',
  'score',
]);

const columnOf = (words: string): Slot | undefined => {
  const slot = words.length <= 24 ? slotOf(words) : undefined;
  return slot && COLUMN.has(slot) ? slot : undefined;
};

/** The first letters of columns: nearly every line is none by its first. */
const FIRST: ReadonlySet<string> = firstLetters(COLUMN);

/* The head of a table holds names alone. */
const NO_HEAD = HAS.digit | HAS.stop | HAS.comma;

/** The table whose head begins at line `i`. At least a date or three columns, or it is no table. */
export function tableAt(lines: readonly Line[], i: number): Table | undefined {
  const line = lines[i]!;
  if (line.shadow.length > 120 || line.mark > 0 || line.has & NO_HEAD || !FIRST.has(line.shadow[0]!.toLowerCase()))
    return undefined;
  if (!columnOf(firstWord(line.shadow))) return undefined;
  const cells = line.shadow
    .split(/[|\t]| {2,}|(?<=\p{Script=Han}) (?=\p{Script=Han})/u)
    .map(cell => cell.trim())
    .filter(Boolean);
  const words = cells.length > 1 ? cells : line.shadow.split(' ');
  if (words.length > 1) {
    const columns = words.map(columnOf);
    const known = columns.filter(slot => slot !== undefined).length;
    // One column that nobody knows beside three that are plain.
    return known === columns.length || (known >= 3 && known === columns.length - 1 && words.length === cells.length)
      ? tableOf(
          columns.map(slot => slot ?? 'trade'),
          1,
        )
      : undefined;
  }
  const columns: Slot[] = [];
  for (let k = i; k < lines.length && k < i + 8; k++) {
    const slot = columnOf(lines[k]!.shadow);
    if (!slot || columns.includes(slot)) break;
    columns.push(slot);
  }
  return columns.length >= 3 ? tableOf(columns, columns.length) : undefined;
}

/* The first words of columns of several. */
const WIDE: ReadonlySet<string> = new Set('field job start end my school company project study work'.split(' '));

/** The words before the first gap: all of a column's name, or its first word. */
function firstWord(shadow: string): string {
  let end = 0;
  while (end < shadow.length && !' |\t'.includes(shadow[end]!)) end++;
  const word = shadow.slice(0, end);
  if (columnOf(word)) return word;
  // `Field of study`, `Job title`
  if (!WIDE.has(word.toLowerCase())) return word;
  const wide = /^[A-Za-z]+(?: [A-Za-z]+){1,2}(?= {2,}|[|\t]|$)/.exec(shadow);
  return wide ? wide[0] : word;
}

function tableOf(columns: readonly Slot[], lines: number): Table | undefined {
  if (columns.length < 2 || (!columns.includes('date') && columns.length < 3)) return undefined;
  if (columns.includes('school') || columns.includes('degree')) return { kind: 'education', columns, lines };
  if (columns.includes('org')) return { kind: 'work', columns, lines };
  return columns.includes('project') ? { kind: 'projects', columns, lines } : undefined;
}

/** The rows below a table's head as entries, and how many lines they took. */
export function rowsOf(lines: readonly Line[], from: number, table: Table): { entries: Entry[]; next: number } {
  return table.lines > 1 ? cellRows(lines, from, table) : lineRows(lines, from, table);
}

/** One cell a line; a row is as many lines as there are columns, and its date must stand in the date's place. */
function cellRows(lines: readonly Line[], from: number, { columns }: Table): { entries: Entry[]; next: number } {
  const entries: Entry[] = [];
  const dateAt = columns.indexOf('date');
  let at = from;
  while (at + columns.length <= lines.length) {
    const row = lines.slice(at, at + columns.length);
    const date = dateAt < 0 ? undefined : datesIn(row[dateAt]!.shadow)[0];
    if ((dateAt >= 0 && !date) || row.some(line => line.shadow.length > 60)) break;
    const parts = row.flatMap((line, i) => (i === dateAt ? [] : [partOf(line, columns[i]!, i)]));
    entries.push({ parts, head: row, body: [], ...(date && { date: { value: date, line: row[dateAt]! } }) });
    at += columns.length;
  }
  return { entries, next: at };
}

function partOf(line: Line, slot: Slot, place: number): Part {
  return {
    start: line.start,
    end: line.end,
    shadow: line.shadow,
    evidence: look(line, line.shadow),
    slot,
    line: 0,
    place,
    comma: false,
  };
}

/** One row a line; lines that have no row's shape below one belong to it. */
function lineRows(lines: readonly Line[], from: number, { columns, kind }: Table): { entries: Entry[]; next: number } {
  const entries: (Entry & { body: Line[] })[] = [];
  const others = columns.filter(slot => slot !== 'date');
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at]!;
    const head = headOf(line, kind);
    const date = datesOf(line).find(d => d.range) ?? datesOf(line)[0];
    if (columns.includes('date') ? date && line.mark === 0 : head.parts.length === others.length) {
      const fits = head.parts.length === others.length;
      const parts = head.parts.map((part, i) => (fits ? { ...part, slot: others[i]! } : part));
      entries.push({ parts, head: [line], body: [], ...(date && { date: { value: date, line } }) });
    } else if (entries.length) entries.at(-1)!.body.push(line);
    else break;
  }
  return { entries, next: at };
}
