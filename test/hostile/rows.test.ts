import { afterAll, describe, expect, test } from 'vitest';
import { createDocuments } from '../../shared/adapters/documents/index.ts';
import { isExpected, outcomeOf } from './row.ts';
import { ROWS } from './rows.ts';

const documents = createDocuments();
afterAll(() => documents.close());

describe('each bad input ends as promised', () => {
  for (const row of ROWS.filter(({ slow }) => !slow))
    test(`${row.row}: ${row.name}`, async () => {
      const got = await outcomeOf(documents, await row.make(), row.fileName);
      expect(isExpected(row, got), `${got} instead of ${row.expect.join(' | ')}`).toBe(true);
    });
});
