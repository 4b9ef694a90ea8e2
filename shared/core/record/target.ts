import { lower } from './case.ts';
import { headOf } from './heads.ts';
import { HAS, type Line } from './lines.ts';
import { numberOf } from './numbers.ts';
import type { Currency, Salary } from './profile.ts';
import { termsIn } from './terms.ts';
import { type Ledger, SURE, type Value, valueAt } from './values.ts';

/** What the person looks for, and how long they have worked by their own account. */
export interface Target {
  roles: Value[];
  cities: Value[];
  salary?: { value: Salary; source: Value };
  availability?: Value;
}

const LABELS: readonly (readonly [keyof Target, RegExp])[] = [
  [
    'roles',
    /(?:期望|意向|应聘|求职|目标)?(?:职位|岗位|职务|职业)|求职意向|应聘方向|求职方向|(?:desired |target |applying for )?(?:position|role)|objective|job target/,
  ],
  ['cities', /(?:期望|意向|工作|目标|求职)?(?:城市|地点|地区)|(?:preferred |desired )?(?:location|city|cities)/],
  [
    'salary',
    /(?:期望|意向|要求|目前|当前)?(?:薪资|薪酬|月薪|年薪|薪水|待遇|工资)(?:要求|期望)?|(?:expected |desired |target )?(?:salary|compensation)/,
  ],
  [
    'availability',
    /到岗(?:时间|日期)?|入职时间|可到岗(?:时间)?|(?:求职|目前|当前|在职)?状态|availability|available(?: from)?|notice period/,
  ],
];
const LABEL = new RegExp(
  `(?<![\\p{Script=Han}a-z])(?:${LABELS.map(([key, r]) => `(?<${key}>${r.source})`).join('|')}) ?: ?`,
  'gu',
);

/** Reads labelled wishes of a line; whether there were any. */
export function wishesIn(line: Line, ledger: Ledger, target: Target): boolean {
  if (!(line.has & HAS.colon)) return false;
  const found = [...lower(line.shadow).matchAll(LABEL)];
  found.forEach((match, i) => {
    const start = line.start + match.index + match[0].length;
    const next = nextLabel(line.shadow, match.index + match[0].length, found[i + 1]?.index ?? line.shadow.length);
    const key = Object.entries(match.groups!).find(([, value]) => value)![0] as keyof Target;
    wish(key, start, line.start + next, ledger, target, SURE.label);
  });
  return found.length > 0;
}

/** The value of one label ends where another label begins, known or not. */
function nextLabel(shadow: string, from: number, most: number): number {
  const other = /[\s|,;]+[\p{Script=Han}A-Za-z]{2,8} ?:/u.exec(shadow.slice(from, most));
  let end = other ? from + other.index : most;
  while (end > from && /[\s|,;、]/.test(shadow[end - 1]!)) end--;
  return end;
}

export function wish(
  key: keyof Target,
  start: number,
  end: number,
  ledger: Ledger,
  target: Target,
  confidence: number,
): void {
  if (key === 'salary') {
    const source = valueAt(ledger.text, start, end, confidence);
    if (source && !target.salary) target.salary = { source, value: salaryOf(source.value) };
  } else if (key === 'availability') {
    const value = valueAt(ledger.text, start, end, confidence);
    if (value) target.availability ??= value;
  } else {
    const terms = termsIn(ledger.text, start, end, confidence);
    const list = target[key];
    for (const term of terms) if (!list.some(({ value }) => value === term.value)) list.push(term);
  }
}

/** A line of wishes without labels: `Java开发工程师 | 上海 | 20-30K`. */
export function plainWishes(line: Line, ledger: Ledger, target: Target): boolean {
  let any = false;
  for (const part of headOf(line, 'work').parts) {
    const key = MONEY.test(part.shadow)
      ? 'salary'
      : part.evidence.city
        ? 'cities'
        : part.evidence.title > 0.5 && part.shadow.length < 40
          ? 'roles'
          : undefined;
    if (!key) continue;
    wish(key, part.start, part.end, ledger, target, SURE.pattern);
    any = true;
  }
  return any;
}

const MONEY = /\d+(?:\.\d+)? ?[kKwW万千]|面议|[$€£¥]\s?\d/;
const AMOUNT =
  /(?<cur>[$€£¥]|hk\$|s\$|usd|cny|rmb|eur|gbp)? ?(?<low>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) ?(?<ul>[kw万千])? ?(?:(?:-|~|至|到|to) ?(?:[$€£¥])?(?<high>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) ?(?<uh>[kw万千])?)?/;
const UNIT: Readonly<Record<string, number>> = { k: 1000, 千: 1000, w: 10000, 万: 10000 };
const CURRENCY: Readonly<Record<string, Currency>> = {
  $: 'USD',
  usd: 'USD',
  '€': 'EUR',
  eur: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  '¥': 'CNY',
  cny: 'CNY',
  rmb: 'CNY',
  hk$: 'HKD',
  s$: 'SGD',
};

/** `45-60K·15薪`, `20k-30k/月`, `$120,000 - $140,000`, `面议`. */
export function salaryOf(text: string): Salary {
  const low = lower(text);
  const match = AMOUNT.exec(low);
  if (!match?.groups) return { text };
  const g = match.groups;
  const unit = UNIT[g.uh ?? g.ul ?? ''] ?? 1;
  const number = (digits: string, own: string | undefined) =>
    Number(digits.replaceAll(',', '')) * (UNIT[own ?? ''] ?? unit);
  const min = number(g.low!, g.ul);
  const max = g.high ? number(g.high, g.uh) : undefined;
  const currency = g.cur ? CURRENCY[g.cur] : /[kw万千元薪]/.test(low) ? 'CNY' : undefined;
  const months = /(\d{2}) ?薪/.exec(low)?.[1];
  const period = /年薪|\/ ?年|per year|\/ ?y|annual/.test(low)
    ? 'year'
    : /时薪|\/ ?h|per hour/.test(low)
      ? 'hour'
      : /月|薪|k\b/.test(low) && currency === 'CNY'
        ? 'month'
        : undefined;
  return {
    text,
    min,
    ...(max !== undefined && { max }),
    ...(currency && { currency }),
    ...(period && { period }),
    ...(months && { months: Number(months) }),
  };
}

const YEARS =
  /(?<![\d.])(?<han>\d{1,2}|十?[一二三四五六七八九]|[两十]) ?\+? ?年(?:以上|多)?(?:的)?\p{Script=Han}{0,8}?(?:经验|经历)|工作(?:年限|经验) ?: ?(?<label>\d{1,2}) ?年|(?<![\w.])(?<latin>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen)\+? years?(?:['’])?(?: of)?(?: [a-z-]+){0,4}? experience|experience: ?(?<lab>\d{1,2})\+? years?|with (?<with>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen)\+? years/u;

/** Years of experience as a line states them. */
export function yearsIn(line: Line): { years: number; start: number; end: number } | undefined {
  if (!/年|year/i.test(line.shadow)) return undefined;
  const match = YEARS.exec(lower(line.shadow));
  if (!match?.groups) return undefined;
  const { han, label, latin, lab, with: over } = match.groups;
  const word = han ?? label ?? latin ?? lab ?? over!;
  const years = numberOf(word);
  return Number.isFinite(years)
    ? { years, start: line.start + match.index, end: line.start + match.index + match[0].length }
    : undefined;
}
