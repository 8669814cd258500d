import { spawnSync } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import { validators } from '#generated/validators.js';
import { createClient } from '../src/client/client.ts';
import type { Contract, ContractTypes, Credential } from '../src/contract.ts';
import { ClientError, checkSettings, createHoodClient, type HoodClientOptions, logTo, redact } from '../src/index.ts';
import { createEmulator, type Fault } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';
import { hood } from './cli/support.ts';
import { serve } from './support/serve.ts';

// A random token and random credentials, driven through every way to fail: whatever a caller can print is searched for
// them. The id is the user's own value, and is searched for in messages.
const random = (): string =>
  Array.from({ length: 24 }, () => 'abcdefghijkmnpqrstuvwxyz'[Math.floor(Math.random() * 24)]).join('');
const token = `tok${random()}`;
const secret = `sec${random()}`;
const id = '918273645546372819';
const integration = {
  ...examples.getIntegration['200'],
  id,
  settings: { account_sid: secret, nested: { deep: [secret] } },
};

/** Everything that printing, serializing or looking into a value can show. */
function everything(value: unknown): string {
  const seen = new Set<unknown>();
  const parts: string[] = [];
  const walk = (part: unknown): void => {
    if (typeof part === 'string') parts.push(part);
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null || seen.has(part)) return;
    seen.add(part);
    for (const key of Reflect.ownKeys(part)) {
      parts.push(String(key));
      const property = Object.getOwnPropertyDescriptor(part, key);
      walk(property && 'value' in property ? property.value : undefined);
    }
  };
  walk(value);
  parts.push(inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true }), String(value));
  parts.push(
    JSON.stringify(value) ?? '',
    value instanceof Error ? `${value.stack} ${value.message} ${inspect(value.cause)}` : '',
  );
  return parts.join('\n');
}

const leaks = (value: unknown): string[] => {
  const text = everything(value);
  return [token, secret, btoa(`me:${token}`)].filter((canary) => text.includes(canary));
};

const FAULTS: readonly Fault[] = [
  ...[400, 401, 403, 404, 408, 409, 418, 422, 429, 500, 501, 502, 503, 504].map(
    (status): Fault => ({ kind: 'status', status }),
  ),
  { kind: 'status', status: 500, body: { title: 'x', trace_id: 'y' } },
  { kind: 'html' },
  { kind: 'empty' },
  { kind: 'text', text: `{"settings":{"auth_token":"${secret}"}` },
  { kind: 'text', text: secret },
  { kind: 'text', text: `["${secret}"]` },
  { kind: 'text', text: 'null' },
  { kind: 'truncated', framing: 'length' },
  { kind: 'truncated', framing: 'chunked' },
  { kind: 'truncated', framing: 'whole' },
  { kind: 'reset' },
  { kind: 'close' },
  { kind: 'redirect', location: 'https://elsewhere.example/' },
  { kind: 'oversized', bytes: 200_000 },
  { kind: 'hang', at: 'headers' },
  { kind: 'hang', at: 'body' },
];

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

describe.each(['in memory', 'over a socket'] as const)('%s', (where) => {
  test.each(FAULTS.map((fault) => [JSON.stringify(fault).replaceAll(secret, '…'), fault] as const))(
    'nothing of a secret is in the error, the events or the log: %s',
    async (_, fault) => {
      const emulator = createEmulator({ data: { Integration: [integration as never] } });
      emulator.fail(fault);
      await using server = where === 'in memory' ? undefined : await listen(emulator, { port: 0 });
      const told: unknown[] = [];
      const line = (text: string): void => void told.push(text);
      const log = logTo({ debug: line, warn: line, error: line });
      const options: HoodClientOptions = server
        ? { baseUrl: server.url }
        : { fetch: (request, init) => emulator.fetch(request, init) };
      const hood = createHoodClient({
        ...options,
        token,
        timeoutMs: 80,
        retries: 1,
        deadlineMs: 400,
        maxResponseBytes: 100_000,
        validate: validators,
        onEvent: (event) => {
          told.push(event);
          log(event);
        },
      });
      const error: unknown = await hood.getIntegration({ id }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(ClientError);
      expect(leaks(error)).toEqual([]);
      expect((error as Error).message).not.toContain(id);
      expect(told.length).toBeGreaterThan(0);
      expect(leaks(told)).toEqual([]);
      expect(leaks(hood)).toEqual([]);
      expect(leaks(emulator.requests.map(({ headers }) => headers))).toEqual([]);
    },
  );
});

/** One operation that takes a credential in every place. */
const places: Contract = {
  info: { title: 'Places', version: '1' },
  servers: ['https://places.example'],
  securitySchemes: {
    login: { type: 'http', scheme: 'basic' },
    sid: { type: 'apiKey', in: 'cookie', name: 'sid' },
    key: { type: 'apiKey', in: 'query', name: 'key' },
  },
  rateLimits: {},
  sensitive: {},
  operations: {
    go: {
      method: 'POST',
      path: '/go',
      parameters: [],
      body: { required: true, contentType: 'application/json' },
      responses: { '200': { contentType: 'application/json', type: 'object' } },
      security: [['login', 'sid', 'key']],
    },
  },
};
interface PlacesTypes extends ContractTypes {
  methods: { go(params: { body: object }): Promise<unknown> };
}

/** What a `fetch` can throw that shows the request, and what a server can answer that repeats it. */
const ECHOES: Readonly<Record<string, (request: Request) => Promise<Response>>> = {
  'an error with the URL': async ({ url }) => Promise.reject(new TypeError(`fetch failed: ${url}`)),
  'an error with the request': async (request) =>
    Promise.reject(Object.assign(new Error('failed'), { code: 'ECONNRESET', request })),
  'an error with the headers': async ({ headers }) =>
    Promise.reject(new TypeError('failed', { cause: { code: 'ECONNRESET', headers: [...headers] } })),
  'a redirect to the same URL': async ({ url }) => new Response(null, { status: 302, headers: { location: url } }),
  'a status and the URL': async ({ url }) => Response.json({ url }, { status: 401, statusText: 'No' }),
  'broken JSON of the headers': async ({ headers }) => new Response(JSON.stringify([...headers]).slice(0, -1)),
  'no Response': async ({ url, headers }) => ({ url, headers }) as never,
};

describe.each(['values', 'functions'])('credentials of all places, given as %s', (kind) => {
  const given = <Value>(value: Value): Credential<Value> => (kind === 'values' ? value : async () => value);
  const credentials = { login: given({ username: 'me', password: token }), sid: given(secret), key: given(secret) };

  test.each(Object.keys(ECHOES))('are not in the error, the events or the log: %s', async (name) => {
    let arrived = '';
    const told: unknown[] = [];
    const line = (text: string): void => void told.push(text);
    const log = logTo({ debug: line, warn: line, error: line });
    const client = createClient<PlacesTypes>(places, {
      credentials,
      fetch: (request) => {
        arrived = everything([request.url, [...request.headers]]);
        return ECHOES[name]!(request);
      },
      onEvent: (event) => {
        told.push(event);
        log(event);
      },
    });
    const error: unknown = await client.go({ body: {} }).catch((reason: unknown) => reason);
    // All three were sent.
    expect(arrived).toContain(`Basic ${btoa(`me:${token}`)}`);
    expect(arrived).toContain(`?key=${secret}`);
    expect(arrived).toContain(`sid=${secret}`);
    expect(error).toBeInstanceOf(ClientError);
    // The body of an API's error is the server's own, and is not printed.
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toContain(secret);
    if (!(error instanceof Error && 'body' in error)) expect(leaks(error)).toEqual([]);
    expect(told.length).toBeGreaterThan(1);
    expect(leaks(told)).toEqual([]);
    expect(leaks(client)).toEqual([]);
  });

  test.each([
    ['a reset', (socket: Socket) => socket.resetAndDestroy()],
    ['something that is no HTTP', (socket: Socket) => socket.end('220 mail.example ESMTP\r\n')],
  ])('are not in what the platform says of %s', async (_, answer) => {
    await using server = await serve(({ url }, response) => {
      if (url.includes(secret)) answer(response.socket!);
    });
    const client = createClient<PlacesTypes>(places, { baseUrl: server.url, credentials });
    const error: unknown = await client.go({ body: {} }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED' });
    expect(leaks(error)).toEqual([]);
  });
});

test.each([
  [
    'a password with a line end',
    () => createClient(places, { credentials: { login: { username: 'a', password: `${token}\n` } } }),
  ],
  [
    'a user name with a colon',
    () => createClient(places, { credentials: { login: { username: `${token}:`, password: secret } } }),
  ],
  ['a cookie of two', () => createClient(places, { credentials: { sid: `${secret}; a=b` } })],
  ['a key of two lines', () => createClient(places, { credentials: { key: `${secret}\n` } })],
  ['a name that there is no scheme for', () => createClient(places, { credentials: { [token]: secret } })],
  ['one of three', () => createClient(places, { credentials: { key: secret }, token })],
  ['a token of two lines', () => createHoodClient({ token: `${token}\n${secret}` })],
  ['a base URL with a password', () => createHoodClient({ token: 'x', baseUrl: `https://u:${secret}@api.example` })],
  ['a header of two lines', () => createHoodClient({ token: 'x', headers: { 'x-note': `${secret}\n` } })],
  ['a header that is reserved', () => createHoodClient({ token: 'x', headers: { authorization: `Bearer ${token}` } })],
  ['an option that there is none of', () => createHoodClient({ token: 'x', tokne: token } as never)],
])('nothing is in the refusal of %s', (_, make) => {
  let error: unknown;
  try {
    make();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ClientError);
  expect(leaks(error)).toEqual([]);
});

test.each<Fault>([
  { kind: 'status', status: 500 },
  { kind: 'text', text: `{"settings":{"auth_token":"${secret}"}` },
  { kind: 'truncated', framing: 'length' },
  { kind: 'hang', at: 'body' },
])('nothing is in what Node prints of an error that nobody caught', (fault) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', '@oxc-node/core/register', fileURLToPath(new URL('support/uncaught.ts', import.meta.url))],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        OCAMBA_TOKEN: token,
        TEST_ID: id,
        TEST_INTEGRATION: JSON.stringify(integration),
        TEST_FAULT: JSON.stringify(fault),
      },
    },
  );
  expect(status).toBe(1);
  expect(stderr).toContain('getIntegration');
  expect(stderr).not.toContain(id);
  expect(leaks(stderr)).toEqual([]);
});

test('nothing is in what the command line prints of a failure, at its most talkative', async () => {
  const emulator = createEmulator({ data: { Integration: [integration as never] } });
  await using server = await listen(emulator);
  const env = { OCAMBA_TOKEN: token, OCAMBA_BASE_URL: server.url };
  for (const fault of FAULTS.filter(({ kind }) => kind !== 'hang')) {
    emulator.reset();
    emulator.fail(fault);
    const { code, out, err } = await hood(['get-integration', id, '--verbose', '--retries', '0'], { env });
    expect([code === 0, out, leaks(err)]).toEqual([fault.kind === 'oversized', expect.any(String), []]);
    expect(leaks(out)).toEqual([]);
  }
}, 120_000);

test('nothing is in what is masked or found of an integration', () => {
  expect(leaks(redact('Integration', integration))).toEqual([]);
  expect(leaks(checkSettings(integration as never))).toEqual([]);
});

test.each([
  ['a message', () => new Error(`failed with ${token}`)],
  ['a hidden property', () => Object.defineProperty(new Error('x'), 'request', { value: { headers: [['a', token]] } })],
  ['a cause', () => new Error('x', { cause: new Error(secret) })],
  ['a key', () => ({ [secret]: 1 })],
  ['a symbol', () => ({ [Symbol(secret)]: 1 })],
])('the search finds a planted leak: %s', (_, plant) => {
  expect(leaks(plant())).toHaveLength(1);
});
