import { getEventListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { createClient } from '../src/client/client.ts';
import type { Contract, Operation, ParameterStyle } from '../src/contract.ts';
import { ApiError, ClientError } from '../src/index.ts';
import type { ClientOptions } from '../src/options/client-options.ts';
import { json, type Received, serve } from './support/serve.ts';
import { thingClient } from './support/things.ts';

// Bugs that users of other clients reported, by the place of the report, replayed on this one. Two are replayed where they
// belong: that of undici 8 (openai/openai-node#1886) in the consumer `a proxy`, that of Chromium in the consumer for it.

type Calls = Record<string, (params?: object, call?: object) => Promise<unknown>>;
const good = async (): Promise<Response> => Response.json({ id: '1' });
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const parameter = (name: string, where: 'path' | 'query' | 'header', style: ParameterStyle, explode = false) =>
  ({ name, in: where, required: where === 'path', style, explode }) as const;
const form = new FormData();
form.append('file', 'x');
const JSON_BODY = { required: true, contentType: 'application/json' };
function clientOf(operation: Partial<Operation>, options: ClientOptions): Calls {
  const responses = { '200': { contentType: 'application/json' }, default: { contentType: 'application/json' } };
  const contract: Contract = {
    ...{ info: { title: 'Reports', version: '1' }, servers: ['https://reports.example'], securitySchemes: {} },
    ...{ rateLimits: {}, sensitive: {} },
    operations: { call: { method: 'GET', path: '/call', parameters: [], responses, ...operation } },
  };
  return createClient(contract, options) as unknown as Calls;
}

/** What arrives at a real server of one call. */
async function arrived(operation: Partial<Operation>, params: object, call: object = {}): Promise<Received> {
  await using server = await serve((_, response) => json(response, 200, {}));
  await clientOf(operation, { baseUrl: server.url, headers: { 'x-default': 'mine' } })['call']!(params, call);
  return server.received[0]!;
}

describe('time and signals', () => {
  test('openai/openai-node#1825, stripe/stripe-node#2814: a time limit covers the body', async () => {
    await using server = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"id":'),
    );
    const error = await failure(thingClient({ baseUrl: server.url, timeoutMs: 50, retries: 0 }).getThing({ id: '1' }));
    expect(error).toMatchObject({ code: 'ATTEMPT_TIMEOUT' });
  });

  test('nodejs/undici#3157, nodejs/node#52635: no listener stays on a signal that is used again', async () => {
    const { signal } = new AbortController();
    const client = thingClient({ fetch: good });
    for (let call = 0; call < 30; call += 1) await client.getThing({ id: '1' }, { signal });
    await Promise.all(Array.from({ length: 30 }, () => client.getThing({ id: '1' }, { signal })));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test.each(['text', null, new Error('x')])(
    'adobe/fetch#238: an abort with %s in flight rejects with it',
    async (reason) => {
      const controller = new AbortController();
      const client = thingClient({ fetch: () => new Promise(() => controller.abort(reason)) });
      const error = await failure(client.getThing({ id: '1' }, { signal: controller.signal }));
      controller.abort('again');
      expect(error).toBe(reason);
    },
  );

  test('ava/use-http#372: the pause before a retry can be aborted', async () => {
    const controller = new AbortController();
    const client = thingClient({
      fetch: async () => new Response(null, { status: 503, headers: { 'retry-after': '30' } }),
      onEvent: ({ type }) => type === 'retrying' && controller.abort('enough'),
    });
    expect(await failure(client.getThing({ id: '1' }, { signal: controller.signal }))).toBe('enough');
  });

  test('SGrondin/bottleneck#152: a `fetch` that never settles keeps no slot', async () => {
    let calls = 0;
    const fetch = (): Promise<Response> => {
      calls += 1;
      return calls === 1 ? new Promise(() => undefined) : good();
    };
    const client = thingClient({ fetch, retries: 0, rateLimit: { maxConcurrent: 1 } });
    expect(await failure(client.getThing({ id: '1' }, { timeoutMs: 20 }))).toMatchObject({ code: 'ATTEMPT_TIMEOUT' });
    expect(await client.getThing({ id: '2' })).toEqual({ id: '1' });
  });

  test('octokit/plugin-throttling.js#599: a date to retry after is read by the clock of its server', async () => {
    const hour = 3_600_000;
    const fetch = async (): Promise<Response> => {
      const server = Date.now() + hour;
      const [date, retryAfter] = [server, server + 5_000].map((time) => new Date(time).toUTCString());
      return new Response(null, { status: 400, headers: { date: date!, 'retry-after': retryAfter! } });
    };
    expect(await failure(thingClient({ fetch }).getThing({ id: '1' }))).toMatchObject({ retryAfterMs: 5_000 });
  });
});

describe('functions', () => {
  test('makenotion/notion-sdk-js#681, replicate/replicate-javascript#90: a `fetch` that takes no receiver', async () => {
    function native(this: unknown): Promise<Response> {
      if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
      return good();
    }
    expect(await thingClient({ fetch: native }).getThing({ id: '1' })).toEqual({ id: '1' });
  });

  test('openapi-ts/openapi-typescript#2242: a `fetch` that is patched after the client was made', async () => {
    const client = thingClient({});
    const { fetch } = globalThis;
    globalThis.fetch = good;
    try {
      expect(await client.getThing({ id: '1' })).toEqual({ id: '1' });
    } finally {
      globalThis.fetch = fetch;
    }
  });
});

describe('what is sent', () => {
  test('orval-labs/orval#2375: an instance of Headers', async () => {
    const { headers } = await arrived({}, {}, { headers: new Headers({ 'x-note': 'a' }) });
    expect(headers).toMatchObject({ 'x-note': 'a', 'x-default': 'mine' });
  });

  test('ferdikoomen/openapi-typescript-codegen#760: no header `undefined`', async () => {
    const { headers } = await arrived(
      { parameters: [parameter('X-Note', 'header', 'simple')] },
      { 'X-Note': undefined },
    );
    expect(headers).not.toHaveProperty('x-note');
  });

  test('openapi-ts/openapi-typescript#1298: a default header is taken away', async () => {
    expect((await arrived({}, {}, { headers: { 'x-default': null } })).headers).not.toHaveProperty('x-default');
  });

  test('openapi-ts/openapi-typescript#1935, #1403: empty arrays leave nothing behind', async () => {
    const parameters = ['a', 'b', 'c'].map((name) => parameter(name, 'query', 'form', name === 'b'));
    expect((await arrived({ parameters }, { a: [], b: [], c: [] })).url).toBe('/call');
    expect((await arrived({ parameters }, { a: [], b: ['1', '2'], c: [] })).url).toBe('/call?b=1&b=2');
  });

  test('openapi-ts/openapi-typescript#1331: arrays and objects as the contract says', async () => {
    const parameters = [
      parameter('joined', 'query', 'form'),
      parameter('br[]', 'query', 'form', true),
      parameter('deep', 'query', 'deepObject', true),
    ];
    const { url } = await arrived({ parameters }, { joined: [1, 2], 'br[]': [3, 4], deep: { a: 5 } });
    expect([...new URL(url, 'http://x').searchParams]).toEqual([
      ['joined', '1,2'],
      ['br[]', '3'],
      ['br[]', '4'],
      ['deep[a]', '5'],
    ]);
  });

  test.each(['a b', 'ä😀', '100%', 'a+b', 'a?b', 'a#b', 'a/b', 'a&b=c', 'a;b'])(
    'orval-labs/orval#679, openapi-typescript-codegen#938: %s in a path arrives as it is',
    async (id) => {
      const { url } = await arrived({ path: '/call/{id}', parameters: [parameter('id', 'path', 'simple')] }, { id });
      expect(decodeURIComponent(url.slice('/call/'.length))).toBe(id);
    },
  );

  test('algorand/js-algorand-sdk#130: no integer that was rounded is sent', async () => {
    const operation = { path: '/call/{id}', parameters: [parameter('id', 'path', 'simple')] };
    expect(await failure(arrived(operation, { id: 2 ** 53 + 2 }))).toMatchObject({ code: 'INVALID_PARAMETER' });
    expect((await arrived(operation, { id: '9007199254740993' })).url).toBe('/call/9007199254740993');
  });

  test.each<[string, object | FormData]>([
    ['an object', { file: new File(['x'], 'a.txt'), note: 'ä', data: { a: 1 }, list: ['1', '2'] }],
    ['a FormData', form],
  ])('openapi-ts/openapi-typescript#1191, #1548: a form of %s has its boundary', async (_, body) => {
    const content = { required: true, contentType: 'multipart/form-data' };
    const { headers, body: text } = await arrived({ method: 'POST', body: content }, { body });
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type']!)![1]!;
    expect(text.split(`--${boundary}`)).toHaveLength(body instanceof FormData ? 3 : 7);
  });

  test.each([
    ['a Buffer', Buffer.from('bytes')],
    ['a Uint8Array', new TextEncoder().encode('bytes')],
    ['an ArrayBuffer', new TextEncoder().encode('bytes').buffer],
  ])('slackapi/node-slack-sdk#307: %s in a form is sent as bytes', async (_, file) => {
    const content = { required: true, contentType: 'multipart/form-data' };
    expect((await arrived({ method: 'POST', body: content }, { body: { file } })).body).toContain('\r\n\r\nbytes\r\n');
  });

  test.each(['', '/', '/base', '/base/', '//base', '/base//', '/a%20b/'])(
    'sindresorhus/ky#70, #291: the base URL ending in %j is joined by one slash',
    async (path) => {
      await using server = await serve((_, response) => json(response, 200, {}));
      await clientOf({}, { baseUrl: server.url + path })['call']!();
      expect(server.received[0]!.url).toBe(`${path.replace(/\/+$/, '')}/call`);
    },
  );

  test('PagerDuty/pdjs#351, vercel/ai#9256: no header of our own, for which a browser would ask first', async () => {
    const { headers } = await arrived({ method: 'POST', body: JSON_BODY }, { body: {} });
    const platform = [
      'host',
      'connection',
      'accept',
      'accept-encoding',
      'accept-language',
      'content-length',
      'content-type',
    ];
    const named = Object.keys(headers).filter((name) => !platform.includes(name) && !name.startsWith('sec-'));
    expect(named.sort()).toEqual(['user-agent', 'x-default']);
    expect(headers['user-agent']).toBe('node');
  });
});

describe('what comes back', () => {
  test('openapi-typescript-codegen#1208, nuxt/framework#4710: application/problem+json is JSON', async () => {
    const type = { 'content-type': 'application/problem+json; charset=utf-8' };
    const fetch = async (): Promise<Response> => new Response('{"title":"No"}', { status: 422, headers: type });
    expect(await failure(thingClient({ fetch }).getThing({ id: '1' }))).toMatchObject({ body: { title: 'No' } });
  });

  test.each(['text/html', 'text/plain', 'text/csv', 'image/png', 'application/json'])(
    'openapi-ts/openapi-typescript#1883: a success of %s that is no JSON is an error of ours',
    async (type) => {
      const fetch = async (): Promise<Response> => new Response('<p>', { headers: { 'content-type': type } });
      expect(await failure(thingClient({ fetch }).getThing({ id: '1' }))).toBeInstanceOf(ClientError);
    },
  );

  test.each<[string, unknown]>([
    ['nothing here', 'nothing here'],
    ['<p>', '<p>'],
    ['"no"', 'no'],
    ['', {}],
  ])('fabien0102/openapi-codegen#343: an error whose body is %j keeps it', async (text, body) => {
    const fetch = async (): Promise<Response> => new Response(text, { status: 404 });
    const error = await failure(thingClient({ fetch }).getThing({ id: '1' }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, body });
  });

  test('facebook/react-native#27741: an answer without a stream for its body is read', async () => {
    const fetch = async (): Promise<Response> => Object.defineProperty(await good(), 'body', { value: undefined });
    expect(await thingClient({ fetch }).getThing({ id: '1' })).toEqual({ id: '1' });
  });
});
