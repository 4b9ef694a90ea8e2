import { isDict, isRef } from './lexer.ts';
import type { FoundObjects } from './objects.ts';

/**
 * Many producers write the page tree, the catalog and the trailer last, so a file that was cut off has its pages and
 * no way to them. Appending new ones is enough: pdfium looks for the objects by itself when there is no table.
 */
export function repair(bytes: Uint8Array, { list }: FoundObjects): Uint8Array | undefined {
  const pages = list.filter(
    ({ value, nested, number }) => !nested && number > 0 && isDict(value) && value.get('/Type') === '/Page',
  );
  if (pages.length === 0) return;
  const numbers = list.map(object => object.number);
  const free = numbers.reduce((most, number) => Math.max(most, number), 0) + 1;
  // The lost root of the tree, if that is what the pages miss: they inherit from it.
  const first = pages[0]!.value;
  const parent = isDict(first) ? first.get('/Parent') : undefined;
  const root = isRef(parent) && !numbers.includes(parent.ref) ? parent.ref : free + 1;
  const kids = [...new Set(pages.map(page => page.number))];
  const tail = [
    '\nendstream\nendobj',
    `${root} 0 obj\n<</Type/Pages/Count ${kids.length}/MediaBox[0 0 595 842]/Kids[${kids.map(kid => `${kid} 0 R`).join(' ')}]>>\nendobj`,
    `${free} 0 obj\n<</Type/Catalog/Pages ${root} 0 R>>\nendobj`,
    `trailer\n<</Root ${free} 0 R/Size ${Math.max(free, root) + 1}>>\nstartxref\n0\n%%EOF\n`,
  ].join('\n');
  return Buffer.concat([bytes, Buffer.from(tail, 'latin1')]);
}
