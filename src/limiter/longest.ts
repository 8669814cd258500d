import { now } from '../common/sleep.ts';

/** A reset is told in whole seconds, rounded up, down or to the nearest. */
const ROUNDING_MS = 1_000;
/** An answer that took longer tells too little. */
const LONGEST_TRIP_MS = 5_000;

interface Held {
  readonly number: number;
  readonly at: number;
  /** The server told that it counts in the window that ends next. */
  counted?: boolean;
}

/**
 * The permits that the longest window holds: each for the window's length, or, where the server's windows are fixed, until
 * the one is over in which the server counted it. Each answer tells when that is, to two seconds and its own trip; what all
 * of them allow is a moment between two.
 */
export class Longest {
  readonly #interval: number;
  readonly #longestTripMs: number;
  #held: Held[] = [];
  #counted = 0;
  #earliest = 0;
  #latest: number = Number.POSITIVE_INFINITY;

  /** `windowMs`: for the server; `interval`: with the margin. */
  constructor(windowMs: number, interval: number) {
    this.#interval = interval;
    // What tells of one window must not reach into the next: that would be taken for the same.
    this.#longestTripMs = Math.min(LONGEST_TRIP_MS, windowMs / 2 - 2 * ROUNDING_MS);
  }

  take(number: number, at: number): void {
    for (let [first] = this.#held; first && first.at + this.#interval <= at; [first] = this.#held) {
      if (this.#held.shift()?.counted) this.#counted -= 1;
    }
    this.#held.push({ number, at });
  }

  /** When it holds so few that `ahead` permits and one more make at most `limit`; 0 when it does. */
  freeAt(limit: number, ahead: number): number {
    const last = this.#held.length - limit + ahead;
    const held = this.#held[last];
    if (!held) return 0;
    const leavesAt = held.at + this.#interval;
    return last < this.#counted ? Math.min(leavesAt, this.#latest) : leavesAt;
  }

  /** The request with that permit was answered, and told for how long the window lasts. Returns whether any was let go of. */
  learn(number: number, resetMs: number): boolean {
    const held = this.#held.findLast((each) => each.number === number);
    const at = now();
    if (!held || at - held.at >= this.#longestTripMs) return false;
    const earliest = held.at + resetMs - ROUNDING_MS;
    const latest = at + resetMs + ROUNDING_MS;
    if (latest < this.#earliest) {
      // Of the window before.
      this.#held = this.#held.filter((each) => each !== held);
      return true;
    }
    const next = earliest > this.#latest;
    if (next) this.#drop();
    this.#earliest = next ? earliest : Math.max(earliest, this.#earliest);
    this.#latest = next ? latest : Math.min(latest, this.#latest);
    held.counted = true;
    this.#counted += 1;
    return next;
  }

  /** Lets go of what was counted in a window that is over. Returns whether there was anything. */
  pass(): boolean {
    return now() >= this.#latest && this.#drop();
  }

  /** What the server tells is believed no more: it holds each of these for the window's length. */
  restart(log: readonly number[]): void {
    this.#held = log.map((at) => ({ number: 0, at }));
    this.#counted = 0;
  }

  #drop(): boolean {
    const before = this.#held.length;
    this.#held = this.#held.filter(({ counted }) => !counted);
    this.#counted = 0;
    return this.#held.length < before;
  }
}
