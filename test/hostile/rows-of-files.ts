import { docx, paragraph } from './make/docx.ts';
import { png } from './make/image.ts';
import { pdfPages, resumePage } from './make/pdf.ts';
import { zip } from './make/zip.ts';
import type { Row } from './row.ts';

const RESUME = () => pdfPages([resumePage()]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ole = (stream: string): Buffer =>
  Buffer.concat([OLE, Buffer.alloc(504), Buffer.from(stream, 'utf16le'), Buffer.alloc(64)]);
const mp4 = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(64)]);
/** Not written out, or scanners would take these sources for a virus. */
const virus = () => ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

const cut = (share: number) => {
  const whole = pdfPages([resumePage(), resumePage(), resumePage()]);
  return whole.subarray(0, Math.floor(whole.length * share));
};

/** A blank page, and a second one of which the file's end took all. */
function lostText(): Buffer {
  const whole = pdfPages(['', resumePage()]);
  return whole.subarray(0, whole.indexOf('6 0 obj'));
}

const named = (name: string, fileName: string): Row => ({ row: 10, name, fileName, make: RESUME, expect: ['OK'] });

/** Rows 1–13: what the bytes are. Rows 4, 5 and 13 are decided before the bytes are fetched; 4 is also decided here. */
export const ROWS_OF_FILES: readonly Row[] = [
  { row: 1, name: 'no bytes', make: () => Buffer.alloc(0), expect: ['EMPTY_FILE'] },
  { row: 2, name: 'one byte', make: () => Buffer.from('%'), expect: ['NOT_A_DOCUMENT'] },
  { row: 2, name: 'ten bytes of a PDF', make: () => Buffer.from('%PDF-1.7\n%'), expect: ['NOT_A_DOCUMENT'] },
  { row: 2, name: 'the signature of a PNG', make: () => png(4, 4).subarray(0, 8), expect: ['NOT_A_DOCUMENT'] },
  { row: 3, name: 'PDF cut at 90 %', make: () => cut(0.9), expect: ['OK PARTIAL_PAGES'] },
  { row: 3, name: 'PDF cut in the middle', make: () => cut(0.5), expect: ['OK PARTIAL_PAGES'] },
  { row: 3, name: 'PDF cut at 5 %', make: () => cut(0.05), expect: ['DAMAGED_FILE'] },
  { row: 3, name: 'PDF that lost the only page with text', make: lostText, expect: ['DAMAGED_FILE'] },
  { row: 4, name: '10 MB and a byte', make: () => Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), expect: ['TOO_LARGE'] },
  { row: 6, name: 'PNG named .pdf', fileName: 'cv.pdf', make: () => page(), expect: ['OCR TYPE_CORRECTED'] },
  { row: 6, name: 'PDF named .png', fileName: 'cv.png', make: RESUME, expect: ['OK TYPE_CORRECTED'] },
  {
    row: 7,
    name: 'HTML with a script',
    fileName: 'cv.pdf',
    make: () => Buffer.from('<!DOCTYPE html><script>1</script>'),
    expect: ['UNSUPPORTED_TYPE'],
  },
  {
    row: 7,
    name: 'HTML in UTF-16',
    make: () => Buffer.from('\uFEFF<html><body>', 'utf16le'),
    expect: ['UNSUPPORTED_TYPE'],
  },
  {
    row: 8,
    name: 'PDF with a ZIP behind it',
    make: () => Buffer.concat([RESUME(), zip([{ name: 'a', data: 'b' }])]),
    expect: ['AMBIGUOUS_TYPE'],
  },
  {
    row: 8,
    name: 'HTML with a PDF at 900',
    make: () => Buffer.concat([Buffer.from('<html>'.padEnd(900)), RESUME()]),
    expect: ['AMBIGUOUS_TYPE'],
  },
  {
    row: 8,
    name: 'text with a PDF at 300',
    make: () => Buffer.concat([Buffer.from('hello '.repeat(50)), RESUME()]),
    expect: ['AMBIGUOUS_TYPE'],
  },
  {
    row: 8,
    name: 'GIF with a PDF at 60',
    make: () => Buffer.concat([Buffer.from('GIF89a'.padEnd(60, '\0')), RESUME()]),
    expect: ['AMBIGUOUS_TYPE'],
  },
  {
    row: 8,
    name: 'PNG with a ZIP behind it',
    make: () => Buffer.concat([png(9, 9), zip([{ name: 'a', data: 'b' }])]),
    expect: ['AMBIGUOUS_TYPE'],
  },
  { row: 9, name: '.doc', fileName: 'cv.doc', make: () => ole('WordDocument'), expect: ['UNSUPPORTED_TYPE'] },
  {
    row: 9,
    name: '.pages',
    fileName: 'cv.pages',
    make: () =>
      zip([
        { name: 'Index/Document.iwa', data: 'x' },
        { name: 'preview.jpg', data: 'x' },
      ]),
    expect: ['UNSUPPORTED_TYPE'],
  },
  { row: 9, name: '.heic', fileName: 'cv.heic', make: () => mp4('heic'), expect: ['UNSUPPORTED_TYPE'] },
  {
    row: 9,
    name: '.odt',
    make: () => zip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true }]),
    expect: ['UNSUPPORTED_TYPE'],
  },
  {
    row: 9,
    name: '.xlsx',
    make: () => docx({ type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml' }),
    expect: ['UNSUPPORTED_TYPE'],
  },
  { row: 9, name: '.rtf', make: () => Buffer.from('{\\rtf1\\ansi hello}'), expect: ['UNSUPPORTED_TYPE'] },
  {
    row: 9,
    name: 'GIF',
    make: () => Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(80)]),
    expect: ['UNSUPPORTED_TYPE'],
  },
  {
    row: 9,
    name: 'a program',
    fileName: 'cv.pdf',
    make: () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
    expect: ['UNSUPPORTED_TYPE'],
  },
  { row: 9, name: 'noise', make: () => noise(5_000), expect: ['UNSUPPORTED_TYPE'] },
  { row: 9, name: 'zeros', make: () => Buffer.alloc(5_000), expect: ['UNSUPPORTED_TYPE'] },
  named('cv.pdf.exe', 'cv.pdf.exe'),
  named('a name with a NUL', 'cv.php\0.pdf'),
  named('a name of 1,024 bytes', `${'x'.repeat(1_020)}.pdf`),
  named('a path', '../../etc/passwd'),
  named('a name that reads backwards', 'cv\u202Efdp.exe'),
  named('line ends in the name', 'cv.pdf\r\nX-Injected: 1'),
  named('no name', ''),
  named('an odd key', 'a+b%20c 😀.pdf'),
  {
    row: 11,
    name: 'DOCX with macros',
    make: () => docx({ body: paragraph('x'), more: [{ name: 'word/vbaProject.bin', data: 'x' }] }),
    expect: ['ACTIVE_CONTENT'],
  },
  {
    row: 11,
    name: '.docm',
    make: () => docx({ body: paragraph('x'), type: 'application/vnd.ms-word.document.macroEnabled.main+xml' }),
    expect: ['ACTIVE_CONTENT'],
  },
  {
    row: 11,
    name: 'DOCX with an OLE object',
    make: () =>
      docx({ body: '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package"/></w:object></w:r></w:p>' }),
    expect: ['ACTIVE_CONTENT'],
  },
  {
    row: 11,
    name: 'DOCX with an embedded program',
    make: () => docx({ body: paragraph('x'), more: [{ name: 'word/embeddings/oleObject1.bin', data: 'x' }] }),
    expect: ['ACTIVE_CONTENT'],
  },
  { row: 12, name: 'the test virus', make: () => Buffer.from(virus()), expect: ['MALWARE'] },
  { row: 12, name: 'the test virus with a line end', make: () => Buffer.from(`${virus()}\r\n`), expect: ['MALWARE'] },
  { row: 14, name: 'DOCX with a password', make: () => ole('EncryptedPackage'), expect: ['PASSWORD_PROTECTED'] },
];

/** A picture with something on it. */
function page(): Buffer {
  const [width, height] = [600, 800];
  const data = Buffer.alloc((width + 1) * height, 0xff);
  for (let y = 0; y < height; y++) {
    data[y * (width + 1)] = 0;
    if (y % 20 < 8) data.fill(0x20, y * (width + 1) + 60, y * (width + 1) + 400);
  }
  return png(width, height, { data });
}

/** The same noise every time. */
function noise(length: number): Buffer {
  let state = 1;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    }),
  );
}
