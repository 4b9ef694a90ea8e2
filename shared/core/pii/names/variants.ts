import { isCommonWord, wordsOf } from './english.ts';
import { givenReadings, surnameReadings } from './pinyin.ts';
import { surnameAt } from './surnames.ts';

/** How a name may be written elsewhere: patterns for prose, and spellings inside handles and addresses of mail. */
export interface Variants {
  readonly patterns: readonly RegExp[];
  /** Lower case, letters only. */
  readonly handles: readonly string[];
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const GAP = '[ \\n·]{0,3}';

export function variantsOf(name: string, whole: boolean): Variants {
  return /[\u4e00-\u9fff]/.test(name) ? chinese(name.replace(/[ \n]/g, ''), whole) : english(name, whole);
}

const TITLES =
  '先生|女士|小姐|同学|老师|教授|博士|经理|总监|主任|工程师|总(?![体共结量数计部之的是线分])|工(?![程作业具厂艺资人序况期商学种控])|同志|导师';

function chinese(name: string, whole: boolean): Variants {
  const spread = [...name].map(literal).join(GAP);
  if (!whole || name.includes('·')) return { patterns: [new RegExp(spread, 'g')], handles: [] };
  const length = Math.max(1, surnameAt(name, 0));
  const [surname, given] = [name.slice(0, length), name.slice(length)];
  const patterns = [new RegExp(spread, 'g')];
  // 高工 is a grade, 方总 could be a plan: a title makes a family name a person only behind no other sign.
  if (!'高方成时安总'.includes(surname))
    patterns.push(new RegExp(`(?<![\\u4e00-\\u9fff])${surname}(?:${TITLES})`, 'g'));
  if (given.length > 1)
    patterns.push(
      new RegExp(`${given}(?:同学|老师|先生|女士)|(?<![\\u4e00-\\u9fff])${given}(?![\\u4e00-\\u9fff])`, 'g'),
    );
  const handles = new Set<string>();
  for (const family of surnameReadings(surname))
    for (const syllables of givenReadings(given)) {
      patterns.push(romanised(family, syllables));
      addHandles(handles, family, syllables);
    }
  return { patterns, handles: [...handles] };
}

/** lin zhiyuan, Zhi-Yuan Lin, LIN, Zhiyuan, Z.Y. Lin, Lin Z. Y., linzhiyuan98. */
function romanised(family: string, syllables: readonly string[]): RegExp {
  const given = syllables.map(literal).join("[ '-]?");
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

function english(name: string, whole: boolean): Variants {
  const bare = name.replace(/,? (?:Jr|Sr|II|III|IV|Esq)\.?$/i, '').replace(/["'(][A-Z][a-z]+["')] ?/, '');
  const reversed = /^([^,]+), (.+)$/.exec(bare);
  const parts = (reversed ? `${reversed[2]} ${reversed[1]}` : bare).split(/\s+/).filter(part => part.length > 0);
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const middle = parts.slice(1, -1).map(part => part.replace(/\.$/, ''));
  const e = literal;
  if (parts.length < 2) return { patterns: [new RegExp(`(?<![\\p{L}])${e(name)}(?![\\p{L}])`, 'gu')], handles: [] };
  const between = `[ \\n]{1,2}(?:(?:[A-Za-z]\\.?|${middle.map(e).join('[ \\n]') || 'x{9}'})[ \\n]{1,2}){0,2}`;
  const full = [
    `${e(first)}${between}${e(last)}`,
    `${e(last)},? ${e(first)}(?: [A-Z]\\.)?`,
    `${e(first[0]!)}\\. ?(?:[A-Z]\\. ?)?${e(last)}`,
    `${e(last)},? ${e(first[0]!)}\\.`,
    `${e(first)} ${e(last[0]!)}\\.(?= |$|,)`,
    `${e(first)}[._-]?${e(last)}`,
    e(name),
  ];
  const patterns = [new RegExp(`(?<![\\p{L}])(?:${full.join('|')})(?:'s)?(?![\\p{L}])`, 'giu')];
  if (whole) {
    const alone = [first, last]
      .filter(part => /^\p{L}[\p{L}'-]{3,}$/u.test(part) && !isCommonWord(part.toLowerCase()))
      .map(part => part[0]!.toUpperCase() + part.slice(1).toLowerCase());
    const spelled = [
      ...alone,
      ...alone.map(part => part.toUpperCase()),
      ...[first, last].filter(part => alone.some(other => other.toLowerCase() === part.toLowerCase())),
    ];
    if (alone.length > 0)
      patterns.push(
        new RegExp(
          `(?<![\\p{L}@./-])(?:${[...new Set(spelled)].map(e).join('|')})(?![\\p{L}]|-[a-z])(?! (?:University|College|Inc|LLC|Ltd|Corp|Group|Partners|&))`,
          'gu',
        ),
      );
    patterns.push(new RegExp(`(?<![\\p{L}])(?:Mr|Ms|Mrs|Miss|Dr|Prof)\\.? ${e(last)}(?![\\p{L}])`, 'gu'));
  }
  const words = wordsOf(bare).map(word => word.replace(/[^a-z]/g, ''));
  const [f, l] = [words[reversed ? 1 : 0] ?? '', words.at(reversed ? 0 : -1) ?? ''];
  const handles = [f + l, l + f, f[0] + l, l + f[0]].filter(handle => handle.length >= 5);
  return { patterns, handles };
}
