import { isRefusal } from '../common/retry-after.ts';
import type { RateLimit } from '../contract.ts';
import type { Pass } from '../limiter/gate.ts';
import type { LaneSettings } from '../limiter/lane.ts';
import { type News, Pace } from '../limiter/pace.ts';
import { Permits } from '../limiter/permits.ts';
import type { SharedLimiter, Turn } from '../limiter/shared.ts';
import { Own } from './own.ts';
import { Turns, type Used } from './turns.ts';

const SECOND = 1_000;

/** This process's own permits: what it sent is not all that counts. */
class OwnPermits extends Permits {
  /** Of what the server counts, nobody here knows what other processes sent. */
  override sentWithin(): number {
    return Number.POSITIVE_INFINITY;
  }
}

/** Decides by a counter that processes share, beside all that a process decides for itself. */
export class SharedPace extends Pace {
  readonly #turns: Turns;
  readonly #own: Own;
  /** What was sent, by the passes that are not over. */
  readonly #used = new Map<Pass, Used>();
  /** The account is paused, as far as is known here. */
  #paused = false;
  /** Wakes whoever waits. */
  wake: () => void = () => undefined;

  /** `instances`: how many processes there are, where somebody said so. */
  constructor(rate: RateLimit, settings: LaneSettings, shared: SharedLimiter, instances: number | undefined) {
    const { marginMs } = settings;
    const permits = new OwnPermits(rate.windows, marginMs);
    super(rate, settings, permits);
    const shortest = rate.windows.reduce((a, b) => (b.seconds < a.seconds ? b : a));
    const windows = rate.windows.toSorted((a, b) => b.seconds - a.seconds);
    this.#own = new Own(windows, marginMs, instances);
    this.#turns = new Turns({
      shared,
      lane: `${rate.scope}:${rate.class}`,
      own: this.#own,
      marginMs,
      careful: instances !== undefined,
      wish: (id, tripMs) => ({
        id,
        parallel: rate.parallel !== undefined,
        windows: windows.map((window) => ({
          limit: window === shortest ? permits.share.limit : window.limit,
          intervalMs: window.seconds * SECOND + marginMs + tripMs / 2,
        })),
      }),
      told: (turn) => this.#told(turn),
      wake: () => this.wake(),
    });
  }

  override expectedWaitMs(ahead = 0): number {
    return Math.max(super.expectedWaitMs(ahead), this.#turns.knownMs);
  }

  override blockedMs(waiting: number): number {
    const ms = super.blockedMs(waiting);
    return ms > 0 ? ms : this.#turns.look();
  }

  override get state(): ReturnType<() => Pace['state']> & { readonly degraded: boolean } {
    return { ...super.state, degraded: this.#turns.degraded };
  }

  override start(): Pass {
    const changes = this.#turns.takeChanges();
    const pass = Object.assign(super.start(), changes.length > 0 && { changes });
    this.#used.set(pass, this.#turns.use());
    return pass;
  }

  override rest(): void {
    this.#turns.rest();
  }

  override observe(response: Response, pass: Pass): News {
    const news = super.observe(response, pass);
    const { pause } = news;
    const used = this.#used.get(pass);
    const refused = isRefusal(response);
    if (used?.byPart) this.#own.learn(refused);
    if (refused && this.isCrowded(response.headers))
      this.#turns.tell((shared, lane) => shared.report(lane, 'crowded', 0));
    else if (pause) {
      this.#paused = true;
      this.#turns.giveBack();
      this.#turns.tell((shared, lane) => shared.report(lane, pause.reason, pause.ms));
    } else if (used?.probe && !refused) this.#turns.tell((shared, lane) => shared.report(lane, 'answered', 0));
    return news;
  }

  override end(pass: Pass): void {
    super.end(pass);
    const used = this.#used.get(pass);
    this.#used.delete(pass);
    if (used && this.rate.parallel) this.#turns.tell((shared, lane) => shared.release(lane, used.id, true));
  }

  /** What another process learnt closes the gate here as well, and opens it. */
  #told({ paused, waitMs, next }: Turn): void {
    const pass = this.gate.send(0);
    if (paused === 'refused') this.gate.refused(waitMs, { ...pass, probe: true });
    else if (paused) this.gate.exhausted(waitMs);
    else if (this.#paused && next === 'go' && !this.gate.lost) this.gate.answered(pass);
    this.gate.release(pass);
    if (paused) this.#paused = true;
    else if (next !== 'ask') this.#paused = false;
  }
}
