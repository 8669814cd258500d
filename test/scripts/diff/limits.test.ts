import { describe, expect, test } from '@jest/globals';
import { compareLimits } from '../../../scripts/diff/rate-limit.ts';
import { compareServers } from '../../../scripts/diff/rest.ts';
import type { LoadedDocument } from '../../../scripts/load.ts';
import type { Loose } from './cases.ts';

function loaded(root: Loose): LoadedDocument {
  return {
    ...{ file: '/spec.json', root, files: new Map([['/spec.json', root]]) },
    ...{ isOneFile: true, hashes: new Map(), warnings: [] },
  };
}

// Read as documents are, since what compares them looks at prototypes.
const LIMIT: Loose = JSON.parse(
  JSON.stringify({
    ...{ scope: 'key', class: 'C', alignment: 'fixed' },
    windows: [
      { name: 'burst', limit: 10, seconds: 1 },
      { name: 'steady', limit: 100, seconds: 60 },
    ],
    headers: { limit: 'L', remaining: 'R', reset: 'T' },
    parallel: { retryAfter: -1 },
  }),
);
const NONE: Loose = undefined;

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
    const changed = JSON.parse(JSON.stringify(LIMIT));
    change(changed);
    const document = (limit: object, own: object): Loose => ({
      'x-rate-limit': limit,
      paths: { '/a': { get: {} }, '/b/{x}': { get: { 'x-rate-limit': own } } },
    });
    const found = compareLimits(loaded(document(LIMIT, LIMIT)), loaded(document(changed, changed)));
    expect(found.map((each) => [each.rule, each.pointer])).toEqual([
      [rule, `/x-rate-limit${pointer}`],
      [rule, `/paths/~1b~1{x}/get/x-rate-limit${pointer}`],
    ]);
  });

  test('the same in another order is no change', () => {
    const turned = { ...LIMIT, windows: LIMIT.windows.toReversed() };
    expect(compareLimits(loaded({ 'x-rate-limit': LIMIT }), loaded({ 'x-rate-limit': turned }))).toEqual([]);
  });

  test('limits that come and go', () => {
    const [none, some] = [{ 'x-rate-limit': NONE }, { 'x-rate-limit': LIMIT }].map(loaded);
    expect(compareLimits(none!, some!)).toMatchObject([{ rule: 'limitTightened', pointer: '/x-rate-limit' }]);
    expect(compareLimits(some!, none!)).toMatchObject([{ rule: 'limitLoosened', side: 'base' }]);
  });
});

describe('servers', () => {
  test('another first server, while the old one stays', () => {
    const [one, two] = [{ url: 'https://one.example' }, { url: 'https://two.example' }];
    const compare = (before: object[], after: object[]): unknown =>
      compareServers(loaded({ servers: before }), loaded({ servers: after }));
    expect(compare([one, two], [two, one])).toMatchObject([{ rule: 'firstServer', pointer: '/servers/0/url' }]);
    expect(compare([one], [one, two])).toEqual([]);
  });
});
