import type { Random } from '../../../generators/random.ts';

export const FAMILIES = [
  'hex16+base64url',
  'base64url',
  'hex',
  'uuid',
  'digits',
  'company+id',
  'chinese+digits',
  'account',
] as const;
export type Family = (typeof FAMILIES)[number];

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';

const draw = (random: Random, alphabet: string, count: number): string =>
  Array.from({ length: count }, () => alphabet[random.int(0, alphabet.length - 1)]).join('');

const WORDS = ['ExampleHR', 'SampleTalent', 'demo-recruit', 'Specimen Jobs', 'PlaceholderHunt'];
const CHINESE = ['示例招聘网', '样例人才科技有限公司', '范例猎头', '示例在线求职平台', '苏州样例人力资源'];

/** A tracking token of 12 to 80 characters, as recruiting platforms compose them. */
export function drawToken(random: Random, family: Family): string {
  switch (family) {
    case 'hex16+base64url':
      return (
        draw(random, HEX, 16) +
        draw(random, BASE64URL, random.pick([24, 27, 30, 32, 32, 34])) +
        '~'.repeat(random.int(0, 2))
      );
    case 'base64url':
      return draw(random, BASE64URL, random.pick([12, 16, 22, 32, 43, 48, 64, 80]));
    case 'hex':
      return draw(random, HEX, random.pick([12, 16, 24, 32, 40, 64]));
    case 'uuid': {
      const parts = [8, 4, 4, 4, 12].map(length => draw(random, HEX, length));
      const id = parts.join(random.pick(['-', '-', '']));
      return random.chance(0.2) ? id.toUpperCase() : id;
    }
    case 'digits':
      return draw(random, '0123456789', random.pick([12, 14, 16, 18, 20, 24, 32]));
    case 'company+id': {
      const id = draw(random, random.pick(['0123456789', HEX, HEX.toUpperCase()]), random.int(6, 16));
      return random.pick(WORDS).replace(' ', random.pick(['', '-', '_'])) + random.pick(['-', '_', '', '#', ':']) + id;
    }
    case 'chinese+digits': {
      const name = random.pick(CHINESE);
      return name + random.pick(['', '-']) + random.digits(Math.max(8, 12 - name.length + random.int(0, 7)));
    }
    case 'account': {
      const user =
        random.pick(['hr', 'talent', 'zhao.li', 'recruiter', 'u']) +
        random.pick(['_', '.', '']) +
        random.digits(random.int(3, 10));
      return `${user}@${random.pick(['example.com', 'sample-corp.example', 'mail.example.org'])}`;
    }
  }
}
