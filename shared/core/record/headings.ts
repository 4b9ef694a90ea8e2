import { lower } from './case.ts';
import { isHan, type Line, LONG } from './lines.ts';
import type { SectionKind } from './profile.ts';

/** A line that opens a section; `rest` is what stands behind its colon (`技能：Java、Go`), as offsets in the line. */
export interface Heading {
  readonly kind: SectionKind;
  /** Offsets of the heading's words in the line. */
  readonly start: number;
  readonly end: number;
  readonly rest?: number;
}

/* Chinese headings are made of an attribute and a noun, so that the variants need no list of their own. */
const HAN: readonly (readonly [SectionKind, RegExp])[] = [
  [
    'projects',
    /^(?:个人|主要|相关|部分|代表|核心|重点|工程|参与|科研|研究|学术|课程|校内|在校|实践|开源|近期|项目|工作)*(?:项目|作品|科研)(?:经验|经历|实践|实战|介绍|展示|背景|案例|成果|履历|情况|简介|描述|集)?(?:与实践|及实践)?$/,
  ],
  [
    'work',
    /^(?:个人|主要|相关|过往|历史|全职|兼职|专业|职场|企业|校外|社会)*(?:工作|任职|职业|从业|实习|就业|职场|工作与实习|工作及实习|实习与工作|实习及工作|工作\/实习|实习\/工作|实习工作|工作实习)(?:经验|经历|履历|背景|历程|情况|简历|实践)$|^(?:雇佣|职业|工作)(?:历史|生涯)$|^(?:社会)?实践经[历验]$|^经[历验]$|^(?:工作|实习)$/,
  ],
  [
    'education',
    /^(?:个人|主要|学历|受|最高)*(?:教育|学历|求学|学习|院校|学业)(?:与培训|及培训|和培训|培训)?(?:背景|经历|经验|情况|信息|程度|履历|及学历)$|^(?:学历|教育|教育与学历|毕业院校)$/,
  ],
  [
    'skills',
    /^(?:个人|主要|核心|专业|职业|技术|相关|掌握|IT|计算机|综合|岗位|软件|业务|工作|擅长|办公|编程|开发)*(?:技能|技术|特长|技术栈|能力|专长|技能特长|技能专长|技能与特长|技能及特长|技能清单|技能描述|技能掌握|技能树|技能概览|技能列表|技能情况|技能总结|技能点|技能水平|技能\/特长|技能和特长|技能与工具|工具与技能|技能标签|能力清单|擅长领域|掌握技能)$/,
  ],
  ['languages', /^(?:外语|语言)(?:能力|水平|技能|情况|掌握)?$|^(?:掌握|使用)语言$|^英语(?:能力|水平)$/],
  [
    'certificates',
    /^(?:职业|专业|相关|个人|所获|获得|技能|资格|执业|技术|语言)*(?:证书|资质|资格证书|资格认证|资格|认证|执照|证件|资格证)(?:情况|列表|信息|一览|与资质|及资质)?$|^(?:证书|认证)(?:与|及|和|\/)(?:认证|证书|培训)$/,
  ],
  [
    'awards',
    /^(?:个人|所获|主要|在校|校内|曾获|获得|相关|竞赛|学术)*(?:获奖|奖励|荣誉|奖项|奖学金|表彰|成就|竞赛|荣誉奖项|荣誉奖励|获奖荣誉)(?:情况|经历|信息|证书|记录|与荣誉|及荣誉|与奖项|及奖项|与奖励|荣誉|奖项|成果|与证书|及证书|和证书)?$|^(?:证书|资格证书)(?:与|及|和|\/)?(?:荣誉|奖项|获奖|奖励)$/,
  ],
  [
    'summary',
    /^(?:自我|个人|职业|专业|工作|综合)*(?:评价|总结|优势|简介|概述|概况|概要|介绍|亮点|陈述|描述|小结|自述|特点|竞争力)$|^(?:关于我|我的优势|个人简历摘要|职业概要|核心优势|核心竞争力)$/,
  ],
  [
    'target',
    /^(?:求职|应聘|职业|期望|目标|意向)(?:意向|目标|岗位|职位|意愿|期望|状态|信息|工作|方向|意图|规划)$|^(?:期望|意向)$/,
  ],
  [
    'contact',
    /^(?:个人|基本|基础|联系|联络|我的)*(?:信息|资料|方式|联系方式)$|^(?:个人简历|简历|我的简历|联系我|求职简历)$/,
  ],
  [
    'publications',
    /^(?:发表|学术|代表|科研|主要|出版|专利|论文)*(?:论文|专利|著作|出版物|成果|发表|软著)(?:发表|情况|成果|与专利|及专利|与论文|及著作|著作)?$/,
  ],
  [
    'volunteer',
    /^(?:校园|校内|在校|社团|学生|志愿|志愿者|公益|社会|组织|学生会|学生干部|课外)*(?:经历|活动|工作|服务|经验|职务|任职|实践)$/,
  ],
  ['interests', /^(?:个人|业余)*(?:兴趣|爱好|兴趣爱好|兴趣与爱好|业余爱好)$/],
  ['references', /^(?:推荐人|证明人|推荐信|参考人)$/],
  ['other', /^(?:其他|其它|附加|补充|更多|附件|备注|培训)(?:信息|情况|经历|说明|能力|事项)?$|^培训(?:经历|经验|情况)$/],
];

/* English headings are short runs of these words; the first kind in this order that any word names wins. */
const LATIN: readonly (readonly [SectionKind, string])[] = [
  ['references', 'references referees'],
  ['volunteer', 'volunteer volunteering community extracurricular extracurriculars leadership'],
  ['publications', 'publications publication papers patents patent talks'],
  ['certificates', 'certifications certification certificates certificate licenses licences credentials'],
  ['awards', 'awards award honors honours achievements scholarships prizes accomplishments recognition'],
  ['projects', 'projects project portfolio'],
  ['languages', 'languages language'],
  ['target', 'objective goal objectives'],
  ['summary', 'summary profile about overview introduction bio biography statement strengths'],
  ['education', 'education educational academic academics qualifications qualification schooling studies degrees'],
  [
    'skills',
    'skills skill competencies competences technologies expertise proficiencies toolkit tools stack toolbox abilities',
  ],
  ['work', 'experience employment internships internship career jobs work experiences positions'],
  ['work', 'background history'],
  ['interests', 'interests hobbies activities'],
  ['contact', 'contact contacts details information'],
];
const FILLERS =
  'and & / of my me the professional relevant selected technical core key personal additional other history background highlights competencies programming software industry recent side work open source career employment record qualifications in areas spoken foreign academic research training courses coursework major notable general computer it soft hard specialist technology technologies tools languages skills summary about interests activities education experience key to for'.split(
    ' ',
  );

const KIND_OF = new Map(LATIN.flatMap(([kind, words]) => words.split(' ').map(word => [word, kind] as const)));
const RANK = new Map(LATIN.map(([kind], rank) => [kind, rank] as const).toReversed());
const FILLER = new Set(FILLERS);
/** `Research` or `Core` alone is no heading. */
const MAX_WORDS = 6;
const MAX_UNITS = 44;

/* Words that a heading may have in front of a colon and its content on the same line. */
const INLINE =
  /^(?:[\p{Script=Han}]{2,8}|(?:technical |core |key |professional )?(?:skills?|languages?|summary|objective|profile|interests|certifications?|certificates?|awards?|education|tools|technologies))$/iu;
const INLINE_KINDS: ReadonlySet<SectionKind> = new Set([
  'skills',
  'languages',
  'summary',
  'target',
  'interests',
  'certificates',
  'awards',
  'references',
]);

/** The heading that a line is, if it is one. Decorations, numbering and spaces between letters do not hide it. */
export function headingOf(line: Line): Heading | undefined {
  const { shadow } = line;
  if (shadow.length > LONG) return undefined;
  const colon = shadow.indexOf(':');
  const most = isSpread(shadow) ? 2 * MAX_UNITS : MAX_UNITS;
  if (shadow.length > most && (colon < 2 || colon > 24)) return undefined;
  if (colon > 1 && colon < shadow.length - 1) {
    const [start, end] = wordsOf(shadow, line.mark, colon);
    const words = shadow.slice(start, end);
    if (/[^\s\-=_*#~>]/.test(shadow.slice(colon + 1)) && INLINE.test(words)) {
      const kind = kindOf(words);
      if (kind && INLINE_KINDS.has(kind)) return { kind, start, end, rest: colon + 1 };
    }
    if (shadow.length > most) return undefined;
  }
  const [start, end] = wordsOf(shadow, line.numbered ? line.mark : 0, shadow.length);
  if (start >= end || /[。;!?\d]/.test(shadow.slice(start, end))) return undefined;
  const kind = kindOf(shadow.slice(start, end));
  return kind && { kind, start, end };
}

/** `E D U C A T I O N`, `教 育 背 景` */
const isSpread = (words: string): boolean => words[1] === ' ' && words[3] === ' ' && /^(?:\S +)*\S$/.test(words);

/** From the first to the last letter of a stretch. */
function wordsOf(shadow: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && !isLetter(shadow.charCodeAt(start))) start++;
  while (end > start && !isLetter(shadow.charCodeAt(end - 1))) end--;
  return [start, end];
}

const isLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || isHan(code);

/** The kind that the words of a heading name, in one language or in both side by side. */
export function kindOf(words: string): SectionKind | undefined {
  if (words.length > (isSpread(words) ? 2 * MAX_UNITS : MAX_UNITS)) return undefined;
  if (!/\p{Script=Han}/u.test(words)) return latinKind(words);
  const han = words.replace(/[A-Za-z][A-Za-z &/]*|[\s()|·.,\-/[\]]/g, '');
  const kind = hanKind(han) ?? hanKind(words.replace(/\s/g, ''));
  if (!kind) return undefined;
  const latin = words.match(/[A-Za-z][A-Za-z &/]*[A-Za-z]/)?.[0];
  return !latin || latinKind(latin) || hanKind(words.replace(/\s/g, '')) ? kind : undefined;
}

function hanKind(words: string): SectionKind | undefined {
  if (words.length < 2 || words.length > 14) return undefined;
  return HAN.find(([, pattern]) => pattern.test(words))?.[0];
}

/** `employmenthistory`, whose spaces were as wide as those between its letters. */
function unglued(letters: string): string[] | undefined {
  if (letters.length > MAX_UNITS) return undefined;
  const ways: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= letters.length; end++)
    for (let start = 0; start < end && !ways[end]; start++) {
      const word = letters.slice(start, end);
      if (ways[start] && (KIND_OF.has(word) || FILLER.has(word))) ways[end] = [...ways[start]!, word];
    }
  return ways[letters.length];
}

function latinKind(words: string): SectionKind | undefined {
  // `E D U C A T I O N` and `W O R K   E X P E R I E N C E`
  const spaced = /^(?:[A-Za-z&] +)+[A-Za-z]$/.test(words);
  const text = spaced
    ? words
        .split(/ {2,}/)
        .map(word => word.replace(/ /g, ''))
        .join(' ')
    : words;
  const tokens = lower(text)
    .split(/[\s/,|·\-:]+|&/)
    .filter(Boolean);
  if (spaced && tokens.length === 1) tokens.splice(0, 1, ...(unglued(tokens[0]!) ?? tokens));
  if (tokens.length === 0 || tokens.length > MAX_WORDS) return undefined;
  // A sentence that begins with a small letter is no heading.
  if (/^[a-z]/.test(text)) return undefined;
  let best: SectionKind | undefined;
  for (const token of tokens) {
    const kind = KIND_OF.get(token);
    if (!kind && !FILLER.has(token)) return undefined;
    if (kind && (!best || RANK.get(kind)! < RANK.get(best)!)) best = kind;
  }
  // `Programming Languages` are skills; `Professional Qualifications` beside no school word stay education.
  if (
    best === 'languages' &&
    tokens.some(t => t === 'programming' || t === 'technologies' || t === 'skills' || t === 'tools')
  )
    return tokens.includes('programming') || tokens.includes('technologies') || tokens.includes('tools')
      ? 'skills'
      : 'languages';
  // "Work" alone, or "Academic Projects": the noun decides, which the order above does.
  if (best === 'education' && tokens.includes('experience')) return 'education';
  return best;
}
