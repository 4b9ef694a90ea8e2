import type { Draft } from './draft.ts';
import { headOf } from './heads.ts';
import { type Line, LONG } from './lines.ts';
import { outsidePlaceholders } from './placeholder.ts';
import type { Section } from './sections.ts';
import { plainWishes, wish, wishesIn, yearsIn } from './target.ts';
import { type Ledger, SURE, valueAt } from './values.ts';

/** Header, summary and target: wishes, the label, the years, and what the person says of the work. */
export function readAbout(section: Section, ledger: Ledger, draft: Draft): void {
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
