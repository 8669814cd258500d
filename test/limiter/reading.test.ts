import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { retryAfterMs } from '../../src/common/retry-after.ts';
import type { RateLimit } from '../../src/contract.ts';
import { type Reading, readLimits } from '../../src/limiter/reading.ts';
import { parseItems } from '../../src/limiter/structured.ts';

const burst = { name: 'burst', limit: 10, seconds: 1 };
const steady = { name: 'steady', limit: 150, seconds: 60 };
const rate: RateLimit = { scope: 'account', class: 'C', alignment: 'fixed', windows: [burst, steady] };

const read = (headers: Record<string, string>, limit: Partial<RateLimit> = {}): readonly Reading[] =>
  readLimits(new Headers(headers), { ...rate, ...limit });

describe('the IETF fields', () => {
  test('tell of every window, by its name', () => {
    expect(read({ RateLimit: '"burst";r=3;t=1, "steady";r=0;t=42' })).toMatchObject([
      { window: burst, remaining: 3, resetMs: 1_000 },
      { window: steady, remaining: 0, resetMs: 42_000 },
    ]);
  });

  test('or by the quota and window of its policy', () => {
    const policy = '"a";q=150;w=60;pk=:cHJvYmxlbQ==:, "b";q=10;w=1';
    const readings = read({ RateLimit: '"a";r=7;t=5', 'RateLimit-Policy': policy });
    expect(readings).toMatchObject([{ window: steady, server: { limit: 150, remaining: 7, resetSeconds: 5 } }]);
  });

  test('of another unit, or of no window of the contract, change nothing', () => {
    const headers = { RateLimit: '"steady";r=0;t=5', 'RateLimit-Policy': '"steady";q=9;w=60;qu="content-bytes"' };
    expect(read(headers)).toEqual([]);
    expect(read({ RateLimit: '"day";r=0;t=9' })).toMatchObject([{ window: undefined, remaining: 0 }]);
  });

  test.each([
    'burst;r=0;t=2',
    '"burst";r=0;t=2,',
    '"burst" ;r=0',
    '"burst";R=0',
    '"burst";r=0t=2',
    '"burst";r=1.2345',
    '"bürst";r=0',
    'limit=10, remaining=0, reset=2',
    '"burst";r=0;t=2 extra',
    '',
  ])('that break a rule of RFC 9651 say nothing at all: %s', (field) => {
    expect(parseItems(field)).toBeUndefined();
    expect(read({ RateLimit: field })).toEqual([]);
  });

  test.each([
    ['"burst";r=-1;t=2', { remaining: undefined }],
    ['"burst";r="0";t=2', { remaining: undefined }],
    ['"burst";r=1.5;t=2', { remaining: undefined }],
    ['"burst";r=?0;t=2', { remaining: undefined }],
    ['"burst";r=0;t=86400', { resetMs: 1_000 }],
  ])('nonsense is ignored, and no reset lasts longer than its window: %s', (field, expected) => {
    expect(read({ RateLimit: field })).toMatchObject([expected]);
  });

  test('strings may hold quotes, and parameters what they like', () => {
    const items = parseItems('"a \\"b\\" \\\\";x;y=tok/en;z="s";n=-2.5 \t,\t"c"');
    expect([...items!.keys()]).toEqual(['a "b" \\', 'c']);
    expect([...items!.get('a "b" \\')!]).toEqual([
      ['x', ''],
      ['y', 'tok/en'],
      ['z', 's'],
      ['n', -2.5],
    ]);
  });

  test('no text makes it throw, or takes long', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => void parseItems(text)));
    expect(parseItems(`"a"${';a'.repeat(50_000)}!`)).toBeUndefined();
  });
});

describe('X-RateLimit-*', () => {
  const named = { limit: 'x-l', remaining: 'x-m', reset: 'x-r' };
  afterEach(() => void jest.restoreAllMocks());
  beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(1_000_000_000_000));

  test('is heard where the contract names nothing, and the IETF fields are not there', () => {
    const headers = { 'X-RateLimit-Limit': '150', 'X-RateLimit-Remaining': '4', 'X-RateLimit-Reset': '9' };
    expect(read(headers)).toMatchObject([{ window: steady, remaining: 4, resetMs: 9_000 }]);
    expect(read({ ...headers, RateLimit: '"burst";r=1;t=1' })).toMatchObject([{ window: burst, remaining: 1 }]);
    expect(read({ ...headers, RateLimit: 'broken' })).toMatchObject([{ window: steady }]);
    expect(read({})).toEqual([]);
  });

  test.each([
    [undefined, '30', 30_000],
    ['milliseconds', '1500', 1_500],
    ['epoch', '1000000007', 7_000],
    ['epoch-milliseconds', '1000000007250', 7_250],
    ['epoch', '999999999', 0],
    ['milliseconds', '999999999', 60_000],
    [undefined, '-1', undefined],
    [undefined, 'soon', undefined],
  ] as const)('a reset in the unit of the contract (%s): %s', (unit, reset, ms) => {
    const headers = { 'x-l': '150', 'x-m': '0', 'x-r': reset };
    const [reading] = read(headers, { headers: { ...named, ...(unit && { unit }) } });
    expect(reading!.resetMs).toBe(ms);
  });

  test('x-ratelimit-reset-after stands in for a reset', () => {
    expect(read({ 'X-RateLimit-Limit': '150', 'X-RateLimit-Reset-After': '1.5' })).toMatchObject([{ resetMs: 1_500 }]);
  });

  test('a limit that two windows have names none', () => {
    const twins = [steady, { name: 'hour', limit: 150, seconds: 3_600 }];
    const [reading] = read({ 'X-RateLimit-Limit': '150', 'X-RateLimit-Remaining': '0' }, { windows: twins });
    expect(reading!.window).toBeUndefined();
  });
});

test.each([
  [{ 'retry-after-ms': '350' }, 350],
  [{ 'retry-after-ms': '350.5', 'retry-after': '9' }, 350.5],
  [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9_000],
  [{ 'retry-after-ms': '-5' }, undefined],
])('retry-after-ms is more exact than Retry-After: %j', (headers, ms) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>))).toBe(ms);
});
