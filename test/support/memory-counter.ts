import type { SharedLimiter, Turn, Wish } from '../../src/limiter/shared.ts';

interface Counted {
  log: string;
  /** Id by time, in the order of time. */
  times: Map<string, number>;
  busy: Map<string, number>;
  narrowest: Map<number, { limit: number; until: number }>;
  pause: { until: number; reason: 'refused' | 'exhausted'; probe: string | undefined; lease: number } | undefined;
  cap: { most: number; since: number } | undefined;
  carefulUntil: number;
}

/**
 * The shared counter a second time, in the memory of one process: what tests with virtual time play against, and proof
 * that the interface can be implemented by others. It can fail as a Redis does.
 */
export class MemoryCounter implements SharedLimiter {
  readonly #lanes = new Map<string, Counted>();
  readonly #clock: () => number;
  #latest = 0;
  #ahead = 0;
  #logs = 0;
  /** What becomes of every request: it is served, it fails, or it is never answered. */
  state: 'up' | 'down' | 'silent' = 'up';
  /** Milliseconds on each way. */
  delayMs = 0;
  /** How often it was asked. */
  asked = 0;

  /** `clock` may be set back. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  reserve(lane: string, wish: Wish): Promise<Turn> {
    return this.#serve(lane, (counted, at) => {
      const { log, times } = counted;
      const turn = this.#reserve(counted, wish, at);
      const due = times.get(wish.id);
      return { waitMs: (due ?? at) - at, ...turn, log, carefulMs: Math.max(0, counted.carefulUntil - at) };
    });
  }

  release(lane: string, id: string, sent: boolean): Promise<void> {
    return this.#serve(lane, ({ times, busy, pause }) => {
      busy.delete(id);
      if (sent) return;
      times.delete(id);
      if (pause?.probe === id) pause.probe = undefined;
    });
  }

  report(lane: string, what: 'refused' | 'exhausted' | 'answered' | 'crowded', ms: number): Promise<void> {
    return this.#serve(lane, (counted, at) => {
      if (what === 'crowded') counted.cap = { most: Math.max(1, underWay(counted, at) - 1), since: at };
      else if (what === 'answered') counted.pause = undefined;
      else if (at + ms > (counted.pause?.until ?? 0)) {
        counted.pause = { until: at + ms, reason: what, probe: undefined, lease: 0 };
      }
    });
  }

  restore(lane: string, sent: readonly { id: string; agoMs: number }[], carefulMs: number): Promise<void> {
    return this.#serve(lane, (counted, at) => {
      for (const { id, agoMs } of sent) counted.times.set(id, at - agoMs);
      counted.times = new Map([...counted.times].sort(([, a], [, b]) => a - b));
      counted.carefulUntil = Math.max(counted.carefulUntil, at + carefulMs);
    });
  }

  /** Everything is gone. */
  flush(): void {
    this.#lanes.clear();
  }

  #reserve(counted: Counted, { id, windows, parallel }: Wish, at: number): Pick<Turn, 'next'> & Partial<Turn> {
    const { times, busy, narrowest, pause, cap } = counted;
    if (pause && at < pause.until) {
      times.delete(id);
      busy.delete(id);
      return { waitMs: pause.until - at, next: 'ask', paused: pause.reason };
    }
    if (pause?.probe !== undefined && pause.probe !== id && at < pause.lease) return { waitMs: 100, next: 'ask' };
    const most = cap ? cap.most + Math.floor((at - cap.since) / 5_000) : Number.POSITIVE_INFINITY;
    if (underWay(counted, at) >= most && !busy.has(id)) return { waitMs: 100, next: 'ask' };
    if (pause) Object.assign(pause, { probe: id, lease: at + 5_000 });
    if (!times.has(id)) {
      const sorted = [...times.values()];
      let due = Math.max(at, sorted.at(-1) ?? 0);
      for (const [index, { limit, intervalMs }] of windows.entries()) {
        const known = narrowest.get(index);
        if (!known || limit <= known.limit || at >= known.until) narrowest.set(index, { limit, until: at + 5_000 });
        const before = sorted[sorted.length - narrowest.get(index)!.limit];
        if (before !== undefined) due = Math.max(due, Math.ceil(before + intervalMs));
      }
      times.set(id, due);
      if (parallel) busy.set(id, due);
    }
    const used = windows.map(({ intervalMs }) => [...times.values()].filter((time) => time > at - intervalMs).length);
    return { next: pause ? 'probe' : 'go', used };
  }

  async #serve<Answer>(lane: string, work: (counted: Counted, at: number) => Answer): Promise<Answer> {
    this.asked += 1;
    await this.#travel();
    if (this.state === 'down') throw Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
    if (this.state === 'silent') return new Promise(() => undefined);
    const answer = work(this.#counted(lane), this.#now());
    await this.#travel();
    return answer;
  }

  async #travel(): Promise<void> {
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
  }

  #now(): number {
    const at = this.#clock() + this.#ahead;
    if (at < this.#latest) this.#ahead += this.#latest - at;
    this.#latest = Math.max(at, this.#latest);
    return this.#latest;
  }

  #counted(lane: string): Counted {
    let counted = this.#lanes.get(lane);
    if (!counted) {
      this.#logs += 1;
      counted = {
        log: `log ${this.#logs}`,
        times: new Map(),
        busy: new Map(),
        narrowest: new Map(),
        pause: undefined,
        cap: undefined,
        carefulUntil: 0,
      };
      this.#lanes.set(lane, counted);
    }
    return counted;
  }
}

function underWay({ busy }: Counted, at: number): number {
  return [...busy.values()].filter((since) => since <= at && since > at - 60_000).length;
}
