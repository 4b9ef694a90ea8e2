import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';

/** Never issued: area 000, 666 and 900–999, group 00, serial 0000 (SSA, since 2011 no further structure). */
const SHAPE = /(?<![0-9A-Za-z-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![0-9A-Za-z-])/g;

function* find(page: Page) {
  for (const found of page.text.matchAll(SHAPE))
    yield candidate(
      page,
      'US_SSN',
      { start: found.index, end: found.index + found[0].length },
      'plan',
      found[0].replaceAll('-', ''),
    );
}

export const usSsn: Recognizer = {
  labels: [
    {
      type: 'US_SSN',
      labels:
        'ssn|ssn no|ssn#|ssn #|social security|social security no|social security no.|social security number|social security #|社会安全号|社会安全号码|社保号'.split(
          '|',
        ),
    },
  ],
  read: (page, field) => {
    const span = matchAt(/[0-9*Xx]{3}[ .-]?[0-9*Xx]{2}[ .-]?\d{4}(?!\d)/y, page.text, field.value.start);
    return span
      ? [candidate(page, 'US_SSN', span, 'label', page.text.slice(span.start, span.end).replace(/[ .-]/g, ''))]
      : [];
  },
  find,
};
