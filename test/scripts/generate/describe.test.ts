import { expect, test } from '@jest/globals';
import { describeSchema } from '../../../scripts/generate/describe.ts';

test.each([
  [{ description: 'A name.\n', minLength: 1, maxLength: 9 }, 'A name.\n\nLimits: 1 to 9 characters.'],
  [{ title: 'A name.' }, 'A name.'],
  [{ minItems: 2, uniqueItems: true }, 'Limits: at least 2 items, no item twice.'],
  [{ minimum: 0, exclusiveMaximum: 5, multipleOf: 2 }, 'Limits: at least 0, less than 5, a multiple of 2.'],
  [{ minimum: 0, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false }, 'Limits: at most 5, more than 0.'],
  [{ pattern: '^a$' }, 'Limits: pattern `^a$`.'],
  [{ 'x-sensitive': true }, 'Holds secrets: keep it out of logs.'],
  [{ 'x-source': 'example' }, 'Source: seen only in an example.'],
  [{ 'x-source': 'verified 2030-01-31' }, 'Source: checked against the API on 2030-01-31.'],
  [
    { 'x-source': { type: 'verified 2030-01-31', enum: 'example' } },
    'Source: `type` checked against the API on 2030-01-31; `enum` seen only in an example.',
  ],
  [{ 'x-source': 'older' }, 'Source: from an older rendering of the documentation.'],
  [
    { description: 'It.', 'x-source': { required: 'example', enum: 'inferred' } },
    'It.\n\nSource: `required` seen only in an example; `enum` inferred, not documented.',
  ],
  [{ type: 'string' }, ''],
])('%j is described', (schema, text) => {
  expect(describeSchema(schema)).toBe(text);
});

test('what is deprecated says when it ends, and nothing else does', () => {
  const end = { 'x-sunset': '2030-12-31' };
  expect(describeSchema({ description: 'A name.', deprecated: true, ...end })).toBe('A name.\n\nEnds on 2030-12-31.');
  expect(describeSchema({ description: 'A name.', ...end })).toBe('A name.');
});
