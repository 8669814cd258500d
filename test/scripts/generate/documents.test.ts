import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Contract } from '../../../src/contract.ts';
import { filesOf, generate, type Run, scratch, typeCheck } from './support.ts';

/** An OpenAPI 3.0 document with what the documents of others have: hardly a name, references everywhere, mistakes. */
const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Odd', version: '1.0.0' },
  servers: [
    { url: 'https://{region}.example/{stage}', variables: { region: { default: 'eu' }, stage: { default: 'v1' } } },
  ],
  paths: {
    '/': { get: { responses: { 204: { description: 'Nothing.' } } } },
    '/things/{thing-id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: {
        parameters: [
          { name: 'thing-id', in: 'path', required: true, schema: { type: 'integer' } },
          {
            name: 'filter',
            in: 'query',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Record' } } },
          },
          {
            name: 'deep',
            in: 'query',
            style: 'deepObject',
            explode: true,
            schema: { type: 'object', properties: { a: { type: 'string' } } },
          },
          { name: 'pipes', in: 'query', style: 'pipeDelimited', schema: { type: 'array', items: { type: 'string' } } },
          { name: 'Authorization', in: 'header', schema: { type: 'string' } },
          { name: 'session', in: 'cookie', schema: { type: 'string' } },
          { name: 'wrong', in: 'query', style: 'matrix', schema: { type: 'string' } },
          { name: 'lost', in: 'body' },
        ],
        responses: {
          200: { $ref: '#/components/responses/Thing' },
          202: { description: 'Later.', content: { 'text/plain': {} } },
          206: {
            description: 'A part.',
            content: {
              'image/png': {},
              'application/vnd.thing+json': {
                schema: { type: 'array', items: { $ref: '#/components/schemas/thing' } },
              },
            },
          },
          404: { $ref: '#/components/responses/Missing' },
          '4XX': { $ref: '#/components/responses/Missing' },
          nonsense: { description: 'No status.' },
        },
      },
      put: {
        operationId: 'get /things/{thing-id}',
        deprecated: true,
        requestBody: { $ref: '#/components/requestBodies/Thing' },
        servers: [{ url: 'https://elsewhere.example' }],
        responses: { 200: { description: 'It.', content: { 'image/png': {} } } },
      },
      delete: {
        operationId: '1st',
        parameters: [{ name: 'body', in: 'query', schema: { type: 'string' } }],
        responses: { 200: { $ref: '#/components/responses/Thing' } },
      },
      patch: {
        operationId: 'then',
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: { file: { type: 'string', format: 'binary' } },
              },
            },
          },
        },
        responses: {},
      },
    },
    '/undeclared/{key}': {
      get: {
        operationId: 'class',
        responses: { 200: { description: 'Odd.', content: { 'application/json': { schema: true } } } },
      },
    },
  },
  components: {
    parameters: { Id: { name: 'thing-id', in: 'path', required: true, schema: { type: 'string' } } },
    responses: {
      Thing: {
        description: 'A thing.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' }, example: { no: 'thing' } } },
      },
      Missing: {
        description: 'No thing.',
        content: {
          'application/problem+json': {
            schema: { type: 'object', required: ['why'], properties: { why: { type: 'string' } } },
          },
        },
      },
    },
    requestBodies: {
      Thing: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } },
    },
    schemas: {
      thing: {
        type: 'object',
        required: ['id', 'constructor'],
        properties: {
          id: { type: 'integer', minimum: 0, exclusiveMinimum: true, description: 'Its number.' },
          constructor: { type: 'string' },
          parent: { nullable: true, allOf: [{ $ref: '#/components/schemas/thing' }] },
          mixed: { enum: ['a', 1, true, null], default: 'a' },
          open: { type: 'object' },
          size: { $ref: '#/components/schemas/thing/properties/id' },
        },
      },
      Thing: { type: 'string', enum: ['clash'] },
      '2fast': { type: 'boolean' },
      Record: { type: 'object', properties: { record: { $ref: '#/components/schemas/Record' } } },
      Promise: { type: 'string' },
      paths: { type: 'number' },
    },
  },
};

const folder = scratch('documents');
afterAll(folder.remove);
const out = join(folder.path, 'out');
let run: Run;
let files: Record<string, string>;

beforeAll(async () => {
  const spec = join(folder.path, 'odd.json');
  writeFileSync(spec, JSON.stringify(DOCUMENT));
  run = await generate(['--spec', spec, '--out', out, '--no-lint'], folder.path);
  files = filesOf(out);
}, 30_000);

describe('a document of another hand', () => {
  test('is generated from; what is not supported is named with its place', () => {
    expect({ code: run.code, lines: run.err.trimEnd().split('\n').sort() }).toEqual({
      code: 0,
      lines: [
        'odd.json#/paths/~1things~1{thing-id}/get/parameters/6 has a style that a query parameter cannot have; `form` is used',
        'odd.json#/paths/~1things~1{thing-id}/get/parameters/7 has no name, or is in a place that no request has',
        'odd.json#/paths/~1things~1{thing-id}/get/responses/nonsense is no response',
        'odd.json#/paths/~1undeclared~1{key}/get does not declare the parameter of its path; it is taken as a string',
      ],
    });
  });

  test('has a table with every default filled in, and nothing that no request has', async () => {
    const { contract } = (await import(join(out, 'contract.js'))) as { contract: Contract };
    expect(contract.servers).toEqual(['https://eu.example/v1']);
    expect(Object.keys(contract.operations)).toEqual([
      ...['get', 'getThingsByThingId', 'getThingsThingId', 'call1st', 'thenOperation', 'class'],
    ]);
    const { parameters, responses } = contract.operations['getThingsByThingId']!;
    expect(parameters).toEqual([
      { name: 'thing-id', in: 'path', required: true, style: 'simple', explode: false },
      { name: 'filter', in: 'query', required: false, style: 'form', explode: true, contentType: 'application/json' },
      { name: 'deep', in: 'query', required: false, style: 'deepObject', explode: true },
      { name: 'pipes', in: 'query', required: false, style: 'pipeDelimited', explode: false },
      { name: 'session', in: 'cookie', required: false, style: 'form', explode: true },
      { name: 'wrong', in: 'query', required: false, style: 'form', explode: true },
    ]);
    expect(responses).toEqual({
      200: { contentType: 'application/json', schema: 'thing', type: 'object' },
      202: { contentType: 'text/plain' },
      206: { contentType: 'application/vnd.thing+json', type: 'array' },
      404: { contentType: 'application/problem+json', type: 'object' },
      '4XX': { contentType: 'application/problem+json', type: 'object' },
    });
    expect(contract.operations['call1st']).toMatchObject({ grouped: true });
    expect(contract.operations['getThingsThingId']).toMatchObject({
      deprecated: true,
      body: { required: true },
      server: 'https://elsewhere.example',
    });
  });

  test('has its limits in words', () => {
    expect(files['schema.d.ts']).toContain('* Its number.\n   *\n   * Limits: more than 0.\n');
  });

  test.each(['typescript', 'typescript-7'] as const)(
    'becomes types that %s checks, whole and in use',
    async (compiler) => {
      writeFileSync(join(out, 'usage.ts'), USAGE);
      expect(await typeCheck(out, compiler)).toEqual({ code: 0, out: '', err: '' });
    },
    30_000,
  );
});

const USAGE = `
import type { Methods, MissingResponse, OperationTypes } from './methods.js';
import type { components, PromiseSchema, RecordSchema, T2fast, Thing2, Thing } from './schema.js';

type Same<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
const same = <Left, Right>(_: Same<Left, Right>): void => undefined;
declare const client: Methods;
declare const thing: Thing2;

same<components['schemas']['thing'], Thing2>(true);
same<components['schemas']['Thing'], Thing>(true);
same<PromiseSchema | T2fast, string | boolean>(true);
same<RecordSchema['record'], RecordSchema | undefined>(true);
same<Thing2['parent'], Thing2 | null | undefined>(true);
same<Thing2['mixed'], 'a' | 1 | true | null | undefined>(true);
same<Thing2['open'], { [key: string]: unknown } | undefined>(true);
same<Thing2['size'], number | undefined>(true);
same<OperationTypes['getThingsByThingId']['errors'][404], MissingResponse>(true);

export const nothing: undefined = await client.get();
await client.get({});
// @ts-expect-error There is nothing to give.
await client.get({ id: 1 });
same<Awaited<ReturnType<Methods['getThingsByThingId']>>, Thing2 | string | Thing2[]>(true);
await client.getThingsByThingId({ 'thing-id': 1, filter: {}, deep: { a: 'x' }, pipes: ['a'] as const, session: undefined });
// @ts-expect-error The operation's own parameter wins over that of its path, which was a string.
await client.getThingsByThingId({ 'thing-id': 'a' });
// @ts-expect-error A required parameter is missing.
await client.getThingsByThingId({});
// @ts-expect-error So is all of them.
await client.getThingsByThingId();
export const image: Blob = await client.getThingsThingId({ 'thing-id': 'a', body: thing }, { retries: 0 });
await client.call1st({ path: { 'thing-id': 'a' }, query: { body: 'x' } });
await client.thenOperation({ 'thing-id': 'a', body: { file: image } });
`;
