import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import { validators } from '#generated/validators.js';
import { ClientError, checkSettings, createHoodClient, type HoodClientOptions, logTo, redact } from '../src/index.ts';
import { createEmulator, type Fault } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';
import { hood } from './cli/support.ts';

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

const leaks = (value: unknown): string[] => [token, secret].filter((canary) => everything(value).includes(canary));

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

test.each([
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
}, 60_000);

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
