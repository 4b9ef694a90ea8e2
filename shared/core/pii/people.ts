import type { Span } from '../text/span.ts';
import { namesByPosition } from './candidate-name.ts';
import { variantsIn } from './names/variants.ts';
import { lastFrom, touches } from './ordered.ts';
import type { Page } from './page.ts';
import { candidate } from './recognizer.ts';
import type { Candidate } from './types.ts';

/** A Latin token that could be a handle, inside a URL or alone. */
const HANDLE = /[A-Za-z][A-Za-z0-9._-]{3,40}/g;
/** More names than this in one document are a list, not people to look for everywhere. */
const MOST = 40;

/** The people of a page: who it is about, who else stands behind a label, and every variant of their names. */
export function people(
  page: Page,
  found: readonly Candidate[],
): { candidates: Candidate[]; spans: Span[]; count: number } {
  const labelled = found.filter(it => it.type === 'PERSON').sort((a, b) => a.start - b.start);
  const fields = page.fields
    .filter(({ type }) => type === 'PERSON' || type === 'OTHER_PERSON')
    .map(({ type, value }) => ({ type, start: value.start, end: value.end }))
    .sort((a, b) => a.start - b.start);
  // A label makes someone the subject of the document, or a referee, supervisor or relative.
  const own = labelled.filter(it => lastFrom(fields, it.start)?.type === 'PERSON');
  const mails = found
    .filter(it => it.type === 'EMAIL')
    .map(it => ({ start: it.start, end: it.end, local: it.normalised.split('@')[0]! }))
    .sort((a, b) => a.start - b.start);
  const labels = new Map(page.fields.map(({ label }) => [label.start, label.end]));
  const placed = namesByPosition(page, mails, own.length > 0).filter(
    // 储蓄卡 6222…: what a label says is no name, though it looks like one.
    span => !touches(labelled, span) && (labels.get(span.start) ?? 0) < span.end,
  );
  const candidates = placed.map(span => candidate(page, 'PERSON', span, 'name', undefined, span.score));
  const subjects = [...own, ...candidates];
  const mine = new Set(own);
  const others = labelled.filter(it => !mine.has(it));
  const known = new Map<string, { whole: boolean; text: string }>();
  for (const it of subjects) known.set(nameOf(page, it), { whole: true, text: nameOf(page, it) });
  for (const it of others)
    if (!known.has(nameOf(page, it))) known.set(nameOf(page, it), { whole: false, text: nameOf(page, it) });
  for (const { whole, text } of [...known.values()].slice(0, MOST)) candidates.push(...occurrences(page, text, whole));
  return { candidates, spans: subjects, count: countOf(subjects.map(it => nameOf(page, it))) };
}

const nameOf = (page: Page, { start, end }: Span): string => page.text.slice(start, end).replace(/\s+/g, ' ');

function* occurrences(page: Page, name: string, whole: boolean): Iterable<Candidate> {
  if (name.length < 2) return;
  const { spans, handles } = variantsIn(page, name, whole);
  for (const span of spans) yield candidate(page, 'PERSON', span, 'name', name.toLowerCase());
  if (handles.length === 0) return;
  const initials = new Set(handles.map(handle => handle.charCodeAt(0)));
  for (const found of page.text.matchAll(HANDLE)) {
    if (!initials.has(page.lower.charCodeAt(found.index))) continue;
    const letters = found[0].toLowerCase().replace(/[^a-z]/g, '');
    if (
      !handles.some(
        handle =>
          letters === handle ||
          (handle.length >= 6 && letters.startsWith(handle) && letters.length <= handle.length + 3),
      )
    )
      continue;
    const url = /(?:https?:\/\/|www\.)?[A-Za-z0-9.-]+\.[a-z]{2,6}\/[A-Za-z0-9@/_.~-]*$/i.exec(
      page.text.slice(Math.max(0, found.index - 80), found.index + found[0].length),
    );
    const start = url && url[0].length > found[0].length ? found.index + found[0].length - url[0].length : found.index;
    const type = start < found.index ? 'PROFILE_URL' : 'PERSON';
    yield candidate(
      page,
      type,
      { start, end: found.index + found[0].length },
      'name',
      type === 'PERSON' ? name.toLowerCase() : undefined,
    );
  }
}

/** Names of one person in two scripts, or a name and its part, are one. */
function countOf(names: readonly string[]): number {
  const han = new Set(names.filter(name => /[\u4e00-\u9fff]/.test(name)).map(name => name.replace(/ /g, '')));
  const latin = new Set(
    names.filter(name => !/[\u4e00-\u9fff]/.test(name)).map(name => name.toLowerCase().split(/[ ,]+/).sort().join(' ')),
  );
  return Math.max(han.size, latin.size);
}
