import { after } from '../common/sleep.ts';
import type { RateLimit } from '../contract.ts';
import type { Pass } from './gate.ts';
import { type News, Pace, type PaceSettings } from './pace.ts';
import { Queue, type Waiter } from './queue.ts';

/** How a limiter behaves. Every lane of it has the same settings. */
export interface LaneSettings extends PaceSettings {
  readonly maxQueue: number;
  readonly maxWaitMs: number;
}

/** Why whoever waits is sent away: the server refused for too long. */
export class Lost {}

/** The queue of one class of operations on one account. */
export class Lane {
  readonly #settings: LaneSettings;
  readonly #queue: Queue;
  readonly pace: Pace;
  #running = false;
  #wake: (() => void) | undefined;

  constructor(rate: RateLimit, settings: LaneSettings, pace: Pace = new Pace(rate, settings)) {
    this.#settings = settings;
    this.#queue = new Queue(() => this.wake());
    this.pace = pace;
  }

  /** Something changed that whoever waits may want to know. */
  wake(): void {
    this.#wake?.();
  }

  get queued(): number {
    return this.#queue.size;
  }

  /** Milliseconds a call that comes now would wait, as far as the limits known here can tell. */
  get expectedWaitMs(): number {
    return this.pace.expectedWaitMs(this.#queue.size);
  }

  /** Milliseconds until the last of those that wait is sent, as far as the limits known here can tell. */
  get lastPermitMs(): number {
    return this.#queue.size > 0 ? this.pace.expectedWaitMs(this.#queue.size - 1) : 0;
  }

  /** Why a new call cannot be taken, or undefined when it can. */
  refusal(): 'full' | 'wait' | undefined {
    if (this.#queue.size >= this.#settings.maxQueue) return 'full';
    const { maxWaitMs } = this.#settings;
    return maxWaitMs !== Number.POSITIVE_INFINITY && this.expectedWaitMs > maxWaitMs ? 'wait' : undefined;
  }

  enqueue(waiter: Waiter, end: 'front' | 'back'): void {
    this.#queue.push(waiter, end);
    if (!this.#running) void this.#dispatch();
  }

  /** An attempt that was granted is over, whatever came of it. */
  release(pass: Pass): void {
    this.pace.end(pass);
    this.wake();
  }

  /** Learns from an answer what the server allows. Called before `release`. */
  observe(response: Response, pass: Pass): News {
    const news = this.pace.observe(response, pass);
    if (this.pace.gate.lost) this.#lose();
    return news;
  }

  /** The one place that sends: whoever is at the head, as soon as the pace allows. */
  async #dispatch(): Promise<void> {
    this.#running = true;
    for (let head = this.#queue.first; head; head = this.#queue.first) {
      const { expiresInMs } = this.pace.gate;
      if (expiresInMs === 0) this.pace.gate.expire();
      if (this.pace.gate.vain) {
        this.#lose();
        continue;
      }
      const wait = this.pace.blockedMs(this.#queue.size);
      if (wait > 0) {
        await this.#pause(Math.min(wait, expiresInMs));
        continue;
      }
      if (head.prepare && !(await this.#prepare(head, head.prepare))) continue;
      const { version } = this.pace.gate;
      await this.pace.take();
      // A permit from before the server closed the queue would be one too many after it; and whoever came to the front
      // meanwhile is not prepared.
      if (this.pace.gate.version !== version || this.#queue.first !== head) continue;
      this.#queue.shift();
      head.granted(this.pace.start());
    }
    this.#running = false;
    this.pace.rest();
  }

  /** Sends away everyone who waits. */
  #lose(): void {
    for (let waiter = this.#queue.shift(); waiter; waiter = this.#queue.shift()) waiter.refused(new Lost());
  }

  /** Lets the head fetch what it needs to be sent; false when it is not the head any more or may not go yet. */
  async #prepare(head: Waiter, prepare: () => Promise<void>): Promise<boolean> {
    try {
      await prepare();
    } catch (reason) {
      if (this.#queue.first === head) this.#queue.shift()?.refused(reason);
      return false;
    }
    return this.#queue.first === head && this.pace.blockedMs(this.#queue.size) === 0;
  }

  /** Ends early when something changes, so that no timer outlives the queue. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const forget = after(ms, () => this.wake());
      this.#wake = () => {
        forget();
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
