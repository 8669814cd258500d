import { describe, expect, test } from '@jest/globals';
import { compareModels } from '../../../scripts/diff/document.ts';
import { POLICY } from '../../../scripts/diff/policy.ts';
import type { Json } from '../../../src/openapi/json.ts';
import { modelOf } from '../../../src/openapi/model.ts';

type Operation = Record<string, unknown>;

const media = (schema: unknown, type = 'application/json'): Json => ({ [type]: { schema } });
const answering = (content: Json | undefined, status = '200', more: Json = {}): Operation => ({
  responses: { [status]: { description: '', ...(content && { content }), ...more } },
});

function documentOf(operation: Operation, openapi = '3.1.0', more: Json = {}): Json {
  return {
    ...{ openapi, info: { title: 'T', version: '1.0.0' }, paths: { '/things': { put: operation } } },
    ...{ security: [{ key: [] }], components: { securitySchemes: { key: KEY }, ...more } },
  };
}

const KEY = { type: 'apiKey', in: 'header', name: 'X-Key' };

/** The cases that are found, once each, but of what is nothing. */
function casesOf(before: Json, after: Json): string[] {
  const found = compareModels(modelOf(before), modelOf(after)).map(({ rule }) => rule);
  return [...new Set(found)].filter((rule) => POLICY[rule][0] !== 'nothing').sort();
}

/** A property of the body, and of the answer, in two forms; what is found of the first becoming the second, and back. */
type Row = readonly [name: string, one: unknown, other: unknown, there: readonly string[], back: readonly string[]];

const SCHEMAS: readonly Row[] = [
  [
    'more than 0 of whole numbers is at least 1',
    { type: 'integer', minimum: 1 },
    { type: 'integer', exclusiveMinimum: 0 },
    [],
    [],
  ],
  ['less than 10 is at most 9', { type: 'integer', maximum: 9 }, { type: 'integer', exclusiveMaximum: 10 }, [], []],
  [
    'a bound that another implies',
    { type: 'number', minimum: 5 },
    { type: 'number', minimum: 5, exclusiveMinimum: 3 },
    [],
    [],
  ],
  [
    'a bound becomes exclusive',
    { type: 'number', minimum: 0 },
    { type: 'number', exclusiveMinimum: 0 },
    ['loosened', 'requestNarrower'],
    ['answerWider', 'loosened'],
  ],
  [
    'a step of steps that numbers do not hold exactly',
    { type: 'number', multipleOf: 0.01 },
    { type: 'number', multipleOf: 0.1 },
    ['loosened', 'requestNarrower'],
    ['answerWider', 'loosened'],
  ],
  [
    'one more name goes with another',
    { type: 'object', dependentRequired: { a: ['b'] } },
    { type: 'object', dependentRequired: { a: ['c', 'b'] } },
    ['loosened', 'requestNarrower'],
    ['answerWider', 'loosened'],
  ],
  [
    'a plain type becomes one of several',
    { type: 'string' },
    { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    ['answerWider', 'widened'],
    ['loosened', 'requestNarrower'],
  ],
  [
    'an alternative is another type, and the first one allows less',
    { type: 'string' },
    {
      oneOf: [
        { type: 'string', maxLength: 5 },
        { type: 'array', items: { type: 'string' } },
      ],
    },
    ['answerWider', 'loosened', 'requestNarrower', 'widened'],
    ['answerWider', 'loosened', 'requestNarrower', 'widened'],
  ],
  [
    'what is required becomes one of two ways to say it',
    { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
    {
      ...{ type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    ['newInAnswer', 'newInRequest', 'propertyOptional', 'required'],
    ['loosened', 'notInRequest', 'propertyRemoved', 'propertyRequired'],
  ],
  [
    'one of two is required of what was free',
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } },
    {
      ...{ type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } },
      oneOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    ['loosened', 'requestNarrower'],
    ['answerWider', 'widened'],
  ],
  [
    'a number is a number or an integer, and not both',
    { type: 'number' },
    { oneOf: [{ type: 'number' }, { type: 'integer', minimum: 1 }] },
    ['loosened', 'requestNarrower'],
    ['answerWider', 'widened'],
  ],
  [
    'closed as a whole, or by itself',
    { allOf: [{ type: 'object', properties: { a: { type: 'string' } } }], unevaluatedProperties: false },
    { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false },
    [],
    [],
  ],
  [
    'listed objects, put together',
    { enum: [{ k: 1 }, { k: 2 }] },
    { allOf: [{ enum: [{ k: 1 }, { k: 2 }] }, { enum: [{ k: 2 }, { k: 1 }] }] },
    [],
    [],
  ],
  [
    'closed but for what is open',
    { type: 'object', additionalProperties: { type: 'string' } },
    { type: 'object', additionalProperties: { type: 'string' }, unevaluatedProperties: false },
    [],
    [],
  ],
  ['both of two values', { type: 'boolean' }, { type: 'boolean', enum: [false, true] }, [], []],
  ['listed whole numbers', { type: 'number', enum: [1, 2] }, { type: 'integer', enum: [1, 2] }, [], []],
  ['what hides a text in a form', { type: 'string' }, { type: 'string', format: 'password' }, [], []],
  [
    'null and a value of a list',
    { type: ['string', 'null'], enum: ['x', 'y', null] },
    { type: 'string', enum: ['x'] },
    ['enumValueGone', 'loosened', 'requestNarrower'],
    ['answerWider', 'enumValueInAnswer', 'enumValueInRequest', 'widened'],
  ],
  [
    'others of any kind become others of one',
    { type: 'object', additionalProperties: true },
    { type: 'object', additionalProperties: { type: 'string' } },
    ['loosened', 'requestNarrower'],
    ['answerWider', 'widened'],
  ],
  [
    'others of one kind become none',
    { type: 'object', additionalProperties: { type: 'string' } },
    { type: 'object', additionalProperties: false },
    ['requestNarrower'],
    ['loosened'],
  ],
];

const OPERATIONS: readonly Row[] = [
  [
    'a status becomes its range',
    answering(media({ type: 'string' })),
    answering(media({ type: 'string' }), '2XX'),
    ['errorStatusRemoved', 'newSuccess'],
    ['loosened'],
  ],
  [
    'a status becomes its range, with another body',
    answering(media({ type: 'string' })),
    answering(media({ type: 'array' }), '2XX'),
    ['answerWider', 'errorStatusRemoved', 'newSuccess'],
    ['answerWider', 'loosened'],
  ],
  [
    'a lone default is named',
    answering(media({ type: 'string' }), 'default'),
    answering(media({ type: 'string' })),
    ['loosened'],
    ['newError', 'successRemoved'],
  ],
  [
    'a media type is covered by another, whose schema allows more',
    answering(media({ type: 'string' }, '*/*')),
    answering(media({ type: ['string', 'integer'] })),
    ['answerWider', 'loosened', 'newInAnswer'],
    ['mediaTypeRemoved', 'newInAnswer'],
  ],
  [
    'a body of any type is taken, which allows less',
    { requestBody: { content: media({ type: 'string' }) }, ...answering(undefined) },
    { requestBody: { content: media({ type: 'string', maxLength: 3 }, '*/*') }, ...answering(undefined) },
    ['loosened', 'newInRequest', 'requestNarrower'],
    ['mediaTypeRemoved', 'newInRequest'],
  ],
  [
    'the schema of a header stands in a media type',
    answering(undefined, '200', { headers: { 'X-A': { content: media({ type: 'integer' }) } } }),
    answering(undefined, '200', { headers: { 'X-A': { content: media({ type: 'string' }) } } }),
    ['answerWider'],
    ['answerWider'],
  ],
  [
    'what was one value may be a list',
    { parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }], ...answering(undefined) },
    {
      parameters: [{ name: 'q', in: 'query', schema: { anyOf: [{ type: 'string' }, { type: 'array', items: {} }] } }],
      ...answering(undefined),
    },
    ['widened'],
    ['requestNarrower'],
  ],
];

describe('combinations, there and back', () => {
  test.each(SCHEMAS)('of a schema: %s', (_name, one, other, there, back) => {
    const [before, after] = [one, other].map((property) => {
      const schema = { type: 'object', properties: { property } };
      return documentOf({ requestBody: { content: media(schema) }, ...answering(media(schema)) });
    });
    expect([casesOf(before!, after!), casesOf(after!, before!)]).toEqual([there, back]);
  });

  test.each(OPERATIONS)('of an operation: %s', (_name, one, other, there, back) => {
    const [before, after] = [one, other].map((operation) => documentOf(operation as Operation));
    expect([casesOf(before!, after!), casesOf(after!, before!)]).toEqual([there, back]);
  });
});

test('bounds of 3.0 and 3.1 mean the same', () => {
  const [before, after] = [
    documentOf(answering(media({ type: 'number', minimum: 0, exclusiveMinimum: true })), '3.0.3'),
    documentOf(answering(media({ type: 'number', exclusiveMinimum: 0 }))),
  ];
  expect(casesOf(before, after)).toEqual([]);
});

test('an alternative of a discriminator requires more, through its `allOf`', () => {
  const [before, after] = [[], ['claws']].map((required) => {
    const base = { type: 'object', properties: { kind: { type: 'string' } }, required: ['kind'] };
    const own = { type: 'object', properties: { claws: { type: 'integer' } }, required };
    const schema = {
      oneOf: ['Cat', 'Dog'].map((name) => ({ $ref: `#/components/schemas/${name}` })),
      discriminator: { propertyName: 'kind' },
    };
    const Base = { $ref: '#/components/schemas/Base' };
    const schemas = { Base: base, Cat: { allOf: [Base, own] }, Dog: { allOf: [Base] } };
    return documentOf({ requestBody: { content: media(schema) }, ...answering(media(schema)) }, '3.1.0', { schemas });
  });
  expect(casesOf(before!, after!)).toEqual(['loosened', 'propertyRequired']);
  expect(casesOf(after!, before!)).toEqual(['propertyOptional', 'required']);
});

test('a header that a program has to answer with is asked for', () => {
  const [before, after] = [{}, { 'X-Ack': { required: true, schema: { type: 'string' } } }].map((headers) => {
    const post = answering(undefined, '200', { headers });
    return documentOf({ ...answering(undefined), callbacks: { done: { '{$request.body#/url}': { post } } } });
  });
  expect(casesOf(before!, after!)).toEqual(['propertyRequired']);
});

test('of a credential that is sent elsewhere under its old name, both places are told', () => {
  const before = documentOf(answering(undefined));
  const components = { securitySchemes: { key: { ...KEY, name: 'X-Other' } } };
  const [found] = compareModels(modelOf(before), modelOf({ ...before, components }));
  expect(found).toMatchObject({
    rule: 'credential',
    message: 'The API asked for `key` (apiKey header x-key), asks for `key` (apiKey header x-other).',
  });
});
