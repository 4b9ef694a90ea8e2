import { readFileSync } from 'node:fs';
import { parse, type Sample } from '../redteam/corpus.ts';
import { drawsOf } from '../redteam/values.ts';
import { valuesOf } from './values.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Signs another program or a converter writes instead: each as long as the sign it replaces, so that the truth holds. */
const HABITS: readonly ((text: string) => string)[] = [
  it => it,
  it => it.replace(/：/g, ':'),
  it => it.replace(/: /g, '：\u00a0'),
  it => it.replace(/ /g, '\u00a0'),
  it => it.replace(/[\u3000\t]/g, ' '),
  it => it.replace(/[0-9]/g, ch => String.fromCharCode(ch.charCodeAt(0) + 0xfee0)),
  // Radicals that PDF fonts map in place of the character (U+2F00..2FD5).
  it => it.replace(/[一人力口土女子小工山手文方日月木水火生用田男]/g, ch => RADICALS[ch] ?? ch),
  it => it.replace(/-/g, '–'),
  it => it.replace(/[|｜]/g, '·'),
];

const RADICALS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 0x2fd6 - 0x2f00 }, (_, i) => String.fromCharCode(0x2f00 + i)).map(it => [
    it.normalize('NFKC'),
    it,
  ]),
);

export const FILES = [
  'boards',
  'forms',
  'letters',
  'traditional',
  'world',
  'accounts',
  'doubtful',
  'innocent',
] as const;

function disguised(sample: Sample, seed: number): Sample {
  const draw = drawsOf(seed);
  draw(2);
  // A page address and an e-mail keep their dashes; half of the texts stay as they are.
  const text = draw(2) ? sample.text : HABITS[draw(HABITS.length)]!(sample.text);
  if (text.length !== sample.text.length) throw new Error('a habit must keep the length');
  return { ...sample, text };
}

export function linesCorpus(seed: number, times = 2): Sample[] {
  return FILES.flatMap((name, file) =>
    read(`lines/${name}.txt`)
      .split('\n')
      .flatMap((line, at) =>
        line === '' || line.startsWith('# ')
          ? []
          : Array.from({ length: times }, (_, round) => {
              const own = seed * 7919 + file * 104_729 + at * 31 + round;
              return disguised(parse(`${name}:${at + 1}`, line, valuesOf(own)), own + 5);
            }),
      ),
  );
}

const blocksOf = (name: string): string[] =>
  read(`resumes/${name}.txt`)
    .split(/^=== .*\n/m)
    .slice(1)
    .map(it => it.trimEnd());

export function resumesCorpus(seed: number, each = 2): Sample[] {
  const bodies = { zh: blocksOf('bodies.zh'), en: blocksOf('bodies.en') };
  return blocksOf('tops').flatMap((top, i) =>
    Array.from({ length: each }, (_, round) => {
      const language = /[\u4e00-\u9fff]{2}/.test(top) ? 'zh' : 'en';
      const body = (i * 3 + round * 5 + seed) % bodies[language].length;
      const own = seed * 1_299_709 + i * 101 + round;
      const text = `${top}\n\n${bodies[language][body]}\n`;
      return disguised(parse(`tops#${i + 1} bodies.${language}#${body + 1}`, text, valuesOf(own)), own + 5);
    }),
  );
}
