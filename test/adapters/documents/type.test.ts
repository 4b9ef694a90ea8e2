import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, limitsOf, typeOf } from '../../../shared/adapters/documents/index.ts';
import { isMisnamed } from '../../../shared/adapters/documents/name.ts';
import { DocumentError } from '../../../shared/core/codes.ts';
import { pdfPages, resumePage } from '../../hostile/make/pdf.ts';

const outcome = (bytes: Uint8Array): string => {
  try {
    return typeOf(bytes);
  } catch (error) {
    if (error instanceof DocumentError) return error.code;
    throw error;
  }
};
const pdf = pdfPages([resumePage()]);

describe('the type comes from the bytes', () => {
  test.each([
    ['a PDF', pdf, 'pdf'],
    ['a PDF behind white space', Buffer.concat([Buffer.from('\r\n\n'), pdf]), 'pdf'],
    ['a PDF behind a byte order mark', Buffer.concat([Buffer.from('\uFEFF'), pdf]), 'pdf'],
    ['a text that speaks of PDFs', 'The header of a PDF is %PDF-1.7, I wrote a parser for it.', 'text'],
    [
      'a text that begins with a signature of letters',
      'MZ Consulting, 2019 to 2023\nBZh, RIFF, ID3, GIF89a and OggS',
      'text',
    ],
    ['a text that speaks of the test virus', 'I wrote X5O!P%@AP[4 detectors', 'text'],
    ['Chinese', '示例简历\n姓名：张示例', 'text'],
    ['a text with a tag in it', 'Skills: <script> tags, <b>HTML</b>', 'text'],
    ['a page of HTML behind blanks', '  \n<!doctype html>', 'UNSUPPORTED_TYPE'],
    ['XML', '<?xml version="1.0"?><a/>', 'UNSUPPORTED_TYPE'],
    ['SVG', '<svg xmlns="x"></svg>', 'UNSUPPORTED_TYPE'],
    ['a shell script', '#!/bin/sh\nrm -rf /', 'UNSUPPORTED_TYPE'],
    ['PostScript', '%!PS-Adobe-3.0', 'UNSUPPORTED_TYPE'],
    [
      'a résumé that begins like a header',
      'Name: Jordan Sample\nFrom: 2019\nTo: 2023\nDate: 2024-01-01\n\ntext',
      'text',
    ],
    ['a mail', 'From: a@example.com\nSubject: x\nTo: b@example.org\n\nhello', 'mail'],
    ['a mail behind a mark', '\uFEFFMIME-Version: 1.0\nSubject: x\n\nhello', 'mail'],
    ['a mail saved by mbox', 'From a@example.com Mon Feb  2\nReceived: by x\nSubject: y\n\nz', 'mail'],
    [
      'a mail with a stray line before the sender',
      '\u00A0From: a@example.com\nReceived: by x\nSubject: y\n\nz',
      'mail',
    ],
  ])('%s', (_, bytes, expected) => expect(outcome(Buffer.from(bytes as string))).toBe(expected));

  test('any bytes are a type or a code, never a crash', () => {
    const start = fc.constantFrom(
      '',
      '%PDF-',
      '%PDF-1.7\n',
      'PK\x03\x04',
      'PK\x05\x06',
      '\xFF\xD8\xFF',
      'From: a@b\n',
      '\xFF\xFE',
      '<',
    );
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (first, rest) => {
        expect(outcome(Buffer.concat([Buffer.from(first, 'latin1'), rest]))).toMatch(/^[a-z]+$|^[A-Z_]+$/);
      }),
      { numRuns: 3000 },
    );
  });
});

test.each([
  ['cv.pdf', 'pdf', false],
  ['CV.PDF', 'pdf', false],
  ['cv.pdf', 'png', true],
  ['cv.jpeg', 'jpeg', false],
  ['cv', 'pdf', false],
  ['cv.2026', 'pdf', false],
  ['cv.v2', 'docx', false],
  ['cv.constructor', 'pdf', false],
  ['cv.pdf.exe', 'pdf', true],
  ['', 'pdf', false],
] as const)('the name %j and the type %s: misnamed %s', (name, type, expected) =>
  expect(isMisnamed(name, type)).toBe(expected),
);

describe('limits', () => {
  test('are the defaults with the changes', () => {
    expect(limitsOf()).toEqual(DEFAULT_LIMITS);
    expect(limitsOf({ pages: 3 })).toEqual({ ...DEFAULT_LIMITS, pages: 3 });
    expect(limitsOf({ pagePoints: [10, 20] }).pagePoints).toEqual([10, 20]);
  });
  const wrong: readonly Record<string, unknown>[] = [
    { pages: 0 },
    { pages: -1 },
    { pages: Number.NaN },
    { pages: Number.POSITIVE_INFINITY },
    { pages: '30' },
    { bites: 1 },
    { pagePoints: [0, 5] },
    { pagePoints: 5 },
    { constructor: 1 },
  ];
  test.each(wrong.map(changes => [changes] as const))('%j would switch a limit off', changes => {
    expect(() => limitsOf(changes as never)).toThrow(RangeError);
  });
});
