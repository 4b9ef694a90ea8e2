import { roleWeight } from './evidence.ts';
import { isMinor, isOrg, isTitle, type Part, type PartKind } from './heads.ts';
import { HAS } from './lines.ts';
import type { View } from './views.ts';

/** A short line in which every long word begins with a capital: a name. */
const isNamed = ({ width, line: { shadow, has } }: View): boolean =>
  width <= 50 &&
  !(has & HAS.digit && /\d{2}/.test(shadow)) &&
  /^(?:[A-Z0-9][^\s]*|[a-z]{1,3}|&)(?: (?:[A-Z0-9][^\s]*|[a-z]{1,3}|&))*$/.test(shadow);

/** Whether a line below the anchor holds something that the head still lacks. */
export function fills(
  have: readonly Part[],
  view: View,
  dated: boolean,
  kind: PartKind,
  next: View | undefined,
): boolean {
  const parts = view.parts;
  if (view.date) return !dated && parts.length === 0;
  if (parts.length === 0) return false;
  const major = have.filter(part => !isMinor(part));
  // `Project 2: …` below a school is the school's.
  if (kind === 'education' && parts.some(p => p.slot === 'project')) return false;
  if (parts.some(p => p.slot)) return parts.every(p => !p.slot || !have.some(h => h.slot === p.slot));
  if (kind === 'work') {
    if (!have.some(isTitle) && parts.some(isTitle)) return major.length < 3;
    if (!have.some(isOrg) && parts.some(isOrg)) return major.length < 3;
    if (parts.every(isMinor)) return !next?.date;
    if (major.length !== 1) return major.length === 0;
    return (
      (next?.line.mark ?? 0) > 0 || (next !== undefined && isNamed(view) && (next.body || next.parts.some(isMinor)))
    );
  }
  if (kind === 'education') {
    const has = (test: (p: Part) => boolean) => !have.some(test) && parts.some(test);
    if (has(p => p.evidence.school > 0.5) || has(p => p.evidence.degree !== undefined)) return true;
    if (parts.every(p => p.evidence.city)) return true;
    return (
      major.length < 3 &&
      !have.some(p => p.evidence.degree && !p.evidence.school && p.shadow.length > 12) &&
      view.width < 40 &&
      !/\d/.test(view.line.shadow)
    );
  }
  if (major.length === 0) return true;
  // Role and dates above, the project's name below.
  const named = parts.some(({ shadow }) => roleWeight(shadow) === 0);
  if (named && parts.length <= 2 && view.width < 60 && major.every(({ shadow }) => roleWeight(shadow) > 0.8))
    return true;
  return (
    major.length === 1 &&
    parts.length === 1 &&
    (roleWeight(parts[0]!.shadow) > 0 || view.line.shadow.length < 8) &&
    parts[0]!.shadow.length < 30
  );
}
