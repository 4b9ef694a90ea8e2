import { asClean, asRaw, type CleanText, type RawText } from '../text/brand.ts';
import { PositionMap } from '../text/position-map.ts';
import type { Span } from '../text/span.ts';
import { folded } from './confusion.ts';
import { maySeeStamp } from './gate.ts';
import { removalOf } from './removal.ts';
import { sheetOf } from './sheet.ts';
import { type Finding, findStamps } from './stamps.ts';

export interface CleanOptions {
  /** Keyed hash of a token; without it fingerprints are empty, for a plain hash of a token can be reversed by trying. */
  readonly fingerprint?: (token: string) => string;
  /** Tokens that the page's geometry gave away. */
  readonly hints?: readonly string[];
  /** `ocr`: characters may be lost or confused. */
  readonly source?: 'text' | 'ocr';
}

/** The ledger of one token. The token itself stays in the core. */
export interface Watermark {
  readonly fingerprint: string;
  /** The token's length in UTF-16 code units. */
  readonly length: number;
  /** Whole copies. */
  readonly copies: number;
  /** Copies cut at a page's edge. */
  readonly partial: number;
  /** Characters of the stamp that were removed, white space not counted. */
  readonly removed: number;
  /** Characters by which the ledger does not close: copies × length − removed, partial copies and confusions counted out. */
  readonly distance: number;
  /** The ledger closes, and the best placement beats the second by a margin: the clean text is certified. */
  readonly exact: boolean;
}

/** A place where another reading is nearly as likely. */
export interface Doubt {
  /** In the raw text. */
  readonly span: Span;
  /** The chosen reading first. */
  readonly readings: readonly [string, string];
  /** Digits, an e-mail address or a date are at stake. */
  readonly sensitive: boolean;
}

export interface Cleaning {
  readonly text: CleanText;
  /** From the raw text to the clean one. */
  readonly map: PositionMap;
  readonly watermarks: readonly Watermark[];
  /** Offsets in the raw text; without them it is the clean text. */
  readonly removed: readonly Span[];
  readonly doubts: readonly Doubt[];
}

/** Removes a platform's stamp from extracted text. Never throws; text without a stamp comes back as it is. */
export function clean(raw: RawText, options: CleanOptions = {}): Cleaning {
  const first = cleanOnce(raw, options);
  if (first.removed.length === 0) return first;
  // A stamp can hide another: go on until nothing changes, so that cleaning clean text changes nothing.
  let result = first;
  for (let round = 0; round < 8; round++) {
    const next = cleanOnce(asRaw(result.text), options);
    if (next.removed.length === 0) break;
    result = joined(raw, result, next);
  }
  return result;
}

function cleanOnce(raw: RawText, options: CleanOptions): Cleaning {
  // 1. Most text has no stamp: a quick look says so.
  if (!maySeeStamp(raw) && !options.hints?.length) return untouched(raw);
  // 2. Find the tokens, align their copies, and let the ledger judge.
  const sheet = options.source === 'ocr' ? sheetOf(raw, folded) : sheetOf(raw);
  const { taken, watermarks, doubts } = findStamps(sheet, options.hints ?? [], options.source ?? 'text');
  if (watermarks.length === 0) return untouched(raw);
  // 3. Cut exactly what the ledger names.
  const removed = removalOf(sheet, taken);
  const map = PositionMap.ofEdits(
    raw.length,
    removed.map(span => ({ ...span, insert: '' })),
  );
  return { text: without(raw, removed), map, watermarks: watermarks.map(w => published(w, options)), removed, doubts };
}

const untouched = (raw: RawText): Cleaning => ({
  text: asClean(raw),
  map: PositionMap.identity(raw.length),
  watermarks: [],
  removed: [],
  doubts: [],
});

function published({ token, ...ledger }: Finding, { fingerprint }: CleanOptions): Watermark {
  return { fingerprint: fingerprint?.(token) ?? '', length: token.length, ...ledger };
}

function without(raw: string, removed: readonly Span[]): CleanText {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of removed) {
    parts.push(raw.slice(at, start));
    at = end;
  }
  parts.push(raw.slice(at));
  return asClean(parts.join(''));
}

/** Two rounds as one: the second one's spans are brought back to the raw text. */
function joined(raw: RawText, first: Cleaning, next: Cleaning): Cleaning {
  const gone = new Uint8Array(raw.length);
  for (const { start, end } of first.removed) gone.fill(1, start, end);
  for (const { start, end } of next.removed) for (let i = start; i < end; i++) gone[first.map.toSource(i, 1)] = 1;
  const removed: Span[] = [];
  for (let i = 0; i < gone.length; i++) {
    if (!gone[i]) continue;
    let end = i;
    while (gone[end]) end++;
    removed.push({ start: i, end });
    i = end;
  }
  return {
    text: next.text,
    map: PositionMap.ofEdits(
      raw.length,
      removed.map(span => ({ ...span, insert: '' })),
    ),
    watermarks: [...first.watermarks, ...next.watermarks],
    removed,
    doubts: [...first.doubts, ...next.doubts.map(doubt => ({ ...doubt, span: first.map.spanToSource(doubt.span) }))],
  };
}
