import { expect, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import { createHoodClient, filter, redact } from '../src/index.ts';
import { createRedisLimiter } from '../src/redis/index.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';

// What a stranger with the README tried, and found let through, leaked, or ending in a raw error.

const one = { ...examples.getIntegration['200'], settings: { auth_token: 'c4n4ry' } };

test.each<[string, Parameters<typeof redact>[0], unknown]>([
  ['an integration', 'Integration', one],
  ['a list of them', 'Integration', [one, one]],
  ['a page', 'Integration', { total: 1, items: [one] }],
  ['a page, by its own name', 'IntegrationList', { total: 1, items: [one] }],
  ['the items of a page, by the name of the page', 'IntegrationList', [one]],
  ['a result of each', 'Integration', { input: { id: '1' }, data: one }],
  ['settings alone', 'IntegrationSettings', one.settings],
])('redact masks %s, and leaves what a provider describes', (_, schema, value) => {
  const shown = JSON.stringify(redact(schema, value));
  expect(shown).not.toContain('c4n4ry');
  expect(shown).toContain('[redacted]');
  if (schema !== 'IntegrationSettings') expect(shown).toContain(JSON.stringify(one.provider));
});

test('redact leaves alone what holds no secret', () => {
  const slim = { id: '1', name: 'x', nested: [{ status: 'active' }] };
  expect(redact('Integration', slim)).toEqual(slim);
  expect(redact('Provider', one.provider)).toEqual(one.provider);
});

test.each<[string, () => unknown]>([
  ['eq of undefined', () => filter.eq(undefined as never)],
  ['eq of an object', () => filter.eq({} as never)],
  ['gt of NaN', () => filter.gt(Number.NaN)],
  ['lte of nothing', () => filter.lte('')],
  ['in of null', () => filter.in(null as never)],
  ['in of none', () => (filter.in as () => string)()],
  ['between of one', () => (filter.between as (from: string) => string)('a')],
])('a filter is refused: %s', (_, make) => {
  expect(make).toThrow(/^Expected the values? of a filter/);
});

test.each<[string, () => unknown, RegExp]>([
  ['no options', () => createEmulator(null as never), /options of `createEmulator` to be an object/],
  ['handlers', () => createEmulator({ handlers: 5 as never }), /`handlers` to be an object/],
  ['data', () => createEmulator({ data: 5 as never }), /`data` to be an object/],
  ['limits', () => createEmulator({ limits: true as never }), /`limits` to be an object/],
  [
    'a fault without options',
    () => createEmulator().fail({ kind: 'reset' }, null as never),
    /options of `fail` to be an object/,
  ],
  [
    'a fault with a number',
    () => createEmulator().fail({ kind: 'reset' }, 5 as never),
    /options of `fail` to be an object/,
  ],
  ['a prefix', () => createRedisLimiter({ redis: async () => 0, account: 'a', prefix: 'a{b}' }), /no braces/],
  [
    'an option',
    () => createRedisLimiter({ redis: async () => 0, account: 'a', bogus: 1 } as never),
    /only `redis`, `account`, `prefix`/,
  ],
  ['a list of headers', () => createHoodClient({ token: 'a', headers: [['a']] as never }), /list of pairs/],
  ['a length', () => createHoodClient({ token: 'a', headers: { 'content-length': '5' } }), /Leave it out/],
  [
    'a URL',
    () => createHoodClient({ token: 'a', baseUrl: new URL('https://x.example') as never }),
    /the text of an absolute URL/,
  ],
])('is refused in words: %s', (_, make, words) => {
  expect(make).toThrow(words);
});

test('an emulator that listens is one', async () => {
  await expect(listen(undefined as never)).rejects.toThrow('to be an emulator');
  await expect(listen(createEmulator(), null as never)).rejects.toThrow('to be an object');
});

test('an option of pages that is misspelt is told with those that there are', async () => {
  const hood = createHoodClient({ token: 'any', fetch: createEmulator().fetch });
  const pages = hood.listIntegrations.pages({}, { maxpages: 1 } as never);
  await expect(pages.next()).rejects.toThrow(/Unknown `maxpages` .* only `maxPages`/);
});
