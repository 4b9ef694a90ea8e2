import { lower } from './case.ts';
import { datesIn } from './dates.ts';
import type { Line } from './lines.ts';
import type { Award, Certificate, Language } from './profile.ts';
import { field, type Ledger, SURE, type Value, valueAt } from './values.ts';

/** An item of a plain list: a stretch of one line. */
interface Item {
  readonly line: Line;
  /** Offsets in the line. */
  readonly start: number;
  readonly end: number;
}

function itemsOf(lines: readonly Line[], separator: RegExp): Item[] {
  return lines.flatMap(line => {
    const items: Item[] = [];
    let at = line.mark;
    let depth = 0;
    let scanned = at;
    for (const match of line.shadow.matchAll(separator)) {
      if (match.index < at) continue;
      for (; scanned < match.index; scanned++)
        depth += line.shadow[scanned] === '(' ? 1 : line.shadow[scanned] === ')' ? -1 : 0;
      if (depth > 0) continue;
      items.push({ line, start: at, end: match.index });
      at = match.index + match[0].length;
    }
    items.push({ line, start: at, end: line.shadow.length });
    return items.filter(({ start, end }) => /[\p{L}\p{N}]/u.test(line.shadow.slice(start, end)));
  });
}

const LANGUAGE =
  /(?:普通话|国语|汉语|中文|粤语|广东话|闽南语|英语|英文|日语|日文|韩语|韩文|法语|法文|德语|德文|西班牙语|俄语|葡萄牙语|意大利语|阿拉伯语|泰语|越南语|印尼语|马来语)|(?<![a-z])(?:english|mandarin(?: chinese)?|chinese(?: \(mandarin\))?|cantonese|spanish|french|german|japanese|korean|portuguese|italian|russian|arabic|hindi|bengali|urdu|dutch|swedish|norwegian|danish|finnish|polish|czech|turkish|vietnamese|thai|indonesian|malay|tagalog|hebrew|greek|ukrainian|romanian|hungarian|swahili|igbo|yoruba|hausa|catalan|persian|farsi|tamil|telugu|punjabi|latin|esperanto)(?![a-z])/;

export const namesLanguage = (words: string): boolean => LANGUAGE.test(lower(words));

/** `英语（CET-6）`, `English - Native speaker`, `Spanish (B2)`: a language, and how well. */
export function languagesOf(lines: readonly Line[], ledger: Ledger, first = 0): Language[] {
  const languages: Language[] = [];
  const others: [Line, number, number][] = [];
  for (const { line, start, end } of itemsOf(lines, /[;|]|[,、](?=\s*\S)|\s{3,}|\t/g)) {
    const match = LANGUAGE.exec(lower(line.shadow.slice(start, end)));
    if (!match) {
      if (start > line.mark || end < line.shadow.length) others.push([line, start, end]);
      continue;
    }
    ledger.take(line);
    const from = start + match.index;
    const at = `/languages/${first + languages.length}`;
    const language = valueAt(ledger.text, line.start + from, line.start + from + match[0].length, SURE.word);
    if (!language) continue;
    const tail = /^[\s:(\-,]*/.exec(line.shadow.slice(from + match[0].length, end))![0].length;
    const rest = line.shadow.slice(from + match[0].length + tail, end).replace(/[\s)。;.,]+$/, '');
    const begin = line.start + from + match[0].length + tail;
    const closes = line.shadow[begin - line.start + rest.length] === ')';
    const open = closes && rest.includes('(') && !rest.includes(')') ? 1 : 0;
    const fluency = rest ? valueAt(ledger.text, begin, begin + rest.length + open, SURE.pattern) : undefined;
    languages.push({
      language: ledger.put(`${at}/language`, language)!,
      ...field('fluency', ledger.put(`${at}/fluency`, fluency)),
    });
  }
  // A piece without a language is left over only where the rest of its line was taken; else the whole line is.
  for (const [line, start, end] of others)
    if (ledger.has(line)) ledger.leave(line.start + start, line.start + end, 'languages');
  return languages;
}

/** A list item as its name, its date and who gave it. */
interface Named {
  readonly name: Value;
  readonly date?: Value;
  readonly by?: Value;
  readonly impossible: boolean;
}

function namedOf({ line, start, end }: Item, ledger: Ledger): Named | undefined {
  const date = datesIn(line.shadow.slice(start, end))[0];
  const cut = date ? [start + date.start, start + date.end] : [end, end];
  const [before, after] = [tidy(line, start, cut[0]!), tidy(line, cut[1]!, end)];
  const main = before ?? after;
  if (!main) return undefined;
  const words = line.shadow.slice(main[0], main[1]);
  const by =
    /(?: \| | - (?!(?:professional|associate|specialty|expert|foundation|advanced|practitioner)\b)|, | by |\(|: )(?=[^|,(]{2,60}$)/i.exec(
      words,
    );
  const [from, to] = by && by.index > 2 ? [main[0], main[0] + by.index] : main;
  const name = valueAt(ledger.text, line.start + from, line.start + to, SURE.pattern);
  if (!name) return undefined;
  const issuer = by && by.index > 2 ? tidy(line, to + by[0].length, main[1]) : before && after ? after : undefined;
  return {
    name,
    impossible: date?.impossible ?? false,
    ...(date?.from && {
      date: { value: date.from, spans: [[line.start + cut[0]!, line.start + cut[1]!]] as const, confidence: SURE.date },
    }),
    ...(issuer && withValue('by', valueAt(ledger.text, line.start + issuer[0], line.start + issuer[1], SURE.place))),
  };
}

const withValue = <K extends string>(key: K, value: Value | undefined) =>
  value ? ({ [key]: value } as Record<K, Value>) : {};

const EDGE = ' \t\n,;:|·()[]。.-/';

function tidy(line: Line, from: number, to: number): [number, number] | undefined {
  let [a, b] = [from, to];
  const edge = (i: number) => EDGE.includes(line.shadow[i]!);
  while (a < b && edge(a)) a++;
  while (b > a && edge(b - 1) && !(line.shadow[b - 1] === ')' && line.shadow.slice(a, b - 1).includes('('))) b--;
  return a < b ? [a, b] : undefined;
}

export function certificatesOf(
  lines: readonly Line[],
  ledger: Ledger,
  first = 0,
): { certificates: Certificate[]; impossible: boolean } {
  let impossible = false;
  const certificates: Certificate[] = [];
  for (const item of itemsOf(lines, /[;；]|、/g)) {
    ledger.take(item.line);
    const found = namedOf(item, ledger);
    if (!found) continue;
    impossible ||= found.impossible;
    const at = `/certificates/${first + certificates.length}`;
    certificates.push({
      name: ledger.put(`${at}/name`, found.name)!,
      ...field('date', ledger.put(`${at}/date`, found.date)),
      ...field('issuer', ledger.put(`${at}/issuer`, found.by)),
    });
  }
  return { certificates, impossible };
}

export function awardsOf(lines: readonly Line[], ledger: Ledger, first = 0): { awards: Award[]; impossible: boolean } {
  let impossible = false;
  const awards: Award[] = [];
  for (const item of itemsOf(lines, /[;；]|、/g)) {
    ledger.take(item.line);
    const found = namedOf(item, ledger);
    if (!found) continue;
    impossible ||= found.impossible;
    const at = `/awards/${first + awards.length}`;
    awards.push({
      title: ledger.put(`${at}/title`, found.name)!,
      ...field('date', ledger.put(`${at}/date`, found.date)),
      ...field('awarder', ledger.put(`${at}/awarder`, found.by)),
    });
  }
  return { awards, impossible };
}
