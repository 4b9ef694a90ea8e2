import type { Profile } from '../../../shared/core/record/profile.ts';
import { shownBy } from './render.ts';
import type { Template } from './templates.ts';
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

/** Compares a profile with the truth that its layout showed; gives what differs, for a person to read. */
export function score(truth: Truth, template: Template, profile: Profile, tally: Tally): string[] {
  const shown = shownBy(template);
  const differences: string[] = [];
  const compare = (kind: string, wanted: Row[], got: Row[], fields: readonly Field[]) => {
    const open = got.map((row, i) => ({ row, i }));
    for (const want of wanted) {
      const alike = ({ row }: { row: Row }) =>
        fields.filter(f => row[f] !== undefined && same(row[f]!) === same(want[f] ?? '')).length;
      const best = open.toSorted((a, b) => alike(b) - alike(a) || a.i - b.i)[0];
      const row = best && alike(best) > 0 ? best.row : undefined;
      if (row) open.splice(open.indexOf(best!), 1);
      for (const field of fields) count(kind, field, want[field], row?.[field]);
    }
    for (const { row } of open) for (const field of fields) count(kind, field, undefined, row[field]);
  };
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
  compare(
    'school',
    truth.schools.map(s => ({
      institution: s.school,
      area: s.area,
      degree: s.degree,
      ...periodRow('school dates', s),
    })),
    profile.education.map(e => ({
      institution: e.institution,
      area: e.area,
      degree: e.studyType,
      ...datesRow('school dates', e),
    })),
    ['institution', 'area', 'degree', 'school dates'],
  );
  compare(
    'job',
    truth.jobs.map(j => ({ employer: j.org, position: j.title, ...periodRow('job dates', j) })),
    profile.work.map(w => ({ employer: w.name, position: w.position, ...datesRow('job dates', w) })),
    ['employer', 'position', 'job dates'],
  );
  if (shown.sections.has('projects'))
    compare(
      'project',
      truth.projects.map(p => ({
        project: p.project,
        ...(shown.role && { role: p.role }),
        ...periodRow('project dates', p),
      })),
      profile.projects.map(p => ({
        project: p.name,
        role: p.roles.join('、') || undefined,
        ...datesRow('project dates', p),
      })),
      ['project', 'role', 'project dates'],
    );
  const wanted = new Set(
    [...truth.skills.flatMap(s => s.keywords), ...(shown.tech ? truth.projects.flatMap(p => p.tech) : [])].map(same),
  );
  const got = new Set(profile.skills.flatMap(s => s.keywords).map(same));
  for (const skill of wanted) count('skill', 'skills', skill, got.has(skill) ? skill : undefined);
  for (const skill of got) if (!wanted.has(skill)) count('skill', 'skills', undefined, skill);
  return differences;
}
