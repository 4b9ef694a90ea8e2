/**
 * Characters that a text layer holds only because a font maps one glyph to several code points: Chrome's PDFs with Noto
 * CJK give the radical U+2F64 ⽤ for 用 and U+2ED3 ⻓ for 长. Such a character is never what its author typed.
 * Compatibility forms that an author does type stay: full-width letters and punctuation, ①, ㎡, ½.
 */

/**
 * The CJK Radicals Supplement, U+2E80 to U+2EFF: the last two digits of a radical's code, and the ideograph that looks
 * the same. Unicode has decompositions for two of them only; these are after EquivalentUnifiedIdeograph.txt of the UCD,
 * with the common ideograph wherever that file names one outside the basic plane.
 */
const SUPPLEMENT: ReadonlyMap<number, string> = new Map(
  [
    '81厂 82乛 83乚 84乙 85亻 86冂 87几 89刂 8a卜 8b㔾 8c小 8d小 8e兀 8f尣',
    '90尢 91尣 92巳 93幺 94彑 95彐 96忄 97㣺 98扌 99攵 9b旡 9c日 9d月 9e歺',
    '9f母 a0民 a1氵 a2氺 a3灬 a4爫 a5爫 a6丬 a7牛 a8犭 a9王 aa疋 ab罒 ac示',
    'ad礻 ae竹 af糹 b0纟 b1罓 b2罒 b3㓁 b4㓁 b6羊 b7羊 b8羋 b9耂 ba肀 bb聿',
    'bc肉 bd臼 be艹 bf艹 c0艹 c1虎 c2衤 c3覀 c4西 c5见 c6角 c7角 c8讠 c9贝',
    'ca足 cb车 cc辶 cd辶 ce辶 cf阝 d0钅 d1長 d2镸 d3长 d4门 d5阜 d6阝 d7雨',
    'd8青 d9韦 da页 db风 dc飞 dd食 de飠 df飠 e0饣 e1首 e2马 e3骨 e4鬼 e5鱼',
    'e6鸟 e7卤 e8麦 e9黄 ea黾 eb斉 ec齐 ed歯 ee齿 ef竜 f0龙 f1龜 f2亀 f3龟',
  ].flatMap(row => row.split(' ').map(pair => [0x2e00 + Number.parseInt(pair, 16), pair.slice(2)] as const)),
);

/** Kangxi radicals whose glyph, in simplified fonts, is the one of another ideograph than Unicode's decomposition. */
const SIMPLIFIED: Readonly<Record<string, string>> = { '\u2f3e': '户' };

const FOLDED = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44\u00a0\u2000-\u200a\u202f\u3000]/;

/** The text of one glyph as its author meant it. White space of any width becomes one plain space. */
export function foldGlyph(text: string): string {
  if (!FOLDED.test(text)) return text;
  let out = '';
  for (const char of text) out += foldChar(char);
  return out;
}

function foldChar(char: string): string {
  if (!FOLDED.test(char)) return char;
  if (/\s/.test(char)) return ' ';
  const code = char.codePointAt(0)!;
  if (code < 0x2f00) return SUPPLEMENT.get(code) ?? char;
  return SIMPLIFIED[char] ?? char.normalize('NFKC');
}
