import { invalidOption, number, type Readers, readOptions, unread } from '../common/read-options.ts';
import type { RateLimit } from '../contract.ts';
import { Lane, type LaneSettings } from './lane.ts';
import type { ServerState } from './reading.ts';

/** How requests are spread over time. */
export interface LimiterOptions {
  /**
   * Milliseconds added to every window of the contract's limits, for the jitter between sending and counting.
   * Default: 100. More makes a refusal less likely, and the client slower by that much per window.
   */
  marginMs?: number | undefined;
  /** How many requests of one class may be under way at once. Default: 10. */
  maxConcurrent?: number | undefined;
  /** How many calls of one class may wait. One more is refused with a `QueueError`. Default: 10,000. */
  maxQueue?: number | undefined;
  /** Milliseconds a call may be expected to wait; a longer wait is refused at once with a `QueueError`. Default: none. */
  maxWaitMs?: number | undefined;
  /**
   * Limits for the operations of which the contract states none, which together keep them: at most `limit` requests in any
   * `seconds`. Default: none, and such operations are sent at once.
   */
  windows?: readonly { readonly limit: number; readonly seconds: number }[] | undefined;
  /**
   * Milliseconds for which the server may refuse everything of a class, from the first refusal after a pause, before all
   * that wait fail with its 429. Default: 120,000, or two of the longest windows, at most 600,000.
   */
  maxRefusedMs?: number | undefined;
  /**
   * How many processes share the account evenly: each keeps its part of every window. A part below one request is one, in
   * a window that is longer by as much. Default: 1.
   */
  instances?: number | undefined;
}

/** The state of one class of operations, at the moment it is read. */
export interface LimiterState {
  /** The class, as the contract names it. */
  readonly class: string;
  /** Calls that wait. */
  readonly queued: number;
  /** Requests under way. */
  readonly inFlight: number;
  /** How many may be under way: less than the setting after the server refused some for being too many at once. */
  readonly maxConcurrent: number;
  /** Milliseconds until the limits allow the next request; 0 when they do now. */
  readonly nextPermitMs: number;
  /** Milliseconds for which the server's word keeps the queue closed; 0 when it does not. */
  readonly pausedMs: number;
  /** Milliseconds until the last of those that wait is sent, as far as the limits known here can tell; 0 when none waits. */
  readonly lastPermitMs: number;
  /** The server refused for longer than `maxRefusedMs`: while the pause lasts, calls fail at once. */
  readonly refused: boolean;
  /** Of a counter that processes share: it cannot be asked, and this process keeps its part. Absent where none is shared. */
  readonly degraded?: boolean;
  /** What the rate-limit headers of the last answer said; absent before one did. */
  readonly server?: ServerState;
}

/**
 * Keeps the limits of one account. Clients that are given the same limiter share them.
 *
 * @example
 * const limiter = createLimiter({ maxConcurrent: 4 });
 * const a = createHoodClient({ token, rateLimit: { limiter } });
 * const b = createHoodClient({ token, rateLimit: { limiter } });
 */
export interface Limiter {
  /** The state of every class that was called so far. */
  states(): readonly LimiterState[];
}

/** What a client uses of a limiter. */
export class AccountLimiter implements Limiter {
  /** The limits of what the contract states none for. */
  readonly otherwise: RateLimit | undefined;
  readonly settings: LaneSettings;
  readonly #makeLane: (rate: RateLimit, settings: LaneSettings) => Lane;
  readonly #lanes = new Map<string, Lane>();

  constructor(
    options: LimiterOptions | undefined,
    makeLane = (rate: RateLimit, settings: LaneSettings): Lane => new Lane(rate, settings),
  ) {
    const { windows, ...settings } = readOptions('the options of a limiter', LIMITER, options);
    this.settings = settings;
    this.otherwise = readWindows(windows);
    this.#makeLane = makeLane;
  }

  /** The lane of a class. Contracts that declare a class differently do not share it. */
  lane(rate: RateLimit): Lane {
    const key = JSON.stringify([rate.scope, rate.class, rate.windows]);
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = this.#makeLane(rate, this.settings);
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  states(): readonly LimiterState[] {
    return [...this.#lanes.values()].map(({ pace, queued, lastPermitMs }) => ({
      class: pace.rate.class,
      queued,
      inFlight: pace.concurrency.inFlight,
      maxConcurrent: pace.concurrency.cap,
      nextPermitMs: pace.expectedWaitMs(),
      lastPermitMs,
      pausedMs: pace.gate.pausedMs,
      refused: pace.gate.lost,
      ...pace.state,
    }));
  }
}

/**
 * Makes a limiter to hand to several clients of one account. A client that is handed none makes its own.
 *
 * @throws {ConfigurationError} When an option is not a number in its range.
 * @example
 * const limiter = createLimiter({ maxWaitMs: 5_000 });
 * const hood = createHoodClient({ token, rateLimit: { limiter } });
 * limiter.states();   // [{ class: 'C', queued: 0, inFlight: 0, … }]
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  return new AccountLimiter(options);
}

export const LIMITER: Readers<LimiterOptions> = {
  marginMs: number(0),
  maxConcurrent: number(1, true),
  maxQueue: number(1, true),
  maxWaitMs: number(0),
  // Where none is given it depends on the windows.
  maxRefusedMs: (value, name) => (value === undefined ? unread(value) : number(0)(value, name)),
  instances: number(1, true),
  windows: unread,
};

function readWindows(windows: unknown): RateLimit | undefined {
  if (windows === undefined) return undefined;
  const isWindow = (each: unknown): each is { readonly limit: number; readonly seconds: number } => {
    const { limit, seconds } = Object(each) as { readonly limit?: unknown; readonly seconds?: unknown };
    return Number.isInteger(limit) && Number(limit) >= 1 && typeof seconds === 'number' && seconds > 0;
  };
  if (!Array.isArray(windows) || windows.length === 0 || !windows.every(isWindow))
    throw invalidOption(
      'Expected `windows` to be a list of `{ limit, seconds }`, a whole number from 1 and a number above 0.',
    );
  const named = windows.map(({ limit, seconds }) => ({ name: `${limit} in ${seconds} s`, limit, seconds }));
  return { scope: 'client', class: 'otherwise', alignment: 'sliding', windows: named };
}
