import type { RateLimit, RateWindow } from '../contract.ts';
import { withBody } from '../response-body.ts';
import { isRefusal, retryAfterMs } from '../retry-after.ts';
import { now } from '../sleep.ts';
import { Concurrency } from './concurrency.ts';
import { Gate, mostRefusedMs, type Pass, type Pause } from './gate.ts';
import { Permits } from './permits.ts';
import { readLimits, type ServerState } from './reading.ts';

const SECOND = 1_000;

/** How requests are paced. Every class of a limiter has the same settings. */
export interface PaceSettings {
  readonly marginMs: number;
  readonly maxConcurrent: number;
  /** Undefined: as long as the windows make it. */
  readonly maxRefusedMs: number | undefined;
}

/** What an answer changed for all of its class. */
export interface News {
  readonly pause?: Pause | undefined;
  /** The server had refused for too long, and answers again. */
  readonly recovered?: boolean;
}

/** Decides when the next request of a class may go: by the limits, by what the server says, and by what is under way. */
export class Pace {
  readonly #rate: RateLimit;
  readonly #longest: RateWindow;
  readonly #permits: Permits;
  readonly #gate: Gate;
  readonly #concurrency: Concurrency;
  #refusal: Response | undefined;
  #announced = false;
  /** What the headers of the last answer that had any said. */
  server: ServerState | undefined;

  constructor(rate: RateLimit, { marginMs, maxConcurrent, maxRefusedMs }: PaceSettings) {
    this.#rate = rate;
    this.#longest = rate.windows.reduce((a, b) => (b.seconds > a.seconds ? b : a));
    this.#permits = new Permits(rate.windows, marginMs);
    this.#gate = new Gate(maxRefusedMs ?? mostRefusedMs(this.#longest.seconds * SECOND));
    this.#concurrency = new Concurrency(maxConcurrent);
  }

  get class(): string {
    return this.#rate.class;
  }

  get inFlight(): number {
    return this.#concurrency.inFlight;
  }

  get maxConcurrent(): number {
    return this.#concurrency.cap;
  }

  /** Milliseconds for which the server's word closes the queue. */
  get pausedMs(): number {
    return this.#gate.pausedMs;
  }

  /** Whether the server refused the last requests. */
  get refusing(): boolean {
    return this.#gate.refusing;
  }

  /** Whether the server refused for too long, and has answered nothing since. */
  get lost(): boolean {
    return this.#gate.lost;
  }

  /** Whether a call fails at once: the server refused for too long, and the pause is not over. */
  get vain(): boolean {
    return this.#gate.lost && this.#gate.pausedMs > 0;
  }

  /** Milliseconds until the server has refused for too long. */
  get expiresInMs(): number {
    return this.#gate.expiresInMs;
  }

  /** Changes whenever the server closes the queue. */
  get version(): number {
    return this.#gate.version;
  }

  /** Milliseconds the request after `ahead` others would wait, as far as the limits known here can tell. */
  expectedWaitMs(ahead = 0): number {
    return this.#permits.due(ahead, now() + this.#gate.pausedMs);
  }

  /** Milliseconds to wait before looking again; 0 when the next request may go. */
  blockedMs(): number {
    if (this.#concurrency.full) return this.#concurrency.recoversInMs;
    return Math.max(this.#gate.closedForMs, this.expectedWaitMs());
  }

  /** Counts a request that is to go now. */
  take(): Promise<void> {
    return this.#permits.take();
  }

  /** A request goes. */
  start(): Pass {
    this.#concurrency.inFlight += 1;
    return this.#gate.send();
  }

  /** A request is over, whatever came of it. */
  end(pass: Pass): void {
    this.#concurrency.inFlight -= 1;
    this.#gate.release(pass);
  }

  /** Learns from an answer what the server allows. Called before `end`. */
  observe(response: Response, pass: Pass): News {
    if (isRefusal(response)) {
      this.#refusal = response;
      return { pause: this.#refused(response.headers, pass) };
    }
    const recovered = this.#gate.answered(pass);
    if (recovered) this.#announced = false;
    return { recovered, pause: this.#read(response.headers) };
  }

  /** The server has refused for too long. */
  expire(): void {
    this.#gate.expire();
  }

  /** What a call is answered that the server would refuse: its last refusal, with the time that is left. */
  lastRefusal(): Response {
    const headers = new Headers(this.#refusal!.headers);
    headers.set('retry-after', String(Math.ceil(this.#gate.retryAfterMs / SECOND)));
    return withBody(this.#refusal!, headers);
  }

  /** Milliseconds after which the server may be called again, to be told once each time it is lost. */
  announceLost(): number | undefined {
    if (this.#announced) return undefined;
    this.#announced = true;
    return this.#gate.retryAfterMs;
  }

  #refused(headers: Headers, pass: Pass): Pause | undefined {
    const parallel = this.#rate.parallel;
    if (parallel && headers.get('retry-after')?.trim() === String(parallel.retryAfter)) {
      return this.#gate.crowded(this.#concurrency.refused(), pass);
    }
    if (this.#gate.isNews(pass)) this.#permits.share.refused();
    return this.#gate.refused(retryAfterMs(headers), pass);
  }

  #read(headers: Headers): Pause | undefined {
    const reading = readLimits(headers, this.#rate);
    if (!reading) return undefined;
    this.server = reading.server;
    const { window, remaining, resetMs } = reading;
    // Only the longest is worth a pause: its counter is the one that other programs on the account use up; the shorter
    // ones are over before the answer is read.
    if (window !== this.#longest || remaining !== 0 || resetMs === undefined) return undefined;
    return this.#gate.exhausted(resetMs);
  }
}
