import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { TimeoutError } from '../src/common/errors.ts';
import { LONGEST_TIMER_MS, sleep } from '../src/common/sleep.ts';
import { serve } from './support/serve.ts';
import { thingClient } from './support/things.ts';
import { VirtualTime } from './support/virtual-time.ts';

let time: VirtualTime | undefined;
const virtual = (): VirtualTime => {
  time = new VirtualTime();
  time.install();
  return time;
};
afterEach(() => {
  time?.uninstall();
  time = undefined;
  jest.restoreAllMocks();
});

/** A fetch that answers only when its request is aborted. */
const hanging = (_: Request, { signal }: { signal: AbortSignal }): Promise<Response> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

const outcome = (call: Promise<unknown>): { error?: unknown } => {
  const seen: { error?: unknown } = {};
  call.catch((error: unknown) => {
    seen.error = error;
  });
  return seen;
};

describe('sleep', () => {
  test('outlives the longest timer', async () => {
    const clock = virtual();
    let awake = false;
    void sleep(3 * LONGEST_TIMER_MS).then(() => {
      awake = true;
    });
    await clock.advance(3 * LONGEST_TIMER_MS - 1);
    expect(awake).toBe(false);
    await clock.advance(2);
    expect(awake).toBe(true);
  });

  test("ends at once with the signal's own reason, and leaves no timer", async () => {
    const clock = virtual();
    const controller = new AbortController();
    const seen = outcome(sleep(1_000, controller.signal));
    controller.abort('enough');
    await clock.settle();
    expect(seen.error).toBe('enough');
    expect(clock.timers).toBe(0);
    await expect(sleep(1, controller.signal)).rejects.toBe('enough');
  });

  test('leaves no listener once it is over', async () => {
    const clock = virtual();
    const { signal } = new AbortController();
    const remove = jest.spyOn(signal, 'removeEventListener');
    void sleep(1_000, signal);
    await clock.advance(1_000);
    expect(remove).toHaveBeenCalledTimes(1);
  });
});

describe('the timeout of an attempt', () => {
  test('ends it, and the error says which limit it was', async () => {
    const clock = virtual();
    const client = thingClient({ fetch: hanging, timeoutMs: 5_000, retries: 0 });
    const seen = outcome(client.getThing({ id: '1' }));
    await clock.advance(4_999);
    expect(seen.error).toBeUndefined();
    await clock.advance(2);
    expect(seen.error).toBeInstanceOf(TimeoutError);
    expect(seen.error).toMatchObject({
      code: 'ATTEMPT_TIMEOUT',
      kind: 'attempt',
      limitMs: 5_000,
      attempts: 1,
      retryable: true,
    });
    expect(clock.timers).toBe(0);
  });

  test('holds for a fetch that does not heed its signal', async () => {
    const clock = virtual();
    const client = thingClient({ fetch: () => new Promise(() => undefined), timeoutMs: 5_000, retries: 0 });
    const seen = outcome(client.getThing({ id: '1' }));
    await clock.advance(5_001);
    expect(seen.error).toMatchObject({ code: 'ATTEMPT_TIMEOUT' });
  });

  test('covers the body', async () => {
    const clock = virtual();
    const stalled = async (): Promise<Response> =>
      new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }));
    const client = thingClient({ fetch: stalled, timeoutMs: 5_000, retries: 0 });
    const seen = outcome(client.getThing({ id: '1' }));
    await clock.advance(5_001);
    expect(seen.error).toMatchObject({ code: 'ATTEMPT_TIMEOUT' });
  });

  test('does not run while the call waits in the queue', async () => {
    const clock = virtual();
    const answer = (): Promise<Response> =>
      new Promise((resolve) => void setTimeout(() => resolve(Response.json({ id: '1' })), 80));
    const client = thingClient({ fetch: answer, timeoutMs: 100, retries: 0, rateLimit: { maxConcurrent: 1 } });
    const results = Promise.all(['1', '2', '3', '4'].map((id) => client.getThing({ id })));
    await clock.advance(400);
    await expect(results).resolves.toHaveLength(4);
  });

  test('is repeated like a loss', async () => {
    const clock = virtual();
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const client = thingClient({ fetch: hanging, timeoutMs: 1_000, retries: 2 });
    const seen = outcome(client.getThing({ id: '1' }));
    await clock.advance(3_010);
    expect(seen.error).toMatchObject({ code: 'ATTEMPT_TIMEOUT', attempts: 3 });
  });

  test('of over 24 days is no timeout of a millisecond', async () => {
    const clock = virtual();
    const client = thingClient({ fetch: hanging, timeoutMs: 2 ** 33, retries: 0 });
    const seen = outcome(client.getThing({ id: '1' }));
    await clock.advance(1_000_000);
    expect(seen.error).toBeUndefined();
  });
});

describe('the deadline of a call', () => {
  test('covers attempts and pauses', async () => {
    const clock = virtual();
    jest.spyOn(Math, 'random').mockReturnValue(1);
    const failing = async (): Promise<Response> => Response.json({}, { status: 503 });
    const client = thingClient({ fetch: failing, deadlineMs: 900 });
    const seen = outcome(client.getThing({ id: '1' }));
    await clock.advance(899);
    expect(seen.error).toBeUndefined();
    await clock.advance(2);
    expect(seen.error).toMatchObject({ name: 'TimeoutError', kind: 'deadline', limitMs: 900, attempts: 2 });
    expect(clock.timers).toBe(0);
  });

  test('covers the queue, from which the call leaves', async () => {
    const clock = virtual();
    const client = thingClient({ fetch: hanging, rateLimit: { maxConcurrent: 1 }, timeoutMs: 60_000 });
    outcome(client.getThing({ id: '1' }));
    const seen = outcome(client.getThing({ id: '2' }, { deadlineMs: 500 }));
    await clock.advance(501);
    expect(seen.error).toMatchObject({ code: 'DEADLINE_EXCEEDED', attempts: 0 });
    expect(client.rateLimits()[0]).toMatchObject({ queued: 0, inFlight: 1 });
  });

  test('is none beyond the longest timer, which would end the call at once', async () => {
    const clock = virtual();
    const client = thingClient({ fetch: hanging, deadlineMs: LONGEST_TIMER_MS + 1, timeoutMs: 1_000, retries: 0 });
    const seen = outcome(client.getThing({ id: '1' }));
    await clock.advance(10);
    expect(seen.error).toBeUndefined();
    expect(clock.timers).toBe(1);
    await clock.advance(1_000);
    expect(seen.error).toMatchObject({ code: 'ATTEMPT_TIMEOUT' });
  });
});

describe("the caller's signal", () => {
  test.each([
    ['a string', 'stop'],
    ['an error', new Error('stop')],
    ['undefined, which becomes an AbortError', undefined],
    ['null', null],
  ])('passes its reason through unchanged: %s', async (_, reason) => {
    const controller = new AbortController();
    for (const deadlineMs of [undefined, 60_000]) {
      const client = thingClient({ fetch: hanging, deadlineMs });
      const call = client.getThing({ id: '1' }, { signal: controller.signal });
      setImmediate(() => controller.abort(reason));
      const thrown: unknown = await call.then(
        () => 'answered',
        (error: unknown) => error,
      );
      expect(thrown).toBe(controller.signal.reason);
    }
  });

  test('that is aborted already sends nothing', async () => {
    await using server = await serve((_, response) => void response.end());
    const client = thingClient({ baseUrl: server.url });
    await expect(client.getThing({ id: '1' }, { signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(server.received).toHaveLength(0);
  });

  test('ends a pause between attempts', async () => {
    const failing = async (): Promise<Response> =>
      Response.json({}, { status: 503, headers: { 'retry-after': '100' } });
    const controller = new AbortController();
    const client = thingClient({
      fetch: failing,
      onEvent: ({ type }) => type === 'retrying' && setImmediate(() => controller.abort('stop')),
    });
    await expect(client.getThing({ id: '1' }, { signal: controller.signal })).rejects.toBe('stop');
  });

  test('has one listener however many calls share it, so that Node has no leak to warn of', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    const client = thingClient({ fetch: hanging, rateLimit: { maxConcurrent: 15 } });
    const calls = Array.from({ length: 30 }, (_, index) => outcome(client.getThing({ id: String(index) }, { signal })));
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.rateLimits()[0]).toMatchObject({ inFlight: 15, queued: 15 });
    expect(listeners).toBe(1);
    controller.abort('all of them');
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls.map(({ error }) => error)).toEqual(new Array(30).fill('all of them'));
  });

  test('keeps no listener once a call is over, however it ended', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    for (const status of [200, 404, 503]) {
      for (const deadlineMs of [undefined, 60_000]) {
        const client = thingClient({ fetch: async () => Response.json({}, { status }), retries: 0, deadlineMs });
        await client.getThing({ id: '1' }, { signal }).catch(() => undefined);
      }
    }
    expect(listeners).toBe(0);
  });
});

test('the stack of a timeout leads to the call', async () => {
  await using server = await serve(() => undefined);
  const client = thingClient({ baseUrl: server.url, retries: 0 });
  async function whoCalls(options: { timeoutMs?: number; deadlineMs?: number }): Promise<unknown> {
    await client.getThing({ id: '1' }, options);
    return undefined;
  }
  for (const options of [{ timeoutMs: 20 }, { deadlineMs: 20 }]) {
    const error: unknown = await whoCalls(options).catch((reason: unknown) => reason);
    expect((error as Error).stack).toMatch(/^TimeoutError: `getThing` /);
    expect((error as Error).stack).toContain('whoCalls');
  }
});
