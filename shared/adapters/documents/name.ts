import type { DocumentType } from './type.ts';

/** Endings that promise a type. Any other ending, or none, promises nothing and cannot be wrong. */
const PROMISED: Readonly<Record<string, DocumentType | 'other'>> = {
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  tif: 'tiff',
  tiff: 'tiff',
  docx: 'docx',
  txt: 'text',
  md: 'text',
  eml: 'mail',
  doc: 'other',
  rtf: 'other',
  odt: 'other',
  pages: 'other',
  html: 'other',
  htm: 'other',
  exe: 'other',
  zip: 'other',
  gif: 'other',
  heic: 'other',
  webp: 'other',
  msg: 'other',
};

/** Whether the name promises another type. Only its last letters are looked at, whatever else it holds. */
export function isMisnamed(name: string, type: DocumentType): boolean {
  const ending = /\.([A-Za-z]{2,5})$/.exec(name.slice(-8))?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(PROMISED, ending) && PROMISED[ending] !== type;
}
