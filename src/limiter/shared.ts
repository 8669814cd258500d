/** At most `limit` requests in any `intervalMs` milliseconds, the margin of the process that asks included. */
export interface SharedWindow {
  readonly limit: number;
  readonly intervalMs: number;
}

/** What a process asks for: a time at which it sends one request. */
export interface Wish {
  /** Names the reservation. The same one counts once, however often it is asked for. */
  readonly id: string;
  /** The windows to keep, the longest first. Of what several processes ask for, the narrowest holds for all. */
  readonly windows: readonly SharedWindow[];
  /** Whether requests under way are counted: only then `release` follows each that was sent. */
  readonly parallel: boolean;
}

/** What a process is told. */
export interface Turn {
  /** Milliseconds to wait; negative for one that was reserved before and whose time is past. */
  readonly waitMs: number;
  /**
   * What to do next. `go`: the time is reserved. `probe`: as well, and nobody else goes before `report` tells what became of
   * it. `ask`: nothing is reserved; ask again.
   */
  readonly next: 'go' | 'probe' | 'ask';
  /** Why everybody waits, where a pause was reported that is not over. */
  readonly paused?: 'refused' | 'exhausted' | undefined;
  /** Names the log of requests. Another name than before means that what was counted is lost: see `restore`. */
  readonly log: string;
  /** Milliseconds for which the log may lack what others have sent. */
  readonly carefulMs: number;
  /** How many requests each window of the wish holds, this one and all that are reserved included; absent where none is reserved. */
  readonly used?: readonly number[] | undefined;
}

/** A request that was sent. */
export interface Sent {
  readonly id: string;
  readonly agoMs: number;
}

/**
 * One counter for all processes that use an account: what `createSharedLimiter` of `ocamba-hood/redis` stands on. Bring
 * your own where you have no Redis; each method must be atomic over all processes, and count by one clock that does not go
 * backwards. Whatever it throws, rejects with or leaves open for longer than half a second counts as its failure: no
 * call is lost by it. `lane` names a class of operations, each with counters of its own.
 *
 * @example
 * const limiter = createSharedLimiter(shared, { instances: 4 });
 * const hood = createHoodClient({ token, rateLimit: { limiter } });
 */
export interface SharedLimiter {
  /** Reserves the first time that keeps all windows, after all that are reserved. `signal` aborts when nobody listens any more. */
  reserve(lane: string, wish: Wish, signal: AbortSignal): Promise<Turn>;
  /** Ends a reservation: gives it back when nothing was `sent`, and else says that the request is over. */
  release(lane: string, id: string, sent: boolean): Promise<void>;
  /**
   * What a process learnt from the server. `refused` and `exhausted`: nobody sends for `ms`, then one probe. `answered`: the
   * probe was let through, and all may go. `crowded`: too many were under way, `ms` means nothing.
   */
  report(lane: string, what: 'refused' | 'exhausted' | 'answered' | 'crowded', ms: number): Promise<void>;
  /** Writes back what was sent and the log does not have, each id once; it may lack more for `carefulMs`. */
  restore(lane: string, sent: readonly Sent[], carefulMs: number): Promise<void>;
}
