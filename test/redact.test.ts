import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MASK, redact, redactBody } from '../src/common/redact.ts';
import type { Contract } from '../src/contract.ts';

const contract: Contract = {
  info: { title: 'Test', version: '1' },
  servers: [],
  securitySchemes: {},
  rateLimits: {},
  operations: {},
  sensitive: {
    Account: { '/settings': true, '/parent': ['Account'], '/tags/*/key': true, '/a~1b~0c': true },
    Accounts: { '/items/*': ['Account', 'Other'] },
    ByName: { '/*': ['Account'] },
    Other: { '/pin': true },
    Secret: { '': true },
  },
};

test('masks every value of a secret object and keeps its keys', () => {
  const value = { id: '1', settings: { sid: 'a', nested: { token: 'b' }, list: ['c', 1, true], none: null } };
  expect(redact(contract, 'Account', value)).toEqual({
    id: '1',
    settings: { sid: MASK, nested: { token: MASK }, list: [MASK, MASK, MASK], none: null },
  });
});

test('follows names through lists, maps and recursion', () => {
  const account = { settings: { a: 'x' }, parent: { settings: 'y', parent: { settings: ['z'] } } };
  const masked = { settings: { a: MASK }, parent: { settings: MASK, parent: { settings: [MASK] } } };
  expect(redact(contract, 'Account', account)).toEqual(masked);
  expect(redact(contract, 'Accounts', { items: [{ ...account, pin: 1 }, null, 3] })).toEqual({
    items: [{ ...masked, pin: MASK }, null, 3],
  });
  expect(redact(contract, 'ByName', { one: account })).toEqual({ one: masked });
});

test('reads escaped pointers and items of lists', () => {
  const value = { 'a/b~c': 's', tags: [{ key: 's', name: 'n' }, 'other'] };
  expect(redact(contract, 'Account', value)).toEqual({ 'a/b~c': MASK, tags: [{ key: MASK, name: 'n' }, 'other'] });
});

test('masks a schema that is secret as a whole', () => {
  expect(redact(contract, 'Secret', 'x')).toBe(MASK);
});

test.each(['Unknown', 'toString', '__proto__'])('leaves a schema without secrets as it is: %s', (schema) => {
  const value = { settings: { a: 'x' } };
  expect(redact(contract, schema, value)).toBe(value);
});

test('a property named __proto__ stays a property', () => {
  const value = JSON.parse('{"settings":{"__proto__":{"a":"x"}}}') as object;
  const masked = redact(contract, 'Account', value) as { settings: object };
  expect(JSON.stringify(masked)).toBe(`{"settings":{"__proto__":{"a":"${MASK}"}}}`);
  expect(Object.getPrototypeOf(masked.settings)).toBe(Object.prototype);
});

test('never changes the original, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), (settings) => {
      const value = { settings, parent: { settings } };
      const before = fc.stringify(value);
      redact(contract, 'Account', value);
      expect(fc.stringify(value)).toBe(before);
    }),
  );
});

test('no text of a secret is left, however deep', () => {
  const secrets = fc.jsonValue({ maxDepth: 4 }).filter((value) => typeof value === 'object' && value !== null);
  const plant = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plant);
    if (typeof value !== 'object' || value === null) return value === null ? null : `CANARY${String(value)}`;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plant(item)]));
  };
  fc.assert(
    fc.property(secrets, (value) => {
      expect(JSON.stringify(redact(contract, 'Account', { settings: plant(value) }))).not.toContain('CANARY');
    }),
  );
});

test('the body of an answer is masked by the name of its schema, or by places where it has none', () => {
  const account = { id: 1, settings: { key: 'x' } };
  const masked = { id: 1, settings: { key: MASK } };
  expect(redactBody(contract, { schema: 'Account' }, account)).toEqual(masked);
  expect(redactBody(contract, { sensitive: { '/*': ['Account'], '/*/id': true } }, [account])).toEqual([
    { ...masked, id: MASK },
  ]);
  expect(redactBody(contract, {}, account)).toBe(account);
});
