/**
 * OCR on generated résumés rendered at 150 dpi: `npm run evaluate ocr`. Clean pages have one column; hard ones have side
 * bars, forms or two columns, or are photographed (askew, soft, noisy, unevenly lit).
 */

import { createDocuments } from '../../shared/adapters/documents/index.ts';
import { createPaddleEngine } from '../../shared/adapters/ocr/index.ts';
import type { PageReading } from '../../shared/core/document/reading.ts';
import { type OcrCase, ocrCases } from '../adapters/ocr/pages.ts';
import { errorsOf, type OcrScore } from '../adapters/ocr/score.ts';

const GOALS = { clean: 0.01, hard: 0.03 } as const;

interface Options {
  readonly seed: number;
  readonly size: 'small' | 'full';
}

export async function evaluate({ seed, size }: Options) {
  const documents = createDocuments();
  const engine = createPaddleEngine();
  const groups = new Map<string, OcrScore & { pages: number; seconds: number }>();
  try {
    for (const page of await ocrCases(documents, seed, size === 'full' ? 4 : 1)) {
      const begun = performance.now();
      const reading = await engine.readPage(page.image, 1);
      const seconds = (performance.now() - begun) / 1000;
      add(groups, page, reading, seconds);
    }
  } finally {
    documents.close();
    await engine.close();
  }
  const rows = [...groups].map(([group, sum]) => ({
    group,
    pages: sum.pages,
    'error %': percent(sum.errors / sum.characters),
    'without spaces %': percent(sum.solidErrors / sum.solidCharacters),
    'lines in order %': percent(sum.inOrder / sum.lines),
    's a page': Number((sum.seconds / sum.pages).toFixed(2)),
  }));
  const failures = [...groups].flatMap(([group, sum]) => {
    const goal = group.startsWith('clean') ? GOALS.clean : GOALS.hard;
    const error = sum.solidErrors / sum.solidCharacters;
    return error > goal ? [`the error on ${group} is ${percent(error)} %, above ${percent(goal)} %`] : [];
  });
  return { tables: [{ title: 'OCR at 150 dpi, the local engine', rows }], failures };
}

function add(
  groups: Map<string, OcrScore & { pages: number; seconds: number }>,
  page: OcrCase,
  reading: PageReading,
  seconds: number,
): void {
  const score = errorsOf(
    page.truth,
    reading.lines.map(({ text }) => text),
  );
  const sum = groups.get(page.group) ?? {
    characters: 0,
    errors: 0,
    solidCharacters: 0,
    solidErrors: 0,
    lines: 0,
    inOrder: 0,
    pages: 0,
    seconds: 0,
  };
  for (const key of Object.keys(score) as (keyof OcrScore)[]) sum[key] += score[key];
  sum.pages++;
  sum.seconds += seconds;
  groups.set(page.group, sum);
}

const percent = (share: number): number => Number((100 * share).toFixed(2));
