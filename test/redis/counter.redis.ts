import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import type { SharedLimiter, Turn } from '../../src/limiter/shared.ts';
import { redisCounter } from '../../src/redis/counter.ts';
import { RedisServer } from './server.ts';
import { withServers } from './with-servers.ts';

const SIGNAL = new AbortController().signal;
const WINDOWS = [
  { limit: 5, intervalMs: 60_000 },
  { limit: 2, intervalMs: 1_000.5 },
];

withServers((binary) => {
  let server: RedisServer;
  let redis: Redis;
  let counter: SharedLimiter;
  beforeAll(async () => {
    server = await RedisServer.start(binary);
    redis = new Redis(server.url);
    counter = redisCounter(redis, 'acme', 'limits');
  });
  afterAll(async () => {
    redis.disconnect();
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => redis.flushall());

  const reserve = (id: string, windows = WINDOWS, parallel = false): Promise<Turn> =>
    counter.reserve('C', { id, windows, parallel }, SIGNAL);
  /** Waits of reservations, as counts of the windows that they are in. */
  const inWindows = (turns: readonly Turn[], ms: number): number[] =>
    turns.map(({ waitMs }) => Math.round(waitMs / ms));

  test('reserves the first time that keeps every window', async () => {
    const turns: Turn[] = [];
    for (const id of 'abcdefg') turns.push(await reserve(id));
    expect(inWindows(turns, 1_001)).toEqual([0, 0, 1, 1, 2, 60, 60]);
    expect(turns.map(({ next }) => next)).toEqual(new Array(7).fill('go'));
    expect(turns.at(-1)!.used).toEqual([7, 7]);
  });

  test('counts a reservation once, however often it is asked for, and moves it when it is given back', async () => {
    for (const id of 'aabba') await reserve(id);
    expect(inWindows([await reserve('c')], 1_001)).toEqual([1]);
    await counter.release('C', 'b', false);
    await counter.release('C', 'c', false);
    expect(inWindows([await reserve('d'), await reserve('e')], 1_001)).toEqual([0, 1]);
  });

  test('says how late a reservation is that is asked for again', async () => {
    await reserve('a');
    await redis.zadd((await redis.keys('*:log'))[0]!, Date.now() - 700, 'a');
    expect((await reserve('a')).waitMs).toBeLessThanOrEqual(-700);
  });

  test('keeps the narrowest that is asked for, and each class apart', async () => {
    await reserve('a', [WINDOWS[0]!, { limit: 1, intervalMs: 1_000 }]);
    expect(inWindows([await reserve('b')], 1_000)).toEqual([1]);
    const other = await counter.reserve('D', { id: 'c', windows: WINDOWS, parallel: false }, SIGNAL);
    expect(other.waitMs).toBe(0);
  });

  test('stops all for a pause, then lets one probe go', async () => {
    await reserve('a');
    await counter.report('C', 'refused', 50);
    expect(await reserve('a')).toMatchObject({ next: 'ask', paused: 'refused' });
    let first = await reserve('b');
    while (first.paused) first = await reserve('b');
    expect(first.next).toBe('probe');
    expect(await reserve('c')).toMatchObject({ next: 'ask', paused: undefined });
    expect((await reserve('b')).next).toBe('probe');
    await counter.report('C', 'answered', 0);
    expect((await reserve('c')).next).toBe('go');
    await counter.report('C', 'exhausted', 60_000);
    expect(await reserve('d')).toMatchObject({ next: 'ask', paused: 'exhausted' });
  });

  test('counts what is under way once one was too many', async () => {
    const wide = [{ limit: 100, intervalMs: 60_000 }];
    for (const id of 'abc') await reserve(id, wide, true);
    await counter.report('C', 'crowded', 0);
    await counter.release('C', 'c', true);
    expect((await reserve('d', wide, true)).next).toBe('ask');
    await counter.release('C', 'a', true);
    expect((await reserve('d', wide, true)).next).toBe('go');
  });

  test('a log that vanished has another name, and takes back what was sent', async () => {
    const before = await reserve('a');
    await redis.del(...(await redis.keys('*:log')));
    const after = await reserve('b');
    expect(after.log).not.toBe(before.log);
    await counter.restore('C', [{ id: 'a', agoMs: 10.4 }], 6_000);
    const third = await reserve('c');
    expect(inWindows([third], 1_001)).toEqual([1]);
    expect(third.carefulMs).toBeGreaterThan(5_000);
  });

  test('time goes on where the clock of the server was set back', async () => {
    await reserve('a');
    const [state] = (await redis.keys('*')).filter((key) => key.endsWith('C'));
    // As if it had been an hour later when it was last asked.
    await redis.hset(state!, { at: Date.now() + 3_600_000 });
    const [first, second] = [await reserve('b'), await reserve('b')];
    expect(first.waitMs).toBe(0);
    expect(second.waitMs).toBeGreaterThan(-1_000);
  });

  test('keys hold a hash of the account, are on one node of a cluster, and expire', async () => {
    await reserve('a', WINDOWS, true);
    const keys = (await redis.keys('*')).sort();
    const [state] = keys;
    expect(state).toMatch(/^limits:\{[0-9a-f]{32}\}:C$/);
    expect(keys).toEqual([state, `${state}:busy`, `${state}:log`]);
    expect(state).not.toContain('acme');
    for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(60_000);
    for (const key of keys) expect(await redis.pttl(key)).toBeLessThanOrEqual(120_001);
  });

  test('the log is no longer than the windows', async () => {
    const wide = [{ limit: 1_000, intervalMs: 1_000 }];
    await reserve('a', wide);
    const [log] = await redis.keys('*:log');
    await redis.zadd(log!, Date.now() - 5_000, 'old');
    await redis.zadd(log!, Date.now() - 1_500, 'young');
    await reserve('b', wide);
    expect(await redis.zrange(log!, '1', '-1')).toEqual(['young', 'a', 'b']);
  });

  describe('clients', () => {
    test('node-redis, ioredis and a function say the same, with and without the script in the cache', async () => {
      const node = createClient({ url: server.url });
      await node.connect();
      const asked: string[] = [];
      const counters = [
        redisCounter(node, 'acme', 'limits'),
        counter,
        redisCounter(
          (script: string, keys: readonly string[], args: readonly string[]) => {
            asked.push(script);
            return redis.eval(script, keys.length, ...keys, ...args);
          },
          'acme',
          'limits',
        ),
      ];
      for (const [index, each] of counters.entries()) {
        await redis.script('FLUSH');
        for (const again of [0, 1]) {
          const wish = { id: `${index}${again}`, windows: [{ limit: 100, intervalMs: 1_000 }], parallel: false };
          expect(await each.reserve('C', wish, SIGNAL)).toMatchObject({ waitMs: 0, next: 'go', carefulMs: 0 });
        }
      }
      expect(asked).toHaveLength(2);
      expect(await redis.zcard((await redis.keys('*:log'))[0]!)).toBe(7);
      node.destroy();
    });

    test('what is no answer of the script is a failure', async () => {
      for (const answer of [null, 'OK', [], [0, 'go', '', ''], ['soon', 'go', '', 'x', 0]]) {
        const wrong = redisCounter(async () => answer, 'acme', 'limits');
        await expect(wrong.reserve('C', { id: 'a', windows: WINDOWS, parallel: false }, SIGNAL)).rejects.toThrow(
          /evaluate the script/,
        );
      }
    });
  });
});
