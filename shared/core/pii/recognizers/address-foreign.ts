import type { Span } from '../../text/span.ts';
import { lineAt, type Page } from '../page.ts';
import { candidate } from '../recognizer.ts';
import type { Candidate } from '../types.ts';

const WORD = "[A-ZÀ-Ý][\\p{L}'.-]{0,20}";
const STATES =
  'A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]';
const KINDS =
  'Street|St\\.?|Avenue|Ave\\.?|Road|Rd\\.?|Boulevard|Blvd\\.?|Drive|Dr\\.?|Lane|Ln\\.?|Court|Ct\\.?|Place|Pl\\.?|Square|Sq\\.?|Terrace|Way|Parkway|Pkwy\\.?|Circle|Cir\\.?|Close|Crescent|Gardens|Highway|Hwy|Marg|Nagar|Mews|Hill|Row|Walk';
const UNIT = `(?:,? (?:Apt\\.?|Apartment|Unit|Suite|Ste\\.?|Flat|Floor|Fl\\.?|Rm\\.?|Room|#) ?#?[A-Za-z0-9-]{1,6}| #\\d{2}-\\d{2,4})?`;
const LONG_WORD = "[A-ZÀ-Ý][\\p{Ll}'.-][\\p{L}'.-]{0,19}";
const TAIL = `(?:,? ?\\n?(?:${LONG_WORD}(?: ${LONG_WORD}){0,2}),?(?:, ?${LONG_WORD}(?: ${LONG_WORD}){0,2},?){0,2})?(?:,? (?:${STATES})(?![a-z]))?(?:,? ?(?:\\d{5}(?:-\\d{4})?|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|\\d{6}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)(?![\\d]))?(?:,? (?:USA|United States|UK|United Kingdom|England|India|Singapore|Canada|Australia|Hong Kong))?`;

/** A shape and the word without which a line cannot hold it: the shapes themselves are dear. */
interface Shape {
  readonly word: RegExp;
  readonly shape: RegExp;
}

const SHAPES: readonly Shape[] = [
  // 742 Evergreen Terrace, Apt 4B, Springfield, IL 62704 · 221B Baker Street, London NW1 6XE · Blk 123 Ang Mo Kio Ave 3 #04-56
  {
    word: /(?:\bSt(?:reet|\.|\b)|\bAve|Road|\bRd\b|Boulevard|Blvd|Drive|\bDr\b|Lane|\bLn\b|Court|\bCt\b|Place|\bPl\b|Square|\bSq\b|Terrace|Way|Parkway|Pkwy|Circle|\bCir\b|Close|Crescent|Gardens|Highway|Hwy|Marg|Nagar|Mews|Hill|Row|Walk)/,
    shape: new RegExp(
      `(?<![\\p{L}\\d.-])(?:(?:Flat|Apt\\.?|Unit|Blk|Block|Room|No\\.?|Plot|Suite) ?[A-Za-z0-9/-]{1,6},? ){0,2}(?:(?:Blk|Block|No\\.?) ?)?\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4})?,? (?:[NSEW]\\.? |North |South |East |West )?(?:(?:${WORD}|\\d{1,3}(?:st|nd|rd|th)) ){1,4}(?:${KINDS})(?![a-z])(?: \\d{1,2}(?!\\d))?${UNIT}${TAIL}`,
      'gu',
    ),
  },
  // Flat 302, MG Road, Bengaluru 560001 · Room 1205, 12/F, Tower 1, 88 Queensway, Hong Kong
  {
    word: /(?:Flat|Room|Rm|Unit|Apt|House No|H\.?No|Plot|Door No|Villa)/,
    shape:
      /(?<![\p{L}\d])(?:Flat|Room|Rm\.?|Unit|Apt\.?|House No\.?|H\.?No\.?|Plot No\.?|Door No\.?|Villa) ?#?[A-Z0-9/-]{1,8},? (?:[\p{L}\d'./#-]{1,20},? ){1,10}?(?:\d{6}|\d{3} \d{3}|Hong Kong|Kowloon|New Territories|Singapore(?: \d{6})?)(?!\d)/gu,
  },
  // Musterstraße 12a, 10115 Berlin · Am Markt 3, 20095 Hamburg
  {
    word: /(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer|ring|Weg|Platz|Allee|Straße|Str\.|\bAm |An der|\bIm |Auf dem|Unter den|Zum )/,
    shape: new RegExp(
      `(?<![\\p{L}\\d])(?:${WORD}(?:[ -]${WORD}){0,2}(?:straße|strasse|str\\.|weg|platz|allee|gasse|damm|ufer|ring|[Ss]traße|[Ss]tr\\.|Weg|Platz|Allee)|(?:Am|An der|Im|Auf dem|Unter den|Zum) ${WORD}) ?\\d{1,4} ?[a-z]?(?:,|\\n| -)? ?(?:D-)?\\d{5} ${WORD}(?: ${WORD})?`,
      'gu',
    ),
  },
  {
    word: /(?:straße|strasse|str\.|weg|platz|allee|gasse) /,
    shape: new RegExp(
      `(?<![\\p{L}\\d])${WORD}(?:straße|strasse|str\\.|weg|platz|allee|gasse) \\d{1,4} ?[a-z]?(?![\\p{L}\\d])`,
      'gu',
    ),
  },
  // 12 rue de la Paix, 75002 Paris
  {
    word: /(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Pp]lace|[Ii]mpasse|[Aa]llée|[Cc]hemin|[Qq]uai|[Cc]ours) /,
    shape: new RegExp(
      `(?<![\\p{L}\\d])\\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|bd|place|impasse|allée|chemin|quai|cours)(?: (?:de la|de l'|des|du|de|d'|la|le|les))? ?[\\p{L}' -]{2,30}?,? \\d{5} ${WORD}(?:[ -]${WORD})?`,
      'giu',
    ),
  },
  // 〒150-0001 東京都渋谷区神宮前1-2-3
  {
    word: /\d{3}-\d{4}/,
    shape:
      /〒? ?\d{3}-\d{4}[ \n]?(?:東京都|北海道|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}県)[\u4e00-\u9fffぁ-んァ-ヶー0-9A-Za-z -]{3,40}/gu,
  },
  {
    word: /[東京北海道都府県]/,
    shape:
      /(?:東京都|北海道|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}県)[\u4e00-\u9fffぁ-んァ-ヶー]{2,16}(?:市|区|町|村)?[\u4e00-\u9fffぁ-んァ-ヶー]{0,12}\d{1,4}(?:-\d{1,4}){1,2}(?: ?[\u4e00-\u9fffぁ-んァ-ヶーA-Za-z]{2,16}\d{2,4}(?:号室)?)?/gu,
  },
  // 1-2-3 Jingumae, Shibuya-ku, Tokyo 150-0001
  {
    word: /-(?:ku|shi|cho|machi)/,
    shape: new RegExp(
      `(?<![\\d])\\d{1,3}-\\d{1,3}(?:-\\d{1,4})?,? ${WORD}(?:,? ${WORD}){0,2}-(?:ku|shi|cho|machi),? ${WORD}(?:,? \\d{3}-\\d{4})?(?:,? Japan)?`,
      'gu',
    ),
  },
  // PO Box 123, Springfield, IL 62704
  {
    word: /Box/,
    shape: new RegExp(`(?<![\\p{L}])P\\.?O\\.? ?Box \\d{1,6}${TAIL}`, 'gu'),
  },
];

/** The words of all shapes: one look dismisses nearly every line. */
const ANY_WORD = new RegExp(SHAPES.map(({ word }) => word.source).join('|'));

/** City and state in the header, where no label is usual: Portland, OR · Austin, TX 78701 · London, UK. */
const CITY = new RegExp(
  `(?<![\\p{L}@.])${WORD}(?: ${WORD}){0,2}, ?(?:(?:${STATES})(?: \\d{5}(?:-\\d{4})?)?|USA|UK|United Kingdom|England|Scotland|Wales|Sweden|Norway|Denmark|Finland|Poland|Austria|Switzerland|Belgium|Portugal|Brazil|Mexico|Argentina|Chile|Colombia|Nigeria|Kenya|Ghana|Egypt|South Africa|Turkey|Israel|UAE|Pakistan|Bangladesh|Sri Lanka|Nepal|Vietnam|Thailand|Malaysia|Indonesia|Philippines|South Korea|Korea|New Zealand|Greece|Romania|Hungary|Ukraine|Russia|Czech Republic|Germany|France|India|Japan|Singapore|Canada|Australia|Ireland|Netherlands|Spain|Italy|China|Taiwan|Hong Kong|ON|BC|QC|AB|MB|NS|NSW|VIC|QLD|Ontario|California|Oregon|Washington|Texas|New York)(?![\\p{L}])|(?<![\\p{L}@.])(?:Greater )?${WORD}(?: ${WORD}){0,2} (?:Bay|Metropolitan|Metro) Area(?![\\p{L}])`,
  'gu',
);
const COMPANY = /(?:Inc|LLC|Ltd|Corp|University|College|School|Institute|Engineer|Manager|Developer)/;

export function* findForeign(page: Page): Iterable<Candidate> {
  for (const line of linesWithNumbers(page)) {
    // An address may go on in the next line.
    const text = page.text.slice(line.start, Math.min(page.text.length, line.end + 60));
    if (!ANY_WORD.test(text)) continue;
    for (const { word, shape } of SHAPES) {
      if (!word.test(text)) continue;
      for (const found of text.matchAll(shape)) {
        if (line.start + found.index > line.end) break;
        const start = line.start + found.index;
        const length = found[0].replace(/[,\s.]+$/, '').length;
        yield candidate(page, 'ADDRESS', { start, end: start + length }, 'shape', undefined, 0.8);
      }
    }
  }
  const header = page.text.slice(0, page.headerEnd);
  for (const found of /,|Area/.test(header) ? header.matchAll(CITY) : []) {
    const line = header
      .slice(Math.max(0, found.index - 40), found.index)
      .split('\n')
      .at(-1)!;
    // Beside years or a firm it is where a job was: `Sample Inc. | San Francisco, CA | 2019 - 2022`.
    const behind = header.slice(found.index, found.index + 80).split('\n')[0]!;
    if (
      /(?<!\d)(?:19|20)\d\d ?[-~]|(?:^|\W)(?:Inc|LLC|Ltd|Corp|GmbH|Remote|Hybrid|On-?site)(?:\W|$)/i.test(line + behind)
    )
      continue;
    if (/(?:offices?|clients?|customers?|teams?|stores?|sites?|branches) (?:in|across|at) ?$/i.test(line)) continue;
    if (COMPANY.test(found[0]) || (COMPANY.test(line.slice(-40)) && !/[|·•]\s*$/.test(line))) continue;
    yield candidate(
      page,
      'ADDRESS',
      { start: found.index, end: found.index + found[0].length },
      'shape',
      undefined,
      0.6,
    );
  }
}

/** Lines of Latin script with a number in them; a very long one is cut, for a text layer may hold a page in one line. */
function* linesWithNumbers(page: Page): Iterable<Span> {
  let last = -1;
  for (const chain of page.numbers) {
    const index = lineAt(page.lines, chain[0]!.start);
    if (index === last) continue;
    last = index;
    const { start, end } = page.lines[index]!;
    for (let from = start; from < end; from += 400)
      yield { start: Math.max(start, from - 100), end: Math.min(end, from + 400) };
  }
}
