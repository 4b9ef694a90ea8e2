import type { Span } from '../text/span.ts';
import { isLabel, type LabelTable } from './labels.ts';
import { cellsOf, type Line, trim } from './page.ts';
import type { Field, FieldType } from './types.ts';

/**
 * Labels in one row or column, their values in the next: `姓名 性别 年龄` over `林知远 女 26`, or three labels on three
 * lines before three values, as the text of a table's columns comes out.
 */
export function tableFields(text: string, lower: string, lines: readonly Line[], table: LabelTable): Field[] {
  const fields: Field[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    if (lines[i]!.end - lines[i]!.start > 120 || !startsWithLabel(lower, lines[i]!, table)) continue;
    const heads = cellsOf(text, lines[i]!);
    const types = heads.map(cell => isLabel(lower.slice(cell.start, cell.end), table));
    if (heads.length > 1) fields.push(...row(text, lower, heads, types, lines[i + 1]!, table));
    else if (types[0] && fills(text, heads[0]!, lines[i]!)) {
      const column = labelRun(text, lower, lines, i, table);
      if (column.length > 1) {
        fields.push(...columnFields(text, lines, i, column));
        i += column.length - 1;
      }
    }
  }
  return fields;
}

type Found = FieldType | undefined;

/** The line's first word is a label and something divides it from the rest: a look that dismisses nearly every line. */
function startsWithLabel(lower: string, { start, end }: Line, table: LabelTable): boolean {
  let at = start;
  while (at < end && lower.charCodeAt(at) <= 32) at++;
  if (table.first[lower.charCodeAt(at)] === 0) return false;
  let stop = at;
  while (
    stop < end &&
    stop < at + 24 &&
    !'|\t,，'.includes(lower[stop]!) &&
    !(lower[stop] === ' ' && lower[stop + 1] === ' ')
  )
    stop++;
  if (isLabel(lower.slice(at, stop), table)) return true;
  // Within these few signs: a text without blanks must not be searched to its end from each of its lines.
  const blank = lower.slice(at, stop).indexOf(' ');
  return blank > 0 && isLabel(lower.slice(at, at + blank), table) !== undefined;
}

/** A row of labels: at least two thirds of its cells are, none holds a colon, and the next row has as many cells and no label. */
function row(
  text: string,
  lower: string,
  heads: readonly Span[],
  types: readonly Found[],
  next: Line,
  table: LabelTable,
): Field[] {
  const labels = types.filter(type => type !== undefined).length;
  if (
    labels < 2 ||
    labels * 3 < types.length * 2 ||
    heads.some(({ start, end }) => text.slice(start, end).includes(':'))
  )
    return [];
  const values = cellsOf(text, next);
  if (values.length !== heads.length || values.some(({ start, end }) => isLabel(lower.slice(start, end), table)))
    return [];
  return pairs(heads, types, values);
}

function labelRun(text: string, lower: string, lines: readonly Line[], from: number, table: LabelTable) {
  const run: { cell: Span; type: Found }[] = [];
  for (let i = from; i < lines.length && run.length < 20; i++) {
    const cells = cellsOf(text, lines[i]!);
    const type =
      cells.length === 1 && fills(text, cells[0]!, lines[i]!)
        ? isLabel(lower.slice(cells[0]!.start, cells[0]!.end), table)
        : undefined;
    if (!type) break;
    run.push({ cell: cells[0]!, type });
  }
  return run;
}

function columnFields(
  text: string,
  lines: readonly Line[],
  from: number,
  run: readonly { cell: Span; type: Found }[],
): Field[] {
  const values = lines.slice(from + run.length, from + 2 * run.length).map(line => cellsOf(text, line));
  if (values.length < run.length || values.some(cells => cells.length !== 1)) return [];
  return pairs(
    run.map(({ cell }) => cell),
    run.map(({ type }) => type),
    values.map(cells => cells[0]!),
  );
}

const pairs = (labels: readonly Span[], types: readonly Found[], values: readonly Span[]): Field[] =>
  labels.flatMap((label, i) =>
    types[i] ? [{ type: types[i], label, value: values[i]!, bond: 'colon' as const, also: [] }] : [],
  );

/** The cell is all of its line: a placeholder behind a label is a value, though it separates cells. */
const fills = (text: string, cell: Span, line: Line): boolean => cell.end === trim(text, line).end;
