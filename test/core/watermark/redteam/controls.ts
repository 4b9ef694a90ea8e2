import { Random } from '../../../generators/random.ts';
import { drawClustering, linesOf, METHODS } from './cluster.ts';
import { resume } from './content.ts';
import { drawSetting, typeset } from './typeset.ts';
import { drawHabits, writeOut } from './write-out.ts';

const hex = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.int(0, 15).toString(16)).join('');
const base64 = (random: Random, count: number): string =>
  Array.from(
    { length: count },
    () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'[random.int(0, 63)],
  ).join('');

/** Texts that look like a stamp and are none. */
const ODDITIES: Record<string, (random: Random) => string[]> = {
  'one-letter lines': random =>
    Array.from({ length: random.int(3, 60) }, () => random.pick([...'CRDABFXYZ男女优良甲'])),
  'the same letters again': random => {
    const skills = random.some([...'CRDGJVSQ'], 4);
    return Array.from({ length: random.int(2, 6) }, () => skills).flat();
  },
  'digit table': random =>
    Array.from({ length: random.int(4, 30) }, () => Array.from({ length: 6 }, () => random.int(0, 9)).join(' ')),
  'one digit a line': random => Array.from({ length: random.int(10, 80) }, (_, i) => String((i % 9) + 1)),
  hashes: random => Array.from({ length: random.int(2, 8) }, () => `sha256:${hex(random, 64)}`),
  'the same hash twice': random => {
    const hash = hex(random, 40);
    return [`commit ${hash}`, '合并到主干', `revert ${hash}`];
  },
  uuids: random => Array.from({ length: random.int(2, 9) }, () => [8, 4, 4, 4, 12].map(n => hex(random, n)).join('-')),
  key: random => [
    '-----BEGIN PUBLIC KEY-----',
    ...Array.from({ length: 6 }, () => base64(random, 64)),
    '-----END PUBLIC KEY-----',
  ],
  'vertical heading': random => [
    ...random.pick(['RESUME', 'CURRICULUM VITAE'.replace(' ', ''), '个人简历', '教育背景及工作经历']),
  ],
  'vertical text beside lines': random =>
    [...'个人简历求职意向'].map(
      char => `${char} ${random.pick(['熟悉订单中心接口开发', 'Kotlin and gRPC', '参与压测脚本编写'])}`,
    ),
  'ASCII art': () => [
    '  /\\_/\\  ',
    ' ( o.o ) ',
    '  > ^ <  ',
    '+---+---+',
    '| a | b |',
    '+---+---+',
    '#########',
    '=-=-=-=-=',
  ],
  separators: random =>
    Array.from({ length: random.int(3, 20) }, () => random.pick(['-', '=', '*', '·']).repeat(random.int(20, 90))),
  'bullets alone': random => Array.from({ length: random.int(5, 40) }, () => random.pick(['·', '•', '-', '✓'])),
  'grade column': random =>
    Array.from(
      { length: random.int(8, 40) },
      (_, i) => `${i + 1} ${random.pick(['A', 'A-', 'B+', 'C'])} ${random.int(60, 99)}`,
    ),
};

export interface Control {
  raw: string;
  kind: string;
}

/** An unstamped document: résumé pages as an extractor writes them, with something odd among the lines and at page ends. */
export function control(seed: number, index: number): Control {
  const random = new Random(Math.imul(seed + 77, 0x9e3779b1) ^ Math.imul(index + 1, 0x27d4eb2f));
  const set = drawSetting(random);
  const pages = typeset(resume(random, random.pick(['zh', 'en', 'mixed'] as const), 2), set, random.int(1, 4));
  const how = drawClustering(random, random.pick(METHODS), set.ink);
  const lines = pages.map(page => linesOf(random, page.body, how, set.size * set.leading * 0.8));
  const { raw } = writeOut(random, lines, drawHabits(random));
  const kinds = ['plain', 'footer', 'letter in the margin', ...Object.keys(ODDITIES)];
  const kind = kinds[index % kinds.length]!;
  const text = raw.split('\n');
  if (kind === 'footer') {
    const footer = random.pick([
      'SampleIntelligentEquipmentManufacturingCo',
      'www.example.com/people/demo-person-2048',
      '苏州示例智能装备有限公司人力资源部',
    ]);
    for (let at = random.int(5, 40); at < text.length; at += random.int(30, 50)) text.splice(at, 0, footer);
  } else if (kind === 'letter in the margin') {
    const word = [...random.pick(['CONFIDENTIAL', 'RESUME', 'EXPERIENCE', '机密文件请勿外传'])];
    for (let i = 0; i < text.length; i++) if (random.chance(0.4)) text[i] = `${word[i % word.length]} ${text[i]}`;
  } else if (kind !== 'plain') {
    for (let i = random.int(1, 3); i > 0; i--) text.splice(random.int(0, text.length), 0, ...ODDITIES[kind]!(random));
  }
  return { raw: text.join('\n'), kind };
}
