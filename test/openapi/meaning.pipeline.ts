import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Json } from '../../src/openapi/json.ts';
import { normalise } from '../../src/openapi/normalise.ts';

/**
 * Normalising changes how a document is written, not what it allows: a validator that knows nothing of it judges every
 * value by the document as it was given and as it became. Left out is what changes meaning, and is tested by example:
 * `readOnly`, `writeOnly`, discriminators, and closed parts of an `allOf`.
 */

const NAMES = ['a', 'b', 'c'];
const COMPONENTS = ['One', 'Two', 'Three'];

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, 0, 1, 7, 'x', 'yy', '', true),
    fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('any'), { maxKeys: 3 }),
  ),
})).any;

/** Alternatives of which no value fits two: of `oneOf` with null, null is meant to be allowed whatever the others say. */
const apart = fc.constantFrom<Json>({ type: 'string' }, { type: 'number' }, { type: 'null' }, { type: 'array' });

const schema: fc.Arbitrary<unknown> = fc.letrec((tie) => {
  const inner = tie('any') as fc.Arbitrary<Json>;
  const members = fc.array(inner, { minLength: 1, maxLength: 3 });
  const place = fc.constantFrom('', '/properties/a', '/properties/b', '/items');
  return {
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<unknown>({}, true, { type: 'string' }, { type: 'null' }, { const: null }, { enum: [null] }),
      fc.constantFrom<unknown>({ type: ['string', 'null'] }, { type: ['integer'] }, { enum: ['x', 1, 'x', null] }),
      fc.constantFrom<unknown>({ type: 'integer', minimum: 1 }, { type: 'string', maxLength: 1, title: 'T' }),
      fc.record({
        type: fc.constantFrom('object', ['object', 'null']),
        properties: fc.dictionary(fc.constantFrom(...NAMES), inner, { maxKeys: 2 }),
        required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
      }),
      fc.record({ type: fc.constant('array'), items: inner }),
      fc.record({ type: fc.constant('object'), additionalProperties: inner }),
      // A reference into the middle of a component, where something may or may not stand.
      fc.record({
        $ref: fc.tuple(fc.constantFrom(...COMPONENTS), place).map(([n, p]) => `#/components/schemas/${n}${p}`),
      }),
      fc.record({ allOf: members, required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }) }),
      fc.record({ allOf: members, description: fc.constant('Some.') }),
      fc.record({ required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }) }),
      fc.record({ anyOf: members }),
      fc.record({ oneOf: fc.uniqueArray(apart, { minLength: 1, maxLength: 3 }), title: fc.constant('One.') }),
      fc.record({ not: inner }),
    ),
  };
}).any as fc.Arbitrary<unknown>;

const documents = fc.tuple(schema, schema, schema).map((schemas) => ({
  openapi: '3.1.0',
  paths: {},
  components: { schemas: Object.fromEntries(COMPONENTS.map((name, index) => [name, schemas[index]])) },
}));

function judgeOf(document: object, name: string): (given: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  ajv.addSchema(document, 'document');
  return ajv.compile({ $ref: `document#/components/schemas/${name}` });
}

test('a document allows what it allowed', () => {
  let judged = 0;
  fc.assert(
    fc.property(documents, fc.array(value, { minLength: 1, maxLength: 8 }), (given, values) => {
      const before = JSON.stringify(given);
      const { document, findings } = normalise(given);
      expect(JSON.stringify(given)).toBe(before);
      // What leads nowhere or only to itself has no meaning that could be kept; it is named.
      if (findings.length > 0) return;
      for (const name of COMPONENTS) {
        const [was, is] = [judgeOf(given, name), judgeOf(document, name)];
        for (const each of values) {
          judged += 1;
          expect([name, each, is(each)]).toEqual([name, each, was(each)]);
        }
      }
    }),
    { numRuns: 1_000 },
  );
  expect(judged).toBeGreaterThan(5_000);
});
