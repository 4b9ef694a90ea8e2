/** Family names in pinyin and in the spellings of Hong Kong, Taiwan and Singapore. */
export const SURNAME_PINYIN: ReadonlySet<string> = new Set(
  `wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lyu su lu jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian yin yi chang qiao he lai gong wen pang lan ouyang sima shangguan zhuge xiahou situ chan wong cheung lee leung lam ng lau tsang yeung kwok tse chow ho mak fung yip tang chiu lo hui siu kwan poon mok lai hung yuen tam au chung cheng tsai hsu hsieh chang chiang liao kuo hsiao yeh tseng lu peng wei ko chu tung teo tan lim goh ong koh sim chua neo quek toh yeo toh`.split(
    /\s+/,
  ),
);

/** Family names of Korea and Vietnam, without marks; they stand first or last. */
const KOREAN =
  /^(?:kim|park|choi|jung|jeong|kang|cho|yoon|jang|lim|shin|seo|kwon|hwang|ahn|song|yoo|hong|lee|moon|bae|baek|nam|noh|ryu|han|oh|son|yang|heo|min)$/;
const VIETNAMESE =
  /^(?:nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ngo|duong|ly|dinh|trinh|mai|truong|luong)$/;
/** Parts of names between others: van der Berg, bin Ismail, de la Cruz. */
const BETWEEN = /^(?:van|von|der|den|de|la|del|della|dos|da|bin|binti|bint|ibn|al|el|ben|ter|ní|abu)$/;

/**
 * Whether the form alone says that it is a person's: a Korean given name with its hyphen, a Chinese or Vietnamese family
 * name before two short words, a particle or a lone initial between two words.
 */
export function hasNameForm(name: string, words: readonly string[]): boolean {
  if (words.length < 2 || words.length > 5) return false;
  const plain = words.map(word =>
    word
      .normalize('NFD')
      .replace(/đ/g, 'd')
      .replace(/[^a-z-]/g, ''),
  );
  const [first, last] = [plain[0]!, plain.at(-1)!];
  const hyphenated = (word: string): boolean => /^[a-z]{2,6}-[a-z]{2,6}$/.test(word);
  if (words.length === 2 && ((KOREAN.test(first) && hyphenated(last)) || (KOREAN.test(last) && hyphenated(first))))
    return true;
  const short = plain.slice(1).every(word => /^[a-z]{2,6}$/.test(word));
  if (words.length === 3 && short && (SURNAME_PINYIN.has(first) || VIETNAMESE.test(first))) return true;
  if (words.length === 4 && short && VIETNAMESE.test(first)) return true;
  if (words.length > 2 && plain.slice(1, -1).some(word => BETWEEN.test(word)) && last.length > 3) return true;
  return /^\p{Lu}[\p{L}'-]+ \p{Lu}\. \p{Lu}[\p{L}'-]+$/u.test(name);
}

const SYLLABLE =
  /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v)/;

/** How many syllables of pinyin a word consists of, one to three; 0 when it is none. Longest match first, one step back. */
export function givenSyllables(word: string, most = 3): number {
  if (word.length === 0 || most === 0) return 0;
  const found = SYLLABLE.exec(word)?.[0];
  if (!found) return 0;
  if (found.length === word.length) return 1;
  for (const cut of [found.length, found.length - 1]) {
    if (cut < 1 || !SYLLABLE.test(word.slice(0, cut)) || SYLLABLE.exec(word.slice(0, cut))![0].length !== cut) continue;
    const rest = givenSyllables(word.slice(cut), most - 1);
    if (rest > 0) return rest + 1;
  }
  return 0;
}
