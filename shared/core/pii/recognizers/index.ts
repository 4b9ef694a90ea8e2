import { labelTable } from '../labels.ts';
import type { Recognizer } from '../recognizer.ts';
import { shadowOf } from '../shadow.ts';
import type { FieldType } from '../types.ts';
import { address } from './address.ts';
import { age } from './age.ts';
import { bankCard } from './bank-card.ts';
import { cnResidentId } from './cn-resident-id.ts';
import { dateOfBirth } from './date-of-birth.ts';
import { email } from './email.ts';
import { ethnicity } from './ethnicity.ts';
import { gender } from './gender.ts';
import { hometown } from './hometown.ts';
import { ipAddress } from './ip-address.ts';
import { maritalStatus } from './marital-status.ts';
import { OTHER_LABELS } from './other-labels.ts';
import { passport } from './passport.ts';
import { person } from './person.ts';
import { phone } from './phone.ts';
import { politicalStatus } from './political-status.ts';
import { profileUrl } from './profile-url.ts';
import { socialAccount } from './social-account.ts';
import { usSsn } from './us-ssn.ts';

export const RECOGNIZERS: readonly Recognizer[] = [
  cnResidentId,
  bankCard,
  email,
  phone,
  profileUrl,
  socialAccount,
  ipAddress,
  usSsn,
  passport,
  dateOfBirth,
  age,
  gender,
  ethnicity,
  politicalStatus,
  maritalStatus,
  hometown,
  address,
  person,
];

/** As the shadow spells them: a Cyrillic О that looks Latin is a Latin one there. */
export const LABELS = labelTable(
  [...RECOGNIZERS.flatMap(({ labels }) => labels), ...OTHER_LABELS].map(({ type, labels }) => ({
    type,
    labels: labels.map(label => shadowOf(label).lower),
  })),
);

/** Who reads the value behind a label of a type. */
export const READERS: ReadonlyMap<FieldType, NonNullable<Recognizer['read']>> = new Map(
  RECOGNIZERS.flatMap(({ labels, read }) => (read ? labels.map(({ type }) => [type, read] as const) : [])),
);
