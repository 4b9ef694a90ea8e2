import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type DigitGroup, digitsOf, type NumberChain } from '../numbers.ts';
import { lineAt, type Page } from '../page.ts';
import { candidate, type Recognizer } from '../recognizer.ts';
import type { Candidate, Evidence, Field } from '../types.ts';
import { planOf } from './phone-plans.ts';

/** One spelling for a number: E.164 where the plan is clear, else its digits. A mobile of China needs no country code. */
export function normalise(text: string): string {
  const plus = /^\D{0,3}\+/.test(text);
  const digits = digitsOf(text.replace(/\(0\)/, '')).replace(/^00(?=[1-9])/, '');
  if (/^(?:86)?1[3-9]\d{9}$/.test(digits)) return `+86${digits.slice(-11)}`;
  if (plus || /^\s*\(?00[1-9]/.test(text)) return parsePhoneNumberFromString(`+${digits}`)?.number ?? `+${digits}`;
  return /^1?[2-9]\d{9}$/.test(digits) ? `+1${digits.slice(-10)}` : digits;
}

/** Chains with a number of a known plan in them. A plan is weaker than a label: dates, money and quantities veto it. */
function* find(page: Page): Iterable<Candidate> {
  for (const chain of page.numbers) {
    for (let first = 0; first < chain.length; first++) {
      const found = planOf(page, chain, first);
      if (!found) continue;
      yield phone(page, chain, first, found.last, found.evidence);
      first = found.last;
    }
  }
}

function phone(page: Page, chain: NumberChain, first: number, last: number, evidence: Evidence): Candidate {
  const start = withPrefix(page.text, chain, first);
  const end = withLostDigit(page.text, start, withExtension(page.text, chain[last]!.end));
  return candidate(page, 'PHONE', { start, end }, evidence, normalise(page.text.slice(start, end)));
}

/** Takes in `+` and an opening parenthesis: `+86`, `(+86)`, `(503)`. */
function withPrefix(text: string, chain: NumberChain, first: number): number {
  let start = chain[first]!.start;
  if (text[start - 1] === '+') start--;
  const inner = text.slice(start, chain[Math.min(first + 1, chain.length - 1)]!.start);
  if (text[start - 1] === '(' && inner.includes(')')) start--;
  return start;
}

/** An extension belongs to the number: `-8021`, `ext. 21`, `转 802`. */
function withExtension(text: string, end: number): number {
  const found = /^ ?(?:ext\.?|x|转|轉|分机) ?\d{1,5}(?!\d)/i.exec(text.slice(end, end + 14));
  return found ? end + found[0].length : end;
}

/** A mobile of ten digits whose last a scanner read as a letter, apart from the rest: `177 1362 556 S`. */
function withLostDigit(text: string, start: number, end: number): number {
  if (!/^1[3-9]\d{8}$/.test(digitsOf(text.slice(start, end)))) return end;
  return end + (/^ ?[OoQDIlSBZ](?![A-Za-z0-9])/.exec(text.slice(end, end + 3))?.[0].length ?? 0);
}

/** Every number in the room behind the label: two mobiles, a landline with its area code, a 400 number. */
function read(page: Page, field: Field): Candidate[] {
  const found: Candidate[] = [];
  const { start, end } = field.value;
  const limit = field.bond === 'colon' ? end : Math.min(end, start + 40);
  for (const chain of chainsBetween(page.numbers, start, limit + 12)) {
    const from = chain.findIndex(group => group.start >= start);
    if (from < 0 || chain[from]!.start > limit) break;
    const before = page.text.slice(found.at(-1)?.end ?? start, chain[from]!.start);
    if (!/^[\s+(/,，;；、|*·.\-或&]*$/.test(before)) break;
    found.push(...split(page, chain, from, field.bond === 'colon'));
  }
  return found;
}

function chainsBetween(chains: readonly NumberChain[], start: number, end: number): NumberChain[] {
  let [low, high] = [0, chains.length];
  while (low < high) {
    const mid = (low + high) >> 1;
    if (chains[mid]!.at(-1)!.end <= start) low = mid + 1;
    else high = mid;
  }
  const between: NumberChain[] = [];
  for (let i = low; i < chains.length && chains[i]![0]!.start < end && between.length < 4; i++)
    between.push(chains[i]!);
  return between;
}

/** Cuts a chain behind a label into numbers: at a plan's end, at a slash or bar, and never past fifteen digits. */
function split(page: Page, chain: NumberChain, from: number, sure: boolean): Candidate[] {
  const found: Candidate[] = [];
  for (let first = from; first < chain.length; ) {
    // The next line has its own business: a date range below the phone is no second number.
    if (found.length > 0 && chain[first]!.gap.includes('\n')) break;
    const plan = planOf(page, chain, first);
    if (plan) {
      found.push({ ...phone(page, chain, first, plan.last, 'label') });
      first = plan.last + 1;
      continue;
    }
    let last = first;
    let digits = length(chain[first]!);
    while (last + 1 < chain.length && joins(page, chain, last + 1) && digits + length(chain[last + 1]!) <= 15)
      digits += length(chain[++last]!);
    if (digits >= (sure ? 5 : 7) && digits <= 17) found.push(phone(page, chain, first, last, 'label'));
    else break;
    first = last + 1;
  }
  return found;
}

const length = ({ start, end }: DigitGroup): number => end - start;

/** A slash, a bar or a list comma begins another number; a line break joins only when the line so far is short of one. */
function joins(page: Page, chain: NumberChain, index: number): boolean {
  const { gap, start, end } = chain[index]!;
  if (/[/|,]/.test(gap)) return false;
  if (gap.includes('\n')) return lineAt(page.lines, start) > 0 && end - start >= 3 && digitsBefore(chain, index) < 8;
  return true;
}

const digitsBefore = (chain: NumberChain, index: number): number =>
  chain.slice(Math.max(0, index - 3), index).reduce((sum, group) => sum + length(group), 0);

export const phone_: Recognizer = {
  labels: [
    {
      type: 'PHONE',
      labels:
        '电话|电话号码|手机|手机号|手机号码|联系电话|联系手机|联系方式|联系号码|移动电话|固定电话|固话|座机|办公电话|家庭电话|住宅电话|本人电话|个人电话|电话1|电话2|手机1|手机2|热线|传真|紧急联系电话|紧急电话|紧急联系方式|tel|tel.|telephone|telephone number|phone|phone no|phone no.|phone number|mobile|mobile no|mobile no.|mobile phone|mobile number|cell|cell phone|cellphone|contact number|contact no|contact no.|contact|home phone|work phone|landline|fax|whatsapp|call|call me|telefon|handy|mobil|téléphone|portable|電話|手機|聯絡電話|聯繫電話|行動電話|携帯|携帯電話|電話番号|tél|teléfono|telefone|celular|móvil|телефон|тел|тел.|전화|전화번호|연락처|휴대폰|핸드폰|連絡先|市話|住家電話|手提電話|流動電話|手機號碼|聯繫方式|联系电话/微信|宅电|家长电话|办公室电话|公司座机|短信|申话|电活|电沽|handphone|hand phone|mob|mob.|ph|ph.|phone/fax|te1|te!|te l|mobi1e|phonc|t|m|p|h|☎|✆|☏|📞|📱|📲'.split(
          '|',
        ),
    },
  ],
  read,
  find,
};
export { phone_ as phone };
