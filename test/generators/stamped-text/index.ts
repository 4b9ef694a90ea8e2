import { Random } from '../random.ts';
import { type Language, resume } from './content.ts';
import { extractPage } from './extract.ts';
import { setPages } from './page.ts';
import { stampPage } from './stamp.ts';
import { TOKENS } from './tokens.ts';
import { extractorOf, settingOf, styleOf, type Variant } from './variants.ts';

export { VARIANTS, type Variant } from './variants.ts';

/** A stamped document with its truth. */
export interface StampedText {
  readonly text: string;
  /** Indices of the stamp's characters in `text`, ascending. White space that went with them is not in it. */
  readonly stamp: readonly number[];
  readonly truth: string;
  readonly tokens: readonly string[];
  readonly whole: number;
  readonly partial: number;
  /** Whole copies on a line of their own. */
  readonly level: number;
}

const LANGUAGES: readonly Language[] = ['zh', 'en', 'mixed'];

/** Makes one document: set the pages, stamp them, read them as an extractor would. */
export function stampedText(variant: Variant, seed: number): StampedText {
  const r = new Random(
    [...variant.name].reduce((hash, c) => (Math.imul(hash, 31) + c.charCodeAt(0)) | 0, Math.imul(seed, 7919)),
  );
  const language = variant.language ?? r.pick(LANGUAGES);
  const [least, most] = variant.paragraphs ?? [18, 60];
  const setting = settingOf(r, variant);
  const style = styleOf(r, variant);
  const extractor = extractorOf(r, variant);
  const newToken = () =>
    TOKENS[r.pick(variant.tokens ?? (['platform', 'platform', 'letters', 'hex', 'company'] as const))](r);
  const pages = setPages(r, resume(r, language, r.int(least, most)), setting);
  const tokens = [newToken()];
  let [text, whole, partial, level] = ['', 0, 0, 0];
  const stamp: number[] = [];
  pages.forEach((body, number) => {
    if (number > 0 && variant.tokenPerPage) tokens.push(newToken());
    if (number === 0 && variant.twoTokens) tokens.push(newToken());
    const used = variant.twoTokens ? tokens : [tokens.at(-1)!];
    const glyphs = used.flatMap((token, i) => {
      const moved = i === 0 ? style : { ...style, rows: [[0.3, 0.72]], top: style.top + 50 };
      const stamped = stampPage(r, token, moved, body, setting);
      whole += stamped.whole;
      partial += stamped.partial;
      level += stamped.level;
      return stamped.glyphs;
    });
    const page = extractPage(r, body, glyphs, extractor);
    for (const at of page.stamp) stamp.push(text.length + at);
    text += page.text;
  });
  const gone = new Set(stamp);
  const truth = Array.from(text)
    .filter((_, i) => !gone.has(i))
    .join('');
  return { text, stamp, truth, tokens, whole, partial, level };
}
