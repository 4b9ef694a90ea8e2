import { docx, paragraph } from './make/docx.ts';
import { attachment, mail, nestedMail, nestedParts, plainMail } from './make/mail.ts';
import { pdfPages, RESUME_LINES, resumePage } from './make/pdf.ts';
import { overlappingZip, zip } from './make/zip.ts';
import type { Row } from './row.ts';

const RESUME = () => pdfPages([resumePage()]);
const TEXT = RESUME_LINES.join('\n');
const HAN =
  '示例简历\n张示例\n后端工程师，八年研发经验，熟悉高并发系统的设计与优化。\n教育经历：示例大学，计算机科学。\n'.repeat(
    3,
  );
const empty = { name: 'x.docx', data: '' };
const gb = (text: string) => {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let a = 0xa1; a < 0xf8; a++)
    for (let b = 0xa1; b < 0xff; b++) table.set(decoder.decode(Uint8Array.of(a, b)), [a, b]);
  return Buffer.from([...text].flatMap(char => table.get(char) ?? [char.charCodeAt(0)]));
};
const headers = (...first: string[]) => [...first, 'To: jobs@example.org', 'Subject: Application', 'MIME-Version: 1.0'];
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** Rows 31–37: archives, mails and encodings. */
export const ROWS_OF_MAIL: readonly Row[] = [
  { row: 31, name: 'entries that share their bytes', make: overlappingZip, expect: ['ARCHIVE_NOT_ACCEPTED'] },
  {
    row: 31,
    name: 'archive of archives',
    make: () =>
      zip(
        Array.from({ length: 16 }, (_, i) => ({
          name: `lib ${i}.zip`,
          data: zip([{ name: 'x', data: Buffer.alloc(1e6) }]),
        })),
      ),
    expect: ['ARCHIVE_NOT_ACCEPTED'],
  },
  {
    row: 31,
    name: '100,001 entries',
    make: () => zip(Array.from({ length: 100_001 }, (_, i) => ({ name: `${i}`, data: '', stored: true }))),
    expect: ['ARCHIVE_NOT_ACCEPTED'],
    slow: true,
  },
  {
    row: 31,
    name: 'an ordinary archive',
    make: () => zip([{ name: 'cv.pdf', data: RESUME() }]),
    expect: ['ARCHIVE_NOT_ACCEPTED'],
  },
  {
    row: 31,
    name: 'gzip',
    make: () => Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(60)]),
    expect: ['ARCHIVE_NOT_ACCEPTED'],
  },
  {
    row: 31,
    name: 'DOCX that unpacks to 256 MB',
    make: () => docx({ body: paragraph('x'), more: [{ name: 'word/styles.xml', data: Buffer.alloc(2 ** 28) }] }),
    expect: ['DECOMPRESSION_LIMIT'],
    slow: true,
  },
  {
    row: 31,
    name: 'DOCX that lies about its size',
    make: () =>
      docx({ body: paragraph('x'), more: [{ name: 'word/styles.xml', data: Buffer.alloc(2 ** 26), size: 100 }] }),
    expect: ['DECOMPRESSION_LIMIT'],
  },
  {
    row: 32,
    name: 'names that leave the folder',
    make: () => docx({ body: paragraph('x'), more: [{ ...empty, name: '../../evil.txt' }] }),
    expect: ['ARCHIVE_NOT_ACCEPTED'],
  },
  {
    row: 32,
    name: 'absolute names',
    make: () => docx({ body: paragraph('x'), more: [{ ...empty, name: '/etc/cron.d/x' }] }),
    expect: ['ARCHIVE_NOT_ACCEPTED'],
  },
  {
    row: 32,
    name: 'links',
    make: () => docx({ body: paragraph('x'), more: [{ name: 'word/x', data: '/etc/passwd', mode: 0o120777 }] }),
    expect: ['ARCHIVE_NOT_ACCEPTED'],
  },
  { row: 33, name: 'parts 257 deep', make: () => nestedParts(257), expect: ['MAIL_TOO_DEEP'] },
  {
    row: 33,
    name: 'eleven mails in each other',
    make: () => nestedMail(11, attachment('cv.pdf', RESUME())),
    expect: ['MAIL_TOO_DEEP'],
  },
  {
    row: 33,
    name: 'three mails in each other',
    make: () => nestedMail(3, attachment('cv.pdf', RESUME())),
    expect: ['MAIL OK'],
  },
  {
    row: 34,
    name: '2 MB and a byte of headers',
    make: () => plainMail(TEXT, [`X-Long: ${'x'.repeat(2 * 1024 * 1024)}`]),
    expect: ['MAIL_TOO_COMPLEX'],
  },
  {
    row: 34,
    name: '50,000 parts',
    make: () => mail(Array.from({ length: 50_000 }, () => ({ type: 'text/plain', body: 'x' }))),
    expect: ['MAIL_TOO_COMPLEX'],
  },
  {
    row: 34,
    name: 'no last boundary',
    make: () => mail([attachment('cv.pdf', RESUME())]).subarray(0, -16),
    expect: ['MAIL OK'],
  },
  {
    row: 35,
    name: 'two senders',
    make: () => mail([attachment('cv.pdf', RESUME())], headers('From: a@example.com', 'From: b@example.com')),
    expect: ['MAIL OK'],
  },
  {
    row: 35,
    name: 'a mark before the sender',
    make: () =>
      mail(
        [attachment('cv.pdf', RESUME())],
        headers('\xEF\xBB\xBFFrom: a@example.com', 'Date: Mon, 02 Feb 2026 10:00:00 +0000', 'From: b@example.com'),
      ),
    expect: ['MAIL OK'],
  },
  {
    row: 35,
    name: 'an address in an encoded word',
    make: () =>
      mail([attachment('cv.pdf', RESUME())], headers('From: =?utf-8?q?boss=40example.com=3E?= <a@example.com>')),
    expect: ['MAIL OK'],
  },
  {
    row: 36,
    name: 'winmail.dat',
    make: () =>
      mail([
        attachment(
          'winmail.dat',
          Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22]), Buffer.alloc(99)]),
          'application/ms-tnef',
        ),
      ]),
    expect: ['MAIL UNSUPPORTED_TYPE'],
  },
  {
    row: 36,
    name: 'cv.pdf as message/rfc822',
    make: () => mail([attachment('cv.pdf', RESUME(), 'message/rfc822')]),
    expect: ['MAIL OK'],
  },
  {
    row: 36,
    name: 'three résumés',
    make: () => mail(['a', 'b', 'c'].map(name => attachment(`${name}.pdf`, RESUME()))),
    expect: ['MAIL OK, OK, OK'],
  },
  {
    row: 36,
    name: 'a résumé and a bad file',
    make: () => mail([attachment('a.pdf', RESUME()), attachment('b.zip', zip([{ name: 'x', data: 'y' }]))]),
    expect: ['MAIL OK, ARCHIVE_NOT_ACCEPTED'],
  },
  { row: 36, name: 'the body is the résumé', make: () => plainMail(TEXT), expect: ['MAIL OK'] },
  { row: 36, name: 'nothing to read', make: () => plainMail('See you.'), expect: ['NO_DOCUMENT_IN_MAIL'] },
  { row: 37, name: 'UTF-8', make: () => Buffer.from(HAN), expect: ['OK'] },
  { row: 37, name: 'UTF-16 little-endian', make: () => Buffer.from(`\uFEFF${HAN}`, 'utf16le'), expect: ['OK'] },
  { row: 37, name: 'UTF-16 big-endian', make: () => swapped(`\uFEFF${HAN}`), expect: ['OK'] },
  { row: 37, name: 'UTF-16 without a mark', make: () => Buffer.from(HAN, 'utf16le'), expect: ['OK'] },
  { row: 37, name: 'GB18030', make: () => gb(HAN), expect: ['OK'] },
  {
    row: 37,
    name: 'Windows-1252',
    make: () => Buffer.from(`${TEXT}\nRésumé of a naïve café owner in Zürich`, 'latin1'),
    expect: ['OK'],
  },
  {
    row: 37,
    name: 'mail with the wrong charset',
    make: () => plainMail(gb(HAN), [], 'utf-8'),
    expect: ['MAIL OK ENCODING_DAMAGE', 'MAIL OK'],
  },
  { row: 37, name: 'mail in UTF-7', make: () => plainMail(`${TEXT}\n+ZeVnLA-`, [], 'utf-7'), expect: ['MAIL OK'] },
  {
    row: 37,
    name: 'lone surrogates',
    make: () =>
      Buffer.concat([Buffer.from('\uFEFF', 'utf16le'), Buffer.from(TEXT.replaceAll('e', '\uD800'), 'utf16le')]),
    expect: ['OK ENCODING_DAMAGE'],
  },
  {
    row: 37,
    name: 'a few bad bytes',
    make: () => Buffer.concat([Buffer.from(TEXT), Buffer.from([0xff])]),
    expect: ['OK'],
  },
  { row: 43, name: 'half a million letters', make: () => Buffer.alloc(500_000, 0x61), expect: ['TEXT_TOO_LONG'] },
];
