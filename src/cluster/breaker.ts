import { now, unlessLate } from '../common/sleep.ts';

/** How long the shared counter may take to answer: a driver may wait for its server for minutes. */
const PATIENCE_MS = 500;
/** So many failures in a row, and it is left alone for a while, which doubles up to the longest. */
const FAILURES = 3;
/** Before that it is asked again soon: what goes without being counted is what it may not be. */
const PAUSE_MS = 50;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 10_000;
/** Processes that lost it together should not all come back at once. */
const JITTER = 0.5;

/** Stands between this process and a counter that may fail: by our own timer, and not again and again. */
export class Breaker {
  #failures = 0;
  #retryAt = 0;

  /** Whether it failed so often that it is not asked for a while. */
  get open(): boolean {
    return this.#failures >= FAILURES;
  }

  /** Milliseconds until it may be asked again. */
  get restMs(): number {
    return Math.max(0, this.#retryAt - now());
  }

  /** Runs `work`, and no longer than it may take; then its signal aborts. */
  async run<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const over = new AbortController();
    return unlessLate(PATIENCE_MS, (async () => work(over.signal))(), async () => {
      over.abort();
      throw new Silence();
    });
  }

  /** Returns whether it was open until now. */
  succeeded(): boolean {
    const { open } = this;
    this.#failures = 0;
    this.#retryAt = 0;
    return open;
  }

  /** Returns a word for why, where it opens with this. */
  failed(reason: unknown): string | undefined {
    this.#failures += 1;
    this.#retryAt = now() + PAUSE_MS;
    if (!this.open) return undefined;
    const ms = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (this.#failures - FAILURES));
    this.#retryAt = now() + ms * (1 - JITTER * Math.random());
    return this.#failures === FAILURES ? codeOf(reason) : undefined;
  }
}

class Silence {
  readonly code = 'TIMEOUT';
}

/** A word of capitals that tells what is wrong: `ECONNREFUSED` of the system, `READONLY` of Redis; nothing that may be secret. */
function codeOf(reason: unknown): string {
  const { code, message } = Object(reason) as { readonly code?: unknown; readonly message?: unknown };
  const words = [code, typeof message === 'string' ? message.split(' ', 1)[0] : undefined];
  const word = words.find((each) => typeof each === 'string' && /^[A-Z_]{2,32}$/.test(each));
  return typeof word === 'string' ? word : 'FAILED';
}
