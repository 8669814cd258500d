import { createSharedLimiter } from '../cluster/limiter.ts';
import { invalidOption, refuseUnknown } from '../common/read-options.ts';
import { LIMITER, type Limiter, type LimiterOptions } from '../limiter/limiter.ts';
import { redisCounter } from './counter.ts';
import type { RedisClient } from './driver.ts';

export { createSharedLimiter } from '../cluster/limiter.ts';
export type { Limiter, LimiterOptions, LimiterState } from '../limiter/limiter.ts';
export type { Sent, SharedLimiter, SharedWindow, Turn, Wish } from '../limiter/shared.ts';
export type { Evaluate, IoredisLike, NodeRedisLike, RedisClient } from './driver.ts';

/** How processes share a limit by a Redis. */
export interface RedisLimiterOptions extends LimiterOptions {
  /**
   * A client of ioredis or of node-redis (`redis` on npm), or of their clusters, or a function that evaluates a script:
   * `(script, keys, args) => upstash.eval(script, keys, args)`. It stays yours: to listen to its errors, and to close.
   */
  redis: RedisClient;
  /** Whose limit it is: the same text in every process that uses the account. Only a hash of it gets into Redis. */
  account: string;
  /** What the keys in Redis begin with. Default: `rate-limit`. */
  prefix?: string | undefined;
  /**
   * How many processes there are at most: while Redis fails, each keeps its part of the limits. Default: unknown; each then
   * starts with a sixteenth, and grows by what the server answers up to a half.
   */
  instances?: number | undefined;
}

const OPTIONS = ['redis', 'account', 'prefix', ...Object.keys(LIMITER)];

/**
 * Makes a limiter that all processes of an account share by a Redis or Valkey. While that fails, each keeps its part of the
 * limits, and no call is lost. Nothing is asked of Redis before the first call.
 *
 * @throws {ConfigurationError} When an option is not what it has to be.
 * @example
 * const limiter = createRedisLimiter({ redis: new Redis(url), account: 'acme', instances: 4 });
 * const hood = createHoodClient({ token, rateLimit: { limiter } });
 */
export function createRedisLimiter(options: RedisLimiterOptions): Limiter {
  const {
    redis,
    account,
    prefix = 'rate-limit',
    ...rest
  } = refuseUnknown('the options of a Redis limiter', options, OPTIONS);
  return createSharedLimiter(redisCounter(redis, textOf('account', account), prefixOf(prefix)), rest);
}

/** Redis Cluster places a key by what stands in its first braces, which have to be ours. */
function prefixOf(prefix: unknown): string {
  if (/[{}]/.test(String(prefix))) throw invalidOption('Expected `prefix` to hold no braces.');
  return textOf('prefix', prefix);
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw invalidOption(`Expected \`${name}\` to be a text that is not empty.`);
}
