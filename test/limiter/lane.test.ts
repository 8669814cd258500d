import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RateLimit } from '../../src/contract.ts';
import type { Pass } from '../../src/limiter/gate.ts';
import { Lane, type LaneSettings } from '../../src/limiter/lane.ts';
import { mostInAnyStretch } from '../support/sends.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const rate: RateLimit = {
  scope: 'account',
  class: 'C',
  alignment: 'fixed',
  windows: [
    { name: 'burst', limit: 10, seconds: 1 },
    { name: 'steady', limit: 150, seconds: 60 },
  ],
  headers: { limit: 'x-limit', remaining: 'x-remaining', reset: 'x-reset' },
  parallel: { retryAfter: -1 },
};
const settings: LaneSettings = {
  marginMs: 100,
  maxConcurrent: 1_000,
  maxQueue: 10_000,
  maxWaitMs: Number.POSITIVE_INFINITY,
  maxRefusedMs: undefined,
  instances: 1,
};

let time: VirtualTime;
beforeEach(() => {
  time = new VirtualTime();
  time.install();
});
afterEach(() => time.uninstall());

interface Sent {
  readonly name: number;
  readonly at: number;
}

/** Queues `count` calls that end at once, and tells when each was sent. */
function send(lane: Lane, count: number, sent: Sent[], from = 0): void {
  for (let name = from; name < from + count; name += 1) {
    lane.enqueue(
      {
        signal: undefined,
        granted: (pass) => {
          sent.push({ name, at: time.now });
          // A probe lets the others go only when it is answered.
          lane.observe(new Response(), pass);
          lane.release(pass);
        },
        refused: () => undefined,
      },
      'back',
    );
  }
}

const timesOf = (sent: readonly Sent[]): number[] => sent.map(({ at }) => at);
const answer = (status: number, headers: Record<string, string>): Response => new Response(null, { status, headers });

describe('the limits', () => {
  test('600 calls at once keep both limits, in order, within 3 % of what the limits allow', async () => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    send(lane, 600, sent);
    await time.runUntil(() => sent.length === 600);
    expect(sent.map(({ name }) => name)).toEqual([...sent.keys()]);
    expect(mostInAnyStretch(timesOf(sent), 1_000)).toBe(10);
    expect(mostInAnyStretch(timesOf(sent), 60_000)).toBe(150);
    // The least time any schedule needs that keeps sliding windows: see the evidence.
    expect(sent.at(-1)!.at).toBeLessThan(194_000 * 1.03);
  });

  test('after an idle minute a burst is free again', async () => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    send(lane, 150, sent);
    await time.runUntil(() => sent.length === 150);
    await time.advance(70_000);
    const idleSince = time.now;
    send(lane, 10, sent);
    await time.advance(0);
    expect(timesOf(sent).slice(150)).toEqual(new Array(10).fill(idleSince));
  });

  test('leaves no timer behind when all is sent, or when all that wait have left', async () => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    send(lane, 10, sent);
    await time.advance(0);
    expect(time.timers).toBe(0);
    const controller = new AbortController();
    const reasons: unknown[] = [];
    lane.enqueue(
      { signal: controller.signal, granted: () => undefined, refused: (reason) => reasons.push(reason) },
      'back',
    );
    await time.advance(10);
    expect(time.timers).toBe(1);
    controller.abort('changed my mind');
    await time.advance(0);
    expect(reasons).toEqual(['changed my mind']);
    expect(time.timers).toBe(0);
  });

  test('a call that leaves the queue costs no permit', async () => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    send(lane, 10, sent);
    const controller = new AbortController();
    for (let index = 0; index < 50; index += 1) {
      lane.enqueue({ signal: controller.signal, granted: () => undefined, refused: () => undefined }, 'back');
    }
    send(lane, 10, sent, 10);
    await time.advance(500);
    controller.abort();
    await time.advance(601);
    expect(sent).toHaveLength(20);
  });

  test('tells how long a call would wait, and is right', async () => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    const expected: number[] = [];
    for (let index = 0; index < 400; index += 1) {
      expected.push(time.now + lane.expectedWaitMs);
      send(lane, 1, sent, index);
    }
    await time.runUntil(() => sent.length === 400);
    for (const [index, { at }] of sent.entries()) {
      // A later window can only delay what an earlier one would let through.
      expect(expected[index]!).toBeLessThanOrEqual(at);
      expect(at - expected[index]!).toBeLessThan(20_000);
    }
    expect(expected.slice(0, 150)).toEqual(timesOf(sent).slice(0, 150));
  });

  test('a limit of 0 lets nothing through and stalls nothing else', async () => {
    const lane = new Lane({ ...rate, windows: [{ name: 'none', limit: 0, seconds: 1 }] }, settings);
    const sent: Sent[] = [];
    send(lane, 1, sent);
    await time.advance(3_600_000);
    expect(sent).toHaveLength(0);
    expect(lane.expectedWaitMs).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a wall clock that is set', () => {
  test.each([
    ['back by an hour', -3_600_000],
    ['forward by an hour', 3_600_000],
    ['back by two seconds', -2_000],
    ['forward by two seconds', 2_000],
    ['back by 40 ms', -40],
    ['forward by 40 ms', 40],
  ])('%s neither stalls the queue nor lets a burst through', async (_, step) => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    send(lane, 300, sent);
    for (const pause of [0, 3, 300, 1_099, 20_000, 30_000]) {
      await time.advance(pause);
      time.wall += step;
    }
    await time.runUntil(() => sent.length === 300);
    expect(mostInAnyStretch(timesOf(sent), 1_000)).toBeLessThanOrEqual(10);
    expect(mostInAnyStretch(timesOf(sent), 60_000)).toBeLessThanOrEqual(150);
    expect(sent.at(-1)!.at).toBeLessThan(90_000);
  });
});

describe("the server's word", () => {
  /** Sends `count` requests that stay under way, and returns their passes. */
  async function underWay(lane: Lane, count: number): Promise<Pass[]> {
    const passes: Pass[] = [];
    for (let index = 0; index < count; index += 1) {
      lane.enqueue({ signal: undefined, granted: (pass) => passes.push(pass), refused: () => undefined }, 'back');
    }
    await time.advance(0);
    return passes;
  }

  async function pausedAfter(
    response: Response,
    inFlight = 1,
  ): Promise<{ lane: Lane; others: Pass[]; sentAfter: () => number[] }> {
    const lane = new Lane(rate, settings);
    const [first, ...others] = await underWay(lane, inFlight);
    lane.observe(response, first!);
    lane.release(first!);
    const sent: Sent[] = [];
    send(lane, 3, sent);
    return { lane, others, sentAfter: () => timesOf(sent) };
  }

  test.each([
    ['Retry-After in seconds', { 'retry-after': '7' }, 7_000],
    ['no Retry-After', {}, 1_000],
    ['Retry-After that is nonsense', { 'retry-after': 'soon' }, 1_000],
    ['Retry-After of nothing', { 'retry-after': '0' }, 1_000],
    ['Retry-After of all that may be', { 'retry-after': '120' }, 120_000],
  ])('429 with %s closes the queue', async (_, headers, ms) => {
    const { lane, sentAfter } = await pausedAfter(answer(429, headers));
    expect(lane.pace.gate.pausedMs).toBeGreaterThanOrEqual(ms);
    await time.advance(ms - 1);
    expect(sentAfter()).toEqual([]);
    await time.advance(ms / 10 + 1);
    expect(sentAfter()).toHaveLength(3);
  });

  test('each pause whose probe is refused is twice as long, until an answer comes', async () => {
    const lane = new Lane(rate, settings);
    const waits: number[] = [];
    for (const status of [429, 429, 429, 503, 200, 429]) {
      const [probe] = await underWay(lane, 1);
      lane.observe(answer(status, { 'retry-after': '1' }), probe!);
      lane.release(probe!);
      waits.push(Math.floor(lane.pace.gate.pausedMs / 1_000));
      await time.advance(lane.pace.gate.pausedMs);
    }
    expect(waits).toEqual([1, 2, 4, 8, 0, 1]);
  });

  test('refusals of what was sent before a pause count once, and lengthen it only by their own word', async () => {
    const lane = new Lane(rate, settings);
    const [first, second, third, fourth] = await underWay(lane, 4);
    lane.observe(answer(429, {}), first!);
    lane.observe(answer(429, {}), second!);
    expect(lane.pace.gate.pausedMs).toBeLessThan(1_101);
    lane.observe(answer(429, { 'retry-after': '9' }), third!);
    expect(lane.pace.gate.pausedMs).toBeGreaterThanOrEqual(9_000);
    await time.advance(9_900);
    // It was sent before: the gate is open for a probe, and stays so.
    lane.observe(answer(429, {}), fourth!);
    expect(lane.pace.gate.pausedMs).toBe(0);
    const [probe] = await underWay(lane, 1);
    lane.observe(answer(429, {}), probe!);
    expect(Math.floor(lane.pace.gate.pausedMs / 1_000)).toBe(2);
  });

  test('after a pause one goes alone, and the rest when it is answered', async () => {
    const lane = new Lane(rate, settings);
    const [first, straggler] = await underWay(lane, 2);
    lane.observe(answer(429, {}), first!);
    lane.release(first!);
    const passes: Pass[] = [];
    for (let index = 0; index < 4; index += 1) {
      lane.enqueue({ signal: undefined, granted: (pass) => passes.push(pass), refused: () => undefined }, 'back');
    }
    await time.advance(20_000);
    expect(passes).toMatchObject([{ probe: true }]);
    // What was sent before the pause is not the answer that is waited for.
    lane.observe(answer(200, {}), straggler!);
    lane.release(straggler!);
    await time.advance(1_000);
    expect(passes).toHaveLength(1);
    // A probe that is lost makes room for the next.
    lane.release(passes[0]!);
    await time.advance(1_000);
    expect(passes).toMatchObject([{ probe: true }, { probe: true }]);
    lane.observe(answer(404, {}), passes[1]!);
    lane.release(passes[1]!);
    await time.advance(0);
    expect(passes).toHaveLength(4);
    expect(passes.slice(2)).toMatchObject([{ probe: false }, { probe: false }]);
  });

  test('503 with Retry-After closes the queue, without one it does not', async () => {
    const { lane, sentAfter } = await pausedAfter(answer(503, { 'retry-after': '30' }));
    expect(lane.pace.gate.pausedMs).toBeGreaterThanOrEqual(30_000);
    await time.advance(29_999);
    expect(sentAfter()).toEqual([]);
    expect((await pausedAfter(answer(503, {}))).lane.pace.gate.pausedMs).toBe(0);
  });

  test('the parallel refusal lowers the cap and waits for one of ours', async () => {
    const { lane, others, sentAfter } = await pausedAfter(answer(429, { 'retry-after': '-1' }), 4);
    expect(lane.pace.concurrency.cap).toBe(3);
    expect(lane.pace.gate.pausedMs).toBe(0);
    await time.advance(0);
    expect(sentAfter()).toEqual([]);
    lane.release(others[0]!);
    await time.advance(0);
    expect(sentAfter()).toHaveLength(3);
    await time.advance(5_000);
    send(lane, 1, []);
    expect(lane.pace.concurrency.cap).toBeGreaterThan(3);
  });

  test('the parallel refusal with nothing else of ours under way waits a moment', async () => {
    const { lane, sentAfter } = await pausedAfter(answer(429, { 'retry-after': '-1' }));
    expect(lane.pace.gate.pausedMs).toBeGreaterThan(100);
    await time.advance(2_100);
    expect(sentAfter()).toHaveLength(3);
  });

  test('an exhausted steady window closes the queue until its reset; an exhausted burst does not', async () => {
    const steady = await pausedAfter(answer(200, { 'x-limit': '150', 'x-remaining': '0', 'x-reset': '20' }));
    expect(steady.lane.pace.state).toEqual({ server: { limit: 150, remaining: 0, resetSeconds: 20 } });
    await time.advance(20_000);
    expect(steady.sentAfter()).toEqual([]);
    await time.advance(100);
    expect(steady.sentAfter()).toHaveLength(3);
    const burst = await pausedAfter(answer(200, { 'x-limit': '10', 'x-remaining': '0', 'x-reset': '1' }));
    expect(burst.lane.pace.gate.pausedMs).toBe(0);
  });

  test('a reset beyond the window is not believed', async () => {
    const { lane } = await pausedAfter(answer(200, { 'x-limit': '150', 'x-remaining': '0', 'x-reset': '86400' }));
    expect(lane.pace.gate.pausedMs).toBeLessThan(61_000);
  });
});

describe('preparing', () => {
  test('happens once, at the head, as the last thing before the permit', async () => {
    const lane = new Lane(rate, settings);
    const log: string[] = [];
    send(lane, 10, []);
    for (const name of ['a', 'b']) {
      lane.enqueue(
        {
          signal: undefined,
          prepare: async () => void log.push(`prepare ${name} ${time.now}`),
          granted: () => log.push(`send ${name} ${time.now}`),
          refused: () => undefined,
        },
        'back',
      );
    }
    await time.advance(2_000);
    expect(log).toEqual(['prepare a 1100', 'send a 1100', 'prepare b 1100', 'send b 1100']);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('no token');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no token'))],
  ])('refuses the waiter when it %s, and goes on with the next', async (_, prepare) => {
    const lane = new Lane(rate, settings);
    const reasons: unknown[] = [];
    const sent: Sent[] = [];
    lane.enqueue(
      { signal: undefined, prepare, granted: () => undefined, refused: (reason) => reasons.push(reason) },
      'back',
    );
    send(lane, 1, sent);
    await time.advance(0);
    expect(String(reasons[0])).toBe('Error: no token');
    expect(sent).toHaveLength(1);
  });

  test('a preparation that is overtaken by an abort leaves the next one unharmed', async () => {
    const lane = new Lane(rate, settings);
    const controller = new AbortController();
    const sent: Sent[] = [];
    let finish = (): void => undefined;
    lane.enqueue(
      {
        signal: controller.signal,
        prepare: () =>
          new Promise<void>((resolve) => {
            finish = resolve;
          }),
        granted: () => sent.push({ name: -1, at: 0 }),
        refused: () => undefined,
      },
      'back',
    );
    send(lane, 1, sent);
    await time.advance(0);
    controller.abort();
    finish();
    await time.advance(0);
    expect(sent.map(({ name }) => name)).toEqual([0]);
  });
});

describe('while a permit is being taken', () => {
  // How many microtasks that takes is no promise of anyone's, so every moment of it is tried.
  const moments = Array.from({ length: 12 }, (_, index) => index);
  const pass = async (moment: number): Promise<void> => {
    for (let index = 0; index < moment; index += 1) await Promise.resolve();
  };

  test.each(moments)('a call that comes to the front loses nobody: moment %i', async (moment) => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    send(lane, 2, sent);
    await pass(moment);
    lane.enqueue(
      { signal: undefined, granted: () => void sent.push({ name: 9, at: 0 }), refused: () => undefined },
      'front',
    );
    await time.advance(2_000);
    expect(sent.map(({ name }) => name).sort()).toEqual([0, 1, 9]);
  });

  test.each(moments)('a refusal drops it: moment %i', async (moment) => {
    const lane = new Lane(rate, settings);
    const sent: Sent[] = [];
    send(lane, 5, sent);
    await pass(moment);
    const before = sent.length;
    lane.observe(answer(429, { 'retry-after': '5' }), { pauses: 0, probe: false, sent: 1 });
    await time.advance(4_999);
    expect(sent).toHaveLength(before);
    await time.advance(502);
    expect(sent).toHaveLength(5);
  });
});
