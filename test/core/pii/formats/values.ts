import { drawsOf } from '../redteam/values.ts';
import { chinesePerson, ENGLISH_WORD_NAMES, FOREIGN, WORD_NAMES } from './people.ts';

type Draw = (below: number) => number;
const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!;
const digits = (draw: Draw, n: number): string => Array.from({ length: n }, () => draw(10)).join('');
const two = (n: number): string => String(n).padStart(2, '0');
const fullWidth = (it: string): string => it.replace(/[!-~]/g, ch => String.fromCharCode(ch.charCodeAt(0) + 0xfee0));
const ascii = (it: string): string =>
  it
    .normalize('NFD')
    .replace(/[^A-Za-z -]/g, '')
    .toLowerCase();

/** Check sign of GB 11643-1999. */
export function residentId(draw: Draw): string {
  const area = pick(draw, ['110108', '310115', '330109', '440106', '510107', '420106', '370202', '610113', '350203']);
  const body = `${area}${1965 + draw(40)}${two(1 + draw(12))}${two(1 + draw(28))}${digits(draw, 3)}`;
  const sum = [...body].reduce((total, it, i) => total + Number(it) * (2 ** (17 - i) % 11), 0);
  return body + '10X98765432'[sum % 11];
}

export function luhnCard(draw: Draw): string {
  const body = pick(draw, ['622260', '621483', '622588', '621661', '622908']) + digits(draw, pick(draw, [9, 12]));
  const sum = [...body].reverse().reduce((total, it, i) => {
    const n = Number(it) * (i % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return body + ((10 - (sum % 10)) % 10);
}

/** Look-alikes and a stray space of a scan, the first three signs whole. */
function scanned(draw: Draw, it: string): string {
  const alike: Record<string, string> = { 0: 'Oo', 1: 'lI', 8: 'B', 5: 'S', 2: 'Z', 6: 'b' };
  let out = it.slice(0, 3);
  for (const ch of it.slice(3)) {
    if (draw(8) === 0) out += ' ';
    out += alike[ch] && draw(4) === 0 ? pick(draw, [...alike[ch]!]) : ch;
  }
  return out;
}

const spacedHan = (it: string): string => it.replace(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, ' ');

export function valuesOf(seed: number): (name: string) => string {
  const draw = drawsOf(seed);
  for (let i = 0; i < 5; i++) draw(10);
  const me = chinesePerson(draw);
  const en = FOREIGN.en(draw);
  const [enFirst, enLast] = [en.split(' ')[0]!, en.split(' ').at(-1)!];
  const indian = FOREIGN.in(draw);
  const birth = { y: 1972 + draw(30), m: 1 + draw(12), d: 1 + draw(28) };
  const mobile = () =>
    `1${pick(draw, ['31', '36', '37', '51', '58', '73', '78', '80', '85', '87', '92', '95', '99'])}${digits(draw, 8)}`;
  const id = residentId(draw);
  const card = luhnCard(draw);
  const passport = `E${pick(draw, ['', 'A', 'B', 'H'])}${digits(draw, 8)}`.slice(0, 9);
  const sound = me.pinyin;
  const nick = pick(draw, [
    'sunny_day',
    'code.monkey',
    'lazycat',
    'moonriver',
    'bluefish',
    'tiger',
    `${sound.given.toLowerCase()}${sound.family[0]!.toLowerCase()}`,
    `${sound.family}${sound.given}`.toLowerCase(),
  ]).replace('.', '_');
  const wx = `${nick}${digits(draw, 1 + draw(4))}`;
  const host = () =>
    pick(draw, [
      'example.com',
      'example.org',
      '163.com',
      'qq.com',
      'gmail.com',
      'outlook.com',
      'stu.example.edu.cn',
      'foxmail.com',
    ]);
  const mailbox = pick(draw, [
    wx,
    `${sound.given}.${sound.family}`.toLowerCase(),
    `${sound.family[0]}${sound.given}${digits(draw, 3)}`.toLowerCase(),
  ]);
  const mail = `${mailbox}@${host()}`;
  const [province, city, district] = pick(draw, [
    ['浙江省', '杭州市', '余杭区'],
    ['广东省', '佛山市', '顺德区'],
    ['', '上海市', '闵行区'],
    ['江苏省', '无锡市', '滨湖区'],
    ['四川省', '成都市', '武侯区'],
    ['', '北京市', '丰台区'],
    ['湖北省', '武汉市', '洪山区'],
  ] as const) as [string, string, string];
  const addr = `${draw(2) ? province : ''}${city}${district}${pick(draw, ['样例路', '示例大道', '模范街', '样本巷'])}${1 + draw(300)}${pick(draw, ['号', '弄'])}${pick(draw, ['示例小区', '样例花园', '模范苑', ''])}${1 + draw(30)}${pick(draw, ['栋', '幢', '号楼'])}${1 + draw(6)}单元${1 + draw(20)}0${1 + draw(8)}室`;
  const us = () =>
    `${pick(draw, ['(212) ', '415-', '646.', '(312)', '+1 617 ', '1-503-', '206 '])}555${pick(draw, ['-', '.', ' '])}01${digits(draw, 2)}`;
  const intl = () =>
    pick(draw, [
      us,
      () => `+44 7700 900${digits(draw, 3)}`,
      () => `+44 (0)20 7946 0${digits(draw, 3)}`,
      () => `020 7946 0${digits(draw, 3)}`,
      () => `+49 (0) 151 2345${digits(draw, 4)}`,
      () => `+33 (0)6 39 98 ${digits(draw, 2)} ${digits(draw, 2)}`,
      () => `+61 491 570 ${digits(draw, 3)}`,
      () => `+65 9123-${digits(draw, 4)}`,
      () => `+852-9123-${digits(draw, 4)}`,
      () => `00 86 138 1234 ${digits(draw, 4)}`,
      () => `+91-98765-4${digits(draw, 4)}`,
      () => `+353 85 123 ${digits(draw, 4)}`,
      () => `+31 6 1234${digits(draw, 4)}`,
    ])();
  const landline = () =>
    `${pick(draw, ['010', '021', '0571', '0755', '(025)', '028', '0512'])}${pick(draw, ['-', ' ', '－', '—'])}8${digits(draw, 7)}`;
  const chineseDigits = (it: string): string => [...it].map(d => '〇一二三四五六七八九'[Number(d)]).join('');
  const base = (n: string): (() => string) | undefined =>
    ({
      zh: () => me.name,
      spaced: () => [...me.name].join(' '),
      fam: () => chinesePerson(draw).family,
      fam1: () => me.family,
      pinyin: () => pick(draw, [`${sound.given} ${sound.family}`, `${sound.family} ${sound.given}`]),
      pinyincaps: () => `${sound.family} ${sound.given}`.toUpperCase(),
      tw: () => me.taiwan.name,
      twpinyin: () => me.taiwan.pinyin,
      hkname: () => me.hongKong,
      zhword: () => pick(draw, WORD_NAMES),
      enword: () => pick(draw, ENGLISH_WORD_NAMES),
      en: () => en,
      enCaps: () => en.toUpperCase(),
      enfirst: () => enFirst,
      enlast: () => enLast,
      enlastCaps: () => enLast.toUpperCase(),
      enmail: () => `${ascii(enFirst)}${pick(draw, ['.', '_', ''])}${ascii(enLast)}@${host()}`,
      enhandle: () => `${ascii(enFirst)}-${ascii(enLast)}`,
      enhost: () => `${ascii(enFirst)}${ascii(enLast)}`,
      in: () => indian,
      inCaps: () => indian.toUpperCase(),
      inmail: () => `${ascii(indian).replace(' ', '.')}${digits(draw, 2)}@gmail.com`,
      mobile,
      mobiledots: () => mobile().replace(/(...)(....)(....)/, '$1.$2.$3'),
      mobilespaced: () =>
        mobile().replace(/(...)(....)(....)/, pick(draw, ['$1 $2 $3', '$1  $2  $3', '$1- $2 -$3', '$1 - $2 - $3'])),
      mobilefull: () => fullWidth(mobile()),
      mobilezh: () => chineseDigits(mobile()),
      mobileocr: () => scanned(draw, mobile()),
      mobilebroken: () => mobile().replace(/(...)(....)(....)/, '$1-$2-\n$3'),
      mobilemasked: () => mobile().replace(/^(...)....(....)$/, '$1****$2'),
      landline,
      us,
      intl,
      hk: () => `9${digits(draw, 3)}${pick(draw, [' ', '-', ''])}${digits(draw, 4)}`,
      twmobile: () =>
        pick(draw, [
          `0912-${digits(draw, 3)}-${digits(draw, 3)}`,
          `09${digits(draw, 8)}`,
          `0922 ${digits(draw, 3)} ${digits(draw, 3)}`,
        ]),
      mail: () => mail,
      mailocr: () =>
        mail
          .replace('@', pick(draw, [' @', '@ ', ' @ ', '＠']))
          .replace('.com', pick(draw, ['.corn', '.c0m', '. com', '.com'])),
      wx: () => wx,
      site: () => wx.replace('_', '-'),
      qq: () => `${1 + draw(9)}${digits(draw, 5 + draw(5))}`,
      serial: () => `${2015 + draw(9)}${digits(draw, 8 + draw(4))}`,
      id: () => id,
      idspaced: () => id.replace(/^(.{6})(.{8})(.{4})$/, pick(draw, ['$1 $2 $3', '$1-$2-$3'])),
      idlower: () => id.toLowerCase(),
      idocr: () => scanned(draw, id),
      idbad: () => id.slice(0, 17) + (id[17] === '1' ? '2' : '1'),
      idmasked: () => id.replace(/^(.{6})(.{8})(.{4})$/, '$1********$3'),
      card: () => card,
      cardspaced: () => card.replace(/(.{4})(?=.)/g, '$1 '),
      cardocr: () => scanned(draw, card),
      passport: () => passport,
      passportspaced: () => passport.replace(/^(..)(....)/, '$1 $2 '),
      ssn: () =>
        `9${digits(draw, 2)}-${two(1 + draw(49))}-${digits(draw, 4)}`.replace(/^9/, pick(draw, ['1', '2', '3', '5'])),
      aadhaar: () => `${2 + draw(8)}${digits(draw, 3)} ${digits(draw, 4)} ${digits(draw, 4)}`,
      addr: () => addr,
      addrspaced: () => spacedHan(addr),
      addrbroken: () => `${addr.slice(0, addr.length >> 1)}\n${addr.slice(addr.length >> 1)}`,
      birth: () =>
        pick(draw, [
          `${birth.y}.${two(birth.m)}`,
          `${birth.y}-${two(birth.m)}-${two(birth.d)}`,
          `${birth.y}年${birth.m}月`,
          `${birth.y}/${two(birth.m)}`,
          `${birth.y} 年 ${birth.m} 月`,
        ]),
      birthcn: () => `${birth.y}年${birth.m}月${draw(2) ? `${birth.d}日` : ''}`,
      birthday: () => `${birth.y}/${birth.m}/${birth.d}`,
      ...FOREIGN_VALUES(draw),
    })[n];
  const drawn = new Map<string, string>();
  return name => {
    const known = drawn.get(name) ?? fresh(name);
    drawn.set(name, known);
    return known;
  };

  function fresh(name: string): string {
    // {d4} is four digits, {e4} another four; {zh2} is another person, {mobile2} another number.
    const d = /^[def](\d)$/.exec(name);
    if (d) return digits(draw, Number(d[1]));
    const make = base(name);
    if (make) return make();
    const [, stem] = /^([A-Za-z]+)\d$/.exec(name) ?? [];
    if (stem === 'mobile' && name === 'mobile3')
      return mobile().replace(/(...)(....)(....)/, pick(draw, ['$1-$2-$3', '$1 $2 $3']));
    if (stem && ['zh', 'tw', 'en', 'in', 'enmail'].includes(stem))
      return valuesOf(seed + 7_777_777 + name.charCodeAt(name.length - 1))(stem);
    const again = stem && base(stem);
    if (again) return stem === 'mail' ? `hr${digits(draw, 3)}@example.net` : again();
    throw new Error(`no value is called ${name}`);
  }
}

const FOREIGN_VALUES = (draw: Draw): Record<string, () => string> =>
  Object.fromEntries(
    Object.entries(FOREIGN)
      .filter(([key]) => key !== 'en' && key !== 'in')
      .map(([key, make]) => [key, () => make(draw)]),
  );
