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

interface Record {
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
  #log: Record[] = [];

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

  /** Milliseconds until another request keeps this process's part of every window. */
  get dueMs(): number {
    const windows = partOf(this.#windows, this.#instances ?? this.#guess);
    const at = now();
    const waits = windows.map(({ limit, seconds }) => {
      const before = this.#log[this.#log.length - limit];
      return before === undefined ? 0 : before.at + seconds * SECOND + this.#marginMs - at;
    });
    return Math.max(0, ...waits);
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
