import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Given, World } from '../../../scripts/docs/page/try/world.ts';
import { readSite } from '../../../scripts/docs/site.ts';
import { readTryIt } from '../../../scripts/docs/try/files.ts';
import type { Part } from '../../../scripts/docs/try/part.ts';
import { readParts } from '../../../scripts/docs/try/part-of.ts';
import { contractOf } from '../../../scripts/generate/contract-table.ts';
import { createClient } from '../../../src/client/client.ts';
import { ApiError } from '../../../src/common/errors.ts';
import type { Contract } from '../../../src/contract.ts';
import type { Json } from '../../../src/openapi/json.ts';
import { isJson } from '../../../src/openapi/media-type.ts';
import { modelOfNormal } from '../../../src/openapi/model.ts';
import { type NormalDocument, normalise } from '../../../src/openapi/normalise.ts';
import { createEmulator } from '../../../src/testing/emulator.ts';
import type { Emulator } from '../../../src/testing/types.ts';
import { ROOT } from '../generate/support.ts';
import { CLIENT, oneOperation, readJson } from './support.ts';

const example = (path: string): Json =>
  JSON.parse(readFileSync(join(ROOT, 'node_modules', '@readme', 'oas-examples', path), 'utf8'));

/** The parts of a document by the names of their operations, as a page reads them. */
function partsOf(normal: NormalDocument): Map<string, Part> {
  const model = modelOfNormal(normal);
  const partOf = readParts(model, CLIENT);
  return new Map(
    readSite(model, CLIENT).operations.flatMap(({ model: operation, request }) => {
      const part = partOf(operation, request!);
      return part ? [[operation.name, JSON.parse(JSON.stringify(part)) as Part]] : [];
    }),
  );
}

const onePart = (operation: Json, more: Json = {}): Part | undefined =>
  [...partsOf(normalise(oneOperation(operation, more))).values()][0];

/** What the form sends as it is filled in. */
function givenOf({ operation, fields, body }: Part): Given {
  const sent =
    body?.kind === 'json' ? JSON.parse(body.text) : body?.kind === 'file' ? new Blob([body.text]) : body?.text;
  const given = operation.parameters.flatMap(({ entry }, at) =>
    fields[at]!.value === undefined ? [] : [{ entry, value: fields[at]!.value }],
  );
  return { given, body: sent };
}

const WAY = { limits: true, timeoutMs: undefined, signal: new AbortController().signal };

type Answers = (part: Part, given: Given) => Promise<{ readonly status: number; readonly body: unknown }>;

/** The same calls, by the whole contract, of the whole emulator. */
function wholeOf(normal: NormalDocument): Answers {
  const model = modelOfNormal(normal);
  const { fetch } = createEmulator({ contract: normal, memory: false, limits: false });
  const contract = contractOf(model, model.operations);
  return (part, given) => answerOf(contract, fetch, part, given);
}

async function answerOf(contract: Contract, fetch: Emulator['fetch'], part: Part, given: Given) {
  const { name, operation, credentials, baseUrl } = part;
  const known = { ...contract, operations: { [name]: contract.operations[name]! } };
  const client = createClient(known, { fetch, baseUrl, credentials, rateLimit: false }) as unknown as Record<
    string,
    (params: unknown) => { withResponse(): Promise<{ data: unknown; response: Response }> }
  >;
  const params: Record<string, unknown> = given.body === undefined ? {} : { body: given.body };
  for (const { entry, value } of given.given) {
    const owner = operation.grouped ? ((params[entry.in] as Record<string, unknown>) ?? {}) : params;
    if (operation.grouped) params[entry.in] = owner;
    owner[entry.name] = value;
  }
  try {
    const { data, response } = await client[name]!(params).withResponse();
    return { status: response.status, body: data };
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    throw error;
  }
}

describe.each([
  ['ours', readJson('ours')],
  ['bookshop', readJson('bookshop')],
  ...[
    'petstore',
    'parameters-style',
    'parameters-cookies',
    'security',
    'form-data',
    'file-uploads',
    'server-path-level',
  ].map((name) => [name, example(`3.0/json/${name}.json`)] as const),
  ['train-travel', example('3.1/json/train-travel.json')],
])('of %s', (_, root) => {
  const normal = normalise(root);
  const parts = partsOf(normal);
  const whole = wholeOf(normal);

  test('every operation that can be called has a part, which answers as the whole emulator does', async () => {
    expect([...parts.keys()]).toEqual(
      modelOfNormal(normal).operations.flatMap(({ name, unsupported }) => (unsupported ? [] : name)),
    );
    for (const [name, part] of parts) {
      const world = new World(part, () => undefined);
      const given = givenOf(part);
      const { status, body } = await world.call(given, WAY);
      const answer = await whole(part, given);
      expect([name, status]).toEqual([name, answer.status]);
      if (part.echo === undefined) expect([name, body]).toEqual([name, answer.body]);
      else expect([name, body]).toEqual([name, { ...(answer.body as object), ...(given.body as object) }]);
    }
  });

  test('what is refused is refused alike', async () => {
    for (const [name, part] of parts) {
      const given = givenOf(part);
      const at = given.given.findIndex(({ entry }) => entry.required && entry.in === 'query');
      const typed = isJson(part.operation.accepts?.content.contentType);
      const wrong = typed
        ? { ...given, body: [[[]]] }
        : at >= 0
          ? { ...given, given: given.given.with(at, { ...given.given[at]!, value: ['x'] }) }
          : undefined;
      if (!wrong) continue;
      const { status, body, reason } = await new World(part, () => undefined).call(wrong, WAY);
      expect([name, { status, body }]).toEqual([name, await whole(part, wrong)]);
      if (status !== undefined && status >= 400)
        expect([name, reason]).toEqual([name, expect.stringContaining('Expected')]);
    }
  });
});

describe('a part', () => {
  const thing = (more: Json = {}): Json => ({
    type: 'object',
    description: 'PROSE',
    properties: { id: { type: 'string', description: 'PROSE' }, ...more },
  });
  const json = (name: string): Json => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
  const schemas = {
    Sent: thing({ inner: { $ref: '#/components/schemas/Inner' } }),
    Inner: thing(),
    Answered: thing(),
    Unreached: thing(),
  };

  test('holds what is sent, without prose, and nothing that the operation does not reach', () => {
    const part = onePart(
      {
        requestBody: { content: json('Sent') },
        responses: { 200: { description: 'Done.', content: json('Answered') } },
      },
      { components: { schemas } },
    )!;
    expect(Object.keys((part.document as { components: { schemas: object } }).components.schemas)).toEqual([
      'Sent',
      'Inner',
    ]);
    expect(JSON.stringify(part)).not.toMatch(/PROSE|Unreached/);
  });

  test('is as large in a large document as in a small one', () => {
    const small = partsOf(
      normalise(
        oneOperation(
          { responses: { 200: { description: 'Done.', content: json('Answered') } } },
          { components: { schemas } },
        ),
      ),
    );
    const paths = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [
        `/others/${at}`,
        { get: { responses: { 200: { description: 'Done.', content: json('Sent') } } } },
      ]),
    );
    const { paths: own, ...rest } = oneOperation(
      { responses: { 200: { description: 'Done.', content: json('Answered') } } },
      { components: { schemas } },
    );
    const large = partsOf(normalise({ ...rest, paths: { ...(own as Json), ...paths } }));
    expect(large.size).toBe(201);
    expect(large.get('doThing')).toEqual(small.get('doThing'));
  });

  test('is not made of what no client can call, nor of what nobody can say what lets it in', () => {
    expect(
      onePart({ responses: { 200: { description: 'Endless.', content: { 'text/event-stream': {} } } } }),
    ).toBeUndefined();
    expect(onePart({ security: [{ missing: [] }] })).toBeUndefined();
  });

  const isAnswered = async (part: Part): Promise<unknown> =>
    (await new World(part, () => undefined).call(givenOf(part), WAY)).status;
  const parameters = [{ in: 'path', name: 'id', required: true, schema: { type: 'string' } }];

  test('is let in where a parameter of the operation is the credential too', async () => {
    const key = { in: 'query', name: 'key' };
    const part = onePart(
      { parameters: [...parameters, { ...key, required: true, schema: { type: 'string' } }], security: [{ own: [] }] },
      { components: { securitySchemes: { own: { type: 'apiKey', ...key } } } },
    )!;
    expect(await isAnswered(part)).toBe(204);
  });

  test('is let in at a server of its own', async () => {
    const part = onePart(
      { parameters, security: [{ own: [] }], servers: [{ url: 'https://upload.example/v1' }] },
      { components: { securitySchemes: { own: { type: 'http', scheme: 'bearer' } } } },
    )!;
    expect(await isAnswered(part)).toBe(204);
  });

  test('is filled in with a file where a body is XML of which there is only a schema', async () => {
    const content = { 'text/xml': { schema: thing() } };
    const part = onePart({ parameters, requestBody: { required: true, content } })!;
    expect(await isAnswered(part)).toBe(204);
  });

  test('is made for no page of a document that contradicts itself', async () => {
    const schemas = { Odd: 'no schema' };
    const model = modelOfNormal(normalise(oneOperation({}, { components: { schemas } })));
    expect(model.findings.some(({ mistake }) => mistake)).toBe(true);
    expect(await readTryIt(model, CLIENT)).toBeUndefined();
  });

  test.each([
    ['https://one.example/v1', undefined],
    ['http://one.example/v1', 'https://one.example/v1'],
    ['/v1/', 'https://api.example/v1'],
  ])('calls the server %s at %s', async (url, baseUrl) => {
    const part = onePart({}, { servers: [{ url }] })!;
    expect(part.baseUrl).toBe(baseUrl);
    const entry = { name: 'id', in: 'path', required: true, style: 'simple', explode: false } as const;
    const given = [{ entry, value: '7' }];
    expect((await new World(part, () => undefined).call({ given, body: undefined }, WAY)).status).toBe(204);
  });

  test('has what several statuses are answered with once', async () => {
    const content = { 'application/json': { schema: { type: 'object', properties: { why: { type: 'string' } } } } };
    const part = onePart({ responses: { 204: { description: 'Done.' }, default: { description: 'No.', content } } })!;
    const texts = Object.values(part.answers).filter((answer) => JSON.stringify(answer).includes('why'));
    expect(texts).toHaveLength(1);
    const world = new World(part, () => undefined);
    world.order({ kind: 'status', status: 503 }, {});
    const { status, body } = await world.call(givenOf(part), WAY);
    expect({ status, body }).toEqual({ status: 503, body: { why: 'string' } });
  });

  test('has no moment of its making in it', () => {
    const headers = { limit: 'X-Limit', remaining: 'X-Left', reset: 'X-Reset', unit: 'epoch' };
    const limit = {
      scope: 'account',
      class: 'all',
      alignment: 'fixed',
      windows: [{ name: 'second', limit: 3, seconds: 1 }],
      headers,
    };
    const stated = Object.fromEntries(
      ['X-Limit', 'X-Left', 'X-Reset'].map((name) => [name, { required: true, schema: { type: 'integer' } }]),
    );
    const part = onePart({ 'x-rate-limit': limit, responses: { 204: { description: 'Done.', headers: stated } } })!;
    expect(part.answers['204']).toMatchObject({ headers: { 'X-Limit': '0', 'X-Left': '0', 'X-Reset': '0' } });
  });

  test.each<[string, Json, Partial<Part['fields'][number]>]>([
    ['a choice', { schema: { enum: ['a', 'b'] } }, { kind: 'one', options: ['a', 'b'] }],
    ['a choice among numbers', { schema: { type: 'integer', enum: [1, 2] } }, { kind: 'one', options: [1, 2] }],
    ['a boolean', { schema: { type: 'boolean' } }, { kind: 'one', options: [true, false] }],
    [
      'an open enum',
      { schema: { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }] } },
      { kind: 'open', options: ['a'] },
    ],
    [
      'boxes',
      { schema: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } } },
      { kind: 'some', options: ['a', 'b'] },
    ],
    ['a list', { schema: { type: 'array', items: { type: 'integer' } } }, { kind: 'list', typed: true }],
    ['a number, filled in', { schema: { type: 'number' }, example: 3 }, { kind: 'open', typed: true, value: 3 }],
    [
      'a text that looks like a number',
      { schema: { type: 'string' }, example: '3' },
      { kind: 'open', typed: false, value: '3' },
    ],
    ['an object', { schema: { type: 'object' } }, { kind: 'json' }],
    ['a document', { content: { 'application/json': { schema: { type: 'string' } } } }, { kind: 'json' }],
    [
      'what has a default is left out',
      { schema: { type: 'string', default: 'x' }, example: 'y' },
      { kind: 'open', example: 'y' },
    ],
  ])('asks for %s', (_, parameter, field) => {
    const part = onePart({ parameters: [{ name: 'asked', in: 'query', ...parameter }] })!;
    const at = part.operation.parameters.findIndex(({ entry }) => entry.name === 'asked');
    expect(part.fields[at]).toMatchObject(field);
    if (!('value' in field)) expect(part.fields[at]).not.toHaveProperty('value');
  });
});
