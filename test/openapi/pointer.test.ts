import { expect, test } from '@jest/globals';
import { at, decodeFragment, escapeKey, keysOf, toPointer, unescapeKey } from '../../src/openapi/pointer.ts';

test.each(['', 'a', '/', '~', '~1', '~0', '~01', '/v1/{id}~', '用户', '__proto__'])(
  'the key %j is the same after both ways',
  (key) => {
    expect(unescapeKey(escapeKey(key))).toBe(key);
    expect(keysOf(toPointer(['x', key]))).toEqual(['x', key]);
    expect(at(Object.fromEntries([[key, [7]]]), toPointer([key, '0']))).toBe(7);
  },
);

test('a pointer leads through own properties', () => {
  const root = { a: { 'b/c': 1, '': 2 }, list: ['x'] };
  expect(at(root, '')).toBe(root);
  expect(at(root, '/a/b~1c')).toBe(1);
  expect(at(root, '/a/')).toBe(2);
  for (const pointer of ['/a/toString', '/constructor', '/list/1', '/list/length/x', '/a/b~1c/d', 'a', '/a/b%7E1c'])
    expect([pointer, at(root, pointer)]).toEqual([pointer, undefined]);
});

test('a fragment is decoded where it is percent-encoded text', () => {
  expect(decodeFragment('/a%20b/%7B')).toBe('/a b/{');
  expect(decodeFragment('/100%')).toBe('/100%');
});
