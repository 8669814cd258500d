import { describe, expect, test } from '@jest/globals';
import { createRedisLimiter } from '../../src/redis/index.ts';

describe('options', () => {
  const redis = async (): Promise<unknown> => [];

  test.each([undefined, null, 'redis://', {}, { eval: () => 1, evalsha: () => 1 }])('%p is no client', (wrong) => {
    expect(() => createRedisLimiter({ redis: wrong as never, account: 'acme' })).toThrow(/ioredis.*node-redis/);
  });

  test.each([undefined, '', 1])('%p is no account and no prefix', (wrong) => {
    expect(() => createRedisLimiter({ redis, account: wrong as never })).toThrow(/`account`/);
    if (wrong !== undefined)
      expect(() => createRedisLimiter({ redis, account: 'a', prefix: wrong as never })).toThrow(/`prefix`/);
  });

  test('of a limiter are read as well, and unknown ones refused', () => {
    expect(() => createRedisLimiter({ redis, account: 'a', instances: 0.5 })).toThrow(/`instances`/);
    expect(() => createRedisLimiter({ redis, account: 'a', tokens: 1 } as never)).toThrow(/Unknown `tokens`/);
    expect(() => createRedisLimiter(undefined as never)).toThrow(/`account`/);
    expect(createRedisLimiter({ redis, account: 'a', instances: 2 }).states()).toEqual([]);
  });
});
