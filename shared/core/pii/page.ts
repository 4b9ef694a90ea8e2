import type { Span } from '../text/span.ts';
import type { NumberChain } from './numbers.ts';
import type { Field } from './types.ts';

/** A line of the shadow, without its line break. */
export type Line = Span;

/** What every recognizer may look at: read once, shared, never changed. */
export interface Page {
  readonly text: string;
  readonly lower: string;
  readonly lines: readonly Line[];
  readonly numbers: readonly NumberChain[];
  readonly fields: readonly Field[];
  /** Where the first section (experience, education, projects …) begins: what is above presents the person. */
  readonly headerEnd: number;
  /** The protected span that overlaps, if any. */
  readonly protectedAt: (span: Span) => Span | undefined;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

/** The index of the line that holds an offset. */
export function lineAt(lines: readonly Line[], offset: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (lines[mid]!.start <= offset) low = mid + 1;
    else high = mid;
  }
  return Math.max(0, low - 1);
}

export function trim(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return { start: from, end: to };
}

/** Ends a cell of a header line: a bar, a dot, a tab, a comma of either script. */
const SEPARATORS: ReadonlySet<number> = new Set([...'|\t·,，;；/()\uFFFC'].map(sign => sign.charCodeAt(0)));

/** The cells of a line: what stands between its separators, two blanks, or one blank beside Han; trimmed, none empty. */
export function cellsOf(text: string, line: Span): Span[] {
  const cells: Span[] = [];
  let from = line.start;
  const push = (start: number, end: number): void => {
    const cell = trim(text, { start, end });
    if (cell.end > cell.start) cells.push(cell);
  };
  for (let at = line.start; at < line.end; at++) {
    const code = text.charCodeAt(at);
    if (code === 32 ? !divides(text, at, line) : !SEPARATORS.has(code)) continue;
    push(from, at);
    from = at + 1;
  }
  push(from, line.end);
  return cells;
}

/** A blank beside another, behind Han or a closing parenthesis, or before Han. */
function divides(text: string, at: number, { start, end }: Span): boolean {
  const before = at > start ? text.charCodeAt(at - 1) : 0;
  const after = at + 1 < end ? text.charCodeAt(at + 1) : 0;
  return before === 32 || after === 32 || before === 0xff09 || isHanSign(before) || isHanSign(after);
}

const isHanSign = (code: number): boolean => code >= 0x4e00 && code < 0xa000;

/** The rest of the section heads that end the header zone, at the start of a line. */
const SECTION =
  /^[\s\d.、#*【[(<■◆●▌]{0,6}(?:(?:工作|实习|项目|教育|校园|科研|专业|培训|社会|社团|实践)(?:经[历验]|背景|技能|实践|成果)|个人(?:优势|评价|总结|技能|项目)|自我评价|专业技能|技能(?:特长|证书|清单)?|获奖|荣誉|证书|主修课程|论文|专利|experience|work experience|professional experience|employment|education|projects?|skills|technical skills|summary|professional summary|profile|objective|publications|awards|certifications?)[\s:】\])>]{0,3}$/;

/** The header zone ends at the first section head, and in any case after 25 lines or 1,200 characters. */
export function headerEndOf(lower: string, lines: readonly Line[]): number {
  for (const [index, line] of lines.entries()) {
    if (index > 24 || line.start > 1200) return line.start;
    if (index > 0 && line.end - line.start < 40 && SECTION.test(lower.slice(line.start, line.end))) return line.start;
  }
  return lower.length;
}

export const isHan = (code: number): boolean => (code >= 0x4e00 && code < 0xa000) || code === 0x3007;
export const isAsciiLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
export const isWordCode = (code: number): boolean => isAsciiLetter(code) || (code >= 48 && code <= 57);
