import { expect, test } from 'vitest';
import { evaluate } from '../../evaluate/pdf.ts';

/** A small part of `npm run evaluate`: every producer once, every goal. */
test('generated résumés, stamps and controls meet the goals', async () => {
  const { failures } = await evaluate({ seed: 20_261, size: 'small' });
  expect(failures).toEqual([]);
});
