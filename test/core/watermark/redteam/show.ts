// node test/core/watermark/redteam/show.ts SEED INDEX [raw] [told]: one document's facts, what the cleaner reports, and each raw line
// it treated wrongly: stamp characters in [brackets], those left marked !, content characters lost marked {so}.
import { asRaw } from '../../../../shared/core/text/brand.ts';
import { clean } from '../../../../shared/core/watermark/index.ts';
import { score } from './score.ts';
import { stamped } from './stamped.ts';

const [seed = 1, index = 0] = process.argv.slice(2).map(Number);
const everything = process.argv.includes('raw');
const document = stamped(seed, index);
const told = process.argv.includes('told');
const result = clean(asRaw(document.raw), { fingerprint: token => token, hints: told ? document.tokens : [] });
const { raw, stamp, truth: _truth, copyOf: _copyOf, ...facts } = document;
console.log(JSON.stringify(facts));
console.log(JSON.stringify(result.watermarks));
console.log(JSON.stringify(score(document, told)));

const mine = new Set(stamp);
const removed = new Set(
  result.removed.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
);
let line = '';
let wrong = false;
for (let i = 0; i <= raw.length; i++) {
  const char = raw[i] ?? '\n';
  if (char === '\n' || char === '\f') {
    if (wrong || everything) console.log(line);
    line = '';
    wrong = false;
  } else if (/\s/.test(char)) line += char;
  else if (mine.has(i)) line += removed.has(i) ? `[${char}]` : `[!${char}]`;
  else line += removed.has(i) ? `{${char}}` : char;
  if (!/\s/.test(char) && mine.has(i) !== removed.has(i)) wrong = true;
}
