import type { Span } from '../text/span.ts';
import { couldBeName, DOTTED_NAME, isChineseName, isLikelyName, isPossibleName, isWord } from './names/chinese.ts';
import { englishName, gluedName, isLowerName, wordsOf } from './names/english.ts';
import { confirms, confirmsHan, couldConfirm, couldConfirmLatin } from './names/mail.ts';
import { firstFrom } from './ordered.ts';
import { cellsOf, type Line, type Page, trim } from './page.ts';
import { otherScript, withSuffix } from './recognizers/person.ts';
import { besidePresenting, PRESENTS, SECTION_CELL } from './surroundings.ts';
import { nameInTitle, namesBeforeResume, namesUnderLetter, POST } from './title-name.ts';

/** What may be glued behind a name at the top of a page: 林知远高级后端工程师, 林知远男26岁, 林知远的简历. */
const GLUED_BEHIND =
  /^(?:的?(?:个人)?简历|男|女|先生|女士|同学|\d{2}岁|性别|手机|电话|邮箱|求职|应聘|(?:高级|资深|中级|初级|首席|全栈|前端|后端|大前端|软件|算法|数据|测试|运维|产品|项目|运营|市场|销售|财务|人力|行政|设计|嵌入式|机器学习|人工智能|架构|技术|研发|开发|实施|硬件|电气|机械|结构|工艺|质量|采购|供应链|客户|商务|品牌|新媒体|视觉|交互|法务|审计|会计|教师|java|c\+\+|python|go|php|web|ios|android|ui|ux|hr)[\u4e00-\u9fffA-Za-z+]{0,12}(?:师|经理|总监|主管|专员|助理|顾问|专家|员|负责人|架构|开发|运营|设计|实习生?|岗|$))/i;

/** Titles in front of a name at the top: 个人简历 林知远, 简历-林知远-后端. */
const IN_FRONT =
  /^(?:个人简历|求职简历|简历|应聘简历|中文简历|我的简历|(?:邮件)?主题|标题|subject|resume|résumé|curriculum vitae|cv)(?: ?[-_:|·—]+ ?| {1,4}|(?=[\u4e00-\u9fff]))/i;

export interface NamedSpan extends Span {
  /** How sure, in (0, 1]. */
  readonly score: number;
}

/** An address of mail: where it stands, and what is before its sign. */
export interface MailName extends Span {
  readonly local: string;
}

/** The addresses that may confirm a name: those around it. A list of a thousand must not be read for each line. */
function mailsNear(mails: readonly MailName[], at: number): string[] {
  const next = firstFrom(mails, at);
  return mails.slice(Math.max(0, next - MAILS_AROUND), next + MAILS_AROUND).map(({ local }) => local);
}
const MAILS_AROUND = 8;

/** Names that nothing labels: at the top, in a line that presents a person, alone in a line that an address of mail confirms. */
export function namesByPosition(page: Page, mails: readonly MailName[], taken: boolean): NamedSpan[] {
  const found: NamedSpan[] = [];
  let seen = 0;
  const supported = mails.length > 0 || PRESENTS.test(page.text.slice(0, page.headerEnd));
  for (const span of [...namesBeforeResume(page), ...namesUnderLetter(page)]) found.push({ ...span, score: 0.85 });
  let none = true;
  for (const [index, line] of page.lines.entries()) {
    const length = line.end - line.start;
    if (length < 2) continue;
    if (seen === 0 && isHeading(page, line)) continue;
    const order = seen++;
    const top = line.start < page.headerEnd && order < 6;
    if (length >= 160 && !(top && order < 2)) continue;
    const name = nameOnLine(page, line, {
      top: top && none && !taken,
      first: order === 0 && !taken,
      supported,
      mails: mailsNear(mails, line.start),
      index,
    });
    if (!name) continue;
    none = false;
    found.push(name);
    const again = otherScript(page, name, line.end);
    if (again) found.push({ ...again, score: name.score });
  }
  return found;
}

/** 个人简历 or `Resume` alone: the name stands under it. */
const isHeading = (page: Page, { start, end }: Line): boolean =>
  end - start < 40 &&
  /^[\s*#=\-—_]*(?:(?:个人|求职|应聘|我的|中文|英文)?简历(?:表)?|自荐信|求职信|履歴書|履歷表|個人履歷|이력서|lebenslauf|persönliche daten|europass|curriculum|hoja de vida|currículo|resume|résumé|cv|curriculum vitae|personal (?:resume|details|information|data|particulars)|bio-?data)[\s*#=\-—_:]*$/.test(
    page.lower.slice(start, end).replace(/(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])/g, ''),
  );

interface Place {
  readonly top: boolean;
  readonly first: boolean;
  readonly supported: boolean;
  readonly mails: readonly string[];
  readonly index: number;
}

function nameOnLine(page: Page, line: Line, place: Place): NamedSpan | undefined {
  const text = page.text.slice(line.start, line.end);
  const presents = text.length < 160 && PRESENTS.test(text);
  // Elsewhere only a line of its own that an address of mail confirms.
  if (!place.top && !presents && (text.length > 40 || place.mails.length === 0)) return undefined;
  const marks = place.top ? (/^(?:[#>*]{1,6} ?)/.exec(text)?.[0].length ?? 0) : 0;
  const titles = IN_FRONT.exec(text.slice(marks))?.[0].length ?? 0;
  const front = marks + titles;
  if (!place.top && !presents && front === 0 && !couldConfirm(place.mails, text)) return undefined;
  const body = { start: line.start + front, end: line.end };
  const spaced = spacedName(page.text, body);
  if (spaced && (place.top || presents)) return { ...spaced, score: 0.9 };
  // 田中 太郎 over a Japanese address or number.
  if (place.first && JAPANESE.test(text.trim()) && /[ぁ-んァ-ヶ〒都県]|0[789]0-/.test(page.text))
    return { ...trim(page.text, line), score: 0.7 };
  if (place.first && /^[\u4e00-\u9fff々]{3,5}$/.test(text.trim()) && JAPAN.test(page.text.slice(0, page.headerEnd)))
    return { ...trim(page.text, line), score: 0.6 };
  const dotted = DOTTED_NAME.exec(text.slice(front).trimStart());
  if (dotted && (place.top || presents)) {
    const start = page.text.indexOf(dotted[0], body.start);
    return { start, end: start + dotted[0].length, score: 0.9 };
  }
  const title = place.top && place.first ? nameInTitle(page, line) : undefined;
  if (title) return { ...title, score: 0.8 };
  // Of two columns in one line the other may begin with a section head.
  const cells = cellsOf(page.text, body)
    .slice(0, 12)
    .filter(cell => !(place.first && SECTION_CELL.test(page.lower.slice(cell.start, cell.end))));
  for (const [order, cell] of cells.entries()) {
    const name = nameInCell(page.text, cell, {
      ...place,
      presents: presents || titles > 0,
      first: place.first && order === 0,
      alone: cells.length === 1,
      beforeGender: isGender(page.text, cells[order + 1]),
      beforePost: isPost(page.text, cells[order + 1]),
      titled: titles > 0,
      near: place.top && besidePresenting(page, place.index),
      order,
    });
    if (name) return name;
  }
  // An English name spread over the separators of cells: `Everhart, Marisol`.
  const [left, right] = cells;
  if (
    left &&
    right &&
    place.top &&
    (order(cells) === 2 || (place.first && /^, $/.test(page.text.slice(left.end, right.start))))
  ) {
    const pair = englishName(page.text.slice(left.start, right.end));
    const reversed = place.first && place.supported && cells.length === 2;
    if (
      pair &&
      (pair.known ? (place.supported || place.first) && (cells.length === 2 || !isList(page.text, cells)) : reversed)
    )
      return { start: left.start + pair.start, end: left.start + pair.start + pair.length, score: 0.8 };
  }
  return undefined;
}

/** Julia, Scala, Haskell: words with commas between. */
const isList = (text: string, cells: readonly Span[]): boolean =>
  cells.length > 2 &&
  /^, ?$/.test(text.slice(cells[1]!.end, cells[2]!.start)) &&
  !/[@\d]/.test(text.slice(cells[2]!.start, cells[2]!.end));

const isGender = (text: string, cell: Span | undefined): boolean =>
  cell !== undefined && cell.end - cell.start <= 2 && /^[男女]性?$/.test(text.slice(cell.start, cell.end));

const isPost = (text: string, cell: Span | undefined): boolean =>
  cell !== undefined &&
  cell.end - cell.start <= 40 &&
  (POST.test(text.slice(cell.start, cell.end)) ||
    /^(?:博士|硕士|教授|先生|女士)$/.test(text.slice(cell.start, cell.end)));

/** Heads that stand where a name could. */
const HEADS = /(?:信息|简历|资料|意向|概况|情况|性别|不限|男|女)$/;
/** An address, a number or a host of Japan. */
const JAPAN =
  /東京都|[\u4e00-\u9fff]{2,3}[府県][\u4e00-\u9fff]{1,4}[市区町村]|〒|[ぁ-んァ-ヶ]{2}|\.jp(?![a-z])|\+81|(?<!\d)0[789]0-\d{4}/;
/** Names in Hangul, and in Japanese with a blank between family and given name. */
const FOREIGN = /^(?:[가-힣]{2,4}|[가-힣]{1,2} [가-힣]{1,3})$/;
const JAPANESE = /^[\u4e00-\u9fff々]{1,3} [\u4e00-\u9fffぁ-んァ-ヶー々]{1,4}$/;

const order = (cells: readonly Span[]): number => cells.length;

/** 林 知 远 or 林  知远 at the start of a line. */
function spacedName(text: string, line: Span): Span | undefined {
  const found =
    /^\s*([\u4e00-\u9fff](?: {1,4}(?![男女])[\u4e00-\u9fff]){1,3})(?=\s*$|\s{2,}|的|[ |·,，/](?=[男女] )|[ |·,，/](?![\u4e00-\u9fff](?: |$)))/.exec(
      text.slice(line.start, Math.min(line.end, line.start + 40)),
    );
  if (!found || !couldBeName(found[1]!.replace(/ /g, ''))) return undefined;
  const start = line.start + found[0].length - found[1]!.length;
  return { start, end: start + found[1]!.length };
}

interface CellPlace extends Place {
  readonly presents: boolean;
  readonly alone: boolean;
  /** The line before or after presents a person. */
  readonly near: boolean;
  /** The next cell is 男 or 女. */
  readonly beforeGender: boolean;
  /** The next cell names a post. */
  readonly beforePost: boolean;
  /** The word résumé stands in front. */
  readonly titled: boolean;
  readonly order: number;
}

function nameInCell(text: string, cell: Span, place: CellPlace): NamedSpan | undefined {
  const content = text.slice(cell.start, cell.end);
  const open = /^(?:(?:[【[(（《「<]\s?){1,3}|[#*>]{1,6} ?|\d{1,2}[.)、] ?)/.exec(content)?.[0].length ?? 0;
  if (open > 0 && open < content.length && !/^[【[(（《「<#*>\d]/.test(content.slice(open)))
    return nameInCell(text, { start: cell.start + open, end: cell.end }, place);
  const head = /^[\u4e00-\u9fff·]+/.exec(content)?.[0] ?? '';
  if (head.length > 0)
    return FIRM_BEHIND.test(text.slice(cell.start + head.length, cell.start + head.length + 24))
      ? undefined
      : hanNameInCell(content, head, cell.start, place);
  if (content.length > 48) return undefined;
  if (!place.top && !place.presents && !couldConfirmLatin(place.mails, content)) return undefined;
  const foreign = place.first && place.supported && place.alone ? FOREIGN.exec(content) : null;
  if (foreign) return { ...cell, score: 0.7 };
  const owned = /(?:'s)? (?:resume|résumé|cv|curriculum vitae)$/i.exec(content);
  const post = / - (?=\S)/.exec(content);
  const beforePost = place.beforePost || (post !== null && POST.test(content.slice(post.index)));
  const strong =
    place.top &&
    place.order === 0 &&
    (owned !== null ||
      place.titled ||
      (place.first && (beforePost || place.near || place.presents)) ||
      (place.alone && place.near && place.supported));
  const bare = content.slice(0, owned?.index ?? (beforePost ? post?.index : undefined) ?? content.length);
  if (
    place.first &&
    place.alone &&
    place.top &&
    isLowerName(bare, confirms(place.mails, wordsOf(bare))) &&
    (place.near || confirms(place.mails, wordsOf(bare)))
  )
    return { start: cell.start, end: cell.start + bare.length, score: 0.7 };
  const english = englishName(bare.replace(/ ?[(（][^)）]{0,24}[)）]?$/, ''), strong);
  const confirmed = english ? confirms(place.mails, wordsOf(content.slice(english.start))) : false;
  const byPlace =
    place.top &&
    place.order < 3 &&
    (english?.known
      ? place.first || place.supported
      : place.supported && (place.first || place.presents || (place.alone && place.near)) && place.order === 0);
  if (english && (confirmed || byPlace || strong || (place.presents && english.known && place.order === 0)))
    return {
      start: cell.start + english.start,
      end: withSuffix(text, cell.start + english.start + english.length),
      score: confirmed ? 0.95 : 0.8,
    };
  if (place.top && place.first && gluedName(content)) return { start: cell.start, end: cell.end, score: 0.7 };
  return undefined;
}

/** 余仁生（香港）有限公司; 高露洁 市场部: a firm. */
const FIRM_BEHIND =
  /^ ?[(（][^)）\n]{1,8}[)）]? ?(?:有限|股份|集团|公司|控股)|^[ ·|]{1,3}[\u4e00-\u9fffA-Za-z]{1,6}(?:部|部门|事业群|中心|分公司|门店)(?![\u4e00-\u9fff])/;

function hanNameInCell(content: string, head: string, start: number, place: CellPlace): NamedSpan | undefined {
  const likely =
    place.presents && place.order === 0
      ? isPossibleName
      : place.first
        ? place.near || place.supported
          ? isPossibleName
          : isLoneName
        : place.presents || (place.top && place.supported)
          ? isChineseName
          : isLikelyName;
  if (head.length === content.length || /^[ (（_\-\])】」]/.test(content.slice(head.length))) {
    if (place.order === 0 && isLoud(place) && couldBeName(head)) return { start, end: start + head.length, score: 0.6 };
    if (place.order === 0 && place.beforeGender && head.length <= 5 && !isWord(head) && !HEADS.test(head))
      return { start, end: start + head.length, score: 0.7 };
    const confirmed = isChineseName(head) && confirmsHan(place.mails, head);
    const byPlace = place.order === 0 || place.presents;
    if (confirmed || (likely(head) && byPlace && (place.top || place.presents)))
      return { start, end: start + head.length, score: confirmed ? 0.97 : place.first || place.presents ? 0.9 : 0.7 };
  }
  if (!place.top && !place.presents) return undefined;
  if (place.order > 0 && !place.presents) return undefined;
  for (const length of [3, 2, 4]) {
    const name = head.slice(0, length);
    const rest = content.slice(length);
    if (name.length === length && isChineseName(name) && GLUED_BEHIND.test(rest) && !TRADE.test(rest))
      return { start, end: start + length, score: 0.8 };
  }
  return undefined;
}

/** 许继电气: a firm, not a person and a trade. */
const TRADE = /^(?:电气|机械|电子|软件|设计|结构)$/;

/** With nothing around it a word on -法 or -定律 is named after a person: 牛顿法, 戴明环. */
const isLoneName = (head: string): boolean => isPossibleName(head) && !/[法环律式数角图]$|效应$/.test(head);

/** Only a name stands here, even if the word is one of the language: over the contacts, before 男, behind 个人简历. */
const isLoud = (place: CellPlace): boolean =>
  place.top &&
  (place.beforeGender ||
    place.titled ||
    (place.first && (place.near || place.presents || place.beforePost)) ||
    (place.alone && place.near && place.supported));
