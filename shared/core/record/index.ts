import type { NoteCode } from '../codes.ts';
import type { LineFacts } from '../document/reading.ts';
import type { RedactedText } from '../text/brand.ts';
import { isCalendarDate } from './calendar.ts';
import { profileOf } from './compose.ts';
import { emptyDraft } from './draft.ts';
import { isHan, linesOf } from './lines.ts';
import type { Profile, Provenance } from './profile.ts';
import { readSection } from './read.ts';
import { sectionsOf } from './sections.ts';
import { Ledger } from './values.ts';

export type { Profile, Provenance } from './profile.ts';

export interface RecordInput {
  readonly text: RedactedText;
  /** Facts about the lines, their spans in `text`, in order. */
  readonly lines?: readonly LineFacts[];
  /** `YYYY-MM-DD`: the day that 至今 and Present mean. Explicit, since the core knows no clock. */
  readonly asOf?: string;
}

export interface Structured {
  readonly languages: readonly ('zh' | 'en')[];
  readonly profile: Profile;
  readonly provenance: Provenance;
  readonly notes: readonly NoteCode[];
  /** In [0, 1]: the mean of the fields' own, less the share of the text that found no place. */
  readonly confidence: number;
}

/**
 * A redacted résumé as a normalized profile, each field with its source. Deterministic rules; linear in the text; any
 * string is taken, and what the rules cannot place is kept under `extension.unplaced`.
 */
export function structure(input: RecordInput): Structured {
  const text: string = input.text;
  const asOf = input.asOf !== undefined && isCalendarDate(input.asOf) ? input.asOf : undefined;
  // 1. Lines, with what can be seen of each.
  const lines = linesOf(text, input.lines);
  const ledger = new Ledger(text, lines.length);
  // 2. Sections, by headings and by evidence.
  const sections = sectionsOf(lines);
  // 3. Each section by its own rules.
  const draft = emptyDraft();
  for (const section of sections) readSection(section, ledger, draft);
  // 4. What no rule took, in order; then the profile.
  for (const section of sections)
    for (const line of section.lines) if (!ledger.has(line)) ledger.leave(line.start, line.end, section.kind);
  const profile = profileOf(draft, ledger, asOf);
  const notes: NoteCode[] = [];
  if (draft.impossible) notes.push('IMPOSSIBLE_DATE');
  if (profile.extension.unplaced.length) notes.push('UNPLACED_TEXT');
  return {
    languages: languagesIn(text),
    profile,
    provenance: ledger.sources(),
    notes,
    confidence: confidenceOf(ledger, text),
  };
}

/** The scripts that carry the text: a language counts from one letter in twelve. */
function languagesIn(text: string): ('zh' | 'en')[] {
  let [han, words, run] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) {
      if (++run === 2) words++;
    } else {
      run = 0;
      if (isHan(code)) han++;
    }
  }
  const total = han / 1.6 + words;
  const languages: ('zh' | 'en')[] = [];
  if (han > 0 && han / 1.6 >= total / 12) languages.push('zh');
  if (words > 0 && words >= total * 0.4) languages.push('en');
  return languages;
}

function confidenceOf(ledger: Ledger, text: string): number {
  const mean = ledger.meanConfidence();
  const left = ledger.unplaced.reduce((sum, { start, end }) => sum + end - start, 0) / Math.max(1, text.length);
  return Math.round(1000 * mean * (1 - Math.min(1, left))) / 1000;
}
