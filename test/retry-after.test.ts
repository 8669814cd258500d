import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseHttpDate, retryAfterMs } from '../src/common/retry-after.ts';

describe('parseHttpDate', () => {
  test.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37Z'],
    ['Tue, 29 Feb 2028 23:59:60 GMT', '2028-03-01T00:00:00Z'],
    ['Monday, 02-Jan-40 00:00:00 GMT', '2040-01-02T00:00:00Z'],
  ])('reads %s', (text, iso) => {
    expect(parseHttpDate(text)).toBe(Date.parse(iso));
  });

  test.each([
    '',
    '1994-11-06T08:49:37Z',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 +0000',
    'Sun, 06 Nov 1994 08:49:37',
    'Thu, 31 Feb 2028 00:00:00 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:37 GMT',
  ])('refuses %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });

  test('reads what toUTCString writes', () => {
    const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
    fc.assert(
      fc.property(seconds, (second) => {
        expect(parseHttpDate(new Date(second * 1_000).toUTCString())).toBe(second * 1_000);
      }),
    );
  });
});

describe('retryAfterMs', () => {
  test.each([
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['99999999999', 99_999_999_999_000],
    ['-1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j as %p', (value, ms) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }))).toBe(ms);
  });

  test('is undefined without the header', () => {
    expect(retryAfterMs(new Headers())).toBeUndefined();
  });

  test("measures a date against the answer's own clock", () => {
    const headers = new Headers({
      date: 'Sun, 06 Nov 1994 08:49:37 GMT',
      'retry-after': 'Sun, 06 Nov 1994 08:50:07 GMT',
    });
    expect(retryAfterMs(headers)).toBe(30_000);
  });

  test('takes a date that is over as now', () => {
    expect(retryAfterMs(new Headers({ 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }))).toBe(0);
  });
});
