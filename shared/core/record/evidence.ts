import { lower } from './case.ts';
import { hanDegree, latinDegree } from './degrees.ts';
import { isHan, type Line } from './lines.ts';
import { isHanCity, isLatinCity } from './places.ts';
import { HAN_DEPARTMENT, HAN_LEGAL, HAN_ORG, HAN_ROLE, HAN_TITLE, KNOWN_ORG, LATIN, SAYS } from './vocabulary.ts';

/** What a stretch of a head line looks like, by its words alone. Weights in [0, 1]: 1 for a word that hardly means anything else. */
export interface Evidence {
  readonly org: number;
  readonly title: number;
  readonly school: number;
  /** Where a degree stands in the stretch, as offsets. */
  readonly degree?: readonly [number, number] | undefined;
  readonly city: boolean;
  readonly department: boolean;
  readonly employment: boolean;
}

const EMPLOYMENT: ReadonlySet<string> = new Set(
  '全职 兼职 实习 正式 外包 派遣 远程 合同制 fulltime full-time parttime part-time intern internship contract contractor freelance temporary remote permanent seasonal'.split(
    ' ',
  ),
);
const NOTHING: Evidence = { org: 0, title: 0, school: 0, city: false, department: false, employment: false };

/** Evidence of words of a line's document, found once for the same words. */
export function look(line: Line, words: string): Evidence {
  let found = line.looked.get(words);
  if (!found) {
    found = evidenceOf(words);
    line.looked.set(words, found);
  }
  return found;
}

export function evidenceOf(shadow: string): Evidence {
  if (shadow.length === 0) return NOTHING;
  const low = lower(shadow);
  const han = hasHan(shadow);
  const latin = latinIn(low);
  if (shadow === '大学') return { ...NOTHING, degree: [0, 2] };
  const degree = (han ? hanDegree(shadow) : undefined) ?? (latin.any & SAYS.degree ? latinDegree(low) : undefined);
  const end = han ? beforeBracket(shadow) : 0;
  const legal = han && (HAN_LEGAL.at(shadow) > 0 || HAN_LEGAL.at(shadow, end) > 0);
  const title = titleWeight(shadow, low, end, han, legal, latin);
  const org = orgWeight(shadow, low, end, han, legal, latin);
  return {
    // `Amberfield Advisors` is a firm, `Bachelor of Engineering` none.
    org: (title > 0 && org === 0.5) || (degree && degree[0] === 0 && org < 1) ? 0 : org,
    title,
    school: schoolWeight(shadow, low, han, latin),
    degree,
    city: han ? isHanCity(shadow) : isLatinCity(shadow, low),
    department:
      shadow.length <= 24 &&
      ((han && HAN_DEPARTMENT.at(shadow) > 0 && shadow.length > 1) || (latin.last & SAYS.department) > 0),
    employment: shadow.length <= 12 && EMPLOYMENT.has(low.replace(' ', '-')),
  };
}

const hasHan = (words: string): boolean => {
  for (let i = 0; i < words.length; i++) if (isHan(words.charCodeAt(i))) return true;
  return false;
};

/** What the Latin words say together, and the last of them where the stretch ends with it. */
interface Said {
  readonly any: number;
  readonly last: number;
}

function latinIn(low: string): Said {
  let [any, last, start, ended] = [0, 0, -1, 0];
  for (let i = 0; i <= low.length; i++) {
    const code = i < low.length ? low.charCodeAt(i) : 0;
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0xdf && code <= 0x24f)) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      last = LATIN.get(low.slice(start, i)) ?? 0;
      any |= last;
      start = -1;
      ended = i;
    }
  }
  return { any, last: low.length - ended <= 2 ? last : 0 };
}

function orgWeight(
  shadow: string,
  low: string,
  end: number,
  han: boolean,
  legal: boolean,
  { any, last }: Said,
): number {
  if (legal || KNOWN_ORG.has(low)) return 1;
  if (han && (HAN_ORG.at(shadow) > 0 || HAN_ORG.at(shadow, end) > 0)) return 0.6;
  if (last & SAYS.legal || (low.endsWith('.') && /(?:l\.l\.c|s\.a)\.$/.test(low))) return 1;
  return last & SAYS.org ? 0.6 : any & SAYS.school ? 0.5 : 0;
}

/** `高级工程师（平台）`, `开发工程师II`, `专家P7`: the end of a position before its grade or its bracket. */
const GRADE = /(?: ?[IVX]{1,3}| ?[PT]\d{1,2}(?:-\d)?|\d)$/;

function titleWeight(
  shadow: string,
  low: string,
  end: number,
  han: boolean,
  legal: boolean,
  { any, last }: Said,
): number {
  if (han) {
    if (HAN_TITLE.at(shadow) > 0 || (end < shadow.length && HAN_TITLE.at(shadow, end) > 0)) return legal ? 0 : 0.9;
    const grade = GRADE.exec(shadow);
    if (grade && HAN_TITLE.at(shadow, grade.index) > 0) return 0.9;
  }
  if (any & SAYS.title) return (last & SAYS.org && low.endsWith('s')) || last & SAYS.legal ? 0 : 0.9;
  return 0;
}

/** Where the words end that a closing bracket stands behind. */
function beforeBracket(shadow: string): number {
  if (!shadow.endsWith(')')) return shadow.length;
  const open = shadow.lastIndexOf('(');
  return open > 0 && shadow.length - open <= 14 ? open : shadow.length;
}

const SCHOOL =
  /(?:大学|学院|学校|中学|高中|一中|二中|职校|技校|党校|研究生院|分校|校区|研究院|科学院)(?: ?\([^()]{1,14}\)|[\p{Script=Han}]{1,4}校区)?$|(?:大学|学院)[\p{Script=Han}]{1,12}(?:学院|系|书院)$/u;
const isHanSchool = (words: string): boolean => /[学校院中]/.test(words) && SCHOOL.test(words);

function schoolWeight(shadow: string, low: string, han: boolean, { any }: Said): number {
  if (han) return isHanSchool(shadow) ? 1 : 0;
  // `Sample State`, `Example Tech`
  return any & SAYS.school ? 0.9 : /^(?:[a-z]+ )+(?:state|tech|poly)$/.test(low) ? 0.6 : 0;
}

/** How much words say that they are somebody's part in a project. */
export function roleWeight(shadow: string): number {
  const end = beforeBracket(shadow);
  // 实施顾问 is a role; 车间MES系统实施 may be one, or a project.
  if (HAN_ROLE.at(shadow, end) > 0) return end <= 6 || /(?:人|长|员|者|负责)$/.test(shadow.slice(0, end)) ? 1 : 0.6;
  if (HAN_TITLE.at(shadow) > 0 || HAN_TITLE.at(shadow, end) > 0) return 0.9;
  return latinIn(lower(shadow)).any & SAYS.title ? 0.9 : 0;
}

export const isInternship = (low: string): boolean => /实习|intern(?!al|at)|见习/.test(low);
export const LEGAL_TAIL = /^(?:inc|llc|ltd|l\.l\.c|corp|co|gmbh|plc|llp|limited|pty|pte)\.?(?: ltd\.?)?$/;
