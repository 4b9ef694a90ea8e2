import type { Span } from '../text/span.ts';

/**
 * What looks like personal data and is none. A protected span vetoes what rests on a shape or a numbering plan, never a
 * label or a check digit: a date behind 出生 is a birth date whatever it looks like.
 */
const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:[._/年-]{1,2} ?(?:1[0-2]|0?[1-9])(?!\\d)月?)';
const DAY = '(?:[._/日-] ?(?:3[01]|[12]\\d|0?[1-9])(?!\\d)日?)?';

const KINDS: readonly RegExp[] = [
  // Dates and their ranges: 2020-09 ~ 2024-06, 01/2018-08/2020, 20200901-20240630, 2016-2018.
  new RegExp(`(?<![0-9])${YEAR}${MONTH}${DAY}`, 'g'),
  new RegExp(`(?<![0-9])(?:1[0-2]|0?[1-9])[./-]${YEAR}(?![0-9])`, 'g'),
  new RegExp(
    `(?<![0-9])${YEAR}(?:${'1[0-2]|0[1-9]'})?(?:${'3[01]|[12]\\d|0[1-9]'})? ?[-~至到] ?(?:${YEAR}|至今|今|now|present)`,
    'g',
  ),
  /(?<![0-9])(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?![0-9])/g,
  /(?<![0-9])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![0-9])/g,
  // A ratio or score over its maximum: 3.82/4.00, 168/170.
  /(?<![0-9/.])\d{1,4}(?:\.\d+)? ?\/ ?\d{1,4}(?:\.\d+)?(?![0-9/])/g,
  // Quantities, percentages, money: a number and its unit.
  /(?<!\d[,.]?)\d[\d,.]* ?(?:[%‰％]|[万亿千百条次元](?!方|方数据)|个(?!人)|人(?!才|事|民|力)|行(?!业)|[kmgtKMGT][bB]?(?![A-Za-z])|tokens?|requests?|users?|rows?|records?|orders?|events?|params?|parameters|bytes?|samples?|downloads?|stars?|qps|tps|rps|pv|uv|dau|mau|usd|rmb|cny|eur|gbp|ms|hz|px)/gi,
  /[$¥￥€£] ?\d[\d,.]*/g,
  // Numbers of documents and things: patents, registered software, standards, DOI, arXiv, ISBN, courses.
  /(?<![A-Za-z])(?:ZL|CN|US|EP|WO|SR|GB(?:\/?T)?|ISO|IEC|IEEE|RFC|JSR|CVE|PMID|PMC|arxiv:|doi:|isbn(?:-1[03])?:?|issn:?)[ -]?\d[\d.\-/X]*/gi,
  /(?<![0-9])10\.\d{4,9}\/[^\s,，;；]{1,80}/g,
  /(?<![0-9])\d{4}SR\d{5,8}/gi,
  /(?<![A-Za-z0-9])[A-Za-z]{1,6}-?\d[\w.-]*(?=[^@\w.-]|$)/g,
  // Identifiers of machines: UUIDs, hashes, versions.
  /(?<![0-9a-fA-F])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-fA-F])/gi,
  /(?<![0-9A-Za-z])(?=[0-9]{0,40}[a-f])[0-9a-f]{12,64}(?![0-9A-Za-z])/gi,
];

/** How far around a candidate a protected span may reach. */
const REACH = 48;

/**
 * The protected span that overlaps a candidate. Looked for around the candidate only: weak candidates are few, and a
 * pass over the whole text for each kind would cost more than all recognizers together.
 */
export function protectedAround(text: string): (span: Span) => Span | undefined {
  return ({ start, end }) => {
    let from = Math.max(0, start - REACH);
    // Not in the middle of a word or number: half a hash is another thing.
    while (from > 0 && from > start - 2 * REACH && !/\s/.test(text[from - 1]!)) from--;
    const around = text.slice(from, end + REACH);
    for (const kind of KINDS)
      for (const found of around.matchAll(kind)) {
        const at = from + found.index;
        if (at >= end) break;
        if (at + found[0].length > start && !(at > start && at + found[0].length < end))
          return { start: at, end: at + found[0].length };
      }
    return undefined;
  };
}
