import type { Part } from '../../try/part.ts';
import { make } from '../dom.ts';
import type { World } from './world.ts';

export interface Gauges {
  readonly element: HTMLElement;
  /** Follows what happens until all is still. */
  follow(busy: () => boolean): void;
}

/** How full each window of the limits is, as the server counts, and how many calls wait in the client. */
export function gaugesOf({ operation: { rateLimit } }: Part, world: World, most: number): Gauges {
  const element = make('div', { className: 'try-gauges' }, make('h3', {}, 'Limits'));
  const gauge = (label: string, max: number): ((value: number, text: string) => void) => {
    const meter = make('meter', { max, high: max - 0.5, optimum: 0 });
    const said = make('span');
    element.append(make('label', {}, make('span', {}, label), said, meter));
    return (value, text) => {
      meter.value = value;
      said.textContent = text;
    };
  };
  const windows = (rateLimit?.windows ?? []).map(({ name, limit, seconds }) => {
    return { name, limit, show: gauge(`Window “${name}”, ${limit} in ${seconds} s`, limit) };
  });
  const queue = rateLimit && gauge('Waiting in the client', most);
  if (!rateLimit) element.append('The contract states none for this operation.');
  /** Whether anything is counted or waits. */
  const show = (): boolean => {
    const states = world.emulator.windows;
    const { queued, inFlight } = world.waiting;
    for (const { name, limit, show: showWindow } of windows) {
      const count = states.find((state) => state.name === name)?.count ?? 0;
      showWindow(count, `${count} of ${limit}`);
    }
    queue?.(queued, `${queued}, and ${inFlight} under way`);
    return queued + inFlight > 0 || states.some(({ count }) => count > 0);
  };
  show();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    element,
    follow(busy) {
      timer ??= setInterval(() => {
        if (show() || busy()) return;
        clearInterval(timer);
        timer = undefined;
      }, 100);
    },
  };
}
