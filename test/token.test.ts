import { describe, expect, test } from '@jest/globals';
import { createClient } from '../src/client/client.ts';
import type { Token } from '../src/options/client-options.ts';
import { json, serve } from './support/serve.ts';
import { thingClient, things } from './support/things.ts';

const wrong = ['', ' ', 'a b', 'a\nb', 'a\r\nX-Evil: 1', 'töken', '\u0000', 'a\u007f', 7, null, {}, []];

describe('a token', () => {
  test.each(wrong.map((token) => [JSON.stringify(token), token]))(
    'is refused when it is given, unseen: %s',
    (_, token) => {
      expect(() => thingClient({ token: token as string })).toThrow(
        expect.objectContaining({
          name: 'ConfigurationError',
          code: 'INVALID_TOKEN',
          message:
            'Expected `token` to be a non-empty string of printable ASCII characters without spaces or line ends.',
        }),
      );
    },
  );

  test.each(wrong.map((token) => [JSON.stringify(token), token]))(
    'that a function returns is refused too, and nothing is sent: %s',
    async (_, token) => {
      await using server = await serve((_, response) => void response.end());
      for (const give of [() => token, async () => token]) {
        const client = thingClient({ baseUrl: server.url, token: give as Token });
        await expect(client.getThing({ id: '1' })).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
      }
      expect(server.received).toHaveLength(0);
    },
  );

  test('is missed at once when every operation needs one', () => {
    expect(() => createClient(things)).toThrow(
      'Every operation needs a credential: `token` or `credentials: { bearer: … }`.',
    );
  });

  test('is missed by the call when not every operation needs one', async () => {
    const { getThing, addThing } = things.operations as Required<typeof things.operations>;
    const mixed = { ...things, operations: { getThing: { ...getThing!, security: [] }, addThing: addThing! } };
    await using server = await serve((_, response) => json(response, 200, { id: '1' }));
    const client = createClient<{
      methods: Record<'getThing' | 'addThing', (params: object) => Promise<unknown>>;
      operations: object;
      paths: object;
    }>(mixed, { baseUrl: server.url });
    await expect(client.getThing({ id: '1' })).resolves.toEqual({ id: '1' });
    expect(server.received[0]!.headers.authorization).toBeUndefined();
    await expect(client.addThing({ body: {} })).rejects.toMatchObject({ code: 'INVALID_TOKEN', operation: 'addThing' });
  });

  test('that a function gives is asked for every attempt, and what it throws reaches the caller', async () => {
    let count = 0;
    await using server = await serve((_, response, number) =>
      json(response, number < 3 ? 429 : 200, {}, { 'retry-after': '0' }),
    );
    const client = thingClient({
      baseUrl: server.url,
      token: async () => {
        count += 1;
        return `token-${count}`;
      },
    });
    await client.getThing({ id: '1' });
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-3',
    ]);
    const failing = thingClient({
      baseUrl: server.url,
      token: () => {
        throw new RangeError('vault is sealed');
      },
    });
    await expect(failing.getThing({ id: '1' })).rejects.toThrow(new RangeError('vault is sealed'));
  });

  test('that expired is renewed once, and the call repeated once', async () => {
    const renewed = async (accepted: string): Promise<[unknown, number]> => {
      let count = 0;
      await using server = await serve(({ headers }, response) =>
        json(response, headers.authorization === `Bearer ${accepted}` ? 200 : 401, { id: '1' }),
      );
      const client = thingClient({
        baseUrl: server.url,
        token: () => {
          count += 1;
          return String(count);
        },
      });
      const result: unknown = await client.getThing({ id: '1' }).catch((error: { status: number }) => error.status);
      return [result, server.received.length];
    };
    expect(await renewed('2')).toEqual([{ id: '1' }, 2]);
    expect(await renewed('3')).toEqual([401, 2]);
  });
});

describe('where a credential goes', () => {
  const at = (scheme: (typeof things.securitySchemes)[string], security = [['only']]) => {
    const { getThing } = things.operations as Required<typeof things.operations>;
    return { ...things, securitySchemes: { only: scheme }, operations: { getThing: { ...getThing!, security } } };
  };
  const received = async (contract: typeof things) => {
    await using server = await serve((_, response) => json(response, 200, { id: '1' }));
    const client = createClient<{
      methods: { getThing(params: object): Promise<unknown> };
      operations: object;
      paths: object;
    }>(contract, {
      baseUrl: server.url,
      token: 's3cret&',
    });
    await client.getThing({ id: '1', fields: ['a'] });
    return server.received[0]!;
  };

  test.each([
    [{ type: 'http', scheme: 'Bearer' }, 'authorization', 'Bearer s3cret&'],
    [{ type: 'oauth2' }, 'authorization', 'Bearer s3cret&'],
    [{ type: 'openIdConnect' }, 'authorization', 'Bearer s3cret&'],
    [{ type: 'apiKey', in: 'header', name: 'X-Key' }, 'x-key', 's3cret&'],
  ] as const)('%j', async (scheme, header, value) => {
    expect((await received(at(scheme))).headers[header]).toBe(value);
  });

  test('into the query, encoded', async () => {
    const { url, headers } = await received(at({ type: 'apiKey', in: 'query', name: 'key' }));
    expect(url).toBe('/things/1?fields=a&key=s3cret%26');
    expect(headers.authorization).toBeUndefined();
  });

  test('into a cookie', async () => {
    expect((await received(at({ type: 'apiKey', in: 'cookie', name: 'c' }))).headers.cookie).toBe('c=s3cret&');
  });

  test('into the first alternative that one credential can meet', async () => {
    const contract = at({ type: 'apiKey', in: 'header', name: 'X-Key' }, [['other', 'only'], ['unknown'], ['only']]);
    expect((await received(contract)).headers['x-key']).toBe('s3cret&');
  });
});

describe('the way of a credential', () => {
  test.each([
    'http://api.example',
    'ftp://api.example',
    'https://user@api.example',
    'https://user:pass@api.example',
    'https://api.example/?a=1',
    'https://api.example/#a',
    'api.example',
    '/v1',
    '',
    7,
  ])('is not to %p', (baseUrl) => {
    expect(() => thingClient({ baseUrl: baseUrl as string })).toThrow(/^Expected `baseUrl` to /);
    if (typeof baseUrl === 'string' && baseUrl.includes('pass'))
      expect(() => thingClient({ baseUrl })).not.toThrow(/pass@|user:/);
  });

  test.each([
    'https://api.example',
    'https://api.example/',
    'https://api.example/base/',
    'http://localhost:1',
    'http://127.0.0.1:1',
    'http://127.8.9.1',
    'http://[::1]:1',
  ])('may be to %s', (baseUrl) => {
    expect(() => thingClient({ baseUrl })).not.toThrow();
  });

  test.each([301, 302, 303, 307, 308])('does not follow a redirect: %i', async (status) => {
    await using other = await serve((_, response) => json(response, 200, { id: 'stolen' }));
    await using server = await serve(
      (_, response) => void response.writeHead(status, { location: `${other.url}/things/1` }).end(),
    );
    const client = thingClient({ baseUrl: server.url });
    await expect(client.getThing({ id: '1' })).rejects.toMatchObject({
      name: 'ConnectionError',
      code: 'REDIRECT_REFUSED',
      retryable: false,
    });
    expect(server.received).toHaveLength(1);
    expect(other.received).toHaveLength(0);
  });

  test('cannot be led elsewhere by a middleware, which does not see it either', async () => {
    await using other = await serve((_, response) => json(response, 200, { id: 'stolen' }));
    await using server = await serve((_, response) => json(response, 200, { id: '1' }));
    const seen: (string | null)[] = [];
    const look = (request: Request): undefined => void seen.push(request.headers.get('authorization'));
    const watched = thingClient({
      baseUrl: server.url,
      middleware: [{ onRequest: ({ request }) => look(request), onResponse: ({ request }) => look(request) }],
    });
    await watched.getThing({ id: '1' });
    expect(seen).toEqual([null, null]);
    const led = thingClient({ baseUrl: server.url, middleware: [{ onRequest: () => new Request(other.url) }] });
    await expect(led.getThing({ id: '1' })).rejects.toMatchObject({ name: 'ConfigurationError' });
    expect(other.received).toHaveLength(0);
  });

  test.each(['Authorization', 'authorization', 'AUTHORIZATION', 'Host', 'Content-Length'])(
    'is not by a header of the caller: %s',
    async (name) => {
      expect(() => thingClient({ headers: { [name]: 'x' } })).toThrow('is set by the client itself');
      await expect(thingClient({}).getThing({ id: '1' }, { headers: { [name]: 'x' } })).rejects.toMatchObject({
        code: 'INVALID_OPTION',
      });
    },
  );

  test('is not in a browser, unless that is asked for', () => {
    Object.assign(globalThis, { window: {}, document: {} });
    try {
      expect(() => thingClient({})).toThrow('A token in a browser can be read by everyone');
      expect(() => thingClient({ dangerouslyAllowBrowser: true })).not.toThrow();
    } finally {
      Object.assign(globalThis, { window: undefined, document: undefined });
      delete (globalThis as { window?: unknown }).window;
      delete (globalThis as { document?: unknown }).document;
    }
  });
});
