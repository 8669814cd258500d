import { DEFAULTS } from '../common/read-options.ts';
import { now } from '../common/sleep.ts';

/** A server that names a time is tried again by then, whatever it named: one wrong header must not close a client for a day. */
const LONGEST_UNTRIED_MS = 600_000;
/** For the first refusal; twice as long for each pause whose probe was refused. */
const FIRST_PAUSE_MS = 1_000;
/** Clients that all wait for the same moment should not all come at once. */
const JITTER = 0.1;
/** A server rounds to whole seconds; and a reset is no refusal, so that a tenth of it would be wasted. */
const ROUNDING_MS = 20;
const RESET_JITTER_MS = 50;

/** A queue is closed for `ms`: the server refused a request, or said that a window is used up. */
export interface Pause {
  readonly ms: number;
  readonly reason: 'refused' | 'exhausted';
}

/** Leave to send one request, and when it was given. */
export interface Pass {
  /** The pauses there had been. */
  readonly pauses: number;
  /** It is the only one that goes since a pause, until it is answered. */
  readonly probe: boolean;
  /** Which request of its class it is, from 1. */
  readonly sent: number;
  /** What its call is to tell. */
  readonly changes?: readonly Change[];
}

/** What became of a counter that processes share. */
export type Change =
  | { readonly type: 'degraded'; readonly code: string }
  | { readonly type: 'recovered'; readonly from: 'degraded' };

/** How long a lane may be refused, where nobody said: two of its longest windows, within two and ten minutes. */
export function mostRefusedMs(longestWindowMs = 0): number {
  return Math.min(LONGEST_UNTRIED_MS, Math.max(DEFAULTS.maxRefusedMs, 2 * longestWindowMs));
}

/**
 * When the server lets the next request through. It is open, or closed for as long as the server says; after each pause
 * one probe goes, and only when that is answered the rest. Where nothing is answered for too long, it is `lost`.
 */
export class Gate {
  readonly #maxRefusedMs: number;
  #opensAt = 0;
  #namedUntil = 0;
  #pauses = 0;
  /** Why it last closed, until something is answered: what goes meanwhile is a probe. */
  #reason: Pause['reason'] | undefined;
  #probe: Pass | undefined;
  #refusedPauses = 0;
  #refusedSince: number | undefined;
  /** Nothing was answered for `maxRefusedMs`, or the server named a longer time. Ends with the next answer. */
  lost = false;
  /** Changes whenever it closes: whoever waited meanwhile can tell. */
  version = 0;

  constructor(maxRefusedMs: number) {
    this.#maxRefusedMs = maxRefusedMs;
  }

  /** Milliseconds of the pause that are left; 0 when there is none. */
  get pausedMs(): number {
    return Math.max(0, this.#opensAt - now());
  }

  /** Whether a call fails at once: the server refused for too long, and the pause is not over. */
  get vain(): boolean {
    return this.lost && this.pausedMs > 0;
  }

  /** Milliseconds until the next may go; Infinity while a probe is under way. */
  get closedForMs(): number {
    return this.#probe ? Number.POSITIVE_INFINITY : this.pausedMs;
  }

  /** Whether a refusal closed it, and nothing was answered since. */
  get refusing(): boolean {
    return this.#reason === 'refused';
  }

  /** Milliseconds after which the server may be called again, by its own word or by the pause. */
  get retryAfterMs(): number {
    return Math.max(this.pausedMs, this.#namedUntil - now());
  }

  /** Milliseconds until waiting has lasted too long; Infinity when nothing is refused. */
  get expiresInMs(): number {
    if (this.#refusedSince === undefined || this.lost) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#refusedSince + this.#maxRefusedMs - now());
  }

  /** Whether the request was sent since the last pause: those that were sent before it tell nothing new. */
  isNews(pass: Pass): boolean {
    return pass.pauses === this.#pauses;
  }

  send(sent: number): Pass {
    const pass = { pauses: this.#pauses, probe: this.#reason !== undefined, sent };
    if (pass.probe) this.#probe = pass;
    return pass;
  }

  /** A request is over, whatever came of it: a probe that nothing answered leaves its place to the next. */
  release(pass: Pass): void {
    if (this.#probe === pass) this.#probe = undefined;
  }

  /** The server let a request through. Returns whether the lane was lost until now. */
  answered(pass: Pass): boolean {
    this.#refusedSince = undefined;
    // One that was sent before the pause says nothing of the time after it.
    if (!this.isNews(pass)) return false;
    const recovered = this.lost;
    this.#refusedPauses = 0;
    this.#opensAt = 0;
    this.#namedUntil = 0;
    this.#reason = undefined;
    this.#probe = undefined;
    this.lost = false;
    return recovered;
  }

  /** The server refused. `ms` is its Retry-After, where it gave one. */
  refused(ms: number | undefined, pass: Pass): Pause | undefined {
    const news = this.#count(pass);
    if (ms !== undefined && ms > this.#maxRefusedMs) {
      this.#namedUntil = Math.max(this.#namedUntil, now() + ms);
      this.lost = true;
    }
    // Requests that were refused together are one refusal.
    if (!news) return ms === undefined ? undefined : this.#close(this.#jittered(ms), 'refused', news);
    this.#refusedPauses += 1;
    return this.#close(this.#jittered(Math.max(ms ?? 0, this.#ownPauseMs)), 'refused', news);
  }

  /** The server refused since too many were under way; `ms` is a pause that this makes necessary. */
  crowded(ms: number | undefined, pass: Pass): Pause | undefined {
    const news = this.#count(pass);
    return ms === undefined ? undefined : this.#close(ms, 'refused', news);
  }

  /** The server said that a window is used up for `ms` more. */
  exhausted(ms: number): Pause | undefined {
    return this.#close(ms + ROUNDING_MS + Math.random() * RESET_JITTER_MS, 'exhausted', false);
  }

  /** The waiting has lasted too long. */
  expire(): void {
    this.lost = true;
    // A probe that is still under way may yet end it.
    if (this.pausedMs === 0) this.#opensAt = now() + this.#jittered(this.#ownPauseMs);
  }

  #count(pass: Pass): boolean {
    const news = this.isNews(pass);
    if (news && pass.probe) this.#refusedSince ??= now();
    return news;
  }

  get #ownPauseMs(): number {
    return Math.min(LONGEST_UNTRIED_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, this.#refusedPauses - 1));
  }

  #jittered(ms: number): number {
    return ms * (1 + Math.random() * JITTER);
  }

  /** Returns the pause, or undefined when it is closed for longer already. `news`: by one of those sent since the last. */
  #close(ms: number, reason: Pause['reason'], news: boolean): Pause | undefined {
    const pause = Math.ceil(this.lost ? Math.min(ms, LONGEST_UNTRIED_MS) : ms);
    const opensAt = now() + pause;
    if (opensAt <= this.#opensAt) return undefined;
    if (news || !this.#reason) this.#pauses += 1;
    this.#opensAt = opensAt;
    this.#reason = reason;
    this.#probe = undefined;
    this.version += 1;
    return { ms: pause, reason };
  }
}
