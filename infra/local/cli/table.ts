/** A table for a terminal or a log: columns from the rows, numbers to the right. */
export interface Table {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

/** East Asian characters take two columns of a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce((n, c) => n + (/[\u1100-\u115f\u2e80-\uffdc]/.test(c) ? 2 : 1), 0);

export function render({ title, rows }: Table): string {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const cell = (value: string | number | undefined): string => String(value ?? '');
  const widths = columns.map(name => Math.max(widthOf(name), ...rows.map(row => widthOf(cell(row[name])))));
  const line = (cells: readonly string[], right: readonly boolean[]): string =>
    cells
      .map((text, i) => {
        const pad = ' '.repeat(widths[i]! - widthOf(text));
        return right[i] ? pad + text : text + pad;
      })
      .join('  ')
      .trimEnd();
  const numeric = columns.map(name =>
    rows.every(row => row[name] === undefined || /^[\d.,]+( ?[%×a-zA-Z/]+)?$/.test(cell(row[name]))),
  );
  return [
    title,
    line(columns, numeric),
    line(
      widths.map(width => '-'.repeat(width)),
      numeric,
    ),
    ...rows.map(row =>
      line(
        columns.map(name => cell(row[name])),
        numeric,
      ),
    ),
    '',
  ].join('\n');
}
