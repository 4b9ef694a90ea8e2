import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The local engine's function has 2 GB; `npm run hostile` promises that nothing takes more than one. */
test('a dense photograph at the largest size takes less than 1 GB', { timeout: 180_000 }, () => {
  const script = fileURLToPath(new URL('./memory-of-page.ts', import.meta.url));
  const { megabytes, width } = JSON.parse(
    execFileSync(process.execPath, ['--no-warnings', script, '200'], { encoding: 'utf8' }),
  ) as { megabytes: number; width: number };
  expect(width).toBeGreaterThan(1650);
  expect(megabytes).toBeLessThan(1000);
});
