import type { RateLimit } from '../contract.ts';
import { retryAfterMs } from '../retry-after.ts';
import { LONGEST_TIMER_MS } from '../sleep.ts';
import { Concurrency } from './concurrency.ts';
import { Gate, type Pause } from './gate.ts';
import { Permits } from './permits.ts';
import { Queue, type Waiter } from './queue.ts';

const TOO_MANY_REQUESTS = 429;
const SECOND = 1_000;

/** How a limiter behaves. Every lane of it has the same settings. */
export interface LaneSettings {
  readonly marginMs: number;
  readonly maxConcurrent: number;
  readonly maxQueue: number;
  readonly maxWaitMs: number;
}

/** What the server last said about a window, in its own words. */
export interface ServerState {
  readonly limit: number | undefined;
  readonly remaining: number | undefined;
  readonly resetSeconds: number | undefined;
}

/** The queue, permits and gate of one class of operations on one account. */
export class Lane {
  readonly #rate: RateLimit;
  readonly #settings: LaneSettings;
  readonly #queue: Queue;
  readonly #permits: Permits;
  readonly #gate = new Gate();
  readonly #concurrency: Concurrency;
  #running = false;
  #paused = false;
  #wake: (() => void) | undefined;
  /** What the headers of the last answer that had any said. */
  server: ServerState | undefined;

  constructor(rate: RateLimit, settings: LaneSettings) {
    this.#rate = rate;
    this.#settings = settings;
    this.#queue = new Queue(() => this.#wake?.());
    this.#permits = new Permits(rate.windows, settings.marginMs);
    this.#concurrency = new Concurrency(settings.maxConcurrent);
  }

  get queued(): number {
    return this.#queue.size;
  }

  get inFlight(): number {
    return this.#concurrency.inFlight;
  }

  get maxConcurrent(): number {
    return this.#concurrency.cap;
  }

  get pausedMs(): number {
    return this.#gate.closedForMs;
  }

  /** Milliseconds until the limits allow the next request. */
  get nextPermitMs(): number {
    return Math.max(this.#gate.closedForMs, this.#permits.due());
  }

  /** Milliseconds a call that comes now would wait, as far as the limits known here can tell. */
  get expectedWaitMs(): number {
    return Math.max(this.#gate.closedForMs, this.#permits.due(this.#queue.size));
  }

  /** Why a new call cannot be taken, or undefined when it can. */
  refusal(): 'full' | 'wait' | undefined {
    if (this.#queue.size >= this.#settings.maxQueue) return 'full';
    if (this.#settings.maxWaitMs !== Number.POSITIVE_INFINITY && this.expectedWaitMs > this.#settings.maxWaitMs) {
      return 'wait';
    }
    return undefined;
  }

  enqueue(waiter: Waiter, end: 'front' | 'back'): void {
    this.#queue.push(waiter, end);
    if (!this.#running) void this.#dispatch();
  }

  /** An attempt that was granted is over, whatever came of it. */
  release(): void {
    this.#concurrency.inFlight -= 1;
    this.#wake?.();
  }

  /** Learns from an answer what the server allows; returns the pause it leads to. Called before `release`. */
  observe(response: Response): Pause | undefined {
    const pause =
      response.status === TOO_MANY_REQUESTS ? this.#refused(response.headers) : this.#answered(response.headers);
    if (pause) {
      this.#paused = true;
      this.#wake?.();
    }
    return pause;
  }

  #refused(headers: Headers): Pause | undefined {
    const parallel = this.#rate.parallel;
    if (parallel && headers.get('retry-after')?.trim() === String(parallel.retryAfter)) {
      const ms = this.#concurrency.refused();
      return ms === undefined ? undefined : this.#gate.close(ms, 'refused');
    }
    return this.#gate.refused(retryAfterMs(headers));
  }

  #answered(headers: Headers): Pause | undefined {
    this.#gate.answered();
    const names = this.#rate.headers;
    if (!names) return undefined;
    const limit = integer(headers.get(names.limit));
    const remaining = integer(headers.get(names.remaining));
    const resetSeconds = integer(headers.get(names.reset));
    if (limit === undefined && remaining === undefined && resetSeconds === undefined) return undefined;
    this.server = { limit, remaining, resetSeconds };
    if (remaining !== 0 || resetSeconds === undefined) return undefined;
    // The headers describe one window without naming it. Only the longest is worth a pause: its counter is the one
    // that other programs on the account use up; the shorter ones are over before the answer is read.
    const longest = this.#rate.windows.reduce((a, b) => (b.seconds > a.seconds ? b : a));
    const namesLongest = this.#rate.windows.every((window) => window === longest || window.limit !== longest.limit);
    if (!namesLongest || limit !== longest.limit) return undefined;
    return this.#gate.close(Math.min(resetSeconds, longest.seconds) * SECOND, 'exhausted');
  }

  /** The one place that sends: whoever is at the head, as soon as gate, cap and permits allow. */
  async #dispatch(): Promise<void> {
    this.#running = true;
    for (let head = this.#queue.first; head; head = this.#queue.first) {
      const wait = this.#blockedMs();
      if (wait > 0) {
        await this.#pause(wait);
        continue;
      }
      if (head.prepare && !(await this.#prepare(head, head.prepare))) continue;
      const closings = this.#gate.closings;
      await this.#permits.take();
      // A permit from before the server closed the gate would be one too many after it; and whoever came to the front
      // meanwhile is not prepared.
      if (this.#gate.closings !== closings || this.#queue.first !== head) continue;
      this.#queue.shift();
      this.#concurrency.inFlight += 1;
      const resumed = this.#paused;
      this.#paused = false;
      head.granted(resumed);
    }
    this.#running = false;
  }

  /** Milliseconds to wait before looking again; 0 when the head may go. */
  #blockedMs(): number {
    if (this.#concurrency.full) return this.#concurrency.recoversInMs;
    return this.nextPermitMs;
  }

  /** Lets the head fetch what it needs to be sent; false when it is not the head any more or may not go yet. */
  async #prepare(head: Waiter, prepare: () => void | Promise<void>): Promise<boolean> {
    try {
      await prepare();
    } catch (reason) {
      if (this.#queue.first === head) this.#queue.shift()?.refused(reason);
      return false;
    }
    return this.#queue.first === head && this.#blockedMs() === 0;
  }

  /** Ends early when something changes, so that no timer outlives the queue. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), Math.min(ms, LONGEST_TIMER_MS));
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}

function integer(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}
