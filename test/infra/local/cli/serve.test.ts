import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, command, linesOf } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-serve-'));
const store = join(folder, 'store');
let serving: ChildProcess;
let lines: AsyncIterator<string>;
const next = async (): Promise<Record<string, unknown>> => JSON.parse((await lines.next()).value as string);

beforeAll(() => {
  serving = spawn(process.execPath, [BIN, 'serve', '--json', '--store', store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  lines = createInterface({ input: serving.stdout! })[Symbol.asyncIterator]();
});
afterAll(() => {
  serving.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const resume =
  '王样例\n电话：13800138000 邮箱：wang@example.com\n工作经历\n示例科技有限公司 - 测试工程师 2019-07 ~ 2022-05\n';
const mail = (verdict: string): string =>
  [
    `X-SES-Spam-Verdict: ${verdict}`,
    'X-SES-Virus-Verdict: PASS',
    'From: Wang <wang@example.com>',
    'To: jobs@example.org',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Disposition: attachment; filename="cv.txt"',
    '',
    resume,
    '--b--',
    '',
  ].join('\r\n');

describe('serve', () => {
  it('prints where the stack is, and ingests what is put into the folder as a mail server would', async () => {
    const { endpoints, watching } = (await next()) as { endpoints: Record<string, string>; watching: string };
    expect(endpoints.s3).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    writeFileSync(join(watching, 'good.eml'), mail('PASS'));
    expect(await next()).toMatchObject({ file: 'good.eml', status: 'stored' });
    writeFileSync(join(watching, 'spam.eml'), mail('FAIL'));
    expect(await next()).toMatchObject({ file: 'spam.eml', status: 'quarantined', code: 'SPAM' });
    writeFileSync(join(watching, 'cv.txt'), resume);
    const last = await next();
    expect(last).toMatchObject({ file: 'cv.txt', status: 'stored' });
    expect(existsSync(join(watching, 'done', 'good.eml'))).toBe(true);

    // Another process uses the same stack, and steering it takes a secret that only its owner can read.
    const [status] = linesOf(await command(['status', '--json', String(last.documentId), '--store', store]));
    expect(status).toMatchObject({ status: 'stored' });
    expect(statSync(join(store, 'stack.json')).mode & 0o077).toBe(0);
    const { url } = JSON.parse(readFileSync(join(store, 'stack.json'), 'utf8'));
    const refused = await fetch(url, { method: 'POST', body: '{"call":"isIdle","args":[]}' });
    expect(refused.status).toBe(403);

    serving.kill('SIGTERM');
    const [code] = await once(serving, 'exit');
    expect(code).toBe(0);
    expect(existsSync(join(store, 'stack.json'))).toBe(false);
  });
});
