import { isObject } from '../common/plain.ts';
import { invalidOption } from '../common/read-options.ts';
import { Lane } from '../limiter/lane.ts';
import { AccountLimiter, type Limiter, type LimiterOptions } from '../limiter/limiter.ts';
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
  return new AccountLimiter(options, (rate, settings) => {
    const pace = new SharedPace(rate, settings, shared, options.instances);
    const lane = new Lane(rate, settings, pace);
    pace.wake = () => lane.wake();
    return lane;
  });
}
