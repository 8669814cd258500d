import { onAbort } from '../common/abort.ts';
import type { Pass } from './gate.ts';

const nothing = (): void => undefined;

/** What waits in a queue. */
export interface Waiter {
  /** Leaves the queue when it aborts, and is refused with its reason. */
  readonly signal: AbortSignal | undefined;
  /** Runs when the waiter is at the head and could be sent: the last thing before its permit is taken. */
  readonly prepare?: (() => void | Promise<void>) | undefined;
  granted(pass: Pass): void;
  refused(reason: unknown): void;
}

interface Node {
  forget: () => void;
  readonly waiter: Waiter;
  previous: Node | undefined;
  next: Node | undefined;
}

/**
 * First in, first out; whoever comes back after a failure enters at the front. Leaving costs the same wherever in the
 * queue a waiter stands.
 */
export class Queue {
  #first: Node | undefined;
  #last: Node | undefined;
  #size = 0;
  readonly #onLeave: () => void;

  /** `onLeave` runs after a waiter has left on its own. */
  constructor(onLeave: () => void) {
    this.#onLeave = onLeave;
  }

  get size(): number {
    return this.#size;
  }

  get first(): Waiter | undefined {
    return this.#first?.waiter;
  }

  push(waiter: Waiter, end: 'front' | 'back'): void {
    const node: Node = { waiter, previous: undefined, next: undefined, forget: nothing };
    if (end === 'back') {
      node.previous = this.#last;
      if (this.#last) this.#last.next = node;
      else this.#first = node;
      this.#last = node;
    } else {
      node.next = this.#first;
      if (this.#first) this.#first.previous = node;
      else this.#last = node;
      this.#first = node;
    }
    this.#size += 1;
    node.forget = onAbort(waiter.signal, () => {
      this.#remove(node);
      waiter.refused(waiter.signal?.reason);
      this.#onLeave();
    });
  }

  shift(): Waiter | undefined {
    const node = this.#first;
    if (node) this.#remove(node);
    return node?.waiter;
  }

  #remove(node: Node): void {
    if (node.previous) node.previous.next = node.next;
    else this.#first = node.next;
    if (node.next) node.next.previous = node.previous;
    else this.#last = node.previous;
    this.#size -= 1;
    node.forget();
  }
}
