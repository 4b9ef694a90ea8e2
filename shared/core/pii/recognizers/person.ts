import type { Span } from '../../text/span.ts';
import { chineseNameAt, couldBeName, isChineseName, isPossibleName } from '../names/chinese.ts';
import { ENGLISH_NAME, isCommonWord, isTitleWord, REVERSED_NAME, wordsOf } from '../names/english.ts';
import { surnameAt } from '../names/surnames.ts';
import { isHan, type Page } from '../page.ts';
import { candidate, matchAt, type Recognizer } from '../recognizer.ts';
import type { Candidate, Field } from '../types.ts';
import { namesInProse } from './person-in-prose.ts';

/** 林 知 远, 林  知远, longest first. */
const SPACED = [3, 2, 1].map(
  count => new RegExp(`^[\\u4e00-\\u9fff]{1,2}(?: {1,4}[\\u4e00-\\u9fff]{1,2}(?![\\u4e00-\\u9fff])){${count}}`),
);
const TITLED = /^[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|老师|教授|博士|经理|总监|主任|总|工)/;

const NAME_FIRST = new RegExp(`^(?:${REVERSED_NAME.source}|${ENGLISH_NAME.source})(?![\\p{L}])`, 'u');
const NAME_NEXT = new RegExp(`(?:${ENGLISH_NAME.source})(?![\\p{L}:])`, 'uy');

/** The label without its blanks: 氏 名 is 氏名. */
const labelOf = (page: Page, { label }: Field): string => page.lower.slice(label.start, label.end).replace(/\s/g, '');

/** The name behind a label. A colon makes any short word a name; without it the word must have a name's form. */
export function nameBehind(page: Page, field: Field): Span | undefined {
  const start = field.value.start + listNumber(page.text, field.value.start);
  const end = Math.min(field.value.end, start + 60);
  const room = page.text.slice(start, end);
  const other =
    (field.type === 'PERSON' || field.bond === 'colon') && mayBeOtherScript(room) ? OTHER_SCRIPT.exec(room) : null;
  if (other) return { start, end: start + other[0].length };
  if (isHan(page.text.charCodeAt(start))) return hanName(room, start, field, isSure(page, field), labelOf(page, field));
  const name = NAME_FIRST.exec(room);
  if (name) {
    const text = (name[1] ?? name[2])!;
    const from = start + name[0].length - text.length;
    const label = page.lower.slice(field.label.start, field.label.end);
    const doubtful =
      CERTAIN.test(label) ||
      /^,? ?(?:a|an|the|and|from|based|currently)(?![A-Za-z])|^[.!]/.test(room.slice(name[0].length))
        ? isTitleWord
        : isNotName;
    if (field.bond === 'gap' && wordsOf(text).some(doubtful)) return undefined;
    return { start: from, end: withSuffix(page.text, from + text.length) };
  }
  if (field.bond !== 'colon') return lonePart(page, field, room);
  // `name: marisol everhart`, `Name: MARISOL`; a single word, or several in lower case.
  const loose =
    /^(?:\p{L}[\p{L}'’-]{1,20}\.?)(?: (?:\p{L}\.|\p{L}[\p{L}'’-]{1,20})){0,3}(?=$|[\s,，;；|(（·/\uFFFC])/u.exec(room);
  // `Reports to: CTO`, 汇报给：CEO.
  if (field.type === 'OTHER_PERSON' && /^\p{Lu}{2,4}(?![\p{L} ])/u.test(room)) return undefined;
  // Behind the label of another person only a capital makes a name: `Manager: promoted in 2021`.
  if (field.type === 'OTHER_PERSON' && !/^\p{Lu}/u.test(room)) return undefined;
  return loose &&
    !/^(?:the|a|an|see|my|our|your|this|that|to|for|of) /i.test(loose[0]) &&
    !/^(?:dr|mr|ms|mrs|prof|professor|sir|miss|tbd|none|null|confidential|anonymous|unknown)\.?$/i.test(loose[0]) &&
    !wordsOf(loose[0]).some(isNotName)
    ? { start, end: start + loose[0].length }
    : undefined;
}

/** `Surname` over `Okonkwo`: a part of a name, alone in the cell below its label. */
function lonePart(page: Page, { label, value }: Field, room: string): Span | undefined {
  if (
    !/^(?:surname|first name|last name|family name|given name|forename|middle name)/.test(
      page.lower.slice(label.start, label.end),
    )
  )
    return undefined;
  const part = /^\p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}'-]{1,20})?(?=\s*(?:$|\n|\||\t))/u.exec(room);
  return part && /[\n\t|]/.test(page.text.slice(label.end, value.start))
    ? { start: value.start, end: value.start + part[0].length }
    : undefined;
}

/** Kana, Hangul, Cyrillic; Japanese names mix kana and Han, with a blank between. */
const OTHER_SCRIPT =
  /^(?:[가-힣]{2,5}|[가-힣]{1,2} [가-힣]{1,3}|[ぁ-んァ-ヶー]{2,8}(?: [ぁ-んァ-ヶー]{1,8})?|[\u4e00-\u9fff々]{1,4} ?[ぁ-んァ-ヶー々]{1,6}|(?=\p{L}{0,20}\p{Script=Cyrillic})\p{L}[\p{L}-]{1,20}(?: \p{L}[\p{L}.-]{0,20}){1,2})(?=$|[\s,，;；|()（）·/\uFFFC])/u;

/** Most rooms are Latin or Han alone: a look at five signs. */
function mayBeOtherScript(room: string): boolean {
  for (let at = 0; at < 5; at++) {
    const code = room.charCodeAt(at);
    if ((code >= 0x400 && code < 0x530) || (code >= 0x3041 && code < 0x3100) || (code >= 0xac00 && code < 0xd7a4))
      return true;
  }
  return false;
}

/** `Referees: 1. Marisol Everhart`. */
const listNumber = (text: string, at: number): number =>
  /^(?:\d|[a-d])[.)、] ?/.exec(text.slice(at, at + 5))?.[0].length ?? 0;

/** Labels behind which words of the language are names: `my name is Will Power`. */
const CERTAIN = /^(?:my name|full name|resume of|résumé of|curriculum vitae of|cv of|candidate|applicant)/;

/** The label is a cell and the value is the next, or the label can be nothing else: 姓名 林知远 电话 …, 我叫林知远，. */
function isSure(page: Page, { type, label, value, bond }: Field): boolean {
  if (bond === 'colon') return true;
  const spelled = page.text.slice(label.start, label.end).replace(/\s/g, '');
  const run = /^[\u4e00-\u9fff]{2,4}/.exec(page.text.slice(value.start, value.start + 4))?.[0] ?? '';
  const next = page.text[value.start + run.length] ?? '\n';
  if (/^(?:我叫|我的名字|名叫|我名叫|全名|全名叫|本名)$/.test(spelled)) return /[\s,，。.、!；;(]/.test(next);
  const rest = page.text.slice(value.start + run.length, value.start + run.length + 8);
  // 我是林知远，毕业于…; 联系人 林知远 0571-….
  if (spelled === '我是')
    return /^[,，] ?(?:毕业|来自|今年|目前|现|应聘|就读|[男女\d是一]|[\u4e00-\u9fff]{2,4}人)/.test(rest);
  if (type === 'OTHER_PERSON' && /^ ?[(]? ?(?:\+|\d|电话|手机|tel)/i.test(rest)) return true;
  const gap = page.text.slice(label.end, value.start);
  const own = !isHan(page.text.charCodeAt(label.start - 1)) && /[\s|]/.test(next);
  return own && (/[\t\n|;.]| {2}/.test(gap) || (/^(?:姓名|名字|中文名|真实姓名)$/.test(spelled) && gap === ' '));
}

/** `Jr.` behind a name is part of it, with its comma and full stop. */
export const withSuffix = (text: string, end: number): number =>
  end +
  (/^(?:,? (?:Jr|Sr|II|III|IV|Esq)\.?(?![A-Za-z])|(?<=(?:Jr|Sr|Esq))\.)/i.exec(text.slice(end, end + 6))?.[0].length ??
    (/ (?:jr|sr)$/i.test(text.slice(end - 3, end)) && text[end] === '.' ? 1 : 0));

const isNotName = (word: string): boolean =>
  isCommonWord(word) &&
  word.length > 4 &&
  !/^(?:black|white|green|brown|young|smith|miller|baker|taylor|walker|summer|grace|april|august|carter|grant|mason|hunter|faith|frank|chase)$/.test(
    word,
  );

/** 氏名 高橋 美咲: family and given name of Japan, with a blank between, whatever the signs. */
const JAPANESE = /^[\u4e00-\u9fff々]{1,4} [\u4e00-\u9fff々]{1,4}(?=$|[\s(（|])/;

function hanName(room: string, start: number, field: Field, sure: boolean, label: string): Span | undefined {
  const japanese = /^(?:氏名|お名前|漢字氏名)/.test(label) ? JAPANESE.exec(room) : null;
  if (japanese) return { start, end: start + japanese[0].length };
  const dotted = /^[\u4e00-\u9fff]{1,8}(?: ?· ?[\u4e00-\u9fff]{1,10}){1,3}/.exec(room);
  if (dotted && isChineseName(dotted[0].replace(/ /g, ''))) return { start, end: start + dotted[0].length };
  // 林 知 远, 林  知远: blanks only inside a name of two to four signs.
  for (const shape of SPACED) {
    const spaced = shape.exec(room);
    const bare = spaced?.[0].replace(/ /g, '') ?? '';
    if (spaced && !/[男女]$/.test(bare) && bare.length <= 4 && (sure ? couldBeName(bare) : isChineseName(bare)))
      return { start, end: start + spaced[0].length };
  }
  const run = /^[\u4e00-\u9fff]+/.exec(room)?.[0] ?? '';
  const whole = run.replace(
    /(?:同学|同志|先生|女士|老师|教授|博士|研究员|副教授|主任|经理|总监|护士长|[处科局站厂部班店队组校院]长)$/,
    '',
  );
  if (NO_NAME.test(whole)) return undefined;
  const familiar = /^[小老阿][\u4e00-\u9fff](?![\u4e00-\u9fff])/.exec(room)?.[0];
  if (familiar && field.type === 'OTHER_PERSON' && surnameAt(familiar, 1) > 0)
    return { start, end: start + familiar.length };
  const titled = TITLED.exec(room);
  if (titled && field.type === 'OTHER_PERSON' && surnameAt(room, 0) > 0)
    return { start, end: start + titled[0].length };
  if (isChineseName(whole)) return { start, end: start + whole.length };
  for (const given of [2, 1]) {
    const length = chineseNameAt(room, 0, given);
    if (
      length > 0 &&
      /^(?:男|女|性别|出生|年龄|电话|手机|籍贯|民族|\d|承诺|保证|声明|确认|毕业|是|于|教授|副教授|博士|老师|经理|主任|总监|研究员|院士|先生|女士|同学|同志|医生|护士|[护处科局站厂部班店队组校院]长|书记|的|[\u4e00-\u9fff]{0,4}(?:公司|工程师))/.test(
        room.slice(length),
      )
    )
      return { start, end: start + length };
  }
  // Behind a colon a short word is a name even with an unusual sign in it: 姓名：林禤.
  if (
    whole.length >= 2 &&
    whole.length <= 4 &&
    (sure
      ? couldBeName(whole) || (field.bond === 'colon' && field.type === 'PERSON')
      : isPossibleName(whole) && /^(?:$|[\s,，。.、!；;(])/.test(room.slice(whole.length)))
  )
    return { start, end: start + whole.length };
  if (field.bond === 'colon' && surnameAt(run, 0) > 0 && run.length > 4) {
    const cut = surnameAt(run, 0) + 2;
    return chineseNameAt(run, 0, 2) > 0 ? { start, end: start + cut } : undefined;
  }
  return undefined;
}

const NO_NAME =
  /^(?:保密|无|暂无|不限|未知|面议|本人|同上|待定|如下|见附件|可提供|匿名|某|负责)|(?:公司|部门|团队|经理|总监|主管|中心|集团|大学|学院|专家|工程师|产品|项目|负责人|总裁|部|组)$/;

export const person: Recognizer = {
  labels: [
    {
      type: 'PERSON',
      labels:
        "mein name ist|je m'appelle|me llamo|mi nombre es|ich heiße|name in full|name in full (block letters)|full name (in block letters)|first name(s)|surname(s)|nombre|nombre y apellidos|apellidos|nome|nome completo|фио|имя|성명|이름|ふりがな|フリガナ|漢字氏名|中文全名|姓名（汉字）|学员姓名|持证人|承诺人|签字|申请人签字|本人签字|本人签名|投保人|户名|/s/|narne|姓各|fn|i am|i'm|my name's|this is|姓名|姓 名|名叫|我名叫|全名|全名叫|本名|名字|中文名|英文名|中文姓名|英文姓名|候选人|候选人姓名|应聘者|应聘人|求职者|求职人|申请人|真实姓名|曾用名|姓名拼音|拼音|作者|本人姓名|我叫|我是|我的名字|本人|署名|签名|name|full name|legal name|my name|candidate|candidate name|applicant|applicant name|first name|last name|surname|family name|given name|given names|middle name|forename|preferred name|english name|chinese name|known as|nom|prénom|nachname|vorname|氏名|お名前|姓名/name|resume of|résumé of|curriculum vitae of|cv of|author|submitted by|signed|signature".split(
          '|',
        ),
    },
    {
      type: 'OTHER_PERSON',
      labels:
        "mother's maiden name|maiden name|s/o|d/o|w/o|c/o|reported to|reporting officer|references available|接待人|面试联系人|面试联系|审批人|复核|复核人|监考人|见证人|护士长|组长|年级组长|班长|院长|校长|导师姓名|導師|指導老師|推薦人|聯絡人|諮詢人|介紹人|證明人|緊急連絡人|父親|母親|配偶姓名|上司|直属主管|前同事|猎头|猎头顾问|招聘专员|招聘经理|人事|人事专员|father's name|mother's name|spouse's name|spouse name|husband's name|wife's name|guardian's name|guardian name|emergency contact name|referee name|配偶姓名|父亲姓名|母亲姓名|家属联系人|推荐人|证明人|负责人|成员|团队成员|项目成员|组员|主讲人|主持人|答辩人|填表人|审核人|经办人|法人|法定代表人|开发者|联系人|紧急联系人|导师|指导老师|指导教师|指导教授|硕士导师|博士导师|硕导|博导|主管|直属主管|直接主管|部门主管|直属领导|直接领导|部门领导|直属上级|直接上级|上级|汇报对象|汇报人|汇报给|介绍人|内推人|推荐老师|班主任|辅导员|配偶|父亲|母亲|丈夫|妻子|爱人|监护人|家长|合作者|合作导师|项目负责人|项目经理|部门经理|证明人姓名|推荐人姓名|联系人姓名|紧急联络人|緊急聯絡人|指導教授|referee|referees|reference|references|referred by|emergency contact|contact person|supervisor|advisor|adviser|thesis advisor|phd advisor|manager|supervised by|advised by|mentored by|guided by|under the supervision of|under the guidance of|led by prof.|under prof.|line manager|direct manager|hiring manager|reporting to|reports to|report to|mentor|recommender|recommended by|spouse|father|mother|guardian|next of kin|professor|co-author|coauthor|reporting manager|academic advisor|teacher|hr".split(
          '|',
        ),
    },
  ],
  read: (page, field): Candidate[] => {
    const label = page.lower.slice(field.label.start, field.label.end);
    // 本人 and 作者 open sentences; only a full name may follow them.
    const weak = /^(?:本人|作者|拼音|author|professor|reference|teacher|hr|signed)/.test(label)
      ? { ...field, bond: field.bond === 'colon' ? field.bond : ('gap' as const) }
      : field;
    if (!precededWell(page, field, label)) return [];
    const span = nameBehind(page, weak);
    if (!span) return [];
    const found = [candidate(page, 'PERSON', span, 'label')];
    const more = otherScript(page, span, field.value.end);
    if (more) found.push(candidate(page, 'PERSON', more, 'label'));
    return field.type === 'OTHER_PERSON' ? [...found, ...listed(page, span.end, field.value.end)] : found;
  },
  find: namesInProse,
};

/** 成员：张伟、王芳、李娜: further names of a list. */
function listed(page: Page, from: number, end: number): Candidate[] {
  const found: Candidate[] = [];
  const next = /[、,，/ ]{1,2}([\u4e00-\u9fff]{2,4})(?=$|[\s、,，。;；/(])/y;
  for (next.lastIndex = from; found.length < 12; ) {
    const one = next.exec(page.text);
    if (!one || next.lastIndex > end || !couldBeName(one[1]!)) break;
    const start = next.lastIndex - one[1]!.length;
    found.push(candidate(page, 'PERSON', { start, end: next.lastIndex }, 'label'));
  }
  return found;
}

/** `Project name:`, `company name:`, `file name:` name something else. */
function precededWell(page: Page, field: Field, label: string): boolean {
  if (!/^(?:name|manager|reference|author|candidate|professor|teacher|advisor|mentor|signature|contact)/.test(label))
    return true;
  const before = /([a-z]+)[ _-]$/.exec(page.lower.slice(Math.max(0, field.label.start - 16), field.label.start));
  return (
    !before ||
    /^(?:full|my|first|last|family|given|candidate|applicant|legal|chinese|english|preferred|phd|the|is|thesis|line|hiring|direct)$/.test(
      before[1]!,
    )
  );
}

/** Behind the name the same in the other script: 林知远 (Lin Zhiyuan), 林知远 / Jason Lin. */
export function otherScript(page: Page, span: Span, limit: number): Span | undefined {
  const rest = page.text.slice(span.end, Math.min(limit, span.end + 50));
  const open = /^ ?[(（/|] ?/.exec(rest) ?? /^ (?=[A-Z\u4e00-\u9fff])/.exec(rest);
  if (!open) return undefined;
  const at = span.end + open[0].length;
  if (isHan(page.text.charCodeAt(at))) {
    const run = /^[\u4e00-\u9fff]+/.exec(page.text.slice(at, at + 8))?.[0] ?? '';
    return isChineseName(run) ? { start: at, end: at + run.length } : undefined;
  }
  const name = matchAt(NAME_NEXT, page.text, at);
  if (name && !wordsOf(page.text.slice(name.start, name.end)).some(isTitleWord)) return name;
  const kana = /^[(（] ?([ぁ-んァ-ヶー]{2,8}(?: [ぁ-んァ-ヶー]{1,8})?|[가-힣]{2,4}) ?[)）]/.exec(rest);
  if (kana) return { start: at, end: at + kana[1]!.length };
  const alias = /^[(（/] ?([A-Z][a-z]{2,12}) ?(?:[)）|]|$)/.exec(rest);
  return alias && !isCommonWord(alias[1]!.toLowerCase()) ? { start: at, end: at + alias[1]!.length } : undefined;
}
