import { describe, expect, test } from 'vitest';
import { decodeChunked, isChunked } from '../../../../infra/local/servers/s3/chunked.ts';

const encodeOne = (chunk: string, signature: string) =>
  `${Buffer.byteLength(chunk).toString(16)}${signature}\r\n${chunk}${chunk ? '\r\n' : ''}`;

const encode = (chunks: readonly string[], trailers = '', signature = '') => {
  const body = [...chunks, ''].map(chunk => encodeOne(chunk, signature)).join('');
  return Buffer.from(`${body}${trailers}\r\n`);
};

describe('aws-chunked', () => {
  test.each([
    ['no chunk', [], ''],
    ['one', ['hello'], ''],
    ['several, with line ends inside', ['a\r\n', '0\r\n\r\n', '简历'], ''],
    ['signed', ['hello', 'world'], ';chunk-signature=0123abcd'],
  ])('%s', (_, chunks, signature) => {
    const text = chunks.join('');
    const headers = {
      'x-amz-decoded-content-length': String(Buffer.byteLength(text)),
      'x-amz-trailer': 'x-amz-checksum-crc32',
    };
    const decoded = decodeChunked(encode(chunks, 'x-amz-checksum-crc32:AAAAAA==\r\n', signature), headers);
    expect(decoded.body.toString()).toBe(text);
    expect(decoded.trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
  });

  const whole = encode(['hello', 'world'], 'x-amz-checksum-crc32:AAAAAA==\r\n');

  test('every cut before the last chunk is refused', () => {
    for (let end = 0; end < whole.indexOf('0\r\nx-amz') + 1; end++) {
      expect(() => decodeChunked(whole.subarray(0, end), {}), `cut at ${end}`).toThrow(/bytes/);
    }
  });

  test.each([
    ['a size that is no number', 'xyz\r\nhello\r\n0\r\n\r\n', {}],
    ['a size beyond the body', 'ffff\r\nhello\r\n0\r\n\r\n', {}],
    ['a size too small', '3\r\nhello\r\n0\r\n\r\n', {}],
    ['a negative size', '-5\r\nhello\r\n0\r\n\r\n', {}],
    ['another length than promised', '5\r\nhello\r\n0\r\n\r\n', { 'x-amz-decoded-content-length': '6' }],
    [
      'a trailer that was promised and does not come',
      '5\r\nhello\r\n0\r\n\r\n',
      { 'x-amz-trailer': 'x-amz-checksum-crc32' },
    ],
  ])('%s is refused', (_, raw, headers) => {
    expect(() => decodeChunked(Buffer.from(raw), headers)).toThrow();
  });

  test.each([
    [{ 'content-encoding': 'aws-chunked' }, true],
    [{ 'content-encoding': 'gzip,aws-chunked' }, true],
    [{ 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }, true],
    [{ 'content-encoding': 'gzip' }, false],
    [{ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, false],
    [{}, false],
  ])('%o', (headers, chunked) => expect(isChunked(headers)).toBe(chunked));
});
