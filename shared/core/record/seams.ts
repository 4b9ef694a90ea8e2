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

const LEGAL_END = /(?<=[A-Za-z] )(?:Inc|LLC|Ltd|Corp|GmbH|LLP|PLC)\.? (?=[A-Z][a-z])/;

/** A single space between two Chinese words parts them; beside a Latin word only if the Chinese one is whole by itself. */
export function spaced(line: Line, start: number, end: number): Piece[] {
  const { shadow } = line;
  if (!(line.has & HAS.han)) {
    // `Sable Pharma Inc. Founder`: a legal form ends a name.
    const legal = LEGAL_END.exec(shadow.slice(start, end));
    if (!legal) return [[start, end]];
    const cut = start + legal.index + legal[0].length;
    return [
      [start, cut],
      [cut, end],
    ];
  }
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
  /^(.{2,}?(?:有限责任公司|股份有限公司|有限公司|股份公司|分公司|公司|集团|医院|银行|证券|大学|学院|研究院|研究所|设计院|事务所|工作室|出版社|学校|中学|小学|中心))(?=[\p{Script=Han}A-Za-z]{2})/u;
const MAY_GLUE = /[司团院行券学所室社校心一]/;

/* A role behind a project's name without a space, as OCR reads it. */
const GLUED_ROLE =
  /^(.{4,}?)((?:项目|技术|产品|前端|后端|测试|算法|执行|运营|硬件|研发|开发|总)?(?:负责人|组长|经理|主管|队长|骨干|顾问|工程师|参与者|参与人|成员|组员))$/u;
const MAY_ROLE = /[人长理管干问师者员一]/;

/** `…有限公司高级工程师` without a separator. */
export function unglued(line: Line, start: number, end: number, kind: PartKind): Piece[] {
  const stretch = line.shadow.slice(start, end);
  if (!(line.has & HAS.han) || !(kind === 'projects' ? MAY_ROLE : MAY_GLUE).test(stretch)) return [[start, end]];
  const dash =
    /(?<=\p{Script=Han}{2}(?<![统第唯万同专单惟合]))一(?=\p{Script=Han}{2})(?![一个名位线流级体定起般些次部家])/u.exec(
      stretch,
    );
  // 一 is what OCR makes of a dash.
  if (dash && look(line, stretch.slice(dash.index + 1)).title > 0)
    return [
      [start, start + dash.index],
      [start + dash.index + 1, end],
    ];
  if (kind === 'projects') {
    const role = GLUED_ROLE.exec(stretch);
    return role
      ? [
          [start, start + role[1]!.length],
          [start + role[1]!.length, end],
        ]
      : [[start, end]];
  }
  const first = GLUED_ORG.exec(stretch)?.[1];
  // 中国科学院自动化研究所, 电力公司检修分公司: one name.
  const more =
    first && /^\p{Script=Han}{1,12}?(?:研究所|研究院|分公司|医院|支行|分行)/u.exec(stretch.slice(first.length));
  const org = more ? first + more[0] : first;
  if (!org || org.length === stretch.length) return [[start, end]];
  const rest = look(line, stretch.slice(org.length));
  return (rest.title > 0 || rest.department) && rest.org < 1
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
  const length = to > start && shadow.charCodeAt(to - 1) === 0x5d ? shadow.lastIndexOf('[', to) : -1;
  if (length > start && isDuration(lower(shadow.slice(length, to)))) {
    out.push([start, length]);
    return;
  }
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
