import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Parameter } from '../src/contract.ts';
import { isSerializable, serialize } from '../src/request/serialize.ts';

const parameter = (overrides: Partial<Parameter>): Parameter => ({
  name: 'color',
  in: 'query',
  required: false,
  style: 'form',
  explode: true,
  ...overrides,
});

const list = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

// The table "Style Examples" of the OpenAPI Specification 3.1.1.
describe('serialize writes what the OpenAPI Specification has in its table', () => {
  test.each([
    ['path', 'matrix', false, ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
    ['path', 'matrix', true, ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
    ['path', 'label', false, '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
    ['path', 'label', true, '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
    ['path', 'simple', false, 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
    ['path', 'simple', true, 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
    ['query', 'form', false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
    ['query', 'form', true, 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
    ['query', 'spaceDelimited', false, 'color=blue', 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'],
    ['query', 'pipeDelimited', false, 'color=blue', 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
    ['query', 'deepObject', true, undefined, undefined, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
    ['header', 'simple', false, 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ] as const)('%s, %s, explode %s', (location, style, explode, single, array, record) => {
    const subject = parameter({ in: location, style, explode });
    if (single !== undefined) expect(serialize(subject, 'blue')).toBe(single);
    if (array !== undefined) expect(serialize(subject, list)).toBe(array);
    expect(serialize(subject, object)).toBe(record);
  });
});

test.each([[[]], [{}], [{ a: undefined }]])('an empty list or object has no wire form: %j', (value) => {
  expect(serialize(parameter({}), value)).toBeUndefined();
});

test('a parameter with a media type is that document', () => {
  const subject = parameter({ contentType: 'application/json' });
  expect(serialize(subject, { a: [1] })).toBe('color=%7B%22a%22%3A%5B1%5D%7D');
});

test('reserved characters stay when they may, but not those that would end the value', () => {
  const subject = parameter({ allowReserved: true });
  expect(serialize(subject, "a:/?[]@!$'()*,;=b&c#d+e")).toBe("color=a:/?[]@!$'()*,;=b%26c%23d%2Be");
});

test('no value and no key can become another parameter, or another path', () => {
  const nasty = fc.oneof(
    fc.string(),
    fc.constantFrom('a&b=c', '/../x', '?x', '#x', 'a;b', '%2F', '\r\nx: y', '__proto__'),
  );
  const styles = fc.constantFrom<[Parameter['in'], Parameter['style'], boolean]>(
    ['query', 'form', true],
    ['query', 'form', false],
    ['query', 'deepObject', true],
    ['query', 'spaceDelimited', false],
    ['path', 'simple', false],
  );
  fc.assert(
    fc.property(styles, nasty, nasty, ([location, style, explode], key, value) => {
      const subject = parameter({ in: location, style, explode, name: 'p' });
      const given = Object.fromEntries([[key, value]]);
      const text = serialize(subject, given) ?? '';
      expect(text).not.toMatch(/[/?#\r\n]/);
      const url = new URL(`https://x.example/y?${location === 'query' ? text : ''}`);
      expect([...url.searchParams.keys()].length).toBe(location === 'query' ? 1 : 0);
    }),
  );
});

test.each([
  new Date(0),
  new Map(),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  () => 1,
  Symbol('x'),
  null,
  undefined,
  '\ud800',
  [[1]],
  [null],
  { a: { b: 1 } },
  { a: null },
])('has no form on the wire: %p', (value) => {
  expect(isSerializable(parameter({}), value)).toBe(false);
});

test.each(['', 'ä€𝄞', 0, -1.5, 10n, true, [], ['a', 1], {}, { a: 1, b: undefined }, Object.create(null)])(
  'has one: %p',
  (value) => {
    expect(isSerializable(parameter({}), value)).toBe(true);
  },
);

test('a value that JSON cannot hold has no form as a document', () => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  for (const value of [circular, 1n, () => 1]) {
    expect(isSerializable(parameter({ contentType: 'application/json' }), value)).toBe(false);
  }
});
