import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault, FaultOptions } from '../../src/testing/fault.ts';
import { type EmulatorServer, listen } from '../../src/testing/node.ts';
import type { Emulator, EmulatorOptions } from '../../src/testing/types.ts';
import { createBookshop, ISBN, settled, TestClock, visitor } from './support.ts';

const BOOK = `/books/${ISBN}`;
const TEXT = JSON.stringify({ isbn: ISBN, title: 'The Odyssey', genre: 'poetry', price: 9.5 });
const HALF = TEXT.slice(0, Math.floor(TEXT.length / 2));

type Get = (path: string, init?: RequestInit) => Promise<Response>;
const servers: EmulatorServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** The same emulator twice: reached in memory, and over a socket. */
async function transports(options: EmulatorOptions = {}): Promise<{ name: string; emulator: Emulator; get: Get }[]> {
  const [near, far] = [createBookshop(options), createBookshop(options)];
  const server = await listen(far);
  servers.push(server);
  return [
    { name: 'memory', emulator: near, get: visitor(near) },
    {
      name: 'socket',
      emulator: far,
      get: (path, init = {}) =>
        fetch(server.url + path, { ...init, headers: { 'X-Api-Key': 'k', ...(init.headers as object) } }),
    },
  ];
}

const lost = (error: unknown): unknown => {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message: string } };
  return { name, message, cause: cause?.code ?? cause?.message };
};

/** All that can be seen of an answer. */
async function seen(response: Promise<Response>): Promise<Record<string, unknown>> {
  try {
    const { status, headers, body, redirected } = await response;
    const outcome = { status, type: headers.get('content-type'), length: headers.get('content-length'), redirected };
    try {
      // Not `text()`, which would take a byte-order mark away.
      const bytes: Uint8Array[] = [];
      if (body) for await (const piece of body as unknown as AsyncIterable<Uint8Array>) bytes.push(piece);
      return { ...outcome, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(bytes)) };
    } catch (error) {
      return { ...outcome, lost: lost(error) };
    }
  } catch (error) {
    return { lost: lost(error) };
  }
}

const json = 'application/json';
const size = String(TEXT.length);
const terminated = (cause: string) => ({ name: 'TypeError', message: 'terminated', cause });
const failed = (cause: string) => ({ name: 'TypeError', message: 'fetch failed', cause });

describe('a fault looks the same in memory and on the wire', () => {
  const problem = JSON.stringify({ reason: 'No such book.', trace_id: 'b-17' });
  const fine = { status: 200, type: json, length: size, redirected: false, text: TEXT };
  const html = '<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>';
  const cases: [Fault, Record<string, unknown>][] = [
    [
      { kind: 'status', status: 503 },
      { ...fine, status: 503, length: String(problem.length), text: problem },
    ],
    [
      { kind: 'status', status: 500, body: '' },
      { ...fine, status: 500, type: null, length: '0', text: '' },
    ],
    [
      { kind: 'status', status: 500, body: 'oops' },
      { ...fine, status: 500, type: 'text/plain', length: '4', text: 'oops' },
    ],
    [
      { kind: 'status', status: 409, body: { a: 1 } },
      { ...fine, status: 409, length: '7', text: '{"a":1}' },
    ],
    [
      { kind: 'status', status: 500, body: null },
      { ...fine, status: 500, length: '4', text: 'null' },
    ],
    [
      { kind: 'status', status: 204 },
      { ...fine, status: 204, type: null, length: null, text: '' },
    ],
    [
      { kind: 'html' },
      { ...fine, status: 502, type: 'text/html; charset=utf-8', length: String(html.length), text: html },
    ],
    [
      { kind: 'html', status: 200 },
      { ...fine, type: 'text/html; charset=utf-8', length: String(html.length), text: html },
    ],
    [{ kind: 'empty' }, { ...fine, length: '0', text: '' }],
    [
      { kind: 'text', text: 'null' },
      { ...fine, length: '4', text: 'null' },
    ],
    [
      { kind: 'text', text: '{"id":' },
      { ...fine, length: '6', text: '{"id":' },
    ],
    [
      { kind: 'content-type', value: 'text/plain' },
      { ...fine, type: 'text/plain' },
    ],
    [
      { kind: 'content-type', value: null },
      { ...fine, type: null },
    ],
    [{ kind: 'bom' }, { ...fine, length: String(TEXT.length + 3), text: `\uFEFF${TEXT}` }],
    [
      { kind: 'oversized', bytes: 200_000 },
      { ...fine, length: '200000', text: TEXT.padEnd(200_000) },
    ],
    [
      { kind: 'oversized', bytes: 70_000, framing: 'chunked' },
      { ...fine, length: null, text: TEXT.padEnd(70_000) },
    ],
    [{ kind: 'truncated' }, { ...fine, length: String(HALF.length), text: HALF }],
    [
      { kind: 'truncated', framing: 'length' },
      { ...fine, text: undefined, lost: terminated('UND_ERR_SOCKET') },
    ],
    [
      { kind: 'truncated', framing: 'chunked' },
      { ...fine, length: null, text: undefined, lost: terminated('UND_ERR_SOCKET') },
    ],
    [{ kind: 'reset' }, { lost: failed('ECONNRESET') }],
    [{ kind: 'close' }, { lost: failed('UND_ERR_SOCKET') }],
    [
      { kind: 'redirect', location: `/api${BOOK}` },
      { ...fine, redirected: true },
    ],
  ];
  test.each(cases)('%j', async (fault, expected) => {
    for (const { name, emulator, get } of await transports()) {
      emulator.fail(fault, { times: 1 });
      expect({ name, ...(await seen(get(BOOK))) }).toEqual({ name, ...expected });
      expect(emulator.requests[0]?.faults).toEqual([fault.kind]);
      expect(await seen(get(BOOK))).toEqual(fine);
    }
  });

  test('a reset in the body', async () => {
    for (const { name, emulator, get } of await transports()) {
      emulator.fail({ kind: 'reset', at: 'body' });
      const outcome = await seen(get(BOOK));
      expect(outcome).toMatchObject({ status: 200, length: size, lost: { name: 'TypeError', message: 'terminated' } });
      // When the reset comes together with what was sent before it, Node sees no more than an end.
      const causes = name === 'memory' ? ['ECONNRESET'] : ['ECONNRESET', 'UND_ERR_SOCKET'];
      expect(causes).toContain((outcome['lost'] as { cause: string }).cause);
    }
  });

  test('where there is no body: what should stop in it stops before it', async () => {
    for (const { emulator, get } of await transports()) {
      emulator.fail({ kind: 'reset', at: 'body' }, { times: 1 });
      expect(await seen(get(BOOK, { method: 'DELETE' }))).toEqual({ lost: failed('ECONNRESET') });
      emulator.fail({ kind: 'truncated', framing: 'length' }, { times: 1 });
      expect(await seen(get(BOOK, { method: 'DELETE' }))).toEqual({ lost: failed('UND_ERR_SOCKET') });
      for (const kind of ['empty', 'bom', 'truncated'] as const) {
        emulator.fail({ kind }, { times: 1 });
        expect(await seen(get(BOOK, { method: 'DELETE' }))).toMatchObject({ status: 204, text: '' });
      }
      for (const fault of [
        { kind: 'text', text: 'x' },
        { kind: 'oversized', bytes: 9 },
      ] as const) {
        emulator.fail(fault, { times: 1 });
        expect(await seen(get(BOOK, { method: 'DELETE' }))).toMatchObject({ status: 204, text: '' });
      }
    }
  });

  test('a redirect that is not followed, or is refused, or has no end', async () => {
    for (const { emulator, get } of await transports()) {
      emulator.fail({ kind: 'redirect', location: '/api/books', status: 307 });
      const manual = await get(BOOK, { redirect: 'manual' });
      expect([manual.status, manual.headers.get('location')]).toEqual([307, '/api/books']);
      expect(await seen(get(BOOK, { redirect: 'error' }))).toEqual({ lost: failed('unexpected redirect') });
      expect(await seen(get(BOOK))).toEqual({ lost: failed('redirect count exceeded') });
      expect(emulator.requests).toHaveLength(1 + 1 + 21);
    }
  });

  test('a redirect keeps method and body, or not, as the Fetch Standard says', async () => {
    const put = { method: 'POST', headers: { 'Content-Type': json, Authorization: 'x' }, body: TEXT };
    for (const { emulator, get } of await transports()) {
      for (const status of [302, 303, 307] as const) {
        emulator.fail({ kind: 'redirect', location: '/api/books', status }, { times: 1 });
        await (await get('/books', put)).text();
      }
      emulator.fail({ kind: 'redirect', location: '/api/books', status: 303 }, { times: 1 });
      await (await get(BOOK, { method: 'DELETE' })).text();
      expect(
        emulator.requests.map(({ method, status, body }) => `${method} ${status} ${body ? 'body' : 'none'}`),
      ).toEqual([
        'POST 302 body',
        'GET 200 none',
        'POST 303 body',
        'GET 200 none',
        'POST 307 body',
        'POST 201 body',
        'DELETE 303 none',
        'GET 200 none',
      ]);
    }
  });

  test('a redirect to another origin takes no Authorization along', async () => {
    const emulator = createBookshop();
    emulator.fail({ kind: 'redirect', location: 'https://elsewhere.example/api/books' }, { times: 1 });
    const response = await visitor(emulator)(BOOK, { headers: { Authorization: 'Bearer x' } });
    expect([response.url, response.redirected]).toEqual(['https://elsewhere.example/api/books', true]);
    expect(emulator.requests.map(({ headers }) => 'authorization' in headers)).toEqual([true, false]);
  });

  test('headers are set and removed, on one status alone if so ordered', async () => {
    for (const { emulator, get } of await transports({
      limits: { windows: { shelf: [{ name: 'w', limit: 1, seconds: 60 }] } },
    })) {
      emulator.fail({ kind: 'headers', headers: { 'Retry-After': 'soon' }, status: 429 }, { times: 1 });
      emulator.fail({ kind: 'headers', headers: { 'X-Odd': 'NaN', 'Content-Type': null } });
      const first = await get(BOOK);
      expect([first.headers.get('retry-after'), first.headers.get('x-odd'), first.headers.get('content-type')]).toEqual(
        [null, 'NaN', null],
      );
      await first.text();
      const second = await get(BOOK);
      expect([second.status, second.headers.get('retry-after')]).toEqual([429, 'soon']);
      await second.text();
      const third = await get(BOOK);
      expect(third.headers.get('retry-after')).toMatch(/^\d+$/);
      await third.text();
    }
  });

  test('the headers of a status fault come on top', async () => {
    for (const { emulator, get } of await transports()) {
      emulator.fail({ kind: 'status', status: 429, headers: { 'Retry-After': '-5' } });
      emulator.fail({ kind: 'headers', status: 200, headers: { 'Retry-After': 'no' } });
      const response = await get(BOOK);
      expect([response.status, response.headers.get('retry-after')]).toEqual([429, '-5']);
      await response.text();
    }
  });

  test('slow answers come when their time is over, and not after an abort', async () => {
    const clock = new TestClock();
    for (const { emulator, get } of await transports({ clock })) {
      emulator.fail({ kind: 'slow', latencyMs: 300 });
      emulator.fail({ kind: 'slow', latencyMs: 200 });
      const answer = seen(get(BOOK));
      await until(() => clock.sleeping === 1);
      await clock.advance(499);
      expect(clock.sleeping).toBe(1);
      await clock.advance(1);
      expect(await answer).toEqual(fine);
      const controller = new AbortController();
      const aborted = get(BOOK, { signal: controller.signal });
      await until(() => clock.sleeping === 1);
      controller.abort('enough');
      await expect(aborted).rejects.toBe('enough');
      await until(() => clock.sleeping === 0);
      await clock.advance(500);
      expect(emulator.requests[1]?.status).toBeUndefined();
    }
  });

  test('what hangs ends with an abort, whose reason is passed on', async () => {
    for (const { emulator, get } of await transports()) {
      emulator.fail({ kind: 'hang' }, { times: 1 });
      const before = new AbortController();
      const never = get(BOOK, { signal: before.signal });
      await until(() => emulator.requests.length === 1);
      before.abort('before');
      await expect(never).rejects.toBe('before');
      emulator.fail({ kind: 'hang', at: 'body' }, { times: 1 });
      const within = new AbortController();
      const response = await get(BOOK, { signal: within.signal });
      const reader = response.body!.getReader();
      expect(new TextDecoder().decode((await reader.read()).value)).toBe(HALF);
      const rest = reader.read();
      within.abort('within');
      await expect(rest).rejects.toBe('within');
      expect(emulator.requests.map(({ status }) => status)).toEqual([undefined, 200]);
    }
  });
});

const until = async (met: () => boolean): Promise<void> => {
  while (!met()) await settled();
};

describe('when a fault happens', () => {
  const statuses = async (emulator: Emulator, requests: number, path = BOOK): Promise<number[]> => {
    const found: number[] = [];
    for (let sent = 0; sent < requests; sent += 1) found.push((await visitor(emulator)(path)).status);
    return found;
  };
  const failing = (...rules: [Fault, FaultOptions?][]) => {
    const emulator = createBookshop();
    for (const rule of rules) emulator.fail(...rule);
    return emulator;
  };
  const status = (code: number): Fault => ({ kind: 'status', status: code });

  test('so many times, one order after the other', async () => {
    const emulator = failing([status(500), { times: 2 }], [status(503), { times: 1 }]);
    expect(await statuses(emulator, 4)).toEqual([500, 500, 503, 200]);
  });

  test('every so many requests, so many times', async () => {
    expect(await statuses(failing([status(500), { every: 3, times: 2 }]), 10)).toEqual([
      200, 200, 500, 200, 200, 500, 200, 200, 200, 200,
    ]);
  });

  test('for one operation, whose other requests alone are counted', async () => {
    const emulator = failing([status(500), { operation: 'getBook', every: 2 }]);
    expect(await statuses(emulator, 1)).toEqual([200]);
    expect(await statuses(emulator, 3, '/books')).toEqual([200, 200, 200]);
    expect(await statuses(emulator, 2)).toEqual([500, 200]);
  });

  test('by chance, the same for the same seed', async () => {
    const run = async (seed: number) => {
      const emulator = createBookshop({ seed });
      emulator.fail(status(500), { probability: 0.3 });
      return statuses(emulator, 200);
    };
    const [one, again, other] = [await run(1), await run(1), await run(2)];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    const failures = one.filter((code) => code === 500).length;
    expect(failures).toBeGreaterThan(40);
    expect(failures).toBeLessThan(80);
    expect(await statuses(failing([status(500), { probability: 0 }]), 5)).toEqual([200, 200, 200, 200, 200]);
  });

  test('until the order is taken back', async () => {
    const emulator = createBookshop();
    const stop = emulator.fail(status(500));
    expect(await statuses(emulator, 2)).toEqual([500, 500]);
    stop();
    stop();
    expect(await statuses(emulator, 1)).toEqual([200]);
  });

  test('jitter is drawn by the seed, within its bounds', async () => {
    const run = async (seed: number) => {
      const waits: number[] = [];
      const clock = { now: () => 0, sleep: async (ms: number) => void waits.push(ms) };
      const emulator = createBookshop({ seed, clock });
      emulator.fail({ kind: 'slow', latencyMs: 100, jitterMs: 50 });
      await statuses(emulator, 20);
      return waits;
    };
    const waits = await run(7);
    expect(await run(7)).toEqual(waits);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...waits)).toBeLessThan(150);
    expect(new Set(waits).size).toBe(20);
  });

  test.each<[unknown, unknown, string]>([
    [undefined, {}, 'Expected the `kind` of a fault to be status, html'],
    [{ kind: 'explode' }, {}, 'Expected the `kind` of a fault to be status, html'],
    [{ kind: 'status' }, {}, 'Expected `status` of a fault to be an integer from 200 to 599.'],
    [{ kind: 'status', status: 100 }, {}, 'Expected `status` of a fault to be an integer from 200 to 599.'],
    [
      { kind: 'slow', latencyMs: -1 },
      {},
      'Expected `latencyMs` and `jitterMs` to be milliseconds from 0, together less',
    ],
    [{ kind: 'oversized', bytes: 0 }, {}, 'Expected `bytes` of a fault to be a positive integer.'],
    [{ kind: 'headers', headers: { 'a b': 'c' } }, {}, 'a b'],
    [{ kind: 'redirect', location: 'a\nb' }, {}, 'a\nb'],
    [{ kind: 'reset' }, { time: 1 } as object, 'Unknown `time` in the options of `fail`. Expected only `operation`'],
    [{ kind: 'reset' }, { times: 0 }, 'Expected `times` to be a positive integer.'],
    [{ kind: 'reset' }, { every: 1.5 }, 'Expected `every` to be a positive integer.'],
    [{ kind: 'reset' }, { probability: 2 }, 'Expected `probability` to be a number from 0 to 1.'],
    [
      { kind: 'reset' },
      { operation: 'getBok' },
      'Expected `operation` to be one of listBooks, addBook, getBook, removeBook, putReviews.',
    ],
  ])('%j %j is refused at once', (fault, options, message) => {
    const emulator = createBookshop();
    expect(() => emulator.fail(fault as Fault, options as FaultOptions)).toThrow(message);
  });
});
