import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { leaksOf, rehearse } from './rehearsal.ts';

const dir = mkdtempSync(join(tmpdir(), 'rehearsal-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the deployed bundles on the local stack', () => {
  it('store each document once under duplicates, repeated events, kills and redrives, and leak nothing', async () => {
    const { kills, deliveries, canaries, redriven, ...rest } = await rehearse({ dir, documents: 100, seed: 7 });
    expect(rest).toEqual({
      expected: 100,
      records: 100,
      eventIds: 100,
      changedByRedrive: [],
      leaks: [],
      deadLetters: 0,
    });
    expect(kills).toBeGreaterThan(2);
    expect(redriven).toBeGreaterThanOrEqual(200);
    expect(deliveries).toBeGreaterThanOrEqual(100);
    expect(canaries).toBeGreaterThan(400);
  });

  it('would find a canary in any form', () => {
    const canary = 'canary.abc@example.com';
    const encoded = Buffer.from(`x${canary}`).subarray(1).toString('base64');
    expect(
      leaksOf({ logs: `…${canary}…`, events: encodeURIComponent(canary), keys: encoded, vault: '' }, [canary]),
    ).toEqual(['logs: canary 0', 'events: canary 0', 'keys: canary 0']);
  });
});
