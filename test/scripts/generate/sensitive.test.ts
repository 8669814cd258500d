import { expect, test } from '@jest/globals';
import { OpenApiDocument } from '../../../src/openapi/document.ts';
import { sensitivePaths, sensitiveSchemas } from '../../../src/openapi/sensitive.ts';

const secret = { type: 'string', 'x-sensitive': true };
const to = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

function sensitive(schemas: Readonly<Record<string, object>>): object {
  return sensitiveSchemas(new OpenApiDocument({ components: { schemas } }, () => undefined));
}

test('secrets are found through everything that holds schemas', () => {
  expect(
    sensitive({
      Plain: { properties: { name: { type: 'string' } } },
      Whole: secret,
      Deep: {
        properties: { 'a/b~c': secret, list: { items: { items: secret } }, map: { additionalProperties: secret } },
        patternProperties: { '^x': { properties: { key: secret } } },
      },
      Combined: {
        allOf: [{ properties: { a: secret } }],
        anyOf: [{ properties: { b: secret } }, { oneOf: [{ properties: { c: secret } }] }],
        prefixItems: [{ properties: { d: secret } }],
      },
    }),
  ).toEqual({
    Whole: { '': true },
    Deep: { '/a~1b~0c': true, '/list/*/*': true, '/map/*': true, '/*/key': true },
    Combined: { '/a': true, '/b': true, '/c': true, '/*/d': true },
  });
});

test('a schema that refers to one with secrets goes on by its name, also around a circle', () => {
  expect(
    sensitive({
      Leaf: { properties: { key: secret } },
      Tree: { properties: { leaf: to('Leaf'), children: { items: to('Tree') }, plain: to('Plain') } },
      Either: { anyOf: [to('Tree'), to('Leaf'), to('Plain')] },
      Alias: to('Leaf'),
      Plain: { properties: { self: to('Plain') } },
    }),
  ).toEqual({
    Leaf: { '/key': true },
    Tree: { '/leaf': ['Leaf'], '/children/*': ['Tree'] },
    Either: { '': ['Tree', 'Leaf'] },
    Alias: { '': ['Leaf'] },
  });
});

test('a schema without a name has its own places', () => {
  const document = new OpenApiDocument(
    { components: { schemas: { Leaf: { properties: { key: secret } }, Plain: {} } } },
    () => undefined,
  );
  expect(sensitivePaths(document, { items: to('Leaf') })).toEqual({ '/*': ['Leaf'] });
  expect(sensitivePaths(document, { properties: { pin: secret, leaf: to('Leaf'), plain: to('Plain') } })).toEqual({
    '/pin': true,
    '/leaf': ['Leaf'],
  });
  expect(sensitivePaths(document, { items: to('Plain') })).toBeUndefined();
});
