import { expect, test } from '@jest/globals';
import { BOOKS, type Case, HOOD } from './lies.ts';
import { books, found, hood, verified } from './support.ts';

test.each([
  ['ours', hood],
  ['a foreign one', books],
])('nothing is found of a server that follows its contract: %s', async (_, api) => {
  const findings = await verified(api);
  expect(found(findings)).toEqual([]);
  expect(findings.gathered).toMatchObject({ left: 0, refused: 0, failure: undefined });
  expect(findings.succeeded).toBeGreaterThan(10);
});

const all = [...HOOD.map((lie) => [hood, ...lie] as const), ...BOOKS.map((lie) => [books, ...lie] as const)];

test.each(
  all.map(([api, name, lie, wanted]) => [api === hood ? 'ours' : 'a foreign one', name, api, lie, wanted] as const),
)('a lie is found, and named as what it is (%s): %s', async (_contract, _name, api, lie: Case[1], wanted) => {
  const findings = await verified(api, lie);
  expect(found(findings).sort()).toEqual([...wanted].sort());
  expect(findings.gathered.refused).toBe(0);
});

test('there are forty of them', () => {
  expect(HOOD.length).toBeGreaterThanOrEqual(40);
});
