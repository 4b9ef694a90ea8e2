import { lower } from './case.ts';
import {
  HAN_ATTRIBUTE,
  HAN_KIND,
  HAN_NOUN,
  HAN_RANK,
  HAN_WEAK,
  LATIN_FILLER,
  LATIN_KIND,
  LATIN_RANK,
} from './heading-words.ts';
import { HAS, isHan, type Line, LONG } from './lines.ts';
import type { SectionKind } from './profile.ts';

/** A line that opens a section; `rest` is what stands behind its colon (`技能：Java、Go`), as offsets in the line. */
export interface Heading {
  readonly kind: SectionKind;
  /** Offsets of the heading's words in the line. */
  readonly start: number;
  readonly end: number;
  readonly rest?: number;
}

const MAX_WORDS = 6;
const MAX_UNITS = 44;
const MAX_HAN = 14;

/* Words that a heading may have in front of a colon and its content on the same line. */
const INLINE =
  /^(?:[\p{Script=Han}]{2,8}|(?:technical |core |key |professional )?(?:skills?|languages?|summary|objective|profile|interests|certifications?|certificates?|awards?|education|tools|technologies))$/iu;
const INLINE_KINDS: ReadonlySet<SectionKind> = new Set([
  'skills',
  'languages',
  'summary',
  'target',
  'interests',
  'certificates',
  'awards',
  'references',
]);

/** The heading that a line is, if it is one. Decorations, numbering and spaces between letters do not hide it. */
export function headingOf(line: Line): Heading | undefined {
  const { shadow } = line;
  if (shadow.length > LONG) return undefined;
  const colon = line.has & HAS.colon ? shadow.indexOf(':') : -1;
  const long = shadow.length > MAX_UNITS && (shadow.length > 2 * MAX_UNITS || !isSpread(shadow));
  if (long && (colon < 2 || colon > 24)) return undefined;
  if (colon > 1 && colon < shadow.length - 1) {
    const [start, end] = wordsOf(shadow, line.mark, colon);
    const words = shadow.slice(start, end);
    if (INLINE.test(words) && /[^\s\-=_*#~>]/.test(shadow.slice(colon + 1))) {
      const kind = kindOf(words);
      if (kind && INLINE_KINDS.has(kind)) return { kind, start, end, rest: colon + 1 };
    }
    if (long) return undefined;
  }
  if (line.has & HAS.stop) return undefined;
  const [start, end] = wordsOf(shadow, line.numbered ? line.mark : 0, shadow.length);
  if (start >= end) return undefined;
  const words = shadow.slice(start, end);
  if ((line.has & HAS.digit && /\d/.test(words)) || words.includes(';')) return undefined;
  const kind = kindOf(words);
  return kind && { kind, start, end };
}

/** `E D U C A T I O N`, `教 育 背 景` */
const isSpread = (words: string): boolean => words[1] === ' ' && words[3] === ' ' && /^(?:\S +)*\S$/.test(words);

/** From the first to the last letter of a stretch. */
function wordsOf(shadow: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && !isLetter(shadow.charCodeAt(start))) start++;
  while (end > start && !isLetter(shadow.charCodeAt(end - 1))) end--;
  return [start, end];
}

const isLatin = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
const isLetter = (code: number): boolean => isLatin(code) || (code >= 0x30 && code <= 0x39) || isHan(code);

/** The kind that the words of a heading name, in one language or in both side by side. */
export function kindOf(words: string): SectionKind | undefined {
  if (words.length > MAX_UNITS && (words.length > 2 * MAX_UNITS || !isSpread(words))) return undefined;
  if (!isHan(words.charCodeAt(0)) && !isHan(words.charCodeAt(words.length - 1)) && !/\p{Script=Han}/u.test(words))
    return latinKind(words);
  const tight = hanKind(words.replace(/\s/g, ''));
  if (tight) return tight;
  if (!/[A-Za-z() |]/.test(words)) return undefined;
  const kind = hanKind(words.replace(/[A-Za-z][A-Za-z &/]*|[\s()|·.,\-/[\]]/g, ''));
  if (!kind) return undefined;
  const latin = words.match(/[A-Za-z][A-Za-z &/]*[A-Za-z]/)?.[0];
  return !latin || latinKind(latin) ? kind : undefined;
}

/** Words of at most four characters, the longest first; every one must be known, and the last one able to end. */
function hanKind(words: string): SectionKind | undefined {
  if (words.length < 2 || words.length > MAX_HAN || FIELDS.has(words)) return undefined;
  let strong: SectionKind | undefined;
  let weak: SectionKind | undefined;
  let coordinated = false;
  let ends = false;
  let kinds = 0;
  for (let at = 0; at < words.length; ) {
    let word = '';
    for (let size = Math.min(5, words.length - at); size > 0; size--) {
      const piece = words.slice(at, at + size);
      if (HAN_KIND.has(piece) || HAN_NOUN.has(piece) || HAN_ATTRIBUTE.has(piece)) {
        word = piece;
        break;
      }
    }
    if (!word) return undefined;
    const kind = HAN_KIND.get(word);
    if (kind && HAN_WEAK.has(word)) weak = weak && HAN_NOUN.has(word) ? weak : kind;
    else if (kind) {
      kinds++;
      strong = strong === undefined || HAN_RANK.get(kind)! < HAN_RANK.get(strong)! ? kind : strong;
    }
    if (JOINS.has(word)) coordinated = true;
    ends = kind !== undefined || HAN_NOUN.has(word);
    at += word.length;
  }
  if (!ends) return undefined;
  // 语言技能 are languages, 技能与语言 are both: the section is read as skills.
  if (coordinated && kinds > 1 && (strong === 'languages' || strong === 'certificates') && /技能|特长/.test(words))
    return 'skills';
  if (strong === 'languages' && /编程|开发/.test(words)) return 'skills';
  // 实践经历 are jobs, 项目实践 projects; 经历 alone is work.
  return strong ?? weak ?? (words === '经历' || words === '经验' ? 'work' : undefined);
}
/* Fields of study, posts and forms of work whose words are those of headings. */
const FIELDS: ReadonlySet<string> = new Set(
  '英语 社会工作 教育技术 职业教育 特殊教育 汉语教育 学生工作 兼职工作 全职工作'.split(' '),
);
const JOINS: ReadonlySet<string> = new Set(['与', '及', '和', '/', '、', '&', '以及']);

/** `employmenthistory`, whose spaces were as wide as those between its letters. */
function unglued(letters: string): string[] | undefined {
  if (letters.length > MAX_UNITS) return undefined;
  const ways: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= letters.length; end++)
    for (let start = 0; start < end && !ways[end]; start++) {
      const word = letters.slice(start, end);
      if (ways[start] && known(word)) ways[end] = [...ways[start]!, word];
    }
  return ways[letters.length];
}

const known = (word: string): boolean => LATIN_KIND.has(word) || LATIN_FILLER.has(word);

function latinKind(words: string): SectionKind | undefined {
  // A sentence that begins with a small letter is no heading.
  if (words.charCodeAt(0) >= 0x61) return undefined;
  // `E D U C A T I O N` and `W O R K   E X P E R I E N C E`
  const spaced = words[1] === ' ' && /^(?:[A-Za-z&] +)+[A-Za-z]$/.test(words);
  if (!spaced && !known(firstWord(words))) return undefined;
  const text = spaced
    ? words
        .split(/ {2,}/)
        .map(word => word.replace(/ /g, ''))
        .join(' ')
    : words;
  const tokens: string[] = lower(text).match(/[a-z\u00c0-\u024f.'’]+/g) ?? [];
  if (tokens.length === 1 && !known(tokens[0]!)) tokens.splice(0, 1, ...(unglued(tokens[0]!) ?? tokens));
  if (tokens.length === 0 || tokens.length > MAX_WORDS) return undefined;
  // A field of study
  if (tokens.length === 1 && tokens[0] === 'history') return undefined;
  let best: SectionKind | undefined;
  for (const token of tokens) {
    const kind = LATIN_KIND.get(token);
    if (!kind && !LATIN_FILLER.has(token)) return undefined;
    if (kind && (!best || LATIN_RANK.get(kind)! < LATIN_RANK.get(best)!)) best = kind;
  }
  const names = (...some: string[]) => some.some(word => tokens.includes(word));
  // `Programming Languages`, `Skills & Languages`
  if (
    best === 'languages' &&
    names('programming', 'technologies', 'tools', 'skills') &&
    !/^languages? skills$/i.test(words)
  )
    return 'skills';
  // `Academic Appointments` are posts; `Skills Summary` a list.
  if (best === 'education' && names('appointments', 'appointment', 'employment', 'career')) return 'work';
  if (best === 'summary' && names('skills', 'technologies')) return 'skills';
  return best;
}

function firstWord(words: string): string {
  let end = 0;
  while (end < words.length && isLatin(words.charCodeAt(end))) end++;
  return words.slice(0, end).toLowerCase();
}
