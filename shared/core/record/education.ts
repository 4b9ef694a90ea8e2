import { lower } from './case.ts';
import { degreeSpan, levelOf } from './degrees.ts';
import type { Entry } from './entries.ts';
import { evidenceOf } from './evidence.ts';
import type { Part } from './heads.ts';
import { bodyOf } from './highlights.ts';
import { leadingLabel, pairsIn } from './labels.ts';
import { isHan } from './lines.ts';
import { datesOf } from './periods.ts';
import { isState } from './places.ts';
import type { Education, EducationExtension } from './profile.ts';
import { termsIn } from './terms.ts';
import { field, type Ledger, SURE, type Value, valueAt } from './values.ts';

interface Found {
  institution?: Value;
  area?: Value;
  degree?: Value;
  score?: Value;
}

/** Tiers and forms of study, which are no part of a degree or a field. */
const FORM =
  /^(?:985|211|双一流|985\/211|211\/985|全日制|非全日制|统招|在职|在读|统招本科|qs.*|主修|辅修|双学位|第一学历|毕业|已毕业|应届.*|full[ -]time|part[ -]time|expected|hons\.?|honou?rs)$/i;
const SCORE =
  /(?:gpa|cgpa|绩点|均分|排名|前 ?\d+ ?%|top \d+ ?%|\d\.\d{1,2} ?\/ ?[45](?:\.\d+)?|first class|second class|cum laude|distinction)/i;

/** The schools of a résumé. */
export function educationOf(
  entries: readonly Entry[],
  ledger: Ledger,
  first = 0,
): { education: Education[]; extension: EducationExtension[]; impossible: boolean } {
  const extension: EducationExtension[] = [];
  let impossible = false;
  const education = entries.map((entry, k) => {
    const at = `/education/${first + k}`;
    const found = partsOf(entry, ledger);
    const { courses, score, highlights } = detailsOf(entry, ledger);
    const dates = datesOf(entry, ledger, at, 'end');
    impossible ||= entry.date?.value.impossible ?? false;
    const level = found.degree && levelOf(found.degree.value);
    const x = `/extension/education/${first + k}`;
    extension.push({
      ...(level && { level }),
      current: entry.date?.value.current ?? false,
      highlights: ledger.putAll(`${x}/highlights`, highlights),
    });
    return {
      ...field('institution', ledger.put(`${at}/institution`, found.institution)),
      ...field('area', ledger.put(`${at}/area`, found.area)),
      ...field('studyType', ledger.put(`${at}/studyType`, found.degree)),
      ...dates,
      ...field('score', ledger.put(`${at}/score`, found.score ?? score)),
      courses: ledger.putAll(`${at}/courses`, courses),
    };
  });
  return { education, extension, impossible };
}

/** Labels first, then what is a school by its words, then the degree and the field beside it. */
function partsOf(entry: Entry, ledger: Ledger): Found {
  const found: Found = {};
  const { text } = ledger;
  const put = (key: keyof Found, start: number, end: number, confidence: number): boolean => {
    if (found[key] || end <= start) return false;
    const value = valueAt(text, start, end, confidence);
    if (value) found[key] = value;
    return Boolean(value);
  };
  for (const part of entry.parts) {
    if (part.slot === 'school') put('institution', part.start, part.end, SURE.label);
    else if (part.slot === 'area') put('area', part.start, withoutMajor(part, part.shadow.length), SURE.label);
    else if (part.slot === 'degree') put('degree', part.start, part.end, SURE.label);
    else if (part.slot === 'score') put('score', part.start, part.end, SURE.label);
  }
  const rest: Part[] = [];
  for (const [i, part] of entry.parts.entries()) {
    if (part.slot || part.evidence.city || FORM.test(part.shadow)) continue;
    // `MA` is a degree, but behind a city.
    if (isState(part.shadow) && (!part.evidence.degree || (part.comma && entry.parts[i - 1]?.evidence.city))) continue;
    if (SCORE.test(part.shadow)) put('score', part.start, part.end, SURE.word);
    else if (part.evidence.school > 0.5 && !found.institution) schoolIn(part, put);
    else rest.push(part);
  }
  const glued = found.institution
    ? -1
    : rest.findIndex(part => /^\p{Script=Han}{2,12}?(?:大学|学院)/u.test(part.shadow));
  if (glued >= 0) {
    const [part] = rest.splice(glued, 1);
    const school =
      /^\p{Script=Han}{2,14}?(?:大学|学院)(?:\([^()]{1,12}\))?(?:\p{Script=Han}{1,10}?(?:学院|校区|系)(?=\p{Script=Han}{2}))?/u.exec(
        part!.shadow,
      )![0];
    put('institution', part!.start, part!.start + school.length, SURE.word);
    rest.unshift(sub(part!, school.length, part!.shadow.length));
  }
  for (const part of rest) if (part.evidence.degree) degreeIn(part, put);
  const open = rest.filter(part => !part.evidence.degree);
  const unnamed = found.institution ? undefined : schoolAmong(open, rest, found.area !== undefined);
  if (unnamed) put('institution', unnamed.start, unnamed.end, SURE.place);
  for (const part of open) {
    if (part === unnamed) continue;
    if (!put('area', part.start, withoutMajor(part, areaEnd(part)), SURE.pattern))
      ledger.leave(part.start, part.end, 'education');
  }
  return found;
}

/* Words that name a field of study. */
const FIELD =
  /\b(?:science|sciences|engineering|studies|arts?|management|economics|design|mathematics|physics|chemistry|biology|psychology|law|history|philosophy|education|nursing|finance|accounting|marketing|business|commerce|administration|literature|linguistics|policy|relations|technology|computing|computer|analytics|statistics|medicine|music|journalism|architecture|sociology|geography|neuroscience|systems|communications?)\b|(?:学|工程|技术|管理|设计|教育|艺术|英语|日语|科学|贸易|营销|自动化)$/i;

const FIELDS = new RegExp(FIELD.source.split('|(?:学|')[0]!, 'gi');

/** The school that no word tells: what is left beside a field, or else what stands first. */
function schoolAmong(open: readonly Part[], rest: readonly Part[], hasArea: boolean): Part | undefined {
  const others = open.filter(({ shadow }) => !FIELD.test(shadow) && !/\d/.test(shadow));
  if (hasArea || (others.length > 0 && others.length < open.length)) return others[0];
  const [first] = open;
  return first?.line === 0 && first.place === 0 && rest.length > 1 ? first : undefined;
}

type Put = (key: keyof Found, start: number, end: number, confidence: number) => boolean;

/** A school may carry the degree or the field in its own stretch: `MIT BS Computer Science`. */
function schoolIn(part: Part, put: Put): void {
  const tier = / ?\((?:985|211|双一流|qs)[^()]*\)$/i.exec(part.shadow);
  const degree = part.evidence.degree;
  if (degree?.[0] === 0 && degree[1] < part.shadow.length && isHan(part.shadow.charCodeAt(0))) {
    degreeIn(part, put);
    return;
  }
  const end = tier ? tier.index : part.shadow.length;
  const low = lower(part.shadow);
  if (degree && degree[0] === 0) {
    const of = /,? (?:from|at) /.exec(low);
    if (of) {
      put('institution', part.start + of.index + of[0].length, part.start + end, SURE.word);
      degreeIn(sub(part, 0, of.index), put);
      return;
    }
    // `Diploma in Sociology King Example’s College`: the field ends with a word of fields.
    for (const field of [...part.shadow.matchAll(FIELDS)].reverse()) {
      const cut = field.index + field[0].length;
      if (cut <= degree[1] || evidenceOf(part.shadow.slice(cut).trim()).school <= 0.5) continue;
      put('institution', part.start + cut + 1, part.start + end, SURE.word);
      degreeIn(sub(part, 0, cut), put);
      return;
    }
  }
  // `Mount Example College Doctor of Philosophy Law`
  if (
    degree &&
    degree[0] > 4 &&
    part.shadow[degree[0] - 1] === ' ' &&
    evidenceOf(part.shadow.slice(0, degree[0]).trim()).school > 0.5
  ) {
    put('institution', part.start, part.start + degree[0] - 1, SURE.word);
    degreeIn(sub(part, degree[0], part.shadow.length), put);
    return;
  }
  put('institution', part.start, part.start + end, SURE.word);
}

function sub(part: Part, from: number, to: number): Part {
  const shadow = part.shadow.slice(from, to);
  const lead = shadow.length - shadow.replace(/^[\s,;:·()-]+/, '').length;
  const words = shadow.slice(lead).replace(/[\s,;:·(-]+$/, '');
  const degree = part.evidence.degree;
  const start = from + lead;
  return {
    ...part,
    start: part.start + start,
    end: part.start + start + words.length,
    shadow: words,
    evidence: {
      ...part.evidence,
      school: 0,
      ...(degree && { degree: [Math.max(0, degree[0] - start), degree[1] - start] as const }),
    },
  };
}

function degreeIn(part: Part, put: Put): void {
  const { shadow } = part;
  const [from, to] = degreeSpan(shadow, part.evidence.degree!);
  if (!put('degree', part.start + from, part.start + to, SURE.word)) return;
  const after = /^[\s,:·(-]*(?:(?:in|of|on) |degree in |degree,? )?/i.exec(shadow.slice(to))![0].length;
  let words = shadow.slice(to + after).replace(/[\s(,]+$/, '');
  if (words.endsWith(')') && !words.includes('(')) words = words.slice(0, -1);
  // `Diploma in Law from Example Tech`
  const of = /,? (?:from|at) (?=[A-Z])/.exec(words);
  if (of) {
    const school = to + after + of.index + of[0].length;
    put('institution', part.start + school, part.start + to + after + words.length, SURE.pattern);
    words = words.slice(0, of.index);
  }
  // `本科样州大学`, `博士 University of Sampleshire`
  const school = words !== '' && evidenceOf(words).school > 0.5;
  if (school) put('institution', part.start + to + after, part.start + to + after + words.length, SURE.word);
  else if (words && !FORM.test(words))
    put(
      'area',
      part.start + to + after,
      part.start + withoutTail(shadow, to + after, to + after + words.length),
      SURE.word,
    );
  const before = shadow.slice(0, from).replace(/[\s,:·(/-]+$/, '');
  if (before && !FORM.test(before))
    put('area', part.start, part.start + withoutTail(shadow, 0, before.length), SURE.word);
}

/** `计算机科学与技术专业` is a field named 计算机科学与技术. */
function withoutTail(shadow: string, from: number, to: number): number {
  const words = shadow.slice(from, to);
  const tail = /(?:专业|方向|\s*\((?:全日制|统招|非全日制|本科|硕士|主修|辅修|双学位)\)|,? major)$/i.exec(words);
  return tail && tail.index > 1 ? from + tail.index : to;
}

const areaEnd = (part: Part): number => part.shadow.length;
const withoutMajor = (part: Part, end: number): number => part.start + withoutTail(part.shadow, 0, end);

/** Scores, courses, and the rest of what stands below a school. */
function detailsOf(entry: Entry, ledger: Ledger): { courses: Value[]; score?: Value; highlights: readonly Value[] } {
  const courses: Value[] = [];
  let score: Value | undefined;
  const others = entry.body.filter(line => {
    const label = leadingLabel(line.shadow, line.mark);
    if (label?.slot === 'courses') {
      ledger.take(line);
      courses.push(...termsIn(ledger.text, line.start + label.start, line.end));
      return false;
    }
    const graded = pairsIn(line.shadow).find(pair => pair.slot === 'score');
    if (graded && !score) {
      ledger.take(line);
      score = valueAt(ledger.text, line.start + graded.start, line.start + graded.end, SURE.label);
      return graded.end < line.shadow.length - 2;
    }
    return true;
  });
  return { courses, ...(score && { score }), highlights: bodyOf(others, ledger).highlights };
}
