import type { Random } from '../random.ts';

const HEX = '0123456789abcdef';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const COMPANIES = ['南通示例网络', '样例招聘平台', '示范人才科技有限公司', '演示猎头服务'];
const BRANDS = ['ExampleHire', 'SampleTalent', 'DemoRecruit', 'Acme-Search'];

/** The families of tokens: each gives an invented one. */
export const TOKENS = {
  /** The family seen most: 16 hex digits, then base64url whose padding `=` became `~`. */
  platform: (random: Random) => {
    const length = random.pick([30, 31, 32, 35, 36, 40]);
    return random.chars(HEX, 16) + random.chars(BASE64URL, length) + '~'.repeat(random.int(0, 2));
  },
  hex: (random: Random) => random.chars(HEX, random.pick([24, 32, 40, 64])),
  digits: (random: Random) => random.chars('0123456789', random.int(12, 24)),
  letters: (random: Random) => random.chars(BASE64URL, random.int(12, 80)),
  company: (random: Random) =>
    `${random.pick(BRANDS)}${random.pick(['-', '_', ''])}${random.chars('0123456789', random.int(6, 12))}`,
  chinese: (random: Random) => `${random.pick(COMPANIES)}${random.chars('0123456789', random.int(6, 10))}`,
} as const;

export type TokenFamily = keyof typeof TOKENS;
