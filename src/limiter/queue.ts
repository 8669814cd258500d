/** What waits in a queue. */
export interface Waiter {
  /** Leaves the queue when it aborts, and is refused with its reason. */
  readonly signal: AbortSignal | undefined;
  /** Runs when the waiter is at the head and could be sent: the last thing before its permit is taken. */
  readonly prepare?: (() => void | Promise<void>) | undefined;
  /** `resumed`: it is the first since the server closed the queue. */
  granted(resumed: boolean): void;
  refused(reason: unknown): void;
}

interface Node {
  readonly waiter: Waiter;
  previous: Node | undefined;
  next: Node | undefined;
  queued: boolean;
}

/**
 * First in, first out; whoever comes back after a failure enters at the front. Leaving costs the same wherever in the
 * queue a waiter stands, and waiters that share a signal share one listener.
 */
export class Queue {
  #first: Node | undefined;
  #last: Node | undefined;
  #size = 0;
  readonly #bySignal = new Map<AbortSignal, { readonly nodes: Set<Node>; readonly abort: () => void }>();
  readonly #onLeave: () => void;

  /** `onLeave` runs after waiters have left on their own. */
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
    const node: Node = { waiter, previous: undefined, next: undefined, queued: true };
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
    if (waiter.signal) this.#watch(waiter.signal, node);
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
    node.queued = false;
    this.#size -= 1;
    if (node.waiter.signal) this.#unwatch(node.waiter.signal, node);
  }

  #watch(signal: AbortSignal, node: Node): void {
    let watched = this.#bySignal.get(signal);
    if (!watched) {
      const nodes = new Set<Node>();
      const abort = (): void => {
        for (const each of [...nodes]) {
          this.#remove(each);
          each.waiter.refused(signal.reason);
        }
        this.#onLeave();
      };
      watched = { nodes, abort };
      this.#bySignal.set(signal, watched);
      signal.addEventListener('abort', abort, { once: true });
    }
    watched.nodes.add(node);
  }

  #unwatch(signal: AbortSignal, node: Node): void {
    const watched = this.#bySignal.get(signal);
    watched?.nodes.delete(node);
    if (watched?.nodes.size === 0) {
      signal.removeEventListener('abort', watched.abort);
      this.#bySignal.delete(signal);
    }
  }
}
