import pThrottle from 'p-throttle';
import { now, unlessLate } from '../common/sleep.ts';
import type { RateWindow } from '../contract.ts';
import { Longest } from './longest.ts';
import { Share } from './share.ts';

/** A wall clock that moves by more than this against the monotonic one was set, or the machine slept. */
const STEP_MS = 50;
/** What a wall clock may drift, as a share of the time that passed, before it counts as set. */
const DRIFT = 0.001;
const SECOND = 1_000;
/**
 * p-throttle's exact mode looks at every permit of a window for each new one. Above this many its windowed mode stands
 * in, which costs nothing and delays nothing that the log here lets through.
 */
const EXACT_UP_TO = 1_000;

interface Span {
  readonly limit: number;
  readonly interval: number;
}

type Throttle = { (): Promise<void>; readonly queueSize: number };

/**
 * Permission to send, one at a time, so that no stretch of a window's length holds more than its limit.
 *
 * p-throttle grants the permits: strict and weighted it is an exact sliding log, and it is asked only when a permit is
 * due, since with more than one call waiting inside it each costs about a millisecond, none can be cancelled and the
 * windowed default lets twice the limit pass. The log here says when one is due, on a clock that nobody can set;
 * p-throttle counts by `Date.now()` and is made anew when that was set, which the log outlives.
 */
export class Permits {
  readonly #spans: readonly Span[];
  readonly #log: number[] = [];
  readonly #kept: number;
  /** Permits taken so far. */
  sent = 0;
  /** How much of the shortest window is ours. */
  readonly share: Share;
  readonly #longest: Longest;
  #throttles: readonly Throttle[];
  #offset: number;
  #checked: number;

  /** `marginMs` is added to every window: the jitter between sending here and counting there. */
  constructor(windows: readonly RateWindow[], marginMs: number) {
    this.#spans = windows
      // The last one asked is exact whatever the event loop does, so the shortest window comes last.
      .toSorted((a, b) => b.seconds - a.seconds)
      .map(({ limit, seconds }) => ({ limit, interval: seconds * SECOND + marginMs }));
    const [{ interval }] = this.#spans as [Span];
    this.#longest = new Longest(interval - marginMs, interval);
    this.share = new Share(this.#spans.at(-1)!.limit);
    this.#kept = Math.max(...windows.map((window) => window.limit));
    this.#throttles = this.#makeThrottles();
    this.#checked = now();
    this.#offset = Date.now() - this.#checked;
  }

  /** Milliseconds until the permit after `ahead` others is due, none before `from`. Infinity where a limit is 0. */
  due(ahead = 0, from: number = now()): number {
    let due = from;
    for (const [index, span] of this.#spans.entries()) {
      const limit = span === this.#spans.at(-1) ? this.share.limit : span.limit;
      if (limit === 0) return Number.POSITIVE_INFINITY;
      // Whole batches of the limit before this permit, and the place within its batch.
      const batches = Math.floor(ahead / limit);
      const place = ahead % limit;
      const previous = this.#log[this.#log.length - limit + place];
      const free = index === 0 ? this.#longest.freeAt(limit, place) : (previous ?? -span.interval) + span.interval;
      due = Math.max(due, Math.max(from, free) + batches * span.interval);
    }
    return due - now();
  }

  /** Milliseconds since the last permit was taken; Infinity before the first. */
  get sinceLastMs(): number {
    return now() - (this.#log.at(-1) ?? Number.NEGATIVE_INFINITY);
  }

  /** How many were taken in the last `ms` milliseconds, as far back as the longest window. */
  sentWithin(ms: number): number {
    const from = now() - ms;
    return this.#log.length - this.#log.filter((at) => at < from).length;
  }

  /** The request with permit `sent` was answered, and told that the server's longest window, a fixed one, lasts `resetMs` more. */
  windowEnds(sent: number, resetMs: number): void {
    if (this.#longest.learn(sent, resetMs)) this.#throttles = this.#makeThrottles();
  }

  /** What `windowEnds` was told is believed no more. */
  distrust(): void {
    this.#longest.restart(this.#log);
  }

  /** Takes the permit that is due, and counts it as used now. */
  async take(): Promise<void> {
    if (this.#clockWasSet() || this.#longest.pass()) this.#throttles = this.#makeThrottles();
    for (let index = 0; index < this.#spans.length; index += 1) {
      // Read anew each time: the wait for one may find that the clock was set, and replace them all.
      const throttle = this.#throttles[index]!;
      const permit = throttle();
      if (throttle.queueSize === 0) await permit;
      else await this.#wait(permit);
    }
    const at = now();
    this.#log.push(at);
    this.sent += 1;
    this.#longest.take(this.sent, at);
    if (this.#log.length > 2 * this.#kept) this.#log.splice(0, this.#log.length - this.#kept);
  }

  /** A permit that p-throttle delays although the log calls it due is a rounding of milliseconds, or a clock that was set. */
  async #wait(permit: Promise<void>): Promise<void> {
    await unlessLate(STEP_MS, permit, async () => undefined);
    if (this.#clockWasSet()) this.#throttles = this.#makeThrottles();
    else await permit;
  }

  #clockWasSet(): boolean {
    const at = now();
    const offset = Date.now() - at;
    const moved = Math.abs(offset - this.#offset);
    const drift = (at - this.#checked) * DRIFT;
    this.#offset = offset;
    this.#checked = at;
    return moved > STEP_MS + drift;
  }

  #makeThrottles(): readonly Throttle[] {
    return this.#spans.map(({ limit, interval }) =>
      pThrottle({ limit, interval, ...(limit <= EXACT_UP_TO && { strict: true, weight: () => 1 }) })(
        async () => undefined,
      ),
    );
  }
}
