import { expect, test } from '@jest/globals';
import { textFor } from '../../src/testing/pattern.ts';

test.each([
  ['^[0-9a-f]{6}$', 0, Infinity, 'aaaaaa'],
  ['^AC[0-9a-fA-F]{2,4}$', 0, Infinity, 'ACaa'],
  ['^AC[0-9a-fA-F]{2,4}$', 6, Infinity, 'ACaaaa'],
  ['tagValues/[0-9]+', 0, Infinity, 'tagValues/0'],
  ['stable|([0-9]+)(?:\\.([0-9]+))?', 0, Infinity, 'stable'],
  ['^(?:#[0-9a-f]{3}|#[0-9a-f]{6})$', 0, Infinity, '#aaa'],
  ['\\/images\\/([a-f\\d]{4})', 0, Infinity, '/images/aaaa'],
  ['^\\p{Lu}{2}\\.\\d?x*$', 0, Infinity, 'AA.'],
  ['^[^a-zA-Z]{2}$', 0, Infinity, '00'],
  ['^[a-z]+$', 5, 8, 'aaaaa'],
  ['^x.?(?=y)y$', 0, Infinity, 'xy'],
  ['^x(?=..y)', 0, Infinity, undefined],
  ['^a(?!b)c+?$', 0, Infinity, 'ac'],
  ['^a{5}$', 0, 4, undefined],
  ['^a{5}$', 6, Infinity, undefined],
  ['^(a)\\1$', 0, Infinity, undefined],
  ['^(((a{900}){900}){900})$', 0, Infinity, undefined],
])('of %s, at least %s and at most %s characters', (pattern, minLength, maxLength, text) => {
  expect(textFor(pattern, minLength, maxLength)).toBe(text);
});

test('a careless pattern ends soon', () => {
  expect(textFor('^(([a-z])+.)+(?=[A-Z])$', 30, Infinity)).toBeUndefined();
});
