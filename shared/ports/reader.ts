import type { PageReading, Reading } from '../core/document/reading.ts';

/** A page without usable text of its own. */
export interface OcrPage {
  /** From 1. */
  readonly number: number;
  readonly script: 'han' | 'latin' | 'unknown';
}

export type Verdict = 'pass' | 'fail' | 'unknown';

/** What the receiving mail server found out, and who wrote; in memory only. */
export interface MailFacts {
  readonly virus: Verdict;
  readonly spam: Verdict;
  readonly spf: Verdict;
  readonly dkim: Verdict;
  readonly dmarc: Verdict;
  /** Address of the first strict `From:`; personal data. */
  readonly sender?: string;
  /** Addresses that the mail was sent to. */
  readonly recipients: readonly string[];
  /** Whether the checks on the sender say that the address is theirs; without it, one passed check of the three counts. */
  readonly senderVerified?: boolean;
}

/** What the bytes turned out to be. */
export type Opened =
  /** `pages` of the reading are those with text; `ocrPages` those still to be read. */
  | { readonly kind: 'reading'; readonly reading: Reading; readonly ocrPages: readonly OcrPage[] }
  | {
      readonly kind: 'mail';
      readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[];
      readonly facts: MailFacts;
    };

/** The parsers and the local OCR engine. Both throw `DocumentError` for the document's own fault. */
export interface Reader {
  /** @param fileName compared with the type that the bytes have, and used for nothing else */
  open(bytes: Uint8Array, fileName?: string): Promise<Opened>;
  /** Renders one page (from 1; an image is its own page 1) and reads it with the local engine. */
  readPage(bytes: Uint8Array, page: number): Promise<PageReading>;
}
