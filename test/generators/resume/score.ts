import type { Profile } from '../../../shared/core/record/profile.ts';
import type { JsonResume } from './json-resume.ts';
import type { Shown } from './render.ts';
import type { Month, Period, Truth } from './truth.ts';

export const FIELDS = [
  'institution',
  'area',
  'degree',
  'school dates',
  'employer',
  'position',
  'job dates',
  'project',
  'role',
  'project dates',
  'skills',
] as const;
export type Field = (typeof FIELDS)[number];

export interface Count {
  hit: number;
  extra: number;
  missed: number;
}

export type Tally = Record<Field, Count>;

export const emptyTally = (): Tally =>
  Object.fromEntries(FIELDS.map(field => [field, { hit: 0, extra: 0, missed: 0 }])) as Tally;

export const f1 = ({ hit, extra, missed }: Count): number =>
  hit + extra + missed === 0 ? 1 : (2 * hit) / (2 * hit + extra + missed);

/** What is the same for a reader: white space, width and case aside. */
export const same = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, '').replace(/[’']/g, "'");

/** Whether a reader would take two values for the same. */
export type Equal = (want: string, have: string) => boolean;
export const EXACT: Equal = (want, have) => same(want) === same(have);
/** One character in ten may be misread, and one in any value of four or more; dates not. */
export const MISREAD: Equal = (want, have) => {
  const [a, b] = [same(want), same(have)];
  if (a === b) return true;
  if (a.length < 4 || /^\d{4}-\d\d\.\./.test(a)) return false;
  return distance(a, b) <= Math.max(1, Math.floor(a.length / 10));
};

/** Insertions, deletions and substitutions between two short strings. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

const month = ([year, number]: Month): string => `${year}-${String(number).padStart(2, '0')}`;

type Row = Partial<Record<Field, string | undefined>>;

const periodRow = (field: Field, { start, end }: Period): Row => ({
  [field]: `${month(start)}..${end ? month(end) : ''}`,
});
const datesRow = (field: Field, entry: { startDate?: string; endDate?: string }): Row => ({
  [field]:
    entry.startDate || entry.endDate
      ? `${entry.startDate?.slice(0, 7) ?? ''}..${entry.endDate?.slice(0, 7) ?? ''}`
      : undefined,
});

/** What a layout shows, as rows to compare. */
interface Wanted {
  readonly schools: readonly Row[];
  readonly jobs: readonly Row[];
  readonly projects?: readonly Row[];
  readonly skills: readonly string[];
}

/** Compares a profile with the truth that its layout showed; gives what differs, for a person to read. */
export function score(truth: Truth, shown: Shown, profile: Profile, tally: Tally, equal: Equal = EXACT): string[] {
  return compare(
    {
      schools: truth.schools.map(s => ({
        institution: s.school,
        area: s.area,
        degree: s.degree,
        ...periodRow('school dates', s),
      })),
      jobs: truth.jobs.map(j => ({ employer: j.org, position: j.title, ...periodRow('job dates', j) })),
      ...(shown.sections.has('projects') && {
        projects: truth.projects.map(p => ({
          project: p.project,
          ...(shown.role && { role: p.role }),
          ...periodRow('project dates', p),
        })),
      }),
      skills: [...truth.skills.flatMap(s => s.keywords), ...(shown.tech ? truth.projects.flatMap(p => p.tech) : [])],
    },
    profile,
    tally,
    equal,
  );
}

/** The same for a JSON Resume document, whose own words are the truth. */
export function scoreJson(resume: JsonResume, profile: Profile, tally: Tally): string[] {
  return compare(
    {
      schools: (resume.education ?? []).map(e => ({
        institution: e.institution,
        area: e.area,
        degree: e.studyType,
        ...datesRow('school dates', e),
      })),
      jobs: (resume.work ?? []).map(w => ({ employer: w.name, position: w.position, ...datesRow('job dates', w) })),
      projects: (resume.projects ?? []).map(p => ({ project: p.name, ...datesRow('project dates', p) })),
      skills: (resume.skills ?? []).flatMap(s => s.keywords),
    },
    profile,
    tally,
  );
}

function compare(truth: Wanted, profile: Profile, tally: Tally, equal: Equal = EXACT): string[] {
  const differences: string[] = [];
  const count = (kind: string, field: Field, want: string | undefined, have: string | undefined) => {
    if (want === undefined && have === undefined) return;
    if (want !== undefined && have !== undefined && equal(want, have)) {
      tally[field].hit++;
      return;
    }
    if (want !== undefined) tally[field].missed++;
    if (have !== undefined) tally[field].extra++;
    differences.push(`${kind} ${field}: «${want ?? '—'}» read as «${have ?? '—'}»`);
  };
  const rows = (kind: string, wanted: readonly Row[], got: readonly Row[], fields: readonly Field[]) => {
    const open = [...got];
    for (const want of wanted) {
      const alike = (row: Row) => fields.filter(f => row[f] !== undefined && equal(want[f] ?? '', row[f]!)).length;
      const best = open.toSorted((a, b) => alike(b) - alike(a))[0];
      const row = best && alike(best) > 0 ? best : undefined;
      if (row) open.splice(open.indexOf(row), 1);
      for (const field of fields) count(kind, field, want[field], row?.[field]);
    }
    for (const row of open) for (const field of fields) count(kind, field, undefined, row[field]);
  };
  rows(
    'school',
    truth.schools,
    profile.education.map(e => ({
      institution: e.institution,
      area: e.area,
      degree: e.studyType,
      ...datesRow('school dates', e),
    })),
    ['institution', 'area', 'degree', 'school dates'],
  );
  rows(
    'job',
    truth.jobs,
    profile.work.map(w => ({ employer: w.name, position: w.position, ...datesRow('job dates', w) })),
    ['employer', 'position', 'job dates'],
  );
  if (truth.projects)
    rows(
      'project',
      truth.projects,
      profile.projects.map(p => ({
        project: p.name,
        role: p.roles.join('、') || undefined,
        ...datesRow('project dates', p),
      })),
      ['project', 'role', 'project dates'],
    );
  const wanted = new Set(truth.skills.map(same));
  const got = new Set(profile.skills.flatMap(s => s.keywords).map(same));
  for (const skill of wanted) {
    const read = got.has(skill) ? skill : [...got].find(have => !wanted.has(have) && equal(skill, have));
    if (read !== undefined) got.delete(read);
    count('skill', 'skills', skill, read);
  }
  for (const skill of got) count('skill', 'skills', undefined, skill);
  return differences;
}
