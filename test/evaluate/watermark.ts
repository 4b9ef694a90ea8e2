import { asRaw } from '../../shared/core/text/brand.ts';
import { clean } from '../../shared/core/watermark/index.ts';
import { stampedText, VARIANTS, type Variant } from '../generators/stamped-text/index.ts';

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

export async function evaluate({ seed, size }: { seed: number; size: 'small' | 'full' }) {
  const each = size === 'full' ? 30 : 4;
  const outcomes = VARIANTS.flatMap(variant => Array.from({ length: each }, (_, i) => tryOne(variant, seed + i)));
  const rows = VARIANTS.map(v =>
    summary(
      (v.heldOut ? '* ' : '') + v.name,
      outcomes.filter(o => o.variant === v),
    ),
  );
  const failures: string[] = [];
  return { tables: [{ title: 'Watermark: stamped documents (* held out)', rows }], failures };
}
