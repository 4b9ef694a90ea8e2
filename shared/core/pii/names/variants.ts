import type { Span } from '../../text/span.ts';
import { isHan } from '../page.ts';
import { isWord } from './chinese.ts';
import { isCommonWord, wordsOf } from './english.ts';
import { givenReadings, surnameReadings } from './pinyin.ts';
import { givenSyllables } from './romanised.ts';
import { surnameAt } from './surnames.ts';

/** Where a name and its variants stand in a text, and how it is spelled inside handles and addresses of mail. */
export interface Variants {
  readonly spans: readonly Span[];
  /** Lower case, letters only. */
  readonly handles: readonly string[];
}

/** A text to look in, and the same in lower case. */
export interface Haystack {
  readonly text: string;
  readonly lower: string;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Every variant of a name in a text. `whole` is for the candidate, whose titles, initials and parts count as well; of
 * another person only the full name does.
 */
export function variantsIn(page: Haystack, name: string, whole: boolean): Variants {
  return /[\u4e00-\u9fff]/.test(name) ? chinese(page, name.replace(/[ \n]/g, ''), whole) : english(page, name, whole);
}

const TITLES =
  /(?:先生|女士|小姐|同学|老师|教授|博士|经理|总监|主任|工程师|同志|导师|总(?![体共结量数计部之的是线分])|工(?![程作业具厂艺资人序况期商学种控]))/y;
const AFTER_GIVEN = ['同学', '老师', '先生', '女士'];

function chinese({ text, lower }: Haystack, name: string, whole: boolean): Variants {
  const spans: Span[] = [];
  const length = Math.max(1, surnameAt(name, 0));
  const [surname, given] = [name.slice(0, length), name.slice(length)];
  const word = isWord(name);
  // 高工 is a grade, 方总 could be a plan: these family names need more than a title.
  const titled = whole && !name.includes('·') && !'高方成时安总'.includes(surname);
  for (let at = text.indexOf(surname); at >= 0; at = text.indexOf(surname, at + 1)) {
    const end = spreadEnd(text, at, name);
    // A name that is a word, 高兴, counts only where no other sign touches it: 很高兴 stays.
    const apart =
      !word ||
      (!isHan(text.charCodeAt(at - 1)) &&
        (!isHan(text.charCodeAt(end)) || AFTER_GIVEN.some(it => text.startsWith(it, end))));
    if (end > 0 && apart) {
      spans.push({ start: at, end });
      at = end - 1;
    } else if (titled && !isHan(text.charCodeAt(at - 1))) {
      TITLES.lastIndex = at + length;
      if (TITLES.test(text)) spans.push({ start: at, end: TITLES.lastIndex });
    }
  }
  if (!whole || name.includes('·')) return { spans, handles: [] };
  if (given.length > 1) spans.push(...givenAlone(text, surname, given));
  const handles = new Set<string>();
  for (const family of surnameReadings(surname)) {
    const present = lower.includes(family);
    for (const syllables of givenReadings(given)) {
      addHandles(handles, family, syllables);
      if (present) for (const found of text.matchAll(romanised(family, syllables))) spans.push(spanOf(found));
    }
  }
  if (givenReadings(given).length === 0) spans.push(...unreadGiven(text, surname, given.length));
  return { spans, handles: [...handles].filter(handle => lower.includes(handle.slice(0, 4))) };
}

const spanOf = (found: RegExpExecArray): Span => ({ start: found.index, end: found.index + found[0].length });

/** A given sign without a known reading: the family name in pinyin beside a capitalised word of as many syllables. */
function unreadGiven(text: string, surname: string, count: number): Span[] {
  return surnameReadings(surname).flatMap(family => {
    const name = `${family[0]!.toUpperCase()}${family.slice(1)}`;
    const pattern = new RegExp(
      `(?<![A-Za-z])(?:(?:${name}|${name.toUpperCase()}),? ([A-Z][A-Za-z'-]{1,12})|([A-Z][A-Za-z'-]{1,12}) (?:${name}|${name.toUpperCase()}))(?![A-Za-z])`,
      'g',
    );
    return [...text.matchAll(pattern)]
      .filter(found => givenSyllables((found[1] ?? found[2])!.toLowerCase().replace(/['-]/g, '')) === count)
      .map(spanOf);
  });
}

/** The end of a name whose signs may be spread by up to three blanks, breaks or dots; 0 when it does not stand here. */
function spreadEnd(text: string, at: number, name: string): number {
  let end = at;
  for (let i = 0; i < name.length; i++) {
    for (let gap = 0; i > 0 && gap < 3 && ' \n·'.includes(text[end] ?? 'x') && text[end] !== name[i]; gap++) end++;
    if (text[end] !== name[i]) return 0;
    end++;
  }
  return end;
}

/** The given name by itself, or before a title. */
function givenAlone(text: string, surname: string, given: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(given); at >= 0; at = text.indexOf(given, at + given.length)) {
    if (text.startsWith(surname, at - surname.length)) continue;
    const end = at + given.length;
    const title = AFTER_GIVEN.find(it => text.startsWith(it, end));
    if (title) spans.push({ start: at, end: end + title.length });
    else if (!isHan(text.charCodeAt(at - 1)) && !isHan(text.charCodeAt(end))) spans.push({ start: at, end });
  }
  return spans;
}

/** lin zhiyuan, Zhi-Yuan Lin, LIN, Zhiyuan, Z.Y. Lin, Lin Z. Y., linzhiyuan98. */
function romanised(family: string, syllables: readonly string[]): RegExp {
  const given = syllables.join("[ '-]?");
  const initials = syllables.map(syllable => `${syllable[0]}\\.[ -]?`).join('');
  const first = `${syllables[0]![0]}\\. ?`;
  const joint = '[ ,._\\n-]{0,2}';
  const dotted = [family, ...syllables].map(part => `${part[0]}\\.`).join(' ?');
  return new RegExp(
    `(?<![a-z])(?:${family}${joint}${given}|${given}${joint}${family}|${initials}${family}|${first}${family}|${family},? ${initials.replace(/\[ -\]\?$/, '')}|${dotted})(?:[_.-]?\\d{1,8})?(?![a-z])`,
    'gi',
  );
}

function addHandles(handles: Set<string>, family: string, syllables: readonly string[]): void {
  const given = syllables.join('');
  const initials = syllables.map(syllable => syllable[0]).join('');
  for (const spelling of [
    family + given,
    given + family,
    family + initials,
    initials + family,
    family[0] + given,
    given + family[0],
  ])
    if (spelling.length >= 4) handles.add(spelling);
}

const SUFFIX = /,? (?:Jr|Sr|II|III|IV|Esq)\.?$/i;

function english({ text, lower }: Haystack, name: string, whole: boolean): Variants {
  const bare = name.replace(SUFFIX, '').replace(/["'(][A-Z][a-z]+["')] ?/, '');
  const reversed = /^([^,]+), (.+)$/.exec(bare);
  const parts = (reversed ? `${reversed[2]} ${reversed[1]}` : bare).split(/\s+/).filter(part => part.length > 0);
  if (parts.length < 2) return { spans: all(text, `(?<![\\p{L}])${literal(name)}(?![\\p{L}])`, 'gu'), handles: [] };
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const words = wordsOf(bare).map(word => word.replace(/[^a-z]/g, ''));
  const [f, l] = [words[reversed ? 1 : 0] ?? '', words.at(reversed ? 0 : -1) ?? ''];
  const handles = [f + l, l + f, f.slice(0, 1) + l, l + f.slice(0, 1)].filter(handle => handle.length >= 5);
  const spans = all(text, fullName(name, first, last, parts.slice(1, -1)), 'giu');
  if (whole) spans.push(...partsAlone(text, lower, first, last));
  return { spans, handles: handles.filter(handle => lower.includes(handle.slice(0, 4))) };
}

const all = (text: string, pattern: string, flags: string): Span[] =>
  [...text.matchAll(new RegExp(pattern, flags))].map(spanOf);

/** Marisol J. Everhart, EVERHART, MARISOL, M. Everhart, Marisol E., marisol.everhart. */
function fullName(name: string, first: string, last: string, middle: readonly string[]): string {
  const [f, l] = [literal(first), literal(last)];
  const inner = middle.map(part => literal(part.replace(/\.$/, ''))).join('[ \\n]');
  const between = `[ \\n]{1,2}(?:(?:[A-Za-z]\\.?${inner ? `|${inner}\\.?` : ''})[ \\n]{1,2}){0,2}`;
  const shapes = [
    literal(name),
    `${f}${between}${l}`,
    `${l},? ${f}(?: [A-Z]\\.)?`,
    `${literal(first[0]!)}\\. ?(?:[A-Z]\\. ?)?${l}`,
    `${l},? ${literal(first[0]!)}\\.`,
    `${f} ${literal(last[0]!)}\\.(?= |$|,)`,
    `${f}[._-]?${l}`,
  ];
  return `(?<![\\p{L}])(?:${shapes.join('|')})(?:'s)?(?![\\p{L}])`;
}

/** A given or family name by itself, capitalised, unless it is a word of the language or names a firm. */
function partsAlone(text: string, lower: string, first: string, last: string): Span[] {
  const rare = [first, last].filter(part => /^\p{L}[\p{L}'-]{3,}$/u.test(part) && !isCommonWord(part.toLowerCase()));
  const spelled = new Set(
    rare.flatMap(part => [part, part[0]!.toUpperCase() + part.slice(1).toLowerCase(), part.toUpperCase()]),
  );
  const spans: Span[] = [];
  if (spelled.size > 0)
    spans.push(
      ...all(
        text,
        `(?<![\\p{L}@./-]|St\\.? )(?:${[...spelled].map(literal).join('|')})(?![\\p{L}]|-[a-z])(?!(?:'s)? (?:\\p{Lu}\\p{L}+ ){0,2}(?:University|College|Hospital|School|Institute|Inc|LLC|Ltd|Corp|Group|Partners|&))`,
        'gu',
      ),
    );
  if (/(?:mr|ms|mrs|miss|dr|prof)\.? /.test(lower))
    spans.push(...all(text, `(?<![\\p{L}])(?:Mr|Ms|Mrs|Miss|Dr|Prof)\\.? ${literal(last)}(?![\\p{L}])`, 'gu'));
  return spans;
}
