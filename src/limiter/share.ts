import { now } from '../common/sleep.ts';

/** What a refusal leaves of our share of a window. */
const LEFT = 0.7;
/** From nothing back to the whole window. */
const RECOVERY_MS = 40_000;

/**
 * How much of a window is ours, where others on the account use it too: each refusal takes a part of it away, and time
 * gives it back. Never more than the contract's limit, never less than one request.
 */
export class Share {
  readonly #whole: number;
  #share: number;
  #since = 0;

  constructor(limit: number) {
    this.#whole = limit;
    this.#share = limit;
  }

  get limit(): number {
    return Math.floor(this.#now);
  }

  /** Of requests that were sent together each further one that is refused (not `isNews`) was one too many. */
  refused(isNews: boolean): void {
    this.#share = Math.max(1, isNews ? this.#now * LEFT : this.#now - 1);
    this.#since = now();
  }

  get #now(): number {
    return Math.min(this.#whole, this.#share + (this.#whole * (now() - this.#since)) / RECOVERY_MS);
  }
}
