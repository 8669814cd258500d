import type { RateLimit } from '../contract.ts';
import { Lane, type LaneSettings } from '../limiter/lane.ts';
import {
  AccountLimiter,
  type Limiter,
  type LimiterOptions,
  readLimiterOptions,
  readWindows,
} from '../limiter/limiter.ts';
import type { SharedLimiter } from '../limiter/shared.ts';
import { invalidOption, refuseUnknown } from '../options.ts';
import { isObject } from '../plain.ts';
import { redisCounter } from './counter.ts';
import type { RedisClient } from './driver.ts';
import { SharedPace } from './pace.ts';

export type { Limiter, LimiterOptions } from '../limiter/limiter.ts';
export type { Sent, SharedLimiter, SharedWindow, Turn, Wish } from '../limiter/shared.ts';
export type { Evaluate, IoredisLike, NodeRedisLike, RedisClient } from './driver.ts';

/** How many processes share a limit by a Redis. */
export interface RedisLimiterOptions extends LimiterOptions {
  /**
   * A client of ioredis or of node-redis (`redis` on npm), connected or about to be, or a function that evaluates a script,
   * such as `(script, keys, args) => upstash.eval(script, keys, args)`. It stays yours: to listen to its errors, and to close.
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

/**
 * Makes a limiter that all processes of an account share by a Redis or Valkey. While that fails, each keeps its part of the
 * limits: no call is lost. Nothing is asked of it before the first call.
 *
 * @throws {ConfigurationError} When an option is not what it has to be.
 * @example
 * const limiter = createRedisLimiter({ redis: new Redis(url), account: 'acme', instances: 4 });
 * const hood = createHoodClient({ token, rateLimit: { limiter } });
 */
export function createRedisLimiter(options: RedisLimiterOptions): Limiter {
  const { redis, account, prefix = 'rate-limit', ...rest } = refuseUnknown('the options of a limiter', options);
  for (const [name, value] of Object.entries({ account, prefix })) {
    if (typeof value !== 'string' || value === '')
      throw invalidOption(`Expected \`${name}\` to be a text that is not empty.`);
  }
  return createSharedLimiter(redisCounter(redis, account as string, prefix as string), rest as LimiterOptions);
}

/**
 * Makes a limiter that processes share by a counter of your own. See `SharedLimiter`.
 *
 * @throws {ConfigurationError} When an option is not a number in its range, or a method is missing.
 * @example
 * const limiter = createSharedLimiter(shared, { instances: 4 });
 */
export function createSharedLimiter(shared: SharedLimiter, options: LimiterOptions = {}): Limiter {
  const methods = ['reserve', 'release', 'report', 'restore'] as const;
  if (!isObject(shared) || methods.some((name) => typeof (shared as Partial<SharedLimiter>)[name] !== 'function')) {
    throw invalidOption(
      `Expected a shared limiter to have the methods ${methods.map((name) => `\`${name}\``).join(', ')}.`,
    );
  }
  const settings = readLimiterOptions(options);
  return new SharedAccountLimiter(settings, readWindows(options.windows), shared, options.instances);
}

class SharedAccountLimiter extends AccountLimiter {
  readonly #shared: SharedLimiter;
  readonly #instances: number | undefined;

  constructor(
    settings: LaneSettings,
    otherwise: RateLimit | undefined,
    shared: SharedLimiter,
    instances: number | undefined,
  ) {
    super({ ...settings, instances: 1 }, otherwise);
    this.#shared = shared;
    this.#instances = instances;
  }

  override makeLane(rate: RateLimit): Lane {
    const pace = new SharedPace(rate, this.settings, this.#shared, this.#instances);
    const lane = new Lane(rate, this.settings, pace);
    pace.wake = () => lane.wake();
    return lane;
  }
}
