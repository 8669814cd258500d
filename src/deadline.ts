import { LONGEST_TIMER_MS, now } from './sleep.ts';

interface Entry {
  readonly at: number;
  readonly expire: () => void;
  previous: Entry | undefined;
  next: Entry | undefined;
}

/** The deadlines of all calls of a client, on one timer however many wait. */
export class Deadlines {
  #first: Entry | undefined;
  #last: Entry | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Runs `expire` after `ms`, unless the function that it returns is called before. */
  add(ms: number, expire: () => void): () => void {
    const entry: Entry = { at: now() + ms, expire, previous: undefined, next: undefined };
    // Calls come in the order of their deadlines as a rule, so the place is at or near the end.
    let before = this.#last;
    while (before && before.at > entry.at) before = before.previous;
    entry.previous = before;
    entry.next = before ? before.next : this.#first;
    if (entry.next) entry.next.previous = entry;
    else this.#last = entry;
    if (before) before.next = entry;
    else {
      this.#first = entry;
      this.#arm();
    }
    return () => this.#remove(entry);
  }

  #remove(entry: Entry): void {
    // Removed already: its place has been taken over by its neighbours.
    if (this.#first !== entry && !entry.previous) return;
    if (entry.previous) entry.previous.next = entry.next;
    else this.#first = entry.next;
    if (entry.next) entry.next.previous = entry.previous;
    else this.#last = entry.previous;
    entry.previous = undefined;
    entry.next = undefined;
    // A timer that is early finds nothing to do; one that is left without a deadline would keep the process alive.
    if (!this.#first) clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (!this.#first) return;
    this.#timer = setTimeout(() => this.#expire(), Math.min(LONGEST_TIMER_MS, Math.max(0, this.#first.at - now())));
  }

  #expire(): void {
    const at = now();
    for (let entry = this.#first; entry && entry.at <= at; entry = this.#first) {
      this.#remove(entry);
      entry.expire();
    }
    this.#arm();
  }
}
