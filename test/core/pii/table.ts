import { expect, test } from 'vitest';
import { type PiiType, redact } from '../../../shared/core/pii/index.ts';
import { asClean } from '../../../shared/core/text/brand.ts';

/** What is found in a text, as `TYPE value`. */
export const found = (text: string): string[] =>
  redact(asClean(text)).findings.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

/** Rows of a text and the values of one type in it; a row with no value is a row that must not match. */
export function table(type: PiiType, rows: readonly (readonly [text: string, ...values: string[]])[]): void {
  test.each(rows.map(([text, ...values]) => ({ text, values })))(`${type}: $text`, ({ text, values }) => {
    const own = redact(asClean(text)).findings.filter(it => it.type === type);
    expect(own.map(({ start, end }) => text.slice(start, end))).toEqual(values);
  });
}
