import type { Span } from '../../text/span.ts';
import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';
import { isProvinceCode, mod11 } from './checksums.ts';

/** Eighteen signs, possibly in groups: region, birth date, sequence, check sign. */
const SHAPE =
  /(?<![0-9A-Za-z])[1-9]\d{5}[ -]?(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[ -]?[0-9Xx](?![0-9A-Za-z])/g;
/** What a scanner leaves of one, behind its label. */
const LOOSE = /[0-9IlOSBZ][0-9 *OoDQIlSBZbGgq-]{12,34}[0-9Xx*OoIlSBZb][Xx*]{0,4}/y;

/** GB 11643-1999. MOD 11-2 alone passes 9 % of random strings, so region and calendar must agree as well. */
function* find(page: Page) {
  for (const found of page.text.matchAll(SHAPE)) {
    const digits = found[0].replace(/[ -]/g, '').toUpperCase();
    if (!isProvinceCode(digits.slice(0, 2)) || !mod11(digits)) continue;
    yield candidate(
      page,
      'CN_RESIDENT_ID',
      { start: found.index, end: found.index + found[0].length },
      'checksum',
      digits,
    );
  }
}

/** The first eighteen signs behind the label; blanks, hyphens and a scanner's letters between them do not count. */
function eighteen(page: Page, start: number): Span | undefined {
  const span = matchAt(LOOSE, page.text, start);
  if (!span) return undefined;
  let signs = 0;
  for (let at = span.start; at < span.end; at++)
    if (!/[ -]/.test(page.text[at]!) && ++signs === 18) return { start, end: at + 1 };
  return signs >= 14 ? span : undefined;
}

export const cnResidentId: Recognizer = {
  labels: [
    {
      type: 'CN_RESIDENT_ID',
      labels:
        '身份证|身份证号|身份证号码|居民身份证|居民身份证号|居民身份证号码|公民身份号码|公民身份证号|证件号|证件号码|身分证|身分證|身份證|身份證號碼|身分證字號|香港身份证|香港身份證|澳门身份证|澳門身份證|居留证号|居留證號|统一证号|統一證號|id card|id card no|id card number|id no|id no.|id number|identity card|identity no|national id|citizen id|hkid|hkid no|hkid no.|hkid number|nric|nric no|nric no.|nric number|fin no|id card number|身份证id'.split(
          '|',
        ),
    },
  ],
  // A number that fails its check behind the label is redacted all the same: scanners cause that.
  read: (page, field) => {
    const { start } = field.value;
    const span =
      eighteen(page, start) ??
      matchAt(/(?:[A-Za-z]{1,2}|\d) ?\d{6,9} ?(?:\([0-9A-Za-z]\)|[A-Za-z])?(?![0-9A-Za-z])/y, page.text, start) ??
      (field.bond === 'colon' ? matchAt(/[0-9][0-9Xx* -]{5,22}[0-9Xx*]/y, page.text, start) : undefined);
    return span
      ? [
          candidate(
            page,
            'CN_RESIDENT_ID',
            span,
            'label',
            page.text.slice(span.start, span.end).replace(/[ -]/g, '').toUpperCase(),
          ),
        ]
      : [];
  },
  find,
};
