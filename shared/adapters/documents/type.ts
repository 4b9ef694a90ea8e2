import { DocumentError } from '../../core/codes.ts';
import { indexOf, latin1 } from './bytes.ts';
import { looksLikeMail } from './mail-header.ts';
import { hasContainerAtEnd, signatureOf } from './signatures.ts';
import { decodeText } from './text.ts';

/** What is accepted. Decided from the bytes alone: a name or a declared type is the sender's claim. */
export type DocumentType = 'pdf' | 'png' | 'jpeg' | 'tiff' | 'docx' | 'text' | 'mail';

/** Readers look for the header of a PDF in this many bytes, so a file may be a PDF and something else at once. */
const PDF_HEADER_WITHIN = 1024;

/** Below this no file of a format holds anything: a header that was cut off. */
const STUB: Record<'pdf' | 'png' | 'jpeg' | 'tiff' | 'zip', number> = { pdf: 32, png: 33, jpeg: 20, tiff: 16, zip: 22 };

/**
 * The type of the bytes; a ZIP is answered as `docx` and must then show that it is one.
 * @throws DocumentError EMPTY_FILE, MALWARE, NOT_A_DOCUMENT, AMBIGUOUS_TYPE, ARCHIVE_NOT_ACCEPTED, PASSWORD_PROTECTED,
 * UNSUPPORTED_TYPE.
 */
export function typeOf(bytes: Uint8Array): DocumentType {
  if (bytes.length === 0) throw new DocumentError('EMPTY_FILE');
  if (isTestVirus(bytes)) throw new DocumentError('MALWARE');
  if (bytes.length === 1 || isCutHeader(bytes)) throw new DocumentError('NOT_A_DOCUMENT');

  const kind = signatureOf(bytes);
  const pdfAt = pdfHeader(bytes);
  if (pdfAt > 0 && kind !== 'text') throw new DocumentError('AMBIGUOUS_TYPE');
  switch (kind) {
    case 'pdf':
    case 'png':
    case 'jpeg':
    case 'tiff':
      if (bytes.length < STUB[kind]) throw new DocumentError('NOT_A_DOCUMENT');
      if (hasContainerAtEnd(bytes)) throw new DocumentError('AMBIGUOUS_TYPE');
      return kind;
    case 'zip':
      if (bytes.length < STUB.zip) throw new DocumentError('NOT_A_DOCUMENT');
      return 'docx';
    case 'archive':
      throw new DocumentError('ARCHIVE_NOT_ACCEPTED');
    case 'encrypted-office':
      throw new DocumentError('PASSWORD_PROTECTED');
    case 'other':
      throw new DocumentError('UNSUPPORTED_TYPE');
    case 'text':
      return typeOfText(bytes, pdfAt);
  }
}

function typeOfText(bytes: Uint8Array, pdfAt: number): DocumentType {
  if (looksLikeMail(bytes)) return 'mail';
  if (pdfAt > 0) {
    // White space before the header is the mark of a sloppy mail client, anything else of a file with two faces.
    if (/[^\s\uFEFF\0]/.test(latin1(bytes, 0, pdfAt).replace(/^\u00EF\u00BB\u00BF/, '')))
      throw new DocumentError('AMBIGUOUS_TYPE');
    return 'pdf';
  }
  if (hasContainerAtEnd(bytes)) throw new DocumentError('AMBIGUOUS_TYPE');
  if (!decodeText(bytes.subarray(0, 65_536), { cut: true }).plausible) throw new DocumentError('UNSUPPORTED_TYPE');
  return 'text';
}

/** Written in two halves, or this file would itself be taken for the test virus by a scanner. */
const TEST_VIRUS = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`;

/** The string at the start, after white space only: a text that merely speaks of it is no test file. */
const isTestVirus = (bytes: Uint8Array): boolean => latin1(bytes, 0, 128).trimStart().startsWith(TEST_VIRUS);

const FIRST_BYTES = ['%PDF-', '\x89PNG\r\n\x1A\n', '\xFF\xD8\xFF', 'II*\0', 'MM\0*', 'PK\x03\x04'];

const isCutHeader = (bytes: Uint8Array): boolean => {
  const start = latin1(bytes, 0, 8);
  return bytes.length < 8 && FIRST_BYTES.some(first => first.startsWith(start) || start === first);
};

/** Where a PDF begins, or −1. A number behind the name, and an object somewhere: a text may speak of "%PDF-". */
function pdfHeader(bytes: Uint8Array): number {
  const at = latin1(bytes, 0, PDF_HEADER_WITHIN + 8).search(/%PDF-\d\.\d/);
  if (at <= 0) return at;
  return indexOf(bytes, ' obj') >= 0 || indexOf(bytes, '%%EOF') >= 0 ? at : -1;
}
