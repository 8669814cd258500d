import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLimiter } from '../../src/limiter/limiter.ts';
import { Pace } from '../../src/limiter/pace.ts';
import { partOf } from '../../src/limiter/part.ts';
import { Share } from '../../src/limiter/share.ts';
import { rateOf } from '../support/lanes.ts';
import { VirtualTime } from '../support/virtual-time.ts';

let time: VirtualTime;
beforeEach(() => {
  time = new VirtualTime();
  time.install();
});
afterEach(() => time.uninstall());

const windows = [
  { name: 'burst', limit: 10, seconds: 1 },
  { name: 'steady', limit: 150, seconds: 60 },
];

describe('the share of a window', () => {
  test.each([1, 2, 10, 1_000])(
    'of %i is all of it, less after refusals, never none, and all again within a minute',
    (limit) => {
      const share = new Share(limit);
      expect(share.limit).toBe(limit);
      share.refused(true);
      expect(share.limit).toBe(Math.max(1, Math.floor(limit * 0.7)));
      for (let index = 0; index < 1_000; index += 1) share.refused(false);
      expect(share.limit).toBe(1);
      time.now += 20_000;
      expect(share.limit).toBeLessThanOrEqual(Math.ceil(limit / 2) + 1);
      time.now += 40_000;
      expect(share.limit).toBe(limit);
      time.now += 3_600_000;
      expect(share.limit).toBe(limit);
    },
  );

  test('of nothing stays nothing', () => {
    const share = new Share(0);
    share.refused(true);
    expect(share.limit).toBe(0);
  });
});

describe('what the server counts', () => {
  const rate = rateOf(windows);
  const settings = { marginMs: 100, maxConcurrent: 10, maxRefusedMs: undefined, instances: 1 };

  /** Milliseconds until the next may go, of `waiting`, after 10 were sent and the server told what is left. */
  async function waitAfter(remaining: number, waiting: number): Promise<number> {
    const pace = new Pace(rate, settings);
    for (let index = 0; index < 10; index += 1) {
      await pace.take();
      const pass = pace.start();
      const left = index === 9 ? String(remaining) : '140';
      const headers = { 'x-limit': '150', 'x-remaining': left, 'x-reset': '30' };
      pace.observe(new Response(null, { headers }), pass);
      pace.end(pass);
    }
    time.now += 1_100;
    return pace.blockedMs(waiting);
  }

  test('that we sent ourselves changes nothing', async () => {
    expect(await waitAfter(140, 1_000)).toBe(0);
  });

  test('beyond what we sent is spread until the reset, where it will not do for all that wait', async () => {
    expect(await waitAfter(59, 59)).toBe(0);
    const wait = await waitAfter(59, 60);
    expect(wait).toBe(0);
    expect(await waitAfter(9, 60)).toBe(30_000 / 10 - 1_100);
    expect(await waitAfter(9, 9)).toBe(0);
  });
});

describe('a static part', () => {
  test('is rounded down; one below a request is one in a longer window; none stays none', () => {
    expect(partOf(windows, 1)).toEqual(windows);
    expect(partOf(windows, 4)).toEqual([
      { name: 'burst', limit: 2, seconds: 1 },
      { name: 'steady', limit: 37, seconds: 60 },
    ]);
    expect(partOf(windows, 16)).toEqual([
      { name: 'burst', limit: 1, seconds: 1.6 },
      { name: 'steady', limit: 9, seconds: 60 },
    ]);
    expect(partOf([{ name: 'none', limit: 0, seconds: 1 }], 3)).toEqual([{ name: 'none', limit: 0, seconds: 1 }]);
  });

  test('never allows more than an even part of any window, and never nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 500 }), (limit, instances) => {
        const [part] = partOf([{ name: 'w', limit, seconds: 1 }], instances);
        expect(part!.limit).toBeGreaterThanOrEqual(1);
        expect(part!.limit / part!.seconds).toBeLessThanOrEqual((limit / instances) * (1 + 1e-9));
      }),
    );
  });

  test.each([0, 1.5, -1, '2'])('%p is no number of processes', (instances) => {
    expect(() => createLimiter({ instances: instances as number })).toThrow(/`instances`/);
  });
});
