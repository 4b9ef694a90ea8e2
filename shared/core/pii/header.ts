import type { Span } from '../text/span.ts';
import { cellsOf, type Line, lineAt, type Page } from './page.ts';
import { placesAt } from './places/china.ts';
import { candidate } from './recognizer.ts';
import { ETHNICITY } from './recognizers/ethnicity.ts';
import { GENDER } from './recognizers/gender.ts';
import { MARITAL_STATUS } from './recognizers/marital-status.ts';
import { POLITICAL_STATUS } from './recognizers/political-status.ts';
import type { Candidate } from './types.ts';

const LISTS = [GENDER, ETHNICITY, MARITAL_STATUS, POLITICAL_STATUS];
const AGE = /^(?:1[6-9]|[2-6]\d) ?(?:周?岁|歲|歳)?$/;
const BIRTH =
  /^(?:19[4-9]\d|200\d|201[0-2]) ?[年./-] ?(?:1[0-2]|0?[1-9])(?: ?月)?(?: ?[./-]? ?(?:3[01]|[12]\d|0?[1-9]) ?日?)?$|^(?:19[4-9]\d|200\d) ?年$/;
const SIGNALS = /@|\d{2} ?岁|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d ?年(?:工作)?经[验历]|(?:应届|在读)|\uFFFC/;

/**
 * The unlabelled line at the top: `26岁 女 江苏南通 4年经验`, cells in any order. A cell counts only as a whole, and only
 * where the line or its neighbour presents a person.
 */
export function* headerCells(page: Page, names: readonly Span[]): Iterable<Candidate> {
  const named = new Set(names.map(name => lineAt(page.lines, name.start)));
  for (const [index, line] of page.lines.entries()) {
    const own = named.has(index);
    if (line.start >= page.headerEnd && !own) continue;
    if (line.end - line.start > 200 || line.end === line.start) continue;
    const cells = cellsOf(page.text, line);
    const beside = own || named.has(index - 1) || named.has(index - 2) || named.has(index + 1);
    if (beside || signs(page, line, cells) >= 2 || isLonePlace(page, cells)) yield* readCells(page, cells, beside);
    if (beside || signs(page, line, cells) >= 2) yield* slashedBirth(page, line);
  }
}

/** 杭州市余杭区 on a line of its own among the contacts. */
const isLonePlace = (page: Page, cells: readonly Span[]): boolean =>
  cells.length === 1 &&
  isPlace(page, cells[0]!, page.text.slice(cells[0]!.start, cells[0]!.end)) &&
  besideContact(page, cells[0]!);

/** 1994/11 · 女: the slash divides cells elsewhere. */
function* slashedBirth(page: Page, line: Line): Iterable<Candidate> {
  const text = page.text.slice(line.start, line.end);
  if (!/(?:^|[\s|·,，/])[男女](?:$|[\s|·,，/])|^\s*\d{4}\/\d{1,2}\s*$/.test(text)) return;
  const found =
    /(?<![\d/-])(?:19[4-9]\d|200\d)(?:\/(?:1[0-2]|0?[1-9])(?:\/(?:3[01]|[12]\d|0?[1-9]))?(?![\d/-])| 年 ?(?:1[0-2]|0?[1-9]) ?月(?: ?(?:3[01]|[12]\d|0?[1-9]) ?日)?)/.exec(
      text,
    );
  if (!found) return;
  const start = line.start + found.index;
  yield sure(candidate(page, 'DATE_OF_BIRTH', { start, end: start + found[0].length }, 'shape'));
}

/** How many cells are personal in themselves. */
function signs(page: Page, line: Line, cells: readonly Span[]): number {
  const text = page.text.slice(line.start, line.end);
  const listed = cells.filter(cell =>
    LISTS.some(list => list.alone?.test(page.text.slice(cell.start, cell.end))),
  ).length;
  return listed + (SIGNALS.test(text) ? 1 : 0) + (/\d{2} ?岁/.test(text) ? 1 : 0);
}

function* readCells(page: Page, cells: readonly Span[], named: boolean): Iterable<Candidate> {
  const text = (cell: Span): string => page.text.slice(cell.start, cell.end);
  const gendered = cells.some(cell => GENDER.alone!.test(text(cell)));
  for (let i = 0; i < cells.length; i++) {
    const cell = withoutStop(page.text, cells[i]!);
    const content = text(cell);
    if (content.length > 24) continue;
    const list = LISTS.find(one => one.alone?.test(content));
    if (list) yield { ...candidate(page, list.type, cell, 'shape'), score: 0.8 };
    else if (AGE.test(content) && (gendered || content.length > 2)) yield candidate(page, 'AGE', cell, 'shape');
    else if (BIRTH.test(content) && (gendered || named)) yield sure(candidate(page, 'DATE_OF_BIRTH', cell, 'shape'));
    else if (isPlace(page, cell, content)) {
      if (cells.length === 1 && !named && !besideContact(page, cell)) continue;
      // 江苏·南通 are two cells and one place; 江苏南通人 names a place and its people.
      const next = cells[i + 1];
      const joined = next && next.start - cell.end === 1 && placesAt(page.text, next.start) >= next.end - next.start;
      const end = joined ? next.end : cell.end - (content.endsWith('人') ? 1 : 0);
      if (joined) i++;
      // A district, alone under the contacts, is where the candidate lives.
      const lives = /[区县镇]$/.test(content) && cells.length === 1;
      yield candidate(page, lives ? 'ADDRESS' : 'HOMETOWN', { start: cell.start, end }, 'shape');
    } else yield* glued(page, cell, content);
  }
}

const withoutStop = (text: string, { start, end }: Span): Span => ({
  start,
  end: end - (/[。.;!]$/.test(text.slice(end - 1, end)) ? 1 : 0),
});

/** A chain of known places, whole, or with a district or 人 behind it. */
function isPlace(page: Page, cell: Span, content: string): boolean {
  const known = placesAt(page.text, cell.start);
  return (
    known > 0 &&
    (known >= content.length ||
      /^(?:[\u4e00-\u9fff]{0,4}人|[-·/ ]?[\u4e00-\u9fff]{0,5}[区县镇])$/.test(content.slice(known)))
  );
}

function besideContact(page: Page, cell: Span): boolean {
  const index = lineAt(page.lines, cell.start);
  const around = page.text.slice(
    page.lines[Math.max(0, index - 2)]!.start,
    page.lines[Math.min(page.lines.length - 1, index + 2)]!.end,
  );
  return /@|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\uFFFC/.test(around);
}

/** 男26岁江苏南通 and the like, in one cell. */
function* glued(page: Page, cell: Span, content: string): Iterable<Candidate> {
  const found = /^([男女])(?:性)?[ ,，]?(?=\d{2} ?岁|\d{4}|$)/.exec(content);
  if (found) yield candidate(page, 'GENDER', { start: cell.start, end: cell.start + found[1]!.length }, 'shape');
  const behind = /\d{2}岁([男女])(?=$|[^\u4e00-\u9fff装性])/.exec(content);
  if (behind) {
    const at = cell.start + behind.index + behind[0].length - 1;
    yield candidate(page, 'GENDER', { start: at, end: at + 1 }, 'shape');
  }
  const age = /\d{2} ?岁/.exec(content);
  const after = age ? cell.start + age.index + age[0].length : -1;
  const gender = age && /^[男女]/.test(page.text.slice(after, after + 1)) ? 1 : 0;
  const place = age ? placesAt(page.text, after + gender) : 0;
  if (place > 0) yield candidate(page, 'HOMETOWN', { start: after + gender, end: after + gender + place }, 'shape');
}

/** A birth date in the header has the form of a protected date; its place says that it is none. */
const sure = (it: Candidate): Candidate => ({ ...it, evidence: 'name' });
