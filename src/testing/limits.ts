import type { RateLimit, RateWindow } from '../contract.ts';
import { type EmulatorLimits, windowsOf } from './limit-options.ts';
import { since } from './log.ts';
import { type Counted, ietfHeaders, longest, rateHeaders, roundUp } from './rate-headers.ts';
import type { Routes } from './routes.ts';

/** The state of one window of one account. */
export interface WindowState {
  /** 1 for the account whose credential came first. Credentials themselves are told nowhere. */
  readonly account: number;
  readonly class: string;
  readonly name: string;
  readonly limit: number;
  readonly seconds: number;
  /** Requests that count now, those of `consume` included. */
  readonly count: number;
  /**
   * The most requests that ever came within one window at the server's own phase, refused ones included, those of
   * `consume` not. A client kept the limit when this is at most `limit`.
   */
  readonly highest: number;
}

export interface Verdict {
  /** Why the request is refused, and the value of Retry-After if there is one. */
  readonly refused?: { readonly reason: string; readonly retryAfter?: string };
  /** The rate headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** To be called when the request is over. */
  readonly release: () => void;
}

interface Account {
  readonly number: number;
  readonly class: string;
  readonly windows: readonly RateWindow[];
  readonly sliding: boolean;
  readonly counted: number[];
  readonly arrived: number[];
  readonly highest: Map<string, number>;
  underWay: number;
}

/** Counts requests as the contract says: by account and class, in every window of the class. */
export class Limits {
  /** The classes of the contract. */
  readonly #classes: ReadonlySet<string>;
  readonly #options: EmulatorLimits;
  readonly #random: () => number;
  readonly #accounts = new Map<string, Account>();
  readonly #numbers = new Map<string, number>();
  readonly #others = new Map<string, number[]>();

  constructor({ operations }: Routes, options: EmulatorLimits, random: () => number) {
    this.#classes = new Set(operations.flatMap(({ rateLimit }) => rateLimit?.class ?? []));
    this.#options = options;
    this.#random = random;
  }

  arrive(credential: string, declared: RateLimit, now: number): Verdict {
    const { parallel = Infinity, countRejected = false } = this.#options;
    const account = this.#accountOf(credential, declared);
    account.arrived.push(now);
    for (const { name, seconds } of account.windows) {
      const came = since(account.arrived, this.#within(account, name, seconds, now)).length;
      account.highest.set(name, Math.max(came, account.highest.get(name) ?? 0));
    }
    const full = account.windows.filter((window) => this.#counted(account, window, now).length >= window.limit);
    const crowded = account.underWay >= parallel;
    if (countRejected || !(crowded || full.length > 0)) account.counted.push(now);
    const headers = this.#headers(account, declared, now);
    if (full.length > 0) {
      const waitMs = Math.max(...full.map((window) => this.#waitMs(account, window, now)));
      const reason = `Expected at most ${full.map(({ limit, name }) => `${limit} requests in a window \`${name}\``).join(' and ')}.`;
      return { refused: { reason, ...this.#retryAfter(waitMs) }, headers, release: () => undefined };
    }
    if (crowded) {
      const reason = `Expected at most ${parallel} requests at once.`;
      const retryAfter = declared.parallel && { retryAfter: String(declared.parallel.retryAfter) };
      return { refused: { reason, ...retryAfter }, headers, release: () => undefined };
    }
    account.underWay += 1;
    let over = false;
    const release = (): void => {
      if (!over) account.underWay -= 1;
      over = true;
    };
    return { headers, release };
  }

  /** Counts requests of other programs, on every account. */
  consume(requests: number, rateClass: string | undefined, now: number): void {
    if (!(Number.isInteger(requests) && requests >= 0)) {
      throw new TypeError('Expected the number of requests to be an integer from 0.');
    }
    if (rateClass !== undefined && !this.#classes.has(rateClass)) {
      throw new TypeError(`Expected \`class\` to be one of ${[...this.#classes].join(', ')}.`);
    }
    for (const name of rateClass === undefined ? this.#classes : [rateClass]) {
      this.#others.set(name, [...(this.#others.get(name) ?? []), ...Array<number>(requests).fill(now)]);
    }
  }

  states(now: number): WindowState[] {
    return [...this.#accounts.values()].flatMap((account) =>
      account.windows.map((window) => ({
        account: account.number,
        class: account.class,
        ...window,
        count: this.#counted(account, window, now).length,
        highest: account.highest.get(window.name) ?? 0,
      })),
    );
  }

  #accountOf(credential: string, declared: RateLimit): Account {
    const key = `${declared.class}\n${credential}`;
    const known = this.#accounts.get(key);
    if (known) return known;
    const number = this.#numbers.get(credential) ?? this.#numbers.size + 1;
    this.#numbers.set(credential, number);
    const account: Account = {
      number,
      class: declared.class,
      windows: windowsOf(this.#options, declared),
      sliding: declared.alignment === 'sliding',
      counted: [],
      arrived: [],
      highest: new Map(),
      underWay: 0,
    };
    this.#accounts.set(key, account);
    return account;
  }

  #counted(account: Account, { name, seconds }: RateWindow, now: number): number[] {
    const within = this.#within(account, name, seconds, now);
    return [...since(account.counted, within), ...since(this.#others.get(account.class) ?? [], within)].sort(
      (a, b) => a - b,
    );
  }

  #within(account: Account, name: string, seconds: number, now: number): (time: number) => boolean {
    const length = this.#length(seconds);
    if (account.sliding) return (time) => time > now - length;
    const indexOf = (time: number): number => Math.floor((time - this.#phase(name)) / length);
    const current = indexOf(now);
    return (time) => indexOf(time) >= current;
  }

  /** Until there is room for one more. */
  #waitMs(account: Account, window: RateWindow, now: number): number {
    const length = this.#length(window.seconds);
    if (!account.sliding) return this.#leftMs(window, now);
    const counted = this.#counted(account, window, now);
    return counted[counted.length - window.limit]! + length - now;
  }

  /** Until the current fixed window is over. */
  #leftMs({ name, seconds }: RateWindow, now: number): number {
    const length = this.#length(seconds);
    const phase = this.#phase(name);
    return (Math.floor((now - phase) / length) + 1) * length + phase - now;
  }

  #length(seconds: number): number {
    return (seconds * 1_000) / (this.#options.timeScale ?? 1);
  }

  #phase(name: string): number {
    const { phaseMs = 0 } = this.#options;
    return typeof phaseMs === 'number' ? phaseMs : (phaseMs[name] ?? 0);
  }

  #headers(account: Account, declared: RateLimit, now: number): Record<string, string> {
    const { headerWindow, headers } = this.#options;
    if (headers === 'ietf') return ietfHeaders(account.windows.map((window) => this.#state(account, window, now)));
    const window = account.windows.find(({ name }) => name === headerWindow) ?? longest(account.windows);
    return window ? rateHeaders(declared, this.#state(account, window, now), Date.now()) : {};
  }

  #state(account: Account, window: RateWindow, now: number): Counted {
    const counted = this.#counted(account, window, now);
    const [first = now] = counted;
    const resetMs = account.sliding ? first + this.#length(window.seconds) - now : this.#leftMs(window, now);
    return { window, count: counted.length, resetMs };
  }

  #retryAfter(waitMs: number): { retryAfter?: string } {
    const { retryAfter = 'seconds' } = this.#options;
    if (retryAfter === 'missing' || (retryAfter === 'sometimes-missing' && this.#random() < 0.5)) return {};
    return { retryAfter: String(retryAfter === 'rounded-down' ? Math.floor(waitMs / 1_000) : roundUp(waitMs)) };
  }
}
