/**
 * The normalized résumé: the sections of JSON Resume 1.3 (https://jsonresume.org/schema, MIT) that hold nothing
 * personal, closed, with one extension object for what that schema has no slot for. A section without content is an
 * empty list; a field without content is absent. No string of it holds a placeholder of the redaction.
 *
 * A change here is a new `schemaVersion`; see `upgrade.ts`.
 */
export interface Profile {
  readonly basics: Basics;
  readonly work: readonly Work[];
  readonly education: readonly Education[];
  readonly projects: readonly Project[];
  readonly skills: readonly Skill[];
  readonly languages: readonly Language[];
  readonly certificates: readonly Certificate[];
  readonly awards: readonly Award[];
  readonly extension: Extension;
}

/** No name, no contact, no location: a label such as a target role, and what the person says of the work. */
export interface Basics {
  readonly label?: string;
  readonly summary?: string;
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, always a day of the calendar. */
export type PartialDate = string;

export interface Work {
  /** The employer. */
  readonly name?: string;
  readonly position?: string;
  /** A city, never a street. */
  readonly location?: string;
  readonly startDate?: PartialDate;
  /** Absent for what goes on (至今, Present); `extension.work` says which of the two it is. */
  readonly endDate?: PartialDate;
  readonly highlights: readonly string[];
}

export interface Education {
  readonly institution?: string;
  readonly area?: string;
  /** The degree in the words of the source; `extension.education` has the level. */
  readonly studyType?: string;
  readonly startDate?: PartialDate;
  readonly endDate?: PartialDate;
  readonly score?: string;
  readonly courses: readonly string[];
}

export interface Project {
  readonly name?: string;
  readonly roles: readonly string[];
  readonly startDate?: PartialDate;
  readonly endDate?: PartialDate;
  readonly highlights: readonly string[];
  /** Terms of the entry's own 技术栈 or Tech line. */
  readonly keywords: readonly string[];
}

export interface Skill {
  /** The category as the source has it, or the section's heading where it has none. */
  readonly name: string;
  readonly keywords: readonly string[];
}

export interface Language {
  readonly language: string;
  readonly fluency?: string;
}

export interface Certificate {
  readonly name: string;
  readonly date?: PartialDate;
  readonly issuer?: string;
}

export interface Award {
  readonly title: string;
  readonly date?: PartialDate;
  readonly awarder?: string;
}

export const LEVELS = ['secondary', 'associate', 'bachelor', 'master', 'doctor'] as const;
export type Level = (typeof LEVELS)[number];

export const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'SGD', 'JPY'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** What the person asks for, in whole units of the currency; 面议 (negotiable) has a text and no numbers. */
export interface Salary {
  readonly text: string;
  readonly min?: number;
  readonly max?: number;
  readonly currency?: Currency;
  readonly period?: 'hour' | 'month' | 'year';
  /** Monthly salaries a year: 15 in `45-60K·15薪`. */
  readonly months?: number;
}

export interface WorkExtension {
  readonly internship: boolean;
  /** The source says that it goes on. */
  readonly current: boolean;
  readonly department?: string;
  /** A stated duration (半年, 6 months), or one counted from the dates; months. */
  readonly durationMonths?: number;
  readonly keywords: readonly string[];
}

export interface EducationExtension {
  readonly level?: Level;
  readonly current: boolean;
  readonly highlights: readonly string[];
}

export interface ProjectExtension {
  readonly current: boolean;
  readonly entity?: string;
  readonly durationMonths?: number;
}

/** A stretch of `text` that no field took, in reading order. */
export interface Unplaced {
  readonly start: number;
  readonly end: number;
  /** The words at that place without placeholders. */
  readonly text: string;
  /** The kind of section that it stood in. */
  readonly section: SectionKind;
}

export const SECTION_KINDS = [
  'header',
  'target',
  'summary',
  'work',
  'education',
  'projects',
  'skills',
  'languages',
  'certificates',
  'awards',
  'contact',
  'publications',
  'volunteer',
  'interests',
  'references',
  'other',
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** The lists `work`, `education` and `projects` go with the profile's lists of that name, entry by entry. */
export interface Extension {
  /** The day that 至今 and Present were resolved against, as the caller gave it. */
  readonly asOf?: PartialDate;
  /** As the source states it, in years. */
  readonly yearsOfExperience?: number;
  /** Counted from the jobs' dates, overlaps once, internships left out; months. */
  readonly monthsOfExperience?: number;
  readonly targetRoles: readonly string[];
  readonly targetCities: readonly string[];
  readonly salary?: Salary;
  readonly availability?: string;
  readonly work: readonly WorkExtension[];
  readonly education: readonly EducationExtension[];
  readonly projects: readonly ProjectExtension[];
  readonly unplaced: readonly Unplaced[];
}

/** Where a field came from: spans of `text` as `[start, end)` pairs in reading order, and how sure the rules are. */
export interface Source {
  readonly spans: readonly (readonly [number, number])[];
  /** In [0, 1]. A label or a heading says more than a word list, a word list more than position. */
  readonly confidence: number;
}

/** By JSON Pointer (RFC 6901) into the profile, such as `/work/0/startDate`. */
export type Provenance = Readonly<Record<string, Source>>;
