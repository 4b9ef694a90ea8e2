import type { Span } from '../text/span.ts';
import { couldBeName, isChineseName, isPossibleName } from './names/chinese.ts';
import { englishName, isCommonWord } from './names/english.ts';
import type { Line, Page } from './page.ts';

/** What a title line tells beside the name: a post, years, a degree, a number, the word résumé, a file's ending. */
export const POST =
  /(?:工程师|经理|总监|主管|专员|助理|顾问|专家|开发|运营|设计师?|测试|运维|前端|后端|架构师|分析师?|算法|产品|销售|实习生?|会计|java|python|golang|c\+\+|android|ios|engineer|developer|manager|designer|scientist|analyst|architect|consultant|specialist|accountant|administrator|director|officer|intern)(?![a-z])/i;
const PROOF =
  /(?:\d{1,2} ?年(?!级|代|度|月|\d)|应届|本科|硕士|博士|大专|大学|简历|resume|(?<!\d)1[3-9]\d{9}(?!\d)|@|\.(?:pdf|docx?|txt))/i;
/** An entry of work or study begins with dates; its first word is a firm. */
const DATED = /(?:19|20)\d\d ?(?:[./年-] ?\d{1,2}|[-~至])|至今|present/i;
const PARTS = /[^_+\-|·/\s,，、()【】[\]<>《》~:]+/g;

/**
 * The name in a title line or a file's name: `Java工程师_林知远_5年`, `应聘前端+林知远+138…`, `林知远+示例大学+硕士`. Its
 * separators are no cells: they join a line whose other parts prove what it is.
 */
export function nameInTitle(page: Page, line: Line): Span | undefined {
  const text = page.text.slice(line.start, line.end);
  if (text.length > 80 || /[。；？！]/.test(text) || DATED.test(text)) return undefined;
  const parts = [...text.matchAll(PARTS)];
  if (parts.length < 2 || !(POST.test(text) || PROOF.test(text))) return undefined;
  const proven = PROOF.test(text) && /[_+\-|【】·]/.test(text);
  let best: { span: Span; rank: number } | undefined;
  for (const part of parts) {
    const name = part[0].replace(/的?(?:个人)?简历$|先生$|女士$/, '');
    const rank = isChineseName(name) ? 3 : isPossibleName(name) ? 2 : proven && couldBeName(name) ? 1 : 0;
    if (rank === 0 || rank <= (best?.rank ?? 0)) continue;
    const start = line.start + part.index;
    best = { span: { start, end: start + name.length }, rank };
  }
  return best?.span;
}

/** 林知远的简历, 附件：林知远简历_2024版.docx: a word of the language needs 的 or a file's ending to be a name here. */
const OWNED = /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}?)(的)?(?:个人|中文|求职|最新)?简历(?![\u4e00-\u9fff])/g;

export function* namesBeforeResume(page: Page): Iterable<Span> {
  if (!page.text.includes('简历')) return;
  for (const found of page.text.matchAll(OWNED)) {
    const name = found[1]!;
    const file = /^[^\n]{0,24}\.(?:pdf|docx?)/i.test(page.text.slice(found.index, found.index + 40));
    if (isPossibleName(name) || ((found[2] || file) && couldBeName(name)))
      yield { start: found.index, end: found.index + name.length };
  }
}

/** The name under a letter: 此致 敬礼 林知远, Sincerely, Marisol Everhart. */
const CLOSING =
  /(?:^|\n)[ \t]*(?:敬礼|此致敬礼|顺祝商祺|祝好|thanks|thank you|many thanks|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|(?:best|kind|warm) regards|regards|with thanks|best wishes|respectfully)[ ,，!！。.]*\n+[ \t]*([^\n]{2,48})/gi;

const CLOSINGS = [
  '敬礼',
  '商祺',
  '祝好',
  'thank',
  'cheers',
  'regards',
  'sincerely',
  'yours',
  'thanks',
  'wishes',
  'respectfully',
];

export function* namesUnderLetter(page: Page): Iterable<Span> {
  if (!CLOSINGS.some(word => page.lower.includes(word))) return;
  for (const found of page.text.matchAll(CLOSING)) {
    const content = found[1]!.trimEnd();
    const start = found.index + found[0].length - found[1]!.length;
    const label = /^(?:求职者|申请人|应聘人|自荐人)[: ]*/.exec(content)?.[0].length ?? 0;
    const han = /^[\u4e00-\u9fff]{2,4}(?=$|\s)/.exec(content.slice(label))?.[0];
    if (han && couldBeName(han)) yield { start: start + label, end: start + label + han.length };
    const given = /^\p{Lu}\p{Ll}{2,12}$/u.exec(content);
    if (given && !isCommonWord(content.toLowerCase())) yield { start, end: start + content.length };
    const english = englishName(content, true);
    if (english) yield { start: start + english.start, end: start + english.start + english.length };
  }
}
