import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPipeline } from '../../infra/local/client/open.ts';
import type { Pipeline } from '../../infra/local/client/pipeline.ts';
import { isExpectedDeployed, type Result, throughPipeline } from './deployed.ts';
import { ROWS } from './rows.ts';

const dir = mkdtempSync(join(tmpdir(), 'hostile-'));
let pipeline: Pipeline;
let results: readonly Result[];

beforeAll(async () => {
  pipeline = await openPipeline(dir);
  results = await throughPipeline(
    pipeline,
    ROWS.filter(({ slow }) => !slow),
  );
});
afterAll(async () => {
  await pipeline.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('each bad input through the deployed path', () => {
  it('ends as promised, all of them in one batch', () => {
    const bad = results.filter(result => !isExpectedDeployed(result));
    expect(bad.map(({ row, got }) => `${row.row} ${row.name}: ${got} instead of ${row.expect.join(' | ')}`)).toEqual(
      [],
    );
    expect(results.length).toBeGreaterThan(80);
  });

  it('leaves no stack trace in a log', () => {
    const logs = readdirSync(join(dir, 'logs')).map(name => readFileSync(join(dir, 'logs', name), 'utf8'));
    expect(logs.join('')).toContain('"status":"rejected"');
    expect(logs.join('')).not.toMatch(/\bat .{1,200}:\d+:\d+/);
  });
});
