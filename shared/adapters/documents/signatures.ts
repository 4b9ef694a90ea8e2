/** What the first bytes say. `other` is anything that is known and not accepted; `text` is what has no signature. */
export type Kind = 'pdf' | 'png' | 'jpeg' | 'tiff' | 'zip' | 'archive' | 'encrypted-office' | 'other' | 'text';

/** [offset, first bytes as Latin-1, kind]. First match wins. */
const SIGNATURES: readonly (readonly [number, string, Kind])[] = [
  [0, '%PDF-', 'pdf'],
  [0, '\x89PNG\r\n\x1A\n', 'png'],
  [0, '\xFF\xD8\xFF', 'jpeg'],
  [0, 'II*\0', 'tiff'],
  [0, 'MM\0*', 'tiff'],
  [0, 'PK\x03\x04', 'zip'],
  [0, 'PK\x05\x06', 'archive'], // a ZIP without entries
  [0, 'PK00PK\x03\x04', 'archive'],
  [0, 'Rar!\x1A\x07', 'archive'],
  [0, '7z\xBC\xAF\x27\x1C', 'archive'],
  [0, '\x1F\x8B', 'archive'],
  [0, 'BZh', 'archive'],
  [0, '\xFD7zXZ\0', 'archive'],
  [0, '\x28\xB5\x2F\xFD', 'archive'], // zstd
  [0, 'MSCF', 'archive'],
  [257, 'ustar', 'archive'],
  [32769, 'CD001', 'archive'],
  [0, '\x78\x9F\x3E\x22', 'other'], // winmail.dat (TNEF)
  [0, 'MZ', 'other'],
  [0, '\x7FELF', 'other'],
  [0, '\xCA\xFE\xBA\xBE', 'other'],
  [0, '\xCF\xFA\xED\xFE', 'other'],
  [0, '#!', 'other'],
  [0, '{\\rtf', 'other'],
  [0, 'GIF8', 'other'],
  [0, 'RIFF', 'other'], // WebP, WAV, AVI
  [4, 'ftyp', 'other'], // HEIC, AVIF, MP4
  [0, '8BPS', 'other'],
  [0, '%!PS', 'other'],
  [0, 'II+\0', 'other'], // BigTIFF
  [0, 'MM\0+', 'other'],
  [0, '\0\0\x01\0', 'other'],
  [0, 'OggS', 'other'],
  [0, 'ID3', 'other'],
  [0, 'SQLite format 3', 'other'],
  [0, '\0asm', 'other'],
];

/** Directory entry of an OLE file that Word writes around an encrypted DOCX. */
const ENCRYPTED_PACKAGE = 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0';
const OLE = '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1';

/** Tags that make a browser take a file for HTML (WHATWG MIME sniffing, section 7.1), and XML. */
const HTML =
  /^(?:<!doctype html|<html|<head|<script|<iframe|<h1|<div|<font|<table|<a|<style|<title|<b|<body|<br|<p|<meta|<link|<svg|<img)[\s>/]|^<!--|^<\?(?:xml|php)/i;

export function signatureOf(bytes: Uint8Array): Kind {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const [offset, first, kind] of SIGNATURES) {
    if (buffer.toString('latin1', offset, offset + first.length) !== first) continue;
    // Texts begin with "MZ", "BZh", "RIFF" or "ID3" too; a program or a packed file has control bytes at its start.
    if (/^[\x20-\x7E]+$/.test(first) && offset === 0 && kind !== 'pdf' && !hasControls(buffer)) continue;
    return kind;
  }
  if (buffer.toString('latin1', 0, 8) === OLE)
    return buffer.indexOf(ENCRYPTED_PACKAGE, 0, 'latin1') < 0 ? 'other' : 'encrypted-office';
  const start = buffer
    .toString('latin1', 0, 512)
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart();
  if (HTML.test(start) || HTML.test(utf16Start(buffer))) return 'other';
  if (/^(?:#!\s?\/|\{\\rtf|%!PS)/.test(start)) return 'other';
  return 'text';
}

const hasControls = (buffer: Buffer): boolean => /[\0-\x08\x0E-\x1A]/.test(buffer.toString('latin1', 0, 512));

/** An HTML page in UTF-16 hides from a search for bytes. */
function utf16Start(buffer: Buffer): string {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.subarray(2, 512).toString('utf16le').trimStart();
  if (buffer[0] !== 0xfe || buffer[1] !== 0xff) return '';
  return Buffer.from(buffer.subarray(2, Math.min(512, buffer.length & ~1)))
    .swap16()
    .toString('utf16le')
    .trimStart();
}

/**
 * Whether a ZIP ends exactly where the file ends: appended to a PDF or picture, it makes a second file of the same
 * bytes. The directory is looked for where the record says and where a file glued in front would have moved it.
 */
export function hasContainerAtEnd(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const least = Math.max(0, buffer.length - 22 - 65_535);
  for (let at = buffer.length - 22; at >= least; at--) {
    at = buffer.lastIndexOf('PK\x05\x06', at, 'latin1');
    if (at < least) return false;
    // A few bytes of slack: unzip tools forgive them, and so would an attacker's victim.
    if (Math.abs(at + 22 + buffer.readUInt16LE(at + 20) - buffer.length) > 4) continue;
    const size = buffer.readUInt32LE(at + 12);
    const starts = [buffer.readUInt32LE(at + 16), at - size];
    if (starts.some(start => buffer.toString('latin1', Math.max(0, start), start + 4) === 'PK\x01\x02')) return true;
  }
  return false;
}
