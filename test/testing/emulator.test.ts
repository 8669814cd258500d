import { describe, expect, jest, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import { createBookshop, ISBN, ours, settled, small, TestClock, visitor } from './support.ts';

const json = { 'Content-Type': 'application/json' };

describe('what is recorded', () => {
  test('is the request, the answer, and how sure it is', async () => {
    const clock = new TestClock();
    const emulator = createBookshop({ clock, limits: {} });
    clock.time = 1_234;
    await visitor(emulator)('/books', {
      method: 'POST',
      headers: { ...json, 'X-Trace': 't' },
      body: '{"isbn":"1","title":"x"}',
    });
    expect(emulator.requests).toEqual([
      {
        operation: 'addBook',
        method: 'POST',
        path: '/books',
        url: 'https://bookshop.example/api/books',
        headers: { 'content-type': 'application/json', 'x-api-key': '[redacted]', 'x-trace': 't' },
        body: { isbn: '1', title: 'x' },
        time: 1_234,
        status: 201,
        source: 'documented',
        reason: undefined,
        refused: false,
        rateClass: 'desk',
        faults: [],
      },
    ]);
  });

  test('has no credential in it, wherever it was', async () => {
    const securitySchemes = {
      q: { type: 'apiKey', in: 'query', name: 'key' },
      h: { type: 'apiKey', in: 'header', name: 'X-Token' },
      b: { type: 'http', scheme: 'bearer' },
    };
    const emulator = createEmulator({
      contract: small({ security: [{ q: [] }] }, { components: { securitySchemes } }),
    });
    await emulator.fetch('http://x/things?a=1%2C2&key=hush', {
      headers: { Authorization: 'Bearer hush', 'x-token': 'hush', Cookie: 'sid=hush', 'Proxy-Authorization': 'hush' },
    });
    await emulator.exchange({
      method: 'GET',
      url: 'http://hush:hush@x/things?b=1%2C2',
      headers: new Headers(),
      signal: new AbortController().signal,
      body: async () => new Uint8Array(),
    });
    expect(JSON.stringify(emulator.requests)).not.toContain('hush');
    expect(emulator.requests[0]?.url).toBe('http://x/things?a=1%2C2&key=[redacted]');
    expect(emulator.requests[1]?.url).toContain('?b=1%2C2');
  });

  test('has nothing in it that the contract marks sensitive', async () => {
    const emulator = createBookshop();
    const vendor = { name: 'Ithaca', api_secret: 'hush' };
    const send = (body: unknown, path = '/books', method = 'POST') =>
      visitor(emulator)(path, { method, headers: json, body: typeof body === 'string' ? body : JSON.stringify(body) });
    const original = { isbn: ISBN, title: 'x', vendor, sequel: { isbn: '2', title: 'y', vendor } };
    await send(original);
    expect(emulator.requests[0]?.body).toEqual({
      ...original,
      vendor: { name: 'Ithaca', api_secret: '[redacted]' },
      sequel: { isbn: '2', title: 'y', vendor: { name: 'Ithaca', api_secret: '[redacted]' } },
    });
    // One that fails its check, and one that cannot be read at all.
    await send({ vendor });
    await send(JSON.stringify(original).slice(0, -2));
    // And one under another content type.
    await visitor(emulator)('/books', { method: 'POST', body: JSON.stringify(original) });
    expect(JSON.stringify(emulator.requests)).not.toContain('hush');
    expect(emulator.requests[2]?.body).toBe('[redacted]');
    expect(emulator.requests[3]?.body).toMatchObject({ vendor: { name: 'Ithaca' } });
  });

  test('is text or JSON as it came where the contract has no schema for it', async () => {
    const emulator = createEmulator({ contract: small({}, {}, '/things', 'put') });
    const put = (body: string, type: string) =>
      emulator.fetch('http://x/things', { method: 'PUT', headers: { 'Content-Type': type }, body });
    await put('{"a":1}', 'application/json');
    await put('5', 'text/plain');
    await put('{"a"', 'application/problem+json');
    expect(emulator.requests.map(({ body }) => body)).toEqual([{ a: 1 }, '5', '{"a"']);
  });

  test('masks the parameters that the contract marks, wherever they travel', async () => {
    const secret = { type: 'string', 'x-sensitive': true };
    const parameters = [
      { name: 'pin', in: 'path', required: true, schema: secret },
      { name: 'filter', in: 'query', style: 'deepObject', schema: { type: 'object', additionalProperties: secret } },
      { name: 'X-Voucher', in: 'header', schema: secret },
      { name: 'plain', in: 'query', schema: { type: 'string' } },
    ];
    const emulator = createEmulator({ contract: small({ parameters }, {}, '/doors/{pin}') });
    await emulator.fetch('https://any.example/doors/c4n%20ry?filter[a]=c4n&plain=seen', {
      headers: { 'x-voucher': 'c4n', 'x-other': 'seen' },
    });
    expect(emulator.requests[0]).toMatchObject({
      path: '/doors/{pin}',
      url: 'https://any.example/doors/[redacted]?filter[a]=[redacted]&plain=seen',
      headers: { 'x-voucher': '[redacted]', 'x-other': 'seen' },
    });
  });

  test('is masked in all that a schema can be made of; keys stay', async () => {
    const secret = { type: 'string', 'x-sensitive': true };
    const schema = {
      allOf: [{ properties: { a: secret } }],
      anyOf: [{ properties: { b: secret } }],
      properties: {
        c: { type: 'array', items: secret },
        d: { 'x-sensitive': true },
        e: { $ref: '#/components/schemas/E' },
      },
      additionalProperties: { type: 'object', additionalProperties: secret },
    };
    const content = { 'application/json': { schema } };
    const components = { schemas: { E: { type: 'object', 'x-sensitive': true } } };
    const emulator = createEmulator({
      contract: small({ requestBody: { content } }, { components }, '/things', 'put'),
    });
    const body = '{"a":"s","b":"s","c":["s"],"d":{"k":[1,null]},"e":{"k":true},"f":{"__proto__":"s"}}';
    await emulator.fetch('http://x/things', { method: 'PUT', headers: json, body });
    expect(JSON.stringify(emulator.requests[0]?.body)).toBe(body.replaceAll(/"s"|1|true/g, '"[redacted]"'));
  });

  test('begins anew with reset, in the same array', async () => {
    const emulator = createBookshop({ limits: {}, clock: new TestClock() });
    const { requests } = emulator;
    emulator.fail({ kind: 'status', status: 500 });
    await visitor(emulator)('/books');
    emulator.reset();
    expect(requests).toEqual([]);
    expect(emulator.windows).toEqual([]);
    expect((await visitor(emulator)('/books')).status).toBe(200);
    expect(requests).toHaveLength(1);
  });

  test('is the same again for the same seed, also after a reset', async () => {
    const emulator = createBookshop({ seed: 5 });
    const run = async (): Promise<unknown[]> => {
      emulator.reset();
      emulator.fail({ kind: 'status', status: 500 }, { probability: 0.5 });
      for (let sent = 0; sent < 40; sent += 1) await visitor(emulator)('/books');
      return emulator.requests.map(({ status }) => status);
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });
});

describe('fetch', () => {
  test('takes what the platform’s takes, may be detached, and tells its URL', async () => {
    const { fetch, requests } = createBookshop();
    const url = 'https://any.example/api/books';
    const headers = { 'X-Api-Key': 'k' };
    const responses = [
      await fetch(url, { headers }),
      await fetch(new URL(url), { headers }),
      await fetch(new Request(url, { headers })),
      await fetch(new Request(url), { headers }),
    ];
    expect(responses.map((response) => [response.status, response.url])).toEqual(Array(4).fill([200, url]));
    await expect(fetch('/relative')).rejects.toThrow('Failed to parse URL');
    expect(requests).toHaveLength(4);
  });

  test('that was aborted before sends nothing, and passes the reason on', async () => {
    const emulator = createBookshop();
    const get = visitor(emulator);
    await expect(get('/books', { signal: AbortSignal.abort('no') })).rejects.toBe('no');
    await expect(get('/books', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(emulator.requests).toEqual([]);
  });

  test('counts requests when they come, in their order', async () => {
    const emulator = createBookshop({ limits: {}, clock: new TestClock() });
    const get = visitor(emulator);
    const statuses = await Promise.all(Array.from({ length: 6 }, () => get('/books').then(({ status }) => status)));
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    expect(emulator.requests.map(({ refused }) => refused)).toEqual([false, false, false, false, true, true]);
  });

  test('leaves no timer behind, and starts none before there is something to wait for', async () => {
    const set = jest.spyOn(globalThis, 'setTimeout');
    try {
      const emulator = createBookshop({ limits: {} });
      await visitor(emulator)('/books');
      expect(set).not.toHaveBeenCalled();
      const clear = jest.spyOn(globalThis, 'clearTimeout');
      emulator.fail({ kind: 'slow', latencyMs: 60_000 });
      const controller = new AbortController();
      const slow = visitor(emulator)('/books', { signal: controller.signal });
      while (set.mock.calls.length === 0) await settled();
      controller.abort('enough');
      await expect(slow).rejects.toBe('enough');
      expect(clear).toHaveBeenCalledWith(set.mock.results[0]!.value as NodeJS.Timeout);
      clear.mockRestore();
      emulator.reset();
      emulator.fail({ kind: 'slow', latencyMs: 1 });
      expect((await visitor(emulator)('/books')).status).toBe(200);
    } finally {
      set.mockRestore();
    }
  });
});

test('every answer of both contracts fits its own schema: the emulator accepts what it answers', async () => {
  const emulator = createEmulator({ contract: ours, limits: false });
  const response = await emulator.fetch('https://x/v1/hood/integrations/1161', {
    headers: { Authorization: 'Bearer t' },
  });
  const integration = await response.json();
  const echo = createEmulator({
    contract: {
      ...ours,
      paths: {
        '/echo': {
          put: {
            operationId: 'echo',
            security: [],
            requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Integration' } } } },
            responses: { 204: { description: '' } },
          },
        },
      },
    } as never,
  });
  const put = (body: unknown) =>
    echo.fetch('https://x/echo', { method: 'PUT', headers: json, body: JSON.stringify(body) });
  expect((await put(integration)).status).toBe(204);
  expect((await put({ ...integration, create_time: '2024-05-23T06:33:01Z' })).status).toBe(400);
  expect(JSON.stringify(echo.requests[0]?.body)).not.toContain('f9cXXX');
  expect(echo.requests[0]?.body).toMatchObject({ settings: { auth_token: '[redacted]' } });
});
