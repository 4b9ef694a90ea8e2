import { lower } from './case.ts';
import { HAS, isHan, type Line, LONG } from './lines.ts';
import type { Skill } from './profile.ts';
import { termsIn } from './terms.ts';
import { type Ledger, SURE, type Value, valueAt } from './values.ts';

/** A category as the source names it, with its terms. */
export interface Group {
  readonly name: Value;
  readonly terms: readonly Value[];
}

/* Words that open a sentence about skills rather than a list of them. */
const OPENING =
  /^(?:能够|能|可以|可|并)?(?:独立)?(?:熟练|精通|熟悉|了解|掌握|擅长|具备|具有|拥有|善于|会|有|使用|良好的?|扎实的?|深入理解|理解|对|较强的?)/;
const OPENING_LATIN =
  /^(?:proficient|experienced?|familiar|expert|skilled|knowledge|strong|comfortable|solid|hands-on|working knowledge|understanding|fluent|excellent|good|extensive)\b/i;
const VERBS =
  /^(?:能够|能|可以|可|并|且|也|还)?(?:独立)?(?:(?:熟练|精通|熟悉|了解|掌握|擅长|具备|具有|拥有|善于|会(?![议计展员务])|有|使用|运用|应用|理解|深入|良好|扎实|常用|主流|多种|等|的|地|包括|如|以及|及|和|与|对|较强|一定|丰富|基于|利用|通过|完成|进行|各类|相关|至少|一种|其他)+)/;
const TAIL =
  /(?:编程语言|开发框架|工具链|的?使用(?:经验)?|基本原理|原理|机制|基础|知识|经验|基本概念|方法|能力|(?<=.{4})开发|等.*)+$/;

/** The categories and terms of the skill sections, each term once, under the first category that names it. */
export function skillsOf(groups: readonly Group[], ledger: Ledger, first = 0): Skill[] {
  const seen = new Set<string>();
  const byName = new Map<string, { name: Value; terms: Value[] }>();
  for (const { name, terms } of groups) {
    const fresh = terms.filter(term => {
      const key = lower(term.value);
      return !seen.has(key) && Boolean(seen.add(key));
    });
    const known = byName.get(name.value);
    if (known) known.terms.push(...fresh);
    else if (fresh.length) byName.set(name.value, { name, terms: fresh });
  }
  return [...byName.values()].map(({ name, terms }, i) => ({
    name: ledger.put(`/skills/${first + i}/name`, name)!,
    keywords: ledger.putAll(`/skills/${first + i}/keywords`, terms),
  }));
}

/** The groups of one skill section; `heading` names the terms that have no category. */
export function groupsOf(lines: readonly Line[], heading: Value | undefined, ledger: Ledger): Group[] {
  const groups: Group[] = [];
  let name = heading;
  let listed = false;
  const widest = lines.reduce((most, { width }) => Math.max(most, width), 0);
  lines.forEach((line, i) => {
    ledger.take(line);
    const colon = categoryEnd(line);
    const wraps = i > 0 && colon < 0 && line.mark === 0 && line.gap === 0 && /[,、，;；/]$/.test(lines[i - 1]!.shadow);
    if (!wraps && !listed) name = heading;
    let from = line.mark;
    if (colon > 0) {
      const category = valueAt(
        ledger.text,
        line.start + line.mark,
        line.start + trimEnd(line.shadow, colon),
        SURE.label,
      );
      name = category ?? heading;
      from = colon + 1;
      listed = from >= line.shadow.length;
      if (listed) return;
    }
    const terms = prosaic(line.shadow.slice(from))
      ? spoken(line, from, ledger)
      : termsIn(ledger.text, line.start + from, line.end);
    const last = groups.at(-1);
    const broken =
      last &&
      colon < 0 &&
      line.mark === 0 &&
      line.gap === 0 &&
      terms[0] &&
      !/^[,、;/|·•]/.test(line.shadow) &&
      !gapped(lines[i - 1]) &&
      breaks(lines[i - 1], widest);
    if (broken) (last.terms as Value[]).push(joined(last.terms.at(-1)!, terms.shift()!, last.terms as Value[]));
    if (terms.length && name) groups.push({ name, terms });
    else if (terms.length === 0) ledger.leave(line.start, line.end, 'skills');
    if (/[^,、，;；/]$/.test(line.shadow) && colon > 0) listed = false;
  });
  return groups;
}

/** Terms parted by wide gaps alone: a margin breaks them at a gap. */
const gapped = (line: Line | undefined): boolean =>
  line !== undefined && (line.has & (HAS.wide | HAS.tab)) !== 0 && !(line.has & HAS.comma);

/** Whether the margin broke a line inside a term: it fills the column and ends in no separator. */
const breaks = (line: Line | undefined, widest: number): boolean =>
  line !== undefined && widest > 30 && line.width >= widest - 8 && !/[,、，;；/|·•。.:]$/.test(line.shadow);

/** The two halves of a broken term as one, in the place of the first. */
function joined(first: Value, second: Value, terms: Value[]): Value {
  terms.pop();
  const tight = /\p{Script=Han}$/u.test(first.value) || /^\p{Script=Han}/u.test(second.value);
  return {
    value: first.value + (tight ? '' : ' ') + second.value,
    spans: [...first.spans, ...second.spans],
    confidence: Math.min(first.confidence, second.confidence),
  };
}

/** Where a category's colon is: `编程语言：…`, `Languages: …`, `Data (Intermediate): …`. */
function categoryEnd(line: Line): number {
  const colon = line.has & HAS.colon ? line.shadow.indexOf(':', line.mark) : -1;
  if (colon < 0 && line.has & (HAS.wide | HAS.tab)) {
    // `Languages    Java, Go`
    const gap = /^[^,、;\d]{2,16}?(?= {2,}|\t)/.exec(line.shadow.slice(line.mark));
    if (gap && /[,、]/.test(line.shadow.slice(line.mark + gap[0].length))) return line.mark + gap[0].length;
  }
  if (colon < 0 || colon - line.mark > 40 || colon === line.mark) {
    const dash = / - (?=\S)/.exec(line.shadow.slice(line.mark));
    return dash &&
      dash.index > 1 &&
      dash.index < 28 &&
      /[,、]/.test(line.shadow.slice(line.mark + dash.index)) &&
      !/[,、]/.test(line.shadow.slice(line.mark, line.mark + dash.index))
      ? line.mark + dash.index + 1
      : -1;
  }
  return /[,、;。]/.test(line.shadow.slice(line.mark, colon)) || /:\/\//.test(line.shadow.slice(colon, colon + 3))
    ? -1
    : colon;
}

const trimEnd = (shadow: string, end: number): number => {
  let at = end;
  while (at > 0 && /[\s\])]/.test(shadow[at - 1]!) && !(shadow[at - 1] === ')' && shadow.includes('('))) at--;
  return at;
};

const prosaic = (words: string): boolean => {
  const text = words.slice(0, LONG).trim();
  return (
    OPENING.test(text) ||
    OPENING_LATIN.test(text) ||
    (/。$/.test(text) && text.length > 30) ||
    /(?:\S+ ){8,}/.test(text.replace(/[,;/|、·•].*/, ''))
  );
};

/**
 * A sentence (熟练使用Kotlin编程，了解C/C++): its Latin names, and between commas the short Chinese phrases that are left
 * when verbs and general nouns are taken off.
 */
function spoken(line: Line, from: number, ledger: Ledger): Value[] {
  const { text } = ledger;
  return termsIn(text, line.start + from, line.end, SURE.pattern).flatMap(piece =>
    splitConjunctions(text, piece).flatMap(({ spans }) => {
      const [start, end] = spans[0]!;
      const words = text.slice(start, end);
      const at = (a: number, b: number, confidence: number): Value[] => {
        const value = valueAt(text, start + a, start + b, confidence);
        return value ? [value] : [];
      };
      const slashed = /(?<![A-Za-z])[A-Za-z]{1,4}\/[A-Za-z]{1,4}(?:测试| testing)?/.exec(words);
      if (slashed) return at(slashed.index, slashed.index + slashed[0].length, SURE.pattern);
      if (!/\p{Script=Han}/u.test(words)) return latinPhrase(words).flatMap(([a, b]) => at(a, b, SURE.pattern));
      const named = SHORT_NAME.exec(words);
      if (named) return at(named[1]!.length, words.length, SURE.pattern);
      const names = [...words.matchAll(LATIN_NAME)];
      if (names.length) return names.flatMap(match => at(match.index, match.index + match[0].length, SURE.pattern));
      return hanPhrase(words).flatMap(([a, b]) => at(a, b, SURE.place));
    }),
  );
}

/** `Working knowledge of public speaking`: what is left behind the opening words, if it is short; else its names. */
function latinPhrase(words: string): [number, number][] {
  const lead = LEAD.exec(words)?.[0].length ?? 0;
  const rest = words.slice(lead).replace(/[.\s]+$/, '');
  if (rest && rest.split(' ').length <= 4) return [[lead, lead + rest.length]];
  return [...words.matchAll(LATIN_NAME)]
    .filter(match => !COMMON.has(lower(match[0])))
    .map(match => [match.index, match.index + match[0].length]);
}

/** A short Chinese noun phrase without its verb and its general noun. */
function hanPhrase(words: string): [number, number][] {
  const verb = VERBS.exec(words)?.[0].length ?? 0;
  const rest = words.slice(verb);
  if (TAIL.exec(rest)?.index === 0) return [];
  const tail = TAIL.exec(rest);
  const to = tail && tail.index >= 2 ? tail.index : rest.length;
  return to >= 2 && to <= 12 && isHan(rest.charCodeAt(0)) && !/[的地得了过]/.test(rest.slice(0, to))
    ? [[verb, verb + to]]
    : [];
}

const LEAD =
  /^(?:(?:highly |very |also )?(?:proficient|experienced?|familiar(?:ity)?|expert(?:ise)?|skilled|strong|comfortable|solid|hands-on|working|understanding|fluent|excellent|good|extensive|knowledge|knowledgeable|skills?|background)(?: (?:knowledge|understanding|experience|skills?|command|background))?(?![A-Za-z])(?: (?:with|in|of|at|using|on))? ?)+(?:the |various |tools such as |such as |including )?/i;

/* A run of Latin words, as `Spring Boot` or `Node.js`; marks inside words only. */
/* `CAN总线`, `3ds Max`: a short name as a whole, unless its Chinese end is a general word. */
const SHORT_NAME =
  /^((?:熟练|精通|熟悉|了解|掌握|擅长|使用|运用|具备|会|并|能)*)(?:[A-Za-z][A-Za-z0-9+#.]{0,11}(?!开发|编程|部署|使用|语言|框架|协议|环境|基础|经验|原理|调优|测试|等|工具|相关|技术|系统|脚本|服务|集群|数据|网络|软件|平台|应用|设计|操作|模型|算法|方法|组件)\p{Script=Han}{2}|\d[A-Za-z]+ [A-Za-z]+)$/u;
const LATIN_NAME =
  /(?<![A-Za-z0-9.])\.?[A-Za-z][A-Za-z0-9+#.]*(?:[-_][A-Za-z0-9]+)*(?: (?=[A-Z0-9])[A-Za-z0-9+#.]+(?:[-_][A-Za-z0-9]+)*){0,3}(?<![.])/g;
const COMMON: ReadonlySet<string> = new Set(
  'proficient experienced experience familiar expert skilled knowledge strong comfortable solid in with of and the hands-on working understanding fluent excellent good extensive at using for to a an or such as including'.split(
    ' ',
  ),
);

function splitConjunctions(text: string, value: Value): Value[] {
  const [start, end] = value.spans[0]!;
  const words = text.slice(start, end);
  const out: Value[] = [];
  let at = 0;
  for (const match of words.matchAll(
    /以及|[及和与或](?=[A-Za-z])|(?<=[A-Za-z0-9+#]) ?[及和与或]|(?<=\p{Script=Han}{2})[和与及](?=\p{Script=Han}{2})| (?:and|or|with|in) |包括|[(（)）]/gu,
  )) {
    if (match.index > at) out.push({ ...value, spans: [[start + at, start + match.index]] });
    at = match.index + match[0].length;
  }
  if (at < words.length) out.push({ ...value, spans: [[start + at, end]] });
  return out;
}
