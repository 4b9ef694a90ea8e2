import { readFileSync } from 'node:fs';
import type { PiiType } from '../../../../shared/core/pii/index.ts';
import { drawsOf, valuesOf } from './values.ts';

/** A marked value. An optional one may be found or left: people would disagree about it. */
export interface Marked {
  type: PiiType;
  start: number;
  end: number;
  optional: boolean;
}

export interface Sample {
  /** Which file, and the line or block in it. */
  source: string;
  text: string;
  marks: readonly Marked[];
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** `[[TYPE:value]]` is a value, `[[?TYPE:value]]` an optional one, `{name}` is drawn, ⏎ breaks a line, ⇥ is a tab. */
export function parse(source: string, notation: string, drawn: (name: string) => string): Sample {
  const marks: Marked[] = [];
  let text = '';
  let from = 0;
  const plain = (it: string): string =>
    it
      .replace(/⏎/g, '\n')
      .replace(/⇥/g, '\t')
      .replace(/\{([A-Za-z]+[0-9]?)\}/g, (_, name: string) => drawn(name));
  for (const it of notation.matchAll(/\[\[(\??)([A-Z_]+):([\s\S]*?)\]\]/g)) {
    text += plain(notation.slice(from, it.index));
    const start = text.length;
    text += plain(it[3]!);
    marks.push({ type: it[2] as PiiType, start, end: text.length, optional: it[1] === '?' });
    from = it.index + it[0].length;
  }
  text += plain(notation.slice(from));
  return { source, text, marks };
}

/** Samples of a file of lines: one with drawn values comes `times` times, one without once. */
function linesOf(name: string, seed: number, times: number): Sample[] {
  return read(`lines/${name}.txt`)
    .split('\n')
    .flatMap((line, at) => {
      if (line === '' || /^# /.test(line)) return [];
      const rounds = /\{[A-Za-z]+[0-9]?\}/.test(line) ? times : 1;
      return Array.from({ length: rounds }, (_, round) =>
        parse(`${name}:${at + 1}`, line, valuesOf(drawsOf(seed * 7919 + at * 31 + round))),
      );
    });
}

const blocksOf = (name: string): string[] =>
  read(`resumes/${name}.txt`)
    .split(/^=== .*\n/m)
    .slice(1)
    .map(it => it.trimEnd());

/** Every top with some bodies: `each` résumés a top. */
function resumesOf(language: string, seed: number, each: number): Sample[] {
  const bodies = blocksOf(`bodies.${language}`);
  return blocksOf(`tops.${language}`).flatMap((top, i) =>
    Array.from({ length: each }, (_, round) => {
      const body = (i * 3 + round * 5 + seed) % bodies.length;
      const draw = drawsOf(seed * 104729 + i * 101 + round);
      return parse(`tops.${language}#${i + 1} bodies#${body + 1}`, `${top}\n\n${bodies[body]}\n`, valuesOf(draw));
    }),
  );
}

export function linesCorpus(seed: number): Sample[] {
  return [
    ...linesOf('headers.zh', seed, 3),
    ...linesOf('contact.zh', seed + 1, 1),
    ...linesOf('people.en', seed + 2, 2),
    ...linesOf('mixed', seed + 3, 2),
    ...linesOf('traps', seed + 4, 1),
    ...linesOf('prose', seed + 5, 2),
    ...linesOf('probes', seed + 6, 1),
    ...linesOf('innocent.zh', seed, 1),
    ...linesOf('innocent.en', seed, 1),
  ];
}

export function resumesCorpus(seed: number): Sample[] {
  return [...resumesOf('zh', seed, 3), ...resumesOf('en', seed + 1, 2)];
}
