import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';

/** A passport number of China in the open: E or G and eight digits, EA–EZ and seven (GA 1175). Weak: seen only near 护照 elsewhere. */
const NEAR = /(?:护照|護照|passport)[^\n]{0,24}?(?<![0-9A-Za-z])((?:[A-Z]{1,2}[0-9]{6,8}|[0-9]{9})(?![0-9A-Za-z]))/gi;

function* find(page: Page) {
  if (!/护照|護照|passport/.test(page.lower)) return;
  for (const found of page.text.matchAll(NEAR)) {
    const end = found.index + found[0].length;
    yield candidate(page, 'PASSPORT', { start: end - found[1]!.length, end }, 'label', found[1]!.toUpperCase(), 0.9);
  }
}

export const passport: Recognizer = {
  labels: [
    {
      type: 'PASSPORT',
      labels:
        '护照|护照号|护照号码|因私护照|因公护照|港澳通行证|港澳通行证号|港澳通行证号码|往来港澳通行证|往来港澳通行证号|通行证号|台胞证|台胞证号|回乡证|回乡证号|军官证号|護照|護照號碼|passport|passport no|passport no.|passport number|passport #|reisepass'.split(
          '|',
        ),
    },
  ],
  read: (page, field) => {
    const span = matchAt(
      /(?=[A-Za-z0-9 ]{0,8}[0-9])(?:[A-Za-z]{1,3} ?\d{5,9}|[A-Za-z]{1,2}(?: ?\d){7,8}|\d{7,9}[A-Za-z]?|[A-Za-z0-9]{8,9})(?![0-9A-Za-z])/y,
      page.text,
      field.value.start,
    );
    return span
      ? [
          candidate(
            page,
            'PASSPORT',
            span,
            'label',
            page.text.slice(span.start, span.end).replace(/ /g, '').toUpperCase(),
          ),
        ]
      : [];
  },
  find,
};
