/**
 * The closed list of what can become of a document other than a record. Each code has one sentence for the person who
 * sent the file; none ever holds content of the file. `rejected` is final, `quarantined` waits for a person.
 */
export const FAILURES = {
  EMPTY_FILE: ['rejected', 'The file is empty.'],
  NOT_A_DOCUMENT: ['rejected', 'The file is not a document that can be read.'],
  DAMAGED_FILE: ['rejected', 'The file is damaged and no text could be recovered.'],
  TOO_LARGE: ['rejected', 'The file is larger than the limit.'],
  UNSUPPORTED_TYPE: ['rejected', 'Please upload a PDF, PNG, JPEG, TIFF, DOCX, plain text or e-mail file.'],
  AMBIGUOUS_TYPE: ['rejected', 'The file is of more than one type at once.'],
  ACTIVE_CONTENT: ['rejected', 'The document holds macros or embedded programs.'],
  PASSWORD_PROTECTED: ['rejected', 'Please upload without a password.'],
  XFA_FORM: ['rejected', 'The PDF is a dynamic form; please print it to a plain PDF.'],
  TOO_MANY_PAGES: ['rejected', 'The document has more pages than the limit.'],
  DECOMPRESSION_LIMIT: ['rejected', 'The file unpacks to more than the limit.'],
  IMAGE_TOO_LARGE: ['rejected', 'A picture in the file has more pixels than the limit.'],
  PAGE_SIZE: ['rejected', 'A page is too large or too small to be read.'],
  NO_TEXT_FOUND: ['rejected', 'No text could be found in the document.'],
  TEXT_TOO_LONG: ['rejected', 'The text is longer than the limit.'],
  ARCHIVE_NOT_ACCEPTED: ['rejected', 'Archives are not accepted; please send the document itself.'],
  MAIL_TOO_DEEP: ['rejected', 'The e-mail holds e-mails nested too deeply.'],
  MAIL_TOO_COMPLEX: ['rejected', 'The e-mail has more parts or longer headers than the limit.'],
  NO_DOCUMENT_IN_MAIL: ['rejected', 'The e-mail holds no document that could be a résumé.'],
  RECIPIENT_NOT_ALLOWED: ['rejected', 'The e-mail was sent to an address that takes no documents.'],
  UNKNOWN_MESSAGE: ['rejected', 'The message is of no known kind.'],
  ERASED: ['rejected', 'The person asked for erasure; the document is not kept.'],
  MALWARE: ['quarantined', 'The file was found to be malware.'],
  SPAM: ['quarantined', 'The e-mail was marked as spam.'],
  NOT_SCANNED: ['quarantined', 'The malware scan of the file did not complete.'],
  UNREADABLE_TEXT: ['quarantined', 'The text of the document cannot be decoded.'],
  LOW_CONFIDENCE: ['quarantined', 'The text was read with too little confidence.'],
  EXTRACTION_FAILED: ['quarantined', 'The text could not be extracted.'],
  LEAK_FOUND: ['quarantined', 'Personal data was still found after redaction.'],
  PROCESSING_FAILED: ['quarantined', 'The document could not be processed.'],
} as const satisfies Record<string, readonly ['rejected' | 'quarantined', string]>;

export type FailureCode = keyof typeof FAILURES;
export type FailureStatus = (typeof FAILURES)[FailureCode][0];

export const statusOf = (code: FailureCode): FailureStatus => FAILURES[code][0];
export const sentenceOf = (code: FailureCode): string => FAILURES[code][1];

/** What a reader of a record should know about how it came to be. */
export const NOTES = {
  PARTIAL_PAGES: 'Part of the document was damaged and is missing.',
  TYPE_CORRECTED: 'The file was not of the type that its name says.',
  HIDDEN_TEXT: 'Text that no reader can see was left out.',
  LOW_CONFIDENCE: 'Parts of the text were read with little confidence.',
  MULTIPLE_PEOPLE: 'The document speaks of more than one person.',
  ENCODING_DAMAGE: 'More than one character in a hundred could not be decoded.',
  PHOTO: 'The document holds a photograph, which was not kept.',
  OCR_USED: 'At least one page was read by OCR.',
  WRONG_SCRIPT: 'An OCR engine did not know the script; another one read the page.',
  WATERMARK_REMOVED: 'A stamped watermark was removed.',
  WATERMARK_INEXACT: 'A stamped watermark was removed, but not every place is certain.',
  IMPOSSIBLE_DATE: 'A date that is not in the calendar was left out.',
  UNPLACED_TEXT: 'Some lines could not be placed in the profile.',
  SENDER_UNVERIFIED: 'The mail passed none of the checks on its sender.',
} as const satisfies Record<string, string>;

export type NoteCode = keyof typeof NOTES;

/** The one error that stages throw for a document's own fault; anything else is a fault of ours and is retried. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly code: FailureCode;

  constructor(code: FailureCode) {
    super(sentenceOf(code));
    this.code = code;
  }
}
