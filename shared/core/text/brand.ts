/**
 * Text by what has been done to it. The compiler keeps the kinds apart: logs, events and records accept only
 * `RedactedText`, so that a slip of the hand cannot carry a candidate's name there.
 */

declare const kind: unique symbol;

/** Text as it was read: may hold a stamp and personal data. */
export type RawText = string & { readonly [kind]: 'raw' };
/** Text without the stamp; personal data is still in it. */
export type CleanText = string & { readonly [kind]: 'clean' };
/** Text with placeholders for personal data: the only kind that may be stored, logged or emitted. */
export type RedactedText = string & { readonly [kind]: 'redacted' };

/** For the readers: text enters the pipeline here. */
export const asRaw = (text: string): RawText => text as RawText;
/** For the watermark stage alone. */
export const asClean = (text: string): CleanText => text as CleanText;
/** For the redaction stage alone. */
export const asRedacted = (text: string): RedactedText => text as RedactedText;
