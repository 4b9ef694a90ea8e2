import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Hash,
  mailOfPart,
  mailPartKey,
  sequencerOf,
  sourceOf,
  traceOf,
} from '../../../shared/core/pipeline/identity.ts';
import { admit, release } from '../../../shared/core/pipeline/quota.ts';

const hash: Hash = (purpose, ...parts) => `<${[purpose, ...parts].join('|')}>`;
const NEVER = '1970-01-01T00:00:00.000Z';

describe('sequencers', () => {
  it.each([
    ['0055AED6DCD90281E5', '0055AED6DCD90281E6', -1],
    ['0055AED6DCD9', '0055AED6DCD90281E5', -1],
    ['0055aed6dcd91', '0055AED6DCD9', 1],
    ['00FF', '00ff', 0],
    ['0A', '09FFFF', 1],
  ])('%s against %s', (a, b, order) => {
    const [x, y] = [sequencerOf(a, NEVER), sequencerOf(b, NEVER)];
    expect(x < y ? -1 : x > y ? 1 : 0).toBe(order);
  });

  it('has the object’s time where there is none, in order with S3’s own', () => {
    const stand = sequencerOf(undefined, '2026-03-02T00:00:00.000Z');
    expect(stand).toHaveLength(64);
    expect(stand > sequencerOf(undefined, '2026-03-01T23:59:59.000Z')).toBe(true);
    expect(stand).toBe(sequencerOf('not hex', '2026-03-02T00:00:00.000Z'));
  });

  it('is comparable for any string', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sequencerOf(a, b).length === 64));
  });
});

describe('the source of a key', () => {
  const part = mailPartKey('a'.repeat(32), 'b'.repeat(32), 3);
  it.each([
    ['intake/careers/x.pdf', 'careers'],
    ['intake/x.pdf', 'default'],
    ['intake/Jane Doe/x.pdf', '<sender|source|Jane Doe>'],
    ['intake//x.pdf', '<sender|source|>'],
    ['intake/mail.forged/x', '<sender|source|mail.forged>'],
    ['mail/abc', 'mail'],
    [part, `mail.${'a'.repeat(32)}`],
    ['elsewhere/x', undefined],
    ['intakes/x', undefined],
  ])('%s', (key, source) => {
    expect(sourceOf(hash, key)).toBe(source);
  });

  it('names the mail of a part, and of nothing else', () => {
    expect(mailOfPart(part)).toBe('b'.repeat(32));
    expect(mailOfPart('intake/careers/x-1')).toBeUndefined();
  });
});

it.each([
  ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '4bf92f3577b34da6a3ce929d0e0e4736'],
  ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', 'own'],
  ['00-4bf92f3577b34da6a3ce929d0e0e4736\r\nX: y', 'own'],
  [undefined, 'own'],
])('trace of %s', (given, trace) => {
  expect(traceOf(given, 'own')).toBe(trace);
});

describe('the quota governor', () => {
  const settings = { maximum: 4, initial: 2, leaseMs: 1000, pauseMs: 50 };
  const take = (row: Parameters<typeof admit>[0], who: string, now: number) => {
    const admission = admit(row, who, now, settings);
    return admission.granted ? { ...admission.row, revision: 1 } : undefined;
  };

  it('admits up to its limit, renews, and forgets leases that ended', () => {
    const one = take(undefined, 'a', 0)!;
    const two = take(one, 'b', 0)!;
    expect(take(two, 'c', 0)).toBeUndefined();
    expect(take(two, 'b', 0)).toBeDefined();
    expect(take(two, 'c', 1001)).toBeDefined();
  });

  it('rises by one and falls by half', () => {
    const row = take(undefined, 'a', 0)!;
    expect(release(row, 'a', 'well', 0, settings)).toMatchObject({ limit: 3, leases: {} });
    expect(release({ ...row, limit: 4 }, 'a', 'well', 0, settings)).toMatchObject({ limit: 4 });
    const down = release({ ...row, limit: 4 }, 'a', 'throttled', 7, settings)!;
    expect(down).toMatchObject({ limit: 2, notBefore: 57 });
    expect(take(down, 'z', 10)).toBeUndefined();
    expect(release(row, 'stranger', 'well', 0, settings)).toBeUndefined();
  });

  it('does not hold leases of a clock that was an hour ahead', () => {
    const ahead = take(take(undefined, 'a', 3_600_000), 'b', 3_600_000)!;
    expect(take(ahead, 'c', 0)).toBeDefined();
  });
});
