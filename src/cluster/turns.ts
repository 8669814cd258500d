import { now } from '../common/sleep.ts';
import type { Change } from '../limiter/gate.ts';
import type { SharedLimiter, Turn, Wish } from '../limiter/shared.ts';
import { Breaker } from './breaker.ts';
import type { Own } from './own.ts';

/** A wait that is longer than this, and than two round trips, ends with asking again: much may have happened. */
const SHORT_MS = 50;
/** It is asked again so much before the time, and the round trip. */
const EARLY_MS = 10;

interface Held extends Turn {
  readonly askedAt: number;
  /** When to go, or to ask again. */
  readonly lookAt: number;
  readonly go: boolean;
  /** By how much it may be late. */
  readonly slackMs: number;
}

/** What the turns of a process stand between. */
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

/** What was sent. */
export interface Used {
  readonly id: string;
  /** Everybody waits for what becomes of it. */
  readonly probe: boolean;
  /** It went by this process's own part. */
  readonly byPart: boolean;
}

/**
 * When the next request of this process may go: by the shared counter, and by the process's own part where that does not
 * answer. One reservation at a time, for whoever is at the head.
 */
export class Turns {
  readonly #between: Between;
  readonly #breaker = new Breaker();
  readonly #prefix = Math.random().toString(36).slice(2, 10);
  #count = 0;
  /** What the next request is reserved as, from the first time it is asked for until it is sent or given back. */
  #id: string | undefined;
  #held: Held | undefined;
  #asking = false;
  #resting = false;
  #carefulUntil = 0;
  /** The log that answered last, and when. */
  #known: { readonly log: string; readonly at: number } | undefined;
  #lastTripMs = 0;
  /** The shorter of the last two round trips: one that was held up once says nothing. */
  #tripMs = 0;
  readonly #changes: Change[] = [];

  constructor(between: Between) {
    this.#between = between;
  }

  /** Whether the shared counter is not asked for a while. */
  get degraded(): boolean {
    return this.#breaker.open;
  }

  /** Milliseconds of what is known of the wait: until it is time to look. */
  get knownMs(): number {
    if (this.degraded) return Math.min(this.#between.own.dueMs, this.#breaker.restMs);
    return Math.max(0, (this.#held?.lookAt ?? 0) - now());
  }

  /** Milliseconds to wait before looking again; 0 when the next request may go. Asks where there is something to ask. */
  look(): number {
    this.#resting = false;
    if (this.#asking) return Number.POSITIVE_INFINITY;
    const { own, careful } = this.#between;
    const partMs = own.dueMs;
    const { restMs, open } = this.#breaker;
    if (restMs > 0) return open ? Math.min(partMs, restMs) : restMs;
    const at = now();
    if (careful && at < this.#carefulUntil && partMs > 0) {
      this.giveBack();
      return partMs;
    }
    const held = this.#held;
    if (held && held.lookAt > at) return held.lookAt - at;
    if (held?.go) {
      const lateMs = at - held.askedAt - held.waitMs;
      if (lateMs <= held.slackMs) return 0;
      // Others count on its being sent by then.
      this.giveBack();
    }
    void this.#ask();
    return Number.POSITIVE_INFINITY;
  }

  /** The next request goes now. */
  use(): Used {
    const id = this.#nextId();
    const held = this.#held;
    this.#between.own.record(id, held?.log);
    this.#id = undefined;
    this.#held = undefined;
    return { id, byPart: held === undefined, probe: held?.next === 'probe' };
  }

  /** What callers have not been told yet. */
  takeChanges(): readonly Change[] {
    return this.#changes.splice(0);
  }

  /** Nobody waits any more. */
  rest(): void {
    this.#resting = true;
    if (!this.#asking) this.giveBack();
  }

  /** The reservation is not used. */
  giveBack(id: string | undefined = this.#id): void {
    if (id !== undefined && this.#held) this.tell((shared, lane) => shared.release(lane, id, false));
    this.#id = undefined;
    this.#held = undefined;
  }

  /** Tells the shared counter something. Where it cannot be told, others find out by themselves. */
  tell(what: (shared: SharedLimiter, lane: string) => Promise<void>): void {
    const { shared, lane } = this.#between;
    if (!this.degraded) void this.#breaker.run(() => what(shared, lane)).catch(() => undefined);
  }

  #nextId(): string {
    if (this.#id === undefined) {
      this.#count += 1;
      this.#id = `${this.#prefix}${this.#count.toString(36)}`;
    }
    return this.#id;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    const id = this.#nextId();
    try {
      await this.#reserve(id);
      if (this.#breaker.succeeded()) this.#changes.push({ type: 'recovered', from: 'degraded' });
    } catch (reason) {
      this.#held = undefined;
      const code = this.#breaker.failed(reason);
      if (code !== undefined) {
        this.#between.own.hold();
        this.#changes.push({ type: 'degraded', code });
      }
    }
    this.#asking = false;
    // Nobody waits for it any more, or it was given back before it was there.
    if (this.#resting || this.#id !== id) this.giveBack(id);
    this.#between.wake();
  }

  async #reserve(id: string): Promise<void> {
    const { shared, lane, own, marginMs, wish, told } = this.#between;
    const askedAt = now();
    const turn = await this.#breaker.run((signal) => shared.reserve(lane, wish(id, this.#tripMs), signal));
    const at = now();
    this.#tripMs = Math.min(at - askedAt, this.#lastTripMs);
    this.#lastTripMs = at - askedAt;
    told(turn);
    const missing = own.missingIn(turn.log);
    const known = this.#known;
    this.#known = { log: turn.log, at };
    const vanished = known !== undefined && known.log !== turn.log && at - known.at < own.longestMs;
    const incomplete = vanished || missing.length > 0;
    // What others sent meanwhile may not be told yet.
    const carefulMs = this.degraded || incomplete ? own.longestMs : turn.carefulMs;
    this.#carefulUntil = Math.max(this.#carefulUntil, at + carefulMs);
    if (incomplete) {
      await this.#breaker.run(() => shared.restore(lane, missing, own.longestMs));
      own.restored(turn.log);
      // The log that it was reserved by did not have these.
      await this.#breaker.run(() => shared.release(lane, id, false));
      this.#held = undefined;
      return;
    }
    if (turn.used && at >= this.#carefulUntil) own.know(turn.used);
    const go = turn.next !== 'ask' && turn.waitMs <= SHORT_MS + 2 * this.#tripMs;
    const earlyMs = go || turn.next === 'ask' ? 0 : this.#tripMs + EARLY_MS;
    // Half a margin is left for the way to the server.
    this.#held = { ...turn, askedAt, go, lookAt: at + turn.waitMs - earlyMs, slackMs: marginMs / 2 + this.#tripMs };
  }
}
