import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from '../../src/client/client.ts';
import { ApiError, TimeoutError } from '../../src/common/errors.ts';
import type { ClientEvent } from '../../src/common/events.ts';
import { DEFAULTS } from '../../src/common/read-options.ts';
import { mostRefusedMs } from '../../src/limiter/gate.ts';
import type { ClientOptions } from '../../src/options/client-options.ts';
import { thingClient, things } from '../support/things.ts';
import { VirtualTime } from '../support/virtual-time.ts';

let time: VirtualTime;
beforeEach(() => {
  time = new VirtualTime();
  time.install();
});
afterEach(() => time.uninstall());

type Answer = (count: number) => Response;

const refusal = (retryAfter?: string, status = 429): Response =>
  Response.json({ trace_id: 't-9' }, { status, ...(retryAfter && { headers: { 'retry-after': retryAfter } }) });
const thing = (): Response => Response.json({ id: '1' });

/** A client of a server that answers after 20 ms, and when it was asked. */
function against(answer: Answer, options: ClientOptions = {}) {
  const requests: number[] = [];
  const events: ClientEvent[] = [];
  const client = thingClient({
    fetch: async () => {
      const count = requests.push(time.now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return answer(count);
    },
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { client, requests, events };
}

interface Ended {
  readonly at: number;
  readonly error: unknown;
}

/** Waits for calls, and tells when and how each ended. */
async function ends(calls: readonly Promise<unknown>[]): Promise<Ended[]> {
  const ended: Ended[] = [];
  const all = calls.map((call) =>
    call.then(
      () => ended.push({ at: time.now, error: undefined }),
      (error: unknown) => ended.push({ at: time.now, error }),
    ),
  );
  await time.runUntil(() => ended.length === calls.length);
  await Promise.all(all);
  return ended;
}

const calling = (client: ReturnType<typeof thingClient>, count: number, call: object = {}): Promise<unknown>[] =>
  Array.from({ length: count }, () => client.getThing({ id: '1' }, call));

const HEADERS = [undefined, 'soon', '0', '7', '60'];

describe('a server that refuses for ever', () => {
  test.each(HEADERS)('a batch of 600 ends within 190 s and 30 requests: Retry-After %s', async (retryAfter) => {
    const { client, requests } = against(() => refusal(retryAfter));
    const ended = await ends(calling(client, 600));
    expect(ended.every(({ error }) => error instanceof ApiError && error.status === 429)).toBe(true);
    expect(Math.max(...ended.map(({ at }) => at))).toBeLessThan(190_000);
    expect(requests.length).toBeLessThanOrEqual(30);
    // By the time, not by the next probe, and all at once.
    const last = ended.at(-1)!.at;
    expect(ended.filter(({ at }) => at === last).length).toBeGreaterThan(580);
    expect(ended.every(({ error }) => (error as ApiError).retryAfterMs! > 0)).toBe(true);
  });

  test.each([undefined, '60'])('so does `each` over 600: Retry-After %s', async (retryAfter) => {
    const { client, requests } = against(() => refusal(retryAfter));
    let failed = 0;
    const loop = (async () => {
      for await (const { error } of client.each(
        'getThing',
        Array.from({ length: 600 }, () => ({ id: '1' })),
      ))
        if (error) failed += 1;
    })();
    await ends([loop]);
    expect(failed).toBe(600);
    expect(time.now).toBeLessThan(190_000);
    expect(requests.length).toBeLessThanOrEqual(30);
  });

  test('the parallel refusal ends in the same time', async () => {
    const { client } = against(() => refusal('-1'));
    await ends(calling(client, 600));
    expect(time.now).toBeLessThan(190_000);
  });

  test('`retries: 0` is one attempt: the refused ones end at once, the rest with the lane', async () => {
    const { client, requests } = against(() => refusal());
    const ended = await ends(calling(client, 600, { retries: 0 }));
    expect(ended.filter(({ at }) => at === 20)).toHaveLength(10);
    expect(requests.length).toBeLessThanOrEqual(30);
    expect(time.now).toBeLessThan(190_000);
  });

  test('one that names a longer time is believed at once, by all that wait', async () => {
    const { client, requests } = against(() => refusal('3600'));
    const ended = await ends(calling(client, 600));
    expect(time.now).toBe(20);
    expect(requests).toHaveLength(10);
    expect(ended.every(({ error }) => (error as ApiError).retryAfterMs === 3_600_000)).toBe(true);
  });

  test('without a limiter each call ends in the same time, by itself', async () => {
    const { client, requests } = against(() => refusal(), { rateLimit: false });
    const [ended] = await ends(calling(client, 1));
    expect(ended!.error).toMatchObject({ status: 429, attempts: requests.length });
    expect(requests.length).toBeLessThanOrEqual(8);
    expect(ended!.at).toBeLessThan(122_000);
  });

  test('the default is two longest windows, within two and ten minutes', () => {
    expect(mostRefusedMs(1_000)).toBe(DEFAULTS.maxRefusedMs);
    expect(mostRefusedMs(200_000)).toBe(400_000);
    expect(mostRefusedMs(86_400_000)).toBe(600_000);
  });
});

describe('a lane that was refused', () => {
  /** Refused until `until`, answered after it. */
  const until =
    (ms: number, retryAfter?: string): Answer =>
    () =>
      time.now < ms ? refusal(retryAfter) : thing();

  test('fails new calls at once while the pause lasts, without a request', async () => {
    const { client, requests } = against(until(300_000));
    await ends(calling(client, 20));
    const sent = requests.length;
    const left = client.rateLimits()[0]!.pausedMs;
    expect(client.rateLimits()[0]).toMatchObject({ refused: true, queued: 0 });
    const [{ at, error }] = (await ends(calling(client, 1))) as [Ended];
    expect(at).toBe(time.now);
    expect(requests).toHaveLength(sent);
    expect(error).toMatchObject({
      status: 429,
      attempts: 0,
      code: 'API_ERROR',
      traceId: 't-9',
      body: { trace_id: 't-9' },
    });
    expect((error as ApiError).retryAfterMs).toBe(Math.ceil(left / 1_000) * 1_000);
    expect(String(error)).toContain('not sent');
  });

  test('takes the first call after the pause as its probe, and a success ends it', async () => {
    const { client, requests, events } = against(until(125_000));
    await ends(calling(client, 20));
    await time.advance(client.rateLimits()[0]!.pausedMs);
    const sent = requests.length;
    const before = time.now;
    const calls = calling(client, 5);
    await time.advance(0);
    expect(requests).toHaveLength(sent + 1);
    const ended = await ends(calls);
    expect(ended.map(({ error }) => error)).toEqual(new Array(5).fill(undefined));
    expect(time.now - before).toBeLessThan(100);
    expect(client.rateLimits()[0]).toMatchObject({ refused: false, pausedMs: 0 });
    const told = events.filter(({ type }) => type === 'refused' || type === 'recovered');
    expect(told.map(({ type }) => type)).toEqual(['refused', 'recovered']);
    expect(told[0]).toMatchObject({ class: 'T', ms: expect.any(Number) });
  });

  test('is lost to all that wait again when its probe is refused', async () => {
    const { client, requests, events } = against(until(1_000_000));
    await ends(calling(client, 20));
    await time.advance(client.rateLimits()[0]!.pausedMs);
    const sent = requests.length;
    const before = time.now;
    const ended = await ends(calling(client, 5));
    expect(requests).toHaveLength(sent + 1);
    expect(time.now - before).toBe(20);
    expect(ended.map(({ error }) => (error as ApiError).attempts).sort()).toEqual([0, 0, 0, 0, expect.any(Number)]);
    expect(events.filter(({ type }) => type === 'refused')).toHaveLength(1);
  });

  test('tries once in ten minutes, whatever the server named, and says what it named', async () => {
    const { client, requests } = against(until(601_000, '86400'));
    await ends(calling(client, 1));
    await time.advance(500_000);
    const [early] = await ends(calling(client, 1));
    expect((early!.error as ApiError).retryAfterMs).toBeGreaterThan(85_000_000);
    await time.advance(160_001);
    expect(await ends(calling(client, 3))).toMatchObject(new Array(3).fill({ error: undefined }));
    expect(requests).toHaveLength(4);
  });

  test("a caller's own time is taken as given", async () => {
    const { client } = against(() => refusal(), { rateLimit: { maxRefusedMs: 5_000 } });
    await ends(calling(client, 20));
    expect(time.now).toBeLessThan(6_200);
    const patient = against(until(700_000, '300'), { rateLimit: { maxRefusedMs: Number.POSITIVE_INFINITY } });
    const ended = await ends(calling(patient.client, 3));
    expect(ended.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  });

  test('lets what is under way end by itself', async () => {
    let probe = (_: Response): void => undefined;
    const client = thingClient({
      timeoutMs: 600_000,
      fetch: () => {
        if (time.now < 2_500) return Promise.resolve(refusal());
        return new Promise((resolve) => {
          probe = resolve;
        });
      },
    });
    const calls = calling(client, 20);
    const results: (string | number)[] = [];
    for (const call of calls)
      call.then(
        () => results.push('ok'),
        (error: ApiError) => results.push(error.status),
      );
    await time.advance(140_000);
    expect(results).toEqual(new Array(19).fill(429));
    probe(thing());
    await time.advance(0);
    expect(results.at(-1)).toBe('ok');
    expect(client.rateLimits()[0]).toMatchObject({ refused: false, pausedMs: 0 });
  });
});

describe('while others get through', () => {
  test('no count of refusals ends a call', async () => {
    // Of two requests after each pause one is refused, for a quarter of an hour.
    const { client } = against((count) => (time.now < 900_000 && count % 2 === 0 ? refusal('1') : thing()), {
      rateLimit: { maxConcurrent: 2 },
    });
    const ended = await ends(calling(client, 600));
    expect(ended.every(({ error }) => error === undefined)).toBe(true);
  });

  test('the parallel refusal ends none either', async () => {
    let busy = 0;
    const client = thingClient({
      fetch: async () => {
        busy += 1;
        const crowded = busy > 1;
        await new Promise((resolve) => setTimeout(resolve, 500));
        busy -= 1;
        return crowded ? refusal('-1') : thing();
      },
    });
    const ended = await ends(calling(client, 600));
    expect(ended.every(({ error }) => error === undefined)).toBe(true);
    expect(time.now).toBeGreaterThan(240_000);
  });
});

describe('a deadline that ends a refused call', () => {
  test.each([undefined, false] as const)('says so (rateLimit: %s)', async (rateLimit) => {
    const { client } = against(() => refusal('9'), { rateLimit });
    const ended = await ends(calling(client, 3, { deadlineMs: 5_000 }));
    for (const { error } of ended) {
      expect(error).toBeInstanceOf(TimeoutError);
      expect(String(error)).toContain('the server was refusing requests');
    }
    if (rateLimit === undefined) expect(ended[0]!.error).toMatchObject({ retryAfterMs: expect.any(Number) });
  });

  test('says so to those who wait as well, and to nobody else', async () => {
    const { client } = against(() => refusal('9'), { rateLimit: { maxConcurrent: 1 } });
    const ended = await ends(calling(client, 2, { deadlineMs: 5_000 }));
    expect(String(ended[1]!.error)).toContain('the server was refusing requests');
    const calm = thingClient({ fetch: () => new Promise(() => undefined) });
    const [{ error }] = (await ends(calling(calm, 1, { deadlineMs: 5_000 }))) as [Ended];
    expect(String(error)).toContain('in attempt 1');
    const used = { 'x-limit': '1000', 'x-remaining': '0', 'x-reset': '1' };
    const full = against(() => Response.json({ id: '1' }, { headers: used }), { rateLimit: { maxConcurrent: 1 } });
    const waited = await ends(calling(full.client, 2, { deadlineMs: 500 }));
    expect(String(waited[1]!.error)).toContain('before anything was sent');
  });
});

describe('503 with Retry-After', () => {
  test('closes the queue for all, and uses up `retries`', async () => {
    const { client, requests } = against((count) => (count <= 3 ? refusal('30', 503) : thing()), {
      rateLimit: { maxConcurrent: 1 },
    });
    const ended = await ends(calling(client, 40));
    expect(ended.filter(({ error }) => error).map(({ error }) => (error as ApiError).status)).toEqual([503]);
    expect(requests.slice(0, 4).map((at) => Math.floor(at / 30_000))).toEqual([0, 1, 2, 3]);
    expect(requests).toHaveLength(42);
  });

  test('does not send an unsafe call again', async () => {
    const { client, requests } = against(() => refusal('30', 503));
    const [ended] = await ends([client.addThing({ body: {} })]);
    expect(ended!.error).toMatchObject({ status: 503, attempts: 1 });
    expect(requests).toHaveLength(1);
    expect(client.rateLimits()[0]!.pausedMs).toBeGreaterThan(29_000);
  });

  test('that lasts too long refuses all that wait, with that answer', async () => {
    const { client, requests } = against(() => refusal('3600', 503));
    const ended = await ends(calling(client, 40));
    expect(ended.map(({ error }) => (error as ApiError).status)).toEqual(new Array(40).fill(503));
    expect(requests).toHaveLength(10);
  });
});

test('whoever waits is told until when', async () => {
  const slow = {
    ...things,
    rateLimits: { T: { ...things.rateLimits['T']!, windows: [{ name: 'second', limit: 2, seconds: 1 }] } },
  };
  const client = createClient<{
    methods: { getThing(params: object): Promise<unknown> };
    operations: object;
    paths: object;
  }>(slow, { token: 'any', fetch: async () => thing(), rateLimit: { marginMs: 0 } });
  const calls = Array.from({ length: 10 }, () => client.getThing({ id: '1' }));
  await time.advance(10);
  expect(client.rateLimits()[0]).toMatchObject({ queued: 8, lastPermitMs: 3_990 });
  await ends(calls);
  expect(time.now).toBe(4_000);
  expect(client.rateLimits()[0]).toMatchObject({ queued: 0, lastPermitMs: 0 });
});
