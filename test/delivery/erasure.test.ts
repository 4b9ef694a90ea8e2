import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../../infra/local/stack/index.ts';
import { objectStore } from '../../shared/adapters/aws/object-store.ts';
import type { ResumeEvent } from '../../shared/contracts/event.ts';
import type { Receipt } from '../../shared/steps/erase.ts';
import { mailOf, uploadOf } from './letters.ts';
import { dynamodbOf, keysOf, s3Of, scan, sinksOf } from './sinks.ts';

const dir = mkdtempSync(join(tmpdir(), 'erasure-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ dir, retrySeconds: () => 1 });
});
afterAll(async () => {
  await stack.stop();
  rmSync(dir, { recursive: true, force: true });
});

type Ingested = Extract<ResumeEvent, { type: 'resume.ingested.v1' }>['data'];
const ingested = (): Ingested[] =>
  stack.servers
    .readArchive({ bus: stack.names.bus })
    .map(({ event }) => event.detail as ResumeEvent)
    .flatMap(event => (event.type === 'resume.ingested.v1' ? [event.data] : []));

const put = async (key: string, bytes: Uint8Array): Promise<void> => {
  await objectStore(s3Of(stack), stack.names.buckets.intake).put(key, bytes);
};

/** Rows that still speak of the document: a tombstone and a bare status may, with ids and times alone. */
async function rowsOf(table: string, documentId: string): Promise<string[]> {
  const items = await scan(stack, table);
  return items.filter(({ pk }) => pk?.S === `document#${documentId}`).map(({ sk }) => sk!.S!);
}

describe('an erased subject', () => {
  it('is gone from tables, object versions and a restored backup, and stays away when the file comes again', async () => {
    const [upload, mail, other] = [uploadOf(1), mailOf(9), uploadOf(2)];
    for (const { key, bytes } of [upload, mail]) await put(key, bytes);
    await put('intake/other/2.txt', other.bytes);
    await stack.idle();
    expect(ingested()).toHaveLength(3);
    const { documents, vault } = stack.names.tables;
    const backup = { documents: await scan(stack, documents), vault: await scan(stack, vault) };
    const doomed = ingested()
      .filter(({ source }) => source !== 'other')
      .map(({ documentId, subjectId }) => [documentId, subjectId] as const);

    const begun = performance.now();
    for (const [, subjectId] of doomed) {
      const receipt = (await stack.invoke('erase', { subjectId })) as Receipt;
      expect(receipt.receiptId).toMatch(/^[0-9a-f]{32}$/);
      // The mail that held a document counts as one more: it holds the same bytes.
      expect([1, 2]).toContain(receipt.documents);
    }
    expect(performance.now() - begun).toBeLessThan(60_000);

    const check = async (): Promise<void> => {
      for (const [documentId] of doomed) {
        expect(await rowsOf(documents, documentId)).not.toContain('record');
        expect(await rowsOf(vault, documentId)).not.toContain('contacts');
        expect(await stack.invoke('reveal', { documentId, actor: 'test' })).toEqual({ contacts: null });
      }
      for (const [, subjectId] of doomed) {
        const keys = (await scan(stack, vault)).filter(
          ({ pk, sk }) => pk?.S === `subject#${subjectId}` && sk?.S === 'key',
        );
        expect(keys).toEqual([]);
      }
      const texts = await keysOf(stack, stack.names.buckets.text);
      expect(texts.filter(key => doomed.some(([documentId]) => key.includes(documentId)))).toEqual([]);
    };
    await check();
    // One file is left in the intake bucket: that of the person who was not erased.
    expect(await keysOf(stack, stack.names.buckets.intake)).toHaveLength(1);

    // Both tables come back as they were; the tombstones of one are all it takes.
    await restoreItems(documents, backup.documents);
    await stack.invoke('erase', { reapply: true });
    await check();
    await restoreItems(vault, backup.vault);
    await stack.invoke('erase', { reapply: true });
    await check();

    // The same files again, and a new one of the same person.
    for (const { key, bytes } of [upload, mail]) await put(key, bytes);
    await put('intake/rehearsal/newer.txt', Buffer.concat([upload.bytes, Buffer.from('新的一行\n')]));
    await stack.idle();
    await check();
    const now = new Set(ingested().map(data => data.documentId));
    expect(now.size).toBe(3);
    const sinks = await sinksOf(stack);
    for (const canary of [...upload.canaries, ...mail.canaries])
      for (const [sink, text] of Object.entries(sinks)) expect(text.includes(canary), sink).toBe(false);
  });
});

async function restoreItems(table: string, items: Awaited<ReturnType<typeof scan>>): Promise<void> {
  for (let i = 0; i < items.length; i += 25) {
    const requests = items.slice(i, i + 25).map(Item => ({ PutRequest: { Item } }));
    await dynamodbOf(stack).send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
  }
}
