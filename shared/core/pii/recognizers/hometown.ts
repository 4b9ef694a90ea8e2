import type { Span } from '../../text/span.ts';
import { isHan, type Page } from '../page.ts';
import { placeAt, placesAt } from '../places/china.ts';
import { candidate, type Recognizer } from '../recognizer.ts';
import type { Candidate, Field } from '../types.ts';

/** Ends a place behind a label: a separator or the next thing. */
const PLACE_END = /[\s|,，;；。)）(（/、·\uFFFC]/;

/**
 * The place behind 籍贯 or 现居: a chain of known places with what follows up to a separator (杭州市余杭区), or any
 * short run of Han signs or capitalised words when the label is certain.
 */
export function placeBehind(page: Page, field: Field): Span | undefined {
  const { start, end } = field.value;
  const room = page.text.slice(start, Math.min(end, start + 60));
  const known = placesAt(page.text, start);
  // 河 北 唐 山, as a scan spreads it.
  const spread = /^[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,7}(?=$| {2}|[\n,，;|])/.exec(room)?.[0];
  if (spread && placesAt(spread.replaceAll(' ', ''), 0) > 0) return { start, end: start + spread.length };
  if (isHan(page.text.charCodeAt(start))) {
    let stop = start;
    for (; stop < Math.min(end, start + 40); stop++) {
      const sign = page.text[stop]!;
      // Places written apart: 江苏 南通, 浙江省/杭州市.
      if (PLACE_END.test(sign) || sign === '-') {
        const next = stop + 1;
        if (
          /[ \-/·、]/.test(sign) &&
          known > 0 &&
          (placeAt(page.text, next) > 0 ||
            (/[·-]/.test(sign) && /^[\u4e00-\u9fff]{2,4}(?=$|[\s|,，;；。])/.test(page.text.slice(next, next + 6))) ||
            /^[\u4e00-\u9fff]{1,4}[区县市](?![\u4e00-\u9fff])/.test(page.text.slice(next, next + 6)))
        )
          continue;
        break;
      }
    }
    if (known === 0 && (field.bond === 'gap' || stop - start > 16)) return undefined;
    if (stop - start < 2) return undefined;
    // What is glued behind without a separator is not the place: 江苏南通4年经验, 上海本科.
    const glued = /^[\u4e00-\u9fff]{0,12}?(?=\d|本科|硕士|博士|学历|男|女|已婚|未婚|汉族|党员)/.exec(
      page.text.slice(start + known, stop),
    );
    return { start, end: glued ? start + known + glued[0].length : stop };
  }
  if (field.bond === 'gap' && !page.text.slice(field.label.end, start).includes('-')) return undefined;
  const foreign = /^[A-Z][\p{L}.'-]*(?:[ ,]{1,2}[A-Z][\p{L}.'-]*){0,5}(?: \d{4,6})?/u.exec(room);
  return foreign && foreign[0].length >= 3 ? { start, end: start + foreign[0].length } : undefined;
}

/** 出生于山东青岛, 1995年8月生于湖南长沙; a date may stand between. */
const BORN_AT = /(?:出生于|出生在|生于|祖籍是|老家在)(?: ?(?:19|20)\d\d ?年?(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?的?)?/g;

/** geboren am 12.03.1988 in Köln, né le 14 mai 1990 à Nantes, born on 7 June 1990 in Springfield, Ohio. */
const BORN_ABROAD =
  /(?:geboren am|née? le|(?<![a-z])born(?: on)?) [^\n]{4,24}? (?:in|à) (\p{Lu}[\p{L}'-]{2,24}(?: \p{Lu}[\p{L}'-]{1,24}|, \p{Lu}[\p{L}'-]{1,24}){0,2})/giu;

function* bornAbroad(page: Page): Iterable<Candidate> {
  for (const found of page.text.matchAll(BORN_ABROAD)) {
    const name = /^\p{Lu}/u.test(found[1]!) ? found[1]! : '';
    const start = found.index + found[0].length - found[1]!.length;
    if (name) yield candidate(page, 'HOMETOWN', { start, end: start + name.length }, 'label', undefined, 0.85);
  }
}

function* find(page: Page): Iterable<Candidate> {
  if (['born ', 'geboren', 'né le', 'née le'].some(word => page.lower.includes(word))) yield* bornAbroad(page);
  if (!['生于', '生在', '祖籍', '老家'].some(word => page.text.includes(word))) return;
  for (const found of page.text.matchAll(BORN_AT)) {
    const start = found.index + found[0].length;
    const known = placesAt(page.text, start);
    if (known === 0) continue;
    const more = /^[\u4e00-\u9fff]{1,4}[区县镇市](?![\u4e00-\u9fff])/.exec(
      page.text.slice(start + known, start + known + 6),
    );
    yield candidate(
      page,
      'HOMETOWN',
      { start, end: start + known + (more?.[0].length ?? 0) },
      'label',
      undefined,
      0.85,
    );
  }
}

export const hometown: Recognizer = {
  labels: [
    {
      type: 'HOMETOWN',
      labels:
        '籍贯|籍 贯|籍貫|出生地|出生地点|家乡|老家|户籍|户籍地|户籍所在地|户口|户口所在地|户籍地址|户口所在|生源地|生源所在地|祖籍|户籍城市|来自|原籍|戶籍|出生地點|户口所在城市|hometown|home town|native place|place of birth|birthplace|birth place|born in|place of origin|origin|geburtsort|lieu de naissance|hukou|registered residence|本籍|本籍地|出身地|來自|家鄉|祖籍地|生源|lieu de naissance|lugar de nacimiento|local de nascimento|место рождения|고향|native of|hometown city|籍贵'.split(
          '|',
        ),
    },
  ],
  read: (page, field): Candidate[] => {
    const born = page.lower.startsWith('born in', field.label.start);
    const span = placeBehind(page, born ? { ...field, bond: 'colon' } : field);
    if (!span) return [];
    const label = page.lower.slice(field.label.start, field.label.end);
    // 来自 is a word of prose as well: 来自北京大学的团队.
    if (
      /^来自|^origin/.test(label) &&
      (field.label.start > page.headerEnd ||
        span.end - span.start > 8 ||
        (field.bond === 'gap' && !startsCell(page, field)))
    )
      return [];
    return [candidate(page, 'HOMETOWN', span, 'label')];
  },
  find,
};

const startsCell = (page: Page, field: Field): boolean =>
  field.label.start === 0 || /[\s|,，;；]/.test(page.text[field.label.start - 1]!);
