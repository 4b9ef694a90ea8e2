import { readFileSync } from 'node:fs';
import { asRaw } from '../../shared/core/text/brand.ts';
import { clean } from '../../shared/core/watermark/index.ts';
import { unstampedText } from '../generators/stamped-text/unstamped.ts';

const read = (name: string) => readFileSync(new URL(`../core/watermark/fixtures/${name}`, import.meta.url), 'utf8');
const solid = (text: string) => text.replace(/\s+/gu, '');

/** What public tools do against such a stamp, each as one line: see the table of the peers in watermark.md. */
const PEERS: Readonly<Record<string, (text: string) => string>> = {
  'regular expression `{40,}~~`': text => text.replace(/[A-Za-z0-9_-]{40,}~~/g, ''),
  'anchored whole line': text => text.replace(/^[A-Za-z0-9_~-]{40,}$/gm, ''),
  'contiguous `{40,}` filter': text => text.replace(/[A-Za-z0-9_~-]{40,}/g, ''),
  'runs of three short lines dropped': text => text.replace(/(?:^\S{1,2}(?: \S{1,2})?\n){3,}/gm, ''),
  'the same and every fragment line': text =>
    text.replace(/^\S{1,3}(?: \S{1,3})?\n/gm, '').replace(/^.*[A-Za-z0-9_~-]{40,}.*\n?/gm, ''),
};

/** Characters in `text` that are not in `truth`, and the other way round, by longest common subsequence of lines' glyphs. */
function overlap(text: string, truth: string): { left: number; lost: number } {
  const [a, b] = [solid(text), solid(truth)];
  let last = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const now = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j++) now[j + 1] = a[i] === b[j] ? last[j]! + 1 : Math.max(last[j + 1]!, now[j]!);
    last = now;
  }
  return { left: a.length - last[b.length]!, lost: b.length - last[b.length]! };
}

function milliseconds(work: () => unknown, least = 400): number {
  work();
  let runs = 0;
  const began = performance.now();
  while (performance.now() - began < least) {
    work();
    runs++;
  }
  return (performance.now() - began) / runs;
}

export async function bench(): Promise<{ title: string; rows: Record<string, string | number>[] }[]> {
  const [raw, truth] = [read('watermarked.zh.txt'), read('watermarked.zh.truth.txt')];
  const tools = { 'this project': (text: string) => clean(asRaw(text)).text as string, ...PEERS };
  const sample = Object.entries(tools).map(([tool, work]) => ({
    tool,
    'stamp left': overlap(work(raw), truth).left,
    'content lost': overlap(work(raw), truth).lost,
    ms: milliseconds(() => work(raw)).toFixed(3),
  }));
  const twoPages = raw.slice(0, raw.indexOf('设备巡检知识库'));
  const plain = unstampedText('résumé', 3).repeat(400);
  const speed: Record<string, string | number>[] = [];
  const bytes = (text: string) => Buffer.byteLength(text);
  const say = (what: string, text: string) => {
    const ms = milliseconds(() => clean(asRaw(text)));
    speed.push({
      what,
      KB: (bytes(text) / 1000).toFixed(1),
      ms: ms.toFixed(2),
      'MB/s': (bytes(text) / 1000 / ms).toFixed(2),
    });
  };
  say('stamped, two pages', twoPages);
  say('stamped, the sample', raw);
  say('unstamped', plain);
  say('500,000 × a', 'a'.repeat(500_000));
  say('a long prefix again and again', `${'0123456789abcdef'.repeat(64)}\n`.repeat(400));
  say('100,000 one-letter lines', 'a\n'.repeat(100_000));
  return [
    { title: 'Watermark: the sample (720 characters of stamp)', rows: sample },
    { title: 'Watermark: speed', rows: speed },
  ];
}
