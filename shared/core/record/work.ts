import { lower } from './case.ts';
import type { Entry } from './entries.ts';
import { isInternship } from './evidence.ts';
import type { Part } from './heads.ts';
import { bodyOf } from './highlights.ts';
import { datesOf, durationOf } from './periods.ts';
import { isState } from './places.ts';
import { parted } from './posts.ts';
import type { Work, WorkExtension } from './profile.ts';
import { field, type Ledger, SURE, type Value, valueAt } from './values.ts';

/** The jobs of a résumé. Entries vote on which part of a head is the employer, so that a plain name finds its place. */
export function workOf(
  given: readonly Entry[],
  ledger: Ledger,
  first = 0,
): { work: Work[]; extension: WorkExtension[]; impossible: boolean } {
  const entries = wholeHeads(given);
  const votes = votesOf(entries);
  let impossible = false;
  const extension: WorkExtension[] = [];
  const work = entries.map((entry, k) => {
    const at = `/work/${first + k}`;
    const { org, title, rest } = assign(entry, votes);
    const confidence = (part: Part, weight: number) =>
      part.slot ? SURE.label : weight >= 0.6 ? SURE.word : SURE.pattern;
    const name =
      org && valueAt(ledger.text, org.start, endOf(org, entry.parts, rest, ledger), confidence(org, org.evidence.org));
    const position =
      title &&
      valueAt(
        ledger.text,
        title.start,
        endOf(title, entry.parts, rest, ledger),
        confidence(title, title.evidence.title),
      );
    const place = locationOf(ledger, entry.parts);
    const department =
      entry.parts.find(p => p.slot === 'department') ?? rest.find(p => p.evidence.department || p.evidence.org > 0);
    const { highlights, keywords } = bodyOf(entry.body, ledger);
    const dates = datesOf(entry, ledger, at);
    impossible ||= entry.date?.value.impossible ?? false;
    for (const part of rest)
      if (part !== department && !part.evidence.employment && !part.slot) ledger.leave(part.start, part.end, 'work');
    const words = lower(entry.head.map(line => line.shadow).join(' '));
    const duration = durationOf(words, dates);
    const dept = department && valueAt(ledger.text, department.start, department.end, SURE.word);
    const x = `/extension/work/${first + k}`;
    extension.push({
      internship: isInternship(words),
      current: entry.date?.value.current ?? false,
      ...field('department', ledger.put(`${x}/department`, dept)),
      ...(duration !== undefined && { durationMonths: duration }),
      keywords: ledger.putAll(`${x}/keywords`, keywords),
    });
    return {
      ...field('name', ledger.put(`${at}/name`, name)),
      ...field('position', ledger.put(`${at}/position`, position)),
      ...field('location', ledger.put(`${at}/location`, place)),
      ...dates,
      highlights: ledger.putAll(`${at}/highlights`, highlights),
    };
  });
  return { work, extension, impossible };
}

/** Where most heads of a section lack an employer or a position, a part that may be both is parted. */
function wholeHeads(entries: readonly Entry[]): readonly Entry[] {
  const lacking = entries.filter(entry => !entry.under && majors(entry).length === 1);
  if (lacking.length < 2 || lacking.length * 2 < entries.length) return entries;
  return entries.map(entry => {
    const [only, ...others] = majors(entry);
    const both = only && others.length === 0 && !entry.under ? parted(only) : undefined;
    return both ? { ...entry, parts: entry.parts.flatMap(part => (part === only ? both : [part])) } : entry;
  });
}

/** A part that only a comma parts from this one, and that says nothing by itself, is its rest: `…, Distributed Systems`. */
function endOf(part: Part, parts: readonly Part[], rest: Part[], ledger: Ledger): number {
  const next = parts[parts.indexOf(part) + 1];
  if (!next?.comma || next.line !== part.line || !rest.includes(next) || /\p{Script=Han}/u.test(next.shadow))
    return part.end;
  const { org, title, department, employment, city } = next.evidence;
  if (city || org >= 1 || title > 0 || department || employment) return part.end;
  rest.splice(rest.indexOf(next), 1);
  return next.end + (ledger.text[next.end] === ')' || ledger.text[next.end] === '）' ? 1 : 0);
}

const minor = ({ slot, evidence: e }: Part): boolean =>
  slot === 'city' || slot === 'department' || e.city || (e.employment && e.org < 1) || (e.department && e.title === 0);

/** Parts that may be the employer or the position. */
const majors = (entry: Entry): Part[] =>
  entry.parts.filter(
    part =>
      !minor(part) &&
      !isState(part.shadow) &&
      (part.slot === undefined || part.slot === 'org' || part.slot === 'title' || part.slot === 'role'),
  );

const keyOf = (part: Part, place: number): number => part.line * 64 + place;

/** For each place in a head, how much more the parts there look like employers than like positions. */
function votesOf(entries: readonly Entry[]): ReadonlyMap<number, number> {
  const votes = new Map<number, number>();
  for (const entry of entries)
    majors(entry).forEach((part, place) => {
      const key = keyOf(part, place);
      votes.set(key, (votes.get(key) ?? 0) + part.evidence.org - part.evidence.title);
    });
  return votes;
}

function assign(entry: Entry, votes: ReadonlyMap<number, number>): { org?: Part; title?: Part; rest: Part[] } {
  const parts = majors(entry);
  const lean = parts.map((part, place) => {
    if (part.slot) return part.slot === 'org' ? 9 : -9;
    const vote = Math.max(-1, Math.min(1, votes.get(keyOf(part, place)) ?? 0));
    return part.evidence.org - part.evidence.title + 0.45 * vote - place * 0.01;
  });
  let org: Part | undefined;
  let title: Part | undefined;
  if (entry.under) {
    org = entry.under;
    title = parts[lean.indexOf(Math.min(...lean))];
  } else if (parts.length === 1) {
    if (lean[0]! < 0) title = parts[0];
    else org = parts[0];
  } else if (parts.length > 1) {
    const high = lean.indexOf(Math.max(...lean));
    const others = lean.map((value, i) => (i === high ? Number.POSITIVE_INFINITY : value));
    org = parts[high];
    title = parts[others.indexOf(Math.min(...others))];
  }
  const rest = entry.parts.filter(
    part => part !== org && part !== title && !part.evidence.city && part.slot !== 'city' && !isState(part.shadow),
  );
  return { ...(org && { org }), ...(title && { title }), rest };
}

function locationOf(ledger: Ledger, parts: readonly Part[]): Value | undefined {
  const i = parts.findIndex(part => part.slot === 'city' || part.evidence.city);
  const city = parts[i];
  if (!city) return undefined;
  const state = parts[i + 1];
  const both = state && isState(state.shadow) && state.start - city.end <= 2 && state.start > city.end;
  return valueAt(ledger.text, city.start, both ? state.end : city.end, city.slot ? SURE.label : SURE.word);
}
