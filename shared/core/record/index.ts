import type { NoteCode } from '../codes.ts';
import type { LineFacts } from '../document/reading.ts';
import type { RedactedText } from '../text/brand.ts';
import { isCalendarDate } from './calendar.ts';
import { educationOf } from './education.ts';
import { type Entry, entriesOf } from './entries.ts';
import { headOf, type PartKind } from './heads.ts';
import { isHan, type Line, LONG, linesOf } from './lines.ts';
import { awardsOf, certificatesOf, languagesOf, namesLanguage } from './lists.ts';
import { outsidePlaceholders } from './placeholder.ts';
import type {
  Education,
  EducationExtension,
  Profile,
  Project,
  ProjectExtension,
  Provenance,
  Work,
  WorkExtension,
} from './profile.ts';
import { projectsOf } from './projects.ts';
import { type Section, sectionsOf } from './sections.ts';
import { type Group, groupsOf, skillsOf } from './skills.ts';
import { rowsOf, tableAt } from './tables.ts';
import { plainWishes, type Target, wish, wishesIn, yearsIn } from './target.ts';
import { Ledger, proseOf, SURE, type Value, valueAt } from './values.ts';
import { field, monthsWorked, workOf } from './work.ts';

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

/** What the sections give, collected in the order of the text. */
interface Draft {
  work: Work[];
  workX: WorkExtension[];
  education: Education[];
  educationX: EducationExtension[];
  projects: Project[];
  projectsX: ProjectExtension[];
  languages: Profile['languages'][number][];
  certificates: Profile['certificates'][number][];
  awards: Profile['awards'][number][];
  groups: Group[];
  target: Target;
  label?: Value;
  summary: [number, number][];
  years?: { years: number; source: Value };
  impossible: boolean;
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
  const draft: Draft = {
    work: [],
    workX: [],
    education: [],
    educationX: [],
    projects: [],
    projectsX: [],
    languages: [],
    certificates: [],
    awards: [],
    groups: [],
    target: { roles: [], cities: [] },
    summary: [],
    impossible: false,
  };
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

function readSection(section: Section, ledger: Ledger, draft: Draft): void {
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

/** Header, summary and target: wishes, the label, the years, and what the person says of the work. */
function readAbout(section: Section, ledger: Ledger, draft: Draft): void {
  const { kind } = section;
  for (const line of section.lines) {
    if (line.shadow.length > LONG && kind !== 'summary') continue;
    const years = yearsIn(line);
    if (years && !draft.years) {
      const source = valueAt(ledger.text, years.start, years.end, SURE.word);
      if (source) draft.years = { years: years.years, source };
      const others = outsidePlaceholders(ledger.text, line.start, line.end);
      if (others.length === 1 && others[0]![0] === years.start && others[0]![1] === years.end) ledger.take(line);
    }
    const wished = kind !== 'summary' && wishesIn(line, ledger, draft.target);
    if (wished) ledger.take(line);
    if (kind === 'summary') {
      ledger.take(line);
      draft.summary.push([line.start + (line.numbered ? 0 : line.mark), line.end]);
    } else if (kind === 'target' && !wished) {
      if (section.inline) wish('roles', line.start, line.end, ledger, draft.target, SURE.label);
      else if (!plainWishes(line, ledger, draft.target)) continue;
      ledger.take(line);
    } else if (kind === 'header') readHeader(line, ledger, draft, wished);
  }
}

function readHeader(line: Line, ledger: Ledger, draft: Draft, wished: boolean): void {
  if (/[。；;]$|(?:\S+ ){7,}\S+[.]$/.test(line.shadow) && !wished) {
    draft.summary.push([line.start + (line.numbered ? 0 : line.mark), line.end]);
    ledger.take(line);
    return;
  }
  if (draft.label || line.shadow.length > 90) return;
  for (const part of headOf(line, 'work').parts) {
    if (part.evidence.title < 0.5 || part.slot || part.shadow.length > 50 || /[:[]/.test(part.shadow)) continue;
    const label = valueAt(ledger.text, part.start, part.end, SURE.pattern);
    if (!label) continue;
    draft.label = label;
    if (headOf(line, 'work').parts.length === 1) ledger.take(line);
    return;
  }
}

function profileOf(draft: Draft, ledger: Ledger, asOf: string | undefined): Profile {
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

export { namesLanguage };
