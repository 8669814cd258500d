import { describe, expect, test } from '@jest/globals';
import { compareModels } from '../../../scripts/diff/document.ts';
import { modelOf } from '../../../src/openapi/model.ts';
import type { Loose } from './cases.ts';

const LIMIT: Loose = {
  ...{ scope: 'key', class: 'C', alignment: 'fixed' },
  windows: [
    { name: 'burst', limit: 10, seconds: 1 },
    { name: 'steady', limit: 100, seconds: 60 },
  ],
  headers: { limit: 'L', remaining: 'R', reset: 'T' },
  parallel: { retryAfter: -1 },
};

const get: Loose = { responses: { 204: { description: 'Done.' } } };

function found(before: Loose, after: Loose): unknown[] {
  const [one, other] = [before, after].map((root) =>
    modelOf(JSON.parse(JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1.0.0' }, ...root }))),
  );
  return compareModels(one!, other!).map(({ rule, pointer }) => [rule, pointer]);
}

describe('limits', () => {
  const cases: readonly [string, (limit: Loose) => void, string, string][] = [
    ['a limit lowered', ({ windows }) => windows[1].limit--, 'limitTightened', '/windows/1/limit'],
    ['a limit raised', ({ windows }) => windows[0].limit++, 'limitLoosened', '/windows/0/limit'],
    ['a longer window', ({ windows }) => windows[0].seconds++, 'limitTightened', '/windows/0/seconds'],
    ['a shorter window', ({ windows }) => windows[1].seconds--, 'limitLoosened', '/windows/1/seconds'],
    [
      'a new window',
      ({ windows }) => windows.push({ name: 'day', limit: 1, seconds: 9 }),
      'limitTightened',
      '/windows/2',
    ],
    ['a window less', ({ windows }) => windows.pop(), 'limitLoosened', '/windows'],
    ['another scope', (limit) => Object.assign(limit, { scope: 'ip' }), 'limitTightened', '/scope'],
    ['another class', (limit) => Object.assign(limit, { class: 'D' }), 'limitTightened', '/class'],
    ['sliding windows', (limit) => Object.assign(limit, { alignment: 'sliding' }), 'limitTightened', '/alignment'],
    ['other headers', (limit) => Object.assign(limit.headers, { limit: 'M' }), 'limitSignals', '/headers'],
    ['another sign', (limit) => Object.assign(limit, { parallel: { retryAfter: -2 } }), 'limitSignals', '/parallel'],
  ];

  test.each(cases)('%s, of the document and of an operation', (_, change, rule, pointer) => {
    const changed = structuredClone(LIMIT);
    change(changed);
    const document = (limit: Loose): Loose => ({
      'x-rate-limit': limit,
      paths: { '/a': { get, put: get }, '/b/{x}': { get: { ...get, 'x-rate-limit': limit } } },
    });
    expect(found(document(LIMIT), document(changed))).toEqual([
      [rule, `/x-rate-limit${pointer}`],
      [rule, `/paths/~1b~1{x}/get/x-rate-limit${pointer}`],
    ]);
  });

  test('the same in another order is no change', () => {
    const turned = { ...LIMIT, windows: LIMIT.windows.toReversed() };
    const paths = { '/a': { get } };
    expect(found({ paths, 'x-rate-limit': LIMIT }, { paths, 'x-rate-limit': turned })).toEqual([]);
  });

  test('limits that come and go', () => {
    const [none, some] = [{ paths: { '/a': { get } } }, { paths: { '/a': { get } }, 'x-rate-limit': LIMIT }];
    expect(found(none, some)).toEqual([['limitTightened', '/x-rate-limit']]);
    expect(found(some, none)).toEqual([['limitLoosened', '/x-rate-limit']]);
  });
});

describe('servers', () => {
  test('another first server, while the old one stays', () => {
    const [one, two] = [{ url: 'https://one.example' }, { url: 'https://two.example' }];
    const compare = (before: object[], after: object[]): unknown =>
      found({ servers: before, paths: { '/a': { get } } }, { servers: after, paths: { '/a': { get } } });
    expect(compare([one, two], [two, one])).toEqual([['firstServer', '/servers/0']]);
    expect(compare([one], [one, two])).toEqual([['serverAdded', '/servers/1']]);
    expect(compare([one], [{ url: 'https://one.example/' }])).toEqual([]);
  });
});
