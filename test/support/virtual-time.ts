interface Timer {
  readonly id: number;
  readonly at: number;
  readonly run: () => void;
}

const real = { setTimeout, clearTimeout, setImmediate, dateNow: Date.now, performanceNow: performance.now };

/**
 * Time that passes only when told to. Takes the place of the timers and both clocks, for our code and for p-throttle
 * alike; quicker than Jest's own, since ten thousand schedules are run on it.
 */
export class VirtualTime {
  /** Milliseconds on the monotonic clock. */
  now = 0;
  /** What the wall clock shows when the monotonic one is at 0. Change it to set the clock. */
  wall = 1_700_000_000_000;
  /** How late a timer fires, in milliseconds. */
  lateness: () => number = () => 0;
  #timers: Timer[] = [];
  #ids = 0;

  install(): void {
    const set = (run: () => void, ms = 0): number => {
      this.#ids += 1;
      // Node's rule: what is not a number from 1 to 2^31 - 1 fires after a millisecond.
      const delay = ms >= 1 && ms <= 2 ** 31 - 1 ? ms : 1;
      this.#timers.push({ id: this.#ids, at: this.now + delay + this.lateness(), run });
      return this.#ids;
    };
    const clear = (id: number): void => {
      this.#timers = this.#timers.filter((timer) => timer.id !== id);
    };
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    Date.now = () => Math.floor(this.wall + this.now);
    performance.now = () => this.now;
  }

  uninstall(): void {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.dateNow;
    performance.now = real.performanceNow;
  }

  get timers(): number {
    return this.#timers.length;
  }

  /** Lets everything run that needs no time. */
  settle(): Promise<void> {
    return new Promise((resolve) => real.setImmediate(resolve));
  }

  /** Passes `ms`, firing on the way what is due. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.settle();
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) await this.#fire(next);
    this.now = Math.max(this.now, end);
    await this.settle();
  }

  /** Passes time from timer to timer until `done`, or until nothing is left to wait for. */
  async runUntil(done: () => boolean): Promise<void> {
    await this.settle();
    for (let next = this.#next(); next && !done(); next = this.#next()) await this.#fire(next);
  }

  /** The event loop does nothing for `ms`; what was due fires at its end. */
  stall(ms: number): void {
    this.now += ms;
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (!next || timer.at < next.at) next = timer;
    return next;
  }

  async #fire(timer: Timer): Promise<void> {
    this.#timers = this.#timers.filter((other) => other !== timer);
    this.now = Math.max(this.now, timer.at);
    timer.run();
    await this.settle();
  }
}
