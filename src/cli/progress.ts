import { safe } from '../common/safe.ts';
import type { Contract, Operation } from '../contract.ts';
import type { AnyClient } from './app.ts';

const REDRAW_MS = 250;

/** A line on standard error that tells how far a run is, where that is a terminal; messages go above it. */
export class Progress {
  readonly #client: AnyClient;
  readonly #total: () => number | undefined;
  readonly #done: () => number;
  readonly #fastest: number;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #terminal = process.stderr.isTTY === true;

  constructor(
    client: AnyClient,
    contract: Contract,
    operation: Operation,
    total: () => number | undefined,
    done: () => number,
  ) {
    this.#client = client;
    this.#total = total;
    this.#done = done;
    const limit = operation.rateLimit === undefined ? undefined : contract.rateLimits[operation.rateLimit];
    // The first calls go out at once; what follows cannot be faster than the limits.
    this.#fastest = Math.min(...(limit?.windows ?? []).map((window) => window.limit / window.seconds));
    if (this.#terminal) this.#timer = setInterval(() => this.#draw(), REDRAW_MS).unref();
  }

  say(message: string): void {
    process.stderr.write(`${this.#clear()}${safe(message)}\n`);
  }

  end(): void {
    clearInterval(this.#timer);
    process.stderr.write(this.#clear());
  }

  #clear(): string {
    return this.#terminal ? '\r\u001b[2K' : '';
  }

  #draw(): void {
    const line = this.#line();
    process.stderr.write(this.#clear() + line.slice(0, Math.max(20, (process.stderr.columns ?? 80) - 1)));
  }

  #line(): string {
    const [done, total] = [this.#done(), this.#total()];
    const seconds = (performance.now() - this.#started) / 1_000;
    const perSecond = Math.min(done / seconds, this.#fastest);
    const parts = [total === undefined ? `${done} done` : `${done} of ${total}`];
    if (done > 0) parts.push(`${Math.round(perSecond * 60)} a minute`);
    if (done > 0 && total !== undefined) {
      // What waits already is sent no sooner than the limits say, a pause included.
      const sent = Math.max(0, ...this.#client.rateLimits().map(({ lastPermitMs }) => lastPermitMs));
      parts.push(`${durationText(Math.max(sent, ((total - done) / perSecond) * 1_000))} left`);
    }
    return [...parts, ...this.#waits()].join(' · ');
  }

  #waits(): string[] {
    return this.#client.rateLimits().flatMap(({ pausedMs, nextPermitMs, queued, refused }) => {
      if (refused) return [`refused: next try in ${durationText(pausedMs)}`];
      if (pausedMs > 0) return [`paused for ${durationText(pausedMs)}: the server asks for it`];
      return queued > 0 && nextPermitMs > 1_000 ? [`waits ${durationText(nextPermitMs)} for the limit`] : [];
    });
  }
}

/** Milliseconds as people say them. */
export function durationText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
