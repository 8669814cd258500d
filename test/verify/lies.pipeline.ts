import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../scripts/generate/support.ts';
import { BOOKS, type Case, HOOD } from './lies.ts';
import { books, emulated, found, hood, verified } from './support.ts';

test.each([
  ['ours', hood],
  ['a foreign one', books],
])('nothing is found of a server that follows its contract: %s', async (_, api) => {
  const findings = await verified(api);
  expect(found(findings)).toEqual([]);
  expect(findings.gathered).toMatchObject({ left: 0, refused: 0, failure: undefined });
  expect(findings.succeeded).toBeGreaterThan(10);
});

const EXAMPLES = join(ROOT, 'node_modules', '@readme', 'oas-examples');

test.each([
  '3.0/json/petstore.json',
  '3.0/json/star-trek.json',
  '3.0/json/security.json',
  '3.1/json/train-travel.json',
  '3.1/json/readme.json',
])('nothing is contradicted by an emulator of a document of others: %s', async (name) => {
  const findings = await emulated(JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')));
  expect(found(findings).filter((each) => !each.startsWith('status '))).toEqual([]);
  expect(findings.succeeded).toBeGreaterThan(0);
});

test.each(['link', 'cursor'])('the emulator leads from page to page as the contract says: %s', async (by) => {
  const query = (name: string, schema: object) => ({ name, in: 'query', schema });
  const lead = by === 'cursor' ? { parameter: 'after', next: '/next' } : {};
  const properties = { items: { type: 'array', items: { type: 'integer' } }, next: { type: 'string' } };
  const list = {
    parameters: [query('limit', { type: 'integer', default: 1 }), query('after', { type: 'string' })],
    'x-pagination': { by, size: 'limit', items: '/items', ...lead },
    responses: {
      200: { description: '', content: { 'application/json': { schema: { properties }, example: { items: [1, 2] } } } },
    },
  };
  const findings = await emulated({
    ...{ openapi: '3.1.0', info: { title: 'One', version: '1' }, servers: [{ url: 'https://one.example/v1' }] },
    paths: { '/things': { get: { operationId: 'list', ...list } } },
  });
  expect(found(findings)).toEqual([]);
  const { verdict } = findings.verdicts.find(({ pointer }) => /x-pagination\/(by|next)$/.test(pointer))!;
  expect(verdict).toBe('confirmed');
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
