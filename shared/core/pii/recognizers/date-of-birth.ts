import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';

const MONTHS =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|fév|fev|avr|mai|juin|juil|août|aout|déc|märz|okt|dez|ene|abr|ago|dic)[a-zäéû]{0,7}\\.?';
/** Eras of Taiwan and Japan. */
const ERA = '(?:民[國国]|昭和|平成|令和|大正)';
const YEAR = '(?:19[3-9]\\d|20[0-2]\\d)';

/** Any way to write a birth date: numeric in either order, Chinese, English, year and month alone. */
const VALUE = new RegExp(
  [
    `${YEAR} ?年 ?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?月(?: ?(?:[0-3]?\\d|[一二三四五六七八九十]{1,3}) ?[日号號])?`,
    `${YEAR} ?年`,
    '[01]?\\d ?月 ?[0-3]?\\d ?[日号]',
    `${YEAR} ?[./-] ?[01]?\\d(?: ?[./-] ?[0-3]?\\d(?!\\d))?`,
    `${YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])?(?!\\d)`,
    `[0-3]?\\d ?[./-] ?[0-3]?\\d ?[./-] ?(?:${YEAR}|\\d\\d(?!\\d))`,
    `[01]?\\d ?[./-] ?${YEAR}`,
    `[0-3]?\\d(?:st|nd|rd|th)?(?: of)? ?-? ?${MONTHS},? ?-? ?${YEAR}`,
    `${MONTHS} ?[0-3]?\\d(?:st|nd|rd|th)?,? ?${YEAR}`,
    `${MONTHS},? ?${YEAR}`,
    `${ERA} ?[\\d一二三四五六七八九十元]{1,4} ?年(?: ?[\\d一二三四五六七八九十]{1,3} ?月)?(?: ?[\\d一二三四五六七八九十]{1,3} ?日)?`,
    `[6-9]\\d ?年(?: ?[01]?\\d ?月)?`,
    `[4-9]\\d ?[./-] ?(?:1[0-2]|0?[1-9])(?: ?[./-] ?[0-3]?\\d)?(?!\\d)`,
    `[0-3]?\\d(?:st|nd|rd|th)? ${MONTHS}(?![a-z])`,
    `${MONTHS} [0-3]?\\d(?:st|nd|rd|th)?(?!\\d)`,
    `${YEAR}(?!\\d)`,
  ].join('|'),
  'iy',
);

/** A date that says of itself that it is a birth: 1998年3月生, 1998.03 出生, 生于1998年, born on 12 May 1998. */
const BORN = new RegExp(
  `(?:生于|出生于|born(?: on| in)?:? ?)\\s?(?:${VALUE.source})|(?<![0-9])(?:${YEAR} ?年(?: ?(?:[01]?\\d|[一二三四五六七八九十]{1,2}) ?月(?: ?[0-3]?\\d ?[日号])?)?|${YEAR} ?[./-] ?[01]?\\d(?: ?[./-] ?[0-3]?\\d)?|[6-9]\\d ?年) ?(?=(?:出生|生(?![产活命成意效物态涯理动])))`,
  'gi',
);

/** Born in Kraków, 4 May 1989. */
const BORN_IN = new RegExp(`born in [\\p{L}][\\p{L} .'-]{2,30}, (?:on )?(${VALUE.source})`, 'giu');

function* find(page: Page) {
  if (page.lower.includes('born in '))
    for (const found of page.text.matchAll(BORN_IN)) {
      const end = found.index + found[0].trimEnd().length;
      yield candidate(page, 'DATE_OF_BIRTH', { start: end - found[1]!.trimEnd().length, end }, 'label', undefined, 0.9);
    }
  for (const found of page.text.matchAll(BORN)) {
    const skip = /^(?:生于|出生于|born(?: on| in)?:?)\s*/i.exec(found[0])?.[0].length ?? 0;
    const start = found.index + skip;
    const end = found.index + found[0].trimEnd().length;
    if (end > start) yield candidate(page, 'DATE_OF_BIRTH', { start, end }, 'label', undefined, 0.9);
  }
}

export const dateOfBirth: Recognizer = {
  labels: [
    {
      type: 'DATE_OF_BIRTH',
      labels:
        '出生年月|出生日期|出生年月日|出生时间|出生|生日|出生日|生年月日|生于|出生於|生辰|出生年份|出生年|出生年月份|date of birth|d.o.b|d.o.b.|dob|birth date|birthdate|birthday|birth|born|born on|year of birth|geb.|geb|geboren am|nacido el|née le|geburtsdatum|geboren|date de naissance|né le|出生年月(公历)|生于公历|fecha de nacimiento|data de nascimento|data di nascita|дата рождения|생년월일|생일|birthdate (dd/mm/yyyy)|🎂'.split(
          '|',
        ),
    },
  ],
  read: (page, field) => {
    const span = matchAt(VALUE, page.text, field.value.start);
    if (!span || (field.bond === 'gap' && span.end - span.start < 4)) return [];
    return [candidate(page, 'DATE_OF_BIRTH', span, 'label')];
  },
  find,
};
