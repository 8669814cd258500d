import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ApiError, ConnectionError } from '../src/common/errors.ts';
import type { ClientEvent } from '../src/common/events.ts';
import { json, serve } from './support/serve.ts';
import { thingClient } from './support/things.ts';

// Full jitter of nothing: pauses take no time, and the events tell how long they could have been.
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

const statusOf = async (call: Promise<unknown>): Promise<number | undefined> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ApiError ? error.status : undefined;
};

describe('what is repeated', () => {
  test.each([
    ['getThing', 408, 3],
    ['getThing', 500, 3],
    ['getThing', 502, 3],
    ['getThing', 503, 3],
    ['getThing', 504, 3],
    ['getThing', 400, 1],
    ['getThing', 401, 1],
    ['getThing', 404, 1],
    ['getThing', 501, 1],
    ['addThing', 503, 1],
    ['addThing', 500, 1],
  ] as const)('%s answered %i is sent %i times', async (name, status, sent) => {
    await using server = await serve((_, response) => json(response, status, { trace_id: 't-1' }));
    const client = thingClient({ baseUrl: server.url });
    const call = name === 'getThing' ? client.getThing({ id: '1' }) : client.addThing({ body: {} });
    expect(await statusOf(call)).toBe(status);
    expect(server.received).toHaveLength(sent);
  });

  test('a refusal is repeated for every method, and does not use up `retries`', async () => {
    await using server = await serve((_, response, count) => {
      if (count === 1) json(response, 429, {}, { 'retry-after': '0' });
      else json(response, 201, { id: '1' });
    });
    const used: ClientEvent[] = [];
    const onEvent = (event: ClientEvent): unknown => event.type === 'retrying' && used.push(event);
    const client = thingClient({ baseUrl: server.url, retries: 1, onEvent });
    expect(await client.addThing({ body: { a: 1 } })).toEqual({ id: '1' });
    expect(server.received.map(({ body }) => body)).toEqual(new Array(2).fill('{"a":1}'));
    expect(used).toMatchObject([{ status: 429, delayMs: 0 }]);
  });

  test.each([429, 503])('`retries: 0` means none: %i', async (status) => {
    await using server = await serve((_, response) => json(response, status, {}));
    const client = thingClient({ baseUrl: server.url });
    expect(await statusOf(client.getThing({ id: '1' }, { retries: 0 }))).toBe(status);
    expect(server.received).toHaveLength(1);
  });
});

describe('a lost connection', () => {
  test.each([['before the answer', (response: { destroy: () => void }) => response.destroy()]])(
    '%s is repeated for an idempotent method',
    async (_, lose) => {
      await using server = await serve((__, response, count) => {
        if (count === 1) lose({ destroy: () => response.socket?.destroy() });
        else json(response, 200, { id: '1' });
      });
      const client = thingClient({ baseUrl: server.url });
      expect(await client.getThing({ id: '1' })).toEqual({ id: '1' });
      expect(server.received).toHaveLength(2);
    },
  );

  test('in the middle of the body is repeated too', async () => {
    await using server = await serve((_, response, count) => {
      if (count > 1) return json(response, 200, { id: '1' });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":');
      response.socket?.end();
      return undefined;
    });
    const client = thingClient({ baseUrl: server.url });
    expect(await client.getThing({ id: '1' })).toEqual({ id: '1' });
  });

  test('is not repeated where the server may have acted', async () => {
    await using server = await serve((_, response) => void response.socket?.destroy());
    const client = thingClient({ baseUrl: server.url });
    await expect(client.addThing({ body: {} })).rejects.toMatchObject({
      name: 'ConnectionError',
      code: 'CONNECTION_FAILED',
      operation: 'addThing',
      attempts: 1,
      retryable: true,
    });
    expect(server.received).toHaveLength(1);
  });

  test('a stale keep-alive connection is a loss like any other', async () => {
    await using server = await serve((_, response, count) => {
      json(response, 200, { id: String(count) });
      // Closed by the server after the answer, without a word of it in the headers.
      if (count === 1) response.on('finish', () => response.socket?.destroy());
    });
    const client = thingClient({ baseUrl: server.url });
    await client.getThing({ id: '1' });
    await expect(client.getThing({ id: '1' })).resolves.toBeDefined();
  });

  test('names the cause', async () => {
    const server = await serve((_, response) => void response.end());
    await server[Symbol.asyncDispose]();
    const client = thingClient({ baseUrl: server.url, retries: 0 });
    const error: unknown = await client.getThing({ id: '1' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ retryable: true, attempts: 1, path: '/things/{id}', reason: 'ECONNREFUSED' });
    expect((error as Error).message).toContain('nothing accepts connections there (ECONNREFUSED)');
  });

  test('that no attempt can mend is not tried again: a port that fetch blocks', async () => {
    const client = thingClient({ baseUrl: 'http://127.0.0.1:9' });
    const error: unknown = await client.getThing({ id: '1' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ retryable: false, attempts: 1, reason: 'bad port' });
  });
});

test('failed answers hold no connection', async () => {
  await using server = await serve((_, response) => json(response, 503, { trace_id: 'x'.repeat(50_000) }));
  const client = thingClient({ baseUrl: server.url, rateLimit: false, retries: 0 });
  for (let index = 0; index < 50; index += 1) await statusOf(client.getThing({ id: '1' }));
  expect(server.received).toHaveLength(50);
  expect(server.open.size).toBeLessThanOrEqual(2);
});

describe('the pause', () => {
  const pauses = async (headers: Record<string, string>, random: number, options: object = {}): Promise<number[]> => {
    jest.spyOn(Math, 'random').mockReturnValue(random);
    const delays: number[] = [];
    const signal = new AbortController();
    await using server = await serve((_, response) => json(response, 500, {}, headers));
    const client = thingClient({
      baseUrl: server.url,
      retries: 8,
      ...options,
      // The pause itself is not waited for: the first one that takes time ends the call.
      onEvent: (event: ClientEvent) => {
        if (event.type !== 'retrying') return;
        delays.push(event.delayMs);
        if (event.delayMs > 0) signal.abort();
      },
    });
    await client.getThing({ id: '1' }, { signal: signal.signal }).catch(() => undefined);
    return delays;
  };

  test('is anything up to half a second at first', async () => {
    expect(await pauses({}, 0.5)).toEqual([250]);
  });

  test('is never shorter than the server asks for', async () => {
    expect(await pauses({ 'retry-after': '120' }, 0.5)).toEqual([120_000]);
  });

  test('that the server wants longer than `maxRefusedMs` is left to the caller, with the time on the error', async () => {
    await using server = await serve((_, response) => json(response, 429, {}, { 'retry-after': '3600' }));
    const client = thingClient({ baseUrl: server.url });
    await expect(client.getThing({ id: '1' })).rejects.toMatchObject({
      status: 429,
      retryAfterMs: 3_600_000,
      retryable: true,
    });
    expect(server.received).toHaveLength(1);
  });
});
