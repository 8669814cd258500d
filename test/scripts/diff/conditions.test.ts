import { describe, expect, test } from '@jest/globals';
import { compareModels } from '../../../scripts/diff/document.ts';
import { POLICY } from '../../../scripts/diff/policy.ts';
import { modelOf } from '../../../src/openapi/model.ts';
import type { Loose } from './cases.ts';

/** What is said of a schema of a request, and of an answer, that becomes another. */
function said(before: Loose, after: Loose): { readonly request: string[]; readonly answer: string[] } {
  const found = [before, after].map((schema) =>
    modelOf(
      JSON.parse(
        JSON.stringify({
          openapi: '3.1.0',
          info: { title: 'T', version: '1.0.0' },
          paths: {
            '/sent': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } },
            '/read': { get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } } },
          },
          components: { schemas: { Short: { type: 'string', maxLength: 5 } } },
        }),
      ),
    ),
  );
  const all = compareModels(found[0]!, found[1]!).filter(({ rule }) => POLICY[rule][0] !== 'nothing');
  const of = (operation: string): string[] =>
    all.filter(({ operations }) => operations.has(operation)).map(({ rule, message }) => `${rule}: ${message}`);
  return { request: of('POST /sent'), answer: of('GET /read') };
}

const reference = { $ref: '#/components/schemas/Short' };
const inPlace = { maxLength: 5, description: 'Short.', type: 'string' };
const other = { type: 'string', maxLength: 4 };

const condition = (given: Loose, then: Loose, others: Loose = {}): Loose => ({
  ...others,
  ...Object.fromEntries([
    ['then', then],
    ['if', given],
  ]),
});
const when = (key: string, name: Loose, others: Loose = {}): Loose =>
  condition({ required: [key], properties: { [key]: { const: 1 } } }, { properties: { name } }, others);

type Row = [what: string, before: Loose, after: Loose];

const SAME: readonly Row[] = [
  ['a `not`', { not: reference }, { not: inPlace }],
  ['a `contains`', { contains: reference }, { contains: inPlace }],
  ['an `if`', condition(reference, { minLength: 2 }), condition(inPlace, { minLength: 2 })],
  [
    'two conditions in another order',
    { allOf: [when('a', other), when('b', reference), { not: reference }] },
    { allOf: [{ not: inPlace }, when('b', reference), when('a', other)] },
  ],
  ['the names that go with one', { dependentRequired: { a: ['b', 'c'] } }, { dependentRequired: { a: ['c', 'b'] } }],
];

describe('the same in another form is nothing', () => {
  test.each(SAME)('%s', (_, before, after) => {
    expect(said(before, after)).toEqual({ request: [], answer: [] });
  });
});

const body = 'the body of `POST /sent`';
const answer = 'the 200 answer of `GET /read`';

const CHANGES: readonly [...Row, request: string[], answer: string[]][] = [
  [
    'another `not`: which way it goes, nobody can say',
    { not: reference },
    { not: other },
    [`requestNarrower: \`not\` of ${body} is another.`],
    [`answerWider: \`not\` of ${answer} is another.`],
  ],
  [
    'a `not` more',
    {},
    { not: other },
    [`requestNarrower: \`not\` of ${body} was added.`],
    [`loosened: \`not\` of ${answer} was added.`],
  ],
  [
    'another `if`',
    when('a', other),
    when('b', other),
    [`requestNarrower: \`if\` of ${body} is another.`],
    [`answerWider: \`if\` of ${answer} is another.`],
  ],
  [
    'a condition less',
    { allOf: [when('a', other), when('b', other)] },
    when('b', other),
    [`loosened: \`if\` of ${body} was removed.`],
    [`answerWider: \`if\` of ${answer} was removed.`],
  ],
  [
    'what follows goes the way that any schema does',
    when('a', inPlace),
    when('a', { ...inPlace, maxLength: 4 }),
    [`requestNarrower: \`maxLength\` of \`name\` of \`then\` of ${body} was 5, is 4.`],
    [`loosened: \`maxLength\` of \`name\` of \`then\` of ${answer} was 5, is 4.`],
  ],
  [
    'what follows otherwise',
    when('a', {}),
    when('a', {}, { else: { minLength: 1 } }),
    [`requestNarrower: \`minLength\` of \`else\` of ${body} was set to 1.`],
    [`loosened: \`minLength\` of \`else\` of ${answer} was set to 1.`],
  ],
  [
    'one place of a list',
    { prefixItems: [reference, { type: 'integer' }] },
    { prefixItems: [{ $ref: reference.$ref }, { type: 'number' }] },
    [`widened: The type of item 2 of ${body} was integer, is number.`],
    [`answerWider: The type of item 2 of ${answer} was integer, is number.`],
  ],
  [
    'a place that was an item like any other',
    { prefixItems: [reference], items: { type: 'integer' } },
    { prefixItems: [{ maxLength: 5, type: 'string' }, { type: 'number' }], items: { type: 'integer' } },
    [`widened: The type of item 2 of ${body} was integer, is number.`],
    [`answerWider: The type of item 2 of ${answer} was integer, is number.`],
  ],
  [
    'names by patterns in two parts',
    { allOf: [{ patternProperties: { '^a': reference } }, { patternProperties: { '^b': reference } }] },
    { allOf: [{ patternProperties: { '^a': reference } }, { patternProperties: { '^b': other } }] },
    [`requestNarrower: \`maxLength\` of \`Short\` was 5, is 4.`],
    [`loosened: \`maxLength\` of \`Short\` was 5, is 4.`],
  ],
  [
    'what goes with a name',
    { dependentSchemas: { a: { minLength: 1 } } },
    { dependentSchemas: { a: { minLength: 2 } } },
    [`requestNarrower: \`minLength\` of what goes with \`a\` of ${body} was 1, is 2.`],
    [`loosened: \`minLength\` of what goes with \`a\` of ${answer} was 1, is 2.`],
  ],
];

describe('a change is judged by the way that it goes', () => {
  test.each(CHANGES)('%s', (_, before, after, request, read) => {
    expect(said(before, after)).toEqual({ request, answer: read });
  });
});
