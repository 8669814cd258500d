import type { Part } from '../../try/part.ts';
import { make } from './dom.ts';
import type { World } from './world.ts';

/** How full each window of the limits is, as the server counts, and what waits in the client. */
export class Gauges {
  readonly element: HTMLElement = make('div', { className: 'try-gauges' });
  readonly #world: World;
  readonly #windows;
  readonly #queue = make('p');
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor({ operation: { rateLimit } }: Part, world: World) {
    this.#world = world;
    this.#windows = (rateLimit?.windows ?? []).map(({ name, limit, seconds }) => {
      const meter = make('meter', { max: limit, value: 0 });
      const text = make('span');
      this.element.append(make('label', {}, make('span', {}, `${name}: ${limit} in ${seconds} s`), meter, text));
      return { name, limit, meter, text };
    });
    this.element.append(this.#queue);
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

  /** Whether anything is counted or waits. */
  #show(): boolean {
    const states = this.#world.emulator.windows;
    const { queued, inFlight } = this.#world.waiting;
    for (const { name, limit, meter, text } of this.#windows) {
      const count = states.find((state) => state.name === name)?.count ?? 0;
      meter.value = count;
      text.textContent = `${count} of ${limit}`;
    }
    this.#queue.textContent = `${queued} waiting in the client, ${inFlight} under way`;
    return queued + inFlight > 0 || states.some(({ count }) => count > 0);
  }
}
