import { Random } from '../random.ts';
import { resume } from './content.ts';
import { extractPage } from './extract.ts';
import { setPages } from './page.ts';
import { extractorOf, settingOf } from './variants.ts';

const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const lines = (r: Random, least: number, most: number, line: (i: number) => string): string =>
  Array.from({ length: r.int(least, most) }, (_, i) => line(i)).join('\n');

/** A page of a résumé as it would be extracted, without a stamp. */
function page(r: Random): string {
  const variant = { name: 'plain', whole: false };
  const setting = settingOf(r, variant);
  const pages = setPages(r, resume(r, r.pick(['zh', 'en', 'mixed']), r.int(10, 40)), setting);
  return pages.map(body => extractPage(r, body, [], extractorOf(r, variant)).text).join('');
}

/** Text that has no stamp and looks a little as if it had one. */
export const UNSTAMPED: Readonly<Record<string, (r: Random) => string>> = {
  résumé: page,
  'one-letter lines': r =>
    `${page(r)}${lines(r, 8, 60, () => r.pick(['C', 'R', 'A', 'B', '男', '女', '1', 'Go', 'A+', '3']))}\n${page(r)}`,
  'skills one a line': r =>
    lines(r, 10, 80, () =>
      r.pick(['C', 'R', 'Go', 'C++', 'C#', 'SQL', 'Vue', 'AWS', 'GCP', 'Rust', 'Perl', 'D', 'F#']),
    ),
  grades: r =>
    lines(r, 10, 60, () => `${r.pick(['A', 'B', 'C', 'A-', 'B+'])} ${r.int(60, 100)} ${r.pick(['A', 'B', 'C'])}`),
  'digit table': r => lines(r, 10, 80, () => Array.from({ length: 4 }, () => r.int(0, 9)).join(' ')),
  hashes: r => lines(r, 6, 40, () => r.chars(HEX, 40)),
  uuids: r => lines(r, 6, 40, () => [8, 4, 4, 4, 12].map(n => r.chars(HEX, n)).join('-')),
  key: r => `-----BEGIN EXAMPLE KEY-----\n${lines(r, 6, 30, () => r.chars(BASE64, 64))}\n-----END EXAMPLE KEY-----`,
  'repeated hash': r => {
    const hash = r.chars(HEX, 40);
    return lines(r, 8, 30, i => (i % 5 ? r.pick(['ok', 'no', 'a', 'b c', 'done']) : hash));
  },
  'vertical text': r => [...page(r).replace(/\s/g, '').slice(0, r.int(40, 400))].join('\n'),
  'vertical word again and again': r => {
    const word = [...r.pick(['示例智能装备有限公司', 'CONFIDENTIAL', 'Curriculum Vitae'])]
      .filter(c => c !== ' ')
      .join('\n');
    return r.chance(0.5) ? `${page(r)}${word}\n${page(r)}` : `${word}\n${page(r)}`;
  },
  'footer on every page': r => {
    const footer = r.pick([
      '示例智能装备有限公司人力资源部内部资料',
      'ConfidentialExampleLogisticsInternational',
      'https://example.com/careers/2024/engineering',
    ]);
    return Array.from({ length: r.int(2, 6) }, (_, i) => `${page(r)}${footer}\n${i + 1}\n`).join('');
  },
  separators: r =>
    Array.from(
      { length: r.int(3, 12) },
      () => `${page(r).slice(0, 300)}\n${r.pick(['-', '=', '*', '·', '—']).repeat(r.int(12, 60))}\n`,
    ).join(''),
  'ascii art': r => lines(r, 10, 40, () => r.chars(' /\\|_-.o', r.int(3, 20))),
  'short lines': r => lines(r, 20, 200, () => r.chars('abcdefghij', r.int(1, 3))),
  'phone digits downwards': r => `${[...'13800138000'].join('\n')}\n${page(r)}`,
  ids: r => lines(r, 6, 40, () => `${r.int(1, 99)} ${r.chars('0123456789', 18)} ${r.chars('ABCDEF', 2)}`),
};

export function unstampedText(kind: string, seed: number): string {
  return UNSTAMPED[kind]!(
    new Random([...kind].reduce((hash, c) => (Math.imul(hash, 31) + c.charCodeAt(0)) | 0, Math.imul(seed, 104729))),
  );
}
