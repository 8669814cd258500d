import { isObject } from '../common/plain.ts';
import { invalidOption } from '../common/read-options.ts';
import type { RateLimit } from '../contract.ts';
import { Lane, type LaneSettings } from '../limiter/lane.ts';
import { AccountLimiter, type Limiter, type LimiterOptions, readLimiterOptions } from '../limiter/limiter.ts';
import type { SharedLimiter } from '../limiter/shared.ts';
import { SharedPace } from './pace.ts';

const METHODS = ['reserve', 'release', 'report', 'restore'] as const;

/**
 * Makes a limiter that processes share by a counter of your own. While that fails, each keeps its part of the limits:
 * `instances` is how many there are at most, and where it is not given, each starts with a sixteenth and grows by what the
 * server answers, up to a half.
 *
 * @throws {ConfigurationError} When an option is not a number in its range, or a method is missing.
 * @example
 * const limiter = createSharedLimiter(shared, { instances: 4 });
 * const hood = createHoodClient({ token, rateLimit: { limiter } });
 */
export function createSharedLimiter(shared: SharedLimiter, options: LimiterOptions = {}): Limiter {
  if (!isObject(shared) || METHODS.some((name) => typeof (shared as Partial<SharedLimiter>)[name] !== 'function')) {
    const methods = METHODS.map((name) => `\`${name}\``).join(', ');
    throw invalidOption(`Expected a shared limiter to be an object with the methods ${methods}.`);
  }
  return new ClusterLimiter(...readLimiterOptions(options), shared, options.instances);
}

class ClusterLimiter extends AccountLimiter {
  readonly #shared: SharedLimiter;
  readonly #instances: number | undefined;

  constructor(
    settings: LaneSettings,
    otherwise: RateLimit | undefined,
    shared: SharedLimiter,
    instances: number | undefined,
  ) {
    super(settings, otherwise);
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
