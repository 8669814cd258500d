import { describe, expect, test } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { contract as ours } from '#generated/contract.js';
import { examples } from '#generated/examples.ts';
import { createClient } from '../src/client/client.ts';
import type { Client } from '../src/client/client-types.ts';
import { ConfigurationError, createHoodClient } from '../src/index.ts';
import { createEmulator as emulate } from '../src/testing/emulator.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';
import { api, contract as bookshop, getBook, listBooks } from './contracts/bookshop/generated/contract.js';
import { examples as books } from './contracts/bookshop/generated/examples.ts';
import type { ContractTypes } from './contracts/bookshop/generated/methods.d.ts';
import document from './contracts/bookshop/generated/openapi.json' with { type: 'json' };

const shopOn = (emulator: { fetch: (request: Request) => Promise<Response> }) =>
  createClient<ContractTypes>(bookshop, {
    token: 'key',
    fetch: (request) => emulator.fetch(request),
    rateLimit: false,
  });

describe('our contract, over a real server', () => {
  test('a typed call, a selection, a call by path', async () => {
    await using server = await listen(createEmulator(), { port: 0 });
    const hood = createHoodClient({ token: 'any', baseUrl: server.url });
    expect(await hood.getIntegration({ id: '1161' })).toEqual(examples.getIntegration['200']);
    expect(await hood.getIntegration({ id: '1161', fields: ['id', 'name'] })).toEqual({
      id: '1161',
      name: 'Example Integration',
    });
    const { data, error, response } = await hood.GET('/v1/hood/integrations/{id}', {
      params: { path: { id: '7' }, query: { view: 'full' } },
    });
    expect(error).toBeUndefined();
    expect(data?.id).toBe('7');
    expect(response.url).toBe(`${server.url}/v1/hood/integrations/7?view=full`);
  });

  test('an error by path is an error value, by method a typed error', async () => {
    const emulator = createEmulator();
    emulator.fail({ kind: 'status', status: 500 });
    const hood = createHoodClient({ token: 'any', fetch: emulator.fetch, retries: 0 });
    const { data, error, response } = await hood.GET('/v1/hood/integrations/{id}', { params: { path: { id: '7' } } });
    expect(data).toBeUndefined();
    expect(response.status).toBe(500);
    expect(error).toEqual(examples.getIntegration['500']);
    await expect(hood.getIntegration({ id: '7' })).rejects.toMatchObject({
      name: 'ApiError',
      operation: 'getIntegration',
      status: 500,
      traceId: examples.getIntegration['500'].trace_id,
      body: examples.getIntegration['500'],
    });
  });

  test('says who asks, and for what', async () => {
    const emulator = createEmulator();
    await createHoodClient({ token: 'any', fetch: emulator.fetch }).getIntegration({ id: '7' });
    expect(emulator.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'user-agent': `ocamba-hood/${ours.info.version}`,
    });
  });
});

describe('a foreign contract', () => {
  test('lists, adds, gets, selects, removes and replaces', async () => {
    const emulator = emulate({ contract: document as never, limits: false, memory: false });
    const shop = shopOn(emulator);
    const isbn = '9780140449136';
    expect(await shop.listBooks({ genres: ['novel', 'poetry'], page: 1, 'Accept-Language': 'de' })).toEqual(
      books.listBooks['200'],
    );
    expect(await shop.listBooks()).toEqual(books.listBooks['200']);
    expect(await shop.addBook({ body: { isbn, title: 'The Odyssey' } })).toEqual(books.addBook['201']);
    expect(await shop.getBook({ isbn, only: ['isbn', 'title'] })).toEqual({ isbn, title: 'The Odyssey' });
    expect(await shop.removeBook({ path: { isbn }, header: { isbn } })).toBeUndefined();
    expect(await shop.putReviews({ isbn, body: [{ stars: 5 }] })).toEqual(books.putReviews['200']);
    expect(
      emulator.requests.map(({ method, url, body, status }) => [
        method,
        new URL(url).pathname + new URL(url).search,
        body,
        status,
      ]),
    ).toEqual([
      ['GET', '/api/books?genres=novel&genres=poetry&page=1', undefined, 200],
      ['GET', '/api/books', undefined, 200],
      ['POST', '/api/books', { isbn, title: 'The Odyssey' }, 201],
      ['GET', `/api/books/${isbn}?only=isbn,title`, undefined, 200],
      ['DELETE', `/api/books/${isbn}`, undefined, 204],
      ['PUT', `/api/books/${isbn}/reviews`, [{ stars: 5 }], 200],
    ]);
    expect(emulator.requests[0]?.headers).toMatchObject({ 'accept-language': 'de' });
    expect(emulator.requests[4]?.headers).toMatchObject({ isbn });
  });

  test('by path, with a body, and where nothing is needed', async () => {
    const shop = shopOn(emulate({ contract: document as never, memory: false }));
    const added = await shop.POST('/books', { body: { isbn: '9780140449136', title: 'The Odyssey' } });
    expect(added.data).toEqual(books.addBook['201']);
    expect((await shop.GET('/books')).data).toEqual(books.listBooks['200']);
    const gone = await shop.DELETE('/books/{isbn}', { params: { path: { isbn: '9780140449136' } } });
    expect(gone).toMatchObject({ data: undefined, response: { status: 204 } });
    // @ts-expect-error The path has no such method.
    await expect(shop.PATCH?.('/books') ?? Promise.reject(new Error('none'))).rejects.toThrow();
  });

  test('a part of it is a client of the operations that are named, and of no others', async () => {
    const emulator = emulate({ contract: document as never });
    const shop = createClient({ ...api, operations: { getBook, listBooks } }, { token: 'key', fetch: emulator.fetch });
    expectTypeOf(shop.getBook).toEqualTypeOf<ContractTypes['methods']['getBook']>();
    expectTypeOf(shop).not.toHaveProperty('addBook');
    expect((await shop.getBook({ isbn: '9780140449136' })).isbn).toBe('9780140449136');
    expect(Object.keys(shop)).toEqual(expect.arrayContaining(['each', 'getBook', 'listBooks']));
    expect(['addBook' in shop, 'listBooks' in shop]).toEqual([false, true]);
    expectTypeOf(createClient(bookshop, { token: 'key' })).toEqualTypeOf<Client<ContractTypes>>();
  });

  test('limits that the contract does not state are given by an option', async () => {
    const emulator = emulate({ contract: document as never });
    const { rateLimit: _, ...unpaced } = getBook;
    const shop = createClient(
      { ...api, operations: { getBook: unpaced } },
      { token: 'key', fetch: emulator.fetch, rateLimit: { windows: [{ limit: 1, seconds: 60 }] } },
    );
    await shop.getBook({ isbn: '9780140449136' });
    expect(shop.rateLimits()).toMatchObject([{ class: 'otherwise', nextPermitMs: expect.any(Number) }]);
    expect(shop.rateLimits()[0]!.nextPermitMs).toBeGreaterThan(50_000);
  });

  test.each([[[]], [[{ limit: 0, seconds: 1 }]], [[{ limit: 1 }]], [{ limit: 1, seconds: 1 }]])(
    'windows %j are refused',
    (windows) => {
      expect(() => createClient(bookshop, { token: 'key', rateLimit: { windows: windows as never } })).toThrow(
        'Expected `windows` to be a list of',
      );
    },
  );

  test('classes of operations have queues of their own', async () => {
    const emulator = emulate({ contract: document as never });
    const shop = createClient<ContractTypes>(bookshop, { token: 'key', fetch: (request) => emulator.fetch(request) });
    await Promise.all([shop.listBooks(), shop.addBook({ body: { isbn: '1', title: 'x' } }).catch(() => undefined)]);
    expect(shop.rateLimits().map((state) => state.class)).toEqual(['shelf', 'desk']);
  });
});

describe('what would send another request than the one that is meant is refused', () => {
  const shop = shopOn({ fetch: () => Promise.reject(new Error('must not be sent')) });
  const isbn = '9780140449136';
  test.each([
    [
      'a path parameter that is missing',
      () => shop.getBook({} as never),
      'Expected the path parameter `isbn` of `getBook` to be given.',
    ],
    [
      'an unknown parameter',
      () => shop.getBook({ isbn, olny: ['isbn'] } as never),
      'Unknown `olny` in `params` of `getBook`. Expected only `isbn`, `only`.',
    ],
    ['an empty path parameter', () => shop.getBook({ isbn: '' }), 'would lead to another path'],
    ['a dot', () => shop.getBook({ isbn: '.' }), 'would lead to another path'],
    ['two dots', () => shop.getBook({ isbn: '..' }), 'would lead to another path'],
    ['encoded dots', () => shop.getBook({ isbn: '%2e%2E' }), 'would lead to another path'],
    ['a slash', () => shop.getBook({ isbn: 'a/../b' }), 'would lead to another path'],
    ['dots behind an encoded slash', () => shop.getBook({ isbn: 'a%252F%2e.' }), 'would lead to another path'],
    ['nothing behind a backslash', () => shop.getBook({ isbn: 'a\\' }), 'would lead to another path'],
    ['an integer beyond 2^53', () => shop.listBooks({ page: 2 ** 53 }), 'Integers beyond 2^53 are strings.'],
    ['an empty selection', () => shop.getBook({ isbn, only: [] as never }), 'with at least one name'],
    ['a selection of no name', () => shop.getBook({ isbn, only: [''] as never }), 'with at least one name'],
    ['a header of two lines', () => shop.listBooks({ 'Accept-Language': 'de\r\nX-Evil: 1' }), 'on one line'],
    ['a date', () => shop.listBooks({ page: new Date() as never }), 'to be a string, a finite number, a boolean'],
    ['a lone surrogate', () => shop.getBook({ isbn: '\ud800' }), 'to be a string, a finite number, a boolean'],
    ['a missing body', () => shop.addBook({} as never), '`addBook` needs a `body`.'],
    ['a body that JSON cannot hold', () => shop.addBook({ body: 1n as never }), 'a value that JSON can hold'],
    [
      'a group that is none',
      () => shop.removeBook({ isbn } as never),
      'Unknown `isbn` in `params` of `removeBook`. Expected only `path`, `header`.',
    ],
    [
      'parameters that are no object',
      () => shop.getBook('9780140449136' as never),
      'Expected `params` of `getBook` to be a plain object.',
    ],
    [
      'an unknown option',
      () => shop.getBook({ isbn }, { timeout: 1 } as never),
      'Unknown `timeout` in the options of `getBook`',
    ],
    [
      'a timeout that is none',
      () => shop.getBook({ isbn }, { timeoutMs: -1 }),
      'Expected `timeoutMs` to be a number from 1.',
    ],
    [
      'a fraction of a retry',
      () => shop.getBook({ isbn }, { retries: 1.5 }),
      'Expected `retries` to be a whole number from 0.',
    ],
    [
      'a signal that is none',
      () => shop.getBook({ isbn }, { signal: {} as never }),
      'Expected `signal` to be an AbortSignal.',
    ],
  ])('%s', async (_, call, message) => {
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'ConfigurationError', retryable: false });
    expect((error as Error).message).toContain(message);
    expect(String(error)).not.toMatch(/9780140449136|X-Evil/);
  });

  test.each([
    ['fetch', { fetch: 'x' }],
    ['onEvent', { onEvent: 1 }],
    ['rateLimit.limiter', { rateLimit: { limiter: {} } }],
    ['middleware', { middleware: [1] }],
    ['headers', { headers: { 'a b': 'x' } }],
    ['maxQueue', { rateLimit: { maxQueue: 0 } }],
    ['a limiter', { rateLimit: true }],
    ['a limiter', { rateLimit: null }],
    ['the options of the client', { tokne: 'x' }],
  ])('a wrong option of a client: %s', (name, options) => {
    expect(() => createClient(bookshop, { token: 'key', ...(options as object) })).toThrow(name);
  });

  test.each([undefined, null, 'text', { status: 200, ok: true, json: async () => ({}) }])(
    'a `fetch` that returns no response: %j',
    async (answer) => {
      let calls = 0;
      const fetch = async (): Promise<never> => {
        calls += 1;
        return answer as never;
      };
      const error: unknown = await createClient<ContractTypes>(bookshop, { token: 'key', fetch })
        .getBook({ isbn: '9780140449136' })
        .catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConfigurationError);
      expect((error as Error).message).toBe('Expected `fetch` to return a Response.');
      expect(calls).toBe(1);
    },
  );

  test.each([undefined, null, 5, 'text', {}])('inputs that cannot be iterated: %j', (inputs) => {
    const client = createClient<ContractTypes>(bookshop, { token: 'key' });
    expect(() => client.each('getBook', inputs as never)).toThrow('anything else that can be iterated');
  });
});
