import { withBody } from '../common/response-body.ts';
import { isRefusal, retryAfterMs } from '../common/retry-after.ts';
import { now } from '../common/sleep.ts';
import { TOO_MANY_REQUESTS } from '../common/status.ts';
import type { RateLimit, RateWindow } from '../contract.ts';
import { Concurrency } from './concurrency.ts';
import { Gate, mostRefusedMs, type Pass, type Pause } from './gate.ts';
import { partOf } from './part.ts';
import { Permits } from './permits.ts';
import { readLimits, type ServerState } from './reading.ts';

const SECOND = 1_000;
/** By this much a window may have begun earlier than its reset says: whole seconds, and the way of a request. */
const UNCERTAIN_MS = 2_000;

/** How requests are paced. Every class of a limiter has the same settings. */
export interface PaceSettings {
  readonly marginMs: number;
  readonly maxConcurrent: number;
  /** Undefined: as long as the windows make it. */
  readonly maxRefusedMs: number | undefined;
  /** How many share the limits evenly. */
  readonly instances: number;
}

/** What an answer changed for all of its class. */
export interface News {
  readonly pause?: Pause | undefined;
  /** The server had refused for too long, and answers again. */
  readonly recovered?: boolean;
}

/** Decides when the next request of a class may go: by the limits, by what the server says, and by what is under way. */
export class Pace {
  readonly rate: RateLimit;
  readonly #longest: RateWindow;
  readonly #permits: Permits;
  /** Whether the answers tell when the longest window is over: nobody else is counted in it, as far as is known. */
  #followsWindow: boolean;
  readonly gate: Gate;
  readonly concurrency: Concurrency;
  /** Others use up the longest window as well: the number of its last request, and when it is over. */
  #spread: { readonly last: number; readonly until: number } | undefined;
  #refusal: Response | undefined;
  #announced = false;
  #server: ServerState | undefined;

  constructor(rate: RateLimit, { marginMs, maxConcurrent, maxRefusedMs, instances }: PaceSettings, permits?: Permits) {
    this.rate = rate;
    this.#longest = rate.windows.reduce((a, b) => (b.seconds > a.seconds ? b : a));
    this.#permits = permits ?? new Permits(partOf(rate.windows, instances), marginMs);
    this.#followsWindow = rate.alignment === 'fixed' && instances === 1 && !permits;
    this.gate = new Gate(maxRefusedMs ?? mostRefusedMs(this.#longest.seconds * SECOND));
    this.concurrency = new Concurrency(maxConcurrent);
  }

  /** Milliseconds the request after `ahead` others would wait, as far as the limits known here can tell. */
  expectedWaitMs(ahead = 0): number {
    return this.#permits.due(ahead, now() + this.gate.pausedMs);
  }

  /** Milliseconds to wait before looking again; 0 when the next request may go. `waiting`: how many want to. */
  blockedMs(waiting: number): number {
    if (this.concurrency.full) return this.concurrency.recoversInMs;
    return Math.max(this.gate.closedForMs, this.expectedWaitMs(), this.#spreadMs(waiting));
  }

  /** Where others use up the window, and it will not do for all that wait: what is left, evenly until it is over. */
  #spreadMs(waiting: number): number {
    const { last = Number.POSITIVE_INFINITY, until = 0 } = this.#spread ?? {};
    const left = last - this.#permits.sent;
    if (waiting <= left) return 0;
    const sinceLast = this.#permits.sinceLastMs;
    return Math.ceil((until - now() + sinceLast) / Math.max(1, left + 1) - sinceLast);
  }

  /** What else there is to tell: what the headers of the last answer that had any said. */
  get state(): { readonly server?: ServerState } {
    return this.#server ? { server: this.#server } : {};
  }

  /** Counts a request that is to go now. */
  take(): Promise<void> {
    return this.#permits.take();
  }

  /** A request goes. */
  start(): Pass {
    this.concurrency.inFlight += 1;
    return this.gate.send(this.#permits.sent);
  }

  /** Nobody waits any more. */
  rest(): void {}

  /** A request is over, whatever came of it. */
  end(pass: Pass): void {
    this.concurrency.inFlight -= 1;
    this.gate.release(pass);
  }

  /** Learns from an answer what the server allows. Called before `end`. */
  observe(response: Response, pass: Pass): News {
    if (isRefusal(response)) {
      this.#refusal = response;
      return { pause: this.#refused(response.headers, pass) };
    }
    const recovered = this.gate.answered(pass);
    if (recovered) this.#announced = false;
    return { recovered, pause: this.#read(response.headers, pass) };
  }

  /** What a call is answered that the server would refuse: its last refusal, with the time that is left. */
  lastRefusal(): Response {
    // Where another process was refused, there is none of our own.
    const refusal = this.#refusal ?? new Response(null, { status: TOO_MANY_REQUESTS });
    const headers = new Headers(refusal.headers);
    headers.set('retry-after', String(Math.ceil(this.gate.retryAfterMs / SECOND)));
    return withBody(refusal, headers);
  }

  /** Milliseconds after which the server may be called again, to be told once each time it is lost. */
  announceLost(): number | undefined {
    if (this.#announced) return undefined;
    this.#announced = true;
    return this.gate.retryAfterMs;
  }

  /** Whether a refusal is one for too many at once. */
  isCrowded(headers: Headers): boolean {
    const { parallel } = this.rate;
    return parallel !== undefined && headers.get('retry-after')?.trim() === String(parallel.retryAfter);
  }

  #refused(headers: Headers, pass: Pass): Pause | undefined {
    if (this.isCrowded(headers)) {
      return this.gate.crowded(this.concurrency.refused(), pass);
    }
    this.#permits.share.refused(this.gate.isNews(pass));
    const ms = retryAfterMs(headers) ?? this.#usedUpMs(headers);
    if (this.#followsWindow && this.#isOfLongest(ms)) {
      this.#followsWindow = false;
      this.#permits.distrust();
    }
    return this.gate.refused(ms, pass);
  }

  /** Whether a refusal for `ms` may be one of the longest window. */
  #isOfLongest(ms: number | undefined): boolean {
    const others = this.rate.windows.filter((window) => window !== this.#longest);
    return ms === undefined || others.every(({ seconds }) => ms > seconds * SECOND);
  }

  /** Where a refusal has no Retry-After, it may name the window that is used up. */
  #usedUpMs(headers: Headers): number | undefined {
    const resets = readLimits(headers, this.rate).flatMap(({ remaining, resetMs }) =>
      remaining === 0 && resetMs !== undefined ? [resetMs] : [],
    );
    return resets.length > 0 ? Math.max(...resets) : undefined;
  }

  #read(headers: Headers, pass: Pass): Pause | undefined {
    const readings = readLimits(headers, this.rate);
    // Only the longest is worth a pause: its counter is the one that other programs on the account use up; the shorter
    // ones are over before the answer is read.
    const reading = readings.find(({ window }) => window === this.#longest);
    this.#server = (reading ?? readings[0])?.server ?? this.#server;
    const { remaining, resetMs } = reading ?? {};
    if (remaining === undefined || resetMs === undefined) return undefined;
    if (this.#followsWindow) this.#permits.windowEnds(pass.sent, resetMs);
    if (remaining === 0) return this.gate.exhausted(resetMs);
    const { limit, seconds } = this.#longest;
    // All that may have been counted: requests overtake each other.
    const ours = this.#permits.sentWithin(seconds * SECOND - resetMs + UNCERTAIN_MS);
    const others = limit - remaining - ours;
    this.#spread = others > 0 ? { last: pass.sent + remaining, until: now() + resetMs } : undefined;
    return undefined;
  }
}
