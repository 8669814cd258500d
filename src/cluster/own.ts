import { now } from '../common/sleep.ts';
import type { RateWindow } from '../contract.ts';
import { partOf } from '../limiter/part.ts';
import type { Sent } from '../limiter/shared.ts';

const SECOND = 1_000;
/** How many others a process allows for, where nobody said how many there are: at first, and within what bounds. */
const FIRST_GUESS = 16;
const LEAST_GUESS = 2;
const MOST_GUESS = 64;
/** What each answer takes off the guess. */
const GROWTH = 0.97;

interface Entry {
  readonly id: string;
  readonly at: number;
  /** The shared log that has it; undefined where none does. */
  log: string | undefined;
}

/** What this process itself sent: what it goes by while the shared counter cannot be asked, and what it tells that after. */
export class Own {
  readonly #windows: readonly RateWindow[];
  readonly #marginMs: number;
  readonly #instances: number | undefined;
  readonly longestMs: number;
  #guess = FIRST_GUESS;
  #heldUntil = 0;
  #log: Entry[] = [];
  /** When the shared counter was last asked, and what each window may hold of this process until that time has left it. */
  #known: { readonly at: number; readonly most: readonly number[] } | undefined;

  constructor(windows: readonly RateWindow[], marginMs: number, instances: number | undefined) {
    this.#windows = windows;
    this.#marginMs = marginMs;
    this.#instances = instances;
    this.longestMs = Math.max(...windows.map(({ seconds }) => seconds)) * SECOND + marginMs;
  }

  record(id: string, log: string | undefined): void {
    const at = now();
    this.#log = this.#log.filter((each) => each.at > at - this.longestMs);
    this.#log.push({ id, at, log });
  }

  /**
   * The shared counter told what each window holds of all processes, a reservation of this one included. As long as that has
   * not left a window, this process may fill it up to what it had in it and its part of what was free: so together they
   * keep it, however uneven they were.
   */
  know(used: readonly number[]): void {
    const at = now();
    const most = this.#windows.map(({ limit, seconds }, index) => {
      const own = this.#log.filter((each) => each.at > at - this.#lengthMs(seconds)).length + 1;
      return own + Math.floor(Math.max(0, limit - used[index]!) / (this.#instances ?? this.#guess));
    });
    this.#known = { at, most };
  }

  /** From now on nothing is counted together: what others were let through just before has to leave the shortest window. */
  hold(): void {
    this.#heldUntil = now() + Math.min(...this.#windows.map(({ seconds }) => this.#lengthMs(seconds)));
  }

  /** Milliseconds until another request keeps this process's part of every window. */
  get dueMs(): number {
    const at = now();
    const waits = partOf(this.#windows, this.#instances ?? this.#guess).map(({ limit, seconds }, index) => {
      const lengthMs = this.#lengthMs(seconds);
      const partMs = this.#freeMs(limit, lengthMs);
      const knownMs = (this.#known?.at ?? Number.NEGATIVE_INFINITY) + lengthMs - at;
      const most = this.#known?.most[index] ?? limit;
      if (knownMs <= 0 || most >= limit) return partMs;
      return Math.min(Math.max(partMs, knownMs), this.#freeMs(most, lengthMs));
    });
    return Math.max(0, this.#heldUntil - at, ...waits);
  }

  /** Milliseconds until a window holds less than `limit`. */
  #freeMs(limit: number, lengthMs: number): number {
    const before = this.#log[this.#log.length - limit];
    return before === undefined ? 0 : before.at + lengthMs - now();
  }

  #lengthMs(seconds: number): number {
    return seconds * SECOND + this.#marginMs;
  }

  /** What was sent within the longest window and stands in another log than `log`, or in none. */
  missingIn(log: string): readonly Sent[] {
    const at = now();
    return this.#log
      .filter((each) => each.log !== log && each.at > at - this.longestMs)
      .map((each) => ({ id: each.id, agoMs: at - each.at }));
  }

  /** All that was sent stands in `log` now. */
  restored(log: string): void {
    for (const each of this.#log) each.log = log;
  }

  /** What the server made of a request that went by this process's part. */
  learn(refused: boolean): void {
    this.#guess = refused ? Math.min(MOST_GUESS, this.#guess * 2) : Math.max(LEAST_GUESS, this.#guess * GROWTH);
  }
}
