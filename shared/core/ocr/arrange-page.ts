import type { LineReading, PageReading } from '../document/reading.ts';
import { arrange, type Fragment } from './arrange.ts';

/** A4 in points: for engines that give boxes as shares of a page whose size they do not tell. */
const [WIDTH, HEIGHT] = [595, 842];

/**
 * A page of an engine that gives its lines from top to bottom, across columns, with its lines in reading order. Pages
 * without boxes stay as they are.
 */
export function arrangePage(page: PageReading): PageReading {
  const fragments = page.lines.flatMap(line => fragmentOf(line, page));
  if (fragments.length < page.lines.length) return page;
  return { ...page, lines: arrange(fragments), width: WIDTH, height: HEIGHT };
}

function fragmentOf({ text, box, confidence = 1 }: LineReading, { width = 1, height = 1 }: PageReading): Fragment[] {
  if (!box) return [];
  const [x, y] = [WIDTH / width, HEIGHT / height];
  return [
    {
      text,
      confidence,
      box: { left: box.left * x, right: box.right * x, top: box.top * y, bottom: box.bottom * y },
    },
  ];
}
