// Limiter: when the next request may go. Imports common.

import { now } from '../common/sleep.ts';

const FIRST_RECOVERY_MS = 5_000;
const LONGEST_RECOVERY_MS = 60_000;
/** With nothing of ours under way, nothing will tell when another client's request ends. */
const BLIND_MS = 100;
const BLIND_SPREAD_MS = 1_900;

/** How many requests may be under way, and how that number follows a server that has a limit of its own. */
export class Concurrency {
  readonly #most: number;
  /** Less than the most after a refusal, until it has recovered. */
  cap: number;
  #recoverAt = Number.POSITIVE_INFINITY;
  #recovery = FIRST_RECOVERY_MS;
  inFlight = 0;

  constructor(most: number) {
    this.#most = most;
    this.cap = most;
  }

  get full(): boolean {
    if (now() >= this.#recoverAt) this.#recover();
    return this.inFlight >= this.cap;
  }

  /** Milliseconds until the cap rises again; Infinity when it is where it was. */
  get recoversInMs(): number {
    return this.#recoverAt - now();
  }

  /** The server refused a request because too many were under way. Returns a pause where none of ours will end. */
  refused(): number | undefined {
    // The refused request itself still counts here.
    const others = this.inFlight - 1;
    this.cap = Math.max(1, Math.min(this.cap, others));
    this.#recoverAt = now() + this.#recovery;
    this.#recovery = Math.min(LONGEST_RECOVERY_MS, this.#recovery * 2);
    return others > 0 ? undefined : BLIND_MS + Math.random() * BLIND_SPREAD_MS;
  }

  #recover(): void {
    this.cap = Math.min(this.#most, this.cap + 1);
    if (this.cap === this.#most) {
      this.#recoverAt = Number.POSITIVE_INFINITY;
      this.#recovery = FIRST_RECOVERY_MS;
    } else {
      this.#recoverAt = now() + this.#recovery;
    }
  }
}
