import { type Chinese, chinese, dotted, foreign } from './people.ts';

/** Linear congruential draws (Numerical Recipes constants): the same seed, the same corpus. */
export function drawsOf(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Draw = (below: number) => number;

const pick = <T>(draw: Draw, from: readonly T[]): T => from[draw(from.length)]!;
const digits = (draw: Draw, n: number): string => Array.from({ length: n }, () => draw(10)).join('');

/** Weights of GB 11643-1999. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function residentId(draw: Draw, right: boolean): string {
  const area = pick(draw, ['110101', '330106', '440305', '510104', '320102', '420111']);
  const two = (n: number) => String(n).padStart(2, '0');
  const body = `${area}${1970 + draw(35)}${two(1 + draw(12))}${two(1 + draw(28))}${digits(draw, 3)}`;
  const sum = [...body].reduce((total, it, i) => total + Number(it) * WEIGHTS[i]!, 0);
  return body + '10X98765432'[(sum + (right ? 0 : 1 + draw(9))) % 11];
}

function bankCard(draw: Draw): string {
  const body = pick(draw, ['622202', '621700', '622848', '621226']) + digits(draw, 12);
  const sum = [...body].reverse().reduce((total, it, i) => {
    const n = Number(it) * (i % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return body + ((10 - (sum % 10)) % 10);
}

const inFours = (it: string): string => it.replace(/(.{4})(?=.)/g, '$1 ');
const fullWidth = (it: string): string => it.replace(/[!-~]/g, ch => String.fromCharCode(ch.charCodeAt(0) + 0xfee0));

/** What a scan does to digits: two or three look-alikes or a stray space, never at the first sign. */
function scanned(draw: Draw, it: string): string {
  const alike: Record<string, string> = { 0: 'O', 1: 'l', 8: 'B', 5: 'S' };
  let out = it[0]!;
  for (const ch of it.slice(1)) {
    if (draw(9) === 0) out += ' ';
    out += alike[ch] && draw(3) === 0 ? alike[ch] : ch;
  }
  return out;
}

const ascii = (it: string): string =>
  it
    .normalize('NFD')
    .replace(/[^A-Za-z .-]/g, '')
    .toLowerCase()
    .trim();

function phoneAbroad(draw: Draw): string {
  const d = (n: number) => digits(draw, n);
  return pick(draw, [
    () => `+1 (415) 555-01${d(2)}`,
    () => `(646) 555-01${d(2)}`,
    () => `312-555-01${d(2)}`,
    () => `+1 617.555.01${d(2)}`,
    () => `+44 7700 900${d(3)}`,
    () => `+44 20 7946 0${d(3)}`,
    () => `+49 151 2345${d(4)}`,
    () => `+33 6 39 98 ${d(2)} ${d(2)}`,
    () => `+91 98765 4${d(4)}`,
    () => `+81 90-1234-${d(4)}`,
    () => `+65 9123 ${d(4)}`,
    () => `+852 9123 ${d(4)}`,
    () => `+61 491 570 ${d(3)}`,
    () => `+86 138 0013 ${d(4)}`,
  ])();
}

/** Every value one sample may name; a name within braces is drawn once a sample, so that it is the same person throughout. */
export function valuesOf(draw: Draw): (name: string) => string {
  const me: Chinese = pick(draw, chinese);
  const other = pick(
    draw,
    chinese.filter(it => it.name[0] !== me.name[0]),
  );
  const en = pick(draw, foreign);
  const en2 = pick(draw, foreign);
  const mobile = () => `1${pick(draw, ['38', '39', '86', '55', '77', '91', '66', '50'])}${digits(draw, 8)}`;
  const flat = (it: Chinese) => (it.given + it.family).toLowerCase();
  const number = mobile();
  const id = residentId(draw, true);
  const card = bankCard(draw);
  const birth = { y: 1985 + draw(18), m: 1 + draw(12) };
  const handle = pick(draw, [
    flat(me),
    `${me.family.toLowerCase()}.${me.given.toLowerCase()}`,
    `${me.given.toLowerCase()}${draw(99)}`,
    `coder${digits(draw, 4)}`,
    `blue_whale${draw(90)}`,
  ]);
  const mail = `${handle}@${pick(draw, ['example.com', 'mail.example.com', 'example.org', 'stu.example.edu.cn'])}`;
  const plain = (it: string) => it.split(',')[0]!;
  const enWords = ascii(plain(en)).split(/[ .]+/).filter(Boolean);
  const enHandle = pick(draw, [
    enWords.join('.'),
    enWords.join(''),
    enWords.join('-'),
    `${enWords[0]![0]}${enWords.at(-1)}`,
  ]);
  const values: Record<string, () => string> = {
    zh: () => me.name,
    zh2: () => other.name,
    spaced: () => [...me.name].join(draw(2) ? ' ' : '　'),
    fam: () => me.family,
    pinyin: () => `${me.given} ${me.family}`,
    pinyinrev: () => `${me.family} ${me.given}`,
    PINYIN: () => `${me.family} ${me.given}`.toUpperCase(),
    pyflat: () => flat(me),
    dotted: () => pick(draw, dotted),
    en: () => en,
    EN: () => en.toUpperCase(),
    lower: () => en.toLowerCase(),
    plain: () => plain(en),
    en2: () => en2,
    plain2: () => plain(en2),
    enflat: () => enWords.join('_'),
    enhandle: () => enHandle,
    enhost: () => enHandle.replace(/[._]/g, '-'),
    enmail: () => `${enHandle}@example.com`,
    enmail2: () => `referee${draw(99)}@example.org`,
    mobile: () => number,
    mobile2: mobile,
    mobile3: () => number.replace(/(...)(....)(....)/, draw(2) ? '$1 $2 $3' : '$1-$2-$3'),
    mobile4: () => number.replace(/(....)(...)(....)/, '$1 $2 $3'),
    mobileocr: () => scanned(draw, number),
    mobilefull: () => fullWidth(number),
    eight: () => digits(draw, 8),
    landline: () =>
      pick(draw, ['010-6255', '021-5555', '0571-8888', '0755-2666', '(028)8555', '0731 8444']) + digits(draw, 4),
    intl: () => phoneAbroad(draw),
    id: () => id,
    id6: () => id.replace(/(.{6})(.{8})(.{4})/, '$1 $2 $3'),
    badid: () => residentId(draw, false),
    idocr: () => scanned(draw, id),
    idfull: () => fullWidth(id),
    card: () => card,
    card4: () => inFours(card),
    cardocr: () => scanned(draw, card),
    qq: () => `${1 + draw(9)}${digits(draw, 8)}`,
    handle: () => handle,
    host: () => handle.replace(/[._]/g, '-'),
    mail: () => mail,
    mail2: () => `backup${draw(999)}@example.net`,
    mailocr: () =>
      mail
        .replace('@', pick(draw, [' @', '@ ', '＠', '@']))
        .replace('.com', pick(draw, ['.corn', '.c0m', '. com', ',com', '.com'])),
    birth: () =>
      pick(draw, [
        () => `${birth.y}年${birth.m}月`,
        () => `${birth.y}.${String(birth.m).padStart(2, '0')}`,
        () => `${birth.y}-${String(birth.m).padStart(2, '0')}`,
        () => `${birth.y}/${birth.m}`,
        () => `${birth.y}年${birth.m}月${1 + draw(28)}日`,
      ])(),
  };
  const drawn = new Map<string, string>();
  return name => {
    const known = drawn.get(name) ?? values[name]?.();
    if (known === undefined) throw new Error(`no value is called ${name}`);
    drawn.set(name, known);
    return known;
  };
}
