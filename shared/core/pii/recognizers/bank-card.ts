import type { Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';
import { luhn } from './checksums.ts';

/** In one run, or in fours. */
const SHAPE =
  /(?<![0-9A-Za-z.])(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?|3[47]\d{2}[ -]\d{6}[ -]\d{5})(?![0-9A-Za-z])/g;

/** Issuers seen in practice: UnionPay 62, Visa 4, Mastercard 51–55 and 2221–2720, American Express 34/37, JCB 35, Discover 6011/65. */
const ISSUER =
  /^(?:62\d{14,17}|4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|35\d{14}|6011\d{12}|65\d{14}|9558\d{15})$/;

/** Luhn passes one random number in ten: the issuer and its length must agree too. */
function* find(page: Page) {
  for (const found of page.text.matchAll(SHAPE)) {
    const digits = found[0].replace(/[ -]/g, '');
    if (!ISSUER.test(digits) || !luhn(digits)) continue;
    yield candidate(page, 'BANK_CARD', { start: found.index, end: found.index + found[0].length }, 'checksum', digits);
  }
}

/** Behind the label a scanner's letters count as digits, and stars as hidden ones. */
const SCANNED = /\d(?:[ -]{0,2}[0-9*OoQDIlSBZbGgq](?![A-Za-z]{3})){9,22}/y;

export const bankCard: Recognizer = {
  labels: [
    {
      type: 'BANK_CARD',
      labels:
        '银行卡|银行卡号|银行账号|银行帐号|银行账户|卡号|账号|帐号|储蓄卡|储蓄卡号|工资卡|工资卡号|开户账号|收款账号|銀行帳號|銀行卡號|bank card|bank card no|card number|card no|card no.|bank account|bank account no|bank account number|account number|account no|account no.|iban|credit card|debit card'.split(
          '|',
        ),
    },
  ],
  read: (page, field) => {
    const span =
      matchAt(/(?:[^\d\n:：]{0,10}[:： ]\s?)?/y, page.text, field.value.start) &&
      (matchAt(SCANNED, page.text, field.value.start) ??
        matchAt(/[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?/y, page.text, field.value.start) ??
        behindBank(page, field.value.start));
    return span
      ? [candidate(page, 'BANK_CARD', span, 'label', page.text.slice(span.start, span.end).replace(/[ -]/g, ''))]
      : [];
  },
  find,
};

/** `卡号：招商银行 6225…`: the bank's name stands between. */
function behindBank(page: Page, start: number) {
  const bank = matchAt(/[\u4e00-\u9fffA-Za-z()（） ]{2,16}[ :：]?(?=\d)/y, page.text, start);
  return bank ? matchAt(/\d(?:[ -]{0,2}[0-9*]){11,22}/y, page.text, bank.end) : undefined;
}
