import { redact } from '../../shared/core/pii/index.ts';
import { asClean } from '../../shared/core/text/brand.ts';
import { leakedSigns } from '../evaluate/pii.ts';
import { hostileTexts } from '../generators/pii/hostile.ts';
import { corpusOf, type Labelled } from '../generators/pii/index.ts';
import { longResume } from '../generators/pii/resume.ts';
import { Random } from '../generators/random.ts';
import { ours, type Peer, peers } from './pii-peers.ts';

type Row = Record<string, string | number>;

const SEED = 20_260;
const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10}%`;

/** Accuracy and speed beside the peers on one corpus in one run, then what hostile input costs. */
export async function bench(): Promise<{ title: string; rows: Row[] }[]> {
  const all = [ours, ...((await peers()) ?? [])];
  const corpus = corpusOf(SEED, 2000, 60);
  const random = new Random(SEED);
  const long = Array.from({ length: 24 }, (_, i) => longResume((['zh', 'en', 'mixed'] as const)[i % 3]!, 2500, random));
  const accuracy: Row[] = [];
  const speeds: Row[] = [];
  const samples = new Map<string, number[]>();
  for (const peer of all) accuracy.push(await accuracyOf(peer, corpus));
  // Round robin: a slow moment of the machine hits everybody.
  for (let round = 0; round < 5; round++)
    for (const peer of all) samples.set(peer.name, [...(samples.get(peer.name) ?? []), await speedOf(peer, long)]);
  const own = median(samples.get(ours.name)!);
  for (const [name, values] of samples) {
    const speed = median(values);
    speeds.push({ library: name, 'kchar/s': Math.round(speed), 'times ours': Math.round((speed / own) * 100) / 100 });
  }
  return [
    { title: `Personal data: ours and peers on ${corpus.length} texts, seed ${SEED}`, rows: accuracy },
    {
      title: `Redaction speed on ${long.length} documents of ${Math.round(long.join('').length / long.length)} characters, warm, one core`,
      rows: speeds,
    },
    { title: 'Redaction of hostile text: time and growth from 25,000 to 100,000 characters', rows: hostileRows() },
    { title: 'The dearest regular expressions on 100,000 hostile characters, whole text', rows: dearestPatterns() },
  ];
}

async function accuracyOf(peer: Peer, corpus: readonly Labelled[]): Promise<Row> {
  let [n, found, signs, leaked, innocent, destroyed] = [0, 0, 0, 0, 0, 0];
  for (const doc of corpus) {
    const places = (await peer.find(doc.text)).map(it => ({ ...it, type: 'PERSON' as const }));
    for (const truth of doc.truths) {
      n++;
      signs += truth.end - truth.start;
      leaked += leakedSigns(doc.text, truth, places);
      const covered = places.reduce(
        (sum, it) => sum + Math.max(0, Math.min(it.end, truth.end) - Math.max(it.start, truth.start)),
        0,
      );
      if (covered * 2 >= truth.end - truth.start) found++;
    }
    for (const one of doc.innocent) {
      innocent++;
      if (places.some(it => it.start < one.end && one.start < it.end)) destroyed++;
    }
  }
  return {
    library: peer.name,
    n,
    found: percent(found, n),
    'characters left': percent(leaked, signs),
    'innocent n': innocent,
    destroyed: percent(destroyed, innocent),
  };
}

/** Thousand characters a second over at least 150 ms, after a warm-up. */
async function speedOf(peer: Peer, texts: readonly string[]): Promise<number> {
  for (let i = 0; i < 3; i++) for (const text of texts) await peer.run(text);
  let done = 0;
  const start = performance.now();
  while (performance.now() - start < 150)
    for (const text of texts) {
      await peer.run(text);
      done += text.length;
    }
  return done / (performance.now() - start);
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function timeOf(text: string): number {
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    redact(asClean(text));
    return performance.now() - start;
  });
  return Math.min(...times);
}

function hostileRows(): Row[] {
  const rows = hostileTexts(100_000).map(({ name, text }) => {
    const [small, large] = [timeOf(text.slice(0, 25_000)), timeOf(text)];
    return {
      attack: name,
      'ms at 25,000': Math.round(small * 10) / 10,
      'ms at 100,000': Math.round(large * 10) / 10,
      'growth exponent': Math.round((Math.log(large / small) / Math.log(4)) * 100) / 100,
    };
  });
  return rows.sort((a, b) => b['ms at 100,000'] - a['ms at 100,000']).slice(0, 12);
}

/**
 * Each regular expression's whole time in one hostile text, measured by standing in front of `exec`, which all methods
 * use. What standing there costs itself is measured as well and taken off.
 */
function dearestPatterns(): Row[] {
  const spent = new Map<string, { ms: number; calls: number }>();
  const worst = new Map<string, { ms: number; attack: string }>();
  const exec = RegExp.prototype.exec;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const start = performance.now();
    const found = exec.call(this, text);
    const ms = performance.now() - start;
    const it = spent.get(this.source);
    if (it) {
      it.ms += ms;
      it.calls++;
    } else spent.set(this.source, { ms, calls: 1 });
    return found;
  };
  try {
    for (let i = 0; i < 20_000; i++) /x/.exec('');
    const empty = spent.get('x')!;
    const each = empty.ms / empty.calls;
    for (const { name, text } of hostileTexts(100_000)) {
      redact(asClean(text));
      spent.clear();
      redact(asClean(text));
      for (const [source, { ms, calls }] of spent) {
        const own = ms - calls * each;
        if (own > (worst.get(source)?.ms ?? 0)) worst.set(source, { ms: own, attack: name });
      }
    }
  } finally {
    RegExp.prototype.exec = exec;
  }
  return [...worst]
    .sort((a, b) => b[1].ms - a[1].ms)
    .slice(0, 10)
    .map(([source, { ms, attack }]) => ({
      pattern: source.length > 60 ? `${source.slice(0, 57)}...` : source,
      attack,
      ms: Math.round(ms * 10) / 10,
    }));
}
