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

/** Numbers for taxes and insurance elsewhere, known by their label alone; four digits at least, in groups or not. */
const ABROAD =
  /(?=(?:[A-Z]{0,5}[ .-]?){0,3}\d)(?=[A-Z \d./-]{0,16}\d{2})[A-Z\d](?:[ ./-]?[A-Z\d]){6,15}(?![A-Za-z\d])/iy;
const DIGITS = /^(?:\D*\d){4}/;

export const usSsn: Recognizer = {
  labels: [
    {
      type: 'US_SSN',
      labels:
        'ssn|ssn no|ssn#|ssn #|social security|social security no|social security no.|social security number|social security #|社会安全号|社会安全号码|社保号|社保卡号|社会保障号|社会保障号码|national insurance number|national insurance no|national insurance|ni number|ni no|ni no.|nino|social insurance number|tax id|tax file number|tfn|aadhaar|aadhaar no|aadhaar no.|aadhaar number|aadhar|aadhar no|aadhar no.|aadhar card|aadhaar card|pan|pan no|pan no.|pan number|pan card|pan card no|uan|dni|nie|nif|cpf|rg|curp|steuer-id|steuernummer|sozialversicherungsnummer|rentenversicherungsnummer|numéro de sécurité sociale|codice fiscale|pesel|bsn'.split(
          '|',
        ),
    },
  ],
  read: (page, field) => {
    const span = matchAt(/[0-9*Xx]{3}[ .-]?[0-9*Xx]{2}[ .-]?\d{4}(?!\d)/y, page.text, field.value.start);
    const abroad = span ? null : matchAt(ABROAD, page.text, field.value.start);
    if (abroad && DIGITS.test(page.text.slice(abroad.start, abroad.end)))
      return [candidate(page, 'US_SSN', abroad, 'label')];
    return span
      ? [candidate(page, 'US_SSN', span, 'label', page.text.slice(span.start, span.end).replace(/[ .-]/g, ''))]
      : [];
  },
  find,
};
