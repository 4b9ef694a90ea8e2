import type { Draft } from './draft.ts';
import { monthsWorked } from './periods.ts';
import type { Profile } from './profile.ts';
import { skillsOf } from './skills.ts';
import { field, type Ledger, proseOf, SURE, type Value, valueAt } from './values.ts';

/** The profile of what was read, each field noted with its source. */
export function profileOf(draft: Draft, ledger: Ledger, asOf: string | undefined): Profile {
  const { target } = draft;
  const label = draft.label ?? target.roles[0];
  const summary = draft.summary.length ? proseOf(ledger.text, draft.summary, SURE.label) : undefined;
  const stack = draft.projects.flatMap((project, i) =>
    project.keywords.map((value, k) => ({ value, ...ledger.provenance[`/projects/${i}/keywords/${k}`]! })),
  );
  const name = draft.groups[0]?.name ?? stackName(ledger, stack);
  const groups =
    stack.length && name ? [...draft.groups, { name: stackName(ledger, stack) ?? name, terms: stack }] : draft.groups;
  const salary = target.salary;
  const months = monthsWorked(draft.work, draft.workX, asOf);
  if (salary) ledger.put('/extension/salary/text', salary.source);
  if (draft.years) ledger.put('/extension/yearsOfExperience', draft.years.source);
  return {
    basics: {
      ...field('label', ledger.put('/basics/label', label)),
      ...field('summary', ledger.put('/basics/summary', summary)),
    },
    work: draft.work,
    education: draft.education,
    projects: draft.projects,
    skills: skillsOf(groups, ledger),
    languages: draft.languages,
    certificates: draft.certificates,
    awards: draft.awards,
    extension: {
      ...(asOf && { asOf }),
      ...(draft.years && { yearsOfExperience: draft.years.years }),
      ...(months !== undefined && { monthsOfExperience: months }),
      targetRoles: ledger.putAll('/extension/targetRoles', target.roles),
      targetCities: ledger.putAll('/extension/targetCities', target.cities),
      ...(salary && { salary: salary.value }),
      ...field('availability', ledger.put('/extension/availability', target.availability)),
      work: draft.workX,
      education: draft.educationX,
      projects: draft.projectsX,
      unplaced: ledger.unplaced.toSorted((a, b) => a.start - b.start),
    },
  };
}

/** The category of 技术栈 terms: the label that the first of them stands behind. */
function stackName(ledger: Ledger, stack: readonly Value[]): Value | undefined {
  const first = stack[0]?.spans[0]?.[0];
  if (first === undefined) return undefined;
  const from = ledger.text.lastIndexOf('\n', first) + 1;
  const label = /^[\s·•\-*]*([\p{L} ]{2,20}?)\s*[：:]/u.exec(ledger.text.slice(from, first));
  if (!label) return undefined;
  const start = from + label[0].indexOf(label[1]!);
  return valueAt(ledger.text, start, start + label[1]!.length, SURE.label);
}
