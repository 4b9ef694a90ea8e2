import type { Span } from '../text/span.ts';
import { isAsciiLetter, isHan, isWordCode } from './page.ts';
import type { Field, FieldType } from './types.ts';

/** Labels by their first two signs: lower case, Han labels without inner space. */
export interface LabelTable {
  /** 1 for each UTF-16 code a label begins with: one look-up dismisses most of a text. */
  readonly first: Uint8Array;
  readonly byPair: ReadonlyMap<number, readonly Label[]>;
  /** Labels of a single sign, by that sign. */
  readonly single: ReadonlyMap<number, readonly Label[]>;
}

interface Label {
  readonly spelling: string;
  /** Without blanks. */
  readonly letters: string;
  readonly type: FieldType;
  readonly han: boolean;
}

/** One 32-bit key, which a map holds without a box around it. */
const pairOf = (first: number, second: number): number => (first << 16) | second;

/** The table, longest spelling first, so that 电子邮箱 is tried before 电. */
export function labelTable(entries: readonly { type: FieldType; labels: readonly string[] }[]): LabelTable {
  const byPair = new Map<number, Label[]>();
  const single = new Map<number, Label[]>();
  const first = new Uint8Array(0x10000);
  for (const { type, labels } of entries)
    for (const spelling of labels) {
      const code = spelling.charCodeAt(0);
      first[code] = 1;
      const letters = spelling.replaceAll(' ', '');
      const [lists, key] = letters.length > 1 ? [byPair, pairOf(code, letters.charCodeAt(1))] : [single, code];
      lists.set(key, [...(lists.get(key) ?? []), { spelling, letters, type, han: isHan(code) }]);
    }
  // A label of one sign is tried last.
  for (const [key, list] of byPair) {
    list.sort((a, b) => b.spelling.length - a.spelling.length);
    byPair.set(key, [...list, ...(single.get(key >>> 16) ?? [])]);
  }
  return { first, byPair, single };
}

const NONE: readonly Label[] = [];

/** Between the signs of a Han label: 姓 名, and one above the other in the narrow cell of a form. */
const isBlank = (code: number): boolean => code === 32 || code === 10;

/** The labels that may begin at an offset; blanks between their first two signs do not count. */
function labelsAt(lower: string, at: number, { byPair, single }: LabelTable): readonly Label[] {
  const code = lower.charCodeAt(at);
  let next = at + 1;
  while (next < at + 7 && isBlank(lower.charCodeAt(next))) next++;
  return byPair.get(pairOf(code, lower.charCodeAt(next))) ?? single.get(code) ?? NONE;
}

/** What a cell announces that consists of a label and nothing else. */
export function isLabel(cell: string, table: LabelTable): FieldType | undefined {
  const labels = labelsAt(cell, 0, table);
  if (labels.length === 0) return undefined;
  const bare = cell.replace(/[ :]/g, '');
  return labels.find(({ letters }) => letters.length > 1 && letters === bare)?.type;
}

/** Every label of a text with the room its value may take, in order. */
export function fieldsOf(text: string, lower: string, table: LabelTable): Field[] {
  const fields: Field[] = [];
  let inWord = false;
  for (let at = 0; at < lower.length; at++) {
    const code = lower.charCodeAt(at);
    const letter = code >= 97 && code <= 122;
    // Inside a lower-case word no Latin label begins.
    const within = inWord && letter && text.charCodeAt(at) === code;
    inWord = letter;
    if (within || table.first[code] === 0) continue;
    const field = fieldAt(text, lower, at, table);
    if (!field) continue;
    fields.push(field);
    at = field.label.end - 1;
  }
  return fields.map((field, index) => ({
    ...field,
    value: roomOf(text, field, fields[index + 1], fields[index + MOST_LABELS]?.label.start),
  }));
}

function fieldAt(text: string, lower: string, at: number, table: LabelTable): Field | undefined {
  for (const label of labelsAt(lower, at, table)) {
    const end = spelledAt(lower, at, label);
    if (end < 0 || !startsWord(text, at, label)) continue;
    if (!label.han && isWordCode(lower.charCodeAt(end)) && isAsciiLetter(lower.charCodeAt(end - 1))) {
      // `Email` in `Emails`, `Tel` in `Telegram`; but `Tel0571…` and `QQ12345` are label and value.
      if (isAsciiLetter(lower.charCodeAt(end)) || label.spelling.length < 2) continue;
    }
    const rest = afterLabel(lower, end, table);
    const bond = bondAt(lower, rest.end, label.han);
    if (!bond) continue;
    if (label.spelling.length === 1 && bond.kind !== 'colon' && !ICONS.includes(label.spelling)) continue;
    // 电话1：… is a label, 电话1 3 8 … a label and its number.
    if (bond.kind === 'gap' && /\d$/.test(label.spelling)) continue;
    const field: Field = {
      type: label.type,
      label: { start: at, end: rest.end },
      value: { start: bond.end, end: text.length },
      bond: bond.kind,
      also: rest.also,
    };
    return field;
  }
  return undefined;
}

const ICONS: readonly string[] = ['☎', '✆', '✉', '⌂', '☏', '✎', '❤', '♥'];
/** 📍 and its like end in half of a surrogate pair. */
const isIcon = (lower: string, at: number): boolean =>
  ICONS.includes(lower[at] ?? '') || (lower.charCodeAt(at) >= 0xdc00 && lower.charCodeAt(at) < 0xe000);

/** The end of a spelling at an offset, or −1. Han labels may be spread: `姓  名`; a space in a Latin one may be missing. */
function spelledAt(lower: string, at: number, { spelling, han }: Label): number {
  if (lower.startsWith(spelling, at)) return at + spelling.length;
  if (!han && !spelling.includes(' ')) return -1;
  let end = at;
  for (let i = 0; i < spelling.length; i++) {
    const sign = spelling.charCodeAt(i);
    if (sign === 32) {
      if (lower.charCodeAt(end) === 32 || lower.charCodeAt(end) === 10) end++;
      continue;
    }
    for (let gap = 0; han && i > 0 && gap < 6 && isBlank(lower.charCodeAt(end)); gap++) end++;
    if (lower.charCodeAt(end) !== sign) return -1;
    end++;
  }
  return end;
}

/** A Latin label stands at the start of a word; a capital after a lower-case letter or digit is one too (`…0142Email:`). */
function startsWord(text: string, at: number, { han, spelling }: Label): boolean {
  if (han || at === 0) return true;
  if (spelling.length === 1 && isWordCode(text.charCodeAt(at - 1))) return false;
  const before = text.charCodeAt(at - 1);
  if (!isWordCode(before))
    return before !== 64 && before !== 95 && before !== 45 && before !== 47 ? true : before === 47;
  const here = text.charCodeAt(at);
  return here >= 65 && here <= 90 && !(before >= 65 && before <= 90);
}

/** What may follow a label before its separator: a second label (电话/微信), a remark in parentheses (微信同号). */
function afterLabel(lower: string, from: number, table: LabelTable): { end: number; also: FieldType[] } {
  const also: FieldType[] = [];
  let end = from;
  for (let turn = 0; turn < 3; turn++) {
    const at = skipSpaces(lower, end, 2);
    const sign = lower[at];
    if (sign === '(' || sign === '（') {
      const close = lower.slice(at, at + 18).search(/[)）]/);
      if (close < 0 || /[\d@\n]/.test(lower.slice(at, at + close))) break;
      end = at + close + 1;
    } else if (
      sign === '/' ||
      sign === '、' ||
      sign === '&' ||
      sign === '及' ||
      sign === '和' ||
      (sign === ',' && isHan(lower.charCodeAt(from - 1)))
    ) {
      const next = skipSpaces(lower, at + 1, 2);
      const second = labelsAt(lower, next, table).find(
        label => label.spelling.length > 1 && lower.startsWith(label.spelling, next),
      );
      if (!second || second.type === 'VETO' || second.type === 'ENDS_VALUE') break;
      also.push(second.type);
      end = next + second.spelling.length;
    } else break;
  }
  return { end, also };
}

function bondAt(lower: string, from: number, han: boolean): { kind: Field['bond']; end: number } | undefined {
  // Quotes of JSON and YAML: "name": "…".
  let at = skipSpaces(lower, isQuote(lower[from]) ? from + 1 : from, 8);
  const spaced = at > from;
  let sign = lower[at];
  const closed = sign !== undefined && '】]>」〕)'.includes(sign) && sign !== ')';
  if (closed) {
    at = skipSpaces(lower, at + 1, 4);
    sign = lower[at];
  }
  if (sign === ':' || sign === '：' || sign === '=') {
    at++;
    if (lower[at] === ':' || lower[at] === '：') at++;
    const value = skipSpaces(lower, at, 12);
    return { kind: 'colon', end: isQuote(lower[value]) ? value + 1 : value };
  }
  if (closed) return { kind: 'colon', end: at };
  if (sign === undefined) return undefined;
  if (sign === '\n' || sign === '|' || sign === '\t') return { kind: 'gap', end: skipBlank(lower, at) };
  if (sign === '-' || sign === '·' || sign === '.' || sign === ';') {
    if (sign === '-' || spaced || sign === '.' || (sign === ';' && han))
      return { kind: 'gap', end: skipSpaces(lower, at + (lower[at + 1] === ':' ? 2 : 1), 8) };
    return undefined;
  }
  if (sign === '是' || sign === '为')
    return { kind: 'gap', end: skipSpaces(lower, at + (lower[at + 1] === ':' ? 2 : 1), 4) };
  if (lower.startsWith('is ', at)) return { kind: 'gap', end: at + 3 };
  return spaced || han || sign === '+' || sign === '(' || isWordCode(lower.charCodeAt(at)) || isIcon(lower, from - 1)
    ? { kind: 'gap', end: at }
    : undefined;
}

function skipSpaces(lower: string, from: number, most: number): number {
  let at = from;
  while (at < from + most && (lower.charCodeAt(at) === 32 || lower.charCodeAt(at) === 9)) at++;
  return at;
}

/** Over a cell border or a line break to the next cell; never over an empty line's worth of more than six characters. */
function skipBlank(lower: string, from: number): number {
  let at = from;
  while (at < from + 6 && /[ \t\n|]/.test(lower[at] ?? 'x')) at++;
  return at;
}

/** Ends any value: a further `label:` of two to six Han signs or one to three capitalised words. */
const NEXT_LABEL =
  /(?<=[\s|,，;；。])(?:[\u4e00-\u9fff]{2,6} ?[:：]|[A-Z][A-Za-z]{1,14}(?: [A-Za-z]{2,12})? ?:(?!\/\/))/;

/** Longest value behind a label, in code units. */
const LONGEST_VALUE = 300;
/** What holds so many labels is no value: a text of nothing but labels must not be read anew behind each of them. */
const MOST_LABELS = 8;

/** From the bond to the next label, and at most to the end of the line after the one the value begins on. */
function roomOf(text: string, field: Field, next: Field | undefined, most = text.length): Span {
  const start = field.value.start;
  // A look of bounded length: a page in one line must not be searched anew for each of its labels.
  const line = text.slice(start, start + LONGEST_VALUE).indexOf('\n');
  let end = Math.max(start, Math.min(line < 0 ? start + LONGEST_VALUE : start + line, most));
  if (
    next &&
    next.label.start < end &&
    (next.bond === 'colon' || standsAlone(text, next.label.start) || isGlued(text, next))
  )
    end = Math.max(start, next.label.start);
  const other = NEXT_LABEL.exec(text.slice(start, Math.min(end, start + 200)));
  if (other && other.index > 0) end = start + other.index;
  return { start, end };
}

const standsAlone = (text: string, at: number): boolean =>
  !isHan(text.charCodeAt(at - 1)) && !isWordCode(text.charCodeAt(at - 1));

/** 江苏南通电话13800138000: a Han label of two signs or more with a number or Latin value glued behind. */
const isGlued = (text: string, { label, value }: Field): boolean =>
  label.end - label.start > 1 &&
  label.end === value.start &&
  isHan(text.charCodeAt(label.start)) &&
  /[0-9A-Za-z+(男女]/.test(text[value.start] ?? '');

const isQuote = (sign: string | undefined): boolean => sign === '"' || sign === "'";
