import { readAbout } from './about.ts';
import type { Draft } from './draft.ts';
import { educationOf } from './education.ts';
import { type Entry, entriesOf } from './entries.ts';
import { headOf, type PartKind } from './heads.ts';
import type { Line } from './lines.ts';
import { awardsOf, certificatesOf, languagesOf } from './lists.ts';
import { projectsOf } from './projects.ts';
import type { Section } from './sections.ts';
import { groupsOf } from './skills.ts';
import { rowsOf, tableAt } from './tables.ts';
import { type Ledger, SURE, valueAt } from './values.ts';
import { workOf } from './work.ts';

/** Reads a section by the rules of its kind into the draft. */
export function readSection(section: Section, ledger: Ledger, draft: Draft): void {
  const { kind, lines } = section;
  switch (kind) {
    case 'work':
    case 'education':
    case 'projects':
      readEntries(section, kind, ledger, draft);
      return;
    case 'skills':
      readSkills(section, ledger, draft);
      return;
    case 'languages':
      draft.languages.push(...languagesOf(lines, ledger, draft.languages.length));
      return;
    case 'certificates': {
      const { certificates, impossible } = certificatesOf(lines, ledger, draft.certificates.length);
      draft.certificates.push(...certificates);
      draft.impossible ||= impossible;
      return;
    }
    case 'awards': {
      const { awards, impossible } = awardsOf(lines, ledger, draft.awards.length);
      draft.awards.push(...awards);
      draft.impossible ||= impossible;
      return;
    }
    case 'summary':
    case 'target':
    case 'header':
    case 'contact':
      readAbout(section, ledger, draft);
      return;
    default:
      return;
  }
}

/** Entries of a section; one whose words say that it is of another kind goes there. */
function readEntries(section: Section, kind: PartKind, ledger: Ledger, draft: Draft): void {
  let lines: readonly Line[] = section.lines;
  const batches: { kind: PartKind; entries: Entry[] }[] = [];
  const at = lines.findIndex((_, i) => tableAt(lines, i));
  if (at >= 0) {
    const table = tableAt(lines, at)!;
    for (const line of lines.slice(at, at + table.lines)) ledger.take(line);
    const { entries, next } = rowsOf(lines, at + table.lines, table);
    if (at > 0) batches.push({ kind, entries: entriesOf(lines.slice(0, at), kind).entries });
    batches.push({ kind: table.kind, entries });
    lines = lines.slice(next);
  }
  if (lines.length) batches.push({ kind, entries: entriesOf(lines, kind).entries });
  for (const batch of batches)
    for (const [own, entries] of sorted(batch.entries, batch.kind)) {
      for (const entry of entries) for (const line of entry.head) ledger.take(line);
      if (own === 'work') {
        const { work, extension, impossible } = workOf(entries, ledger, draft.work.length);
        draft.work.push(...work);
        draft.workX.push(...extension);
        draft.impossible ||= impossible;
      } else if (own === 'education') {
        const { education, extension, impossible } = educationOf(entries, ledger, draft.education.length);
        draft.education.push(...education);
        draft.educationX.push(...extension);
        draft.impossible ||= impossible;
      } else {
        const { projects, extension, impossible } = projectsOf(entries, ledger, draft.projects.length);
        draft.projects.push(...projects);
        draft.projectsX.push(...extension);
        draft.impossible ||= impossible;
      }
    }
}

function sorted(entries: readonly Entry[], kind: PartKind): [PartKind, Entry[]][] {
  const own: Entry[] = [];
  const other: Entry[] = [];
  const projects: Entry[] = [];
  for (const entry of entries) {
    const { parts } = entry;
    const school = parts.some(p => p.slot === 'school' || p.evidence.school > 0.5);
    const degree = parts.some(p => p.slot === 'degree' || (p.evidence.degree && p.evidence.title === 0));
    const title = parts.some(p => p.slot === 'title' || p.evidence.title > 0.5);
    const foreign = kind === 'education' ? title && !school && !degree : school && degree && !title;
    if (kind !== 'projects' && parts.some(p => p.slot === 'project')) projects.push(entry);
    else if (foreign) other.push(recut(entry, kind === 'education' ? 'work' : 'education'));
    else own.push(entry);
  }
  return [
    [kind, own],
    [kind === 'education' ? 'work' : 'education', other],
    ['projects', projects],
  ];
}

/** The entry's head read as that of another kind, which parts its lines in another way. */
const recut = (entry: Entry, kind: PartKind): Entry => ({
  ...entry,
  parts: entry.head.flatMap((own, line) => headOf(own, kind).parts.map(part => ({ ...part, line }))),
});

function readSkills(section: Section, ledger: Ledger, draft: Draft): void {
  const { heading } = section;
  const name =
    heading &&
    valueAt(ledger.text, heading.line.start + heading.at.start, heading.line.start + heading.at.end, SURE.label);
  draft.groups.push(...groupsOf(section.lines, name, ledger));
}
