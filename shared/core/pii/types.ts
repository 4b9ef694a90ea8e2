import type { RedactedText } from '../text/brand.ts';
import type { PositionMap } from '../text/position-map.ts';
import type { Span } from '../text/span.ts';
import type { Policy } from './policy.ts';

/** Every kind of personal data this stage knows; the order is the order of tables. */
export const PII_TYPES = [
  'PERSON',
  'PHONE',
  'EMAIL',
  'CN_RESIDENT_ID',
  'PASSPORT',
  'US_SSN',
  'DATE_OF_BIRTH',
  'AGE',
  'GENDER',
  'ADDRESS',
  'HOMETOWN',
  'SOCIAL_ACCOUNT',
  'PROFILE_URL',
  'BANK_CARD',
  'IP_ADDRESS',
  'ETHNICITY',
  'POLITICAL_STATUS',
  'MARITAL_STATUS',
] as const;

export type PiiType = (typeof PII_TYPES)[number];

/** Strongest first: a check digit, a label in front, a numbering plan, the mere shape; `name` is a person's name by position or variant. */
export type Evidence = 'checksum' | 'label' | 'plan' | 'shape' | 'name';

/** What was found, in offsets of the clean text. Holds no value: a finding may be audited. */
export interface Finding extends Span {
  readonly type: PiiType;
  /** How sure, in (0, 1]: 0.99 a check digit, 0.95 a label, 0.85 a plan, 0.7 a shape. */
  readonly score: number;
  readonly evidence: Evidence;
}

export interface RedactOptions {
  readonly policy?: Policy;
  /** Values never redacted, compared without case, spaces and punctuation. */
  readonly allow?: readonly string[];
  /** Values always redacted, wherever they stand. */
  readonly deny?: readonly string[];
  /** A keyed hash for the operator `pseudonym`; without it that operator writes a placeholder. */
  readonly pseudonym?: (type: PiiType, normalised: string) => string;
  /** Where the clean text itself is in doubt, in its offsets: a finding that touches one covers all of it. */
  readonly doubts?: readonly Span[];
}

/** Where a contact stands: above the first section, below it, or beside the label of somebody else. */
export type Standing = 'header' | 'body' | 'other';

/** A value found. For the vault and the leak scan only: never stored in the clear, never logged. */
export interface FoundValue {
  readonly type: PiiType;
  readonly value: string;
  /** One spelling for one value: E.164 for a phone, lower case for an address of mail, digits for a card. */
  readonly normalised: string;
  /** Of a phone or an address of mail. */
  readonly standing?: Standing;
}

export interface Redaction {
  readonly text: RedactedText;
  /** Clean text → redacted text. */
  readonly map: PositionMap;
  readonly findings: readonly Finding[];
  readonly counts: Partial<Record<PiiType, number>>;
  readonly values: readonly FoundValue[];
  /** How many people the document presents as its own subject (a referee is none). */
  readonly people: number;
}

/** A possible finding, in offsets of the shadow. */
export interface Candidate extends Finding {
  readonly normalised: string;
  readonly standing?: Standing;
}

/** A label and where its value may stand, in offsets of the shadow. */
export interface Field {
  readonly type: FieldType;
  readonly label: Span;
  /** From the first character that may belong to the value to where it must have ended. */
  readonly value: Span;
  /** `colon`: the label is certain. `gap`: only white space or a cell border follows; the value must prove itself. */
  readonly bond: 'colon' | 'gap';
  /** For a label that names several things: 电话/微信. */
  readonly also: readonly FieldType[];
}

/** A label announces personal data, another person, or something that is none (an order number, a job location). */
export type FieldType = PiiType | 'OTHER_PERSON' | 'RESIDENCE' | 'ENDS_VALUE' | 'VETO';
