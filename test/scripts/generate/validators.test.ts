import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Validators } from '../../../src/contract.ts';
import { copyBookshop, generate, type Run, scratch } from './support.ts';

const folder = scratch('validators');
afterAll(folder.remove);
let run: Run;
let validators: Validators;
let code: string;

/** Each answer is a schema to be judged by, under a name. */
const SCHEMAS: Readonly<Record<string, object>> = {
  text: { type: 'string', minLength: 2, maxLength: 3, pattern: '^[a-z]+$' },
  range: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 10, multipleOf: 0.5 },
  list: { type: 'array', minItems: 1, maxItems: 2, uniqueItems: true, items: { type: 'object' } },
  closed: { type: 'string', enum: ['a', 'b'] },
  mixed: { enum: ['a', 1, true, null] },
  strict: {
    type: 'object',
    additionalProperties: false,
    required: ['id'],
    properties: { id: { type: 'integer' }, 'a/b~c': { type: 'boolean' } },
  },
  map: { type: 'object', additionalProperties: { type: 'integer' } },
  nullable: { type: 'string', nullable: true },
  nullableReference: { nullable: true, allOf: [{ $ref: '#/components/schemas/Node' }] },
  node: { $ref: '#/components/schemas/Node' },
  either: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] },
  negated: { not: { type: 'string' } },
  written: {
    type: 'object',
    required: ['name', 'password'],
    properties: { name: { type: 'string' }, password: { type: 'string', writeOnly: true } },
  },
  read: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'name'],
    properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
  },
  own: { type: 'object', required: ['constructor'], properties: { toString: { type: 'string' } } },
};

beforeAll(async () => {
  const spec = join(folder.path, 'spec.json');
  const operation = (schema: object): object => ({
    get: { responses: { 200: { description: 'It.', content: { 'application/json': { schema } } } } },
    post: {
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 204: { description: 'Done.' } },
    },
  });
  const document = {
    openapi: '3.0.3',
    info: { title: 'Judged', version: '1.0.0' },
    paths: {
      ...Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [`/${name}`, operation(schema)])),
      '/bad': operation({ type: 'string', pattern: '(' }),
    },
    components: {
      schemas: {
        Node: {
          type: 'object',
          required: ['value'],
          properties: { value: { type: 'string' }, next: { $ref: '#/components/schemas/Node' } },
        },
        Cat: {
          type: 'object',
          required: ['kind', 'lives'],
          properties: { kind: { type: 'string', enum: ['cat'] }, lives: { type: 'integer' } },
        },
        Dog: {
          type: 'object',
          required: ['kind', 'tricks'],
          properties: { kind: { type: 'string', enum: ['dog'] }, tricks: { type: 'integer' } },
        },
        Unused: { type: 'object', properties: { never_judged: { type: 'string' } } },
      },
    },
  };
  writeFileSync(spec, JSON.stringify(document));
  run = await generate(['--spec', spec, '--out', join(folder.path, 'out'), '--no-lint']);
  code = readFileSync(join(folder.path, 'out', 'validators.js'), 'utf8');
  ({ validators } = (await import(join(folder.path, 'out', 'validators.js'))) as { validators: Validators });
}, 30_000);

describe('a validator', () => {
  test.each<[string, unknown, string[]]>([
    ['text', 'abc', []],
    ['text', 'a', [' minLength: 2']],
    ['text', 'ABCD', [' maxLength: 3', ' pattern: ^[a-z]+$']],
    ['text', 7, [' type: string']],
    // Two code units, one character: lengths count characters.
    ['text', '😀😀😀😀', [' maxLength: 3', ' pattern: ^[a-z]+$']],
    ['range', 10, []],
    ['range', 0, [' exclusiveMinimum: 0']],
    ['range', 10.75, [' multipleOf: 0.5', ' maximum: 10']],
    ['list', [{ a: [1] }, { a: [2] }], []],
    ['list', [{ a: [1] }, { a: [1] }], [' uniqueItems']],
    ['list', [], [' minItems: 1']],
    ['list', [{}, 7, 'x'], [' maxItems: 2', '/1 type: object', '/2 type: object']],
    ['closed', 'new since then', []],
    ['closed', 1, [' type: string']],
    ['mixed', 'new', []],
    ['mixed', null, []],
    ['mixed', {}, [' type: string,number,boolean,null']],
    ['strict', { id: 1, more: true }, []],
    ['strict', { id: 1.5, 'a/b~c': 'no' }, ['/id type: integer', '/a~1b~0c type: boolean']],
    ['strict', {}, ['/id required']],
    ['strict', null, [' type: object']],
    ['map', { any: 1, other: 'x' }, ['/other type: integer']],
    ['nullable', null, []],
    ['nullableReference', null, []],
    ['nullableReference', { value: 'x' }, []],
    ['node', { value: 'x', next: { value: 'y', next: {} } }, ['/next/next/value required']],
    ['either', { kind: 'cat', lives: 9 }, []],
    // Fits both, which `oneOf` would refuse: their kinds are no longer apart once enums are open.
    ['either', { kind: 'catdog', lives: 9, tricks: 1 }, []],
    ['either', { kind: 'cat' }, ['/lives required', '/tricks required', ' anyOf']],
    ['negated', 'anything', []],
    ['written', { name: 'x' }, []],
    ['own', { constructor: 1 }, []],
    ['own', {}, ['/constructor required']],
    ['bad', 'anything', []],
    ['bad', 7, [' type: string']],
  ])('of %s judges %j', (name, value, issues) => {
    const judged = validators[`get${name[0]!.toUpperCase()}${name.slice(1)}`]!['200']!(value);
    expect(judged.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual(issues);
  });

  test.each<[string, unknown, string[]]>([
    ['text', 'a', [' minLength: 2']],
    ['closed', 'a', []],
    ['closed', 'new since then', [' enum']],
    ['mixed', null, []],
    ['mixed', 'new', [' enum']],
    ['strict', { id: 1, more: true }, ['/more additionalProperties']],
    ['written', { name: 'x' }, ['/password required']],
    // What was read goes back as it came.
    ['read', { id: 'made by the server', name: 'x' }, []],
    ['read', {}, ['/name required']],
    ['either', { kind: 'catdog', lives: 9, tricks: 1 }, ['/kind enum', '/kind enum', ' anyOf']],
    ['negated', 'anything', []],
  ])('of a body of %s is strict about %j', (name, value, issues) => {
    const judged = validators[`post${name[0]!.toUpperCase()}${name.slice(1)}`]!['body']!(value);
    expect(judged.map(({ pointer, rule }) => `${pointer} ${rule}`)).toEqual(issues);
  });

  test('says that what is nested without end is too deep', () => {
    let value: unknown = { value: 'x' };
    for (let depth = 0; depth < 100_000; depth += 1) value = { value: 'x', next: value };
    expect(validators['getNode']!['200']!(value)).toEqual([{ pointer: '', rule: 'depth' }]);
  });

  test('keeps what it judged out of what it says', () => {
    const judged = validators['getText']!['200']!('SECRET');
    expect(JSON.stringify(judged)).not.toContain('SECRET');
  });
});

test('what cannot be judged by is named with its place, and the rest is judged', () => {
  const place = `${join(folder.path, 'spec.json')}#/paths/~1bad/get/responses/200/content/application~1json/schema/pattern`;
  expect(run.err).toBe(`${place}, and 1 more place, is no regular expression of JavaScript; nothing is judged by it\n`);
  expect(run.code).toBe(0);
});

test('validators import nothing, and hold no schema that no answer has', () => {
  expect(code).not.toMatch(/\bimport\b|\brequire\s*\(|\beval\b|new Function/);
  expect(code).not.toContain('never_judged');
});

test('a selected answer is judged by what was asked for', async () => {
  const spec = copyBookshop(folder.path);
  const out = join(folder.path, 'bookshop');
  expect(await generate(['--spec', spec, '--out', out, '--no-lint'])).toMatchObject({ code: 0 });
  const { validators: books } = (await import(join(out, 'validators.js'))) as { validators: Validators };
  const judge = books['getBook']!['200']!;
  expect(judge({ title: 'The Odyssey' })).toEqual([{ pointer: '/isbn', rule: 'required' }]);
  expect(judge({ title: 'The Odyssey' }, ['title'])).toEqual([]);
  expect(judge({ title: 7 }, ['title', 'isbn'])).toEqual([
    { pointer: '/isbn', rule: 'required' },
    { pointer: '/title', rule: 'type: string' },
  ]);
  // What is not at the top keeps what it must have.
  expect(judge({ sequel: {} }, ['sequel'])).toHaveLength(2);
});
