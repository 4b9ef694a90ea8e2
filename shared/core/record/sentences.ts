import { roleWeight } from './evidence.ts';
import { HAS, isHan, type Line, LONG, widthOf } from './lines.ts';

/* A sentence of a résumé begins with what was done … */
const DOING =
  /^(?:负责(?!人)|参与(?!者)|主导|完成|协助|搭建|编写|维护(?!者)|支持|推动|带领|制定|组织|提升|建立|构建|引入|采用|解决|熟悉|熟练|掌握|了解|精通|具备|获得|荣获|主要负责|累计|成功|配合|跟进|撰写|重构|接入|策划(?!师|专员)|对接|处理|进行|承担|使用|利用|实现|优化|担任.{2,}负责)/;
/* … or with how: these open names as well (在线考试系统, 设计师), and count only in a line long enough to be a sentence. */
const HOW =
  /^(?:独立|设计|开发|通过|基于|针对|根据|对|将|为|在|从|分析|研究|改造|拆分|管理|执行|按|把|用|以|与|结合|主要)/;
/* These open names as well, but short ones. */
const BUSY =
  /^(?:每[日周月天年]|日常|走访|统筹|牵头|主讲|主持|审核|调试|改版|梳理|协调|接诊|修订|输出|沉淀|运用|拓展|开拓|跟踪|指导|培训|收集|汇总|统计|监控|监督|检查|巡检|拜访|洽谈|招聘|组建|打造|落地|推进|提出|发现|定位|排查|修复|迁移|升级|部署|封装|实施|编制|起草|核算|盘点|采集|清洗|标注|训练|调优|发表|被评为|从0|累计)/;
const DOING_LATIN: ReadonlySet<string> = new Set(
  'led built designed developed wrote split maintained managed created implemented improved reduced increased cut reviewed negotiated worked collaborated supported owned drove launched delivered migrated automated analyzed analysed conducted coordinated mentored trained introduced optimized optimised established achieved responsible helped ran grew shipped refactored researched taught assisted contributed spearheaded architected authored deployed integrated tested used using organized organised planned presented prepared handled hired initiated modernized partnered performed produced provided redesigned resolved scaled streamlined took tracked won gpa relevant coursework joined served oversaw moved replaced added made rewrote'.split(
    ' ',
  ),
);
/** 策划经理 is a position, for all its first word says. */
const TITLED = /^[\p{Script=Han}A-Za-z]{2,10}(?:师|经理|主管|专员|总监|工程师|员|助理|实习生|负责人)(?:$|[\s|,/(-])/u;
const LEGAL = /\b(?:Co|Inc|Ltd|Corp|LLC|S|A|D|Sc|Eng)\.$/;
const WORDY = /(?:\S+ ){6,}\S+\.$/;

/** Whether a line reads as a sentence; one with a range in it may begin with 设计 or 在 and be a head. */
export function isSentence(line: Line, dated = false): boolean {
  const { shadow } = line;
  if (shadow.length > LONG) return true;
  const last = shadow.charCodeAt(shadow.length - 1);
  if (last === 0x2e) {
    if (LEGAL.test(shadow)) return false;
    if (WORDY.test(shadow)) return true;
  }
  // 。 ! ? anywhere, or , ; : 、 at the end
  if (line.has & HAS.stop || last === 0x2c || last === 0x3b || last === 0x3a || last === 0x3001) return true;
  const from = wordsFrom(shadow);
  const first = shadow.charCodeAt(from);
  if (isHan(first)) return hanSentence(from === 0 ? shadow : shadow.slice(from), line, dated);
  // `iOS Developer` begins with a small letter and is none.
  if (first >= 0x61 && first <= 0x7a && !/^[a-z][A-Z]/.test(shadow.slice(from, from + 2))) {
    const words = shadow.slice(from);
    if (!/^(?:from|since|to|until|till)\b/.test(words))
      return !/^[a-z][\w.-]*(?: *[-|(–]|,? ?[,·•/] ?[A-Z\d]| {2,}|$)/.test(words);
  }
  return DOING_LATIN.has(firstWord(shadow, from)) || (!dated && isProse(line));
}

function hanSentence(words: string, line: Line, dated: boolean): boolean {
  if (!dated && line.has & HAS.comma && HOW.test(words) && /,(?! ?[A-Z])/.test(words) && widthOf(words) > 44)
    return !TITLED.test(words);
  // 参与开发 is a role.
  if (words.length <= 6 && roleWeight(words) > 0) return false;
  return (DOING.test(words) || (!dated && line.width > 30 && BUSY.test(words))) && !TITLED.test(words);
}

/** Six words or more, most of the long ones small: names and positions are written with capitals. */
function isProse({ shadow, has }: Line): boolean {
  if (has & HAS.han || shadow.length < 28 || /[|;]| [-/] | {2,}|\t/.test(shadow)) return false;
  const words = shadow.split(' ');
  if (words.length < 6) return false;
  let [small, long] = [0, 0];
  for (let i = 1; i < words.length; i++) {
    if (words[i]!.length < 4) continue;
    long++;
    if (/^[a-z]/.test(words[i]!)) small++;
  }
  return small >= 2 && small > 0.6 * long;
}

function wordsFrom(shadow: string): number {
  let i = 0;
  for (; i < shadow.length; i++) {
    const code = shadow.charCodeAt(i);
    // Space, tab, digits, `.`, `/`, `-`
    if (code !== 0x20 && code !== 0x09 && !(code >= 0x2d && code <= 0x39)) break;
  }
  return i;
}

function firstWord(shadow: string, from: number): string {
  let end = from;
  while (end < shadow.length && end - from < 16) {
    const code = shadow.charCodeAt(end) | 0x20;
    if (code < 0x61 || code > 0x7a) break;
    end++;
  }
  return shadow.slice(from, end).toLowerCase();
}
