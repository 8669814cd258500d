import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Longest } from '../../src/limiter/longest.ts';
import { Pace } from '../../src/limiter/pace.ts';
import { ALONE, play, rateOf } from '../support/lanes.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const windows = [
  { name: 'burst', limit: 10, seconds: 1 },
  { name: 'steady', limit: 150, seconds: 60 },
];

let time: VirtualTime;
beforeEach(() => {
  time = new VirtualTime();
  time.install();
});
afterEach(() => time.uninstall());

describe('the longest window', () => {
  const LIMIT = 150;
  const LENGTH_MS = 60_000;
  const MARGIN_MS = 4_000;

  test.each(['ceil', 'floor', 'round'] as const)(
    'is never thought to hold less than the server counts in it, by Math.%s',
    (round) => {
      const request = fc.record({
        gap: fc.integer({ min: 0, max: 9_000 }),
        up: fc.integer({ min: 0, max: MARGIN_MS }),
        down: fc.integer({ min: 0, max: 4_000 }),
        answered: fc.boolean(),
      });
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: LENGTH_MS }),
          fc.array(request, { minLength: 1, maxLength: 60 }),
          (phaseMs, requests) => {
            time.now = 1;
            const longest = new Longest(LENGTH_MS, LENGTH_MS + MARGIN_MS);
            const indexOf = (at: number): number => Math.floor((at - phaseMs) / LENGTH_MS);
            const arrivals: number[] = [];
            const learn: { at: number; number: number; resetMs: number }[] = [];
            for (const [index, { gap, up, down, answered }] of requests.entries()) {
              const next = time.now + gap;
              for (const { at, number, resetMs } of learn.splice(0).sort((a, b) => a.at - b.at)) {
                if (at <= next) {
                  time.now = at;
                  longest.learn(number, resetMs);
                } else learn.push({ at, number, resetMs });
              }
              time.now = next;
              longest.pass();
              // What arrives from now on may be counted with those that arrived in the window that is under way.
              const arrives = next + up;
              const counted = arrivals.filter((at) => indexOf(at) === indexOf(arrives)).length;
              expect(counted === 0 || longest.freeAt(LIMIT, LIMIT - counted) > 0).toBe(true);
              longest.take(index + 1, next);
              arrivals.push(arrives);
              const leftMs = (indexOf(arrives) + 1) * LENGTH_MS + phaseMs - arrives;
              const resetMs = Math[round](leftMs / 1_000) * 1_000;
              if (answered) learn.push({ at: arrives + down, number: index + 1, resetMs });
            }
          },
        ),
        { numRuns: 1_000 },
      );
    },
  );

  /** Holds 150 permits, one each 100 ms; all but the last were answered after 50 ms, by a window that ends at `endsAt`. */
  function full(endsAt: number): Longest {
    const longest = new Longest(LENGTH_MS, LENGTH_MS + 100);
    for (let number = 1; number <= LIMIT; number += 1) {
      time.now += 100;
      longest.take(number, time.now);
      time.now += 50;
      if (number < LIMIT) longest.learn(number, Math.ceil((endsAt - time.now) / 1_000) * 1_000);
      time.now -= 50;
    }
    return longest;
  }

  test("lets go of what was counted in the server's window at the latest moment at which that ends", () => {
    const longest = full(40_300);
    const latest = longest.freeAt(LIMIT, 0);
    expect(latest).toBeGreaterThanOrEqual(40_300);
    expect(latest).toBeLessThanOrEqual(42_300);
    expect(longest.freeAt(LIMIT, 148)).toBe(latest);
    time.now = latest - 1;
    expect(longest.pass()).toBe(false);
    time.now = latest;
    expect(longest.pass()).toBe(true);
    expect(longest.freeAt(LIMIT, 148)).toBe(0);
    // The one that nothing is known of stays for the window's length and the margin.
    expect(longest.freeAt(LIMIT, 149)).toBe(15_000 + LENGTH_MS + 100);
  });

  test('lets go of it at once when an answer tells of the next window, and of one that was counted before', () => {
    const longest = full(40_300);
    time.now = 40_400;
    longest.take(LIMIT + 1, time.now);
    time.now += 50;
    expect(longest.learn(LIMIT + 1, 60_000)).toBe(true);
    expect(longest.freeAt(LIMIT, 147)).toBe(0);
    expect(longest.freeAt(LIMIT, 148)).toBe(15_000 + LENGTH_MS + 100);
    time.now += 50;
    const late = new Longest(LENGTH_MS, LENGTH_MS + 100);
    for (const number of [1, 2]) late.take(number, time.now);
    time.now += 1_000;
    late.learn(2, 60_000);
    expect(late.learn(1, 1_000)).toBe(true);
    expect(late.freeAt(2, 0)).toBe(0);
  });

  test('learns nothing of an answer that took so long that it may speak of the next window', () => {
    const longest = new Longest(6_000, 6_100);
    longest.take(1, 0);
    longest.take(2, 1);
    time.now = 1_000;
    longest.learn(1, 3_000);
    expect(longest.freeAt(2, 0)).toBe(6_100);
    longest.learn(2, 3_000);
    expect(longest.freeAt(2, 0)).toBe(5_000);
  });

  test('is not trusted any more once the server refused for longer than the shorter windows last', async () => {
    const pace = new Pace(rateOf(windows), { marginMs: 100, maxConcurrent: 10, maxRefusedMs: undefined, instances: 1 });
    const call = async (response: Response): Promise<void> => {
      time.now += 110;
      await pace.take();
      const pass = pace.start();
      pace.observe(response, pass);
      pace.end(pass);
    };
    for (let sent = 1; sent <= 149; sent += 1) {
      await call(
        new Response(null, { headers: { 'x-limit': '150', 'x-remaining': String(150 - sent), 'x-reset': '30' } }),
      );
    }
    expect(pace.expectedWaitMs(1)).toBeLessThan(32_000);
    await call(new Response(null, { status: 429, headers: { 'retry-after': '1' } }));
    expect(pace.expectedWaitMs(1)).toBeLessThan(32_000);
    await call(new Response(null, { status: 429, headers: { 'retry-after': '2' } }));
    time.now += 3_000;
    expect(pace.expectedWaitMs()).toBeGreaterThan(40_000);
  });
});

describe('600 calls at once, alone on the account', () => {
  const calls = Array.from({ length: 600 }, () => ({ failures: 0, latency: 40, abortAfter: undefined }));
  const OPTIMUM_MS = 194_000;

  /** The least time of a schedule that knows when the server's windows begin: the first one begins `phaseMs` after it does. */
  const optimum = (phaseMs: number): number => {
    const first = Math.min(150, 10 * Math.floor(phaseMs / 1_000));
    const minutes = Math.ceil((600 - first) / 150) - 1;
    return phaseMs + minutes * 60_000 + 14_000;
  };

  test.each([16_000, 20_000, 30_000, 45_000, 59_000])(
    'take 1.02 of what the server allows when its minute begins after %i ms, and none is refused',
    async (phaseMs) => {
      const net = { marginMs: 100, uplinks: [20, 80, 40, 33], round: 'ceil' as const };
      const { sends, refused } = await play(
        windows,
        [{ kind: 'calls', gap: 0, calls }],
        [0, 3, 7],
        phaseMs,
        ALONE,
        net,
      );
      expect(refused).toBe(0);
      expect(sends).toHaveLength(600);
      expect(sends.at(-1)!.at).toBeLessThan(1.02 * Math.min(OPTIMUM_MS, optimum(phaseMs)));
    },
  );
});
