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
export function score(truth: Truth, shown: Shown, profile: Profile, tally: Tally): string[] {
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

function compare(truth: Wanted, profile: Profile, tally: Tally): string[] {
  const differences: string[] = [];
  const count = (kind: string, field: Field, want: string | undefined, have: string | undefined) => {
    if (want === undefined && have === undefined) return;
    if (want !== undefined && have !== undefined && same(want) === same(have)) {
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
      const alike = (row: Row) =>
        fields.filter(f => row[f] !== undefined && same(row[f]!) === same(want[f] ?? '')).length;
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
  for (const skill of wanted) count('skill', 'skills', skill, got.has(skill) ? skill : undefined);
  for (const skill of got) if (!wanted.has(skill)) count('skill', 'skills', undefined, skill);
  return differences;
}
