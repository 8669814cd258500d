import { runInThisContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ts from 'typescript';
import { docComment, literal, propertyKey, quote, statusKey } from '../../../scripts/generate/text.ts';

/** Text made of what ends strings, templates, comments and lines. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '${',
        '*/',
        '/*',
        '//',
        '\n',
        '\r',
        '\u2028',
        '\u2029',
        '\0',
        '\ud800',
        '</script>',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''));
const key = fc.oneof(nasty, fc.constantFrom('__proto__', 'constructor', 'toString', 'a', '1', ''));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    nasty,
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value')),
  map: fc.array(fc.tuple(key, tie('value'))).map((entries) => Object.fromEntries(entries)),
})).value;

/** The same value, told by its own properties alone: `toEqual` takes no notice of one named `__proto__`. */
function entries(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entries);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, item]) => [name, entries(item)]);
}

describe('a literal', () => {
  test('reads back as the value that it was made of', () => {
    fc.assert(
      fc.property(json, (value) => {
        // -0 becomes 0, as in JSON.
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(entries(runInThisContext(`(${literal(plain)})`))).toEqual(entries(plain));
      }),
    );
  });

  test('stands on one line where it fits, else an item a line', () => {
    const long = 'x'.repeat(60);
    expect(literal({ a: { b: [1, 'two', true, null], 'c-d': {} }, e: undefined, f: [long, long] })).toBe(
      `{\n  a: { b: [1, 'two', true, null], 'c-d': {} },\n  f: [\n    '${long}',\n    '${long}',\n  ],\n}`,
    );
  });

  test('has no line ends but its own', () => {
    fc.assert(fc.property(nasty, (text) => expect(quote(text)).not.toMatch(/[\n\r\u2028\u2029]/)));
  });
});

test('a doc comment is nothing but a comment', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const source = ts.createSourceFile('x.ts', `${docComment(text)}const x = 1;`, ts.ScriptTarget.ESNext);
      expect(source.statements).toHaveLength(1);
      expect(source.statements[0]!.getText(source)).toBe('const x = 1;');
    }),
  );
});

test('keys are quoted where they must be', () => {
  expect(['name', 'x-y', '1a', '__proto__', 'class'].map(propertyKey)).toEqual([
    'name',
    "'x-y'",
    "'1a'",
    "['__proto__']",
    'class',
  ]);
  expect(['200', '4XX', 'default'].map(statusKey)).toEqual(['200', "'4XX'", 'default']);
});
