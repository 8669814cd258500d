import type { Change } from '../limiter/gate.ts';
import type { SharedLimiter, Turn, Wish } from '../limiter/shared.ts';
import { now, sleep } from '../sleep.ts';
import type { Own } from './own.ts';

/** How long the shared counter may take to answer: a driver may wait for a server for minutes. */
const PATIENCE_MS = 500;
/** So many failures in a row, and it is left alone for a while, which doubles up to the longest. */
const FAILURES = 3;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 10_000;
/** A wait that is longer than this, and than two round trips, ends with asking again: much may have happened. */
const SHORT_MS = 50;
/** How fast a round trip that was slow is forgotten. */
const FORGETTING = 0.75;

interface Held extends Turn {
  readonly askedAt: number;
  readonly dueAt: number;
  /** When to look at it again: at its time, or before it, to ask again. */
  readonly lookAt: number;
  /** By how much it may be late. */
  readonly slackMs: number;
}

/** What it stands between. */
export interface Between {
  readonly shared: SharedLimiter;
  readonly lane: string;
  readonly own: Own;
  readonly marginMs: number;
  /** Whether the process keeps its part while the shared log lacks something. */
  readonly careful: boolean;
  /** What to ask for, with `tripMs` as the round trip. */
  wish(id: string, tripMs: number): Wish;
  /** Hears every answer. */
  told(turn: Turn): void;
  /** Something changed. */
  wake(): void;
}

/**
 * When the next request of this process may go by the shared counter, and by its own part where that does not answer. One
 * reservation at a time, for whoever is at the head.
 */
export class Turns {
  readonly #between: Between;
  readonly #prefix = Math.random().toString(36).slice(2, 10);
  #count = 0;
  /** What the next request is reserved as, from the first time it is asked for until it is sent or given back. */
  #id: string | undefined;
  #held: Held | undefined;
  #asking = false;
  #resting = false;
  /** The next request goes by this process's own part. */
  #byPart = false;
  #failures = 0;
  #retryAt = 0;
  #carefulUntil = 0;
  #tripMs = 0;
  #changes: Change[] = [];

  constructor(between: Between) {
    this.#between = between;
  }

  /** Whether the shared counter is not asked any more for a while. */
  get degraded(): boolean {
    return this.#failures >= FAILURES;
  }

  /** Milliseconds of what is known of the wait. */
  get knownMs(): number {
    if (this.#byPart) return this.#between.own.dueMs;
    return Math.max(0, (this.#held?.lookAt ?? 0) - now());
  }

  /** Milliseconds to wait before looking again; 0 when the next request may go. Asks where there is something to ask. */
  get blockedMs(): number {
    this.#resting = false;
    if (this.#asking) return Number.POSITIVE_INFINITY;
    const at = now();
    const partMs = this.#between.own.dueMs;
    if (this.degraded && at < this.#retryAt) this.#byPart = true;
    if (this.#byPart) {
      if (partMs === 0 || this.#retryAt > at) return Math.min(partMs, Math.max(0, this.#retryAt - at));
      this.#byPart = false;
    }
    if (this.#between.careful && at < this.#carefulUntil && partMs > 0) {
      this.giveBack();
      return partMs;
    }
    const held = this.#held;
    if (held && held.lookAt > at) return held.lookAt - at;
    if (held && held.then !== 'ask' && held.lookAt === held.dueAt) {
      const late = at - held.askedAt - held.waitMs;
      if (late <= held.slackMs) return 0;
      // Others count on its being sent by then.
      this.#tripMs = Math.max(this.#tripMs, late);
      this.giveBack();
    }
    void this.#ask();
    return Number.POSITIVE_INFINITY;
  }

  /** The next request goes now: its id, whether it is the account's probe, whether by the part alone. */
  use(): { readonly id: string; readonly probe: boolean; readonly byPart: boolean } {
    const id = this.#nextId();
    const byPart = this.#byPart;
    const used = { id, probe: !byPart && this.#held?.then === 'probe', byPart };
    this.#between.own.record(id, byPart ? undefined : this.#held?.log);
    this.#id = undefined;
    this.#held = undefined;
    this.#byPart = false;
    return used;
  }

  /** What callers have not been told yet. */
  takeChanges(): readonly Change[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  /** Nobody waits any more. */
  rest(): void {
    this.#resting = true;
    if (!this.#asking) this.giveBack();
  }

  giveBack(): void {
    const id = this.#id;
    const reserved = this.#held !== undefined;
    this.#id = undefined;
    this.#held = undefined;
    if (id !== undefined && reserved) this.tell((shared, lane) => shared.release(lane, id, false));
  }

  /** Tells the shared counter something. Where it cannot be told, others find out by themselves. */
  tell(what: (shared: SharedLimiter, lane: string) => Promise<void>): void {
    if (!this.degraded) void this.#bounded(what).catch(() => undefined);
  }

  #nextId(): string {
    if (this.#id === undefined) {
      this.#count += 1;
      this.#id = `${this.#prefix}${this.#count.toString(36)}`;
    }
    return this.#id;
  }

  async #ask(): Promise<void> {
    const { own, told, marginMs, wish, wake } = this.#between;
    this.#asking = true;
    const id = this.#nextId();
    const askedAt = now();
    try {
      const turn = await this.#bounded((shared, lane, signal) => shared.reserve(lane, wish(id, this.#tripMs), signal));
      const at = now();
      const tripMs = at - askedAt;
      const slackMs = marginMs / 2 + this.#tripMs;
      this.#tripMs = Math.max(tripMs, this.#tripMs * FORGETTING);
      const sent = own.missingIn(turn.log);
      if (sent.length > 0) {
        await this.#bounded((shared, lane) => shared.restore(lane, sent, own.longestMs));
        // It was reserved by a log that did not have these.
        await this.#bounded((shared, lane) => shared.release(lane, id, false));
        own.restored(turn.log);
      }
      if (this.degraded) this.#changes.push({ type: 'recovered', from: 'degraded' });
      this.#failures = 0;
      const carefulMs = sent.length > 0 ? own.longestMs : turn.carefulMs;
      this.#carefulUntil = Math.max(this.#carefulUntil, now() + carefulMs);
      told(turn);
      const dueAt = at + turn.waitMs;
      const early = turn.then !== 'ask' && turn.waitMs > SHORT_MS + 2 * tripMs ? tripMs + SHORT_MS / 5 : 0;
      this.#held = sent.length > 0 ? undefined : { ...turn, askedAt, dueAt, lookAt: dueAt - early, slackMs };
    } catch (error) {
      this.#fail(error);
    }
    this.#asking = false;
    if (this.#resting) this.giveBack();
    wake();
  }

  #fail(error: unknown): void {
    this.#failures += 1;
    this.#byPart = true;
    this.#held = undefined;
    if (!this.degraded) return;
    const restMs = FIRST_REST_MS * 2 ** (this.#failures - FAILURES);
    this.#retryAt = now() + Math.min(LONGEST_REST_MS, restMs) * (0.5 + Math.random());
    if (this.#failures === FAILURES) this.#changes.push({ type: 'degraded', code: codeOf(error) });
  }

  /** By our own timer, whatever a driver does. */
  async #bounded<Result>(
    work: (shared: SharedLimiter, lane: string, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const { shared, lane } = this.#between;
    const late = new AbortController();
    const over = new AbortController();
    const timer = sleep(PATIENCE_MS, over.signal).then(() => {
      late.abort();
      throw new Silence();
    });
    const working = (async () => work(shared, lane, late.signal))();
    try {
      return await Promise.race([working, timer]);
    } finally {
      over.abort();
    }
  }
}

class Silence {
  readonly code = 'TIMEOUT';
}

/** A word of capitals that tells what is wrong: `ECONNREFUSED` of the system, `READONLY` of Redis; nothing that may be secret. */
function codeOf(error: unknown): string {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  const words = [code, typeof message === 'string' ? message.split(' ', 1)[0] : undefined];
  const word = words.find((each) => typeof each === 'string' && /^[A-Z_]{2,32}$/.test(each));
  return typeof word === 'string' ? word : 'FAILED';
}
