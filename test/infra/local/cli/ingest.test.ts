import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, linesOf } from './command.ts';

const resume = (name: string, mail: string): string =>
  `${name}\n电话：13800138000 邮箱：${mail}\n工作经历\n示例科技有限公司 - 后端工程师 2019-07 ~ 2022-05\n· 负责订单中心\n`;

/** A mail with two résumés and a logo that is shown inline. */
function mailWithTwo(): string {
  const part = (name: string, text: string): string[] => [
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
  ];
  return [
    'From: Agency <agency@example.com>',
    'To: jobs@example.org',
    'Subject: two',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...part('one.txt', resume('王样例', 'wang@example.com')),
    ...part('two.txt', resume('李样例', 'li@example.com')),
    '--b--',
    '',
  ].join('\r\n');
}

let folder: string;
let store: string;
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-ingest-'));
  store = join(folder, 'store');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ingest', () => {
  it('answers every path with a line, in order, whatever becomes of it, and its siblings with theirs', async () => {
    mkdirSync(join(folder, 'sub', 'hollow'), { recursive: true });
    const inSub = file('sub/in-sub.txt', resume('赵样例', 'zhao@example.com'));
    const paths = [
      file('good.txt', resume('林样例', 'lin@example.com')),
      join(folder, 'missing.pdf'),
      file('empty.pdf', ''),
      file('page.pdf', '<html><script>alert(1)</script></html>'),
      join(folder, 'sub'),
      join(folder, 'sub', 'hollow'),
      file('mail.eml', mailWithTwo()),
      file('again.txt', resume('林样例', 'lin@example.com')),
    ];
    const done = await command(['ingest', '--json', '--store', store, ...paths]);
    const lines = linesOf(done);
    expect(lines.map(({ file, status, code }) => [file, code ?? status])).toEqual([
      [paths[0], 'stored'],
      [paths[1], 'FILE_NOT_FOUND'],
      [paths[2], 'EMPTY_FILE'],
      [paths[3], 'UNSUPPORTED_TYPE'],
      [inSub, 'stored'],
      [paths[5], 'FOLDER_EMPTY'],
      [paths[6], 'stored'],
      [paths[6], 'stored'],
      [paths[7], 'stored'],
    ]);
    expect(done.code).toBe(1);
    expect(done.stderr).toBe('');
    expect(lines[8]!.documentId).toBe(lines[0]!.documentId);
    expect(lines[6]!.documentId).not.toBe(lines[7]!.documentId);
    for (const line of lines.filter(({ status }) => status === 'stored')) {
      expect(line.record).toMatchObject({ schemaVersion: 1, documentId: line.documentId });
      expect(JSON.stringify(line.record)).not.toMatch(/样例\n|13800138000|example\.com/);
    }
    for (const { code, message } of lines.filter(line => line.code)) {
      expect(message, String(code)).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('is then listed, shown, explained, announced, revealed and erased', async () => {
    const at = ['--store', store];
    const records = linesOf(await command(['list', '--json', ...at]));
    expect(records).toHaveLength(4);
    const { documentId, subjectId } = records[0] as { documentId: string; subjectId: string };
    expect(linesOf(await command(['show', '--json', documentId, ...at]))[0]).toEqual(records[0]);
    const [status] = linesOf(await command(['status', '--json', documentId, ...at]));
    expect(status).toMatchObject({
      status: 'stored',
      timeline: expect.arrayContaining([expect.objectContaining({ status: 'received' })]),
    });

    const events = linesOf(await command(['events', '--json', ...at])) as { id: string; type: string }[];
    const ingested = events.filter(({ type }) => type === 'resume.ingested.v1');
    expect(new Set(ingested.map(({ id }) => id)).size).toBe(4);
    expect(events.filter(({ type }) => type === 'resume.duplicate.v1')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'resume.failed.v1')).toHaveLength(2);

    const [revealed] = linesOf(await command(['reveal', '--json', documentId, ...at]));
    expect(revealed!.contacts).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'PHONE' })]));

    const [receipt] = linesOf(await command(['erase', '--json', '--subject', subjectId, ...at]));
    expect(receipt).toMatchObject({ receiptId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect((await command(['show', documentId, ...at])).code).toBe(1);
    expect((await command(['reveal', documentId, ...at])).code).toBe(1);
    expect(linesOf(await command(['redrive', '--json', ...at]))).toHaveLength(5);
    expect(linesOf(await command(['list', '--json', ...at])).map(r => r.documentId)).not.toContain(documentId);
  });
});
