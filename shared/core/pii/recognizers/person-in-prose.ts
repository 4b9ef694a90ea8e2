import { couldBeName, isChineseName, isPossibleName } from '../names/chinese.ts';
import { ENGLISH_NAME, englishName, isTitleWord, wordsOf } from '../names/english.ts';
import { surnameAt } from '../names/surnames.ts';
import type { Page } from '../page.ts';
import { candidate } from '../recognizer.ts';
import type { Candidate } from '../types.ts';

/** 我是来自示例大学的林知远; 师从林知远教授; Prof. Ingrid Halvorsen: a name between words that only a name stands between. */
const FROM = /我是来自[^\n，,。]{2,20}?的([\u4e00-\u9fff]{2,4})(?=$|[\s，,。！!、])/g;
const TAUGHT =
  /(?:(?<![\u4e00-\u9fff])(?:[与和]导师|师从|跟随|协助|导师|班主任|辅导员|[由与在受])?|(?<=师从|跟随|协助|导师|班主任|辅导员|[由与受]))([\u4e00-\u9fff]{2,4}?)(?:副?教授|研究员|院士|老师)(?=$|[\s，,。；;、的(（]|课题组|团队|指导|实验室|合作|完成|提供|推荐)/g;
const TEACHERS = ['教授', '研究员', '院士', '老师'];
/** Words in front that make whatever stands before a title a name. */
const BEFORE_NAME = /(?:师从|跟随|协助|导师|班主任|辅导员|[由在])$/;
/** 本人姓苏名轼. */
const NAMED = /姓([\u4e00-\u9fff]{1,2})[,，]?名([\u4e00-\u9fff]{1,2})(?=[\s,，。;；]|字|$)/g;
const ASKED = /联系([\u4e00-\u9fff]{2,4})(?=[(（] ?(?:1[3-9]\d|0\d{2,3}|电话|手机))/g;
const HONOURED = new RegExp(
  `(?<![\\p{L}])(?:Prof\\.|Professor|Dr\\.) (?:${ENGLISH_NAME.source})(?![\\p{L}])(?! (?:University|School|College|Award|Prize|Institute|Lab))`,
  'gu',
);

/** 尊敬的林经理; 本人姓林，; 兹证明林知远同志, 我校林知远同学; 同事林知远可作证; 林知远 敬上. */
const RESPECTED =
  /尊敬的([\u4e00-\u9fff]{1,2}(?:经理|主管|总监|主任|老师|教授|博士|先生|女士|小姐|校长|院长|总|工))(?=$|[\s,，:!！。])/g;
const SURNAMED = /(?:本人|我|免贵|在下)姓([\u4e00-\u9fff]{1,2})(?=[\s,，。;；])/g;
const CERTIFIED =
  /(?:证明|我校|我院|我司|我班|我系|本校|本院|公司|单位|员工|学生)([\u4e00-\u9fff]{2,4}?)(?=同志|同学|先生|女士|[(（] ?(?:身份证|学号|工号|性别|男|女))/g;
const COLLEAGUE =
  /(?:同事|上司|师兄|师姐|学长|学姐|朋友|老板)([\u4e00-\u9fff]{2,3}?)(?=可以?|能够?|愿意|[(（,，、] ?(?:电话|手机|\+?\d)|电话|手机)/g;
const CLOSED = /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}) ?(?:敬上|谨上|拜上|呈上|谨启|敬启|敬呈)(?![\u4e00-\u9fff])/g;
/** Dear Ms. Lindgren; Mr Oyelaran, but not Ms Office. */
const ADDRESSED =
  /(?<![\p{L}])(?:Mr|Ms|Mrs|Mx|Dear Miss|Dear Dr|Dear Prof|Dear Professor)\.? (?!Office|Excel|Word|Access|Project|Power|Windows|SQL|Visio|Outlook|Teams)(\p{Lu}\p{Ll}[\p{L}'-]{1,20}(?: \p{Lu}\p{Ll}[\p{L}'-]{1,20})?)(?![\p{L}])/gu;
/** I have known Marisol Everhart since 2016; I recommend Marisol Everhart for …. */
const KNOWN = new RegExp(
  `(?:have known|to recommend|recommend|certify that|introduce) (?:${ENGLISH_NAME.source})(?= (?:since|for|as|to|was|has|is|worked)(?![a-z])|[,.])`,
  'gu',
);
/** Marisol Everhart <marisol@example.com>, as programs of mail write it; the name is sought from the sign backwards. */
const BEFORE_MAIL = /(?<=(?:^|[:,;|\n]) ?"?(\p{Lu}[^:,;|\n"<>]{3,40})"? ?)<(?=[^<>@\s]{1,64}@)/gu;
/** (Marisol Everhart) alone in the last line of a declaration. */
const ALONE = /(?<=^|\n)\(([^()\n]{4,40})\)(?=\s*(?:\n|$))/g;

interface Sign {
  /** The text must hold one of them, or the pattern need not be tried. */
  readonly words: readonly string[];
  readonly shape: RegExp;
  readonly accepts: (name: string) => boolean;
}

const isEnglish = (name: string): boolean => !wordsOf(name).some(isTitleWord);
const startsWithSurname = (name: string): boolean => surnameAt(name, 0) > 0;

const SIGNS: readonly Sign[] = [
  { words: ['尊敬的'], shape: RESPECTED, accepts: startsWithSurname },
  { words: ['人姓', '我姓', '贵姓', '下姓'], shape: SURNAMED, accepts: name => surnameAt(name, 0) === name.length },
  { words: ['兹', '同志', '同学'], shape: CERTIFIED, accepts: isPossibleName },
  { words: ['同事', '朋友', '学长', '学姐', '师兄', '师姐'], shape: COLLEAGUE, accepts: isChineseName },
  { words: ['敬上', '谨上', '拜上', '呈上', '谨启', '敬启'], shape: CLOSED, accepts: couldBeName },
  { words: ['Mr', 'Ms', 'Mx', 'Dear '], shape: ADDRESSED, accepts: () => true },
  { words: ['known ', 'recommend ', 'certify', 'introduce '], shape: KNOWN, accepts: isEnglish },
  { words: ['<'], shape: BEFORE_MAIL, accepts: name => englishName(name.trimEnd()) !== undefined },
  { words: ['\n('], shape: ALONE, accepts: name => englishName(name) !== undefined },
];

/** Names between words that only a name stands between. */
export function* namesInProse(page: Page): Iterable<Candidate> {
  for (const { words, shape, accepts } of SIGNS)
    if (words.some(word => page.text.includes(word)))
      for (const found of page.text.matchAll(shape))
        if (accepts(found[1]!)) {
          // Behind its words, or, sought backwards, before its sign.
          const inside = found[0].indexOf(found[1]!);
          const start = inside < 0 ? page.text.lastIndexOf(found[1]!, found.index - 1) : found.index + inside;
          yield placed(page, start, found[1]!.trimEnd());
        }
  if (page.text.includes('我是来自'))
    for (const found of page.text.matchAll(FROM))
      if (couldBeName(found[1]!)) yield placed(page, found.index + found[0].length - found[1]!.length, found[1]!);
  if (TEACHERS.some(word => page.text.includes(word)))
    for (const found of page.text.matchAll(TAUGHT)) {
      const start = found.index + found[0].indexOf(found[1]!);
      const certain = BEFORE_NAME.test(page.text.slice(Math.max(0, start - 3), start));
      if ((certain ? couldBeName : isPossibleName)(found[1]!)) yield placed(page, start, found[1]!);
    }
  if (page.text.includes('姓'))
    for (const found of page.text.matchAll(NAMED))
      if (surnameAt(found[1]!, 0) === found[1]!.length)
        yield candidate(page, 'PERSON', { start: found.index + 1, end: found.index + found[0].length }, 'name');
  if (page.text.includes('联系'))
    for (const found of page.text.matchAll(ASKED))
      if (couldBeName(found[1]!)) yield placed(page, found.index + 2, found[1]!);
  if (page.text.includes('Prof') || page.text.includes('Dr.'))
    for (const found of page.text.matchAll(HONOURED))
      if (!wordsOf(found[1]!).some(isTitleWord))
        yield placed(page, found.index + found[0].lastIndexOf(found[1]!), found[1]!);
}

const placed = (page: Page, start: number, name: string): Candidate =>
  candidate(page, 'PERSON', { start, end: start + name.length }, 'name', undefined, 0.8);
