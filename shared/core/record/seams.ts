import { lower } from './case.ts';
import { isDuration } from './durations.ts';
import { type Evidence, look, roleWeight } from './evidence.ts';
import type { PartKind } from './heads.ts';
import { HAS, isHan, type Line } from './lines.ts';
import type { Piece } from './pieces.ts';

/*
 * Where two things stand beside each other without a separator: parted by a space, by nothing at all, or by a bracket.
 * Only what the words on both sides are can tell.
 */

/** A single space between two Chinese words parts them; beside a Latin word only if the Chinese one is whole by itself. */
export function spaced(line: Line, start: number, end: number): Piece[] {
  if (!(line.has & HAS.han)) return [[start, end]];
  const { shadow } = line;
  const pieces: Piece[] = [];
  let at = start;
  for (let i = shadow.indexOf(' ', start + 1); i > 0 && i < end - 1; i = shadow.indexOf(' ', i + 1)) {
    const next = shadow.charCodeAt(i + 1);
    if (next === 0x28) continue;
    const before = shadow.charCodeAt(i - 1);
    const leftHan = isHan(before) || before === 0x29;
    const rightHan = isHan(next);
    if (
      (leftHan && rightHan) ||
      (leftHan !== rightHan && whole(look(line, shadow.slice(at, i)), look(line, shadow.slice(i + 1, end))))
    ) {
      pieces.push([at, i]);
      at = i + 1;
    }
  }
  pieces.push([at, end]);
  return pieces;
}

const whole = (a: Evidence, b: Evidence): boolean =>
  (a.org > 0 && b.org < 1) ||
  a.school > 0 ||
  (a.title > 0 && b.org > 0) ||
  (a.department && b.title > 0) ||
  (b.degree?.[0] === 0 && b.org === 0);

const GLUED_ORG =
  /^(.{2,}?(?:有限责任公司|股份有限公司|有限公司|股份公司|分公司|公司|集团|医院|银行|证券|大学|学院|研究院|研究所|设计院|事务所|工作室|出版社))(?=[\p{Script=Han}A-Za-z]{2})/u;
const MAY_GLUE = /[司团院行券学所室社]/;

/** `…有限公司高级工程师` without a separator. */
export function unglued(line: Line, start: number, end: number): Piece[] {
  const stretch = line.shadow.slice(start, end);
  if (!(line.has & HAS.han) || !MAY_GLUE.test(stretch)) return [[start, end]];
  const org = GLUED_ORG.exec(stretch)?.[1];
  if (!org || org.length === stretch.length) return [[start, end]];
  const rest = look(line, stretch.slice(org.length));
  return rest.title > 0 && rest.org < 1
    ? [
        [start, start + org.length],
        [start + org.length, end],
      ]
    : [[start, end]];
}

type Cut = (line: Line, start: number, end: number, kind: PartKind, out: Piece[]) => void;

/** A closing bracket that holds a thing of its own: `Bike Counter (Lead Developer)`, `示例公司（上海）`. */
export function bracketed(line: Line, start: number, end: number, kind: PartKind, out: Piece[], cut: Cut): void {
  const { shadow } = line;
  let to = end;
  while (to > start && shadow.charCodeAt(to - 1) === 0x20) to--;
  if (shadow.charCodeAt(to - 1) !== 0x29 || to <= start) {
    out.push([start, end]);
    return;
  }
  const open = opening(shadow, start, to - 1);
  const [before, within] = [shadow.slice(start, Math.max(start, open)).trim(), shadow.slice(open + 1, to - 1)];
  if (
    open - start < 2 ||
    within.length < 2 ||
    within.length > 60 ||
    !apart(look(line, before), look(line, within), within, kind)
  ) {
    out.push([start, end]);
    return;
  }
  out.push([start, open]);
  if (kind === 'education') cut(line, open + 1, to - 1, kind, out);
  else out.push([open + 1, to - 1]);
}

/** Where the bracket opens that closes at `close`; -1 where none does. */
function opening(shadow: string, from: number, close: number): number {
  let depth = 0;
  for (let i = close; i >= from; i--) {
    const code = shadow.charCodeAt(i);
    if (code === 0x29) depth++;
    else if (code === 0x28 && --depth === 0) return i;
  }
  return -1;
}

function apart(outside: Evidence, inside: Evidence, within: string, kind: PartKind): boolean {
  if (isDuration(lower(within))) return true;
  // `中国样例大学（北京）` is the school's name.
  if (kind === 'education')
    return (
      outside.school > 0.5 &&
      !inside.school &&
      !(inside.city && isHan(within.charCodeAt(0))) &&
      !/985|211|双一流|qs|\d{3}/i.test(within)
    );
  if (kind === 'projects') return roleWeight(within) > 0 || inside.org >= 1;
  if (inside.employment) return false;
  if (inside.city) return true;
  if (inside.title > 0.5) return outside.title === 0;
  return (
    outside.title > 0.5 && outside.org < outside.title && (inside.org >= 0.6 || /^[A-Z\p{Script=Han}]/u.test(within))
  );
}
