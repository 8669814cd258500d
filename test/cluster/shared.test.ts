import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createSharedLimiter } from '../../src/cluster/limiter.ts';
import { ApiError } from '../../src/common/errors.ts';
import type { ClientEvent } from '../../src/common/events.ts';
import type { RateWindow } from '../../src/contract.ts';
import type { LimiterOptions } from '../../src/limiter/limiter.ts';
import type { SharedLimiter } from '../../src/limiter/shared.ts';
import { logTo } from '../../src/options/listeners.ts';
import { MemoryCounter } from '../support/memory-counter.ts';
import { mostInAnyStretch } from '../support/sends.ts';
import { thingClient, things } from '../support/things.ts';
import { VirtualTime } from '../support/virtual-time.ts';

let time: VirtualTime;
let counter: MemoryCounter;
beforeEach(() => {
  // The same chances in every run: what is rare is looked for by the property runs.
  let state = 1;
  jest.spyOn(Math, 'random').mockImplementation(() => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
  time = new VirtualTime();
  time.install();
  counter = new MemoryCounter(() => time.now + 1_000_000);
});
afterEach(() => {
  time.uninstall();
  jest.restoreAllMocks();
});

const WINDOWS: readonly RateWindow[] = [
  { name: 'burst', limit: 10, seconds: 1 },
  { name: 'steady', limit: 30, seconds: 6 },
];

/** Answers the request of a process, the so many-th of all; it may take some time. */
type Answer = (count: number, process: number) => Response | Promise<Response>;

/** Processes that share an account by one counter, and what the server got of them. */
function account(processes: number, options: LimiterOptions = {}, answer: Answer = () => Response.json({ id: '1' })) {
  const sent: { readonly process: number; readonly at: number }[] = [];
  const events: [number, ClientEvent][] = [];
  const all = Array.from({ length: processes }, (_, process) => {
    const limiter = createSharedLimiter(counter, options);
    const client = thingClient(
      {
        rateLimit: { limiter },
        onEvent: (event) => events.push([process, event]),
        fetch: async () => {
          const count = sent.push({ process, at: time.now });
          await new Promise((resolve) => setTimeout(resolve, 20));
          return answer(count, process);
        },
      },
      { ...things, rateLimits: { T: { ...things.rateLimits['T']!, windows: WINDOWS } } },
    );
    return { limiter, call: (call: object = {}): Promise<unknown> => client.getThing({ id: '1' }, call) };
  });
  const times = (): number[] => sent.map(({ at }) => at);
  const told = (process: number): string[] =>
    events.flatMap(([from, { type }]) =>
      from === process && type !== 'queued' && type !== 'sent' && type !== 'answered' ? [type] : [],
    );
  return { all, sent, times, events, told };
}

const refusal = (retryAfter: string): Response =>
  Response.json({}, { status: 429, headers: { 'retry-after': retryAfter } });

/** How calls ended, once all have. */
async function ended(calls: readonly Promise<unknown>[]): Promise<unknown[]> {
  const errors: unknown[] = [];
  const all = calls.map((call) =>
    call.then(
      () => errors.push(undefined),
      (error) => errors.push(error),
    ),
  );
  await time.runUntil(() => errors.length === calls.length);
  await Promise.all(all);
  return errors;
}

const good = (count: number): undefined[] => new Array(count).fill(undefined);

function keepsLimits(times: readonly number[]): void {
  expect(mostInAnyStretch(times, 1_000)).toBeLessThanOrEqual(10);
  expect(mostInAnyStretch(times, 6_000)).toBeLessThanOrEqual(30);
}

describe('together', () => {
  test('processes keep every limit, share evenly, and lose no time', async () => {
    counter.delayMs = 1;
    const { all, sent, times } = account(4);
    const calls = all.flatMap(({ call }) => Array.from({ length: 30 }, () => call()));
    expect(await ended(calls)).toEqual(good(120));
    keepsLimits(times());
    // Three windows, then the third batch of the fourth: what one process alone would need.
    expect(times().at(-1)).toBeLessThan((3 * 6_100 + 2 * 1_100) * 1.02);
    const half = sent.slice(0, 60);
    for (const process of all.keys())
      expect(half.filter((each) => each.process === process).length).toBeGreaterThan(12);
  });

  test('whoever has nothing to do leaves all of it to the others', async () => {
    const { all, times } = account(4);
    expect(await ended(Array.from({ length: 60 }, () => all[0]!.call()))).toEqual(good(60));
    expect(times().at(-1)).toBeLessThan(6_100 + 2 * 1_100 + 200);
  });

  test('classes have counters of their own, and so have accounts that have another counter', async () => {
    const { all, times } = account(2);
    counter = new MemoryCounter(() => time.now);
    const other = account(1);
    await ended([
      ...Array.from({ length: 10 }, () => all[0]!.call()),
      ...Array.from({ length: 10 }, () => other.all[0]!.call()),
    ]);
    expect(Math.max(...times(), ...other.times())).toBe(0);
  });

  test('a reservation that is not used is given back, and one that is taken over is not', async () => {
    const { all, times } = account(2);
    await ended(Array.from({ length: 10 }, () => all[0]!.call()));
    const controller = new AbortController();
    const given = all[0]!.call({ signal: controller.signal }).catch(() => 'aborted');
    await time.advance(100);
    const waiting = all[1]!.call();
    await time.advance(100);
    controller.abort();
    expect(await given).toBe('aborted');
    await ended([waiting, ...Array.from({ length: 9 }, () => all[1]!.call())]);
    expect(mostInAnyStretch(times(), 1_000)).toBe(10);
    expect(
      times()
        .slice(10)
        .every((at) => at < 1_200),
    ).toBe(true);
  });

  test('a process that stalls sends nothing late', async () => {
    const { all, times } = account(2);
    const first = Array.from({ length: 11 }, () => all[0]!.call());
    await time.advance(1_000);
    // Its reservation is due at 1,100; it wakes up when others have counted on its being sent.
    time.stall(1_500);
    const second = Array.from({ length: 10 }, () => all[1]!.call());
    await ended([...first, ...second]);
    keepsLimits(times());
  });

  test('a clock of the counter that is set back by an hour delays by no more than it was not asked', async () => {
    let step = 0;
    counter = new MemoryCounter(() => time.now + 10_000_000 + step);
    const { all, times } = account(2);
    const calls = all.flatMap(({ call }) => Array.from({ length: 30 }, () => call()));
    await time.advance(1_500);
    step = -3_600_000;
    expect(await ended(calls)).toEqual(good(60));
    keepsLimits(times());
    // The time since it was last asked is lost.
    expect(times().at(-1)).toBeLessThan(6_100 + 2 * 1_100 + 1_500);
  });

  test('the narrowest that one of them asks for holds for all', async () => {
    const wide = account(1, { marginMs: 0 });
    const wish = (id: string, limit: number) => ({
      id,
      parallel: false,
      windows: [
        { limit: 30, intervalMs: 6_000 },
        { limit, intervalMs: 1_000 },
      ],
    });
    await Promise.all([counter.reserve('account:T', wish('a', 2)), time.advance(0)]);
    await ended([wide.all[0]!.call(), wide.all[0]!.call()]);
    expect(wide.times()).toEqual([0, 1_000]);
  });
});

describe('what one process learns', () => {
  test('a refusal stops all, and one probe of all goes after it', async () => {
    const { all, sent, told } = account(3, {}, (count) => (count === 1 ? refusal('5') : Response.json({ id: '1' })));
    const first = all[0]!.call();
    await time.advance(30);
    const others = all.flatMap(({ call }) => [call(), call()]);
    expect(await ended([first, ...others])).toEqual(good(7));
    const after = sent.slice(1).map(({ at }) => at);
    expect(Math.min(...after)).toBeGreaterThanOrEqual(5_000);
    // The second goes when the first is answered, and not before.
    expect(after[1]! - after[0]!).toBeGreaterThanOrEqual(20);
    expect(all.map((_, process) => told(process).filter((type) => type === 'paused').length)).toEqual([1, 0, 0]);
  });

  test('those that wait already obey when they wake', async () => {
    const { all, sent } = account(2, {}, (count) => (count === 5 ? refusal('4') : Response.json({ id: '1' })));
    const calls = [
      ...Array.from({ length: 10 }, () => all[0]!.call()),
      ...Array.from({ length: 5 }, () => all[1]!.call()),
    ];
    expect(await ended(calls)).toEqual(good(15));
    const between = sent.filter(({ at }) => at > 50 && at < 4_000);
    expect(between).toEqual([]);
  });

  test('an exhausted window stops all until its reset', async () => {
    const used = { 'x-limit': '30', 'x-remaining': '0', 'x-reset': '3' };
    const { all, sent } = account(2, {}, (count) => Response.json({ id: '1' }, { headers: count === 1 ? used : {} }));
    await ended([all[0]!.call()]);
    await ended([all[1]!.call()]);
    expect(sent[1]!.at).toBeGreaterThanOrEqual(3_000);
  });

  test('a probe whose process died leaves its place to the next after five seconds', async () => {
    const { all, sent } = account(2, {}, (count) => {
      if (count === 1) return refusal('1');
      return count === 2 ? new Promise<Response>(() => undefined) : Response.json({ id: '1' });
    });
    void all[0]!.call();
    await time.advance(30);
    void all[0]!.call();
    await time.advance(2_000);
    const last = all[1]!.call();
    expect(await ended([last])).toEqual([undefined]);
    expect(sent[2]!.at - sent[1]!.at).toBeGreaterThanOrEqual(5_000);
    expect(sent[2]!.at - sent[1]!.at).toBeLessThan(5_300);
  });

  test('a server that refuses for ever ends the calls of all in the time of one', async () => {
    const { all, sent, told } = account(4, {}, () => refusal('1'));
    const errors = await ended(all.flatMap(({ call }) => Array.from({ length: 20 }, () => call())));
    expect(errors.every((error) => error instanceof ApiError && error.status === 429 && error.retryAfterMs! > 0)).toBe(
      true,
    );
    expect(time.now).toBeLessThan(200_000);
    expect(sent.length).toBeLessThanOrEqual(60);
    expect(all.every((_, process) => told(process).filter((type) => type === 'refused').length === 1)).toBe(true);
  });

  test('a server that names an hour ends the calls of all at once', async () => {
    const { all } = account(2, {}, () => refusal('3600'));
    const waiting = [all[0]!.call(), ...Array.from({ length: 20 }, () => all[1]!.call())];
    const errors = await ended(waiting);
    expect(errors.every((error) => error instanceof ApiError)).toBe(true);
    expect(time.now).toBeLessThan(2_000);
  });

  test('the parallel limit is the account’s', async () => {
    let underWay = 0;
    let refused = 0;
    const { all, sent } = account(4, {}, async () => {
      underWay += 1;
      if (underWay > 3) {
        underWay -= 1;
        refused += 1;
        return refusal('-1');
      }
      await new Promise((resolve) => setTimeout(resolve, 400));
      underWay -= 1;
      return Response.json({ id: '1' });
    });
    expect(await ended(all.flatMap(({ call }) => Array.from({ length: 8 }, () => call())))).toEqual(good(32));
    // The first ten go at once; then as many as the server lets, and one more every five seconds.
    expect(refused).toBeLessThan(16);
    expect(sent).toHaveLength(32 + refused);
  });
});

describe('when the counter fails', () => {
  const busy = async (
    options: LimiterOptions,
    fail: (at: number) => void,
    calls = 30,
  ): Promise<ReturnType<typeof account>> => {
    const each = account(4, options);
    const running = each.all.flatMap(({ call }) => Array.from({ length: calls }, () => call()));
    await time.advance(3_000);
    fail(time.now);
    expect(await ended(running)).toEqual(good(4 * calls));
    return each;
  };

  test.each(['down', 'silent'] as const)(
    '%s: no call is lost, and with `instances` every limit holds',
    async (state) => {
      const { times, told, all } = await busy({ instances: 4 }, () => {
        counter.state = state;
      });
      keepsLimits(times());
      expect(told(0)).toEqual(['degraded']);
      expect(all.map(({ limiter }) => limiter.states()[0]!.degraded)).toEqual([true, true, true, true]);
    },
  );

  test.each(['down', 'silent'] as const)('%s for a while: then they count together again', async (state) => {
    const { times, told, events, all } = await busy({ instances: 4 }, () => {
      counter.state = state;
      setTimeout(() => {
        counter.state = 'up';
      }, 8_000);
    });
    keepsLimits(times());
    expect(told(1)).toEqual(['degraded', 'recovered']);
    const [degraded, recovered] = events
      .map(([, event]) => event)
      .filter(({ type }) => /degraded|recovered/.test(type));
    expect(degraded).toMatchObject({ class: 'T', code: state === 'down' ? 'ECONNREFUSED' : 'TIMEOUT' });
    expect(events.map(([, event]) => event)).toContainEqual(
      expect.objectContaining({ type: 'recovered', from: 'degraded' }),
    );
    expect(recovered).toBeDefined();
    expect(all[0]!.limiter.states()[0]!.degraded).toBe(false);
  });

  test('flushed: what was sent is written back', async () => {
    const { times, told } = await busy({ instances: 4 }, () => counter.flush());
    keepsLimits(times());
    expect(told(0)).toEqual([]);
  });

  test('slow: the limits hold, and nothing is degraded', async () => {
    const { times, told } = await busy({ instances: 4, marginMs: 400 }, () => {
      counter.delayMs = 150;
    });
    keepsLimits(times());
    expect(told(0)).toEqual([]);
  });

  test('it is asked again before a part that is used up is due', async () => {
    counter.state = 'down';
    const { all, times } = account(1, { instances: 30 });
    const calls = Array.from({ length: 10 }, () => all[0]!.call());
    await time.advance(3_000);
    expect(times()).toHaveLength(1);
    counter.state = 'up';
    // Its part is one in six seconds; it rests for four at most.
    await time.advance(4_000);
    expect(times().length).toBeLessThan(10);
    expect(all[0]!.limiter.states()[0]!.degraded).toBe(false);
    expect(await ended(calls)).toEqual(good(10));
  });

  test('tells a log in words', async () => {
    const lines: string[] = [];
    const log = logTo({ debug: () => undefined, warn: (line) => lines.push(line), error: (line) => lines.push(line) });
    const { events } = await busy({ instances: 4, maxConcurrent: 2 }, () => {
      counter.state = 'down';
      setTimeout(() => {
        counter.state = 'up';
      }, 8_000);
    });
    for (const [process, event] of events) if (process === 0) log(event);
    expect(lines).toEqual([
      expect.stringMatching(/^getThing #\d+: class T keeps this process's part .* \(ECONNREFUSED\)$/),
      expect.stringMatching(/^getThing #\d+: class T counted together again$/),
    ]);
  });

  test('it is asked three times, then after a rest that doubles up to ten seconds', async () => {
    counter.state = 'down';
    const { all } = account(1, { instances: 1 });
    const calls = Array.from({ length: 150 }, () => all[0]!.call());
    await time.advance(200);
    expect(counter.asked).toBe(3);
    await time.advance(30_000);
    expect(counter.asked).toBeGreaterThanOrEqual(5);
    expect(counter.asked).toBeLessThanOrEqual(9);
    expect(await ended(calls)).toEqual(good(150));
  });

  test('without `instances` each starts with a sixteenth, and grows up to a half', async () => {
    counter.state = 'down';
    const { all, times } = account(1);
    const calls = Array.from({ length: 200 }, () => all[0]!.call());
    await time.advance(3_000);
    expect(times().length).toBeLessThanOrEqual(3);
    await ended(calls);
    const end = times().at(-1)!;
    expect(times().filter((at) => at > end - 6_000).length).toBeGreaterThan(10);
    expect(mostInAnyStretch(times(), 6_000)).toBeLessThanOrEqual(15);
  });

  test('without `instances` a refusal halves what each goes by', async () => {
    counter.state = 'down';
    const { all, times } = account(1, {}, (count) => (count === 100 ? refusal('1') : Response.json({ id: '1' })));
    await ended(Array.from({ length: 120 }, () => all[0]!.call()));
    const before = times()[99]!;
    const rate = (from: number, to: number): number => times().filter((at) => at > from && at <= to).length;
    expect(rate(before + 2_000, before + 8_000)).toBeLessThanOrEqual(rate(before - 6_000, before) / 2 + 2);
  });

  test('an implementation that throws, or answers nonsense, is one that fails', async () => {
    const broken = {
      reserve: () => {
        throw new Error('WRONGTYPE and a secret');
      },
      release: () => Promise.reject(new Error('no')),
      report: () => Promise.reject(new Error('no')),
      restore: () => Promise.reject(new Error('no')),
    } as unknown as SharedLimiter;
    const limiter = createSharedLimiter(broken, { instances: 2 });
    const events: ClientEvent[] = [];
    const client = thingClient({
      rateLimit: { limiter },
      fetch: async () => Response.json({ id: '1' }),
      onEvent: (event) => events.push(event),
    });
    expect(await ended(Array.from({ length: 5 }, () => client.getThing({ id: '1' })))).toEqual(good(5));
    expect(events.filter(({ type }) => type === 'degraded')).toMatchObject([{ code: 'WRONGTYPE' }]);
  });
});

describe('options', () => {
  test.each([undefined, null, {}, { reserve: () => undefined }, () => undefined])(
    '%p is no shared limiter',
    (shared) => {
      expect(() => createSharedLimiter(shared as never)).toThrow(/`reserve`, `release`, `report`, `restore`/);
    },
  );

  test('are those of a limiter', () => {
    expect(() => createSharedLimiter(counter, { instances: 0 })).toThrow(/`instances`/);
    expect(() => createSharedLimiter(counter, { marginMS: 0 } as never)).toThrow(/Unknown `marginMS`/);
  });
});
