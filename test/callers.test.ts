import { describe, expect, jest, test } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import fc from 'fast-check';
import { createClient } from '../src/client/client.ts';
import type { ContractTypes } from '../src/contract.ts';
import { ApiError, ClientError, ConfigurationError, ConnectionError, createHoodClient, redact } from '../src/index.ts';
import type { ClientOptions } from '../src/options/client-options.ts';
import type { Middleware } from '../src/options/middleware.ts';
import { createEmulator } from '../src/testing/index.ts';
import { serve } from './support/serve.ts';
import { thingClient, things } from './support/things.ts';
import { VirtualTime } from './support/virtual-time.ts';

interface OpenTypes extends ContractTypes {
  methods: Record<'getThing' | 'addThing', (params: object) => Promise<{ id: string }>>;
}

// Everything that a caller hands in: what it does, what it throws, how long it takes.
const good = async (): Promise<Response> => Response.json({ id: '1' });
const never = (): Promise<never> => new Promise(() => undefined);
const thrownBy = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
const get = (options: ClientOptions, call = {}): Promise<unknown> => {
  const client = thingClient(options);
  return thrownBy(() => client.getThing({ id: '1' }, call));
};

describe('fetch', () => {
  test('is called without a receiver', async () => {
    const receivers: unknown[] = [];
    await get({
      fetch: function (this: unknown) {
        receivers.push(this);
        return good();
      },
    });
    expect(receivers).toEqual([undefined]);
  });

  const reference = new ReferenceError('x is not defined');
  const own = Object.assign(new Error('vault'), { code: 'VAULT_DOWN' });
  const receiver = new TypeError("Failed to execute 'fetch' on 'Window': Illegal invocation");
  test.each([
    ['a mistake', reference],
    ['an error of its own', own],
    ['a TypeError that is no network failure', receiver],
    ['a file that is not there', Object.assign(new Error('x'), { code: 'ENOENT' })],
    ['a string', 'no'],
  ])('that throws %s is not tried again, and its error goes through untouched', async (_, thrown) => {
    let calls = 0;
    const error = await get({
      fetch: () => {
        calls += 1;
        throw thrown;
      },
    });
    expect(error).toBe(thrown);
    expect(calls).toBe(1);
  });

  const failed = (code?: string, message = 'fetch failed', cause = 'x'): TypeError =>
    new TypeError(message, { cause: Object.assign(new Error(cause), code && { code }) });
  test.each<[string, unknown, string | undefined, boolean]>([
    ['Node', failed('ECONNREFUSED'), 'ECONNREFUSED', true],
    ['Chromium', new TypeError('Failed to fetch'), undefined, true],
    ['Firefox', new TypeError('NetworkError when attempting to fetch resource.'), undefined, true],
    ['Safari', new TypeError('Load failed'), undefined, true],
    ['workerd', new TypeError('Network connection lost.'), undefined, true],
    ['Deno', new TypeError('error sending request for url (https://x.example/?key=a)'), undefined, true],
    ['Bun', Object.assign(new Error('Unable to connect.'), { code: 'ConnectionRefused' }), 'ConnectionRefused', true],
    ['a certificate', failed('CERT_HAS_EXPIRED'), 'CERT_HAS_EXPIRED', false],
    ['a certificate of its own', failed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'DEPTH_ZERO_SELF_SIGNED_CERT', false],
    ['a chain', failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', false],
    ['https spoken to http', failed('ERR_SSL_WRONG_VERSION_NUMBER'), 'ERR_SSL_WRONG_VERSION_NUMBER', false],
    ['a header that is never sent', failed('UND_ERR_INVALID_ARG'), 'UND_ERR_INVALID_ARG', false],
    ['a blocked port', failed(undefined, 'fetch failed', 'bad port'), 'bad port', false],
  ])('a network failure as %s says it', async (_, thrown, reason, retryable) => {
    const error = await get({ fetch: () => Promise.reject(thrown), retries: 0 });
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ retryable });
    expect((error as ConnectionError).reason).toBe(reason);
    expect((error as Error).message).toContain(reason === undefined ? 'after 1 attempt. ' : `(${reason})`);
    expect((error as Error).message).not.toContain('x.example');
  });

  test('without a body to stream is read whole, within the cap', async () => {
    const bare = (): Promise<Response> =>
      Promise.resolve(Object.defineProperty(Response.json({ id: '1' }), 'body', { value: undefined }));
    expect(await thingClient({ fetch: bare }).getThing({ id: '1' })).toEqual({ id: '1' });
    expect(await get({ fetch: bare, maxResponseBytes: 3 })).toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  });
});

describe('whatever hangs', () => {
  const hanging: Readonly<Record<string, ClientOptions>> = {
    'a middleware before': { middleware: [{ onRequest: never }] },
    'a middleware after': { middleware: [{ onResponse: never }] },
    'a token function': { token: never },
    'a token function, without limits': { token: never, rateLimit: false },
    'a fetch that does not heed its signal': { fetch: never, timeoutMs: 600_000 },
  };
  test.each(Object.keys(hanging))('a signal and a deadline end the call: %s', async (name) => {
    const time = new VirtualTime();
    time.install();
    try {
      const client = thingClient({ fetch: good, ...hanging[name] });
      const controller = new AbortController();
      const [late, stopped] = [
        thrownBy(() => client.getThing({ id: '1' }, { deadlineMs: 5_000 })),
        thrownBy(() => client.getThing({ id: '2' }, { signal: controller.signal })),
      ];
      await time.advance(5_001);
      expect(await late).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      controller.abort('stop');
      expect(await stopped).toBe('stop');
      await time.advance(1_000);
      expect(time.timers).toBe(0);
    } finally {
      time.uninstall();
    }
  });

  test('a token function costs its own call and nobody else', async () => {
    const time = new VirtualTime();
    time.install();
    try {
      let asked = 0;
      const client = thingClient({
        fetch: good,
        token: () => {
          asked += 1;
          if (asked === 1) return never();
          if (asked === 2) throw new Error('no token');
          return 'a';
        },
      });
      const controller = new AbortController();
      const first = thrownBy(() => client.getThing({ id: '1' }, { signal: controller.signal }));
      const second = thrownBy(() => client.getThing({ id: '2' }));
      await Promise.resolve();
      const third = client.getThing({ id: '3' });
      await time.advance(2_000);
      expect(await second).toEqual(new Error('no token'));
      expect(await third).toEqual({ id: '1' });
      expect(client.rateLimits()[0]).toMatchObject({ queued: 0, inFlight: 0 });
      controller.abort('stop');
      expect(await first).toBe('stop');
    } finally {
      time.uninstall();
    }
  });

  test('a token that was late comes back before those that have not been sent', async () => {
    const time = new VirtualTime();
    time.install();
    try {
      const sent: string[] = [];
      let asked = 0;
      const client = createClient<OpenTypes>(things, {
        fetch: async (request) => {
          sent.push(request.url.slice(-1));
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          return Response.json({ id: '1' });
        },
        token: async () => {
          asked += 1;
          if (asked === 1) await new Promise((resolve) => setTimeout(resolve, 1_500));
          return 'any';
        },
        rateLimit: { maxConcurrent: 1 },
      });
      const calls = Promise.all(['1', '2', '3', '4'].map((id) => client.getThing({ id })));
      await time.advance(10_000);
      await calls;
      expect(sent).toEqual(['2', '1', '3', '4']);
    } finally {
      time.uninstall();
    }
  });

  test('a token function that calls the client itself', async () => {
    const open = { ...things.operations['addThing']!, security: [] };
    const time = new VirtualTime();
    time.install();
    try {
      const client = createClient<OpenTypes>(
        { ...things, operations: { ...things.operations, addThing: open } },
        {
          fetch: async (request) =>
            Response.json(
              { id: request.headers.get('authorization') ?? 'login' },
              { status: request.body ? 201 : 200 },
            ),
          token: async (): Promise<string> => (await client.addThing({ body: {} })).id,
        },
      );
      const call = client.getThing({ id: '1' });
      await time.advance(3_000);
      expect(await call).toEqual({ id: 'Bearer login' });
    } finally {
      time.uninstall();
    }
  });
});

describe('a listener', () => {
  test.each([
    ['rejects', () => Promise.reject(new Error('x'))],
    [
      'throws',
      () => {
        throw new Error('x');
      },
    ],
  ])('that %s changes nothing', async (_, onEvent) => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    expect(await get({ fetch: good, onEvent })).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('a middleware', () => {
  class Counting {
    calls = 0;
    onRequest(): undefined {
      this.calls += 1;
    }
  }

  test('keeps its receiver', async () => {
    const middleware = new Counting();
    expect(await get({ fetch: good, middleware: [middleware] })).toBeUndefined();
    expect(middleware.calls).toBe(1);
  });

  test.each<[string, object, RegExp]>([
    ['an unknown hook', { onRequest: () => undefined, onError: () => undefined }, /no other `on…`/],
    ['no hook', {}, /`onRequest` or `onResponse`/],
    ['a hook that is no function', { onRequest: true }, /both functions/],
  ])('with %s is refused at the door', (_, middleware, words) => {
    expect(() => thingClient({ fetch: good, middleware: [middleware as Middleware] })).toThrow(words);
  });

  test.each<[string, object, RegExp]>([
    [
      'nonsense before',
      { onRequest: () => 'x' },
      /Expected `onRequest` of a middleware to return a Request, a Response, or/,
    ],
    [
      'nonsense after',
      { onResponse: () => ({ status: 200 }) },
      /Expected `onResponse` of a middleware to return a Response/,
    ],
  ])('that returns %s is refused in our words', async (_, middleware, words) => {
    const error = await get({ fetch: good, middleware: [middleware as Middleware] });
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toMatch(words);
  });

  test('that reads a body is told to read a clone, of an answer it may be read', async () => {
    const reading: Middleware = { onRequest: async ({ request }) => void (await request.text()) };
    const client = thingClient({ fetch: good, middleware: [reading] });
    expect(await thrownBy(() => client.addThing({ body: { a: 1 } }))).toBeInstanceOf(ConfigurationError);
    const seen: string[] = [];
    const after: Middleware = { onResponse: async ({ response }) => void seen.push(await response.text()) };
    expect(await thingClient({ fetch: good, middleware: [after] }).getThing({ id: '1' })).toEqual({ id: '1' });
    const failing = async (): Promise<Response> => Response.json({ trace_id: 't' }, { status: 404 });
    expect(await get({ fetch: failing, middleware: [after] })).toMatchObject({ status: 404, traceId: 't' });
    expect(seen).toEqual(['{"id":"1"}', '{"trace_id":"t"}']);
  });
});

describe('headers', () => {
  const sent = async (client: ClientOptions['headers'], call?: ClientOptions['headers']): Promise<string | null> => {
    let header: string | null = null;
    const fetch = (request: Request): Promise<Response> => {
      header = request.headers.get('x-note');
      return good();
    };
    await thingClient({ fetch, headers: client }).getThing({ id: '1' }, { headers: call });
    return header;
  };

  test.each<[string, ClientOptions['headers']]>([
    ['an object', { 'X-Note': 'a', 'x-other': undefined }],
    ['Headers', new Headers({ 'x-note': 'a' })],
    ['pairs', [['x-note', 'a']]],
    ['a Map', new Map([['x-note', 'a']])],
  ])('may be %s, for the client and for a call', async (_, headers) => {
    expect(await sent(headers)).toBe('a');
    expect(await sent({ 'x-note': 'b' }, headers)).toBe('a');
  });

  test.each([undefined, null])('of the client are taken away by %s', async (value) => {
    expect(await sent({ 'x-note': 'a' }, { 'X-Note': value })).toBeNull();
  });

  test.each([['text'], [[1]], [new Date()], [[['a b', 'c']]], [{ 'x-note': 'ä€' }]])('refuses %p', async (headers) => {
    const error = await thrownBy(() => sent(headers as never));
    expect(error).toBeInstanceOf(ConfigurationError);
  });
});

describe('options', () => {
  test('of a class are read', async () => {
    class Settings {
      get fetch() {
        return good;
      }
      get token() {
        return 'a';
      }
    }
    expect(await createHoodClient(new Settings()).getIntegration({ id: '1' })).toEqual({ id: '1' });
    const controller = new AbortController();
    controller.abort('stop');
    expect(await get({ fetch: good }, controller)).toBe('stop');
  });

  test.each([[new Map()], [new Date()], [[]], ['x']])('of a class that has none are refused: %p', async (options) => {
    expect(() => createHoodClient(options as never)).toThrow(/Expected the options of the client to be a plain object/);
    expect(await get({ fetch: good }, options as object)).toBeInstanceOf(ConfigurationError);
  });

  test('params of a class are refused, since what its class has would be lost', async () => {
    class Params {
      get id() {
        return '1';
      }
    }
    const client = thingClient({ fetch: good });
    expect(await thrownBy(() => client.getThing(new Params()))).toMatchObject({ code: 'INVALID_PARAMETER' });
  });
});

describe('a call with an Idempotency-Key', () => {
  const add = async (options: ClientOptions, headers?: Record<string, string>): Promise<(string | undefined)[]> => {
    await using server = await serve((_, response, count) =>
      response.writeHead(count === 1 ? 503 : 201, { 'content-type': 'application/json' }).end('{}'),
    );
    jest.spyOn(Math, 'random').mockReturnValue(0);
    await thrownBy(() => thingClient({ baseUrl: server.url, ...options }).addThing({ body: {} }, { headers }));
    jest.restoreAllMocks();
    return server.received.map((each) => each.headers['idempotency-key'] as string | undefined);
  };

  test('is repeated with the same key, and one without is not', async () => {
    expect(await add({}, { 'Idempotency-Key': 'k' })).toEqual(['k', 'k']);
    const middleware: Middleware = { onRequest: ({ request }) => void request.headers.set('idempotency-key', 'm') };
    expect(await add({ middleware: [middleware] })).toEqual(['m', 'm']);
    expect(await add({})).toEqual([undefined]);
  });
});

test('425 is called retryable and is retried', async () => {
  let calls = 0;
  const fetch = async (): Promise<Response> => {
    calls += 1;
    return calls === 1 ? Response.json({}, { status: 425, headers: { 'retry-after': '0' } }) : good();
  };
  jest.spyOn(Math, 'random').mockReturnValue(0);
  expect(await get({ fetch })).toBeUndefined();
  jest.restoreAllMocks();
  expect(calls).toBe(2);
  const early = async (): Promise<Response> => Response.json({}, { status: 425 });
  expect(await get({ fetch: early, retries: 0 })).toMatchObject({ status: 425, retryable: true });
});

describe('each', () => {
  const results = async (inputs: unknown): Promise<unknown[]> => {
    const seen: unknown[] = [];
    const client = thingClient({ fetch: good });
    const error = await thrownBy(async () => {
      for await (const { data } of client.each('getThing', inputs as never)) seen.push(data);
    });
    return [...seen, error];
  };
  const broken = new Error('no file');
  const thing = { id: '1' };

  test.each<[string, unknown, unknown[]]>([
    [
      'at once',
      {
        [Symbol.iterator]: () => ({
          next: () => {
            throw broken;
          },
        }),
      },
      [broken],
    ],
    ['at once, later', { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(broken) }) }, [broken]],
    [
      'after three inputs',
      (function* () {
        yield* [thing, thing, thing];
        throw broken;
      })(),
      [thing, thing, thing, broken],
    ],
    [
      'after three inputs, later',
      (async function* () {
        yield* [thing, thing, thing];
        throw broken;
      })(),
      [thing, thing, thing, broken],
    ],
  ])('yields what was sent, then throws what its source threw %s', async (_, inputs, expected) => {
    expect(await results(inputs)).toEqual(expected);
  });

  test('says of a source that is none what is wrong with it', async () => {
    const [error] = await results({ [Symbol.iterator]: () => ({ next: () => 1 }) });
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toContain('`next()` returned no object');
  });
});

describe('the answer beside the data', () => {
  test('has headers, attempts, and a body to read again', async () => {
    const fetch = async (): Promise<Response> => Response.json({ id: '1' }, { headers: { 'x-trace': 't' } });
    const answered = await thingClient({ fetch }).getThing({ id: '1' });
    expect(answered).toEqual({ id: '1' });
    const emulator = createEmulator();
    emulator.fail({ kind: 'status', status: 503, headers: { 'retry-after': '0' } }, { times: 1 });
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const hood = createHoodClient({ token: 'a', fetch: emulator.fetch });
    const { data, response, attempts } = await hood.getIntegration({ id: '1161' }).withResponse();
    jest.restoreAllMocks();
    expect(data.id).toBe('1161');
    expect(attempts).toBe(2);
    expect(response.headers.get('content-type')).toContain('json');
    expect(await response.json()).toEqual(data);
  });

  test('rejects as the call does, once', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const emulator = createEmulator();
    emulator.fail({ kind: 'status', status: 400 });
    const hood = createHoodClient({ token: 'a', fetch: emulator.fetch });
    const error = await thrownBy(() => hood.getIntegration({ id: '1161' }).withResponse());
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(error).toBeInstanceOf(ApiError);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

test('an error says nothing of a trace id that is not there, nor of what the command has not', async () => {
  const emulator = createEmulator();
  const hood = createHoodClient({ token: 'a', fetch: emulator.fetch, retries: 0 });
  for (const fault of [
    { kind: 'html' },
    { kind: 'reset' },
    { kind: 'empty' },
    { kind: 'status', status: 404 },
  ] as const) {
    emulator.reset();
    emulator.fail(fault);
    const error = await thrownBy(() => hood.getIntegration({ id: '1' }));
    expect(error).toBeInstanceOf(ClientError);
    expect((error as Error).message).not.toMatch(/error\.body|baseUrl/);
    if (fault.kind === 'html') expect((error as Error).message).not.toContain('trace id');
  }
});

describe('a path value', () => {
  const shop = createClient<OpenTypes>(things, { token: 'a', fetch: good });

  test('may hold a slash, encoded', async () => {
    const urls: string[] = [];
    const client = thingClient({
      fetch: ({ url }) => {
        urls.push(url);
        return good();
      },
    });
    for (const id of ['a/b', 'a%2Fb', 'a\\b', 'a.b/..c']) await client.getThing({ id });
    expect(urls.map((url) => new URL(url).pathname)).toEqual([
      '/things/a%2Fb',
      '/things/a%252Fb',
      '/things/a%5Cb',
      '/things/a.b%2F..c',
    ]);
  });

  test('never leads elsewhere, whether a server decodes it once or twice', async () => {
    const part = fc.constantFrom(
      '.',
      '..',
      '',
      'a',
      '/',
      '\\',
      '%2e',
      '%2F',
      '%5c',
      '%252e',
      '%25',
      '%252F',
      '%',
      '%2',
    );
    const value = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    let pathname = '';
    const client = thingClient({
      rateLimit: false,
      fetch: ({ url }) => {
        pathname = new URL(url).pathname;
        return good();
      },
    });
    await fc.assert(
      fc.asyncProperty(value, async (id) => {
        pathname = '';
        const error = await thrownBy(() => client.getThing({ id }));
        if (error) return expect(error).toMatchObject({ code: 'INVALID_PARAMETER' });
        for (let times = 0, seen = pathname; times < 3; times += 1) {
          const parts = seen.replaceAll('\\', '/').split('/');
          expect(parts.slice(0, 2)).toEqual(['', 'things']);
          for (const each of parts.slice(2)) expect(each).not.toMatch(/^\.{0,2}$/);
          seen = seen.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is no integer that was rounded', async () => {
    expect(await thrownBy(() => shop.getThing({ id: Number('9007199254740993') }))).toMatchObject({
      code: 'INVALID_PARAMETER',
    });
    expect(await shop.getThing({ id: 9007199254740993n })).toEqual({ id: '1' });
  });
});

describe('a body', () => {
  const sending = (contentType: string, method: 'GET' | 'POST' = 'POST') => {
    const add = { ...things.operations['addThing']!, method, body: { required: false, contentType } };
    const sent: { form?: FormData } = {};
    const client = createClient<OpenTypes>(
      { ...things, operations: { add } },
      {
        token: 'a',
        retries: 0,
        fetch: async (request) => {
          sent.form = await request.formData();
          return new Response(null, { status: 204 });
        },
      },
    ) as unknown as { add(params: object): Promise<unknown> };
    return { client, sent };
  };

  test('of a form sends bytes as bytes', async () => {
    const { client, sent } = sending('multipart/form-data');
    const bytes = new Uint8Array([0, 255, 13, 10]);
    const body = {
      a: bytes,
      b: bytes.buffer,
      c: Buffer.from(bytes),
      d: new File([bytes], 'x.bin'),
      e: [bytes, 'text'],
    };
    await client.add({ body });
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const [part] = sent.form!.getAll(name);
      expect(new Uint8Array(await (part as File).arrayBuffer())).toEqual(bytes);
    }
    expect(sent.form!.getAll('e')[1]).toBe('text');
  });

  test('that cannot be sent is refused in our words', async () => {
    const text = new ReadableStream({
      start(controller) {
        controller.enqueue('text');
        controller.close();
      },
    });
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    for (const [contentType, body, method] of [
      ['application/octet-stream', text, 'POST'],
      ['application/json', deep, 'POST'],
      ['application/json', {}, 'GET'],
    ] as const) {
      const error = await thrownBy(() => sending(contentType, method).client.add({ body }));
      expect(error).toMatchObject({ name: 'ConfigurationError', code: 'INVALID_PARAMETER' });
    }
    expect(redact('Integration', { settings: deep } as never)).toBe('[redacted]');
  });
});

test('instanceof narrows to the class', () => {
  const read = (error: unknown): unknown => {
    if (error instanceof ApiError) expectTypeOf(error).toExtend<ApiError>();
    return error instanceof ConnectionError ? error.reason : undefined;
  };
  expect(read(new Error('x'))).toBeUndefined();
});
