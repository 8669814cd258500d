import { now } from '../sleep.ts';

/** No word of the server closes a queue for longer than this many milliseconds. */
export const LONGEST_PAUSE_MS = 120_000;

/** A server rounds to whole seconds, and clients that all wait for the same second should not all come at once. */
const ROUNDING_MS = 20;
const JITTER_MS = 50;
/** For a refusal without a time: this at first, then twice as long each time until an answer comes. */
const UNTIMED_MS = 1_000;

/** A queue is closed for `ms`: the server refused a request, or said that a window is used up. */
export interface Pause {
  readonly ms: number;
  readonly reason: 'refused' | 'exhausted';
}

/** Keeps a queue closed for as long as the server says. It opens by time alone. */
export class Gate {
  #opensAt = 0;
  #untimed = 0;
  /** How often it closed: whoever waited across a closing can tell. */
  closings = 0;

  /** Milliseconds until it opens; 0 when it is open. */
  get closedForMs(): number {
    return Math.max(0, this.#opensAt - now());
  }

  /** The server refused. `ms` is its Retry-After, where it gave one. */
  refused(ms: number | undefined): Pause | undefined {
    if (ms !== undefined) return this.close(ms, 'refused');
    // Calls refused together are one refusal: only the first of them doubles the pause.
    if (this.closedForMs > 0) return undefined;
    this.#untimed += 1;
    return this.close(UNTIMED_MS * 2 ** (this.#untimed - 1), 'refused');
  }

  /** The server answered: an untimed refusal after this starts from the shortest pause again. */
  answered(): void {
    this.#untimed = 0;
  }

  /** Returns the pause, or undefined when the gate is closed for longer already. */
  close(ms: number, reason: Pause['reason']): Pause | undefined {
    const pause = Math.min(ms, LONGEST_PAUSE_MS) + ROUNDING_MS + Math.random() * JITTER_MS;
    const opensAt = now() + pause;
    if (opensAt <= this.#opensAt) return undefined;
    this.#opensAt = opensAt;
    this.closings += 1;
    return { ms: pause, reason };
  }
}
