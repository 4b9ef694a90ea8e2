import type { Span } from '../text/span.ts';
import { firstFrom } from './ordered.ts';
import { lineAt, type Page } from './page.ts';
import type { Candidate, Standing } from './types.ts';

/** Lines that a block of referees runs on below its label; in the header it is one. */
const BLOCK = 6;

const CONTACT = /@|\d{7}|\d{3}[ -]\d{4}/;

/** To whom a mail goes and from which firm is not who applies. */
const ADDRESSEE =
  /(?:^|[\s|])(?:收件人|抄送|to|cc|hr|公司(?:电话|邮箱|座机)|company (?:phone|e-?mail))\s*[:：][^\n]{0,60}$/;

/** Tells the candidate's own contacts from those of referees, relatives and recruiters. */
export function withStandings(page: Page, candidates: readonly Candidate[]): Candidate[] {
  const labels = page.fields
    .filter(({ type }) => type === 'PERSON' || type === 'OTHER_PERSON')
    .map(({ type, label }) => ({ start: label.start, end: label.end, own: type === 'PERSON' }))
    .sort((a, b) => a.start - b.start);
  return candidates.map(it =>
    it.type === 'EMAIL' || it.type === 'PHONE' ? { ...it, standing: standingOf(page, labels, it.start) } : it,
  );
}

interface PersonLabel extends Span {
  readonly own: boolean;
}

function standingOf(page: Page, labels: readonly PersonLabel[], at: number): Standing {
  const index = lineAt(page.lines, at);
  const header = at < page.headerEnd;
  if (ADDRESSEE.test(page.lower.slice(Math.max(page.lines[index]!.start, at - 80), at))) return 'other';
  for (let back = 0; back <= (header ? 1 : BLOCK); back++) {
    const line = page.lines[index - back];
    if (!line || (back > 0 && line.end === line.start)) break;
    // In the header a line with a contact of its own says nothing about the next.
    if (header && back > 0 && CONTACT.test(page.text.slice(line.start, Math.min(line.end, line.start + 120)))) break;
    const label = labels[firstFrom(labels, Math.min(line.end + 1, at)) - 1];
    if (!label || label.start < line.start) continue;
    if (!label.own) return 'other';
    break;
  }
  return header ? 'header' : 'body';
}
