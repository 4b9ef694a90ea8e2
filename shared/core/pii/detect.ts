import type { Span } from '../text/span.ts';
import { resolve } from './conflicts.ts';
import { headerCells } from './header.ts';
import { fieldsOf } from './labels.ts';
import { candidatesOfLists } from './lists.ts';
import { numbersOf } from './numbers.ts';
import { withStandings } from './ownership.ts';
import { headerEndOf, linesOf, type Page } from './page.ts';
import { people } from './people.ts';
import { protectedAround } from './protected.ts';
import { LABELS, READERS, RECOGNIZERS } from './recognizers/index.ts';
import { shadowOf } from './shadow.ts';
import { tableFields } from './tables.ts';
import type { Candidate, Field, RedactOptions } from './types.ts';

export interface Detection {
  /** Disjoint, ascending, in offsets of the text given. */
  readonly findings: readonly Candidate[];
  readonly people: number;
}

/** Everything personal in a text, in five steps. */
export function detect(text: string, options: Pick<RedactOptions, 'allow' | 'deny' | 'doubts'> = {}): Detection {
  // 1. One spelling for one thing.
  const shadow = shadowOf(text);
  const page = pageOf(shadow.text, shadow.lower);
  // 2. Behind labels, then by shape and numbering plan.
  const found: Candidate[] = [];
  for (const field of page.fields) found.push(...readField(page, field));
  for (const { find } of RECOGNIZERS) if (find) found.push(...find(page));
  // 3. Names: found once, then every variant of them; the cells of the header around them.
  const named = people(page, found);
  found.push(...named.candidates, ...headerCells(page, named.spans));
  // 4. The owner's lists.
  const { denied, isAllowed } = candidatesOfLists(page, options);
  // 5. Disjoint spans of the original.
  const kept = resolve(page, [...found.filter(it => !isAllowed(it)), ...denied]);
  return {
    findings: merge(
      withStandings(page, kept).map(it => ({ ...it, ...withDoubts(shadow.toSource(it), options.doubts) })),
    ),
    people: named.count,
  };
}

/** What stands behind a label; where it names several things, 性别/年龄：男/33, the further ones behind a slash too. */
function readField(page: Page, field: Field): Candidate[] {
  const found = [...(READERS.get(field.type)?.(page, field) ?? [])];
  for (const type of field.also) {
    const read = READERS.get(type);
    if (!read || read === READERS.get(field.type)) continue;
    const first = read(page, field);
    const { start, end } = field.value;
    const slash = first.length > 0 ? -1 : page.text.slice(start, Math.min(end, start + 24)).search(/[/、,|]/);
    const next = start + slash + 1 + (page.text[start + slash + 1] === ' ' ? 1 : 0);
    found.push(...(slash > 0 ? read(page, { ...field, value: { start: next, end } }) : first));
  }
  return found;
}

function pageOf(text: string, lower: string): Page {
  const lines = linesOf(text);
  const headerEnd = headerEndOf(lower, lines);
  return {
    text,
    lower,
    lines,
    headerEnd,
    numbers: numbersOf(text),
    fields: [...fieldsOf(text, lower, LABELS), ...tableFields(text, lower, lines, LABELS)],
    protectedAt: protectedAround(text),
  };
}

/** Where the clean text is in doubt the value may reach to the doubt's end. */
export function withDoubts(span: Span, doubts: readonly Span[] = []): Span {
  let { start, end } = span;
  for (const doubt of doubts) {
    if (doubt.start >= end || doubt.end <= start) continue;
    start = Math.min(start, doubt.start);
    end = Math.max(end, doubt.end);
  }
  return { start, end };
}

/** Spans that grew into each other become one, of the first one's type. */
function merge(candidates: readonly Candidate[]): Candidate[] {
  const merged: Candidate[] = [];
  for (const it of candidates) {
    const last = merged.at(-1);
    if (last && it.start < last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, it.end) };
    else merged.push(it);
  }
  return merged;
}
