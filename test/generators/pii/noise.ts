import type { PiiType } from '../../../shared/core/pii/index.ts';
import type { Random } from '../random.ts';

type Damage = (value: string, random: Random) => string;

const NUMBERS: ReadonlySet<PiiType> = new Set(['PHONE', 'CN_RESIDENT_ID', 'BANK_CARD']);
const wide: Damage = value => value.replace(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const once = (value: string, sign: RegExp, by: string, random: Random): string => {
  const places = [...value.matchAll(sign)].map(found => found.index);
  if (places.length === 0) return value;
  const at = random.pick(places);
  return value.slice(0, at) + by + value.slice(at + 1);
};
const zeroWidth: Damage = (value, random) => {
  if (value.length < 2) return value;
  const at = random.int(1, value.length - 1);
  return value.slice(0, at) + random.pick(['\u200b', '\u200d', '\ufeff', '\u00ad']) + value.slice(at);
};
const CIRCLED = '⓪①②③④⑤⑥⑦⑧⑨';
const HAN = '零一二三四五六七八九';

const MOBILE = /^1\d{10}$/;
const mobile: readonly Damage[] = [
  value => value.replace(/\d/g, digit => CIRCLED[Number(digit)]!),
  value => value.replace(/\d/g, digit => HAN[Number(digit)]!),
  value => value.replace(/(\d{3})(\d{4})(\d{4})/, '$1 $2 $3'),
  value => value.replace(/(\d{3})(\d{4})(\d{4})/, '$1·$2·$3'),
  value => value.replace(/\d(?=\d)/g, '$& '),
  (value, random) => value.replace(random.pick([/^.{3}/, /^.{7}/]), '$&\n'),
  value => value.replace(/(\d{3})(\d{4})(\d{4})/, '$1 | $2 | $3'),
  value => value.replace(/(\d{3})(\d{4})(\d{4})/, '$1\t$2\t$3'),
];
const number: readonly Damage[] = [
  wide,
  zeroWidth,
  (value, random) => once(value, /(?<=\d)0(?=\d)/g, 'O', random),
  (value, random) => once(value, /(?<=\d)1(?=\d)/g, 'l', random),
  (value, random) => once(value, /(?<=\d)1(?=\d)/g, 'I', random),
  (value, random) => once(value, /(?<=\d)0(?=\d)/g, 'o', random),
];
const mail: readonly Damage[] = [
  wide,
  zeroWidth,
  value => value.replace('@', '＠'),
  value => value.replace('@', ' @ '),
  value => value.replace('@', '(at)'),
  value => value.replace('@', '[at]').replace(/\.(?=[a-z]+$)/, '[dot]'),
  value => value.replace('@', ' at ').replaceAll(/\.(?=[a-z]+$)/g, ' dot '),
  value => value.replace('@', '@\n'),
  value => value.replace(/\.(?=[a-z]+$)/, '. '),
  value => value.replace('a', 'а').replace('e', 'е'),
  value => value.replace(/\.com$/, '.c0m'),
];
const name: readonly Damage[] = [
  value => (/[\u4e00-\u9fff]/.test(value) ? [...value].join(' ') : value.toUpperCase()),
  zeroWidth,
  value => (/^[\u4e00-\u9fff]{2,3}$/.test(value) ? [...value].join('\u3000') : value),
];

/** A value as a scanner, a form or a shy author leaves it; the truth is the damaged spelling. */
export function damaged(type: PiiType, value: string, random: Random): string {
  if (MOBILE.test(value) && random.chance(0.6)) return random.pick(mobile)(value, random);
  if (NUMBERS.has(type)) return random.pick(number)(value, random);
  if (type === 'EMAIL') return random.pick(mail)(value, random);
  if (type === 'PERSON') return value.includes('·') ? value : random.pick(name)(value, random);
  if (type === 'DATE_OF_BIRTH')
    return random.pick([wide, (v: string) => once(v, /0/g, 'O', random), (v: string) => v.replace(/([.-])/g, ' $1 ')])(
      value,
      random,
    );
  if (type === 'ADDRESS' || type === 'HOMETOWN') return random.pick([zeroWidth, wideDigits])(value, random);
  return random.chance(0.5) ? zeroWidth(value, random) : value;
}
const wideDigits: Damage = value => value.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** Labels as layouts spread them: `姓　名 ：`, `Tel :`. */
export function spread(label: string, random: Random): string {
  if (/^[\u4e00-\u9fff]{2}$/.test(label) && random.chance(0.5))
    return `${label[0]}${random.pick([' ', '  ', '\u3000', '\u3000\u3000'])}${label[1]}`;
  return label;
}
