import { type DateSpan, mayHoldDate } from './dates.ts';
import { bareLabel, leadingLabel } from './labels.ts';
import { type Line, LONG, widthOf } from './lines.ts';
import { datesOf, type Head, headOf, type PartKind } from './parts.ts';
import { roleWeight } from './words.ts';

/** A line of a section with entries: may it stand at an entry's head, and does it? */
export interface View {
  readonly line: Line;
  readonly head: Head;
  /** Width in half-width cells. */
  readonly width: number;
  /** Cannot be a head: a list item, a sentence, a labelled paragraph. */
  readonly body: boolean;
  /** The date or range that the line holds, if it may be an entry's. */
  readonly date?: DateSpan;
}

/** Longer lines are sentences, in half-width cells; a head with employer, department, position and dates fits. */
const HEAD_WIDTH = 110;
/* A sentence of a résumé begins with what was done … */
const DOING =
  /^(?:负责|参与|主导|完成|协助|搭建|编写|维护(?!者)|支持|推动|带领|制定|组织|提升|建立|构建|引入|采用|解决|熟悉|熟练|掌握|了解|精通|具备|获得|荣获|主要负责|累计|成功|配合|跟进|撰写|重构|接入|策划(?!师|专员)|对接|处理|进行|承担|使用|利用|实现|优化|担任.{2,}负责)/;
/* … or with how: these open names as well (在线考试系统, 设计师), and count only in a line long enough to be a sentence. */
const HOW =
  /^(?:独立|设计|开发|通过|基于|针对|根据|对|将|为|在|从|分析|研究|改造|拆分|管理|执行|按|把|用|以|与|结合|主要)/;
const DOING_LATIN =
  /^(?:led|built|designed|developed|wrote|split|maintained|managed|created|implemented|improved|reduced|increased|cut|reviewed|negotiated|worked|collaborated|supported|owned|drove|launched|delivered|migrated|automated|analy[sz]ed|conducted|coordinated|mentored|trained|introduced|optimi[sz]ed|established|achieved|responsible|helped|ran|grew|shipped|refactored|researched|taught|assisted|contributed|spearheaded|architected|authored|deployed|integrated|tested|used|using|organized|planned|presented|prepared|handled|hired|initiated|modernized|partnered|performed|produced|provided|redesigned|resolved|scaled|set up|streamlined|took|tracked|won|gpa|relevant|coursework|joined|served|oversaw|moved|replaced|added|made|rewrote)\b/i;

/** 策划经理 is a position, for all its first word says. */
const TITLED = /^[\p{Script=Han}A-Za-z]{2,10}(?:师|经理|主管|专员|总监|工程师|员|助理|实习生|负责人)(?:$|[\s|,/(-])/u;

export const viewOf = (line: Line, kind: PartKind): View =>
  line.memo.once(`\0view ${kind}${line.start}`, () => seen(line, kind));

function seen(line: Line, kind: PartKind): View {
  if (line.shadow.length > LONG)
    return { line, head: { line, parts: [], dates: [] }, width: line.shadow.length, body: true };
  const { shadow, mark } = line;
  const width = widthOf(
    shadow.includes('  ') || shadow.includes('\t') ? shadow.replace(/[ \t]{2,}|\t/g, '  ') : shadow,
  );
  const label = leadingLabel(shadow, mark);
  // `项目职责：组长` is a role, not a paragraph.
  const named =
    label?.slot === 'body' && shadow.length - label.start <= 12 && roleWeight(shadow.slice(label.start)) > 0;
  const labelled = label !== undefined && (named || (label.slot !== 'body' && label.slot !== 'tech'));
  const paragraph =
    !named &&
    (label?.slot === 'body' || label?.slot === 'tech' || label?.slot === 'courses' || label?.slot === 'score');
  let body =
    mark > 0 ||
    paragraph ||
    width > HEAD_WIDTH ||
    (!labelled && sentence(shadow)) ||
    bareLabel(shadow, mark) === 'body';
  const head: Head = width > 2 * HEAD_WIDTH || paragraph ? { line, parts: [], dates: [] } : lazyHead(line, kind);
  const date = !paragraph && width <= HEAD_WIDTH + 40 && mayHoldDate(shadow) ? dateOf(head, kind) : undefined;
  if (date?.range && mark === 0 && !paragraph && width <= HEAD_WIDTH) body = sentence(shadow, true);
  if (date && mark > 0 && !sentence(shadow) && headLike(head)) body = false;
  if (date && sentence(shadow, date.range)) return { line, head, width, body: true };
  return { line, head, width, body, ...(date && { date }) };
}

/** Parsing a head is dear, and most lines are body: it waits until somebody asks. */
function lazyHead(line: Line, kind: PartKind): Head {
  let made: Head | undefined;
  const get = (): Head => {
    made ??= headOf(line, kind);
    return made;
  };
  return {
    line,
    get parts() {
      return get().parts;
    },
    get dates() {
      return datesOf(line);
    },
  };
}

function sentence(shadow: string, dated = false): boolean {
  if (shadow.length > LONG) return true;
  if (/\b(?:Co|Inc|Ltd|Corp|LLC|S|A|D|Sc|Eng)\.$/.test(shadow)) return false;
  if (/[。;!?]|[，,、]$|[.:]$/.test(shadow) && (/[。!?]|[;,、:]$/.test(shadow) || /(?:\S+ ){6,}\S+\.$/.test(shadow)))
    return true;
  const words = shadow.replace(/^[\s\d./-]+/, '');
  if (/^[a-z]/.test(words) && !/^(?:from|since)/.test(words)) return !/^[a-z][\w.-]*(?: *[-|(–]| {2,}|$)/.test(words);
  if (
    !dated &&
    HOW.test(words) &&
    (words.includes('，') || /,(?! ?[A-Z])/.test(words)) &&
    widthOf(words) > 44 &&
    !TITLED.test(words)
  )
    return true;
  return (DOING.test(words) && !TITLED.test(words)) || DOING_LATIN.test(words);
}

/** The range of a head, else its single date where that stands at an edge of the line or apart from the words. */
function dateOf(head: Head, kind: PartKind): DateSpan | undefined {
  const range = head.dates.find(date => date.range);
  if (range) return range;
  const [single] = head.dates;
  if (!single) return undefined;
  const { shadow, mark } = head.line;
  const before = shadow.slice(mark, single.start).trim();
  const after = shadow.slice(single.end).trim();
  if (before && after && !/[|(,·]$/.test(before)) return undefined;
  // A bare year behind words, as in `Office 2019`, is a date only apart from them.
  const year = (single.from?.length ?? 0) === 4;
  if (
    year &&
    before &&
    !/[|(,\-·]$|:$/.test(before) &&
    !/ {2,}|\t/.test(shadow.slice(mark, single.start)) &&
    kind !== 'education'
  )
    return undefined;
  return single;
}

const headLike = (head: Head): boolean =>
  head.parts.some(({ evidence: { org, title, school, degree }, slot }) => slot || org || title || school || degree);
