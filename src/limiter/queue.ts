import { onAbort } from '../common/abort.ts';
import type { Pass } from './gate.ts';

/** What waits in a queue. */
export interface Waiter {
  /** Leaves the queue when it aborts, and is refused with its reason. */
  readonly signal: AbortSignal | undefined;
  /** Runs when the waiter is at the head and could be sent: the last thing before its permit is taken. */
  readonly prepare?: (() => Promise<void>) | undefined;
  granted(pass: Pass): void;
  refused(reason: unknown): void;
}

class Place {
  readonly waiter: Waiter | undefined;
  previous: Place = this;
  next: Place = this;
  forget: () => void = () => undefined;

  constructor(waiter?: Waiter) {
    this.waiter = waiter;
  }
}

/**
 * First in, first out; whoever comes back after a failure enters at the front. Leaving costs the same wherever in the
 * queue a waiter stands.
 */
export class Queue {
  /** Stands behind the last and before the first. */
  readonly #end = new Place();
  readonly #onLeave: () => void;
  size = 0;

  /** `onLeave` runs after a waiter has left on its own. */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave;
  }

  get first(): Waiter | undefined {
    return this.#end.next.waiter;
  }

  push(waiter: Waiter, end: 'front' | 'back'): void {
    const place = new Place(waiter);
    place.previous = end === 'back' ? this.#end.previous : this.#end;
    place.next = place.previous.next;
    place.previous.next = place;
    place.next.previous = place;
    this.size += 1;
    place.forget = onAbort(waiter.signal, () => {
      this.#remove(place);
      waiter.refused(waiter.signal?.reason);
      this.#onLeave();
    });
  }

  shift(): Waiter | undefined {
    const { next } = this.#end;
    if (next.waiter) this.#remove(next);
    return next.waiter;
  }

  #remove({ previous, next, forget }: Place): void {
    previous.next = next;
    next.previous = previous;
    this.size -= 1;
    forget();
  }
}
