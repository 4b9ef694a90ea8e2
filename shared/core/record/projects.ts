import { lower } from './case.ts';
import type { Entry } from './entries.ts';
import { roleWeight } from './evidence.ts';
import type { Part } from './heads.ts';
import { bodyOf } from './highlights.ts';
import { leadingLabel } from './labels.ts';
import { datesOf, durationOf } from './periods.ts';
import type { Project, ProjectExtension } from './profile.ts';
import { termsIn } from './terms.ts';
import { field, type Ledger, SURE, type Value, valueAt } from './values.ts';

/** The projects of a résumé: what is no date, no role and no employer in a head is the name. */
export function projectsOf(
  entries: readonly Entry[],
  ledger: Ledger,
  first = 0,
): { projects: Project[]; extension: ProjectExtension[]; impossible: boolean } {
  const votes = votesOf(entries);
  const extension: ProjectExtension[] = [];
  let impossible = false;
  const projects = entries.map((entry, k) => {
    const at = `/projects/${first + k}`;
    const { name, roles, entity, tech } = assign(entry, votes, ledger);
    const { highlights, keywords } = bodyOf(
      entry.body.filter(line => !ledger.has(line)),
      ledger,
    );
    const dates = datesOf(entry, ledger, at);
    impossible ||= entry.date?.value.impossible ?? false;
    const duration = durationOf(lower(entry.head.map(line => line.shadow).join(' ')), dates);
    extension.push({
      current: entry.date?.value.current ?? false,
      ...field('entity', ledger.put(`/extension/projects/${first + k}/entity`, entity)),
      ...(duration !== undefined && { durationMonths: duration }),
    });
    return {
      ...field('name', ledger.put(`${at}/name`, name)),
      roles: ledger.putAll(`${at}/roles`, roles),
      ...dates,
      highlights: ledger.putAll(`${at}/highlights`, highlights),
      keywords: ledger.putAll(`${at}/keywords`, [...tech, ...keywords]),
    };
  });
  return { projects, extension, impossible };
}

const keyOf = (part: Part, place: number): number => part.line * 64 + place;
const candidates = (entry: Entry): Part[] =>
  entry.parts.filter(part => !part.slot && !part.evidence.city && !part.evidence.employment);

function votesOf(entries: readonly Entry[]): ReadonlyMap<number, number> {
  const votes = new Map<number, number>();
  for (const entry of entries)
    candidates(entry).forEach((part, place) => {
      const key = keyOf(part, place);
      votes.set(key, (votes.get(key) ?? 0) + (roleWeight(part.shadow) > 0 ? 1 : -1));
    });
  return votes;
}

const LISTED = /[,、/|]/;
const listed = (words: string): boolean => LISTED.test(words) && roleWeight(words) === 0;

function assign(
  entry: Entry,
  votes: ReadonlyMap<number, number>,
  ledger: Ledger,
): { name?: Value; roles: Value[]; entity?: Value; tech: Value[] } {
  const { text } = ledger;
  const slotted = (slot: string) => entry.parts.find(part => part.slot === slot);
  const parts = candidates(entry);
  const lean = parts.map((part, place) => {
    const vote = Math.max(-1, Math.min(1, votes.get(keyOf(part, place)) ?? 0));
    return roleWeight(part.shadow) + 0.6 * vote + place * 0.05 + (part.evidence.org === 1 ? 0.5 : 0);
  });
  const named = slotted('project');
  // A list of tools is no name while something else is there.
  if (parts.length > 1)
    parts.forEach((part, i) => {
      if (listed(part.shadow)) lean[i]! += 3;
    });
  const best = named ? -1 : lean.indexOf(Math.min(...lean));
  const name = named ?? parts[best];
  const roles: Value[] = [];
  const tech: Value[] = [];
  let entity = slotted('entity') ?? slotted('org');
  const role =
    slotted('role') ??
    slotted('title') ??
    entry.parts.find(part => part.slot === 'body' && roleWeight(part.shadow) > 0);
  if (role) roles.push(...rolesIn(text, role, SURE.label));
  else roles.push(...roleBelow(entry, ledger));
  parts.forEach((part, i) => {
    if (part === name) return;
    if (!entity && part.evidence.org === 1) entity = part;
    else if (
      !role &&
      roles.length === 0 &&
      (roleWeight(part.shadow) > 0 || (lean[i]! > 0.3 && part.shadow.length <= 12))
    )
      roles.push(...rolesIn(text, part, roleWeight(part.shadow) > 0 ? SURE.word : SURE.place));
    else if (LISTED.test(part.shadow)) tech.push(...termsIn(text, part.start, part.end, SURE.pattern));
    else ledger.leave(part.start, part.end, 'projects');
  });
  const title = name && valueAt(text, name.start, name.end, named ? SURE.label : SURE.pattern);
  const owner = entity && valueAt(text, entity.start, entity.end, entity.slot ? SURE.label : SURE.word);
  return { ...(title && { name: title }), roles, ...(owner && { entity: owner }), tech };
}

/** The role on a line of its own below the head: `角色：组长`, `责任描述：组长`. */
function roleBelow({ body }: Entry, ledger: Ledger): Value[] {
  for (const line of body) {
    const label = leadingLabel(line.shadow, line.mark);
    if (!label || label.start >= line.shadow.length) continue;
    const words = line.shadow.slice(label.start);
    if (label.slot !== 'role' && (label.slot !== 'body' || words.length > 12 || roleWeight(words) === 0)) continue;
    const value = valueAt(ledger.text, line.start + label.start, line.end, SURE.label);
    if (value) {
      ledger.take(line);
      return [value];
    }
  }
  return [];
}

/** Several roles stand beside each other only if each is one. */
function rolesIn(text: string, part: Part, confidence: number): Value[] {
  const pieces = termsIn(text, part.start, part.end, confidence);
  if (pieces.length > 1 && pieces.every(({ value }) => roleWeight(value) > 0)) return pieces;
  const whole = valueAt(text, part.start, part.end, confidence);
  return whole ? [whole] : [];
}
