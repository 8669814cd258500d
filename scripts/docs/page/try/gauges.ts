import type { Part } from '../../try/part.ts';
import { make } from '../dom.ts';
import type { World } from './world.ts';

/** How full each window of the limits is, as the server counts, and how many calls wait in the client. */
export class Gauges {
  readonly element: HTMLElement = make('div', { className: 'try-gauges' }, make('h3', {}, 'Limits'));
  readonly #world: World;
  readonly #windows;
  readonly #queue;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor({ operation: { rateLimit } }: Part, world: World, most: number) {
    this.#world = world;
    this.#windows = (rateLimit?.windows ?? []).map(({ name, limit, seconds }) => {
      return { name, limit, show: this.#gauge(`Window “${name}”, ${limit} in ${seconds} s`, limit) };
    });
    if (rateLimit) this.#queue = this.#gauge('Waiting in the client', most);
    else this.element.append('The contract states none for this operation.');
    this.#show();
  }

  /** Follows what happens until all is still. */
  follow(busy: () => boolean): void {
    this.#timer ??= setInterval(() => {
      if (this.#show() || busy()) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    }, 100);
  }

  #gauge(label: string, max: number): (value: number, text: string) => void {
    const meter = make('meter', { max, high: max - 0.5, optimum: 0 });
    const said = make('span');
    this.element.append(make('label', {}, make('span', {}, label), said, meter));
    return (value, text) => {
      meter.value = value;
      said.textContent = text;
    };
  }

  /** Whether anything is counted or waits. */
  #show(): boolean {
    const states = this.#world.emulator.windows;
    const { queued, inFlight } = this.#world.waiting;
    for (const { name, limit, show } of this.#windows) {
      const count = states.find((state) => state.name === name)?.count ?? 0;
      show(count, `${count} of ${limit}`);
    }
    this.#queue?.(queued, `${queued}, and ${inFlight} under way`);
    return queued + inFlight > 0 || states.some(({ count }) => count > 0);
  }
}
