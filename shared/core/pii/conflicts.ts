import type { Page } from './page.ts';
import type { Candidate, Evidence } from './types.ts';

const RANK: Readonly<Record<Evidence, number>> = { checksum: 5, label: 4, plan: 2, shape: 1, name: 3 };

/**
 * From overlapping candidates to disjoint ones. Protected spans veto what rests on shape or plan. Of two that overlap,
 * the stronger evidence wins, then the longer; what is left of the loser stays redacted, for a leak is worse than a
 * placeholder too many.
 */
export function resolve(page: Page, candidates: readonly Candidate[]): Candidate[] {
  const vetoed = vetoesOf(page);
  const standing = candidates.filter(it => it.end > it.start && !isVetoed(page, it) && !vetoed(it));
  standing.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Candidate[] = [];
  // Candidates that hang together by overlap are settled among themselves, so that the cost stays linear.
  for (let first = 0; first < standing.length; ) {
    let end = standing[first]!.end;
    let last = first + 1;
    for (; last < standing.length && standing[last]!.start < end; last++) end = Math.max(end, standing[last]!.end);
    if (last === first + 1) kept.push(standing[first]!);
    else kept.push(...settle(page, standing.slice(first, last)));
    first = last;
  }
  return kept;
}

/** More rivals than this at one place are an attack or a list: they are laid end to end, in one pass. */
const MOST_RIVALS = 64;

function settle(page: Page, rivals: readonly Candidate[]): Candidate[] {
  if (rivals.length > MOST_RIVALS) return endToEnd(rivals);
  const outer = rivals.filter(it => WHOLES.has(it.type)).slice(0, 200);
  const standing = rivals.filter(it => !outer.some(whole => wraps(whole, it)));
  standing.sort(
    (a, b) => RANK[b.evidence] - RANK[a.evidence] || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: Candidate[] = [];
  for (const it of standing) insert(page, kept, it);
  return kept.sort((a, b) => a.start - b.start);
}

function endToEnd(rivals: readonly Candidate[]): Candidate[] {
  const laid: Candidate[] = [];
  let last = 0;
  for (const it of rivals) {
    if (it.end <= last) continue;
    laid.push({ ...it, start: Math.max(last, it.start) });
    last = it.end;
  }
  return laid;
}

/** An address or URL contains what it contains: a span inside one is a part of it. */
const WHOLES: ReadonlySet<string> = new Set(['EMAIL', 'PROFILE_URL', 'ADDRESS']);
const wraps = (a: Candidate, b: Candidate): boolean =>
  a.start <= b.start && b.end <= a.end && b.end - b.start < a.end - a.start;

function insert(page: Page, kept: Candidate[], it: Candidate): void {
  let pieces = [it];
  for (const other of kept) pieces = pieces.flatMap(piece => without(piece, other));
  for (const piece of pieces) {
    const text = page.text.slice(piece.start, piece.end);
    const partial = piece.start !== it.start || piece.end !== it.end;
    if (!partial) kept.push(piece);
    else if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3 && it.type !== 'PERSON')
      kept.push({ ...piece, ...tight(page, piece) });
  }
}

function without(piece: Candidate, other: Candidate): Candidate[] {
  if (piece.end <= other.start || other.end <= piece.start) return [piece];
  const left = { ...piece, end: other.start };
  const right = { ...piece, start: other.end };
  return [left, right].filter(part => part.end > part.start);
}

/** Without the separators at its ends. */
function tight(page: Page, { start, end }: Candidate): { start: number; end: number; normalised: string } {
  const text = page.text.slice(start, end);
  const lead = /^[^\p{L}\p{N}]*/u.exec(text)![0].length;
  const tail = /[^\p{L}\p{N}]*$/u.exec(text.slice(lead))![0].length;
  return { start: start + lead, end: end - tail, normalised: text.slice(lead, text.length - tail).toLowerCase() };
}

/** A protected span inside the candidate proves nothing (a phone may hold 2019-01); one that covers or cuts it does. */
function isVetoed(page: Page, it: Candidate): boolean {
  if (it.evidence !== 'plan' && it.evidence !== 'shape') return false;
  if (it.type !== 'PHONE' && it.type !== 'IP_ADDRESS' && it.type !== 'US_SSN' && it.type !== 'BANK_CARD') return false;
  const veto = page.protectedAt(it);
  return (
    veto !== undefined &&
    (veto.start < it.start || veto.end > it.end || (veto.start === it.start && veto.end === it.end))
  );
}

/** What stands right behind the label of something impersonal, an order number or a job location, is not personal. */
function vetoesOf(page: Page): (it: Candidate) => boolean {
  const starts = new Map<number, number>();
  for (const { type, value } of page.fields) if (type === 'VETO') starts.set(value.start, value.end);
  if (starts.size === 0) return () => false;
  return it =>
    (it.evidence !== 'checksum' || it.type === 'BANK_CARD') &&
    it.evidence !== 'label' &&
    [0, 1, 2].some(back => (starts.get(it.start - back) ?? -1) >= it.end);
}
