import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command, linesOf } from './command.ts';

const SAMPLES = join(import.meta.dirname, '..', '..', '..', '..', 'infra', 'local', 'samples');
const stamped = readFileSync(join(SAMPLES, '05-extracted.zh.txt'), 'utf8');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('clean', () => {
  it('gives the text before the stamp, and as JSON what to take out for it', async () => {
    const [plain, json] = await Promise.all([command(['clean'], stamped), command(['clean', '--json', '-'], stamped)]);
    expect(plain.code).toBe(0);
    expect(plain.stdout).not.toContain('7c1e09ab');
    const [line] = linesOf(json);
    expect(line).toMatchObject({ watermarks: [{ length: 40, fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) }] });
    expect(Object.keys(line!).sort()).toEqual(['removed', 'text', 'watermarks']);
    let [rest, at] = ['', 0];
    for (const [start, end] of line!.removed as [number, number][]) {
      rest += stamped.slice(at, start);
      at = end;
    }
    expect(rest + stamped.slice(at)).toBe(line!.text);
    expect(Buffer.from(plain.stdout, 'latin1').toString()).toBe(line!.text);
    expect(json.stdout).not.toContain('7c1e09ab');
  });

  it.each([
    ['plain', Buffer.from('Skills\nC\nR\nGo\r\nGPA 3.82/4.00\n')],
    ['a byte order mark', Buffer.from('\ufeff你好\n')],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0x41, 0xc3, 0x28, 0x0a])],
    ['GB18030', Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0x0a])],
    ['nothing', Buffer.alloc(0)],
  ])('gives %s without a stamp back byte for byte', async (_, bytes) => {
    const { stdout, code } = await command(['clean'], bytes);
    expect(Buffer.from(stdout, 'latin1')).toEqual(bytes);
    expect(code).toBe(0);
  });

  it('reads several files in order and goes on after one that is not there', async () => {
    const [first, second] = [join(folder, 'a.txt'), join(folder, 'b.txt')];
    writeFileSync(first, 'one\n');
    writeFileSync(second, 'two\n');
    const done = await command(['clean', '--json', second, join(folder, 'none'), first]);
    expect(linesOf(done).map(line => line.text ?? line.code)).toEqual(['two\n', 'FILE_NOT_FOUND', 'one\n']);
    expect(done.code).toBe(1);
    expect((await command(['clean', folder])).stdout).toBe('one\ntwo\n');
  });
});

describe('redact', () => {
  it('replaces personal data and says where it stood', async () => {
    const text = '姓名：林样例\n电话：13800138000\n手机：138-0013-8000\n';
    const done = await command(['redact', '--json'], text);
    const [line] = linesOf(done) as [
      { text: string; findings: { type: string; start: number; end: number; score: number }[] },
    ];
    expect(line.text).toBe('姓名：[PERSON_1]\n电话：[PHONE_1]\n手机：[PHONE_1]\n');
    expect(line.findings.map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual([
      ['PERSON', '林样例'],
      ['PHONE', '13800138000'],
      ['PHONE', '138-0013-8000'],
    ]);
    expect(done.code).toBe(0);
  });

  it('gives innocent text back byte for byte', async () => {
    const text = '2020-09 ~ 2024-06 GPA 3.82/4.00 Qwen2.5-7B\r\n';
    expect((await command(['redact'], text)).stdout).toBe(text);
  });
});

describe('usage', () => {
  it.each([
    [[], 2],
    [['--help'], 0],
    [['help', 'clean'], 0],
    [['clean', '--help'], 0],
    [['--version'], 0],
    [['nonsense'], 2],
    [['clean', '--nonsense'], 2],
    [['ingest'], 2],
    [['show', 'not-an-id'], 2],
    [['erase'], 2],
    [['redrive', 'nowhere'], 2],
  ])('%j ends with %i and a plain sentence', async (args, code) => {
    const done = await command(args);
    expect(done.code).toBe(code);
    expect(done.stdout + done.stderr).not.toMatch(/\bat .*:\d+:\d+|Error:/);
    expect((done.stdout + done.stderr).length).toBeGreaterThan(3);
  });
});
