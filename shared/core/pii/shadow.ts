import { type Edit, PositionMap } from '../text/position-map.ts';
import type { Span } from '../text/span.ts';
import { repairDigits } from './digits.ts';
import { PLACEHOLDER } from './placeholder.ts';

/** Stands in the shadow for every character of a placeholder that the text already holds. */
export const OPAQUE = '\uFFFC';

/**
 * The text as recognizers read it: one spelling for one thing. Full-width forms, look-alike letters, circled and
 * Chinese digits become ASCII, invisible characters vanish, letters inside digit runs become digits. Recognizers work
 * on it; redaction works on the original, through `toSource`.
 */
export interface Shadow {
  readonly text: string;
  /** The same in lower case, of the same length. */
  readonly lower: string;
  toSource(span: Span): Span;
}

export function shadowOf(source: string): Shadow {
  const edits: Edit[] = [];
  let text = '';
  let from = 0;
  const unusual = new RegExp(UNUSUAL, 'g');
  while (unusual.test(source)) {
    let at = unusual.lastIndex - 1;
    // A mark belongs to the letter before it.
    if (isMark(source.charCodeAt(at)) && at > from) at--;
    const code = source.charCodeAt(at);
    const marked = isMark(source.charCodeAt(at + 1));
    const same = marked ? undefined : SAME_LENGTH.get(code);
    if (same !== undefined) {
      text += source.slice(from, at) + same;
      from = at + 1;
      continue;
    }
    const end = marked ? endOfMarks(source, at) : at + (isPair(code, source.charCodeAt(at + 1)) ? 2 : 1);
    unusual.lastIndex = Math.max(unusual.lastIndex, end);
    const insert = otherSpelling(source.slice(at, end), code);
    if (insert === undefined) continue;
    if (insert.length !== end - at) edits.push({ start: at, end, insert });
    text += source.slice(from, at) + insert;
    from = end;
  }
  text = repairDigits(hidePlaceholders(text + source.slice(from)));
  const map = PositionMap.ofEdits(source.length, edits);
  return {
    text,
    lower: text.toLowerCase(),
    toSource: span => (edits.length === 0 ? span : map.spanToSource(span)),
  };
}

/** Whatever is neither ASCII in print, a tab or line break, nor a Han sign; 丨 (U+4E28) is a bar. */
const UNUSUAL = '[^\\t\\n -~\\u4e00-\\u4e27\\u4e29-\\u9fff]';
const isPair = (high: number, low: number): boolean => high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
const isMark = (code: number): boolean => code >= 0x300 && code < 0x370;

/** The end of a letter and the combining marks on it: no more than eight, or a hostile run would cost its square. */
function endOfMarks(source: string, at: number): number {
  let end = at + 1;
  while (end < at + 9 && isMark(source.charCodeAt(end))) end++;
  return end;
}

function otherSpelling(piece: string, code: number): string | undefined {
  if (isInvisible(code)) return '';
  if (code < 0x80) return piece.length > 1 ? piece.normalize('NFC') : '';
  if (!COMPATIBLE.test(piece)) return undefined;
  const plain = piece.normalize('NFKC');
  // A form that would bring in a line break or grow without bound is no spelling of anything personal.
  return plain === piece || plain.length > 4 ? undefined : plain;
}

const isInvisible = (code: number): boolean =>
  code < 0x20 ||
  code === 0x7f ||
  code === 0xad ||
  code === 0x34f ||
  code === 0x61c ||
  code === 0x180e ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0x20e3 ||
  code === 0xfeff;

/** Letters with marks, Kangxi radicals and compatibility ideographs (PDF fonts), ligatures, mathematical letters. */
const COMPATIBLE =
  /^(?:.\p{M}+|[\u2070-\u209f\u2100-\u214f\u2460-\u24ff\u2e80-\u2fdf\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff61-\uffee]|[\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}\u{2f800}-\u{2fa1f}])$/u;

function hidePlaceholders(text: string): string {
  return text.includes('[') ? text.replace(PLACEHOLDER, found => OPAQUE.repeat(found.length)) : text;
}

/** Characters that become exactly one other: the cheap majority, which needs no entry in the map. */
const SAME_LENGTH: ReadonlyMap<number, string> = new Map([
  ...Array.from({ length: 94 }, (_, i): [number, string] => [0xff01 + i, String.fromCharCode(0x21 + i)]),
  ...pairs('\r\v\f\u0085\u2028\u2029', ' \n\n\n\n\n'),
  ...pairs('\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000', ' '),
  ...pairs('\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2500\u2501\u30fc', '-'),
  ...pairs('\u00b7\u2022\u2027\u2219\u22c5\u30fb\u25cf\u25aa\u2024\u318d\uff65', '·'),
  // 丨, the stroke, is what résumés divide cells with.
  ...pairs('\u4e28\uffe8\u2502\u2503\u2223\u2758\u00a6\u01c0', '|'),
  ...pairs('\u2018\u2019\u02bc\u2032\u00b4\u0060', "'"),
  ...pairs('\u201c\u201d\u201e\u2033', '"'),
  ...pairs('\ufe55\ufe30\u2236\ua789', ':'),
  ...pairs('\u301c\u223c\u02dc', '~'),
  ...pairs('\u2044\u2215', '/'),
  ...pairs('\ufe6b\uff20', '@'),
  ...pairs('①②③④⑤⑥⑦⑧⑨❶❷❸❹❺❻❼❽❾➀➁➂➃➄➅➆➇➈➊➋➌➍➎➏➐➑➒⓪⓿', `${'123456789'.repeat(4)}00`),
  ...pairs('¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉', '12304567890123456789'),
  ...pairs('\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669', '0123456789'),
  // Cyrillic and Greek letters that look Latin: `mаil` with a Cyrillic а is still an address.
  ...pairs('аеорсхуіјѕԁһԛԝкмтвнгАВЕКМНОРСТХУІЈЅ', 'aeopcxyijsdhqwkmtbhrABEKMHOPCTXYIJS'),
  ...pairs('αεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'aeiknoptuxABEZHIKMNOPTYX'),
  ...pairs('\u0130\u0131', 'Ii'),
]);

function pairs(from: string, to: string): [number, string][] {
  return [...from].map((sign, i) => [sign.charCodeAt(0), to[Math.min(i, to.length - 1)]!]);
}
