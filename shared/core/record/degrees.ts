import { lower } from './case.ts';

/** Degrees in the words of the source, both languages; the longest first. */
const HAN_DEGREE =
  /(?:(?:全日制|在职|统招|非全日制|成人|自考|专升本|双|第二|辅修|普通|重点)?(?:(?:工商管理|公共管理|理|工|文|法|医|农|管理|管理学|经济|经济学|教育|教育学|哲|历史|艺术|军|专业|学术型|专业型|工程|大学)(?:学)?)?(?:博士研究生|硕士研究生|本科生|博士后|博士|硕士|学士|本科|大专|专科|高职|中专|职高|技校|高中|初中|研究生|MBA|EMBA|MPA)(?:学位|学历|生)?)/;
const MAY_HAN = /[博硕学本专职技高初研]|M[BP]A/;
const LATIN_DEGREE =
  /(?:(?:doctor|master|bachelor|associate)(?:['’]?s?)?(?: degree)?(?: of (?:applied science|business administration|computer applications|computer science(?=$|[ ,(])|fine arts|public health|public administration|social work|education|laws?|science|arts|engineering|technology|philosophy|commerce|architecture|design|music|medicine|nursing|economics|accounting|finance|management))?|(?:ph\.? ?d|d\.?phil|m\.?d|j\.?d|ll\.?[bm]|m\.?b\.?a|e\.?m\.?b\.?a|m\.?p\.?a|m\.?phil|m\.?eng|b\.?eng|m\.?tech|b\.?tech|m\.?sc|b\.?sc|m\.?s|b\.?s|m\.?a|b\.?a|b\.?b\.?a|b\.?com|m\.?com|b\.?f\.?a|m\.?f\.?a|b\.?arch|m\.?arch|a\.?a\.?s|a\.?a|a\.?s|b\.?c\.?a|m\.?c\.?a|b\.?ed|m\.?ed)(?:\.(?! ?[a-z]\.)|(?![a-z]))|high school diploma|diploma|ged|postgraduate|undergraduate|doctorate)(?:(?<=\.)|(?![a-z]))(?: ?\(hons\.?\))?/;

/** Where a Chinese degree stands in the words. */
export const hanDegree = (words: string): [number, number] | undefined => {
  if (!MAY_HAN.test(words)) return undefined;
  const match = HAN_DEGREE.exec(words);
  return match ? [match.index, match.index + match[0].length] : undefined;
};

/** Where a Latin degree stands in words in lower case. */
export function latinDegree(low: string): [number, number] | undefined {
  const match = LATIN_DEGREE.exec(low);
  // `a`, `as`, `ba` inside a word or as an article are no degrees.
  if (!match || /[a-z.]/.test(low[match.index - 1] ?? '')) return undefined;
  return [match.index, match.index + match[0].length];
}

/* Only at a part's beginning do 工学, 理学 … belong to the degree; inside, they end the field: 软件工程硕士. */
const DISCIPLINE =
  /^(?:全日制|在职|统招|非全日制|双|第二)?(?:工商管理|公共管理|理|工|文|法|医|农|管理|经济|教育|哲|历史|艺术|军)学?(?:博士|硕士|学士)(?:研究生|学位)?$/;
/* 心理学工学学士 ends in a degree of its own; 汉语言文学学士 does not. */
const GLUED =
  /^(\p{Script=Han}{2,}[学术程理计融艺林育])((?:工|理|文|法|医|农|管理|经济|教育|哲|历史|艺术)学(?:博士|硕士|学士))$/u;
const DEGREE_FIRST = /^(?:工|理|文|法|医|农|管理|经济|教育|哲|历史|艺术)学(?:博士|硕士|学士)(?=\p{Script=Han}{2})/u;
const PLAIN =
  /(?:全日制|在职|统招|非全日制)?(?:博士研究生|硕士研究生|博士后|博士|硕士|学士|(?:大学)?(?:本科生?|专科)|大专|高职|中专|职高|高中|初中|研究生|EMBA|MBA|MPA)(?:学位|学历)?/;

/** Where the degree ends and the field beside it begins, in words that hold a degree at `found`. */
export function degreeSpan(shadow: string, found: readonly [number, number]): readonly [number, number] {
  const han = /\p{Script=Han}/u.test(shadow);
  let [from, to] = found;
  if (han) {
    const bracket = /\(([^()]+)\)?$/.exec(shadow);
    const glued = GLUED.exec(shadow);
    const first = DEGREE_FIRST.exec(shadow);
    if (DISCIPLINE.test(shadow)) [from, to] = [0, shadow.length];
    else if (bracket && DISCIPLINE.test(bracket[1]!))
      [from, to] = [bracket.index + 1, bracket.index + 1 + bracket[1]!.length];
    else if (first) [from, to] = [0, first[0].length];
    else if (glued) [from, to] = [glued[1]!.length, shadow.length];
    else {
      const plain = PLAIN.exec(shadow);
      if (plain) [from, to] = [plain.index, plain.index + plain[0].length];
    }
  }
  return [from, to];
}

/** The level of a degree, from its words. */
export function levelOf(degree: string): 'secondary' | 'associate' | 'bachelor' | 'master' | 'doctor' | undefined {
  const low = lower(degree).replace(/[. ’']/g, '');
  if (/博士|^phd|^dphil|doctor|^md$|^jd$/.test(low)) return 'doctor';
  if (/硕士|研究生|mba|mpa|master|^m(?:s|a|sc|eng|phil|tech|fa|com|arch|ca|ed)(?:$|\()|^llm|postgraduate/.test(low))
    return 'master';
  if (/大专|专科|高职|associate|^aa?s?$|diploma(?!.*high)/.test(low) && !/highschool/.test(low)) return 'associate';
  if (/本科|学士|bachelor|^b(?:s|a|sc|eng|tech|ba|com|fa|arch|ca|ed)(?:$|\()|^llb|undergraduate/.test(low))
    return 'bachelor';
  if (/高中|中专|职高|技校|初中|highschool|^ged/.test(low)) return 'secondary';
  return undefined;
}
