import { expect, test } from 'vitest';
import { startEngine } from '../../../shared/adapters/pdf/engine.ts';
import { openPdf } from '../../../shared/adapters/pdf/index.ts';
import { load, withPage } from '../../../shared/adapters/pdf/load.ts';
import { LIMITS } from '../../generators/pdf/read.ts';
import { make } from './make.ts';

const MEMORY = 64 * 1024 * 1024;

/** An instance that is waiting, or a new one, is taken by whoever asks first: two at a time are never the same. */
test('an instance that served a document comes back byte for byte as new', async () => {
  const [fresh, used] = [await startEngine(MEMORY), await startEngine(MEMORY)];
  expect(used).not.toBe(fresh);
  const file = make({ content: 'BT /F 12 Tf 72 700 Td (Jordan Sample) Tj ET' });
  withPage(used, load(used, file), 0, ({ c }, page) => c.FPDFText_LoadPage!(page));
  expect(Buffer.from(used.memory().u8).includes('Jordan Sample')).toBe(true);
  used.release();
  const again = await startEngine(MEMORY);
  expect(again).toBe(used);
  expect(Buffer.compare(again.memory().u8, fresh.memory().u8)).toBe(0);
  expect(again.c.emscripten_stack_get_current!()).toBe(fresh.c.emscripten_stack_get_current!());
});

test('one that was refused memory, or grew, or has other limits is not kept', async () => {
  const [small, other] = [await startEngine(1), await startEngine(2)];
  small.release();
  expect(await startEngine(2)).not.toBe(small);
  other.c.malloc!(64 * 1024 * 1024);
  other.release();
  expect(await startEngine(2)).not.toBe(other);
  const grown = await startEngine(MEMORY * 2);
  grown.c.malloc!(MEMORY);
  grown.release();
  expect(await startEngine(MEMORY * 2)).not.toBe(grown);
});

test('a document is closed once: another that took its instance meanwhile keeps it', async () => {
  const first = await openPdf(make({ content: 'BT /F 12 Tf 72 700 Td (one) Tj ET' }), LIMITS);
  first.close();
  const second = await openPdf(make({ content: 'BT /F 12 Tf 72 700 Td (two) Tj ET' }), LIMITS);
  first.close();
  const third = await openPdf(make({ content: 'BT /F 12 Tf 72 700 Td (six) Tj ET' }), LIMITS);
  const textOf = (pdf: typeof first) =>
    pdf
      .glyphs(1)
      .glyphs.map(({ text }) => text)
      .join('');
  expect([textOf(second), textOf(third)]).toEqual(['two', 'six']);
});
