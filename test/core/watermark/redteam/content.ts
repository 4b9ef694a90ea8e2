import type { Random } from '../../../generators/random.ts';
import { EN, TECH, TRICKY, ZH } from './words.ts';

export type Language = 'zh' | 'en' | 'mixed';

/** What a résumé is made of, before it is set in type. */
export type Block =
  | { kind: 'title' | 'centre' | 'heading' | 'plain'; text: string }
  | { kind: 'split'; left: string; right: string }
  | { kind: 'bullet'; mark: string; text: string }
  | { kind: 'row'; cells: string[] };

function sentence(random: Random, language: Language): string {
  const bank = language === 'zh' || (language === 'mixed' && random.chance(0.6)) ? ZH.sentence : EN.sentence;
  const one = () =>
    random.pick(bank).replace(/\{(.)\}/g, (_, slot: string) => {
      if (slot === 't') return random.pick(TECH);
      if (slot === 'k') return random.pick(TRICKY);
      if (slot === 'n') return String(random.int(2, 480));
      if (slot === 'p') return String(random.int(11, 98));
      return String(random.int(1, 9));
    });
  return Array.from({ length: random.int(1, 2) }, one).join(bank === EN.sentence ? ' ' : '');
}

function span(random: Random): string {
  const from = random.int(2012, 2022);
  const month = () => String(random.int(1, 12)).padStart(2, '0');
  const join = random.pick(['-', '-', '.', '/']);
  const end = random.chance(0.2) ? random.pick(['至今', 'Present']) : `${from + random.int(1, 3)}${join}${month()}`;
  return `${from}${join}${month()}${random.pick([' ~ ', ' - ', '-', ' 至 ', '–'])}${end}`;
}

function contact(random: Random, zh: boolean): string[] {
  const phone = zh
    ? random.pick(['13800138000', '138-0013-8000', '+86 13800138000'])
    : random.pick(['(202) 555-0147', '+1 202-555-0183', '202.555.0119']);
  const email = random.pick([
    '1000000001@qq.com',
    'demo.person@example.com',
    'r2d2_test@example.org',
    'li-9f@example.net',
  ]);
  const extra = random.pick([
    'github.com/example-demo',
    `WeChat: demo_${random.digits(4)}`,
    `ID: ${random.digits(8)}`,
    'https://example.com/cv?id=7a2',
  ]);
  return random.some([phone, email, extra], random.int(2, 3));
}

function head(random: Random, zh: boolean): Block[] {
  const bank = zh ? ZH : EN;
  const name = zh
    ? random.pick(bank.surname) + random.pick(bank.given)
    : `${random.pick(bank.given)} ${random.pick(bank.surname)}`;
  const facts = zh
    ? `${random.int(21, 45)}岁 ${random.pick(['男', '女'])} ${random.pick(bank.city)} ${random.int(1, 15)}年经验`
    : `${random.pick(bank.city)} open to relocation, ${random.int(1, 15)} years`;
  const kind = random.chance(0.5) ? 'centre' : 'plain';
  return [
    { kind: random.chance(0.5) ? 'title' : kind, text: name },
    { kind, text: facts },
    ...contactBlocks(random, zh, kind),
  ];
}

function contactBlocks(random: Random, zh: boolean, kind: 'centre' | 'plain'): Block[] {
  const items = contact(random, zh);
  if (random.chance(0.5)) return [{ kind, text: items.join(random.pick([' ', ' | ', '  '])) }];
  return items.map(text => ({ kind, text }));
}

function skills(random: Random): Block[] {
  const short = random.some(['C', 'R', 'Go', 'C++', 'SQL', 'VB', 'D', 'Java', 'Lua'], random.int(2, 5));
  if (random.chance(0.4)) return short.map(text => ({ kind: 'plain', text }) as const);
  if (random.chance(0.5)) return [{ kind: 'plain', text: random.some(TECH, 9).join(random.pick([' | ', '、', ', '])) }];
  const grade = () => random.pick(['A', 'A-', 'B+', 'B', '92', '87.5', '优', '4.0']);
  return short.map(text => ({ kind: 'row', cells: [text, grade(), span(random)] }));
}

function grades(random: Random): Block[] {
  const course = ['高等数学', 'Linear Algebra', '操作系统', 'Statistics', '编译原理', 'CS101'];
  return random.some(course, random.int(2, 4)).map(text => ({
    kind: 'row',
    cells: [text, String(random.int(60, 100)), random.pick(['A', 'B', 'C']), `${random.int(1, 4)}.${random.int(0, 9)}`],
  }));
}

function experience(random: Random, language: Language, zh: boolean): Block[] {
  const bank = zh ? ZH : EN;
  const left = `${random.pick(random.chance(0.5) ? bank.company : bank.project)} - ${random.pick(bank.role)}`;
  const top: Block = random.chance(0.6)
    ? { kind: 'split', left, right: span(random) }
    : { kind: 'plain', text: `${left} ${span(random)}` };
  const mark = random.pick(['·', '•', '-', '✓', '', '1']);
  const items = Array.from({ length: random.int(2, 6) }, (_, i): Block => {
    const text = sentence(random, language);
    if (mark === '') return { kind: 'plain', text };
    return { kind: 'bullet', mark: mark === '1' ? `${i + 1}.` : mark, text };
  });
  return [top, ...items];
}

/** An invented résumé with more than enough text for `pages` pages. */
export function resume(random: Random, language: Language, pages: number): Block[] {
  const zh = language === 'zh' || (language === 'mixed' && random.chance(0.7));
  const bank = zh ? ZH : EN;
  const heading = (text = random.pick(bank.heading)): Block => ({ kind: 'heading', text });
  const blocks = head(random, zh);
  if (random.chance(0.4)) blocks.push(heading(), { kind: 'plain', text: sentence(random, language) });
  for (let i = 0; i < pages * random.int(4, 8); i++) {
    if (i % 4 === 0) blocks.push(heading());
    blocks.push(...experience(random, language, zh));
    if (random.chance(0.12)) blocks.push(heading(), ...skills(random));
    if (random.chance(0.08)) blocks.push(...grades(random));
  }
  const school = `${random.pick(bank.school)} - ${random.pick(bank.major)} - ${random.pick(bank.school_line)}`;
  const last = random.int(0, 2) === 0 ? [] : [heading(), { kind: 'split' as const, left: school, right: span(random) }];
  return [...blocks, ...last, heading(), ...skills(random)];
}
