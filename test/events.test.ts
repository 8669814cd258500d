import { channel } from 'node:diagnostics_channel';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import { validators } from '#generated/validators.js';
import { type ClientEvent, createHoodClient, logTo, publishTo } from '../src/index.ts';
import { createEmulator } from '../src/testing/index.ts';

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

test('a call tells its whole story', async () => {
  const emulator = createEmulator();
  emulator.fail({ kind: 'status', status: 429, headers: { 'retry-after': '0' } }, { times: 1 });
  const events: ClientEvent[] = [];
  const hood = createHoodClient({ token: 'any', fetch: emulator.fetch, onEvent: (event) => events.push(event) });
  await hood.getIntegration({ id: '1' });
  expect(events.map(({ type, attempt }) => [type, attempt])).toEqual([
    ['queued', 0],
    ['sent', 1],
    ['answered', 1],
    ['paused', 1],
    ['retrying', 1],
    ['queued', 1],
    ['resumed', 1],
    ['sent', 2],
    ['answered', 2],
  ]);
  expect(new Set(events.map(({ operation, call }) => `${operation} ${call}`))).toEqual(new Set(['getIntegration 1']));
  expect(events[3]).toMatchObject({ class: 'C', reason: 'refused', ms: 1_000 });
  expect(events[4]).toMatchObject({ status: 429, delayMs: 0 });
});

test('a failure says its code, status and trace id; an abort that it was one', async () => {
  const emulator = createEmulator();
  emulator.fail({ kind: 'status', status: 500 });
  const failures: ClientEvent[] = [];
  const hood = createHoodClient({
    token: 'any',
    fetch: emulator.fetch,
    retries: 0,
    onEvent: (event) => event.type === 'failed' && failures.push(event),
  });
  await hood.getIntegration({ id: '1' }).catch(() => undefined);
  const controller = new AbortController();
  const call = hood.getIntegration({ id: '1' }, { signal: controller.signal });
  controller.abort();
  await call.catch(() => undefined);
  expect(failures).toEqual([
    {
      type: 'failed',
      operation: 'getIntegration',
      method: 'GET',
      path: '/v1/hood/integrations/{id}',
      origin: 'https://api.ocamba.com',
      call: 1,
      attempt: 1,
      code: 'API_ERROR',
      status: 500,
      traceId: examples.getIntegration['500'].trace_id,
    },
    expect.objectContaining({ type: 'failed', call: 2, attempt: 0, code: 'ABORTED' }),
  ]);
});

test('a listener that throws changes nothing', async () => {
  const hood = createHoodClient({
    token: 'any',
    fetch: createEmulator().fetch,
    onEvent: () => {
      throw new Error('listener');
    },
  });
  await expect(hood.getIntegration({ id: '1' })).resolves.toMatchObject({ id: '1' });
});

test('a channel gets every event while someone subscribes', async () => {
  const events = channel('test-hood');
  const hood = createHoodClient({ token: 'any', fetch: createEmulator().fetch, onEvent: publishTo(events) });
  const seen: string[] = [];
  const subscriber = (message: unknown): void => void seen.push((message as ClientEvent).type);
  await hood.getIntegration({ id: '1' });
  events.subscribe(subscriber);
  await hood.getIntegration({ id: '1' });
  events.unsubscribe(subscriber);
  await hood.getIntegration({ id: '1' });
  expect(seen).toEqual(['queued', 'sent', 'answered']);
});

test('a logger gets one line an event, by its weight', async () => {
  const lines: string[] = [];
  const logger = {
    debug: (line: string) => lines.push(`debug ${line}`),
    warn: (line: string) => lines.push(`warn ${line}`),
    error: (line: string) => lines.push(`error ${line}`),
  };
  const emulator = createEmulator();
  emulator.fail({ kind: 'status', status: 503 });
  const hood = createHoodClient({ token: 'any', fetch: emulator.fetch, retries: 1, onEvent: logTo(logger) });
  await hood.getIntegration({ id: '1' }).catch(() => undefined);
  expect(lines.map((line) => line.replace(/\d+ ms/g, 'N ms'))).toEqual([
    'debug getIntegration #1: queued behind 0',
    'debug getIntegration #1: attempt 1 sent after N ms in the queue',
    'debug getIntegration #1: attempt 1 answered 503 in N ms',
    'warn getIntegration #1: attempt 1 failed (503), another in N ms',
    'debug getIntegration #1: queued behind 0',
    'debug getIntegration #1: attempt 2 sent after N ms in the queue',
    'debug getIntegration #1: attempt 2 answered 503 in N ms',
    expect.stringMatching(/^error getIntegration #1: failed after 2 attempts \(API_ERROR, 503, [\w-]+\)$/),
  ]);
});

test('what changes for all of a class is a warning, but that it goes on', () => {
  const warn = jest.fn();
  const log = logTo({ debug: () => undefined, warn, error: () => undefined });
  const call = { operation: 'a', method: 'GET', path: '/', origin: 'https://a.example', call: 1, attempt: 1 } as const;
  log({ ...call, type: 'paused', class: 'C', ms: 9.6, reason: 'exhausted' });
  log({ ...call, type: 'resumed', class: 'C' });
  log({ ...call, type: 'refused', class: 'C', ms: 9 });
  log({ ...call, type: 'degraded', class: 'C', code: 'TIMEOUT' });
  log({ ...call, type: 'recovered', class: 'C', from: 'degraded' });
  log({ ...call, type: 'recovered', class: 'C', from: 'refused' });
  log({ ...call, type: 'invalid', of: 'answer', issues: [{ pointer: '', rule: 'type' }] });
  expect(warn.mock.calls.map(([line]) => line)).toEqual([
    'a #1: class C paused for 10 ms (exhausted)',
    'a #1: class C refused by the server for another 9 ms: all that wait fail',
    "a #1: class C keeps this process's part of the limits: the shared counter does not answer (TIMEOUT)",
    'a #1: class C counted together again',
    'a #1: class C answered again',
    'a #1: answer not as the contract has it: / type',
  ]);
});

test('the library itself prints nothing', async () => {
  const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) => jest.spyOn(console, method));
  const emulator = createEmulator();
  emulator.fail({ kind: 'reset' }, { times: 1 });
  await createHoodClient({ token: 'any', fetch: emulator.fetch }).getIntegration({ id: '1' });
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
});

const wrong = {
  ...examples.getIntegration['200'],
  name: 7,
  provider: { ...examples.getIntegration['200'].provider, logo: undefined },
};
const answering = async (): Promise<Response> => Response.json(wrong);

test('an answer that is not as the contract has it is an error, when asked for, without its values', async () => {
  const hood = createHoodClient({ token: 'any', fetch: answering, validate: validators });
  await expect(hood.getIntegration({ id: '1' })).rejects.toMatchObject({
    name: 'ValidationError',
    code: 'VALIDATION_FAILED',
    issues: [
      { pointer: '/name', rule: 'type: string' },
      { pointer: '/provider/logo', rule: 'required' },
    ],
  });
  await expect(hood.getIntegration({ id: '1' })).rejects.toThrow('/name (type: string), /provider/logo (required)');
});

test('or an event, and the answer', async () => {
  const events: ClientEvent[] = [];
  const hood = createHoodClient({
    token: 'any',
    fetch: answering,
    validate: validators,
    onInvalid: 'event',
    onEvent: (event) => event.type === 'invalid' && events.push(event),
  });
  await expect(hood.getIntegration({ id: '1' })).resolves.toMatchObject({ name: 7 });
  expect(events).toHaveLength(1);
});

test('a selected answer is judged by its fields only', async () => {
  const hood = createHoodClient({ token: 'any', fetch: createEmulator().fetch, validate: validators });
  await expect(hood.getIntegration({ id: '1', fields: ['id', 'status'] })).resolves.toEqual({
    id: '1',
    status: 'active',
  });
  const missing = createHoodClient({
    token: 'any',
    fetch: async () => Response.json({ id: '1' }),
    validate: validators,
  });
  await expect(missing.getIntegration({ id: '1', fields: ['id', 'status'] })).rejects.toMatchObject({
    issues: [{ pointer: '/status', rule: 'required' }],
  });
});
