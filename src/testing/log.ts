/** Moments in their order. */
export class Log {
  readonly #times: number[] = [];

  add(time: number, times = 1): void {
    for (let added = 0; added < times; added += 1) this.#times.push(time);
  }

  /** Those from the first one on for which `within` holds; it must hold for all later ones. */
  since(within: (time: number) => boolean): readonly number[] {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (within(this.#times[middle]!)) high = middle;
      else low = middle + 1;
    }
    return this.#times.slice(low);
  }
}
