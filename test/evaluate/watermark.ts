import { asRaw } from '../../shared/core/text/brand.ts';
import { clean } from '../../shared/core/watermark/index.ts';
import { Random } from '../generators/random.ts';
import { stampedText, VARIANTS, type Variant } from '../generators/stamped-text/index.ts';
import { UNSTAMPED, unstampedText } from '../generators/stamped-text/unstamped.ts';

const solid = (text: string): string => text.replace(/\s+/gu, '');

/** Insertions and deletions between two texts (Myers), given up beyond `most`. */
export function differences(a: string, b: string, most = 3000): number {
  const reach = new Int32Array(2 * most + 3);
  const middle = most + 1;
  for (let d = 0; d <= most; d++) {
    for (let k = -d; k <= d; k += 2) {
      let x =
        k === -d || (k !== d && reach[middle + k - 1]! < reach[middle + k + 1]!)
          ? reach[middle + k + 1]!
          : reach[middle + k - 1]! + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      reach[middle + k] = x;
      if (x >= a.length && y >= b.length) return d;
    }
  }
  return most;
}

export interface Outcome {
  readonly variant: Variant;
  readonly seed: number;
  readonly hasWhole: boolean;
  readonly exact: boolean;
  readonly certified: boolean;
  readonly wrong: number;
  readonly characters: number;
  readonly stamp: number;
  readonly ms: number;
}

export function tryOne(variant: Variant, seed: number): Outcome {
  const made = stampedText(variant, seed);
  const began = performance.now();
  const result = clean(asRaw(made.text));
  const ms = performance.now() - began;
  const [got, want] = [solid(result.text), solid(made.truth)];
  const exact = got === want;
  return {
    variant,
    seed,
    hasWhole: made.level > 0,
    exact,
    certified: result.watermarks.length > 0 && result.watermarks.every(w => w.exact),
    wrong: exact ? 0 : differences(got, want),
    characters: want.length,
    stamp: made.stamp.length,
    ms,
  };
}

const sum = (list: readonly Outcome[], of: (o: Outcome) => number) => list.reduce((total, o) => total + of(o), 0);
const share = (part: number, whole: number) => (whole ? `${((100 * part) / whole).toFixed(1)} %` : '–');

export function summary(name: string, list: readonly Outcome[]): Record<string, string | number> {
  const certified = list.filter(o => o.certified);
  return {
    variant: name,
    documents: list.length,
    exact: share(list.filter(o => o.exact).length, list.length),
    'wrong per 10,000': (
      (10_000 * sum(list, o => o.wrong)) /
      Math.max(
        1,
        sum(list, o => o.characters),
      )
    ).toFixed(2),
    certified: share(certified.length, list.length),
    'certified wrongly': certified.filter(o => !o.exact).length,
    'ms a document': (sum(list, o => o.ms) / Math.max(1, list.length)).toFixed(1),
  };
}

const CONFUSED: Readonly<Record<string, string>> = {
  '0': 'O',
  O: '0',
  o: '0',
  '1': 'l',
  l: '1',
  I: 'l',
  '5': 'S',
  S: '5',
  '8': 'B',
  B: '8',
  '2': 'Z',
  Z: '2',
  '6': 'b',
  '9': 'g',
};

/** The reading of an OCR engine: this share of the stamp's glyphs confused or dropped. */
export function noisyOne(variant: Variant, seed: number, share: number) {
  const made = stampedText(variant, seed);
  const r = new Random(seed);
  const stamp = new Set(made.stamp);
  let [text, truth, stamped] = ['', '', 0];
  for (let i = 0; i < made.text.length; i++) {
    const char = made.text[i]!;
    if (!stamp.has(i)) {
      text += char;
      truth += char;
      continue;
    }
    stamped++;
    if (!r.chance(share)) text += char;
    else if (r.chance(0.6)) text += CONFUSED[char] ?? '';
  }
  const [got, want] = [solid(clean(asRaw(text), { source: 'ocr' }).text), solid(truth)];
  const apart = got === want ? 0 : differences(got, want);
  // What was inserted is stamp left over, what was deleted is content lost: lengths tell one from the other.
  const left = Math.max(0, (apart + got.length - want.length) / 2);
  return { left, lost: apart - left, stamped, content: want.length };
}

/** The goals of the watermark's issue; what is missed becomes a sentence. */
export async function evaluate({ seed, size }: { seed: number; size: 'small' | 'full' }) {
  const each = size === 'full' ? 30 : 3;
  const outcomes = VARIANTS.flatMap(variant => Array.from({ length: each }, (_, i) => tryOne(variant, seed + i)));
  const of = (keep: (o: Outcome) => boolean) => outcomes.filter(keep);
  const groups = [
    ['a whole copy, seen while tuning', of(o => o.hasWhole && !o.variant.heldOut)],
    ['a whole copy, held out', of(o => o.hasWhole && o.variant.heldOut === true)],
    ['no whole copy, seen while tuning', of(o => !o.hasWhole && !o.variant.heldOut)],
    ['no whole copy, held out', of(o => !o.hasWhole && o.variant.heldOut === true)],
  ] as const;

  const kinds = Object.keys(UNSTAMPED);
  const plain = kinds.map(kind => {
    const texts = Array.from({ length: size === 'full' ? 20 : 3 }, (_, i) => unstampedText(kind, seed + i));
    return { kind, documents: texts.length, changed: texts.filter(text => clean(asRaw(text)).text !== text).length };
  });

  const noise = [0.01, 0.02, 0.03].map(share => {
    const all = VARIANTS.filter(v => v.whole && v.style?.angle === undefined)
      .slice(0, 8)
      .flatMap(v => Array.from({ length: Math.ceil(each / 6) }, (_, i) => noisyOne(v, seed + i, share)));
    const total = (key: 'left' | 'lost' | 'stamped' | 'content') => all.reduce((n, o) => n + o[key], 0);
    const [left, lost] = [(100 * total('left')) / total('stamped'), (100 * total('lost')) / total('content')];
    return { noise: `${100 * share} %`, documents: all.length, left, lost };
  });

  const failures: string[] = [];
  const goal = (met: boolean, sentence: string) => {
    if (!met) failures.push(sentence);
  };
  const exact = (list: readonly Outcome[]) => list.filter(o => o.exact).length / Math.max(1, list.length);
  const certified = of(o => o.certified);
  goal(
    exact(of(o => o.hasWhole)) >= 0.97,
    `With a whole copy ${share1(exact(of(o => o.hasWhole)))} of documents are exact (goal 97 %).`,
  );
  goal(
    exact(of(o => !o.hasWhole)) >= 0.92,
    `Without a whole copy ${share1(exact(of(o => !o.hasWhole)))} are exact (goal 92 %).`,
  );
  const wrong = (10_000 * sum(outcomes, o => o.wrong)) / sum(outcomes, o => o.characters);
  goal(wrong <= 1, `${wrong.toFixed(1)} of 10,000 characters are misplaced (goal 1).`);
  goal(exact(certified) >= 0.998, `Of the certified documents ${share1(exact(certified))} are exact (goal 99.8 %).`);
  goal(
    certified.length >= 0.9 * outcomes.length,
    `${share1(certified.length / outcomes.length)} of documents are certified (goal 90 %).`,
  );
  for (const { kind, changed } of plain)
    goal(changed === 0, `Unstamped text was changed: ${kind}, ${changed} documents.`);
  for (const { noise: n, left, lost } of noise)
    goal(
      left <= 1 && lost <= 0.05,
      `With ${n} noise ${left.toFixed(2)} % of the stamp is left and ${lost.toFixed(3)} % of the content lost (goals 1 %, 0.05 %).`,
    );

  return {
    tables: [
      {
        title: 'Watermark: stamped documents by variant (* held out)',
        rows: VARIANTS.map(v =>
          summary(
            (v.heldOut ? '* ' : '') + v.name,
            of(o => o.variant === v),
          ),
        ),
      },
      {
        title: 'Watermark: stamped documents together',
        rows: [...groups.map(([name, list]) => summary(name, list)), summary('all', outcomes)],
      },
      { title: 'Watermark: unstamped documents', rows: plain },
      {
        title: 'Watermark: readings by OCR',
        rows: noise.map(n => ({ ...n, left: `${n.left.toFixed(2)} %`, lost: `${n.lost.toFixed(3)} %` })),
      },
    ],
    failures,
  };
}

const share1 = (part: number): string => `${(100 * part).toFixed(1)} %`;
