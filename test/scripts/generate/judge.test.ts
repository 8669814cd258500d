import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { judgeBy } from '../../../scripts/generate/judge.mjs';

// What becomes the head of every `validators.js` is judged by Ajv, which finds the same.

const names = fc.constantFrom('a', 'b', 'a/b', 'c~d');
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, 1, -3, 2.5, 4, '', 'a', 'abc', '😀'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const size = fc.integer({ min: 0, max: 3 });
const schema = fc.letrec<{ schema: object }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    fc.record(
      {
        type: fc.oneof(
          fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'array', 'null'),
          fc.uniqueArray(fc.constantFrom('string', 'number', 'object', 'array', 'null'), {
            minLength: 2,
            maxLength: 3,
          }),
        ),
        minimum: size,
        exclusiveMaximum: size,
        multipleOf: fc.constantFrom(1, 2),
        minLength: size,
        maxLength: size,
        pattern: fc.constantFrom('^a', 'c$', '^.$'),
        minItems: size,
        maxItems: size,
        minProperties: size,
        uniqueItems: fc.constant(true),
        required: fc.uniqueArray(names, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    fc.record({
      enum: fc.uniqueArray(fc.constantFrom(null, 1, 'a', [], { a: 1, b: 0 }), { minLength: 1 }),
    }),
    fc.record({ properties: fc.dictionary(names, tie('schema')), additionalProperties: fc.constant(false) }),
    fc.record({ items: tie('schema') }),
    fc.record({ items: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }), additionalItems: tie('schema') }),
    fc.record({ properties: fc.dictionary(names, tie('schema')), additionalProperties: tie('schema') }),
    fc.record({ patternProperties: fc.record({ '^a': tie('schema') }), additionalProperties: tie('schema') }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ properties: fc.record({ a: fc.constant({ $ref: 'whole' }) }), required: fc.constant(['b']) }),
  ),
})).schema;

const sorted = (lines: readonly string[]): string[] => [...new Set(lines)].sort();

test('finds what Ajv finds', () => {
  fc.assert(
    fc.property(schema, value, (whole, given) => {
      const ajv = new Ajv({ allErrors: true, inlineRefs: false, ownProperties: true, strict: false, messages: false });
      const judge = ajv.addSchema({ ...whole, $id: 'whole' }).getSchema('whole')!;
      const expected = judge(given)
        ? []
        : judge.errors!.map(({ keyword, instancePath, params }) => {
            if (keyword === 'required') return `${instancePath}/${escapeKey(params['missingProperty'])} required`;
            if (keyword === 'additionalProperties')
              return `${instancePath}/${escapeKey(params['additionalProperty'])} ${keyword}`;
            const rule = params['limit'] ?? params['type'] ?? params['pattern'] ?? params['multipleOf'];
            return `${instancePath} ${rule === undefined ? keyword : `${keyword}: ${rule}`}`;
          });
      const found = judgeBy({ whole })('whole')(given).map(({ pointer, rule }) => `${pointer} ${rule}`);
      expect(sorted(found)).toEqual(sorted(expected));
    }),
    { numRuns: 200 },
  );
});

test('a number is a multiple though the machine divides it otherwise', () => {
  const judge = judgeBy({ whole: { multipleOf: 0.1 } })('whole');
  expect([judge(0.3), judge(0.35)]).toEqual([[], [{ pointer: '', rule: 'multipleOf: 0.1' }]]);
});

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
