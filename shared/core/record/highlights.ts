import { bareLabel, leadingLabel } from './labels.ts';
import type { Line } from './lines.ts';
import { isSentence } from './sentences.ts';
import { termsIn } from './terms.ts';
import { type Ledger, proseOf, SURE, type Value } from './values.ts';

/** What stands below an entry's head: its sentences, and the terms of its own 技术栈 line. */
export interface Body {
  readonly highlights: readonly Value[];
  readonly keywords: readonly Value[];
}

/** A line this near to the section's widest one was broken by the margin, not by its author. */
const FULL = 0.82;
const ENDS = /[。.!！？?;；]$/;

/** Joins broken lines; a list mark, a label (Result：) or an ended sentence begins the next highlight. */
export function bodyOf(lines: readonly Line[], ledger: Ledger): Body {
  const widest = lines.reduce((most, line) => Math.max(most, line.width), 0);
  const marked = lines.some(line => line.mark > 0);
  const groups: { line: Line; from: number }[][] = [];
  const tech: { line: Line; from: number }[][] = [];
  let open: { line: Line; from: number }[] | undefined;
  for (const line of lines) {
    ledger.take(line);
    const label = leadingLabel(line.shadow, line.mark);
    if (label?.slot === 'tech') {
      open = [{ line, from: label.start }];
      if (label.start < line.shadow.length) tech.push(open);
      else {
        open = [];
        tech.push(open);
      }
      continue;
    }
    const bare = bareLabel(line.shadow, line.mark);
    if (bare === 'body' || bare === 'tech') {
      open = undefined;
      if (bare === 'tech') {
        open = [];
        tech.push(open);
      }
      continue;
    }
    const last = open?.at(-1)?.line;
    const listing = tech.at(-1) === open;
    if (
      open &&
      (!last ||
        (line.mark === 0 && !label && continues(last, line, widest, marked) && !(listing && endsList(last, line))))
    )
      open.push({ line, from: line.mark });
    else {
      open = [{ line, from: line.mark }];
      groups.push(open);
    }
  }
  const prose = (group: readonly { line: Line; from: number }[]): Value | undefined =>
    proseOf(
      ledger.text,
      group.map(({ line, from }) => [line.start + from, line.end]),
      SURE.pattern,
    );
  return {
    highlights: groups.flatMap(group => prose(group) ?? []),
    keywords: tech.flatMap(group =>
      group.flatMap(({ line, from }) => termsIn(ledger.text, line.start + from, line.end)),
    ),
  };
}

/** A sentence below a list of terms is no more of the list. */
const endsList = (last: Line, line: Line): boolean => !/[,、|/]$/.test(last.shadow) && isSentence(line);

function continues(last: Line, line: Line, widest: number, marked: boolean): boolean {
  if (line.gap > 0) return false;
  if (/^[a-z]/.test(line.shadow)) return true;
  const ended = ENDS.test(last.shadow);
  const width = last.width;
  if (ended) return marked && last.mark === 0 ? width >= FULL * widest && !/[。.]$/.test(last.shadow) : false;
  return marked || width >= FULL * widest;
}
