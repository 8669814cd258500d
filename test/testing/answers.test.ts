import { describe, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import { bookshop, createBookshop, ISBN, ours, small, visitor } from './support.ts';

const odyssey = { isbn: ISBN, title: 'The Odyssey', genre: 'poetry', price: 9.5 };
const PATH = 'https://api.example/v1/hood/integrations';
const authorized = { headers: { Authorization: 'Bearer t' } };
const json = async (response: Promise<Response>): Promise<unknown> => (await response).json();

describe("the contract's examples", () => {
  test('answer an item, with the value of the path in the property of that name', async () => {
    const get = visitor(createBookshop());
    expect(await json(get(`/books/${ISBN}`))).toEqual(odyssey);
    expect(await json(get('/books/9999999999999'))).toEqual({ ...odyssey, isbn: '9999999999999' });
  });

  test('answer with their status, content type and length; nothing where there is no content', async () => {
    const get = visitor(createBookshop());
    const added = await get('/books', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ isbn: ISBN, title: 'The Odyssey' }),
    });
    expect(added.status).toBe(201);
    expect(added.headers.get('content-type')).toBe('application/json');
    expect(Number(added.headers.get('content-length'))).toBe((await added.text()).length);
    const removed = await get(`/books/${ISBN}`, { method: 'DELETE' });
    expect(removed.status).toBe(204);
    expect(removed.body).toBeNull();
  });

  test('are narrowed to the selected properties', async () => {
    const get = visitor(createBookshop());
    expect(await json(get(`/books/${ISBN}?only=isbn,genre`))).toEqual({ isbn: ISBN, genre: 'poetry' });
    const emulator = createEmulator({ contract: ours, limits: false });
    expect(await json(emulator.fetch(`${PATH}/7?fields=id,status&view=full`, authorized))).toEqual({
      id: '7',
      status: 'active',
    });
  });

  test('are taken one by one when there are several', async () => {
    const examples = { a: { value: { id: 1, name: 'a' } }, b: { value: { id: 2, name: 'b' } } };
    const schema = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };
    const contract = small(
      {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { content: { 'application/json': { schema, examples } } } },
      },
      {},
      '/things/{id}',
    );
    const { fetch } = createEmulator({ contract });
    expect(await json(fetch('http://x/things/2'))).toEqual({ id: 2, name: 'b' });
    expect(await json(fetch('http://x/things/3'))).toEqual({ id: 3, name: 'a' });
  });

  test('are put together from schemas where a media type has none, and said to be inferred', async () => {
    const schemas = {
      Node: {
        type: 'object',
        required: ['size'],
        properties: {
          name: { type: 'string', examples: ['root'] },
          size: { type: 'integer', minimum: 3 },
          kind: { anyOf: [{ type: 'string', enum: ['leaf'] }, { type: 'string' }] },
          tags: { type: 'array', items: { type: 'string', format: 'uuid' } },
          parent: { $ref: '#/components/schemas/Node' },
          both: { allOf: [{ properties: { a: { const: 1 } } }, { type: 'object', properties: { b: { default: 2 } } }] },
        },
      },
    };
    const responses = { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } } };
    const emulator = createEmulator({ contract: small({ responses }, { components: { schemas } }) });
    expect(await json(emulator.fetch('http://x/things'))).toEqual({
      name: 'root',
      size: 3,
      kind: 'leaf',
      tags: ['00000000-0000-4000-8000-000000000000'],
      both: { a: 1, b: 2 },
    });
    expect(emulator.requests[0]?.source).toBe('inferred');
  });

  test('go on only with what is required where nobody reads on', async () => {
    const property = (index: number) => ({ $ref: `#/components/schemas/Link${(index + 1) % 500}` });
    const schemas = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `Link${index}`,
        {
          type: 'object',
          required: index < 8 ? ['must'] : [],
          properties: { must: property(index), may: { type: 'array', items: property(index) } },
        },
      ]),
    );
    const responses = { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Link0' } } } } };
    const emulator = createEmulator({ contract: small({ responses }, { components: { schemas } }) });
    const text = await (await emulator.fetch('http://x/things')).text();
    let must = JSON.parse(text);
    for (let depth = 0; depth < 8; depth += 1) must = must.must;
    expect(must).toEqual({});
    expect(JSON.parse(text).may[0].must.may[0]).toHaveProperty('must');
    expect(text.length).toBeLessThan(5_000);
  });

  test('fit their own schemas when they are put together from all kinds of bounds', async () => {
    const bounds = [
      [{ type: 'integer', exclusiveMinimum: 4 }, 5],
      [{ type: 'integer', minimum: 4, exclusiveMinimum: true }, 5],
      [{ type: 'number', minimum: 1, multipleOf: 4 }, 4],
      [{ type: 'integer', maximum: -3 }, -3],
      [{ type: 'integer', exclusiveMaximum: 0 }, -1],
      [{ type: 'string', minLength: 8 }, 'string..'],
      [{ type: 'string', maxLength: 3 }, 'str'],
      [{ type: ['boolean', 'null'] }, true],
      [{ type: 'array', items: { type: 'boolean' }, minItems: 2 }, [true, true]],
      [{ type: 'null' }, null],
    ];
    for (const [schema, expected] of bounds) {
      const { fetch } = createEmulator({
        contract: small({ responses: { 200: { content: { 'application/json': { schema } } } } }),
      });
      expect(await json(fetch('http://x/things'))).toEqual(expected);
    }
  });

  test('carry the headers that an answer must have', async () => {
    const headers = {
      ETag: { required: true, schema: { type: 'string' }, example: '"v1"' },
      'X-Page': { required: true, schema: { type: 'integer', minimum: 1 } },
      'X-Maybe': { schema: { type: 'string' }, example: 'no' },
    };
    const { fetch } = createEmulator({ contract: small({ responses: { 200: { headers } } }) });
    expect(Object.fromEntries((await fetch('http://x/things')).headers)).toEqual({
      etag: '"v1"',
      'x-page': '1',
      'content-length': '0',
    });
  });
});

describe('seeded data', () => {
  const Book = [
    { isbn: '1111111111111', title: 'One' },
    { isbn: '2222222222222', title: 'Two' },
    { isbn: '3333333333333', title: 'Three' },
  ];

  test('answers an item by the value in the path', async () => {
    const emulator = createBookshop({ data: { Book } });
    const get = visitor(emulator);
    expect(await json(get('/books/2222222222222'))).toEqual(Book[1]);
    expect(await json(get('/books/2222222222222?only=title'))).toEqual({ title: 'Two' });
    expect(emulator.requests[0]?.source).toBe('documented');
  });

  test('answers a list with all, and what counts them with their count', async () => {
    const get = visitor(createBookshop({ data: { Book } }));
    expect(await json(get('/books'))).toEqual({ total: 3, books: Book });
    const Review = [{ stars: 1 }];
    const put = visitor(createBookshop({ data: { Review } }));
    const headers = { 'Content-Type': 'application/json' };
    expect(await json(put(`/books/${ISBN}/reviews`, { method: 'PUT', body: '[]', headers }))).toEqual(Review);
  });

  test('is not what an operation answers that makes an item, without a memory', async () => {
    const post = visitor(createBookshop({ data: { Book }, memory: false }));
    const body = JSON.stringify(Book[2]);
    const response = post('/books', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    expect(await json(response)).toMatchObject({ title: 'The Odyssey' });
  });

  test('answers an unknown item as documented where the contract has a 404', async () => {
    const emulator = createBookshop({ data: { Book } });
    const response = await visitor(emulator)('/books/9999999999999');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ reason: 'No such book.', trace_id: 'b-17' });
    expect(emulator.requests[0]).toMatchObject({
      source: 'documented',
      reason: 'Expected the item to be in `data.Book`.',
    });
  });

  test('answers an unknown item with 400, inferred, where the contract has no 404', async () => {
    const emulator = createEmulator({ contract: ours, data: { Integration: [] }, limits: false });
    const response = await emulator.fetch(`${PATH}/5`, authorized);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 400 });
    expect(emulator.requests[0]?.source).toBe('inferred');
  });

  test('is refused at once when the contract has no such schema, or it is no list', () => {
    expect(() => createBookshop({ data: { Bok: [] } })).toThrow(/no `Bok`. It has Genre, Vendor, Book/);
    expect(() => createBookshop({ data: { Book: {} as never } })).toThrow(
      'Expected `data.Book` to be an array of items.',
    );
  });
});

describe('an operation that documents no success', () => {
  const content = { 'application/json': { schema: { type: 'object' }, example: { a: 1 } } };
  test.each([
    ['no answer at all', {}, 204, ''],
    ['failures', { 400: { content }, 404: {} }, 204, ''],
    ['a 1xx', { 101: {} }, 204, ''],
    ['a 1xx and an empty default', { 101: {}, default: {} }, 204, ''],
    ['a 304 alone', { 304: {} }, 204, ''],
    ['a default', { default: { content } }, 200, '{"a":1}'],
    ['a failure and a default', { 400: {}, default: { content } }, 200, '{"a":1}'],
  ])('but %s is answered with an inferred one', async (_, responses, status, body) => {
    const emulator = createEmulator({ contract: small({ responses }) });
    const response = await emulator.fetch('http://x/things');
    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(emulator.requests[0]).toMatchObject({ status, source: 'inferred', reason: undefined });
  });

  test('but a redirect is answered with that', async () => {
    const emulator = createEmulator({ contract: small({ responses: { 302: {}, 304: {}, default: { content } } }) });
    expect((await emulator.fetch('http://x/things', { redirect: 'manual' })).status).toBe(302);
    expect(emulator.requests[0]?.source).toBe('documented');
  });
});

describe('the words of an answer', () => {
  const fail = async (responses: object, status: number): Promise<unknown> => {
    const emulator = createEmulator({ contract: small({ responses }) });
    emulator.fail({ kind: 'status', status });
    return json(emulator.fetch('http://x/things'));
  };
  const media = (example: unknown, schema: object = {}) => ({ content: { 'application/json': { schema, example } } });

  test.each([
    [401, 'Unauthorized.'],
    [403, 'Forbidden.'],
    [404, 'Not Found.'],
    [422, 'Unprocessable Content.'],
    [503, 'Service Unavailable.'],
    [499, 'Bad Request.'],
  ])('are those of its own status, %d, where the contract has another example alone', async (status, title) => {
    const emulator = createEmulator({ contract: ours, limits: false });
    emulator.fail({ kind: 'status', status });
    const body = await json(emulator.fetch(`${PATH}/1`, authorized));
    expect(body).toEqual({ code: status, title, trace_id: expect.any(String) });
    expect(emulator.requests[0]?.source).toBe('inferred');
  });

  test("are the contract's own where it has an example of the status, right or wrong", async () => {
    const wrong = { code: 401, title: 'Unauthorized' };
    expect(await fail({ 403: media(wrong), default: media(wrong) }, 403)).toEqual(wrong);
  });

  test('are written as the example writes them', async () => {
    const said = async (text: string) => fail({ default: media({ error: text }) }, 503);
    expect(await said('NOT_FOUND')).toEqual({ error: 'SERVICE_UNAVAILABLE' });
    expect(await said('not-found')).toEqual({ error: 'service-unavailable' });
    expect(await said('NotFound')).toEqual({ error: 'ServiceUnavailable' });
    expect(await said('Conflict!')).toEqual({ error: 'Service Unavailable!' });
  });

  test('are found wherever they stand, with the status beside them; all other text stays', async () => {
    const example = { errors: [{ status: 404, title: 'Not found', detail: 'No such book' }], id: 'x' };
    expect(await fail({ '4XX': media(example) }, 409)).toEqual({
      errors: [{ status: 409, title: 'Conflict', detail: 'No such book' }],
      id: 'x',
    });
  });

  test('of a schema are adapted too, but not into what it does not allow', async () => {
    const title = { type: 'string', examples: ['Not Found'] };
    const schema = { type: 'object', properties: { title } };
    expect(await fail({ 500: media(undefined, schema) }, 500)).toEqual({ title: 'Internal Server Error' });
    const narrow = { type: 'object', properties: { title: { ...title, enum: ['Not Found'] } } };
    expect(await fail({ 500: media(undefined, narrow) }, 500)).toEqual({ title: 'Not Found' });
  });

  test('of a success are its own', async () => {
    expect(await fail({ default: media({ title: 'Not Found' }) }, 200)).toEqual({ title: 'Not Found' });
    const schema = { type: 'object', properties: { code: { default: 7 } } };
    expect(await fail({ 200: media(undefined, schema), 404: media({ code: 404 }) }, 200)).toEqual({ code: 7 });
  });
});

describe('requests that lead nowhere', () => {
  test('are answered in the form of the other errors, with the status where that is repeated', async () => {
    const emulator = createEmulator({ contract: ours });
    const response = await emulator.fetch('https://api.example/v2');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 404 });
    expect(emulator.requests[0]).toMatchObject({ operation: undefined, path: '/v2', source: 'inferred' });
    expect((await emulator.fetch(`${PATH}/1`, { method: 'DELETE' })).status).toBe(405);
  });

  test('are answered without a body where the contract has no form for it', async () => {
    const { fetch } = createEmulator({ contract: small({}) });
    const response = await fetch('http://x/nothing');
    expect([response.status, await response.text()]).toEqual([404, '']);
    expect((await createEmulator({ contract: { openapi: '3.0.3' } }).fetch('http://x/')).status).toBe(404);
  });
});

describe('what HTTP wants beside the contract', () => {
  const send = async (emulator: ReturnType<typeof createEmulator>, method: string, url: string) => {
    const { status, headers } = await emulator.fetch(url, { method });
    return [status, headers.get('allow'), headers.get('www-authenticate')];
  };

  test('a 405 and an OPTIONS name the methods of the path, of all its templates', async () => {
    const operation = { responses: { 200: {} } };
    const paths = {
      '/a/{b}': { get: operation, put: operation },
      '/{a}/b': { post: operation },
      '/c': { post: operation },
    };
    const emulator = createEmulator({ contract: { openapi: '3.1.0', paths } });
    expect(await send(emulator, 'DELETE', 'http://x/a/b')).toEqual([405, 'GET, PUT, POST, HEAD, OPTIONS', null]);
    expect(await send(emulator, 'DELETE', 'http://x/c')).toEqual([405, 'POST, OPTIONS', null]);
    expect(await send(emulator, 'HEAD', 'http://x/c')).toEqual([405, 'POST, OPTIONS', null]);
    expect(await send(emulator, 'OPTIONS', 'http://x/c')).toEqual([204, 'POST, OPTIONS', null]);
    expect(await send(emulator, 'OPTIONS', 'http://x/d')).toEqual([404, null, null]);
    emulator.fail({ kind: 'status', status: 405 });
    expect(await send(emulator, 'POST', 'http://x/c')).toEqual([405, 'POST, OPTIONS', null]);
  });

  test('a HEAD counts as its GET; an OPTIONS counts for nobody and needs no credential', async () => {
    const emulator = createEmulator({ contract: ours });
    expect((await emulator.fetch(`${PATH}/1`, { method: 'OPTIONS' })).status).toBe(204);
    expect((await emulator.fetch(`${PATH}/1`, { method: 'HEAD', ...authorized })).status).toBe(200);
    expect(emulator.windows.map(({ count }) => count)).toEqual([1, 1]);
    expect(emulator.requests).toMatchObject([
      {
        operation: undefined,
        method: 'OPTIONS',
        path: '/v1/hood/integrations/{id}',
        status: 204,
        rateClass: undefined,
      },
      { operation: 'getIntegration', method: 'HEAD', status: 200, source: 'documented', rateClass: 'C' },
    ]);
    expect(emulator.requests[0]).toMatchObject({ source: 'inferred', reason: undefined });
  });

  test('of the methods that the contract has itself, its own answers win', async () => {
    const paths = {
      '/a': { get: { responses: { 200: {} } }, head: { responses: { 202: {} } }, options: { responses: { 203: {} } } },
    };
    const emulator = createEmulator({ contract: { openapi: '3.1.0', paths } });
    expect(await send(emulator, 'HEAD', 'http://x/a')).toEqual([202, null, null]);
    expect(await send(emulator, 'OPTIONS', 'http://x/a')).toEqual([203, null, null]);
  });

  test('a 401 says how to be let in, by every scheme of the operation', async () => {
    const securitySchemes = {
      token: { type: 'http', scheme: 'bearer' },
      oauth: { type: 'oauth2', flows: {} },
      'pass word': { type: 'http', scheme: 'basic' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      cert: { type: 'mutualTLS' },
    };
    const challenge = async (security: object[], responses: object = { 200: {} }) => {
      const emulator = createEmulator({
        contract: small({ security, responses }, { components: { securitySchemes } }),
      });
      emulator.fail({ kind: 'status', status: 401 });
      return (await send(emulator, 'GET', 'http://x/things'))[2];
    };
    expect(await challenge([{ token: [] }, { oauth: ['read'] }])).toBe('Bearer');
    expect(await challenge([{ 'pass word': [], key: [] }])).toBe('Basic realm="pass word", ApiKey realm="key"');
    expect(await challenge([{ cert: [] }])).toBeNull();
    const own = { 'WWW-Authenticate': { schema: { type: 'string' }, example: 'Bearer realm="own"' } };
    expect(await challenge([{ token: [] }], { 401: { headers: own } })).toBe('Bearer realm="own"');
    const unsaid = { 'WWW-Authenticate': { required: true, schema: { type: 'string' } } };
    expect(await challenge([{ token: [] }], { 401: { headers: unsaid } })).toBe('Bearer');
  });
});

test('an answer that the contract itself calls inferred is recorded so', async () => {
  const missing = { description: '', 'x-source': 'inferred' };
  const emulator = createEmulator({
    contract: small(
      { security: [{ k: [] }], responses: { 200: {}, 401: missing } },
      {
        components: { securitySchemes: { k: { type: 'apiKey', in: 'query', name: 'k' } } },
      },
    ),
  });
  await emulator.fetch('http://x/things');
  expect(emulator.requests[0]).toMatchObject({ status: 401, source: 'inferred' });
});

describe('routes', () => {
  const at = (paths: object, extra: object = {}) => {
    const responses = { 200: { description: '' } };
    const named = Object.entries(paths).map(([path, operationId]) => [path, { get: { operationId, responses } }]);
    return createEmulator({ contract: { openapi: '3.1.0', paths: Object.fromEntries(named), ...extra } });
  };
  const led = async (emulator: ReturnType<typeof at>, url: string): Promise<string | undefined> => {
    await emulator.fetch(url);
    return emulator.requests.at(-1)?.operation;
  };

  test('prefer a literal segment, in whatever order the document has them', async () => {
    const emulator = at({ '/{a}/{b}': 'any', '/x/{b}': 'half', '/{a}/y': 'other', '/x/y': 'literal' });
    expect(await led(emulator, 'http://h/x/y')).toBe('literal');
    expect(await led(emulator, 'http://h/x/z')).toBe('half');
    expect(await led(emulator, 'http://h/z/y')).toBe('other');
    expect(await led(emulator, 'http://h/z/z')).toBe('any');
    expect(await led(emulator, 'http://h/z')).toBeUndefined();
  });

  test('know templates within a segment, escapes, and an encoded slash', async () => {
    const emulator = at({ '/f.(x)/{name}.{ext}': 'file', '/a b/{c}': 'spaced' });
    expect(await led(emulator, 'http://h/f.(x)/a.b.json')).toBe('file');
    expect(await led(emulator, 'http://h/fz(x)/a.json')).toBeUndefined();
    expect(await led(emulator, 'http://h/a%20b/c%2Fd')).toBe('spaced');
    expect(await led(emulator, 'http://h/a%20b/')).toBeUndefined();
    expect(await led(emulator, 'http://h/%zz/c')).toBeUndefined();
  });

  test("lie under the servers' paths, on any host", async () => {
    const servers = [
      { url: 'https://{host}/{v}/', variables: { host: { default: 'h' }, v: { default: 'v1' } } },
      { url: '/old' },
    ];
    const emulator = at({ '/x': 'x' }, { servers });
    expect(emulator.basePath).toBe('/v1');
    expect(await led(emulator, 'http://elsewhere:81/v1/x')).toBe('x');
    expect(await led(emulator, 'http://elsewhere/old/x')).toBe('x');
    expect(await led(emulator, 'http://elsewhere/x')).toBeUndefined();
  });

  test('lie under the servers of their own operation or path, where those have some', async () => {
    const responses = { 200: { description: '' } };
    const paths = {
      '/x': {
        servers: [{ url: '/path' }],
        get: { operationId: 'get', responses },
        put: { operationId: 'put', responses, servers: [{ url: '/operation' }] },
      },
    };
    const { fetch } = createEmulator({ contract: { openapi: '3.1.0', servers: [{ url: '/root' }], paths } as never });
    const status = async (path: string, method: string) => (await fetch(`http://h${path}`, { method })).status;
    expect(await status('/path/x', 'GET')).toBe(200);
    expect(await status('/operation/x', 'PUT')).toBe(200);
    expect(await status('/path/x', 'PUT')).toBe(405);
    // A client that was given the emulator's address calls everything there.
    expect(await status('/root/x', 'GET')).toBe(200);
    expect(await status('/operation/x', 'GET')).toBe(405);
  });
});

describe('the contract', () => {
  test('is refused when it is no OpenAPI 3 document', () => {
    for (const contract of [undefined, {}, { openapi: '2.0' }, 'openapi: 3.1.0'] as never[]) {
      expect(() => createEmulator({ contract })).toThrow(
        'Expected `contract` to be an OpenAPI 3.0 or 3.1 document as an object.',
      );
    }
  });

  test('is refused when it is not bundled, or refers to nothing', async () => {
    const referring = ($ref: string) => createEmulator({ contract: small({ responses: { 200: { $ref } } }) });
    expect(() => referring('other.yaml#/x')).toThrow('refers to `other.yaml#/x`, which leads nowhere');
    expect(() => referring('#/components/none')).toThrow('refers to `#/components/none`, which leads nowhere');
    expect(() => referring('#/__proto__')).toThrow('refers to `#/__proto__`, which leads nowhere');
    expect(() => referring('#/paths/~1things/get/responses/200')).toThrow('which leads nowhere');
  });

  test('is refused when its limits cannot be counted, as are a token and a seed that are none', () => {
    for (const limit of [
      { class: 'a' },
      { class: 'a', windows: {} },
      { class: 'a', windows: [{ name: 'w', limit: '1', seconds: 1 }] },
    ]) {
      expect(() => createEmulator({ contract: small({ 'x-rate-limit': limit }) })).toThrow(
        'it needs a `class` and `windows`, each with a name, a limit and seconds',
      );
    }
    expect(() => createBookshop({ token: '' })).toThrow('Expected `token` to be a string that is not empty.');
    expect(() => createBookshop({ seed: Number.NaN })).toThrow('Expected `seed` to be a number.');
  });

  test('is not changed', async () => {
    const before = JSON.stringify(bookshop);
    const emulator = createBookshop();
    await visitor(emulator)(`/books/${ISBN}`);
    await visitor(emulator)('/nowhere');
    expect(JSON.stringify(bookshop)).toBe(before);
  });
});
